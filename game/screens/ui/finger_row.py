"""A finger and what it presses, as a button of a page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.charting.chart import Grip
from game.screens.ui import fonts, shapes
from game.screens.ui.blocks import Words
from game.screens.ui.button import CORNER, Button, draw_focus_ring
from game.screens.ui.layout import Layout
from game.screens.ui.shapes import rounded_box
from game.screens.ui.theme import grip_looks, mixed

_SHAPE_X, _TEXT_X = 46, 96
_RADIUS = 24
_INSET = 12
_LEAST = 64
_NAME_SHARE = 0.3
"""The name has so much of the width where the controls stand beside it."""
_SIZE = 30


@dataclass(slots=True)
class FingerRow(Button):
    """One finger with its controls. `label` names the finger, `controls` what it presses."""

    grip: Grip = Grip.INDEX
    controls: str = ""
    is_lit: bool = False
    """Something of this finger is down."""

    def draw(
        self, surface: pygame.Surface, layout: Layout, *, focused: bool, pressed: bool
    ) -> None:
        """Draw shape, name and controls; the shape is filled while the finger is down."""
        look = grip_looks(tuple(Grip), layout.colours)[self.grip]
        if focused:
            draw_focus_ring(surface, layout, self.rect, CORNER)
        place = layout.rect(self.rect)
        ground = layout.colours.raised if pressed else layout.colours.panel
        if self.is_lit:
            ground = mixed(look.colour, layout.colours.panel, 0.3)
        surface.blit(rounded_box(place.w, place.h, layout.px(CORNER), ground), place)
        make = shapes.solid if self.is_lit else shapes.hollow
        shape = make(look.shape, layout.px(_RADIUS), look.colour, look.halo)
        x, y = layout.x(self.rect.left + _SHAPE_X), layout.y(self.rect.centery)
        surface.blit(shape, (x - shape.get_width() // 2, y - shape.get_height() // 2))
        for words, rect in self.placed(layout, self.rect):
            words.draw(surface, layout, rect)

    def placed(self, layout: Layout, row: pygame.Rect) -> list[tuple[Words, pygame.Rect]]:
        """Name and controls, side by side where both have room, with where they are in `row`."""
        name, said = Words(self.label, _SIZE, bold=True), Words(self.controls, 26, ink="dim")
        left, width = row.left + _TEXT_X, row.w - _TEXT_X - 24
        column = round(width * _NAME_SHARE)
        widest = layout.px(column - 24)
        is_beside = fonts.width(self.label, layout.type_px(_SIZE), bold=True) <= widest
        if is_beside and layout.text_scale < 1.5:
            rest = width - column
            high = [name.place(layout, 0, 0, column), said.place(layout, 0, 0, rest)]
            return [
                (name, pygame.Rect(left, row.centery - high[0] // 2, column, high[0])),
                (said, pygame.Rect(left + column, row.centery - high[1] // 2, rest, high[1])),
            ]
        high = [one.place(layout, 0, 0, width) for one in (name, said)]
        top = row.centery - math.ceil(sum(high) / 2)
        return [
            (name, pygame.Rect(left, top, width, high[0])),
            (said, pygame.Rect(left, top + high[0], width, high[1])),
        ]


@dataclass(slots=True)
class FingerBlock:
    """A `FingerRow` as a part of a page."""

    row: FingerRow

    @property
    def buttons(self) -> Sequence[Button]:
        """See `Block`."""
        return (self.row,)

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        placed = self.row.placed(layout, pygame.Rect(left, top, width, 0))
        high = max(r.bottom for _, r in placed) - min(r.top for _, r in placed)
        self.row.rect = pygame.Rect(left, top, width, max(_LEAST, high + 2 * _INSET))
        return self.row.rect.h

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
