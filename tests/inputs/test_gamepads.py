"""Gamepads come and go, and each of their controls goes down and up."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.inputs import gamepads
from game.inputs.actions import Action
from game.inputs.controls import Control, Part
from game.inputs.gamepads import Gamepads, gamepad_action
from game.inputs.labels import control_label
from game.play.events import InputKind
from tests.inputs.events import button

GUID = "03000000of-an-old-joystick"


class FakeJoystick:
    """What pygame opens at a place in its list; odd places have a layout that SDL does not know."""

    def __init__(self, index: int) -> None:
        self.index = index

    def get_instance_id(self) -> int:
        return 100 + self.index

    def get_guid(self) -> str:
        return GUID

    def get_name(self) -> str:
        return f"Pad {self.index}"


@pytest.fixture(scope="module", autouse=True)
def no_window() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SDL_VIDEODRIVER", "dummy")
        pygame.display.init()
        patched.setattr(gamepads.pygame.joystick, "Joystick", FakeJoystick)
        patched.setattr(gamepads.sdl_controller, "is_controller", lambda index: index % 2 == 0)
        controller = type("Controller", (), {"from_joystick": staticmethod(lambda pad: pad)})
        patched.setattr(gamepads.sdl_controller, "Controller", controller)
        yield
        pygame.display.quit()


def plugged(*indices: int) -> Gamepads:
    pads = Gamepads()
    for index in indices:
        assert pads.plug(pygame.Event(pygame.JOYDEVICEADDED, device_index=index, guid=GUID))
    return pads


def turns(pads: Gamepads, kind: int, **values: object) -> list[tuple[str, bool]]:
    """The names of the controls that an event of gamepad 0 or 1 brings down or up."""
    values.setdefault("instance_id", 100)
    found = pads.edges(pygame.Event(kind, values), 1.0)
    return [(control_label(edge.control), edge.down) for edge in found]


def test_a_gamepad_that_comes_and_goes_is_told_by_its_name() -> None:
    pads = Gamepads()
    came = pads.plug(pygame.Event(pygame.JOYDEVICEADDED, device_index=0))
    assert came is not None and (came.name, came.is_there) == ("Pad 0", True)
    gone = pads.plug(pygame.Event(pygame.JOYDEVICEREMOVED, instance_id=100))
    assert gone is not None and (gone.source, gone.is_there) == (came.source, False)
    assert pads.plug(pygame.Event(pygame.JOYDEVICEREMOVED, instance_id=100)) is None


def test_a_gamepad_that_is_told_of_twice_comes_once() -> None:
    pads = plugged(0)
    assert pads.plug(pygame.Event(pygame.JOYDEVICEADDED, device_index=0)) is None


def test_a_gamepad_that_is_gone_before_it_was_opened_is_no_trouble(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gone(index: int) -> None:
        raise pygame.error("no such joystick")

    monkeypatch.setattr(gamepads.pygame.joystick, "Joystick", gone)
    assert Gamepads().plug(pygame.Event(pygame.JOYDEVICEADDED, device_index=0)) is None


def test_a_button_of_a_known_gamepad_is_told_once_though_two_events_come() -> None:
    pads = plugged(0)
    assert turns(pads, pygame.CONTROLLERBUTTONDOWN, button=0) == [("A", True)]
    assert turns(pads, pygame.JOYBUTTONDOWN, button=0) == []
    assert turns(pads, pygame.CONTROLLERBUTTONUP, button=0) == [("A", False)]


def test_a_button_of_an_unknown_joystick_has_its_number_and_device() -> None:
    pads = plugged(1)
    event = pygame.Event(pygame.JOYBUTTONDOWN, instance_id=101, button=3)
    (edge,) = pads.edges(event, 1.0)
    assert edge.control == button(3, GUID)
    assert control_label(edge.control) == "Button 4"


def test_what_comes_from_a_gamepad_that_is_not_there_is_nothing() -> None:
    assert turns(plugged(0), pygame.CONTROLLERBUTTONDOWN, button=0, instance_id=7) == []


def test_a_trigger_is_down_beyond_half_of_its_way_and_does_not_flutter() -> None:
    pads = plugged(0)
    values = [0, 9000, 17000, 15000, 16500, 14000, 9000, 0]
    seen = [turns(pads, pygame.CONTROLLERAXISMOTION, axis=5, value=value) for value in values]
    assert [turn for one in seen for turn in one] == [("RT", True), ("RT", False)]


def test_a_stick_has_four_ends() -> None:
    pads = plugged(0)
    turns(pads, pygame.CONTROLLERAXISMOTION, axis=0, value=0)
    assert turns(pads, pygame.CONTROLLERAXISMOTION, axis=0, value=-30000) == [
        ("Left stick left", True)
    ]
    assert turns(pads, pygame.CONTROLLERAXISMOTION, axis=0, value=30000) == [
        ("Left stick left", False),
        ("Left stick right", True),
    ]


def test_an_axis_that_rests_at_its_end_is_not_down() -> None:
    pads = plugged(1)

    def moved(value: float) -> list[tuple[str, bool]]:
        return turns(pads, pygame.JOYAXISMOTION, axis=2, value=value, instance_id=101)

    assert moved(-1.0) == []
    assert moved(-0.2) == []
    assert moved(0.9) == [("Axis 3+", True)]


def test_a_hat_has_four_directions() -> None:
    pads = plugged(1)

    def moved(x: int, y: int) -> list[tuple[str, bool]]:
        return turns(pads, pygame.JOYHATMOTION, hat=0, value=(x, y), instance_id=101)

    assert moved(0, 1) == [("Hat up", True)]
    assert moved(1, 1) == [("Hat right", True)]
    assert moved(-1, 0) == [("Hat up", False), ("Hat right", False), ("Hat left", True)]
    assert moved(0, 0) == [("Hat left", False)]


@given(st.lists(st.floats(-1.0, 1.0), max_size=60))
def test_however_an_axis_moves_its_ends_are_down_and_up_in_turn(values: list[float]) -> None:
    pads = plugged(0)
    found = [
        edge
        for value in values
        for edge in pads.edges(
            pygame.Event(
                pygame.CONTROLLERAXISMOTION, instance_id=100, axis=1, value=round(value * 32767)
            ),
            1.0,
        )
    ]
    for part in (Part.AXIS_UP, Part.AXIS_DOWN):
        downs = [edge.down for edge in found if edge.control.part is part]
        assert downs == [place % 2 == 0 for place in range(len(downs))]
    down = 0
    for edge in found:
        down += 1 if edge.down else -1
        assert down in (0, 1), "a stick has one place"


def test_a_gamepad_steers_menus() -> None:
    named: Callable[[Control], Action | None] = gamepad_action
    assert named(button(pygame.CONTROLLER_BUTTON_A)) is Action.OK
    assert named(button(pygame.CONTROLLER_BUTTON_B)) is Action.BACK
    assert named(button(pygame.CONTROLLER_BUTTON_START)) is Action.PAUSE
    assert named(button(pygame.CONTROLLER_BUTTON_DPAD_LEFT)) is Action.LEFT
    assert named(button(pygame.CONTROLLER_BUTTON_X)) is None
    assert named(button(1, GUID)) is Action.BACK
    assert named(Control(InputKind.GAMEPAD, Part.HAT, 2, GUID)) is Action.DOWN
    assert named(Control(InputKind.GAMEPAD, Part.AXIS_DOWN, 1)) is Action.UP
    assert named(Control(InputKind.KEYBOARD, Part.KEY, 0)) is None
