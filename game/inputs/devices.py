"""Every device as one source of contacts, each control debounced on its own.

Whatever comes, the contacts of a grip are down and up in turn. Of several controls of one grip the
one that touched last holds it: a touch while another control is down ends that one's contact and
begins its own, so a control that is stuck takes nothing from the others.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace

from game.charting.chart import Grip
from game.inputs.actions import MOUSE_ID, Phase, Pointer
from game.inputs.bindings import Bindings
from game.inputs.contact import Contact
from game.inputs.controls import Control, Edge, Part
from game.inputs.debounce import DEFAULT_BOUNCE_S, Debouncer
from game.play.events import InputKind

GripAt = Callable[[float, float], Grip | None]
"""The grip that touching a window pixel stands for, if any."""


class Devices:
    """Turns edges and pointers into contacts. Stamps are `time.perf_counter` readings."""

    def __init__(self, bindings: Bindings) -> None:
        self.bindings = bindings
        self._debouncer = Debouncer(DEFAULT_BOUNCE_S)
        self._down: dict[tuple[Control, Hashable], Grip] = {}
        """The grip that each control went down for: that is the one it parts."""
        self._pointers: dict[int, Contact] = {}
        """The pad each pointer went down on: lifting it anywhere parts that pinch."""
        self._touching: dict[tuple[InputKind, Grip], int] = {}
        """The pointer that touched each pad last."""
        self._holders: dict[Grip, Contact] = {}
        """The contact that holds each grip."""
        self._last_s = float("-inf")

    def edge(self, edge: Edge) -> list[Contact]:
        """Contacts from a control going down or up; none for a control that is no finger's."""
        source = (edge.control, edge.source)
        if edge.down:
            finger = self.bindings.finger_of(edge.control)
            if finger is None:
                return []
            self._down[source] = finger.grip
            grip, bounce_s = finger.grip, finger.bounce_ms / 1000
        else:
            released = self._down.pop(source, None)
            if released is None:
                return []
            grip, bounce_s = released, None
        contact = Contact(edge.stamp_s, grip, edge.down, edge.control.kind, source)
        strikes = edge.control.part is Part.NOTE
        return self._in_turn(
            self._debouncer.contacts(source, contact, bounce_s=bounce_s, strikes=strikes)
        )

    def pad(self, pointer: Pointer, stamp_s: float, grip_at: GripAt) -> list[Contact]:
        """Contacts from mouse or touch on what stands for a finger."""
        if pointer.phase is Phase.DOWN:
            grip = grip_at(pointer.x, pointer.y)
            if grip is None:
                return []
            kind = _kind(pointer)
            contact = Contact(stamp_s, grip, True, kind, ("pad", kind, grip))
            self._pointers[pointer.id] = contact
            self._touching[contact.kind, grip] = pointer.id
            return self._on_pad(contact)
        if pointer.phase is Phase.UP and pointer.id in self._pointers:
            touched = self._pointers.pop(pointer.id)
            if self._touching.get((touched.kind, touched.grip)) == pointer.id:
                return self._on_pad(replace(touched, stamp_s=stamp_s, down=False))
        return []

    def due(self, now_s: float) -> list[Contact]:
        """Partings that have outlasted the bounce time."""
        return self._in_turn(self._debouncer.due(now_s))

    def release(self, source: Hashable, now_s: float) -> list[Contact]:
        """Part everything that is down on the device that its edges call `source`."""
        self._down = {place: grip for place, grip in self._down.items() if place[1] != source}
        gone = self._debouncer.release(
            lambda place: isinstance(place, tuple) and place[1] == source, now_s
        )
        return self._in_turn(gone)

    def release_all(self, now_s: float) -> list[Contact]:
        """Part everything that is down, as when the window loses the keyboard."""
        self._down.clear()
        self._pointers.clear()
        self._touching.clear()
        return self._in_turn(self._debouncer.release_all(now_s))

    def _on_pad(self, contact: Contact) -> list[Contact]:
        bounce_s = self.bindings.bounce_ms(contact.grip) / 1000
        return self._in_turn(
            self._debouncer.contacts(contact.source, contact, bounce_s=bounce_s, strikes=True)
        )

    def _in_turn(self, contacts: list[Contact]) -> list[Contact]:
        """`contacts` so that each grip's are down and up in turn, and none is before another."""
        told: list[Contact] = []
        for contact in contacts:
            self._last_s = max(self._last_s, contact.stamp_s)
            contact = replace(contact, stamp_s=self._last_s)
            holder = self._holders.get(contact.grip)
            if contact.down:
                if holder is not None:
                    told.append(replace(holder, stamp_s=contact.stamp_s, down=False))
                self._holders[contact.grip] = contact
                told.append(contact)
            elif holder is not None and holder.source == contact.source:
                del self._holders[contact.grip]
                told.append(contact)
        return told


def _kind(pointer: Pointer) -> InputKind:
    return InputKind.MOUSE if pointer.id == MOUSE_ID else InputKind.TOUCH
