"""A line to type into, as a part of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.screens.ui.blocks import target_height
from game.screens.ui.button import Button
from game.screens.ui.layout import Layout
from game.screens.ui.text_field import TextField


@dataclass(slots=True)
class FieldBlock:
    """Shows `field` as wide as the page is."""

    field: TextField
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return target_height(layout) + 12

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        self.field.rect = rect
        self.field.draw(surface, layout)
