"""What a control is called: what is printed on it, or the name that its device has for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import pygame

from game.inputs.controls import Control, Part
from game.music.note_names import note_name
from game.play.events import InputKind
from game.text import later, tr, trc

_SCANCODES = 512
"""SDL_NUM_SCANCODES."""
_LETTERS = range(0x21, 0x250)
"""Printable characters of the Latin blocks: what letter keys of European layouts send."""
_PRINTED_BUTTONS = {
    **dict(enumerate(("A", "B", "X", "Y", "Back", "Guide", "Start"))),
    **{9: "LB", 10: "RB", 15: "Share", 20: "Touchpad"},
}
"""By SDL's number for them; LB and RB are the shoulders. What is printed on them is no word."""
_NAMED_BUTTONS = {
    **{7: later("Left stick"), 8: later("Right stick")},
    **{11: later("Up"), 12: later("Down"), 13: later("Left"), 14: later("Right")},
    **{16: later("Paddle 1"), 17: later("Paddle 2")},
    **{18: later("Paddle 3"), 19: later("Paddle 4")},
}
_TRIGGERS = {4: "LT", 5: "RT"}
_STICK_WAYS = (
    (later("Left stick left"), later("Left stick right")),
    (later("Left stick up"), later("Left stick down")),
    (later("Right stick left"), later("Right stick right")),
    (later("Right stick up"), later("Right stick down")),
)
"""By axis, each way."""
_HAT_WAYS = (later("Hat up"), later("Hat right"), later("Hat down"), later("Hat left"))
_MOUSE_BUTTONS = {1: later("Left click"), 2: later("Middle click"), 3: later("Right click")}
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
            return _mouse_label(control.number)
        case _:
            return tr("Touch")


def _mouse_label(number: int) -> str:
    if number in _MOUSE_BUTTONS:
        return tr(_MOUSE_BUTTONS[number])
    return tr("Click {number}").format(number=number)


def _gamepad_label(control: Control) -> str:
    number = control.number
    if control.part is Part.HAT:
        return tr(_HAT_WAYS[number % 4])
    if control.part is Part.BUTTON:
        return _button_label(number, is_known=not control.device)
    is_up = control.part is Part.AXIS_UP
    if not control.device and number < len(_STICK_WAYS):
        return tr(_STICK_WAYS[number][is_up])
    if not control.device and number in _TRIGGERS:
        return _TRIGGERS[number]
    return tr("Axis {number}").format(number=f"{number + 1}{'+' if is_up else '-'}")


def _button_label(number: int, *, is_known: bool) -> str:
    if is_known and number in _PRINTED_BUTTONS:
        return _PRINTED_BUTTONS[number]
    if is_known and number in _NAMED_BUTTONS:
        return tr(_NAMED_BUTTONS[number])
    return tr("Button {number}").format(number=number + 1)


def _midi_label(control: Control) -> str:
    number = control.number
    if control.part is Part.PEDAL:
        return tr("Pedal") if number == _SUSTAIN else tr("Knob {number}").format(number=number)
    if number in _PAD_NOTES and (not control.device or _is_pad_device(control.device)):
        return tr("Pad {number}").format(number=number - _PAD_NOTES.start + 1)
    return f"{note_name(number)}{number // 12 - 1}"


def _is_pad_device(name: str) -> bool:
    """Whether the device is called what devices with drum pads are called."""
    return any(word in name.lower() for word in ("pad", "lpd", "mpd", "drum", "maschine"))


def _key_label(scancode: int) -> str:
    keycode = _keycodes().get(scancode)
    if keycode is None:
        return _us_names().get(scancode, tr("Key {number}").format(number=scancode))
    name = pygame.key.name(keycode, use_compat=False)
    return name.upper() if len(name) == 1 else _key_words().get(name, name)


def _key_words() -> dict[str, str]:
    """What keys that SDL calls by a word are called in the language in use."""
    return {
        "Space": trc("key", "Space"),
        "Return": trc("key", "Return"),
        "Tab": trc("key", "Tab"),
        "Backspace": trc("key", "Backspace"),
        "Left Shift": trc("key", "Left Shift"),
        "Right Shift": trc("key", "Right Shift"),
        "Left Ctrl": trc("key", "Left Ctrl"),
        "Right Ctrl": trc("key", "Right Ctrl"),
        "Left Alt": trc("key", "Left Alt"),
        "Right Alt": trc("key", "Right Alt"),
        "CapsLock": trc("key", "CapsLock"),
        "Insert": trc("key", "Insert"),
        "Delete": trc("key", "Delete"),
        "Home": trc("key", "Home"),
        "End": trc("key", "End"),
        "PageUp": trc("key", "PageUp"),
        "PageDown": trc("key", "PageDown"),
        "Up": trc("key", "Up"),
        "Down": trc("key", "Down"),
        "Left": trc("key", "Left"),
        "Right": trc("key", "Right"),
        "Keypad Enter": trc("key", "Keypad Enter"),
    }


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
