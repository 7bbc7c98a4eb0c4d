"""Menus by pinches: every grip has one meaning there, and one grip alone is enough."""

from __future__ import annotations

from collections.abc import Sequence

from game.charting.chart import Grip
from game.inputs.actions import Action
from game.inputs.contact import Contact

HOLD_S = 0.8
"""A pinch of the first grip that lasts so long chooses."""
QUIET_S = 1.5
"""After a song pinches steer only once there was none for so long: a tune may still be in hand."""
_OTHERS = (Action.BACK, Action.RIGHT, Action.UP, Action.OK)


class Steering:
    """Turns contacts into actions. Stamps are `time.perf_counter` readings.

    The first grip in use: a short pinch goes on to the next thing, a long one chooses. The others,
    from the second: back, right, up, choose.
    """

    def __init__(self) -> None:
        self._order: tuple[Grip, ...] = tuple(Grip)
        self._held_since_s: float | None = None
        self._quiet_until_s = float("-inf")
        self._quiet_s = 0.0

    def use(self, grips: Sequence[Grip]) -> None:
        """These grips are in use: their meanings come first."""
        self._order = (*grips, *(grip for grip in Grip if grip not in grips))

    @property
    def order(self) -> tuple[Grip, ...]:
        """All grips by their meaning: first the one that goes on, then the one that leads back."""
        return self._order

    def reset(self, now_s: float, *, after_song: bool = False) -> None:
        """Another screen: what is held counts no more."""
        self._held_since_s = None
        self._quiet_s = QUIET_S if after_song else 0.0
        self._quiet_until_s = now_s + self._quiet_s

    def contact(self, contact: Contact) -> Action | None:
        """What a contact means on its own."""
        if contact.stamp_s < self._quiet_until_s:
            self._quiet_until_s = contact.stamp_s + self._quiet_s
            return None
        if contact.grip is self._order[0]:
            was_held = self._held_since_s is not None
            self._held_since_s = contact.stamp_s if contact.down else None
            return Action.NEXT if was_held and not contact.down else None
        return _OTHERS[self._order.index(contact.grip) - 1] if contact.down else None

    def tick(self, now_s: float) -> Action | None:
        """Choosing, once the first grip has been held for long enough."""
        if self._held_since_s is None or now_s - self._held_since_s < HOLD_S:
            return None
        self._held_since_s = None
        return Action.OK
