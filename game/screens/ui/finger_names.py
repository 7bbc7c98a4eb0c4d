"""Fingers as they are known everywhere: each with its shape, as many in a line as there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.charting.chart import Grip
from game.screens.ui import fonts, shapes
from game.screens.ui.blocks import line_height
from game.screens.ui.button import Button
from game.screens.ui.layout import Layout
from game.screens.ui.theme import grip_looks

_SIZE = 28
_RADIUS = 13
_GAP = 28


@dataclass(slots=True)
class FingerNames:
    """The names of `grips`, each after its shape."""

    grips: Sequence[Grip]
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return (self._places(layout, width)[-1][2] + 1) * self._step(layout)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        looks = grip_looks(self.grips, layout.colours)
        radius = _RADIUS * layout.text_scale
        for grip, x, row in self._places(layout, rect.w):
            look, y = looks[grip], rect.top + self._step(layout) * (row + 0.5)
            picture = shapes.solid(look.shape, layout.px(radius), look.colour, look.halo)
            middle = (layout.x(rect.left + x + radius + 4), layout.y(y))
            surface.blit(picture, picture.get_rect(center=middle))
            layout.put(surface, layout.text(look.name, _SIZE), rect.left + x + 3 * radius, y)

    def _places(self, layout: Layout, width: int) -> list[tuple[Grip, float, int]]:
        """Each grip with the x and the row of its name."""
        looks, found = grip_looks(self.grips, layout.colours), list[tuple[Grip, float, int]]()
        x, row = 0.0, 0
        for grip in self.grips:
            text = fonts.width(looks[grip].name, layout.type_px(_SIZE), bold=False)
            wide = text / layout.scale + 3 * _RADIUS * layout.text_scale
            if x and x + wide > width:
                x, row = 0.0, row + 1
            found.append((grip, x, row))
            x += wide + _GAP
        return found

    def _step(self, layout: Layout) -> int:
        return line_height(layout, _SIZE) + 4
