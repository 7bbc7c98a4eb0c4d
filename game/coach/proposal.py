"""What a hand's reach makes of the settings: level, fingers, speed, window, and why.

The start is to be kind: four notes in five hit rather than the 60 to 80 % that practice aims at
later, because a high share in the first week keeps people coming back (Ramos Muñoz et al. 2022).
Two things are asked of a level.

Pace: its notes, on all fingers together, come at no more than half the pace that the slowest finger
kept for ten seconds. `SUSTAINED` is a judgement, not a measurement: a song is not ten seconds, and
between notes there is reading and changing fingers to do, so a hand with several fingers is taken
to be as quick as the slowest of them. Two figures bound it: at home people with a spinal cord
injury made 43 grips a minute over 6 hours (doi 10.1038/s41394-022-00552-4), for which this asks 15
pinches in ten seconds; healthy index fingers tap 48.8 times at about 69 years, which is enough for
143 notes a minute. And one finger can come again as soon as the level may want it
(`same_grip_gap_s`).

Window: if the pinches of a finger scatter with a standard deviation s about an even pace, 80 % of
them come within `WITHIN_WINDOW` s of their note (normal distribution). Where the level's own window
is narrower, the hit window grows as far as it can (`Level.windows`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from game.charting.chart import Grip, lane_order
from game.charting.level import Level
from game.coach.reach import GripReach, Reach
from game.settings import SPEED_STEP_PERCENT

SUSTAINED = 0.5
"""Which share of a pace kept for ten seconds is asked for over a song."""
WITHIN_WINDOW = 1.28
"""80 % of what is normally distributed is so many standard deviations from the middle, or less."""
SLOWEST_PROPOSED_PERCENT = 60
"""Songs are slowed down no further: it would hardly thin them out. Of the shipped songs the gentle
level has 43 notes a minute (median) at 100 %, 37 at 70 % and 34 at 50 %, since a slower tune keeps
more of its notes; and a tune is to be known again."""
HALF_AS_QUICK = 0.5
_USUAL_PERCENT = 100


class Reason(Enum):
    """What decided."""

    FEWER = "fewer"
    """Fingers that are too slow for the easiest level wait while others begin."""
    SLOWER = "slower"
    """Even the easiest level is slowed down for the slowest finger."""
    WIDER = "wider"
    """The hit window grows, because the pinches are uneven."""
    HARDEST = "hardest"
    """There is nothing harder."""
    PACE = "pace"
    """The slowest finger sets the pace."""
    EVENNESS = "evenness"
    """The next level would be slow enough, but wants pinches that are more even."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """How to play. `level` has the hit window that is proposed; `grips` are in lane order.

    `limit` is what was found out about the finger that decided, for the sentence about `reason`.
    """

    level: Level
    grips: tuple[Grip, ...]
    speed_percent: int
    reason: Reason
    limit: GripReach

    @property
    def window_percent(self) -> int:
        """How wide the hit window is, compared with the level's own."""
        return self.level.window_percent


def proposal_of(reach: Reach, levels: Sequence[Level]) -> Proposal | None:
    """What suits this hand of `levels`, the easiest first; None if no finger can be played with.

    It is the hardest level of which the hand can do all it asks for. The easiest one is taken where
    none is: then fingers that are too slow even for slow songs wait, as long as others can play,
    and songs are as slow as the rest needs. It is none that somebody has written: nobody knows how
    hard those are. Raises `ValueError` without levels.
    """
    levels = [level for level in levels if not level.is_own]
    if not levels:
        raise ValueError("there is no level to propose")
    if not reach.able:
        return None
    fitting = [level for level in levels if _has_pace(reach, level) and _is_even(reach, level)]
    level = fitting[-1] if fitting else levels[0]
    playing = reach if _has_pace(reach, level) else _without_slow(reach, level)
    speed_percent = _speed(level, _slowest(playing, level))
    with_window = level.with_window(_window(playing, level))
    reason, limit = _why(playing, levels, with_window, speed_percent)
    grips = grips_for(playing, level)
    if grips != grips_for(reach, level):
        reason, limit = Reason.FEWER, _slowest(playing, level)
    return Proposal(with_window, grips, speed_percent, reason, limit)


def _without_slow(reach: Reach, level: Level) -> Reach:
    """The hand without the fingers that can't keep up with the slowest songs there are at `level`
    and are less than half as quick as the quickest one. One at least stays."""
    able = [one for one in reach.grips if one.able]
    least_per_s = asked_pace_per_s(level) * SLOWEST_PROPOSED_PERCENT / _USUAL_PERCENT
    quickest_per_s = max(one.pace_per_s for one in able)
    least_per_s = min(least_per_s, HALF_AS_QUICK * quickest_per_s)
    return replace(
        reach,
        grips=tuple(
            replace(one, able=one.able and one.pace_per_s >= least_per_s) for one in reach.grips
        ),
    )


def _why(
    reach: Reach, levels: Sequence[Level], chosen: Level, speed_percent: int
) -> tuple[Reason, GripReach]:
    """What decided, and the finger that did."""
    if speed_percent < _USUAL_PERCENT:
        return Reason.SLOWER, _slowest(reach, chosen)
    if chosen.window_percent > _USUAL_PERCENT:
        return Reason.WIDER, _least_even(reach, chosen)
    place = [level.id for level in levels].index(chosen.usual.id)
    if place + 1 == len(levels):
        return Reason.HARDEST, _slowest(reach, chosen)
    harder = levels[place + 1]
    if _has_pace(reach, harder):
        return Reason.EVENNESS, _least_even(reach, harder)
    return Reason.PACE, _slowest(reach, harder)


def grips_for(reach: Reach, level: Level) -> tuple[Grip, ...]:
    """The grips to play `level` with, in lane order: only such as can be played with.

    Those of the level, and in place of fingers that rest the next ones from the index finger on.
    The side pinch comes as well if it was asked for: it is so only if the player wants it.
    """
    usual, able = level.default_grips, reach.able
    chosen = [grip for grip in usual if grip in able]
    spare = [grip for grip in sorted(able) if grip not in usual and grip is not Grip.KEY]
    chosen += spare[: len(usual) - len(chosen)]
    if Grip.KEY in able:
        chosen.append(Grip.KEY)
    return lane_order(chosen)


def asked_pace_per_s(level: Level) -> float:
    """How many pinches a second a finger has to be able to do for ten seconds, for `level`."""
    return max(level.max_rate_per_s / SUSTAINED, 1 / level.same_grip_gap_s)


def _found(reach: Reach, grips: Sequence[Grip]) -> list[GripReach]:
    return [one for one in reach.grips if one.grip in grips]


def _slowest(reach: Reach, level: Level) -> GripReach:
    """The slowest of the fingers that would play `level`; of equals the one next to the thumb."""
    found = _found(reach, grips_for(reach, level))
    return min(found, key=lambda one: (one.pace_per_s, one.grip))


def _least_even(reach: Reach, level: Level) -> GripReach:
    """The least even of them; of equals the one next to the thumb."""
    found = _found(reach, grips_for(reach, level))
    return max(found, key=lambda one: (one.spread_s or 0.0, -one.grip))


def _has_pace(reach: Reach, level: Level) -> bool:
    return _slowest(reach, level).pace_per_s >= asked_pace_per_s(level)


def _is_even(reach: Reach, level: Level) -> bool:
    """Whether the widest window the level can have holds enough of the pinches."""
    widest = level.with_window(_windows(level)[-1])
    return _wanted_ms(reach, level) <= widest.hit_window_ms


def _wanted_ms(reach: Reach, level: Level) -> float:
    """The hit window that holds 80 % of the pinches of the least even finger; 0 if untold."""
    spreads = [one.spread_s or 0.0 for one in _found(reach, grips_for(reach, level))]
    return 1000 * WITHIN_WINDOW * max(spreads)


def _windows(level: Level) -> list[int]:
    """The widths of the hit window that can be proposed, in percent, the level's own first."""
    return [one for one in level.windows if one >= _USUAL_PERCENT]


def _window(reach: Reach, level: Level) -> int:
    """The narrowest one that holds enough, or else the widest there can be; that as well for a hand
    with too few pinches to tell how even they are."""
    offered, wanted_ms = _windows(level), _wanted_ms(reach, level)
    if any(one.spread_s is None for one in _found(reach, grips_for(reach, level))):
        return offered[-1]
    fitting = [one for one in offered if level.with_window(one).hit_window_ms >= wanted_ms]
    return fitting[0] if fitting else offered[-1]


def _speed(level: Level, slowest: GripReach) -> int:
    """As written, or as much slower as the pace asked for is beyond the finger's, in steps."""
    share = slowest.pace_per_s / asked_pace_per_s(level)
    steps = int(share * _USUAL_PERCENT // SPEED_STEP_PERCENT)
    return min(max(steps * SPEED_STEP_PERCENT, SLOWEST_PROPOSED_PERCENT), _USUAL_PERCENT)
