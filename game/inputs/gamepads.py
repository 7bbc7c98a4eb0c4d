"""Gamepads: opens each as it is plugged in, and tells which of its controls goes down or up.

Where SDL knows the layout its names for buttons and axes are used, whatever the make; any other
joystick is taken as it comes. Axes are controls with two ends, each down beyond half of its way.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pygame
import pygame._sdl2.controller as sdl_controller

from game.inputs.actions import Action
from game.inputs.controls import Control, Edge, Part, Plug
from game.play.events import InputKind

_DOWN_FROM, _UP_FROM = 0.5, 0.35
"""Shares of an axis's way: between the two it stays what it was, so a trembling stick is quiet."""
_FULL = 32767
_HAT_DIRECTIONS = ((0, 1), (1, 0), (0, -1), (-1, 0))
_BUTTON_ACTIONS = {
    pygame.CONTROLLER_BUTTON_A: Action.OK,
    pygame.CONTROLLER_BUTTON_B: Action.BACK,
    pygame.CONTROLLER_BUTTON_BACK: Action.BACK,
    pygame.CONTROLLER_BUTTON_START: Action.PAUSE,
    pygame.CONTROLLER_BUTTON_DPAD_UP: Action.UP,
    pygame.CONTROLLER_BUTTON_DPAD_DOWN: Action.DOWN,
    pygame.CONTROLLER_BUTTON_DPAD_LEFT: Action.LEFT,
    pygame.CONTROLLER_BUTTON_DPAD_RIGHT: Action.RIGHT,
}
_UNKNOWN_BUTTON_ACTIONS = {0: Action.OK, 1: Action.BACK}
_HAT_ACTIONS = (Action.UP, Action.RIGHT, Action.DOWN, Action.LEFT)
_AXIS_ACTIONS = {
    (0, Part.AXIS_DOWN): Action.LEFT,
    (0, Part.AXIS_UP): Action.RIGHT,
    (1, Part.AXIS_DOWN): Action.UP,
    (1, Part.AXIS_UP): Action.DOWN,
}


def gamepad_action(control: Control) -> Action | None:
    """What a control of a gamepad means in a menu: cross and left stick move, A chooses, B leads
    back. On a joystick of unknown layout the first button chooses and the second leads back."""
    if control.kind is not InputKind.GAMEPAD:
        return None
    if control.part is Part.HAT:
        return _HAT_ACTIONS[control.number % 4]
    if control.part is Part.BUTTON:
        actions = _UNKNOWN_BUTTON_ACTIONS if control.device else _BUTTON_ACTIONS
        return actions.get(control.number)
    return _AXIS_ACTIONS.get((control.number, control.part))


@dataclass(slots=True)
class _Gamepad:
    """An open gamepad. `device` is empty if SDL knows its layout."""

    joystick: pygame.joystick.JoystickType
    controller: sdl_controller.Controller | None
    name: str
    device: str
    axes: dict[int, float] = field(default_factory=dict[int, float])
    """Where each axis was last."""
    down: set[Control] = field(default_factory=set[Control])
    """The ends of axes and hats that are down."""


class Gamepads:
    """All gamepads there are. Needs an open window for their events to come."""

    def __init__(self) -> None:
        self._open: dict[int, _Gamepad] = {}
        pygame.joystick.init()
        sdl_controller.init()

    def plug(self, event: pygame.Event) -> Plug | None:
        """Open a gamepad that came, let go of one that went; what happened, if anything did."""
        if event.type == pygame.JOYDEVICEADDED:
            return self._add(event.device_index)
        if event.type == pygame.JOYDEVICEREMOVED:
            gone = self._open.pop(event.instance_id, None)
            return Plug(_source(event.instance_id), gone.name, False) if gone else None
        return None

    def edges(self, event: pygame.Event, stamp_s: float) -> list[Edge]:
        """The controls that `event` brings down or up."""
        if event.type not in _EVENTS:
            return []
        pad = self._open.get(event.instance_id)
        if pad is None or (pad.controller is not None) != (event.type in _CONTROLLER_EVENTS):
            return []
        turns: list[tuple[Control, bool]] = []
        if event.type in _BUTTON_EVENTS:
            control = Control(InputKind.GAMEPAD, Part.BUTTON, event.button, pad.device)
            turns.append((control, event.type in _DOWN_EVENTS))
        elif event.type == pygame.JOYHATMOTION:
            turns = self._hat(pad, event.hat, event.value)
        else:
            full = _FULL if event.type == pygame.CONTROLLERAXISMOTION else 1
            turns = self._axis(pad, event.axis, event.value / full)
        source = _source(event.instance_id)
        return [Edge(stamp_s, control, down, source, pad.name) for control, down in turns]

    def forget_axes(self) -> None:
        """Take sticks, triggers and hats as up, as after another window had them."""
        for pad in self._open.values():
            pad.down.clear()

    def _add(self, index: int) -> Plug | None:
        try:
            joystick = pygame.joystick.Joystick(index)
            is_known = sdl_controller.is_controller(index)
            controller = sdl_controller.Controller.from_joystick(joystick) if is_known else None
        except pygame.error:  # it is gone again already
            return None
        number = joystick.get_instance_id()
        if number in self._open:
            return None
        device = "" if controller else joystick.get_guid()
        name = joystick.get_name() or "Gamepad"
        self._open[number] = _Gamepad(joystick, controller, name, device)
        return Plug(_source(number), name, True)

    def _axis(self, pad: _Gamepad, axis: int, value: float) -> list[tuple[Control, bool]]:
        """An end counts from when it was seen up: a trigger may rest at the far end of its axis."""
        before = pad.axes.get(axis)
        pad.axes[axis] = value
        turns: list[tuple[Control, bool]] = []
        for part, sign in ((Part.AXIS_UP, 1), (Part.AXIS_DOWN, -1)):
            control = Control(InputKind.GAMEPAD, part, axis, pad.device)
            if control in pad.down:
                if value * sign < _UP_FROM:
                    pad.down.discard(control)
                    turns.append((control, False))
            elif value * sign >= _DOWN_FROM and before is not None and before * sign < _DOWN_FROM:
                pad.down.add(control)
                turns.append((control, True))
        return sorted(turns, key=lambda turn: turn[1])

    def _hat(self, pad: _Gamepad, hat: int, value: tuple[int, int]) -> list[tuple[Control, bool]]:
        turns: list[tuple[Control, bool]] = []
        for number, (x, y) in enumerate(_HAT_DIRECTIONS):
            control = Control(InputKind.GAMEPAD, Part.HAT, 4 * hat + number, pad.device)
            is_down = value[0] * x + value[1] * y > 0
            if is_down != (control in pad.down):
                (pad.down.add if is_down else pad.down.discard)(control)
                turns.append((control, is_down))
        return sorted(turns, key=lambda turn: turn[1])


def _source(instance: int) -> tuple[str, int]:
    return ("gamepad", instance)


_CONTROLLER_EVENTS = frozenset(
    (pygame.CONTROLLERBUTTONDOWN, pygame.CONTROLLERBUTTONUP, pygame.CONTROLLERAXISMOTION)
)
_JOYSTICK_EVENTS = frozenset(
    (pygame.JOYBUTTONDOWN, pygame.JOYBUTTONUP, pygame.JOYAXISMOTION, pygame.JOYHATMOTION)
)
_EVENTS = _CONTROLLER_EVENTS | _JOYSTICK_EVENTS
_DOWN_EVENTS = frozenset((pygame.CONTROLLERBUTTONDOWN, pygame.JOYBUTTONDOWN))
_BUTTON_EVENTS = _DOWN_EVENTS | {pygame.CONTROLLERBUTTONUP, pygame.JOYBUTTONUP}
