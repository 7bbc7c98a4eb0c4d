"""Takes the bounce out of contacts: a switch or a trembling hand touches twice for one pinch."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

from game.inputs.contact import Contact

DEFAULT_BOUNCE_S = 0.1


@dataclass(slots=True)
class _Source:
    """One key, finger or button: its touch that was told, a parting that may yet prove a bounce."""

    bounce_s: float
    touch: Contact | None = None
    parting: Contact | None = None


class Debouncer:
    """Lets the first touch through at once and holds a parting back for a while.

    A touch within that time of the parting of the same source is a bounce: neither is told. So a
    pinch is never late, and a long note is not broken by a flicker.
    """

    def __init__(self, bounce_s: float = DEFAULT_BOUNCE_S) -> None:
        self._bounce_s = bounce_s
        self._sources: dict[Hashable, _Source] = {}

    def contacts(
        self,
        source: Hashable,
        contact: Contact,
        *,
        bounce_s: float | None = None,
        strikes: bool = False,
    ) -> list[Contact]:
        """What `contact` of `source` amounts to, after partings that are overdue.

        `bounce_s` is the source's own time. A source that `strikes` may touch again without having
        parted, as a drum pad does: such a touch is one if it comes later than a bounce would.
        """
        told = self.due(contact.stamp_s)
        state = self._sources.setdefault(source, _Source(self._bounce_s))
        if bounce_s is not None:
            state.bounce_s = bounce_s
        if not contact.down:
            if state.touch is not None and state.parting is None:
                state.parting = contact
        elif state.parting is not None:
            state.parting = None
        elif state.touch is None:
            state.touch = contact
            told.append(contact)
        elif strikes and contact.stamp_s - state.touch.stamp_s > state.bounce_s:
            told += (replace(state.touch, stamp_s=contact.stamp_s, down=False), contact)
            state.touch = contact
        return told

    def due(self, now_s: float) -> list[Contact]:
        """The partings that have lasted, stamped with the moment at which that was certain."""
        told: list[Contact] = []
        for state in self._sources.values():
            parting = state.parting
            if parting is not None and now_s - parting.stamp_s >= state.bounce_s:
                state.touch = None
                state.parting = None
                told.append(replace(parting, stamp_s=parting.stamp_s + state.bounce_s))
        return sorted(told, key=lambda contact: contact.stamp_s)

    def release(self, which: Callable[[Hashable], bool], now_s: float) -> list[Contact]:
        """Part every source that is down, of those for which `which` is true."""
        gone = {source: state for source, state in self._sources.items() if which(source)}
        for source in gone:
            del self._sources[source]
        return [
            replace(state.touch, stamp_s=now_s, down=False)
            for state in gone.values()
            if state.touch is not None
        ]

    def release_all(self, now_s: float) -> list[Contact]:
        """Part every source that is down: the device is gone, or another window has the keys."""
        return self.release(lambda _: True, now_s)
