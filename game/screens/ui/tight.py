"""Blocks below each other with little between them: what is read together stands together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.screens.ui.blocks import Block, Nest
from game.screens.ui.button import Button
from game.screens.ui.layout import Layout


@dataclass(slots=True)
class Tight(Nest):
    """`blocks` with `gap` between those that are not empty."""

    blocks: Sequence[Block]
    gap: int = 4

    @property
    def buttons(self) -> Sequence[Button]:
        """See `Block`."""
        return [button for block in self.blocks for button in block.buttons]

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        self._placed, y = [], 0
        for block in self.blocks:
            height = block.place(layout, left, top + y, width)
            self._placed.append((block, pygame.Rect(0, y, width, height)))
            y += height + (self.gap if height else 0)
        return max((rect.bottom for _, rect in self._placed), default=0)
