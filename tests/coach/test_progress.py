"""Progress: figures add up, whatever order they come in and whatever the clock has shown."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.coach.figures import DayFigures, ErrorBin, GripFigures, timing_of
from game.coach.progress import (
    MOST_POINTS,
    WEEK_DAYS,
    Period,
    first_day,
    grip_trends,
    progress_of,
    trend_of,
)

from .days import TODAY, ago, day, day_figures, grip_day, grip_figures

DAYS = st.lists(day_figures(), max_size=60)
GRIPS = st.lists(grip_figures(), max_size=30)


@given(DAYS, st.sampled_from(Period))
def test_the_points_of_a_plot_add_up_to_its_days(days: list[DayFigures], period: Period) -> None:
    progress = progress_of(days, (), (), TODAY)
    trend = trend_of(progress, period)
    shown = [
        one
        for one in progress.days
        if period is Period.ALL or (TODAY - one.day).days < period.value
    ]
    assert 0 <= len(trend.points) <= MOST_POINTS
    if len(trend.points) < MOST_POINTS:
        assert sum(point.hits for point in trend.points) == sum(one.hits for one in shown)
        assert sum(point.notes for point in trend.points) == sum(one.notes for one in shown)
        assert sum(point.days for point in trend.points) == len(shown)
    for point in trend.points:
        assert point.first <= point.last <= TODAY
        assert point.hit_rate is None or 0 <= point.hit_rate <= 1
    assert list(trend.points) == sorted(trend.points, key=lambda point: point.first)


@given(DAYS)
def test_nothing_that_was_practised_is_lost_from_the_totals(days: list[DayFigures]) -> None:
    progress = progress_of(days, (), (), TODAY)
    assert progress.runs == sum(one.runs for one in days)
    assert progress.pinches == sum(one.hits for one in days)
    assert progress.runs == sum(one.runs for one in progress.days) + progress.runs_to_come


@given(DAYS, GRIPS, st.randoms(use_true_random=False))
def test_the_order_of_the_plays_makes_no_difference(
    days: list[DayFigures], grips: list[GripFigures], rng: random.Random
) -> None:
    shuffled_days, shuffled_grips = list(days), list(grips)
    rng.shuffle(shuffled_days)
    rng.shuffle(shuffled_grips)
    assert progress_of(days, grips, (), TODAY) == progress_of(
        shuffled_days, shuffled_grips, (), TODAY
    )


@given(DAYS)
def test_the_week_holds_just_the_last_seven_days(days: list[DayFigures]) -> None:
    week = progress_of(days, (), (), TODAY).week
    there = {one.day for one in days}
    assert week.practised == tuple(ago(back) in there for back in range(6, -1, -1))
    assert week.days == sum(week.practised)


@pytest.mark.parametrize("today", [date.min, date.max, date(1970, 1, 1), date(2028, 2, 29)])
def test_any_day_can_be_today(today: date) -> None:
    progress = progress_of([day(0), day(400)], [grip_day(0, 50)], (), today)
    for period in Period:
        trend_of(progress, period)
    assert progress.runs == 2


def test_a_clock_that_was_ahead_shifts_no_week() -> None:
    wrong, right = day(-365, runs=3), day(1)
    progress = progress_of([wrong, right], (), (), TODAY)
    assert [one.day for one in progress.days] == [ago(1)]
    assert progress.runs_to_come == 3
    assert progress.week.days == 1


def test_a_clock_that_was_years_behind_leaves_recent_weeks_readable() -> None:
    days = [DayFigures(date(1970, 1, 1), 1, 40, 30), *(day(back) for back in range(0, 56, 2))]
    trend = trend_of(progress_of(days, (), (), TODAY), Period.ALL)
    assert trend.stretch_days == 1
    assert trend.points[0].first == date(1970, 1, 1)
    assert trend.points[-1].last == TODAY


def test_more_days_than_fit_are_put_together_to_weeks_that_end_today() -> None:
    trend = trend_of(progress_of([day(back) for back in range(91)], (), (), TODAY), Period.ALL)
    assert trend.stretch_days == 7
    assert (trend.points[-1].first, trend.points[-1].last) == (ago(6), TODAY)
    assert trend.points[-1].hits == 7 * 30


def test_timing_is_that_of_all_hits_together() -> None:
    early, late = grip_day(0, 10, mean_ms=-40), grip_day(1, 30, mean_ms=60)
    timing = timing_of([early, late])
    assert timing.mean_ms == pytest.approx((10 * -40 + 30 * 60) / 40)
    spread = (10 * (-40 - 35) ** 2 + 30 * (60 - 35) ** 2) / 39
    assert timing.sd_ms == pytest.approx(spread**0.5)


@given(GRIPS, st.integers(-200, 200))
def test_runs_shifted_in_time_shift_the_mean_by_just_that(
    figures: list[GripFigures], shift_ms: int
) -> None:
    shift_us = 1000 * shift_ms
    shifted = [
        GripFigures(
            one.day,
            one.grip,
            one.setting,
            one.notes,
            one.hits,
            one.error_us + shift_us * one.hits,
            one.error_squares_us2 + 2 * shift_us * one.error_us + shift_us**2 * one.hits,
        )
        for one in figures
    ]
    before, after = timing_of(figures), timing_of(shifted)
    if before.mean_ms is not None:
        assert after.mean_ms == pytest.approx(before.mean_ms + shift_ms)
    if before.sd_ms is not None:
        assert after.sd_ms == pytest.approx(before.sd_ms, abs=1e-3)


def test_grips_stand_in_lane_order_and_only_those_of_this_week() -> None:
    grips = [
        grip_day(0, 50, grip=Grip.RING),
        grip_day(6, 60, grip=Grip.INDEX),
        grip_day(7, 60, grip=Grip.LITTLE),
        grip_day(0, 0, 0, grip=Grip.MIDDLE),
    ]
    weeks = progress_of([day(0)], grips, (), TODAY).grips
    assert [one.grip for one in weeks] == [Grip.INDEX, Grip.RING]


def test_bins_are_handed_on_earliest_first() -> None:
    bins = (ErrorBin(25, 3), ErrorBin(-50, 1))
    assert progress_of((), (), bins, TODAY).early_late == (ErrorBin(-50, 1), ErrorBin(25, 3))


@given(GRIPS, st.sampled_from((1, 7, 28)))
def test_the_lines_of_the_fingers_add_up(figures: list[GripFigures], stretch_days: int) -> None:
    past = [one for one in figures if one.day <= TODAY and one.notes]
    trends = grip_trends(figures, TODAY, stretch_days)
    assert {one.grip for one in trends} == {one.grip for one in past}
    for trend in trends:
        own = [one for one in past if one.grip is trend.grip]
        assert sum(point.hits for point in trend.points) == sum(one.hits for one in own)
        assert sum(point.notes for point in trend.points) == sum(one.notes for one in own)
        for point in trend.points:
            assert (TODAY - point.last).days % max(stretch_days, WEEK_DAYS) == 0


def test_a_period_ends_today() -> None:
    assert first_day(Period.FOUR_WEEKS, TODAY) == ago(27)
    assert first_day(Period.ALL, TODAY) == date.min
