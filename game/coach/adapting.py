"""Adapting, fairly: what could be made harder or easier after a run, one thing at a time.

Nothing is changed here; the player is asked. The answer is a function of the latest runs and of
what was refused, so there is nothing else to remember, and the same runs always bring the same.

The rules, in their order:

1. A finger that hardly comes, while the others come clearly more often, may rest. It is offered
   back after `REST_RUNS` runs, each further time after twice as many.
2. Hits above the band bring one thing more: fingers that can move, then the next step of level,
   speed or window (see `game.coach.ladder`). Far above it the step is a big one.
3. Hits below the band bring one thing less: a step down, a big one if it is far. At the first
   level fingers come before speed: others where none in use comes, or one less.
4. Nothing is offered that was found too hard or too easy in the last `BAR_RUNS` runs, so that
   offers never swing to and fro: between two such settings lies a half step, or none is offered.
5. What was refused is not offered again for `REFUSED_RUNS` runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from math import inf

from game.charting.chart import Grip, lane_order
from game.charting.level import Level
from game.coach.ladder import Ladder, Lever, Move, Rung
from game.coach.recent import (
    LATEST_RUNS,
    USUAL_BAND,
    Band,
    GripCount,
    RecentRun,
    Side,
    Streak,
    highest_likely,
    streaks,
)
from game.settings import PlaySettings

BAR_RUNS = 12
"""For so many runs a setting that was too hard or too easy is not offered again."""
REFUSED_RUNS = 6
REST_RUNS = 12
HISTORY_RUNS = 60
"""So many runs are looked back on; more change nothing."""
HARDLY = 0.30
"""A finger that most likely comes less often than this hardly comes: half of the band's edge."""
FEW_NOTES, MANY_NOTES = 8, 25
"""A finger with fewer notes tells nothing, with few that it hardly comes only if next to none of
them was hit."""
CLEARLY_MORE = 0.30
"""The others come clearly more often with at least so much more."""
LESS = 0.7
"""A finger comes clearly least often if it has at most this share of the others' hit rate."""
FAR = 0.20
"""So far below the band, what was too easy not long ago may be offered again."""
LEVEL_RATE = 0.06
"""One level changes the hit rate by about so much."""
MOST_LEVELS_UP = 4
MOST_LEVELS_DOWN = 8
"""No step is bigger, however far it is; who finds it far too hard gets help at once."""
SETTLED_LEVELS = 1
"""And none of a setting that has been played for `LATEST_RUNS` runs: the way has been found."""
NEARLY_ALL = 0.92
"""With so many hits, two fingers may come at once."""
_FINGERS = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
"""In this order they are offered. The side pinch is another movement: it is offered only where
fingers hardly come."""


class Reason(StrEnum):
    """Why something is offered, or why not."""

    READY_FOR_FINGERS = "ready for fingers"
    FINGERS_BACK = "fingers back"
    """Fingers have rested long, and things go well."""
    REST_FINGERS = "rest fingers"
    OTHER_FINGERS = "other fingers"
    """Those in use hardly come; others have not been tried."""
    HARDER = "harder"
    EASIER = "easier"
    TOO_FEW_NOTES = "too few notes"
    IN_BAND = "in the band"
    HARDEST = "hardest"
    """Above the band with nothing left to make harder."""
    EASIEST = "easiest"
    """Below the band with nothing left to make easier."""
    NOT_NOW = "not now"
    """What could be offered was tried or refused lately, or it is a day for nothing harder."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered. Without anything, `lever` and `settings` are None and `reason` says why.

    `grips` are the fingers that it is about; `rate` is the hit rate it rests upon: that of those
    fingers for a rest, else of all. `notes` and `hits` are the counts of the fingers to rest.
    """

    reason: Reason
    rate: float
    lever: Lever | None = None
    settings: PlaySettings | None = None
    grips: tuple[Grip, ...] = ()
    notes: int = 0
    hits: int = 0


@dataclass(frozen=True, slots=True)
class Refusal:
    """An offer that was refused: its reason and fingers, and how many runs had been played."""

    reason: Reason
    grips: tuple[Grip, ...]
    runs_played: int


@dataclass(frozen=True, slots=True)
class Situation:
    """What an offer depends on beside the latest runs.

    `levels` are those there are, the easiest first. `able` are the grips that can move, as far as
    anybody has looked; None: nobody has. `band` is the one to aim at. `runs_played` is how many
    runs the player has played in all. `is_gentle` on a day when something hurts: nothing harder.
    """

    levels: Sequence[Level]
    able: tuple[Grip, ...] | None = None
    band: Band = USUAL_BAND
    refusals: Sequence[Refusal] = ()
    runs_played: int = 0
    is_gentle: bool = False


def offer_after(settings: PlaySettings, runs: Sequence[RecentRun], situation: Situation) -> Offer:
    """What to offer after runs of this hand, the latest first, of which the first ones were played
    under `settings`."""
    past = streaks(runs[:HISTORY_RUNS])
    if not past or not past[0].latest.is_under(settings):
        return Offer(Reason.TOO_FEW_NOTES, 0.0)
    return _Adapting(settings, past, situation).offer()


def is_remembered(refusal: Refusal, runs_played: int) -> bool:
    """Whether a refusal still counts after so many runs in all."""
    return runs_played - refusal.runs_played < REFUSED_RUNS


class _Adapting:
    """One decision."""

    def __init__(
        self, settings: PlaySettings, past: tuple[Streak, ...], situation: Situation
    ) -> None:
        self._settings = settings
        self._now, self._earlier = past[0], past[1:]
        self._situation = situation
        self._ladder = Ladder(situation.levels, settings.level)
        self._verdict = self._now.verdict(
            situation.band, searching=not any(streak.is_settled for streak in past)
        )
        self._rate = self._verdict.rate

    def offer(self) -> Offer:
        side = self._verdict.side
        if side is Side.UNKNOWN:
            return Offer(Reason.TOO_FEW_NOTES, self._rate)
        for offer in self._offers(side):
            if not self._is_refused(offer):
                return offer
        return Offer(self._without(side), self._rate)

    def _offers(self, side: Side) -> Iterator[Offer]:
        """Whatever could be offered, the best first."""
        band = self._situation.band
        yield from self._rests()
        may_be_harder = not self._situation.is_gentle and self._now.latest.finished
        if side is Side.ABOVE and may_be_harder:
            yield from self._more_fingers()
            yield from self._moves(Reason.HARDER)
        elif side is Side.BELOW:
            yield from self._other_fingers()
            yield from self._fewer_fingers()
            yield from self._moves(Reason.EASIER)
        elif may_be_harder and self._rate >= (band.middle + band.high) / 2:
            yield from self._fingers_back()

    def _rests(self) -> Iterator[Offer]:
        counts = [self._now.count_of(grip) for grip in self._settings.grips]
        hardly = [one for one in counts if _hardly_comes(self._now, one.grip)]
        others = [one for one in counts if one not in hardly and one.notes]
        if not hardly or not others:
            return
        if _together(others).rate >= max(one.rate for one in hardly) + CLEARLY_MORE:
            yield self._rest(hardly)

    def _fewer_fingers(self) -> Iterator[Offer]:
        """At the first level, the finger that comes clearly least often may rest."""
        now = self._rung_of(self._now)
        latest = [run for one in (self._now, *self._earlier) for run in one.runs][:LATEST_RUNS]
        counts = [Streak(tuple(latest)).count_of(grip) for grip in self._settings.grips]
        counts = sorted((one for one in counts if one.notes), key=lambda one: one.rate)
        if len(counts) < 2 or now is None or now.level:
            return
        others = _together(counts[1:])
        if counts[0].rate < LESS * others.rate:
            best = counts[-1].rate
            yield self._rest(
                [one for one in counts if one.rate < best - CLEARLY_MORE] or counts[:1]
            )

    def _rest(self, counts: Sequence[GripCount]) -> Offer:
        total = _together(counts)
        resting = tuple(one.grip for one in counts)
        kept = (grip for grip in self._settings.grips if grip not in resting)
        offer = self._grips(Reason.REST_FINGERS, resting, lane_order(kept))
        return replace(offer, rate=total.rate, notes=total.notes, hits=total.hits)

    def _more_fingers(self) -> Iterator[Offer]:
        coming = self._coming()
        if not coming or self._has_rested_lately():
            return
        count = 2 if self._surely() >= NEARLY_ALL else 1
        has_rested = any(self._rests_of(grip) for grip in coming[:count])
        reason = Reason.FINGERS_BACK if has_rested else Reason.READY_FOR_FINGERS
        yield self._with(reason, coming[:count])

    def _fingers_back(self) -> Iterator[Offer]:
        rested = [grip for grip in self._coming() if self._rests_of(grip)]
        if rested and self._now.is_settled and not self._has_rested_lately():
            yield self._with(Reason.FINGERS_BACK, rested[:1])

    def _other_fingers(self) -> Iterator[Offer]:
        """At the first level, other fingers where none of those in use comes often enough."""
        grips, now = self._settings.grips, self._rung_of(self._now)
        all_of_them = _together([self._now.count_of(grip) for grip in grips])
        if now is None or now.level or highest_likely(all_of_them) >= HARDLY:
            return
        untried = [
            grip
            for grip in (Grip.KEY, *_FINGERS)
            if grip not in grips and self._can_move(grip) and not self._runs_with(grip)
        ]
        if untried:
            yield self._grips(Reason.OTHER_FINGERS, (untried[0],), (untried[0],))

    def _moves(self, reason: Reason) -> Iterator[Offer]:
        now = self._rung_of(self._now)
        if now is None:
            return
        far = abs(self._surely() - self._situation.band.middle)
        is_up = reason is Reason.HARDER
        most_levels = MOST_LEVELS_UP if is_up else MOST_LEVELS_DOWN
        if len(self._now.runs) > LATEST_RUNS:
            most_levels = SETTLED_LEVELS
        jump = min(max(round(far / LEVEL_RATE), 1), most_levels)
        moves = self._ladder.harder(now, jump) if is_up else self._ladder.easier(now, jump)
        yield from (self._moved(reason, move) for move in self._untried(moves, is_up=is_up))

    def _untried(self, moves: Iterable[Move], *, is_up: bool) -> Iterator[Move]:
        """Those of `moves` that lead to nothing that lately lay on the other side of the band.

        Where hits have become far fewer since, what was too easy may be offered again at last.
        """
        again: list[Move] = []
        hard = min(self._known(Side.BELOW), default=inf)
        easy = max(self._known(Side.ABOVE), default=-inf)
        for move in moves:
            difficulty = move.to.difficulty
            is_new = difficulty < hard if is_up else difficulty > easy
            if is_new:
                yield move
            elif not is_up and difficulty == easy:
                again.append(move)
        if self._rate < self._situation.band.low - FAR:
            yield from again

    def _surely(self) -> float:
        """The hit rate; above the band half a standard error less, for a big step up is only for
        who surely is far above it."""
        is_above = self._verdict.side is Side.ABOVE
        return self._rate - self._verdict.error / 2 if is_above else self._rate

    def _known(self, side: Side) -> Iterator[float]:
        """The difficulties with these fingers that lately lay on that side of the band."""
        ago = len(self._now.runs)
        for streak in self._earlier:
            rung = self._rung_of(streak)
            is_alike = ago < BAR_RUNS and streak.latest.grips == self._settings.grips
            if rung and is_alike and self._side_of(streak) is side:
                yield rung.difficulty
            ago += len(streak.runs)

    def _side_of(self, earlier: Streak) -> Side:
        return earlier.verdict(self._situation.band, searching=True).side

    def _rung_of(self, streak: Streak) -> Rung | None:
        return self._ladder.rung(streak.latest.level_id, streak.latest.speed_percent)

    def _coming(self) -> list[Grip]:
        """The fingers that could come to those in use, in their order."""
        return [
            grip
            for grip in _FINGERS
            if grip not in self._settings.grips
            and self._can_move(grip)
            and self._runs_without(grip) >= REST_RUNS * 2 ** max(self._rests_of(grip) - 1, 0)
        ]

    def _can_move(self, grip: Grip) -> bool:
        """As far as anybody has looked; else a finger that has never hit anything can't."""
        if self._situation.able is not None:
            return grip in self._situation.able
        counts = [one for run in self._runs_with(grip) for one in run.counts if one.grip is grip]
        return sum(one.notes for one in counts) < FEW_NOTES or any(one.hits for one in counts)

    def _runs_with(self, grip: Grip) -> list[RecentRun]:
        return [run for one in (self._now, *self._earlier) for run in one.runs if grip in run.grips]

    def _runs_without(self, grip: Grip) -> int:
        """How many runs it has rested; as good as for ever if it never played."""
        runs = [run for one in (self._now, *self._earlier) for run in one.runs]
        rested = next((ago for ago, run in enumerate(runs) if grip in run.grips), None)
        return HISTORY_RUNS * REST_RUNS if rested is None else rested

    def _has_rested_lately(self) -> bool:
        """Whether any finger went to rest in the last `REST_RUNS` runs."""
        ago = 0
        for later, earlier in pairwise((self._now, *self._earlier)):
            ago += len(later.runs)
            if ago < REST_RUNS and set(earlier.latest.grips) - set(later.latest.grips):
                return True
        return False

    def _rests_of(self, grip: Grip) -> int:
        """How often it went to rest."""
        return sum(
            grip in earlier.latest.grips and grip not in later.latest.grips
            for later, earlier in pairwise((self._now, *self._earlier))
        )

    def _with(self, reason: Reason, grips: Sequence[Grip]) -> Offer:
        return self._grips(reason, tuple(grips), lane_order((*self._settings.grips, *grips)))

    def _grips(self, reason: Reason, about: tuple[Grip, ...], then: tuple[Grip, ...]) -> Offer:
        settings = replace(self._settings, grips=then)
        return Offer(reason, self._rate, Lever.GRIPS, settings, about)

    def _moved(self, reason: Reason, move: Move) -> Offer:
        level, speed_percent = self._ladder.level(move.to), move.to.speed_percent
        settings = replace(self._settings, level=level, speed_percent=speed_percent)
        return Offer(reason, self._rate, move.lever, settings)

    def _is_refused(self, offer: Offer) -> bool:
        """Any step up counts as refused with one, and any offer of a finger with that finger."""
        return any(
            is_remembered(one, self._situation.runs_played)
            and _kind(one.reason) is _kind(offer.reason)
            and (not one.grips or not set(one.grips).isdisjoint(offer.grips))
            for one in self._situation.refusals
        )

    def _without(self, side: Side) -> Reason:
        """Why nothing is offered."""
        now = self._rung_of(self._now)
        if side is Side.INSIDE or now is None:
            return Reason.IN_BAND
        if side is Side.ABOVE:
            others = [grip for grip in _FINGERS if grip not in self._settings.grips]
            has_more = next(self._ladder.harder(now, 1), None) or any(map(self._can_move, others))
            return Reason.NOT_NOW if has_more else Reason.HARDEST
        has_less = next(self._ladder.easier(now, 1), None)
        return Reason.NOT_NOW if has_less else Reason.EASIEST


def _hardly_comes(streak: Streak, grip: Grip) -> bool:
    """Whether that is sure: after many notes, or after few of which next to none was hit."""
    count = streak.count_of(grip)
    limit = HARDLY if count.notes >= MANY_NOTES else HARDLY / 2
    return count.notes >= FEW_NOTES and highest_likely(count) < limit


def _together(counts: Sequence[GripCount]) -> GripCount:
    """All of them, as if they were one grip."""
    notes, hits = sum(one.notes for one in counts), sum(one.hits for one in counts)
    return GripCount(counts[0].grip, notes, hits)


def _kind(reason: Reason) -> Reason:
    """Fingers that come are fingers that come, whether they have rested or not."""
    return Reason.READY_FOR_FINGERS if reason is Reason.FINGERS_BACK else reason
