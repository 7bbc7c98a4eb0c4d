"""When the pinches of each finger have come, early or late, stretch by stretch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
    """Stretches of `stretch_days` days with hits in them, from the one that begins on `first` to
    the one that ends on `last`; `grips` are those with hits, in lane order."""

    stretch_days: int
    first: date
    last: date
    timing: GripTiming
    """Of all grips together."""
    grips: tuple[GripTimings, ...]


def timing_weeks(figures: Iterable[GripFigures], today: date, stretch_days: int) -> TimingWeeks:
    """How the timing was in stretches counted back from `today`; later days are left out.

    They are weeks, or longer ones where `stretch_days` is more; those without a hit are left out.
    Of very many the latest are there.
    """
    stretch_days = max(stretch_days, WEEK_DAYS)
    by_grip: defaultdict[Grip, defaultdict[int, list[GripFigures]]]
    by_grip = defaultdict(lambda: defaultdict(list))
    for one in figures:
        if one.hits and one.day <= today:
            by_grip[one.grip][(today - one.day).days // stretch_days].append(one)
    found = {back for stretches in by_grip.values() for back in stretches}
    backs = sorted(sorted(found)[:MOST_POINTS], reverse=True)
    grips = [_timings(grip, by_grip[grip], backs) for grip in lane_order(by_grip)]
    shown = (one for grip in by_grip.values() for back in backs for one in grip.get(back, ()))
    furthest, nearest = (backs[0], backs[-1]) if backs else (0, 0)
    first = max(1, today.toordinal() - (furthest + 1) * stretch_days + 1)
    return TimingWeeks(
        stretch_days=stretch_days,
        first=date.fromordinal(first),
        last=today - timedelta(days=nearest * stretch_days),
        timing=timing_of(shown),
        grips=tuple(one for one in grips if one.timing.hits),
    )


def _timings(
    grip: Grip, stretches: dict[int, list[GripFigures]], backs: Sequence[int]
) -> GripTimings:
    points = [timing_of(stretches.get(back, ())) for back in backs]
    return GripTimings(
        grip,
        timing_of(one for back in backs for one in stretches.get(back, ())),
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
