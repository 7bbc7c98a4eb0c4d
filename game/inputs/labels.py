"""What a control is called: what is printed on it, or the name that its device has for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import pygame

from game.inputs.controls import Control, Part
from game.play.events import InputKind

_SCANCODES = 512
"""SDL_NUM_SCANCODES."""
_LETTERS = range(0x21, 0x250)
"""Printable characters of the Latin blocks: what letter keys of European layouts send."""
_GAMEPAD_BUTTONS = (
    *("A", "B", "X", "Y", "Back", "Guide", "Start", "Left stick", "Right stick"),
    *("LB", "RB", "Up", "Down", "Left", "Right"),
    *("Share", "Paddle 1", "Paddle 2", "Paddle 3", "Paddle 4", "Touchpad"),
)
"""By SDL's number for them; LB and RB are the shoulders."""
_GAMEPAD_AXES = ("Left stick", "Left stick", "Right stick", "Right stick", "LT", "RT")
_STICK_WAYS = {0: ("left", "right"), 1: ("up", "down"), 2: ("left", "right"), 3: ("up", "down")}
_TRIGGERS_FROM = 4
_HAT_WAYS = ("up", "right", "down", "left")
_MOUSE_BUTTONS = {1: "Left click", 2: "Middle click", 3: "Right click"}
_NOTES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
_PAD_NOTES = range(36, 52)
"""The sixteen pads of most pad devices."""
_SUSTAIN = 64


def control_label(control: Control) -> str:
    """The name of a control, short enough for a note. A key's needs an open window."""
    match control.kind:
        case InputKind.KEYBOARD:
            return _key_label(control.number)
        case InputKind.GAMEPAD:
            return _gamepad_label(control)
        case InputKind.MIDI:
            return _midi_label(control)
        case InputKind.MOUSE:
            return _MOUSE_BUTTONS.get(control.number, f"Click {control.number}")
        case _:
            return "Touch"


def _gamepad_label(control: Control) -> str:
    number = control.number
    if control.part is Part.HAT:
        return f"Hat {_HAT_WAYS[number % 4]}"
    if control.part is Part.BUTTON:
        is_known = not control.device and number < len(_GAMEPAD_BUTTONS)
        return _GAMEPAD_BUTTONS[number] if is_known else f"Button {number + 1}"
    is_up = control.part is Part.AXIS_UP
    if control.device or number >= len(_GAMEPAD_AXES):
        return f"Axis {number + 1}{'+' if is_up else '-'}"
    if number >= _TRIGGERS_FROM:
        return _GAMEPAD_AXES[number]
    return f"{_GAMEPAD_AXES[number]} {_STICK_WAYS[number][is_up]}"


def _midi_label(control: Control) -> str:
    number = control.number
    if control.part is Part.PEDAL:
        return "Pedal" if number == _SUSTAIN else f"Knob {number}"
    if number in _PAD_NOTES and (not control.device or _is_pad_device(control.device)):
        return f"Pad {number - _PAD_NOTES.start + 1}"
    return f"{_NOTES[number % 12]}{number // 12 - 1}"


def _is_pad_device(name: str) -> bool:
    """Whether the device is called what devices with drum pads are called."""
    return any(word in name.lower() for word in ("pad", "lpd", "mpd", "drum", "maschine"))


def _key_label(scancode: int) -> str:
    keycode = _keycodes().get(scancode)
    if keycode is None:
        return _us_names().get(scancode, f"Key {scancode}")
    name = pygame.key.name(keycode, use_compat=False)
    return name.upper() if len(name) == 1 else name


def _us_names() -> dict[int, str]:
    """What pygame calls each place of the keyboard, for keys that the layout gives no code."""
    prefix = "KSCAN_"
    names = (name for name in vars(pygame) if name.startswith(prefix))
    return {getattr(pygame, name): name.removeprefix(prefix).capitalize() for name in names}


def _keycodes() -> dict[int, int]:
    """The key code that the present layout gives each scancode.

    SDL can tell this, pygame has no call for it; but its wrapper for pressed keys turns a key code
    into a scancode, and that can be turned round.
    """
    scancode_of = pygame.key.ScancodeWrapper(cast("Iterable[bool]", range(_SCANCODES)))
    named = [code for name, code in vars(pygame).items() if name.startswith("K_")]
    codes = {scancode_of[code]: code for code in named}
    codes |= {scancode_of[code]: code for code in _LETTERS}
    return codes
