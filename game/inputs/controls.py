"""What can be pressed on a device, and that it was pressed: the same for every kind of device."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from enum import StrEnum

from game.play.events import InputKind

ZONE_STEPS = 1000
"""The number of a touch zone is its x and its y, both in thousandths of the window."""


class Part(StrEnum):
    """Which sort of thing on a device a control is."""

    KEY = "key"
    """Its number is the scancode: the place on the keyboard."""
    BUTTON = "button"
    AXIS_UP = "axis+"
    AXIS_DOWN = "axis-"
    HAT = "hat"
    """Four controls a hat: up, right, down, left."""
    NOTE = "note"
    PEDAL = "pedal"
    """A MIDI controller that is past its middle: pedals and switches, but knobs too."""
    ZONE = "zone"
    """A place on the touch screen."""


@dataclass(frozen=True, slots=True)
class Control:
    """One thing to press. `device` is empty where any device of the kind will do.

    That is so for keyboards, mice, touch screens, and for gamepads whose buttons SDL knows. Others
    are told apart by their id (gamepads) or their name (MIDI).
    """

    kind: InputKind
    part: Part
    number: int
    device: str = ""

    @property
    def on_any_device(self) -> Control:
        """The same control, whatever the device."""
        return replace(self, device="") if self.device else self

    def __str__(self) -> str:
        """How it is stored; `control_from` reads it."""
        return f"{self.kind} {self.part} {self.number} {self.device}".rstrip()


def control_from(text: str) -> Control | None:
    """The control that was stored as `text`; None if there is no such thing."""
    words = text.split(" ", 3)
    try:
        kind, part, number = words[:3]
        return Control(InputKind(kind), Part(part), int(number), *words[3:])
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Edge:
    """A control went down or came up on the device `source`, at a `time.perf_counter` reading."""

    stamp_s: float
    control: Control
    down: bool
    source: Hashable
    device_name: str = ""


@dataclass(frozen=True, slots=True)
class Plug:
    """A device came, or went away. `source` is what its edges carry."""

    source: Hashable
    name: str
    is_there: bool


def key_control(scancode: int) -> Control:
    """The key at a place of the keyboard."""
    return Control(InputKind.KEYBOARD, Part.KEY, scancode)


def zone_control(x: float, y: float) -> Control:
    """The place on the touch screen at these shares (0 to 1) of the window's width and height."""
    column, row = (min(max(round(share * ZONE_STEPS), 0), ZONE_STEPS) for share in (x, y))
    return Control(InputKind.TOUCH, Part.ZONE, row * (ZONE_STEPS + 1) + column)


def zone_place(zone: Control) -> tuple[float, float]:
    """Where a touch zone is, as shares of the window's width and height."""
    row, column = divmod(zone.number, ZONE_STEPS + 1)
    return column / ZONE_STEPS, row / ZONE_STEPS
