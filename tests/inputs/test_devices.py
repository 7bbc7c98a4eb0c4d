"""Keys, touches and mouse become contacts, each once."""

import pygame
import pytest

from game.charting.chart import Grip
from game.inputs.actions import Action, Phase, Pointer, Scroll, action_of, pointer_of
from game.inputs.bindings import BindingError, bindings_from_names, default_bindings
from game.inputs.contact import Contact
from game.inputs.controls import Edge, key_control
from game.inputs.devices import Devices
from game.play.events import InputKind
from game.settings import Hand

SIZE = (1280, 720)


def pad_at(x: float, y: float) -> Grip | None:
    """Two pads side by side, from 100 to 300."""
    if not 100 <= x < 300 or y < 50:
        return None
    return Grip.INDEX if x < 200 else Grip.MIDDLE


def key(scancode: int, stamp_s: float, *, down: bool = True) -> Edge:
    return Edge(stamp_s, key_control(scancode), down, "keyboard")


def touch(kind: int, x: float, y: float, finger: int) -> pygame.Event:
    return pygame.Event(kind, touch_id=1, finger_id=finger, x=x / 1280, y=y / 720, dx=0, dy=0)


def mouse(kind: int, x: int, y: int, *, from_touch: bool = False, button: int = 1) -> pygame.Event:
    return pygame.Event(kind, pos=(x, y), button=button, touch=from_touch)


@pytest.fixture
def devices() -> Devices:
    return Devices(default_bindings(Hand.RIGHT))


def contacts_of(devices: Devices, *events: pygame.Event) -> list[Contact]:
    """The contacts from pointer events that arrive 0.2 s apart."""
    found: list[Contact] = []
    for number, event in enumerate(events):
        pointer = pointer_of(event, SIZE)
        if isinstance(pointer, Pointer):
            found += devices.pad(pointer, number * 0.2, pad_at)
    return found + devices.due(100.0)


@pytest.mark.parametrize(
    ("hand", "scancode", "grip"),
    [
        (Hand.RIGHT, pygame.KSCAN_J, Grip.INDEX),
        (Hand.RIGHT, pygame.KSCAN_SEMICOLON, Grip.LITTLE),
        (Hand.RIGHT, pygame.KSCAN_H, Grip.KEY),
        (Hand.LEFT, pygame.KSCAN_F, Grip.INDEX),
        (Hand.LEFT, pygame.KSCAN_A, Grip.LITTLE),
        (Hand.LEFT, pygame.KSCAN_G, Grip.KEY),
    ],
)
def test_the_home_row_is_the_hand(hand: Hand, scancode: int, grip: Grip) -> None:
    contacts = Devices(default_bindings(hand)).edge(key(scancode, 1.5))
    assert contacts == [Contact(1.5, grip, True, InputKind.KEYBOARD)]


def test_an_unbound_key_is_no_pinch(devices: Devices) -> None:
    assert devices.edge(key(pygame.KSCAN_Q, 1.0)) == []


def test_any_key_can_be_bound() -> None:
    bindings = bindings_from_names(["f1", ";", "left", "q"])
    assert bindings.grip_of(key_control(pygame.KSCAN_F1)) is Grip.INDEX
    assert bindings.grip_of(key_control(pygame.KSCAN_SEMICOLON)) is Grip.MIDDLE
    assert bindings.grip_of(key_control(pygame.KSCAN_LEFT)) is Grip.RING
    assert bindings.grip_of(key_control(pygame.KSCAN_J)) is None


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ([], "1 to 5 keys can be fingers, not 0"),
        (["j", "j"], "Two fingers can't share one key"),
        (["j", "hyperkey"], 'There is no key called "hyperkey"'),
        (["j", "space"], "Space pauses"),
        (["j", "escape"], "Escape goes back"),
    ],
)
def test_bindings_that_cannot_be_are_refused_in_a_sentence(names: list[str], sentence: str) -> None:
    with pytest.raises(BindingError, match=sentence):
        bindings_from_names(names)


def test_keys_are_labelled_with_what_the_layout_prints(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    pygame.display.init()
    try:
        labels = default_bindings(Hand.RIGHT).labels()
        named = bindings_from_names(["f1", "lshift"]).labels()
    finally:
        pygame.display.quit()
    assert labels[Grip.INDEX] == "J"
    assert labels[Grip.LITTLE] == ";"
    assert named == {Grip.INDEX: "F1", Grip.MIDDLE: "Left Shift"}


def test_a_touch_on_a_pad_is_a_pinch_until_that_finger_lifts_anywhere(devices: Devices) -> None:
    found = contacts_of(
        devices,
        touch(pygame.FINGERDOWN, 150, 400, finger=7),
        touch(pygame.FINGERMOTION, 500, 400, finger=7),
        touch(pygame.FINGERUP, 900, 400, finger=7),
    )
    assert [(c.grip, c.down, c.kind) for c in found] == [
        (Grip.INDEX, True, InputKind.TOUCH),
        (Grip.INDEX, False, InputKind.TOUCH),
    ]


def test_several_fingers_touch_at_once(devices: Devices) -> None:
    found = contacts_of(
        devices,
        touch(pygame.FINGERDOWN, 150, 400, finger=1),
        touch(pygame.FINGERDOWN, 250, 400, finger=2),
        touch(pygame.FINGERUP, 150, 400, finger=1),
        touch(pygame.FINGERUP, 250, 400, finger=2),
    )
    assert [(c.grip, c.down) for c in found] == [
        (Grip.INDEX, True),
        (Grip.MIDDLE, True),
        (Grip.INDEX, False),
        (Grip.MIDDLE, False),
    ]


def test_the_mouse_event_a_touch_screen_makes_up_is_dropped(devices: Devices) -> None:
    found = contacts_of(
        devices,
        touch(pygame.FINGERDOWN, 150, 400, finger=1),
        mouse(pygame.MOUSEBUTTONDOWN, 150, 400, from_touch=True),
    )
    assert [(c.grip, c.kind) for c in found] == [(Grip.INDEX, InputKind.TOUCH)]


def test_a_click_on_a_pad_is_a_pinch(devices: Devices) -> None:
    found = contacts_of(
        devices,
        mouse(pygame.MOUSEBUTTONDOWN, 250, 400),
        mouse(pygame.MOUSEBUTTONUP, 250, 400),
    )
    assert [(c.grip, c.down, c.kind) for c in found] == [
        (Grip.MIDDLE, True, InputKind.MOUSE),
        (Grip.MIDDLE, False, InputKind.MOUSE),
    ]


def test_a_touch_beside_the_pads_is_no_pinch(devices: Devices) -> None:
    assert contacts_of(devices, touch(pygame.FINGERDOWN, 50, 400, finger=1)) == []


def test_only_the_left_button_points() -> None:
    assert pointer_of(mouse(pygame.MOUSEBUTTONDOWN, 10, 10, button=3), SIZE) is None


def test_the_wheel_scrolls_down_the_page_when_turned_towards_the_hand() -> None:
    wheel = pygame.Event(pygame.MOUSEWHEEL, x=0, y=-1, touch=False)
    assert pointer_of(wheel, SIZE) == Scroll(1)


@pytest.mark.parametrize(
    ("code", "action"),
    [
        (pygame.K_UP, Action.UP),
        (pygame.K_RETURN, Action.OK),
        (pygame.K_ESCAPE, Action.BACK),
        (pygame.K_SPACE, Action.PAUSE),
        (pygame.K_q, None),
    ],
)
def test_keys_are_actions(code: int, action: Action | None) -> None:
    assert action_of(pygame.Event(pygame.KEYDOWN, key=code)) is action
    assert action_of(pygame.Event(pygame.KEYUP, key=code)) is None


def test_touch_points_in_window_pixels() -> None:
    pointer = pointer_of(touch(pygame.FINGERDOWN, 640, 360, finger=3), SIZE)
    assert pointer == Pointer(Phase.DOWN, 640, 360, 3)
