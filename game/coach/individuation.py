"""How well each finger moves by itself: which one came instead, and which came unasked.

Whoever loses single movements of the fingers gets neighbours along with the one that was meant.
Two figures of every run tell of that: on how many notes of a finger another one came first, and how
many pinches there were while nothing was due. Only notes under the same setting are compared with
earlier ones, as in `game.coach.change`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from game.charting.chart import Grip, lane_order
from game.coach.change import BAND_ERRORS, LEAST_NOTES, Change, change_between
from game.coach.figures import GripFigures, GripTiming, timing_of

WORTH_TELLING = 0.03
"""A finger that came instead on a smaller share of the notes is not worth a line."""
LEAST_TIMES = 2
"""Nor is one that did so only once."""
MOST_LINES = 3
"""More of them in a picture are a tangle."""


@dataclass(frozen=True, slots=True)
class CameFigures:
    """Under one setting, on so many `notes` of `due` it was `came` that came first."""

    setting: str
    due: Grip
    came: Grip
    notes: int


@dataclass(frozen=True, slots=True)
class ExtraFigures:
    """How often `grip` pinched on one day under one setting while nothing was due."""

    day: date
    setting: str
    grip: Grip
    contacts: int


@dataclass(frozen=True, slots=True)
class FingerFigures:
    """What the fingers did in a stretch of days, as the records hand it over."""

    grips: Sequence[GripFigures] = ()
    came: Sequence[CameFigures] = ()
    extra: Sequence[ExtraFigures] = ()


@dataclass(frozen=True, slots=True)
class CameFirst:
    """On `count` of the `notes` of `due`, `came` came first."""

    due: Grip
    came: Grip
    count: int
    notes: int

    @property
    def share(self) -> float:
        """As a share of the notes, at most 1; a note of a song left early may not be among them."""
        return min(self.count / self.notes, 1.0) if self.notes else 0.0

    @property
    def is_telling(self) -> bool:
        """Whether there is enough of it to be told."""
        is_often = self.share >= WORTH_TELLING and self.count >= LEAST_TIMES
        return self.notes >= LEAST_NOTES and is_often


@dataclass(frozen=True, slots=True)
class Finger:
    """A finger that was due in a stretch of days.

    `instead` are those that came instead, the one that did so most often first. `change` is how the
    share of notes on which any other came first differs from the stretch before, in percentage
    points (negative: less often), None with too little to compare. `extra` is how often this finger
    came unasked.
    """

    grip: Grip
    timing: GripTiming
    instead: tuple[CameFirst, ...]
    extra: int
    change: Change | None = None

    @property
    def others(self) -> int:
        """On how many of its notes another finger came first."""
        return sum(one.count for one in self.instead)

    @property
    def has_enough(self) -> bool:
        """Whether it had notes enough to tell anything."""
        return self.timing.notes >= LEAST_NOTES

    @property
    def by_itself(self) -> float | None:
        """Of the pinches that came for its notes, the share that were its own.

        Its hits against those and the notes on which another came first; what was never pinched for
        counts for nothing. None without any.
        """
        pinches = self.timing.hits + self.others
        return self.timing.hits / pinches if pinches else None


@dataclass(frozen=True, slots=True)
class Individuation:
    """A stretch of days. `fingers` are those that were due, in lane order.

    `extra_change` is how the pinches while nothing was due differ from the stretch before, per 100
    notes.
    """

    fingers: tuple[Finger, ...] = ()
    extra: int = 0
    """Pinches while nothing was due, of any finger."""
    extra_change: Change | None = None
    notes: int = 0

    @property
    def has_enough(self) -> bool:
        """Whether any finger had notes enough to tell something of it."""
        return any(one.has_enough for one in self.fingers)

    @property
    def telling(self) -> tuple[CameFirst, ...]:
        """The few times that matter when one finger came for another, the most frequent first."""
        all_of_them = (one for finger in self.fingers for one in finger.instead if one.is_telling)
        ordered = sorted(all_of_them, key=lambda one: (-one.share, one.due, one.came))
        return tuple(ordered[:MOST_LINES])

    def a_hundred(self, count: int) -> float:
        """`count` for each 100 notes; 0 without notes."""
        return 100 * count / self.notes if self.notes else 0.0


def individuation_of(figures: FingerFigures, before: FingerFigures | None = None) -> Individuation:
    """What `figures` of a stretch of days come to, beside those of the one `before`, if any."""
    by_grip = _by_grip(figures.grips)
    instead = _instead(figures.came)
    extra = Counter[Grip]()
    for one in figures.extra:
        extra[one.grip] += one.contacts
    changes = _changes(before, figures) if before else {}
    fingers = tuple(
        _finger(grip, by_grip[grip], instead.get(grip, {}), extra[grip], changes.get(grip))
        for grip in lane_order(grip for grip, found in by_grip.items() if _notes(found))
    )
    return Individuation(
        fingers=fingers,
        extra=extra.total(),
        extra_change=extra_change(before, figures) if before else None,
        notes=sum(one.timing.notes for one in fingers),
    )


def extra_change(before: FingerFigures, after: FingerFigures) -> Change | None:
    """The change of the pinches while nothing was due, per 100 notes; None with too few in common.

    The rates of each setting are put together as in `change_between`, with the standard error of
    counts (Poisson; Rothman, Modern Epidemiology) from one more of them on each side. They come in
    bursts, so that error grows with how far the days lie apart (quasi-Poisson; McCullagh, Nelder).
    """
    earlier, later = _days(before), _days(after)
    common = sorted(earlier.keys() & later.keys())
    sides = [[_total(side[setting]) for setting in common] for side in (earlier, later)]
    if min(sum(notes for notes, _ in side) for side in sides) < LEAST_NOTES:
        return None
    total = weighted = variance = 0.0
    for (notes, count), (notes_after, count_after) in zip(*sides, strict=True):
        weight = notes * notes_after / (notes + notes_after)
        total += weight
        weighted += weight * (count_after / notes_after - count / notes)
        errors = (count + 1) / notes**2 + (count_after + 1) / notes_after**2
        variance += weight**2 * errors
    spread = _dispersion([side[setting] for side in (earlier, later) for setting in common])
    error = math.sqrt(spread * variance) / total
    return Change(100 * weighted / total, 100 * BAND_ERRORS * error)


_Days = dict[date, tuple[int, int]]
"""Notes and extra pinches of each day."""


def _finger(
    grip: Grip,
    figures: Iterable[GripFigures],
    instead: dict[Grip, int],
    extra: int,
    change: Change | None,
) -> Finger:
    timing = timing_of(figures)
    found = [CameFirst(grip, came, count, timing.notes) for came, count in instead.items()]
    ordered = sorted(found, key=lambda one: (-one.count, one.came))
    return Finger(grip, timing, tuple(ordered), extra, change)


def _by_grip(figures: Iterable[GripFigures]) -> dict[Grip, list[GripFigures]]:
    found: defaultdict[Grip, list[GripFigures]] = defaultdict(list)
    for one in figures:
        found[one.grip].append(one)
    return dict(found)


def _notes(figures: Iterable[GripFigures]) -> int:
    return sum(one.notes for one in figures)


def _instead(came: Iterable[CameFigures]) -> dict[Grip, dict[Grip, int]]:
    """For each finger that was due, how often each other came first."""
    found: defaultdict[Grip, Counter[Grip]] = defaultdict(Counter)
    for one in came:
        found[one.due][one.came] += one.notes
    return {due: dict(counts) for due, counts in found.items()}


def _changes(before: FingerFigures, after: FingerFigures) -> dict[Grip, Change | None]:
    """For each finger, how the share of its notes on which another came first has changed."""
    earlier, later = _by_grip(_with_others(before)), _by_grip(_with_others(after))
    return {grip: change_between(earlier.get(grip, ()), later[grip]) for grip in later}


def _with_others(figures: FingerFigures) -> list[GripFigures]:
    """The notes of each finger and setting, with those on which another came first as `hits`."""
    notes, others = Counter[tuple[Grip, str]](), Counter[tuple[Grip, str]]()
    days: dict[tuple[Grip, str], date] = {}
    for one in figures.grips:
        notes[one.grip, one.setting] += one.notes
        days[one.grip, one.setting] = one.day
    for one in figures.came:
        others[one.due, one.setting] += one.notes
    return [
        GripFigures(day, grip, setting, count, min(others[grip, setting], count), 0, 0)
        for (grip, setting), day in days.items()
        if (count := notes[grip, setting])
    ]


def _days(figures: FingerFigures) -> dict[str, _Days]:
    """Of each setting, the days with notes, and the pinches there while nothing was due."""
    notes, contacts = Counter[tuple[str, date]](), Counter[tuple[str, date]]()
    for one in figures.grips:
        notes[one.setting, one.day] += one.notes
    for one in figures.extra:
        contacts[one.setting, one.day] += one.contacts
    found: defaultdict[str, _Days] = defaultdict(dict)
    for (setting, day), count in notes.items():
        if count:
            found[setting][day] = (count, contacts[setting, day])
    return dict(found)


def _total(days: _Days) -> tuple[int, int]:
    """Notes and extra pinches of all days."""
    return sum(notes for notes, _ in days.values()), sum(count for _, count in days.values())


def _dispersion(groups: Iterable[_Days]) -> float:
    """How much more the days of each group differ than counts do by chance, at least 1.

    Pearson's statistic over its degrees of freedom.
    """
    squares, freedom = 0.0, 0
    for days in groups:
        notes, contacts = _total(days)
        if not contacts:
            continue
        expected = [contacts / notes * of_day for of_day, _ in days.values()]
        seen = [count for _, count in days.values()]
        squares += sum((o - e) ** 2 / e for o, e in zip(seen, expected, strict=True))
        freedom += len(days) - 1
    return max(1.0, squares / freedom) if freedom else 1.0
