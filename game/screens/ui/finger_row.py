"""A finger and what it presses, as a button."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.charting.chart import Grip
from game.screens.ui import shapes
from game.screens.ui.button import CORNER, Button, draw_focus_ring
from game.screens.ui.layout import Layout
from game.screens.ui.shapes import rounded_box
from game.screens.ui.theme import grip_looks, mixed

_SHAPE_X, _TEXT_X = 46, 96
_RADIUS = 24


@dataclass(slots=True)
class FingerRow(Button):
    """One finger with its controls. `label` names the finger, `controls` what it presses."""

    grip: Grip = Grip.INDEX
    controls: str = ""
    is_lit: bool = False
    """Something of this finger is down."""
    is_chosen: bool = False

    def draw(
        self, surface: pygame.Surface, layout: Layout, *, focused: bool, pressed: bool
    ) -> None:
        """Draw shape, name and controls; the shape is filled while the finger is down."""
        look = grip_looks(tuple(Grip), layout.colours)[self.grip]
        if focused:
            draw_focus_ring(surface, layout, self.rect, CORNER)
        place = layout.rect(self.rect)
        ground = layout.colours.raised if self.is_chosen or pressed else layout.colours.panel
        if self.is_lit:
            ground = mixed(look.colour, layout.colours.panel, 0.3)
        surface.blit(rounded_box(place.w, place.h, layout.px(CORNER), ground), place)
        make = shapes.solid if self.is_lit else shapes.hollow
        shape = make(look.shape, layout.px(_RADIUS), look.colour, look.halo)
        x, y = layout.x(self.rect.left + _SHAPE_X), layout.y(self.rect.centery)
        surface.blit(shape, (x - shape.get_width() // 2, y - shape.get_height() // 2))
        name = layout.text(self.label, 30, layout.colours.text, bold=True)
        layout.put(surface, name, self.rect.left + _TEXT_X, self.rect.top + 27)
        room = self.rect.w - _TEXT_X - 24
        said = layout.text(self.controls, 26, layout.colours.dim, most=room)
        layout.put(surface, said, self.rect.left + _TEXT_X, self.rect.top + 60)
