"""Fast pinches: what is counted in fifteen seconds, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.coach.fast_pinches import BOUNCE_S, FAST_S, FastPinches, pressed

INDEX = FastPinches(Grip.INDEX)


def after(*stamps_s: float, grip: Grip = Grip.INDEX) -> FastPinches:
    pinches = INDEX
    for stamp_s in stamps_s:
        pinches = pressed(pinches, stamp_s, grip)
    return pinches


def test_the_first_press_starts_the_clock() -> None:
    assert INDEX.left_s(1e9) == FAST_S
    pinches = after(100.0)
    assert (pinches.count, pinches.left_s(104.0)) == (1, FAST_S - 4)
    assert not pinches.is_over(100.0 + FAST_S - 0.01)
    assert pinches.is_over(100.0 + FAST_S)


def test_bounces_other_fingers_and_what_comes_too_late_are_none() -> None:
    assert after(0.0, BOUNCE_S / 2, 0.2, 0.2 + BOUNCE_S / 2).presses_s == (0.0, 0.2)
    assert after(0.0, FAST_S - 0.1, FAST_S, FAST_S + 1).count == 2
    assert after(0.0, 1.0, grip=Grip.RING).count == 0


def test_a_stamp_that_goes_back_counts_nothing() -> None:
    assert after(5.0, 6.0, 5.5, 4.0).presses_s == (0.0, 1.0)


@given(st.lists(st.floats(0, 20), max_size=200), st.floats(-1e5, 1e5))
@settings(max_examples=60)
def test_any_stamps_make_a_count_that_can_be_kept(stamps_s: list[float], begins_s: float) -> None:
    pinches = after(*(begins_s + stamp_s for stamp_s in sorted(stamps_s)))
    assert pinches.count <= len(stamps_s)
    assert FastPinches(Grip.INDEX, pinches.presses_s).count == pinches.count


@pytest.mark.parametrize("stamps_s", [(1.0,), (0.0, 0.01), (0.0, -1.0), (0.0, FAST_S)])
def test_stamps_no_hand_has_made_are_refused(stamps_s: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="stamps"):
        FastPinches(Grip.INDEX, stamps_s)
