"""Timing over the weeks: every hit in its stretch, and a shift shifts every mean by as much."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.coach.figures import GripFigures, timing_of
from game.coach.progress import MOST_POINTS
from game.coach.timing_weeks import LEAST_HITS, timing_weeks, widest_ms
from tests.coach.days import TODAY, ago, grip_day, grip_figures

figures = st.lists(grip_figures(), max_size=20)


def shifted(one: GripFigures, by_ms: int) -> GripFigures:
    """The same hits, each so much later."""
    by_us = 1000 * by_ms
    squares = one.error_squares_us2 + 2 * by_us * one.error_us + one.hits * by_us**2
    return replace(one, error_us=one.error_us + one.hits * by_us, error_squares_us2=squares)


@given(figures)
def test_every_hit_up_to_today_is_there_once(found: list[GripFigures]) -> None:
    weeks = timing_weeks(found, TODAY, 7)
    past = [one for one in found if one.day <= TODAY and one.hits]
    assert weeks.timing.hits == sum(one.hits for one in past)
    assert sum(one.timing.hits for one in weeks.grips) == weeks.timing.hits
    for one in weeks.grips:
        own = [figure for figure in past if figure.grip is one.grip]
        assert one.timing.hits == timing_of(own).hits
        told = sum(point.hits for point in one.stretches if point)
        missing = one.timing.hits - told
        assert missing == 0 or missing < LEAST_HITS * one.stretches.count(None)


@given(figures, st.integers(-200, 200))
def test_pinches_that_come_later_shift_the_means_by_exactly_that(
    found: list[GripFigures], by_ms: int
) -> None:
    before = timing_weeks(found, TODAY, 7)
    after = timing_weeks([shifted(one, by_ms) for one in found], TODAY, 7)
    for one, other in zip(before.grips, after.grips, strict=True):
        for point, moved in zip(one.stretches, other.stretches, strict=True):
            assert (point is None) == (moved is None)
            if point and moved and point.mean_ms is not None:
                assert moved.mean_ms == pytest.approx(point.mean_ms + by_ms, abs=1e-6)
                assert moved.sd_ms == pytest.approx(point.sd_ms, abs=1e-2)


def test_stretches_without_practice_are_left_out() -> None:
    weeks = timing_weeks([grip_day(0, 9), grip_day(400, 9)], TODAY, 7)
    (ring,) = weeks.grips
    assert [point is not None for point in ring.stretches] == [True, True]
    assert weeks.first <= ago(400) and weeks.last == TODAY


def test_a_finger_has_a_gap_where_only_others_came() -> None:
    days = [grip_day(0, 9), grip_day(7, 9, grip=Grip.INDEX), grip_day(14, 9)]
    weeks = timing_weeks(days, TODAY, 7)
    of = {one.grip: [bool(point) for point in one.stretches] for one in weeks.grips}
    assert of == {Grip.INDEX: [False, True, False], Grip.RING: [True, False, True]}


def test_of_many_stretches_the_latest_are_there() -> None:
    weeks = timing_weeks([grip_day(7 * week, 9) for week in range(80)], TODAY, 7)
    assert len(weeks.grips[0].stretches) == MOST_POINTS
    assert weeks.first == ago(7 * MOST_POINTS - 1)


def test_the_widest_is_mean_and_spread_together() -> None:
    late = timing_weeks([grip_day(0, 9, mean_ms=80), grip_day(7, 9, mean_ms=-120)], TODAY, 7)
    assert widest_ms(late.grips) == pytest.approx(120)
    assert widest_ms(()) == 0
