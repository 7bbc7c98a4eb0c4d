"""A menu action goes on while its key or button is held down.

Repeats are made here, from the time that has gone by, and not by the keyboard: no event ever comes
a second time, so a key that is held can't be a second pinch.
"""

from __future__ import annotations

from collections.abc import Iterable

from game.inputs.actions import Action
from game.inputs.controls import Control, Edge

AFTER_S = 0.5
"""Held for so long, a key begins to repeat: longer than a slow press takes."""
EVERY_S = 0.07
REPEATED = frozenset((Action.UP, Action.DOWN, Action.PAGE_UP, Action.PAGE_DOWN, Action.ERASE))


class Repeats:
    """What is held down now: the last thing that was pressed. Stamps as those of the edges."""

    def __init__(self) -> None:
        self._held: tuple[object, Control] | None = None
        self._action: Action | None = None
        self._due_s = 0.0

    def hold(self, edge: Edge, action: Action) -> None:
        """A control that means `action` has gone down."""
        self._held = (edge.source, edge.control)
        self._action = action if action in REPEATED else None
        self._due_s = edge.stamp_s + AFTER_S

    def let_go(self, edges: Iterable[Edge]) -> None:
        """These controls have come up."""
        if any((edge.source, edge.control) == self._held for edge in edges):
            self.forget()

    def forget(self) -> None:
        """Nothing is held down."""
        self._held = self._action = None

    def due(self, now_s: float) -> Action | None:
        """What is to be done again at `now_s`; asked once a frame. Nothing is made up for."""
        if self._action is None or now_s < self._due_s:
            return None
        self._due_s = max(self._due_s + EVERY_S, now_s)
        return self._action
