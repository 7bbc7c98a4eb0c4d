"""How practice has gone: days, pinches, hit rates and timing, from figures added up per day.

"This week" is today and the six days before it, "last week" the seven days before those, so that no
Monday begins with nothing. A day that has not come yet (the clock was ahead when it was played)
belongs to no week and no plot; its runs and pinches count in the totals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import groupby

from game.charting.chart import Grip, lane_order
from game.coach.change import Change, change_between
from game.coach.figures import DayFigures, ErrorBin, GripFigures, GripTiming, timing_of

WEEK_DAYS = 7
GOAL_DAYS = 4
"""Four or more days a week early on went with a lasting habit (n = 2,583)."""
MOST_POINTS = 30
"""In a plot; more than so many days are put together to weeks, and those to longer stretches."""
_STRETCHES = (1, 7, 28, 91, 364)


class Period(Enum):
    """How far back a plot reaches, in days; `ALL` has no end."""

    FOUR_WEEKS = 28
    THREE_MONTHS = 91
    ALL = 0


@dataclass(frozen=True, slots=True)
class Week:
    """Which of the last seven days were practised on, the last one being today."""

    last: date
    practised: tuple[bool, ...]
    goal: int = GOAL_DAYS

    @property
    def days(self) -> int:
        """On how many days there was practice."""
        return sum(self.practised)


@dataclass(frozen=True, slots=True)
class GripWeek:
    """A grip this week, and how that differs from last week (None: not enough to compare)."""

    grip: Grip
    timing: GripTiming
    change: Change | None


@dataclass(frozen=True, slots=True)
class Progress:
    """What there is to see. Days are in order, and none of them lies after `today`."""

    today: date
    runs: int
    pinches: int
    """Notes hit, in all runs."""
    days: tuple[DayFigures, ...]
    week: Week
    grips: tuple[GripWeek, ...]
    """Those with notes this week, in lane order."""
    timing: GripTiming
    """All grips together, this week."""
    change: Change | None
    early_late: tuple[ErrorBin, ...]
    runs_to_come: int
    """Runs whose day has not come yet."""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The practice days from `first` to `last`, which may be one day, added up."""

    first: date
    last: date
    days: int
    notes: int
    hits: int

    @property
    def hit_rate(self) -> float | None:
        """Hits as a share of the notes judged; None without notes."""
        return self.hits / self.notes if self.notes else None


@dataclass(frozen=True, slots=True)
class Trend:
    """Points in order of time, each of `stretch_days` days with some practice in them."""

    stretch_days: int
    points: tuple[TrendPoint, ...]


@dataclass(frozen=True, slots=True)
class GripTrend:
    """The points of one grip; a stretch in which it had no notes is left out."""

    grip: Grip
    points: tuple[TrendPoint, ...]


def progress_of(
    days: Iterable[DayFigures],
    grips: Iterable[GripFigures],
    early_late: Iterable[ErrorBin],
    today: date,
    goal: int = GOAL_DAYS,
) -> Progress:
    """The progress up to `today`, the player's own day.

    `days` are all there are, in any order; of `grips` the last 14 days are used; `early_late` are
    the hits of this week.
    """
    listed = _merged(days)
    past = tuple(one for one in listed if one.day <= today)
    by_grip = list(grips)
    this_week = [one for one in by_grip if 0 <= (today - one.day).days < WEEK_DAYS]
    last_week = [one for one in by_grip if 0 <= (today - one.day).days - WEEK_DAYS < WEEK_DAYS]
    return Progress(
        today=today,
        runs=sum(one.runs for one in listed),
        pinches=sum(one.hits for one in listed),
        days=past,
        week=_week(past, today, goal),
        grips=_grip_weeks(last_week, this_week),
        timing=timing_of(this_week),
        change=change_between(_with_grips(last_week), _with_grips(this_week)),
        early_late=tuple(sorted(early_late, key=lambda one: one.first_ms)),
        runs_to_come=sum(one.runs for one in listed if one.day > today),
    )


def trend_of(progress: Progress, period: Period) -> Trend:
    """The days of a period as at most `MOST_POINTS` points.

    Stretches are counted back from today, so that the last one is whole, and where even years would
    be too many only the latest are there.
    """
    days = [
        one
        for one in progress.days
        if period is Period.ALL or (progress.today - one.day).days < period.value
    ]
    for stretch_days in _STRETCHES:
        points = _points(days, progress.today, stretch_days)
        if len(points) <= MOST_POINTS:
            return Trend(stretch_days, points)
    return Trend(_STRETCHES[-1], _points(days, progress.today, _STRETCHES[-1])[-MOST_POINTS:])


def first_day(period: Period, today: date) -> date:
    """The first day of a period that ends today."""
    return date.min if period is Period.ALL else today - timedelta(days=period.value - 1)


def grip_trends(
    figures: Iterable[GripFigures], today: date, stretch_days: int
) -> tuple[GripTrend, ...]:
    """How each grip has done over time, in lane order; days after today are left out.

    The points are weeks, or longer ones where `stretch_days` is more: of one day there would be too
    few notes of a finger to tell anything. Of very many points the latest are there.
    """
    stretch_days = max(stretch_days, WEEK_DAYS)
    by_grip = _by_grip(one for one in figures if one.notes and one.day <= today)
    trends: list[GripTrend] = []
    for grip in lane_order(by_grip):
        days = _merged(DayFigures(one.day, 1, one.notes, one.hits) for one in by_grip[grip])
        trends.append(GripTrend(grip, _points(days, today, stretch_days)[-MOST_POINTS:]))
    return tuple(trends)


def _merged(days: Iterable[DayFigures]) -> list[DayFigures]:
    """Each day once, in order."""
    ordered = sorted(days, key=lambda one: one.day)
    return [_sum(day, list(same)) for day, same in groupby(ordered, key=lambda one: one.day)]


def _sum(day: date, figures: Sequence[DayFigures]) -> DayFigures:
    return DayFigures(
        day,
        sum(one.runs for one in figures),
        sum(one.notes for one in figures),
        sum(one.hits for one in figures),
    )


def _week(days: Iterable[DayFigures], today: date, goal: int) -> Week:
    practised = {(today - one.day).days for one in days if one.runs}
    return Week(today, tuple(back in practised for back in reversed(range(WEEK_DAYS))), goal)


def _grip_weeks(
    last_week: Sequence[GripFigures], this_week: Sequence[GripFigures]
) -> tuple[GripWeek, ...]:
    before, after = _by_grip(last_week), _by_grip(this_week)
    with_notes = {grip for grip, figures in after.items() if any(one.notes for one in figures)}
    return tuple(
        GripWeek(
            grip,
            timing_of(after[grip]),
            change_between(before.get(grip, ()), after[grip]),
        )
        for grip in lane_order(with_notes)
    )


def _by_grip(figures: Iterable[GripFigures]) -> dict[Grip, list[GripFigures]]:
    found: defaultdict[Grip, list[GripFigures]] = defaultdict(list)
    for one in figures:
        found[one.grip].append(one)
    return dict(found)


def _with_grips(figures: Iterable[GripFigures]) -> list[GripFigures]:
    """The same figures, where grips are settings too: like is compared with like."""
    return [
        GripFigures(
            one.day,
            one.grip,
            f"{one.grip.name} {one.setting}",
            one.notes,
            one.hits,
            one.error_us,
            one.error_squares_us2,
        )
        for one in figures
    ]


def _points(days: Sequence[DayFigures], today: date, stretch_days: int) -> tuple[TrendPoint, ...]:
    found: list[TrendPoint] = []
    for back, group in groupby(days, key=lambda one: (today - one.day).days // stretch_days):
        same = list(group)
        total = _sum(same[0].day, same)
        last = today - timedelta(days=back * stretch_days)
        first = same[0].day if stretch_days == 1 else _start(last, stretch_days)
        found.append(TrendPoint(first, last, len(same), total.notes, total.hits))
    return tuple(found)


def _start(last: date, stretch_days: int) -> date:
    """The first day of a stretch; the calendar begins with the year 1."""
    return date.fromordinal(max(1, last.toordinal() - stretch_days + 1))
