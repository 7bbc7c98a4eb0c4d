"""A list of any length, of which only what is seen is looked at. Sizes are design pixels."""

from __future__ import annotations

from collections.abc import Iterator

import pygame

from game.inputs.actions import Phase, Pointer

DRAG_FROM = 14
"""A pointer that has moved so far drags the list; before that it is a tap."""


class ListView:
    """Where the rows of a list are, which one is chosen, and what pointers do to it.

    Rows are `row_height` high, the chosen one `tall_height`. Draws nothing.
    """

    def __init__(self, rect: pygame.Rect, row_height: int, tall_height: int, count: int) -> None:
        self.rect = rect
        self._row = row_height
        self._tall = tall_height
        self.count = count
        self.chosen = 0
        self._scroll = 0.0
        self._holding: tuple[int, float, float] | None = None
        self._is_dragging = False

    @property
    def scroll(self) -> float:
        """How far the list has been scrolled down."""
        return self._scroll

    @property
    def height(self) -> int:
        """The height of all rows together."""
        return self.count * self._row + (self._tall - self._row if self.count else 0)

    def resize(self, rect: pygame.Rect, row_height: int, tall_height: int) -> None:
        """Have another place and size; what is seen at the top stays there if it can.

        The chosen row stays in sight if it is.
        """
        if (rect, row_height, tall_height) == (self.rect, self._row, self._tall):
            return
        was_in_sight = any(number == self.chosen for number, _ in self.seen())
        scroll = self._scroll * row_height / self._row
        self.rect, self._row, self._tall = rect, row_height, tall_height
        self.scroll_to(scroll)
        if was_in_sight:
            self.choose(self.chosen)

    @property
    def page(self) -> int:
        """How many rows a page has: what is at its end is still seen at the start of the next."""
        return max(1, (self.rect.h - self._tall) // self._row)

    def choose(self, number: int) -> None:
        """Choose a row, the nearest there is, and bring it into sight."""
        if not self.count:
            return
        self.chosen = min(max(number, 0), self.count - 1)
        top = self._top(self.chosen)
        show_from = top - (self._row if self.chosen else 0)
        show_to = top + self._tall + (self._row if self.chosen < self.count - 1 else 0)
        scroll = min(max(self._scroll, show_to - self.rect.h), show_from)
        self.scroll_to(min(max(scroll, top + self._tall - self.rect.h), top))

    def replace(self, count: int, chosen: int) -> None:
        """Other rows: the chosen one, now number `chosen`, stays where it is seen if it can."""
        moved = self._row * (min(max(chosen, 0), max(count - 1, 0)) - self.chosen)
        self.count = count
        self.chosen += moved // self._row
        self.scroll_to(self._scroll + moved)

    def scroll_to(self, scroll: float) -> None:
        """Scroll to a place, the nearest there is."""
        self._scroll = min(max(scroll, 0.0), max(0.0, self.height - self.rect.h))

    def scroll_rows(self, rows: float) -> None:
        """Scroll by so many rows, down if positive."""
        self.scroll_to(self._scroll + rows * self._row)

    def seen(self) -> Iterator[tuple[int, pygame.Rect]]:
        """Each row that is in sight, at least in part, and where it is."""
        if not self.count:
            return
        number = max(0, int((self._scroll - (self._tall - self._row)) / self._row))
        while number < self.count:
            top = self.rect.top + self._top(number) - self._scroll
            if top >= self.rect.bottom:
                return
            height = self._tall if number == self.chosen else self._row
            if top + height > self.rect.top:
                yield number, pygame.Rect(self.rect.left, round(top), self.rect.w, height)
            number += 1

    def point(self, pointer: Pointer, x: float, y: float) -> int | None:
        """A pointer at a design point: drags the list; the result is the row it tapped, if any."""
        if pointer.phase is Phase.DOWN:
            if self._holding is None and self.rect.collidepoint(x, y):
                self._holding = (pointer.id, y, self._scroll)
                self._is_dragging = False
            return None
        if self._holding is None or self._holding[0] != pointer.id:
            return None
        _, from_y, from_scroll = self._holding
        self._is_dragging = self._is_dragging or abs(y - from_y) > DRAG_FROM
        if self._is_dragging:
            self.scroll_to(from_scroll + from_y - y)
        if pointer.phase is Phase.MOVE:
            return None
        self._holding = None
        return None if self._is_dragging else self._row_at(x, y)

    def _top(self, number: int) -> int:
        return number * self._row + (self._tall - self._row if number > self.chosen else 0)

    def _row_at(self, x: float, y: float) -> int | None:
        if not self.rect.collidepoint(x, y):
            return None
        return next((number for number, rect in self.seen() if rect.collidepoint(x, y)), None)
