"""Today's pinches beside the day's goal, in one quiet line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.coach.care import Today
from game.screens.ui import care_words, fonts
from game.screens.ui.bars import draw_bar
from game.screens.ui.blocks import GAP, Words, line_height
from game.screens.ui.button import Button
from game.screens.ui.layout import Layout

_SIZE = 26
_BAR = 14
_LEAST_BAR = 200


@dataclass(slots=True)
class GoalLine:
    """The words, and a bar beside them where there is room; else below them."""

    today: Today
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        words = self._words.place(layout, left, top, width)
        return words if self._is_beside(layout, width) else words + _BAR + 4

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        colour = layout.colours.glad if self.today.is_reached else layout.colours.accent
        self._words.draw(surface, layout, rect)
        bar = pygame.Rect(rect.left, rect.bottom - _BAR, rect.w, _BAR)
        if self._is_beside(layout, rect.w):
            used = self._width(layout) + GAP
            middle = rect.top + line_height(layout, _SIZE) // 2
            bar = pygame.Rect(rect.left + used, middle - _BAR // 2, rect.w - used, _BAR)
        draw_bar(surface, layout, bar, self.today.share, colour)

    @property
    def _words(self) -> Words:
        return Words(care_words.beside_goal(self.today), _SIZE, ink="dim")

    def _width(self, layout: Layout) -> int:
        return math.ceil(fonts.width(self._words.text, layout.type_px(_SIZE)) / layout.scale)

    def _is_beside(self, layout: Layout, width: int) -> bool:
        return width - self._width(layout) - GAP >= _LEAST_BAR
