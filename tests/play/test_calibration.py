"""Taps become a suggestion: unmoved by odd ones, sure up to a second, humble when unsteady."""

from __future__ import annotations

import random
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.play.calibration import (
    BEAT_S,
    ENOUGH_TAPS,
    FEWEST_HITS,
    FEWEST_TAPS,
    RANGE_MS,
    Tapped,
    after_song,
    clicks,
    in_range_ms,
    suggested_ms,
    tapped,
)
from game.play.statistics import Timing

CLICKS = tuple(click.time_s for click in clicks(bars=12))
SHIFTS = st.integers(-RANGE_MS, RANGE_MS)
SEEDS = st.integers(0, 2**32 - 1)
COUNTS = st.integers(FEWEST_TAPS, len(CLICKS) - 1)


def taps_of(shift_ms: float, spread_ms: float = 0.0, count: int = 24, seed: int = 1) -> list[float]:
    """A person who taps to the first clicks, so late on the whole."""
    chance = random.Random(seed)
    return [time + chance.gauss(shift_ms, spread_ms) / 1000 for time in CLICKS[:count]]


def found(taps: list[float]) -> Tapped:
    amount = tapped(taps, CLICKS)
    assert amount is not None
    return amount


def timing(hits: int, mean_ms: float, sd_ms: float) -> Timing:
    return Timing(hits + 5, hits, mean_ms / 1000, mean_ms / 1000, sd_ms / 1000)


def test_three_clicks_and_a_rest() -> None:
    first, second, third, fourth = clicks(bars=2)[:4]
    assert [one.starts_bar for one in (first, second, third, fourth)] == [True, False, False, True]
    assert fourth.time_s - third.time_s == pytest.approx(2 * BEAT_S)


@given(shift_ms=SHIFTS, count=COUNTS)
@settings(max_examples=60, deadline=None)
def test_a_steady_hand_is_believed_up_to_a_second_either_way(shift_ms: int, count: int) -> None:
    assert suggested_ms(found(taps_of(shift_ms, count=count)), current_ms=0) == shift_ms


@given(shift_ms=SHIFTS, spread_ms=st.floats(5, 80), seed=SEEDS)
@settings(max_examples=60, deadline=None)
def test_an_unsteady_hand_is_understood_up_to_a_second_either_way(
    shift_ms: int, spread_ms: float, seed: int
) -> None:
    taps = taps_of(shift_ms, spread_ms, ENOUGH_TAPS, seed)
    assert found(taps).median_s * 1000 == pytest.approx(shift_ms, abs=1.7 * spread_ms)


@given(by_ms=st.integers(-400, 400), spread_ms=st.floats(0, 60), seed=SEEDS)
@settings(max_examples=60, deadline=None)
def test_shifting_all_taps_shifts_their_middle_by_as_much(
    by_ms: int, spread_ms: float, seed: int
) -> None:
    taps = taps_of(0, spread_ms, 20, seed)
    before, after = found(taps), found([tap + by_ms / 1000 for tap in taps])
    assert after.median_s - before.median_s == pytest.approx(by_ms / 1000, abs=1e-9)
    assert after.spread_s == pytest.approx(before.spread_s, abs=1e-9)


@given(shift_ms=SHIFTS, seed=SEEDS, order=st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_taps_makes_no_difference(
    shift_ms: int, seed: int, order: random.Random
) -> None:
    taps = taps_of(shift_ms, 30, seed=seed)
    mixed = taps.copy()
    order.shuffle(mixed)
    assert tapped(mixed, CLICKS) == tapped(taps, CLICKS)


@given(shift_ms=SHIFTS, seed=SEEDS, odd=st.lists(st.floats(-3, 40), max_size=5))
@settings(max_examples=60, deadline=None)
def test_a_few_odd_taps_hardly_matter(shift_ms: int, seed: int, odd: list[float]) -> None:
    taps = taps_of(shift_ms, 20, seed=seed)
    with_odd = found([*taps, *odd])
    assert with_odd.median_s == pytest.approx(found(taps).median_s, abs=0.02)


def test_whoever_leaves_taps_out_is_understood() -> None:
    some = [tap for number, tap in enumerate(taps_of(-700, 30, 30)) if number % 3 != 1]
    assert found(some).median_s == pytest.approx(-0.7, abs=0.03)


def test_whoever_taps_in_the_rests_too_is_taken_for_the_nearest() -> None:
    steady = [number * BEAT_S + 0.04 for number in range(24)]
    assert found(steady).median_s == pytest.approx(0.04)


def test_fewer_than_twelve_taps_suggest_nothing() -> None:
    taps = taps_of(100)
    assert suggested_ms(found(taps[: FEWEST_TAPS - 1]), 0) is None
    assert suggested_ms(found(taps[:FEWEST_TAPS]), 0) == 100
    assert tapped([], CLICKS) is None
    assert suggested_ms(None, 0) is None


def test_taps_meant_for_nothing_do_not_make_up_the_twelve() -> None:
    far = [CLICKS[-1] + 5 + number for number in range(5)]
    assert suggested_ms(found([*taps_of(50, count=FEWEST_TAPS - 1), *far]), 0) is None


def test_the_larger_the_spread_the_smaller_the_change() -> None:
    def change(spread_s: float) -> int | None:
        return suggested_ms(Tapped((0.06,) * 12, 0.06, spread_s), 0)

    assert change(0.0) == 60
    assert change(0.03) == 58
    assert change(0.1) == 38
    assert change(0.2) == 0


def test_a_large_shift_is_believed_even_of_an_unsteady_hand() -> None:
    assert suggested_ms(Tapped((0.3,) * 12, 0.3, 0.1), 0) == 296


def test_damping_holds_on_to_what_is_in_force() -> None:
    unsteady = Tapped((0.3,) * 12, 0.3, 0.2)
    assert suggested_ms(unsteady, 300) == 300
    assert suggested_ms(unsteady, 280) == 280
    assert suggested_ms(Tapped((0.3,) * 12, 0.3, 0.0), 280) == 300


def test_no_suggestion_leaves_the_range() -> None:
    assert suggested_ms(Tapped((1.3,) * 12, 1.3, 0.0), 0) == RANGE_MS
    assert in_range_ms(-1200.0) == -RANGE_MS


def test_after_a_song_of_fifty_hits_that_were_early_a_change_is_suggested() -> None:
    asked = after_song(timing(FEWEST_HITS, -28, 40), current_ms=0)
    assert asked is not None
    assert (asked.mean_ms, asked.change_ms) == (-28, -27)
    assert after_song(timing(FEWEST_HITS - 1, -28, 40), current_ms=0) is None


@pytest.mark.parametrize(("mean_ms", "sd_ms"), [(19, 10), (-16, 30), (40, 100), (0, 0)])
def test_nothing_is_asked_about_what_may_be_chance_or_is_not_felt(
    mean_ms: float, sd_ms: float
) -> None:
    assert after_song(timing(FEWEST_HITS, mean_ms, sd_ms), current_ms=0) is None


def test_after_many_more_hits_an_unsteady_hand_is_asked_too() -> None:
    assert after_song(timing(400, 40, 100), current_ms=0) is not None


def test_a_song_can_not_lead_out_of_the_range() -> None:
    asked = after_song(timing(80, 100, 10), current_ms=RANGE_MS - 30)
    assert asked is not None
    assert asked.change_ms == 30
    assert after_song(timing(80, 100, 10), current_ms=RANGE_MS) is None


def test_chance_alone_hardly_ever_leads_to_a_question() -> None:
    chance = random.Random(3)
    asked = 0
    for _ in range(500):
        errors = [chance.gauss(0, 98) for _ in range(60)]
        asked += after_song(timing(60, fmean(errors), 98), 0) is not None
    assert asked <= 5
