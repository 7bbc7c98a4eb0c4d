"""A line that is typed into. Its end is always seen."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.screens.ui import fonts
from game.screens.ui.button import CORNER
from game.screens.ui.layout import Layout
from game.screens.ui.shapes import rounded_box

LONGEST = 1000
_SIZE = 30
_INSET = 24
_CURSOR = 3


@dataclass(slots=True)
class TextField:
    """Text at a design rectangle; `hint` stands there while it is empty.

    While it is not `active`, what is typed goes elsewhere and there is no cursor in it.
    """

    rect: pygame.Rect
    hint: str
    text: str = ""
    active: bool = True

    def type(self, text: str) -> None:
        """Add what of `text` can be shown, at the end."""
        shown = "".join(char for char in text if char.isprintable())
        self.text = (self.text + shown)[:LONGEST]

    def erase(self) -> None:
        """Take the last character away."""
        self.text = self.text[:-1]

    def draw(self, surface: pygame.Surface, layout: Layout) -> None:
        """Draw the text, or as much of its end as there is room for."""
        place = layout.rect(self.rect)
        surface.blit(rounded_box(place.w, place.h, layout.px(CORNER), layout.colours.panel), place)
        room = self.rect.w - 2 * _INSET
        shown = _end_that_fits(self.text, layout.type_px(_SIZE), layout.px(room))
        label = layout.text(shown, _SIZE, layout.colours.text)
        left, middle = self.rect.left + _INSET, self.rect.centery
        if not self.text:
            size = layout.fitting_size(self.hint, _SIZE, room - 10, bold=False)
            layout.put(surface, layout.text(self.hint, size, layout.colours.dim), left + 10, middle)
        else:
            layout.put(surface, label, left, middle)
        if not self.active:
            return
        height = layout.type_px(_SIZE * 1.2)
        cursor = (layout.x(left) + label.width, layout.y(middle) - height // 2)
        surface.fill(layout.colours.accent, (cursor, (layout.px(_CURSOR), height)))


def _end_that_fits(text: str, size: int, most: int) -> str:
    fits, too_long = 0, len(text) + 1
    while too_long - fits > 1:
        tried = (fits + too_long) // 2
        if fonts.width(text[-tried:], size) <= most:
            fits = tried
        else:
            too_long = tried
    return text[-fits:] if fits else ""
