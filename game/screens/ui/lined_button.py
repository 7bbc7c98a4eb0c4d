"""A button whose words may need more than one line."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.screens.ui.button import TEXT_SIZE, Button
from game.screens.ui.fitted import fitted
from game.screens.ui.layout import Align, Layout
from game.screens.ui.theme import Colour

_BESIDE, _ABOVE = 16, 10


@dataclass(slots=True)
class LinedButton(Button):
    """Its label stands in as many lines as it needs, as large as there is room for."""

    def _draw_inside(self, surface: pygame.Surface, layout: Layout, ink: Colour) -> None:
        room = (self.rect.w - 2 * _BESIDE, self.rect.h - 2 * _ABOVE)
        label = fitted(layout, self.label, TEXT_SIZE, room, ink, bold=True, align=Align.MIDDLE)
        picture = label.image
        top = layout.y(self.rect.centery) - picture.get_height() // 2
        surface.blit(picture, (layout.x(self.rect.centerx) - picture.get_width() // 2, top))
