"""Which control is which finger. A finger may have several controls, a control has one finger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pygame

from game.charting.chart import Grip
from game.inputs.controls import Control, Part, control_from, key_control, zone_place
from game.inputs.debounce import DEFAULT_BOUNCE_S
from game.inputs.labels import control_label
from game.play.events import InputKind
from game.settings import BoundInput, Hand
from game.text import later, tr

DEFAULT_BOUNCE_MS = round(DEFAULT_BOUNCE_S * 1000)
LONGEST_BOUNCE_MS = 400
ZONE_RADIUS = 0.12
"""How far from the middle of a touch zone a touch still belongs to it, in window widths."""
_RIGHT_HAND = {
    Grip.KEY: pygame.KSCAN_H,
    Grip.INDEX: pygame.KSCAN_J,
    Grip.MIDDLE: pygame.KSCAN_K,
    Grip.RING: pygame.KSCAN_L,
    Grip.LITTLE: pygame.KSCAN_SEMICOLON,
}
_LEFT_HAND = {
    Grip.KEY: pygame.KSCAN_G,
    Grip.INDEX: pygame.KSCAN_F,
    Grip.MIDDLE: pygame.KSCAN_D,
    Grip.RING: pygame.KSCAN_S,
    Grip.LITTLE: pygame.KSCAN_A,
}
_RIGHT_PAD = {
    Grip.INDEX: pygame.CONTROLLER_BUTTON_A,
    Grip.MIDDLE: pygame.CONTROLLER_BUTTON_B,
    Grip.RING: pygame.CONTROLLER_BUTTON_X,
    Grip.LITTLE: pygame.CONTROLLER_BUTTON_Y,
    Grip.KEY: pygame.CONTROLLER_BUTTON_RIGHTSHOULDER,
}
_LEFT_PAD = {
    Grip.INDEX: pygame.CONTROLLER_BUTTON_DPAD_DOWN,
    Grip.MIDDLE: pygame.CONTROLLER_BUTTON_DPAD_RIGHT,
    Grip.RING: pygame.CONTROLLER_BUTTON_DPAD_LEFT,
    Grip.LITTLE: pygame.CONTROLLER_BUTTON_DPAD_UP,
    Grip.KEY: pygame.CONTROLLER_BUTTON_LEFTSHOULDER,
}
_FIRST_PAD_NOTE = 36
"""The first pad of most MIDI pad devices; the second is one higher, and so on."""
_KEYBOARD_NOTES = {Grip.INDEX: 60, Grip.MIDDLE: 62, Grip.RING: 64, Grip.LITTLE: 65, Grip.KEY: 67}
"""White keys from middle C on."""
_RESERVED_KEYS = {
    pygame.KSCAN_ESCAPE: later("Escape goes back, so it can't be a finger."),
    pygame.KSCAN_SPACE: later("Space pauses, so it can't be a finger."),
    pygame.KSCAN_F11: later("F11 fills the screen, so it can't be a finger."),
}
_NEVER_BOUND = {
    key_control(pygame.KSCAN_ESCAPE): _RESERVED_KEYS[pygame.KSCAN_ESCAPE],
    key_control(pygame.KSCAN_F11): _RESERVED_KEYS[pygame.KSCAN_F11],
    Control(InputKind.GAMEPAD, Part.BUTTON, pygame.CONTROLLER_BUTTON_START): (
        later("Start pauses, so it can't be a finger.")
    ),
    Control(InputKind.GAMEPAD, Part.BUTTON, pygame.CONTROLLER_BUTTON_GUIDE): (
        later("That button belongs to the gamepad itself, so it can't be a finger.")
    ),
}


class BindingError(ValueError):
    """These keys can't be used as asked. The text is one sentence."""


@dataclass(frozen=True, slots=True)
class Finger:
    """What a control stands for, and how long after parting a touch of it is only a bounce."""

    grip: Grip
    bounce_ms: int = DEFAULT_BOUNCE_MS


@dataclass(frozen=True, slots=True)
class Bindings:
    """The finger of each control. A control of one device goes before one of any device."""

    fingers: Mapping[Control, Finger]

    def finger_of(self, control: Control) -> Finger | None:
        """What `control` stands for; None for one that is no finger's."""
        finger = self.fingers.get(control)
        if finger is None and control.device:
            return self.fingers.get(control.on_any_device)
        return finger

    def grip_of(self, control: Control) -> Grip | None:
        """The grip that `control` stands for."""
        finger = self.finger_of(control)
        return finger.grip if finger else None

    def grip_near(self, x: float, y: float, shape: float) -> Grip | None:
        """The grip of the touch zone round a place, in shares of the window's width and height.

        `shape` is the window's height over its width.
        """
        found: tuple[float, Grip] | None = None
        for grip, zone_x, zone_y in self.zones():
            away = ((zone_x - x) ** 2 + ((zone_y - y) * shape) ** 2) ** 0.5
            if away <= ZONE_RADIUS and (found is None or away < found[0]):
                found = (away, grip)
        return found[1] if found else None

    def zones(self) -> list[tuple[Grip, float, float]]:
        """Each place to touch, as shares of the window's width and height."""
        zones = ((c, finger.grip) for c, finger in self.fingers.items() if c.part is Part.ZONE)
        return [(grip, *zone_place(control)) for control, grip in zones]

    def controls(self, grip: Grip, kind: InputKind | None = None) -> list[Control]:
        """The controls of a grip, all or those of one kind of device."""
        return [
            control
            for control, finger in self.fingers.items()
            if finger.grip is grip and kind in (None, control.kind)
        ]

    def labels(self, kind: InputKind = InputKind.KEYBOARD) -> dict[Grip, str]:
        """What the control of each grip is called, of that kind of device if there is one.

        Keys are called what the player's own layout prints on them, which needs an open window.
        """
        named: dict[Grip, str] = {}
        for grip in Grip:
            found = self.controls(grip, kind) or self.controls(grip)
            shown = next((control for control in found if control.part is not Part.ZONE), None)
            if shown is not None:
                named[grip] = control_label(shown)
        return named

    def bound(self, grip: Grip, control: Control, *, instead: bool) -> Bindings:
        """With `control` for `grip`, and taken from the grip it had.

        `instead`: in place of what the grip has of that kind of device.
        """
        kept = {
            other: finger
            for other, finger in self.fingers.items()
            if other not in (control, control.on_any_device)
            and not (instead and finger.grip is grip and other.kind is control.kind)
        }
        finger = Finger(grip, self.bounce_ms(grip))
        return Bindings({**kept, control: finger})

    def without(self, grip: Grip) -> Bindings:
        """With nothing for `grip`."""
        return Bindings(
            {c: finger for c, finger in self.fingers.items() if finger.grip is not grip}
        )

    def bounce_ms(self, grip: Grip) -> int:
        """The bounce time of a grip's controls."""
        found = (finger.bounce_ms for finger in self.fingers.values() if finger.grip is grip)
        return next(found, DEFAULT_BOUNCE_MS)

    def with_bounce(self, grip: Grip, bounce_ms: int) -> Bindings:
        """With another bounce time, 0 to `LONGEST_BOUNCE_MS`, for the controls of `grip`."""
        bounce_ms = min(max(bounce_ms, 0), LONGEST_BOUNCE_MS)
        return Bindings(
            {
                control: Finger(grip, bounce_ms) if finger.grip is grip else finger
                for control, finger in self.fingers.items()
            }
        )

    def with_kind(self, kind: InputKind, other: Bindings) -> Bindings:
        """With the controls that `other` has of that kind in place of those here."""
        kept = {c: finger for c, finger in self.fingers.items() if c.kind is not kind}
        taken = {c: finger for c, finger in other.fingers.items() if c.kind is kind}
        return Bindings({**taken, **kept})

    def stored(self, hand: Hand) -> tuple[BoundInput, ...]:
        """What to keep: the kinds of devices of which not everything is as it usually is."""
        usual = default_bindings(hand)
        return tuple(
            BoundInput(finger.grip, str(control), finger.bounce_ms)
            for control, finger in self.fingers.items()
            if self._of_kind(control.kind) != usual._of_kind(control.kind)
        )

    def _of_kind(self, kind: InputKind) -> dict[Control, Finger]:
        return {c: finger for c, finger in self.fingers.items() if c.kind is kind}


def default_bindings(hand: Hand) -> Bindings:
    """What fingers are before anything is bound, index finger first.

    The home row (right hand J K L ; and H, left hand F D S A and G), the four buttons or the cross
    of a gamepad and its shoulder on that side, the first pads of a MIDI device or its white keys
    from middle C on.
    """
    is_right = hand is Hand.RIGHT
    keys = _RIGHT_HAND if is_right else _LEFT_HAND
    buttons = _RIGHT_PAD if is_right else _LEFT_PAD
    controls = {key_control(keys[grip]): grip for grip in Grip}
    controls |= {_gamepad_button(buttons[grip]): grip for grip in Grip}
    controls |= {_note(_FIRST_PAD_NOTE + place): grip for place, grip in enumerate(Grip)}
    controls |= {_note(_KEYBOARD_NOTES[grip]): grip for grip in Grip}
    return Bindings({control: Finger(grip) for control, grip in controls.items()})


def bindings_from(stored: Iterable[BoundInput], hand: Hand) -> Bindings:
    """What was stored, and the usual controls of every kind of device that is not among it.

    What can't be understood is passed over.
    """
    own: dict[Control, Finger] = {}
    for bound in stored:
        control = control_from(bound.control)
        if control is not None and refusal(control) is None:
            bounce_ms = min(max(bound.bounce_ms, 0), LONGEST_BOUNCE_MS)
            own[control] = Finger(bound.grip, bounce_ms)
    kinds = {control.kind for control in own}
    usual = default_bindings(hand).fingers
    return Bindings({**own, **{c: finger for c, finger in usual.items() if c.kind not in kinds}})


def bindings_from_names(names: Sequence[str]) -> Bindings:
    """Bindings to the keys called `names` ("j", "f1", ";" ...): index to little, then key pinch.

    Names are those of a US keyboard. Raises `BindingError`.
    """
    if not 1 <= len(names) <= len(Grip):
        told = tr("1 to {most} keys can be fingers, not {count}.")
        raise BindingError(told.format(most=len(Grip), count=len(names)))
    scancodes = [_scancode(name) for name in names]
    if len(set(scancodes)) < len(scancodes):
        raise BindingError(tr("Two fingers can't share one key."))
    keys = zip(Grip, scancodes, strict=False)
    return Bindings({key_control(scancode): Finger(grip) for grip, scancode in keys})


def refusal(control: Control) -> str | None:
    """Why a control can't be a finger, in a sentence; None if it can."""
    told = _NEVER_BOUND.get(control)
    return tr(told) if told else None


def _gamepad_button(number: int) -> Control:
    return Control(InputKind.GAMEPAD, Part.BUTTON, number)


def _note(number: int) -> Control:
    return Control(InputKind.MIDI, Part.NOTE, number)


def _scancode(name: str) -> int:
    wanted = "KSCAN_" + _PUNCTUATION.get(name, name.strip().upper().replace(" ", ""))
    scancode = getattr(pygame, wanted, None)
    if scancode is None:
        raise BindingError(tr('There is no key called "{name}".').format(name=name))
    if scancode in _RESERVED_KEYS:
        raise BindingError(tr(_RESERVED_KEYS[scancode]))
    return scancode


_PUNCTUATION = {
    ";": "SEMICOLON",
    ",": "COMMA",
    ".": "PERIOD",
    "/": "SLASH",
    "'": "APOSTROPHE",
    "[": "LEFTBRACKET",
    "]": "RIGHTBRACKET",
    "-": "MINUS",
    "=": "EQUALS",
    "\\": "BACKSLASH",
    "`": "GRAVE",
}
