"""Words with a mark beside them: the shape of a finger, or what a sign in a picture means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pygame

from game.charting.chart import Grip
from game.screens.ui import shapes
from game.screens.ui.blocks import Block, line_height
from game.screens.ui.button import Button
from game.screens.ui.layout import Layout
from game.screens.ui.theme import grip_looks
from game.screens.ui.tight import Tight

Paint = Callable[[pygame.Surface, Layout, pygame.Rect], None]
"""Draws a mark in a design rectangle."""
_SHAPE = 13


@dataclass(slots=True)
class Marked:
    """`blocks` below each other with a mark at the left of the first line.

    `room` is how much of the width the mark has where texts are as large as usual, `line` the size
    of the text in the first line.
    """

    paint: Paint
    blocks: Sequence[Block]
    room: int = 40
    line: int = 28
    buttons: Sequence[Button] = ()
    _inner: Tight = field(init=False)

    def __post_init__(self) -> None:
        self._inner = Tight(self.blocks, gap=0)

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        room = self._room(layout)
        return self._inner.place(layout, left + room, top, width - room)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        room = self._room(layout)
        high = line_height(layout, self.line)
        self.paint(surface, layout, pygame.Rect(rect.left, rect.top, room, high))
        inner = pygame.Rect(rect.left + room, rect.top, rect.w - room, rect.h)
        self._inner.draw(surface, layout, inner)

    def _room(self, layout: Layout) -> int:
        return round(self.room * layout.text_scale)


def shape_of(grip: Grip, beside: Sequence[Grip]) -> Paint:
    """The mark of a grip, in the colours of those it stands `beside`."""

    def paint(surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        look = grip_looks({grip, *beside}, layout.colours)[grip]
        radius = layout.type_px(_SHAPE)
        picture = shapes.solid(look.shape, radius, look.colour, look.halo)
        half = picture.get_width() // 2
        x = rect.left + _SHAPE * layout.text_scale * 1.25
        surface.blit(picture, (layout.x(x) - half, layout.y(rect.centery) - half))

    return paint
