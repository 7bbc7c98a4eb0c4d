"""When the pinches of each finger have come, early or late, stretch by stretch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from game.charting.chart import Grip, lane_order
from game.coach.figures import GripFigures, GripTiming, timing_of
from game.coach.progress import MOST_POINTS, WEEK_DAYS

LEAST_HITS = 5
"""Of fewer pinches in a stretch there is no mean worth a dot."""


@dataclass(frozen=True, slots=True)
class GripTimings:
    """A grip's timing in all of the stretches together, and in each: None with too few hits."""

    grip: Grip
    timing: GripTiming
    stretches: tuple[GripTiming | None, ...]


@dataclass(frozen=True, slots=True)
class TimingWeeks:
    """Stretches of `stretch_days` days from the one that begins on `first` to the one that ends
    `last`; `grips` are those with hits, in lane order."""

    stretch_days: int
    first: date
    last: date
    timing: GripTiming
    """Of all grips together."""
    grips: tuple[GripTimings, ...]


def timing_weeks(figures: Iterable[GripFigures], today: date, stretch_days: int) -> TimingWeeks:
    """How the timing was in stretches counted back from `today`; later days are left out.

    They are weeks, or longer ones where `stretch_days` is more. Of very many the latest are there.
    """
    stretch_days = max(stretch_days, WEEK_DAYS)
    by_grip: defaultdict[Grip, defaultdict[int, list[GripFigures]]]
    by_grip = defaultdict(lambda: defaultdict(list))
    for one in figures:
        back = (today - one.day).days // stretch_days
        if one.hits and 0 <= back < MOST_POINTS:
            by_grip[one.grip][back].append(one)
    furthest = max((back for stretches in by_grip.values() for back in stretches), default=0)
    first = max(1, today.toordinal() - (furthest + 1) * stretch_days + 1)
    return TimingWeeks(
        stretch_days=stretch_days,
        first=date.fromordinal(first),
        last=today,
        timing=timing_of(
            one for grip in by_grip.values() for found in grip.values() for one in found
        ),
        grips=tuple(_timings(grip, by_grip[grip], furthest) for grip in lane_order(by_grip)),
    )


def _timings(grip: Grip, stretches: dict[int, list[GripFigures]], furthest: int) -> GripTimings:
    points = [timing_of(stretches.get(back, ())) for back in range(furthest, -1, -1)]
    return GripTimings(
        grip,
        timing_of(one for found in stretches.values() for one in found),
        tuple(point if _is_enough(point) else None for point in points),
    )


def _is_enough(timing: GripTiming) -> bool:
    return timing.hits >= LEAST_HITS


def widest_ms(grips: Sequence[GripTimings]) -> float:
    """How far from on time the means reach, give or take the spread, in milliseconds."""
    reaches = (
        abs(point.mean_ms) + (point.sd_ms or 0.0)
        for one in grips
        for point in one.stretches
        if point is not None and point.mean_ms is not None
    )
    return max(reaches, default=0.0)
