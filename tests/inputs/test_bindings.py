"""What is bound to which finger, and that it is found again after being stored."""

from __future__ import annotations

import pygame
from hypothesis import given
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.inputs.bindings import (
    LONGEST_BOUNCE_MS,
    Bindings,
    bindings_from,
    bindings_from_names,
    default_bindings,
    refusal,
)
from game.inputs.controls import (
    Control,
    Part,
    control_from,
    key_control,
    zone_control,
    zone_place,
)
from game.play.events import InputKind
from game.settings import BoundInput, Hand
from tests.inputs.events import button, note

RIGHT = default_bindings(Hand.RIGHT)
Q, J, K = (key_control(code) for code in (pygame.KSCAN_Q, pygame.KSCAN_J, pygame.KSCAN_K))
SHAPE = 720 / 1280
controls = st.builds(
    Control,
    st.sampled_from([kind for kind in InputKind if kind is not InputKind.MIXED]),
    st.sampled_from(Part),
    st.integers(0, 2_000_000),
    st.from_regex(r"\A([A-Za-z0-9:é][A-Za-z0-9 :é()-]*[A-Za-z0-9:é])?\Z"),
)


@given(controls)
def test_a_control_is_read_as_it_was_written(control: Control) -> None:
    assert control_from(str(control)) == control


@given(st.text(max_size=30))
def test_what_is_no_control_is_none_and_no_trouble(text: str) -> None:
    control = control_from(text)
    assert control is None or control_from(str(control)) == control


def test_every_kind_of_device_works_before_anything_is_bound() -> None:
    for hand in Hand:
        usual = default_bindings(hand)
        for kind in (InputKind.KEYBOARD, InputKind.GAMEPAD, InputKind.MIDI):
            assert all(usual.controls(grip, kind) for grip in Grip)


def test_a_control_of_one_device_goes_before_one_of_any_device() -> None:
    bindings = RIGHT.bound(Grip.RING, note(36, "LPD8"), instead=True)
    assert bindings.grip_of(note(36, "LPD8")) is Grip.RING
    assert RIGHT.grip_of(note(36, "LPD8")) is Grip.INDEX


def test_binding_replaces_what_the_finger_had_of_that_kind_of_device_only() -> None:
    bindings = RIGHT.bound(Grip.INDEX, Q, instead=True)
    assert bindings.controls(Grip.INDEX, InputKind.KEYBOARD) == [Q]
    assert bindings.controls(Grip.INDEX, InputKind.GAMEPAD)
    assert bindings.controls(Grip.MIDDLE, InputKind.KEYBOARD) == [K]


def test_two_keys_can_be_one_finger_if_that_is_wanted() -> None:
    bindings = RIGHT.bound(Grip.INDEX, Q, instead=False)
    assert bindings.grip_of(J) is bindings.grip_of(Q) is Grip.INDEX


def test_a_key_that_was_another_finger_s_moves() -> None:
    bindings = RIGHT.bound(Grip.INDEX, K, instead=True)
    assert bindings.grip_of(K) is Grip.INDEX
    assert bindings.controls(Grip.MIDDLE, InputKind.KEYBOARD) == []


def test_the_bounce_time_belongs_to_the_finger_and_keeps_within_bounds() -> None:
    bindings = RIGHT.with_bounce(Grip.RING, 9000).with_bounce(Grip.INDEX, -5)
    assert bindings.bounce_ms(Grip.RING) == LONGEST_BOUNCE_MS
    assert bindings.bounce_ms(Grip.INDEX) == 0
    assert bindings.bounce_ms(Grip.MIDDLE) == 100
    assert bindings.bound(Grip.RING, Q, instead=True).bounce_ms(Grip.RING) == LONGEST_BOUNCE_MS


@given(
    st.lists(st.tuples(st.sampled_from(Grip), controls, st.booleans(), st.integers(0, 400))),
    st.sampled_from(Hand),
)
def test_whatever_is_bound_is_the_same_after_it_was_stored(
    steps: list[tuple[Grip, Control, bool, int]], hand: Hand
) -> None:
    bindings = default_bindings(hand)
    for grip, control, instead, bounce_ms in steps:
        if refusal(control) is None:
            bindings = bindings.bound(grip, control, instead=instead).with_bounce(grip, bounce_ms)
    again = bindings_from(bindings.stored(hand), hand)
    for kind in {control.kind for control in bindings.fingers}:
        for grip in Grip:
            assert set(again.controls(grip, kind)) == set(bindings.controls(grip, kind))
    assert all(again.fingers[control] == finger for control, finger in bindings.fingers.items())


def test_nothing_is_stored_while_all_is_as_usual() -> None:
    assert RIGHT.stored(Hand.RIGHT) == ()


def test_with_nothing_bound_at_all_everything_is_as_usual() -> None:
    bare = RIGHT
    for grip in Grip:
        bare = bare.without(grip)
    assert bare.fingers == {}
    assert bindings_from(bare.stored(Hand.RIGHT), Hand.RIGHT).fingers == RIGHT.fingers


def test_stored_rows_that_cannot_be_understood_are_passed_over() -> None:
    rows = [
        BoundInput(Grip.RING, "keyboard key 20", 100),
        BoundInput(Grip.INDEX, "theremin wave 3", 100),
        BoundInput(Grip.INDEX, f"keyboard key {pygame.KSCAN_ESCAPE}", 100),
        BoundInput(Grip.LITTLE, "gamepad button 7 odd one", 99_999),
    ]
    bindings = bindings_from(rows, Hand.RIGHT)
    assert bindings.controls(Grip.RING, InputKind.KEYBOARD) == [Q]
    assert bindings.controls(Grip.INDEX, InputKind.KEYBOARD) == []
    assert bindings.bounce_ms(Grip.LITTLE) == LONGEST_BOUNCE_MS


def test_keys_asked_for_at_the_start_take_the_place_of_keys_alone() -> None:
    bindings = RIGHT.with_kind(InputKind.KEYBOARD, bindings_from_names(["q"]))
    assert bindings.grip_of(Q) is Grip.INDEX
    assert bindings.grip_of(J) is None
    assert bindings.grip_of(button(pygame.CONTROLLER_BUTTON_A)) is Grip.INDEX


def test_what_leads_back_or_pauses_is_refused_in_a_sentence() -> None:
    for control in (
        key_control(pygame.KSCAN_ESCAPE),
        button(pygame.CONTROLLER_BUTTON_START),
        button(pygame.CONTROLLER_BUTTON_GUIDE),
    ):
        sentence = refusal(control)
        assert sentence is not None and sentence.endswith("can't be a finger.")
    assert refusal(key_control(pygame.KSCAN_SPACE)) is None


def test_a_touch_belongs_to_the_nearest_zone_within_reach() -> None:
    bindings = Bindings({})
    for grip, x in ((Grip.INDEX, 0.40), (Grip.MIDDLE, 0.50)):
        bindings = bindings.bound(grip, zone_control(x, 0.6), instead=True)
    assert bindings.grip_near(0.44, 0.6, SHAPE) is Grip.INDEX
    assert bindings.grip_near(0.46, 0.6, SHAPE) is Grip.MIDDLE
    assert bindings.grip_near(0.50, 0.78, SHAPE) is Grip.MIDDLE
    assert bindings.grip_near(0.50, 0.95, SHAPE) is None
    assert RIGHT.grip_near(0.4, 0.6, SHAPE) is None


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_zone_is_where_it_was_touched(x: float, y: float) -> None:
    place = zone_place(zone_control(x, y))
    assert abs(place[0] - x) <= 0.001 and abs(place[1] - y) <= 0.001
