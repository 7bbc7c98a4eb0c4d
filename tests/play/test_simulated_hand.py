"""A simulated hand does what its model says, the same each time, and nothing a hand can't do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from statistics import fmean, stdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Chart, ChartNote, Grip
from game.charting.level import read_levels
from game.play.events import ExtraContact, Hit, OtherFinger
from game.play.simulated_hand import (
    EXTRA_CONTACTS,
    LATE,
    ONE_FINGER,
    READY_MADE,
    SEVERE,
    TIRING,
    VERY_GOOD,
    GripModel,
    HandModel,
    improved,
    pinches,
    played,
)
from game.play.statistics import run_statistics

GENTLE = read_levels(Path(__file__).parents[2] / "levels")[0]
FOUR = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)


def even_chart(notes: int = 400, gap_s: float = 2.0, grips: tuple[Grip, ...] = FOUR) -> Chart:
    return Chart(
        tuple(ChartNote(2 + n * gap_s, grips[n % len(grips)], 60) for n in range(notes)),
        GENTLE.id,
        100,
        grips,
        "even",
    )


def rates(hand: HandModel, chart: Chart, seed: int = 1) -> dict[Grip, float]:
    found = run_statistics(chart, played(chart, GENTLE, hand, seed).events)
    return {grip: timing.hit_rate for grip, timing in found.by_grip}


@settings(max_examples=25)
@given(st.sampled_from(sorted(READY_MADE)), st.integers(0, 1000), st.floats(0.4, 3))
def test_the_same_arguments_give_the_same_pinches_in_order(
    name: str, seed: int, gap_s: float
) -> None:
    chart, hand = even_chart(40, gap_s), READY_MADE[name]
    done = pinches(chart, hand, seed)
    assert done == pinches(chart, hand, seed)
    assert [one.time_s for one in done] == sorted(one.time_s for one in done)
    is_down: dict[Grip, bool] = dict.fromkeys(FOUR, False)
    for one in done:
        assert hand.of(one.grip).chance > 0
        assert one.down is not is_down[one.grip]
        is_down[one.grip] = one.down


def test_another_seed_is_another_try() -> None:
    chart = even_chart(40)
    assert pinches(chart, LATE, 1) != pinches(chart, LATE, 2)


def test_each_finger_comes_as_often_as_it_can_at_an_easy_pace() -> None:
    hand = replace(SEVERE, tiring=0, other_first=0, extra_per_100=0)
    chart = even_chart(1000, 3.0, grips=(Grip.KEY, *FOUR))
    found = [rates(hand, chart, seed) for seed in range(10)]
    for grip in Grip:
        rate = fmean(one[grip] for one in found)
        assert rate == pytest.approx(hand.of(grip).chance, abs=0.04)
        assert rate > 0 or grip is Grip.LITTLE


def test_a_hand_that_is_late_is_as_late_as_it_says() -> None:
    chart = even_chart(2000)
    errors = [one.error_s for one in played(chart, GENTLE, LATE, 1).events if isinstance(one, Hit)]
    assert fmean(errors) == pytest.approx(0.080, abs=0.01)
    assert stdev(errors) == pytest.approx(0.100, abs=0.01)


def test_fingers_come_less_often_when_notes_come_faster() -> None:
    hand = replace(VERY_GOOD, index=GripModel(0.9, 0.8, 1.0))
    easy, quick = rates(hand, even_chart(gap_s=1.6)), rates(hand, even_chart(gap_s=0.5))
    assert quick[Grip.INDEX] < easy[Grip.INDEX] / 2
    assert quick[Grip.MIDDLE] > 0.95


def test_a_finger_that_is_due_again_soon_comes_less_often() -> None:
    quick = even_chart(gap_s=0.7, grips=(Grip.INDEX,))
    slow = replace(VERY_GOOD, repeat_s=1.4)
    assert rates(slow, quick)[Grip.INDEX] == pytest.approx(0.5, abs=0.08)
    assert rates(VERY_GOOD, quick)[Grip.INDEX] > 0.95


def test_a_hand_that_tires_hits_less_at_the_end() -> None:
    chart = even_chart()
    found = run_statistics(chart, played(chart, GENTLE, TIRING, 1).events)
    assert found.first_third.hit_rate > found.last_third.hit_rate + 0.15


def test_other_fingers_and_extra_contacts_come_as_often_as_the_model_says() -> None:
    chart = even_chart(1000)
    events = played(chart, GENTLE, EXTRA_CONTACTS, 1).events
    others = [one for one in events if isinstance(one, OtherFinger)]
    extra = [one for one in events if isinstance(one, ExtraContact)]
    beside = [one for one in others if abs(one.due - one.came) == 1]
    assert len(others) / 1000 == pytest.approx(0.25, abs=0.05)
    assert len(extra) / 1000 == pytest.approx(0.30, abs=0.06)
    assert len(beside) > len(others) / 2


@pytest.mark.parametrize("name", sorted(READY_MADE))
def test_practice_brings_more_and_moves_no_finger_that_is_still(name: str) -> None:
    hand = READY_MADE[name]
    assert improved(hand, 0) == hand
    later = improved(hand, 8)
    for grip in Grip:
        before, after = hand.of(grip).chance, later.of(grip).chance
        assert (before == after == 0) or before <= after <= 1
    assert later.sd_ms <= hand.sd_ms
    assert later.tiring <= hand.tiring


def test_the_grips_that_can_move() -> None:
    assert ONE_FINGER.able() == (Grip.INDEX,)
    assert SEVERE.able() == (Grip.KEY, Grip.INDEX, Grip.MIDDLE)
    assert VERY_GOOD.able() == (Grip.KEY, *FOUR)
