"""Takes the bounce out of contacts: a switch or a trembling hand touches twice for one pinch."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace

from game.inputs.contact import Contact

DEFAULT_BOUNCE_S = 0.1


@dataclass(slots=True)
class _Source:
    """One key, finger or button: its touch that was told, a parting that may yet prove a bounce."""

    touch: Contact | None = None
    parting: Contact | None = None


class Debouncer:
    """Lets the first touch through at once and holds a parting back for `bounce_s`.

    A touch within that time of the parting of the same source is a bounce: neither is told. So a
    pinch is never late, and a long note is not broken by a flicker.
    """

    def __init__(self, bounce_s: float = DEFAULT_BOUNCE_S) -> None:
        self._bounce_s = bounce_s
        self._sources: dict[Hashable, _Source] = {}

    def contacts(self, source: Hashable, contact: Contact) -> list[Contact]:
        """What `contact` of `source` amounts to, after partings that are overdue."""
        told = self.due(contact.stamp_s)
        state = self._sources.setdefault(source, _Source())
        if contact.down:
            if state.parting is not None:
                state.parting = None
            elif state.touch is None:
                state.touch = contact
                told.append(contact)
        elif state.touch is not None and state.parting is None:
            state.parting = contact
        return told

    def due(self, now_s: float) -> list[Contact]:
        """The partings that have lasted, stamped with the moment at which that was certain."""
        told: list[Contact] = []
        for state in self._sources.values():
            parting = state.parting
            if parting is not None and now_s - parting.stamp_s >= self._bounce_s:
                state.touch = None
                state.parting = None
                told.append(replace(parting, stamp_s=parting.stamp_s + self._bounce_s))
        return sorted(told, key=lambda contact: contact.stamp_s)

    def release_all(self, now_s: float) -> list[Contact]:
        """Part every source that is down: the device is gone, or another window has the keys."""
        told = [
            replace(state.touch, stamp_s=now_s, down=False)
            for state in self._sources.values()
            if state.touch is not None
        ]
        self._sources.clear()
        return told
