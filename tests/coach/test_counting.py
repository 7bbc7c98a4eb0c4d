"""Counting repetitions: each press is one, shaking is none, goals end what has a clock."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.coach.counting import BOUNCE_S, Tally, passed, pressed
from game.coach.exercises import Counted, Exercise

from .test_exercises import SHIPPED

BY_ID = {one.id: one for one in SHIPPED}
FOUR = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
GAPS = st.lists(st.floats(0, 3), max_size=80)


def tally_of(exercise_id: str, grips: tuple[Grip, ...] = FOUR) -> Tally:
    return Tally(BY_ID[exercise_id], grips)


def after(tally: Tally, gaps_s: list[float], grip: Grip | None = None) -> Tally:
    now_s = 100.0
    for gap_s in gaps_s:
        now_s += gap_s
        tally = pressed(tally, now_s, grip)
    return tally


@given(st.sampled_from(SHIPPED), GAPS)
def test_a_count_only_grows_and_by_one_at_most(exercise: Exercise, gaps_s: list[float]) -> None:
    tally, now_s = Tally(exercise, FOUR), 100.0
    for gap_s in gaps_s:
        now_s += gap_s
        following = pressed(tally, now_s)
        assert 0 <= following.presses - tally.presses <= 1
        assert tally.count <= following.count <= tally.count + 1
        assert not tally.is_done or following.is_done
        tally = following
    if exercise.repetitions:
        assert tally.is_done == (tally.count >= exercise.repetitions)
    assert tally.seconds(now_s) >= 0


@given(st.sampled_from(SHIPPED), st.integers(1, 30))
def test_presses_far_enough_apart_all_count(exercise: Exercise, presses: int) -> None:
    tally = after(Tally(exercise, FOUR), [BOUNCE_S * 1.01] * presses)
    most = exercise.repetitions if exercise.counted is Counted.AGAINST_TIME else presses
    assert tally.presses == min(presses - tally.has_clock, most or presses)


@pytest.mark.parametrize("exercise", SHIPPED, ids=lambda one: one.id)
def test_a_hand_that_shakes_counts_once(exercise: Exercise) -> None:
    tally = after(Tally(exercise, FOUR), [1.0, 0.02, 0.03, 0.01, 0.03])
    assert tally.presses == (0 if tally.has_clock else 1)


def test_without_a_clock_more_than_the_goal_is_welcome() -> None:
    tally = after(tally_of("palm-turn"), [1.0] * 13)
    assert (tally.count, tally.is_done) == (13, True)
    assert tally.seconds(999.0) == pytest.approx(9.0), "from the first to the tenth"


def test_the_first_press_of_a_clock_is_the_start() -> None:
    tally = pressed(tally_of("pen-spin"), 50.0)
    assert (tally.count, tally.is_running) == (0, True)
    assert pressed(tally, 50.5).count == 1


def test_pen_spins_count_for_fifteen_seconds() -> None:
    tally = after(tally_of("pen-spin"), [0.5] * 60)
    assert tally.count == 29, "half a second each, from the start until before the end"
    assert tally.is_done
    assert tally.seconds(999.0) == 15
    assert tally.seconds_left(999.0) == 0
    assert after(tally, [1.0] * 5).count == 29


def test_time_alone_ends_the_pen_spin() -> None:
    tally = pressed(tally_of("pen-spin"), 10.0)
    assert not passed(tally, 24.9).is_done
    assert passed(tally, 24.9).seconds_left(24.9) == pytest.approx(0.1)
    assert passed(tally, 25.0).is_done
    assert not passed(tally_of("pen-spin"), 1000.0).is_done, "nobody has begun"


def test_eight_coins_have_a_time() -> None:
    tally = after(tally_of("coin-drop"), [2.0] * 20)
    assert (tally.count, tally.is_done) == (8, True)
    assert tally.seconds(999.0) == pytest.approx(16.0)


def test_fingers_take_turns_and_a_round_is_one() -> None:
    tally, now_s = tally_of("finger-curl"), 0.0
    dues: list[Grip | None] = []
    for _ in range(8):
        now_s += 1
        dues.append(tally.due)
        tally = pressed(tally, now_s, tally.due)
    assert dues == [*FOUR, *FOUR]
    assert tally.count == 2


@given(st.lists(st.sampled_from(Grip), max_size=40))
def test_a_finger_out_of_turn_takes_nothing_away(grips: list[Grip]) -> None:
    tally = tally_of("finger-curl")
    for number, grip in enumerate(grips):
        following = pressed(tally, float(number), grip)
        assert following.presses == tally.presses + (grip is tally.due)
        tally = following


def test_a_press_of_anything_else_is_the_finger_whose_turn_it_is() -> None:
    assert after(tally_of("finger-curl"), [1.0] * 4).count == 1


def test_only_the_fingers_in_use_take_turns() -> None:
    two = (Grip.INDEX, Grip.RING)
    tally = after(tally_of("finger-curl", two), [1.0] * 5)
    assert (tally.count, tally.due) == (2, Grip.RING)
