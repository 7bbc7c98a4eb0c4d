"""What can happen in a run. Plain data, in the order in which the engine tells it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from game.charting.chart import Grip


class InputKind(StrEnum):
    """What pinches are made with. Records are kept apart by it."""

    KEYBOARD = "keyboard"
    TOUCH = "touch"
    MOUSE = "mouse"
    GAMEPAD = "gamepad"
    MIDI = "midi"
    MIXED = "mixed"
    """Several of them in one run."""


@dataclass(frozen=True, slots=True)
class Pinch:
    """Thumb and finger met (`down`) or parted, at song time `time_s`."""

    time_s: float
    grip: Grip
    down: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """The right finger came inside the window; `error_s` is negative early, positive late."""

    time_s: float
    note: int
    grip: Grip
    error_s: float


@dataclass(frozen=True, slots=True)
class Passed:
    """The window of a note closed at `time_s` and its finger had not come."""

    time_s: float
    note: int
    grip: Grip


@dataclass(frozen=True, slots=True)
class OtherFinger:
    """While `note` was due on `due`, the finger `came` pinched. The note can still be hit."""

    time_s: float
    note: int
    due: Grip
    came: Grip


@dataclass(frozen=True, slots=True)
class ExtraContact:
    """A pinch while nothing was due. Counted for the statistics, never against the score."""

    time_s: float
    grip: Grip


@dataclass(frozen=True, slots=True)
class Sustained:
    """A long note was held to its end."""

    time_s: float
    note: int
    grip: Grip


@dataclass(frozen=True, slots=True)
class Released:
    """A long note was let go after `held_s`, more than a window before its end."""

    time_s: float
    note: int
    grip: Grip
    held_s: float


Event = Hit | Passed | OtherFinger | ExtraContact | Sustained | Released
"""Everything the engine can tell."""
