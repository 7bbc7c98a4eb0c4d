"""Reach: what is counted of each finger, and how it is written down and read again."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.coach.counting import BOUNCE_S
from game.coach.reach import COUNT_S, TRIES, GripReach, Reach, reach_from, reach_json
from game.coach.reaching import (
    LAST_REST_S,
    REST_S,
    SETTLE_S,
    TOGETHER_S,
    Phase,
    Reaching,
    begun,
    gone_on,
    interrupted,
    once_more,
    passed,
    pressed,
    reach_of,
    rested,
)
from game.settings import Hand
from tests.coach.hands import counted, hand_of, reaches

FOUR = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
NEVER_S = 1000.0


class Doing:
    """A reach with a hand-turned clock."""

    def __init__(self, *grips: Grip) -> None:
        self.now_s = 100.0
        self.state = begun(Hand.RIGHT, grips or FOUR, self.now_s)

    def wait(self, seconds: float) -> None:
        self.now_s += seconds
        self.state = passed(self.state, self.now_s)

    def press(self, grip: Grip, count: int = 1, gap_s: float = 0.5) -> None:
        for _ in range(count):
            self.wait(gap_s)
            self.state = pressed(self.state, grip, self.now_s)

    def finger(self, grip: Grip, presses: int, gap_s: float = 0.5) -> None:
        """Three pinches, a breath, so many more, and the rest."""
        self.press(grip, TRIES)
        self.wait(SETTLE_S)
        self.press(grip, presses, gap_s)
        self.wait(COUNT_S)
        self.wait(REST_S)

    def rest(self) -> None:
        self.state = rested(self.state, self.now_s)

    @property
    def last(self) -> GripReach:
        return self.state.found[-1]


def test_each_finger_is_asked_for_in_turn_and_then_it_is_over() -> None:
    doing = Doing()
    for number, grip in enumerate(FOUR):
        assert doing.state.asked is grip
        doing.finger(grip, 5 + number)
    assert doing.state.phase is Phase.OVER and doing.state.asked is None
    reach = reach_of(doing.state)
    assert [one.presses for one in reach.grips] == [5, 6, 7, 8]
    assert reach.able == FOUR and reach.hand is Hand.RIGHT


def test_nothing_presses_before_the_first_pinch_of_the_count() -> None:
    doing = Doing()
    doing.wait(NEVER_S)
    doing.press(Grip.INDEX, 2)
    doing.wait(NEVER_S)
    assert doing.state.phase is Phase.ASKED
    doing.press(Grip.INDEX)
    doing.wait(NEVER_S)
    assert doing.state.phase is Phase.READY and doing.state.found == ()


def test_the_first_pinch_starts_the_clock_and_counts() -> None:
    doing = Doing(Grip.INDEX)
    doing.press(Grip.INDEX, TRIES)
    doing.wait(SETTLE_S)
    doing.press(Grip.INDEX)
    assert (doing.state.phase, doing.state.left(doing.now_s)) == (Phase.COUNTED, 1.0)
    doing.wait(COUNT_S / 4)
    assert doing.state.left(doing.now_s) == pytest.approx(0.75)
    doing.press(Grip.INDEX, 100, gap_s=0.9)
    assert doing.last.presses == 1 + int((COUNT_S - COUNT_S / 4) / 0.9)


def test_a_fourth_pinch_in_the_same_breath_starts_nothing() -> None:
    doing = Doing()
    doing.press(Grip.INDEX, TRIES + 1, gap_s=SETTLE_S / 2)
    assert doing.state.phase is Phase.READY
    doing.press(Grip.INDEX, 1, gap_s=SETTLE_S)
    assert doing.state.phase is Phase.COUNTED


def test_bounces_count_for_nothing() -> None:
    doing = Doing()
    doing.press(Grip.INDEX)
    doing.press(Grip.INDEX, 5, gap_s=BOUNCE_S / 10)
    assert doing.state.tries == 1
    doing.press(Grip.RING)
    doing.press(Grip.RING, 5, gap_s=BOUNCE_S / 10)
    doing.rest()
    assert doing.last.instead == {Grip.RING: 1}


def test_other_fingers_are_noted_and_count_for_nothing() -> None:
    doing = Doing()
    doing.press(Grip.MIDDLE, 2)
    assert doing.state.came is Grip.MIDDLE and doing.state.tries == 0
    doing.press(Grip.INDEX)
    assert doing.state.came is None and doing.state.tries == 1
    doing.press(Grip.LITTLE)
    doing.press(Grip.INDEX, 2)
    doing.wait(SETTLE_S)
    doing.press(Grip.INDEX, 3)
    doing.press(Grip.MIDDLE)
    doing.wait(COUNT_S)
    assert doing.last.presses == 3
    assert doing.last.instead == {Grip.MIDDLE: 3, Grip.LITTLE: 1}


def test_a_finger_that_came_along_did_not_come_instead() -> None:
    doing = Doing()
    doing.press(Grip.INDEX)
    doing.press(Grip.MIDDLE, 1, gap_s=TOGETHER_S / 3)
    doing.press(Grip.RING)
    doing.press(Grip.INDEX, 1, gap_s=TOGETHER_S / 3)
    doing.press(Grip.INDEX)
    doing.wait(SETTLE_S)
    doing.press(Grip.INDEX)
    doing.wait(COUNT_S)
    assert doing.last.instead == {}


def test_a_finger_rests_at_any_moment_and_the_next_is_asked_for_at_once() -> None:
    doing = Doing()
    doing.rest()
    assert doing.state.asked is Grip.MIDDLE
    doing.press(Grip.MIDDLE, 2)
    doing.rest()
    doing.press(Grip.RING, TRIES)
    doing.wait(SETTLE_S)
    doing.press(Grip.RING, 4)
    doing.rest()
    doing.rest()
    reach = reach_of(doing.state)
    assert [one.tries for one in reach.grips] == [0, 2, TRIES, 0]
    assert reach.able == () and all(one.presses == 0 for one in reach.grips)
    assert not reach.is_empty


def test_a_grip_that_was_not_asked_for_may_still_be_possible() -> None:
    reach = hand_of({Grip.INDEX: 9, Grip.RING: None})
    assert reach.able == (Grip.INDEX,)
    assert reach.possible == (Grip.KEY, Grip.INDEX, Grip.MIDDLE, Grip.LITTLE)


def test_only_rest_says_nothing_about_the_hand() -> None:
    doing = Doing()
    for _ in FOUR:
        doing.rest()
    assert reach_of(doing.state).is_empty


def test_the_hand_rests_and_presses_meanwhile_count_for_nothing() -> None:
    doing = Doing(Grip.INDEX, Grip.MIDDLE)
    doing.press(Grip.INDEX, TRIES)
    doing.wait(SETTLE_S)
    doing.press(Grip.INDEX, 3)
    doing.wait(COUNT_S)
    assert doing.state.phase is Phase.RESTING and doing.state.asked is None
    doing.press(Grip.MIDDLE, 3)
    assert doing.state.following is Grip.MIDDLE
    doing.state = gone_on(doing.state, doing.now_s)
    assert (doing.state.asked, doing.state.tries) == (Grip.MIDDLE, 0)


def test_after_the_last_finger_there_is_a_moment_to_see_it() -> None:
    doing = Doing(Grip.INDEX)
    doing.press(Grip.INDEX, TRIES)
    doing.wait(SETTLE_S)
    doing.press(Grip.INDEX)
    doing.wait(COUNT_S)
    assert doing.state.length_s == LAST_REST_S
    doing.wait(LAST_REST_S)
    assert doing.state.phase is Phase.OVER


def test_once_more_counts_the_last_finger_anew() -> None:
    doing = Doing(Grip.INDEX, Grip.MIDDLE)
    doing.press(Grip.INDEX, TRIES)
    doing.wait(SETTLE_S)
    doing.press(Grip.INDEX, 3)
    doing.wait(COUNT_S)
    doing.state = once_more(doing.state, doing.now_s)
    assert (doing.state.asked, doing.state.phase) == (Grip.INDEX, Phase.READY)
    doing.wait(SETTLE_S)
    doing.press(Grip.INDEX, 8)
    doing.wait(COUNT_S)
    (found,) = doing.state.found
    assert (found.presses, found.tries) == (8, TRIES)


def test_an_interrupted_count_begins_anew() -> None:
    doing = Doing(Grip.INDEX)
    doing.press(Grip.INDEX, TRIES)
    doing.wait(SETTLE_S)
    doing.press(Grip.INDEX, 6)
    doing.state = interrupted(doing.state, doing.now_s)
    doing.wait(NEVER_S)
    assert doing.state.phase is Phase.READY
    doing.press(Grip.INDEX, 2)
    doing.wait(COUNT_S)
    assert doing.last.presses == 2


def test_there_is_no_result_before_the_end_and_nothing_without_fingers() -> None:
    with pytest.raises(ValueError, match="not every grip"):
        reach_of(begun(Hand.LEFT, FOUR, 0.0))
    for grips in ((), (Grip.INDEX, Grip.INDEX)):
        with pytest.raises(ValueError, match="asked for"):
            begun(Hand.LEFT, grips, 0.0)


def test_the_pace_is_what_comes_after_the_pinch_that_starts_the_clock() -> None:
    assert counted(Grip.INDEX, 21).pace_per_s == pytest.approx(2.0)
    assert counted(Grip.INDEX, 1).pace_per_s == counted(Grip.INDEX, 0).pace_per_s == 0


def test_evenness_takes_no_notice_of_one_pause() -> None:
    even = GripReach(Grip.INDEX, True, 3, 13, (400, 380, 420) * 4)
    paused = GripReach(Grip.INDEX, True, 3, 13, (*(400, 380, 420) * 3, 400, 380, 3000))
    assert even.evenness == pytest.approx(1.4826 * 20 / 400)
    assert paused.evenness == even.evenness
    assert counted(Grip.INDEX, 5).evenness is None
    assert counted(Grip.INDEX, 30).evenness == 0


@given(st.lists(st.tuples(st.sampled_from(FOUR), st.floats(0, 3)), max_size=60))
@settings(max_examples=80)
def test_whatever_comes_only_the_finger_that_is_asked_for_counts(
    presses: list[tuple[Grip, float]],
) -> None:
    doing = Doing()
    asked: dict[Grip, int] = dict.fromkeys(FOUR, 0)
    for grip, gap_s in presses:
        doing.wait(gap_s)
        asked[grip] += doing.state.asked is grip
        doing.state = pressed(doing.state, grip, doing.now_s)
    for _ in FOUR:
        doing.wait(COUNT_S)
        doing.wait(REST_S)
        doing.rest()
    doing.wait(LAST_REST_S)
    for one in reach_of(doing.state).grips:
        assert one.tries + one.presses <= asked[one.grip]
        assert sum(one.intervals_ms) <= 1000 * COUNT_S + 1
        assert one.grip not in one.instead
        assert one.able or one.presses == 0


@given(st.lists(st.floats(0, COUNT_S - 0.01), min_size=1, max_size=40))
def test_no_two_counted_pinches_are_a_bounce(moments: list[float]) -> None:
    state = Reaching(Hand.RIGHT, (Grip.INDEX,), Phase.READY, 0.0, tries=TRIES)
    for at_s in sorted(moments):
        state = pressed(state, Grip.INDEX, 50.0 + at_s)
    assert all(b - a >= BOUNCE_S for a, b in pairwise(state.counted))
    state = passed(state, 50.0 + 3 * COUNT_S)
    assert state.found[-1].presses == len(state.found[-1].intervals_ms) + 1


@given(reaches())
@settings(max_examples=60)
def test_what_is_written_down_is_read_again(reach: Reach) -> None:
    assert reach_from(reach_json(reach)) == reach


def test_what_a_later_edition_adds_is_passed_over() -> None:
    reach = Reach(Hand.LEFT, (counted(Grip.RING, 9), counted(Grip.KEY, 4)))
    stored = msgspec.json.decode(reach_json(reach))
    stored["strength"] = 3
    stored["fingers"][0] |= {"angle": 40, "instead": {"toe": 2, "index": 1}}
    stored["fingers"].append({**stored["fingers"][1], "grip": "toe"})
    found = reach_from(msgspec.json.encode(stored).decode())
    assert found is not None and [one.grip for one in found.grips] == [Grip.RING, Grip.KEY]
    assert found.grips[0].instead == {Grip.INDEX: 1}


def _changed(**values: object) -> str:
    stored: Any = msgspec.json.decode(reach_json(Reach(Hand.RIGHT, (counted(Grip.INDEX, 3),))))
    stored["fingers"][0] |= values
    return msgspec.json.encode(stored).decode()


@pytest.mark.parametrize(
    "found",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"hand": "third", "fingers": []}',
        '{"hand": "left", "fingers": 3}',
        "[" * 5000,
        _changed(presses=-1),
        _changed(presses=7),
        _changed(intervals_ms=[400, "a"]),
        _changed(intervals_ms=[400, 10**9]),
        _changed(able="yes"),
        _changed(tries=None),
    ],
)
def test_damaged_text_is_no_reach_and_no_crash(found: str) -> None:
    assert reach_from(found) is None


def test_one_finger_twice_is_damaged() -> None:
    once = msgspec.json.decode(_changed())
    once["fingers"] *= 2
    assert reach_from(msgspec.json.encode(once).decode()) is None
