"""What can't be stored waits, in its order."""

from __future__ import annotations

from game.app.storing import Storing
from game.records.errors import RecordsError


class Shelf:
    def __init__(self) -> None:
        self.kept: list[int] = []
        self.is_full = False

    def store(self, number: int) -> None:
        if self.is_full:
            raise RecordsError("The disk is full.")
        self.kept.append(number)


def test_what_cannot_be_stored_is_told_and_stored_before_what_comes_next() -> None:
    shelf = Shelf()
    storing = Storing(shelf.store)
    assert storing.keep(1) == ""
    shelf.is_full = True
    assert storing.keep(2).startswith("The disk is full. It is kept in memory")
    storing.try_again()
    assert shelf.kept == [1]
    shelf.is_full = False
    assert storing.keep(3) == ""
    assert shelf.kept == [1, 2, 3]


def test_what_waits_is_stored_at_the_end() -> None:
    shelf = Shelf()
    shelf.is_full = True
    storing = Storing(shelf.store)
    storing.keep(1)
    shelf.is_full = False
    storing.try_again()
    storing.try_again()
    assert shelf.kept == [1]
