"""A line of words in a box, to be read over whatever is behind it."""

from __future__ import annotations

from functools import lru_cache

import pygame

from game.screens.ui.canvas import Sprite
from game.screens.ui.layout import Layout
from game.screens.ui.shapes import rounded_box
from game.screens.ui.theme import Colour

_WIDTH, _HEIGHT, _MARGIN = 1216, 52, 28


def boxed(layout: Layout, text: str, size: float, ink: Colour, y: float) -> Sprite:
    """`text` in a box whose middle is the window's at a design y."""
    picture = _picture(layout, text, size, ink)
    left = layout.x(640) - picture.get_width() // 2
    return Sprite(picture, left, layout.y(y) - picture.get_height() // 2)


@lru_cache(maxsize=16)
def _picture(layout: Layout, text: str, size: float, ink: Colour) -> pygame.Surface:
    room = _WIDTH - 2 * _MARGIN
    size = layout.fitting_size(text, size, room, bold=False)
    label = layout.text(text, size, ink, most=room)
    height = layout.px(_HEIGHT * layout.text_scale)
    box = rounded_box(
        label.width + 2 * layout.px(_MARGIN), height, height // 2, layout.colours.panel
    ).copy()
    box.blit(label.image, (layout.px(_MARGIN), height // 2 - label.middle))
    return box
