"""The trend of the weekly checks: what is a change, and what is about the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.coach.benchmark import Benchmark
from game.coach.benchmark_trend import (
    EVERY_DAYS,
    ROW,
    BenchmarkFigures,
    Change,
    Measure,
    MeasureTrend,
    Sort,
    days_left,
    figures_of,
    measure_trends,
    student_t,
    trend_of,
)
from game.play.engine import on_microsecond
from game.settings import Hand
from tests.coach.checks import FOUR, MONDAY, Person, check_by, taps, weekly


def measure(checks: list[Benchmark], sort: Sort) -> MeasureTrend:
    trend = trend_of(weekly(checks))
    assert trend is not None
    return next(one for one in trend.measures if one.measure.sort is sort)


def shifted(benchmark: Benchmark, by_s: float) -> Benchmark:
    replay = benchmark.replay
    moved = tuple(replace(one, time_s=one.time_s + by_s) for one in replay.pinches)
    return replace(
        benchmark, replay=replace(replay, pinches=moved, ended_s=replay.ended_s + abs(by_s))
    )


@given(seed=st.integers(0, 1000), shift_ms=st.integers(-150, 150))
@settings(max_examples=25, deadline=None)
def test_a_replay_that_is_shifted_shifts_the_mean_by_exactly_that(seed: int, shift_ms: int) -> None:
    done = check_by(Person(mean_ms=0, spread_ms=25, mean_sd_ms=5), Random(seed))
    before, after = figures_of(done), figures_of(shifted(done, on_microsecond(shift_ms / 1000)))
    assert before.mean_ms is not None and after.mean_ms is not None
    assert after.mean_ms - before.mean_ms == pytest.approx(shift_ms, abs=1e-3)
    assert after.hits == before.hits
    assert after.spread_ms == pytest.approx(before.spread_ms, abs=1e-3)


def test_the_first_check_is_compared_with_nothing() -> None:
    trend = trend_of(weekly([check_by(Person(), Random(1))]))
    assert trend is not None and trend.is_first
    assert {one.verdict for one in trend.measures} == {Change.FIRST}
    assert not trend.changed
    assert trend_of([]) is None


@given(st.permutations(range(6)))
@settings(max_examples=15, deadline=None)
def test_the_order_in_which_checks_are_handed_over_is_nothing(order: list[int]) -> None:
    checks = weekly([check_by(Person(), Random(seed)) for seed in range(6)])
    assert trend_of([checks[place] for place in order]) == trend_of(checks)


def test_checks_with_other_fingers_or_another_hand_are_not_compared() -> None:
    four = [check_by(Person(), Random(seed)) for seed in range(3)]
    one = check_by(Person(), Random(9), (Grip.INDEX,))
    left = replace(four[0], setup=replace(four[0].setup, hand=Hand.LEFT))
    trend = trend_of(weekly([one, four[0], left, four[1], four[2]]))
    assert trend is not None
    assert (len(trend.days), trend.earlier) == (3, 2)
    assert trend.measures == measure_trends(FOUR, [figures_of(check) for check in four], trend.days)


def test_only_the_last_weeks_are_looked_at() -> None:
    trend = trend_of(weekly([check_by(Person(), Random(seed)) for seed in range(ROW + 3)]))
    assert trend is not None
    assert (len(trend.days), trend.earlier) == (ROW, 3)
    assert trend.days[-1] == MONDAY + timedelta(weeks=ROW + 2)


@pytest.mark.parametrize("checks", [2, 4, 8])
def test_a_hand_that_has_not_changed_is_told_so(checks: int) -> None:
    simulations = 60
    same = 0
    for seed in range(simulations):
        random = Random(seed)
        trend = trend_of(weekly([check_by(Person(), random) for _ in range(checks)]))
        same += trend is not None and not trend.changed
    assert same >= 0.95 * simulations


def test_a_hand_that_has_become_much_faster_surer_and_steadier_is_told_so() -> None:
    random = Random(3)
    course = [
        Person(taps=30 + 3 * week, hits=0.4 + 0.07 * week, spread_ms=95 - 10 * week)
        for week in range(8)
    ]
    checks = [check_by(person, random) for person in course]
    for sort, verdict in (
        (Sort.FAST, Change.MORE),
        (Sort.HITS, Change.MORE),
        (Sort.SPREAD, Change.LESS),
        (Sort.MEAN, Change.SAME),
    ):
        assert measure(checks, sort).verdict is verdict
        assert measure(checks, sort).is_better == (sort is not Sort.MEAN)


def test_a_finger_that_was_left_out_is_not_told_of_and_a_gap_is_none() -> None:
    checks = [check_by(Person(), Random(seed)) for seed in range(3)]
    without = replace(checks[1], fast=checks[1].fast[1:])
    index = measure([checks[0], without, checks[2]], Sort.FAST)
    assert (index.measure.grip, len(index.values), len(index.days)) == (Grip.INDEX, 2, 2)
    last = trend_of(weekly([checks[0], without]))
    assert last is not None
    assert Measure(Sort.FAST, Grip.INDEX) not in [one.measure for one in last.measures]


def test_a_few_hits_tell_nothing_about_timing() -> None:
    found = figures_of(check_by(Person(hits=0.0, hits_sd=0.0), Random(1)))
    assert (found.hits, found.mean_ms, found.spread_ms) == (0, None, None)
    trends = measure_trends(FOUR, [found, found], [MONDAY, MONDAY])
    assert {one.measure.sort for one in trends} == {Sort.FAST, Sort.HITS}


def test_the_band_is_drawn_where_the_line_would_leave_it() -> None:
    def trend(last: int) -> MeasureTrend:
        figures = [
            BenchmarkFigures(((Grip.INDEX, count),), 40, 0.0, 50.0) for count in (40, 40, 40, last)
        ]
        return measure_trends((Grip.INDEX,), figures, [MONDAY] * 4)[0]

    assert trend(41).verdict is Change.SAME
    assert trend(90).verdict is Change.MORE
    assert trend(5).verdict is Change.LESS
    for one in (trend(41), trend(90), trend(5)):
        top, line_top = one.mean + one.band / 2, one.mean + abs(one.change) / 2
        assert (line_top <= top) == (one.verdict is Change.SAME)


def test_no_taps_at_all_are_a_count_like_any_other() -> None:
    done = check_by(Person(), Random(1))
    none = replace(done, fast=tuple(taps(grip, 0) for grip in FOUR))
    assert measure([none, none], Sort.FAST).verdict is Change.SAME
    assert measure([none, none, done], Sort.FAST).last > 0


@pytest.mark.parametrize(
    ("df", "share", "quantile"),
    [(8, 0.975, 2.306), (8, 0.995, 3.355), (14, 0.975, 2.145), (14, 0.9995, 4.140)],
)
def test_the_quantiles_are_those_of_the_tables(df: int, share: float, quantile: float) -> None:
    assert student_t(share, df) == pytest.approx(quantile, rel=0.01)


def test_a_check_is_due_after_a_week_whatever_the_clock_did() -> None:
    assert days_left(None, MONDAY) == 0
    assert days_left(MONDAY, MONDAY) == EVERY_DAYS
    assert days_left(MONDAY, MONDAY + timedelta(days=5)) == 2
    assert days_left(MONDAY, MONDAY + timedelta(days=400)) == 0
    assert days_left(MONDAY + timedelta(days=365), MONDAY) == EVERY_DAYS
