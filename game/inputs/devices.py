"""Keyboard, touch and mouse as one source of contacts, each binding debounced on its own."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import pygame

from game.charting.chart import Grip
from game.inputs.actions import MOUSE_ID, Phase, Pointer
from game.inputs.bindings import Bindings
from game.inputs.contact import Contact
from game.inputs.debounce import DEFAULT_BOUNCE_S, Debouncer
from game.play.events import InputKind

PadAt = Callable[[float, float], Grip | None]
"""The lane pad under a window pixel, if there is one."""


class Devices:
    """Turns events into contacts. Stamps are `time.perf_counter` readings taken on receipt."""

    def __init__(self, bindings: Bindings, bounce_s: float = DEFAULT_BOUNCE_S) -> None:
        self.bindings = bindings
        self._debouncer = Debouncer(bounce_s)
        self._pointers: dict[int, Contact] = {}
        """The pad each pointer went down on: lifting it anywhere parts that pinch."""

    def key(self, event: pygame.Event, stamp_s: float) -> list[Contact]:
        """Contacts from a key going down or up; none for a key that is no finger's."""
        if event.type not in (pygame.KEYDOWN, pygame.KEYUP):
            return []
        grip = self.bindings.grip_of(event.scancode)
        if grip is None:
            return []
        contact = Contact(stamp_s, grip, event.type == pygame.KEYDOWN, InputKind.KEYBOARD)
        return self._debouncer.contacts(("key", event.scancode), contact)

    def pad(self, pointer: Pointer, stamp_s: float, pad_at: PadAt) -> list[Contact]:
        """Contacts from mouse or touch on the lane pads."""
        if pointer.phase is Phase.DOWN:
            grip = pad_at(pointer.x, pointer.y)
            if grip is None:
                return []
            contact = Contact(stamp_s, grip, True, _kind(pointer))
            self._pointers[pointer.id] = contact
            return self._debouncer.contacts(_pad_source(pointer, grip), contact)
        if pointer.phase is Phase.UP and pointer.id in self._pointers:
            touched = self._pointers.pop(pointer.id)
            parted = Contact(stamp_s, touched.grip, False, touched.kind)
            return self._debouncer.contacts(_pad_source(pointer, touched.grip), parted)
        return []

    def due(self, now_s: float) -> list[Contact]:
        """Partings that have outlasted the bounce time."""
        return self._debouncer.due(now_s)

    def release_all(self, now_s: float) -> list[Contact]:
        """Part everything that is down, as when the window loses the keyboard."""
        self._pointers.clear()
        return self._debouncer.release_all(now_s)


def _kind(pointer: Pointer) -> InputKind:
    return InputKind.MOUSE if pointer.id == MOUSE_ID else InputKind.TOUCH


def _pad_source(pointer: Pointer, grip: Grip) -> Hashable:
    return ("pad", _kind(pointer), grip)
