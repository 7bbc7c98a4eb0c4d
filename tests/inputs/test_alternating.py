"""Whatever comes from however many devices, each grip is told down and up in turn."""

from __future__ import annotations

from dataclasses import replace

import pygame
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.inputs.actions import MOUSE_ID, Phase, Pointer
from game.inputs.bindings import default_bindings
from game.inputs.contact import Contact
from game.inputs.controls import Control, Edge, key_control
from game.inputs.devices import Devices
from game.play.events import InputKind
from game.settings import Hand
from tests.inputs.events import button, edge, key, note

CONTROLS: list[Control] = [
    key_control(pygame.KSCAN_J),
    key_control(pygame.KSCAN_K),
    key_control(pygame.KSCAN_Q),
    button(pygame.CONTROLLER_BUTTON_A),
    button(pygame.CONTROLLER_BUTTON_B),
    note(36, "LPD8"),
    note(60, "Keys"),
    note(62),
]
J, A = CONTROLS[0], CONTROLS[3]


def pad_at(x: float, y: float) -> Grip | None:
    """Lanes 100 pixels wide from 0 on, one a grip."""
    return Grip(int(x // 100)) if 0 <= x < 500 else None


def assert_in_turn(told: list[Contact], *, ends_up: bool) -> None:
    for grip in Grip:
        turns = [contact.down for contact in told if contact.grip is grip]
        assert turns == [place % 2 == 0 for place in range(len(turns))]
        assert not ends_up or len(turns) % 2 == 0
    stamps = [contact.stamp_s for contact in told]
    assert stamps == sorted(stamps)


anything = st.one_of(
    st.tuples(st.just("edge"), st.sampled_from(CONTROLS), st.booleans(), st.integers(0, 1)),
    st.tuples(st.just("touch"), st.sampled_from(Phase), st.integers(0, 600), st.integers(-1, 3)),
    st.tuples(st.just("due"), st.none(), st.none(), st.none()),
    st.tuples(st.just("gone"), st.integers(0, 1), st.none(), st.none()),
)


@settings(max_examples=150)
@given(st.lists(st.tuples(st.floats(-0.01, 0.4), anything), max_size=80))
def test_each_grip_is_down_and_up_in_turn(steps: list[tuple[float, tuple[object, ...]]]) -> None:
    devices = Devices(default_bindings(Hand.RIGHT))
    told: list[Contact] = []
    now_s = 10.0
    for gap_s, (what, first, second, third) in steps:
        now_s += gap_s
        match what, first, second, third:
            case "edge", Control() as control, bool(down), source:
                told += devices.edge(edge(control, now_s, down=down, source=source))
            case "touch", Phase() as phase, int(x), int(number):
                told += devices.pad(Pointer(phase, x, 300, number), now_s, pad_at)
            case "gone", source, _, _:
                told += devices.release(source, now_s)
            case _:
                told += devices.due(now_s)
    assert_in_turn(told, ends_up=False)
    told += devices.release_all(now_s + 1)
    assert_in_turn(told, ends_up=True)


@settings(max_examples=80)
@given(
    st.lists(
        st.tuples(st.sampled_from(CONTROLS), st.floats(0.02, 1.0), st.floats(0.12, 0.6)),
        min_size=1,
        max_size=30,
    )
)
def test_no_pinch_is_lost_and_none_is_told_twice(
    pinches: list[tuple[Control, float, float]],
) -> None:
    devices = Devices(default_bindings(Hand.RIGHT))
    now_s, told, meant = 0.0, list[Contact](), list[tuple[float, Grip]]()
    for control, held_s, gap_s in pinches:
        grip = devices.bindings.grip_of(control)
        if grip is not None:
            meant.append((now_s, grip))
        told += devices.edge(edge(control, now_s, down=True))
        told += devices.edge(edge(control, now_s + held_s, down=False))
        now_s += held_s + gap_s
    told += devices.due(now_s + 1)
    assert [(c.stamp_s, c.grip) for c in told if c.down] == meant
    assert_in_turn(told, ends_up=True)


def test_a_stuck_key_takes_nothing_from_the_other_controls_of_its_finger() -> None:
    devices = Devices(default_bindings(Hand.RIGHT))
    told = devices.edge(edge(J, 1.0, source="keyboard"))
    for beat in range(3):
        told += devices.edge(edge(A, 2.0 + beat, source="pad"))
        told += devices.edge(edge(A, 2.4 + beat, down=False, source="pad"))
    told += devices.due(9.0)
    assert [c.stamp_s for c in told if c.down] == [1.0, 2.0, 3.0, 4.0]
    assert_in_turn(told, ends_up=True)


def test_a_key_down_when_the_keyboard_was_lost_is_free_again() -> None:
    devices = Devices(default_bindings(Hand.RIGHT))
    devices.edge(key(pygame.KSCAN_J, 1.0))
    assert [c.down for c in devices.release_all(1.5)] == [False]
    assert devices.edge(key(pygame.KSCAN_J, 3.0, down=False)) == []
    assert [c.down for c in devices.edge(key(pygame.KSCAN_J, 4.0))] == [True]


def test_a_key_that_is_down_while_its_finger_is_bound_anew_parts_the_old_finger() -> None:
    devices = Devices(default_bindings(Hand.RIGHT))
    devices.edge(key(pygame.KSCAN_J, 1.0))
    devices.bindings = devices.bindings.bound(Grip.RING, J, instead=True)
    devices.edge(key(pygame.KSCAN_J, 1.5, down=False))
    assert [(c.grip, c.down) for c in devices.due(2.0)] == [(Grip.INDEX, False)]


def test_what_is_unplugged_parts_and_the_rest_stays_down() -> None:
    devices = Devices(default_bindings(Hand.RIGHT))
    devices.edge(edge(J, 1.0, source="keyboard"))
    devices.edge(edge(button(1), 1.0, source="pad"))
    gone = devices.release("pad", 2.0)
    assert [(c.grip, c.down) for c in gone] == [(Grip.MIDDLE, False)]
    assert [c.grip for c in devices.release_all(3.0)] == [Grip.INDEX]


def test_the_bounce_time_of_each_finger_is_its_own() -> None:
    bindings = default_bindings(Hand.RIGHT).with_bounce(Grip.INDEX, 300)
    devices = Devices(bindings.with_bounce(Grip.MIDDLE, 20))
    told: list[Contact] = []
    for scancode in (pygame.KSCAN_J, pygame.KSCAN_K):
        for stamp_s, down in ((1.0, True), (1.1, False), (1.25, True), (1.3, False)):
            told += devices.edge(key(scancode, stamp_s, down=down))
        told += devices.due(5.0)
    assert sum(c.down for c in told if c.grip is Grip.INDEX) == 1
    assert sum(c.down for c in told if c.grip is Grip.MIDDLE) == 2


def test_a_drum_pad_that_never_parts_strikes_again() -> None:
    devices = Devices(default_bindings(Hand.RIGHT))
    told: list[Contact] = []
    for stamp_s in (1.0, 1.05, 2.0, 3.0):
        told += devices.edge(edge(note(36, "LPD8"), stamp_s))
    assert [c.stamp_s for c in told if c.down] == [1.0, 2.0, 3.0]
    assert_in_turn(told, ends_up=False)


def test_twenty_touches_at_once_are_one_pinch_a_lane() -> None:
    devices = Devices(default_bindings(Hand.RIGHT))
    told: list[Contact] = []
    for number in range(20):
        touch = Pointer(Phase.DOWN, 25.0 * number, 300, number)
        told += devices.pad(touch, 1.0 + number / 1000, pad_at)
    assert sorted((c.grip, c.down) for c in told) == [(grip, True) for grip in Grip]
    for number in range(20):
        touch = Pointer(Phase.UP, 25.0 * number, 300, number)
        told += devices.pad(touch, 2.0 + number / 1000, pad_at)
    told += devices.due(3.0)
    assert_in_turn(told, ends_up=True)


def test_a_hand_that_rests_on_a_lane_leaves_it_to_the_finger_that_taps() -> None:
    devices = Devices(default_bindings(Hand.RIGHT))
    told = devices.pad(Pointer(Phase.DOWN, 10, 300, 1), 1.0, pad_at)
    for beat in range(2):
        told += devices.pad(Pointer(Phase.DOWN, 90, 300, 7 + beat), 2.0 + beat, pad_at)
        told += devices.pad(Pointer(Phase.UP, 90, 300, 7 + beat), 2.3 + beat, pad_at)
    told += devices.due(9.0)
    assert [c.stamp_s for c in told if c.down] == [1.0, 2.0, 3.0]
    assert_in_turn(told, ends_up=True)


def test_a_click_and_a_touch_are_told_apart() -> None:
    devices = Devices(default_bindings(Hand.RIGHT))
    (clicked,) = devices.pad(Pointer(Phase.DOWN, 10, 300, MOUSE_ID), 1.0, pad_at)
    (touched,) = devices.pad(Pointer(Phase.DOWN, 110, 300, 3), 1.0, pad_at)
    assert (clicked.kind, touched.kind) == (InputKind.MOUSE, InputKind.TOUCH)


def test_stamps_that_come_out_of_order_are_put_in_order() -> None:
    devices = Devices(default_bindings(Hand.RIGHT))
    late = Edge(2.0, note(36), True, "midi")
    early = replace(late, stamp_s=1.999, control=note(37))
    told = devices.edge(late) + devices.edge(early)
    assert [c.stamp_s for c in told] == [2.0, 2.0]
