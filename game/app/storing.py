"""Stores what has been done; what can't be stored yet waits in memory, in its order."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

from game.records.errors import RecordsError
from game.text import tr

_Done = TypeVar("_Done")


class Storing(Generic[_Done]):
    """Keeps things with `store`, which raises `RecordsError` while that is not possible."""

    def __init__(self, store: Callable[[_Done], None]) -> None:
        self._store = store
        self._waiting: list[_Done] = []

    @property
    def waiting(self) -> tuple[_Done, ...]:
        """What is not stored yet, the first one first."""
        return tuple(self._waiting)

    def keep(self, done: _Done) -> str:
        """Keep something, after all that waits; a sentence if that can't be yet."""
        self._waiting.append(done)
        try:
            self._store_waiting()
        except RecordsError as problem:
            kept = tr("It is kept in memory and stored as soon as that is possible.")
            return f"{problem} {kept}"
        return ""

    def try_again(self) -> None:
        """Store what waits if that is possible by now."""
        with suppress(RecordsError):
            self._store_waiting()

    def _store_waiting(self) -> None:
        while self._waiting:
            self._store(self._waiting[0])
            del self._waiting[0]
