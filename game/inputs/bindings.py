"""Which key is which finger. Keys are bound by their place on the keyboard, not by their letter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import pygame

from game.charting.chart import Grip
from game.settings import Hand

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
_SCANCODES = 512
"""SDL_NUM_SCANCODES."""
_LETTERS = range(0x21, 0x250)
"""Printable characters of the Latin blocks: what letter keys of European layouts send."""
_RESERVED = {
    pygame.KSCAN_ESCAPE: "Escape goes back",
    pygame.KSCAN_SPACE: "Space pauses",
}


class BindingError(ValueError):
    """These keys can't be used as asked. The text is one sentence."""


@dataclass(frozen=True, slots=True)
class Bindings:
    """The key of each grip, as a scancode (`pygame.KSCAN_...`). No two grips share a key."""

    scancodes: Mapping[Grip, int]

    def __post_init__(self) -> None:
        if len(set(self.scancodes.values())) < len(self.scancodes):
            raise BindingError("Two fingers can't share one key.")

    def grip_of(self, scancode: int) -> Grip | None:
        """The grip that the key at this place of the keyboard stands for."""
        return next((grip for grip, code in self.scancodes.items() if code == scancode), None)

    def labels(self) -> dict[Grip, str]:
        """What the player's own keyboard layout prints on each key. Needs an open window."""
        return {grip: _label(code) for grip, code in self.scancodes.items()}


def default_bindings(hand: Hand) -> Bindings:
    """The home row, index finger first: J K L ; and H for the right hand, F D S A and G left."""
    return Bindings(_RIGHT_HAND if hand is Hand.RIGHT else _LEFT_HAND)


def bindings_from_names(names: Sequence[str]) -> Bindings:
    """Bindings to the keys called `names` ("j", "f1", ";" ...): index to little, then key pinch.

    Names are those of a US keyboard. Raises `BindingError`.
    """
    if not 1 <= len(names) <= len(Grip):
        raise BindingError(f"1 to {len(Grip)} keys can be fingers, not {len(names)}.")
    return Bindings({grip: _scancode(name) for grip, name in zip(Grip, names, strict=False)})


def _scancode(name: str) -> int:
    wanted = "KSCAN_" + _PUNCTUATION.get(name, name.strip().upper().replace(" ", ""))
    scancode = getattr(pygame, wanted, None)
    if scancode is None:
        raise BindingError(f'There is no key called "{name}".')
    if scancode in _RESERVED:
        raise BindingError(f'The key "{name}" can\'t be a finger: {_RESERVED[scancode]}.')
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


def _label(scancode: int) -> str:
    keycode = _keycodes().get(scancode)
    if keycode is None:
        return _us_names()[scancode]
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
