"""A small picture of a song being played, as settings would show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.charting.chart import Grip
from game.screens.ui.button import CORNER, Button, draw_focus_ring
from game.screens.ui.layout import Layout
from game.screens.ui.playfield import playfield
from game.screens.ui.shapes import hollow, rounded_box, solid
from game.screens.ui.theme import DARK, Palette, grip_looks, mixed
from game.settings import Hand, Place, ScreenSettings

_WIDE = 2.4
"""Its width over its height."""
_HIT = 0.74
_RADIUS = 0.058
_HEIGHTS = (0.2, 0.46, 0.16, 0.34, 0.54)
"""Where notes are, in heights of the picture, from the first lane on."""
_BAR = 0.012
_EDGE = 0.035
"""How far the lanes stay away from the edge, in widths of the picture."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Lanes for `grips` of `hand`, under these settings."""

    settings: ScreenSettings
    grips: Sequence[Grip]
    hand: Hand

    def paint(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """Draw it in the middle of a design rectangle."""
        box = pygame.Rect(0, 0, min(round(rect.h * _WIDE), rect.w), rect.h)
        box.center = rect.center
        colours, place = layout.colours, layout.rect(box)
        frame = rounded_box(place.w, place.h, layout.px(CORNER), colours.raised)
        surface.blit(frame, place)
        inner = place.inflate(-2 * layout.px(3), -2 * layout.px(3))
        surface.blit(rounded_box(inner.w, inner.h, layout.px(CORNER - 3), colours.ground), inner)
        self._draw_lanes(surface, layout, inner)

    def _draw_lanes(self, surface: pygame.Surface, layout: Layout, box: pygame.Rect) -> None:
        colours, looks = layout.colours, grip_looks(self.grips, layout.colours)
        lanes = self.lanes(box)
        radius, hit_y = round(box.h * _RADIUS), box.top + round(box.h * _HIT)
        for grip, lane in lanes.items():
            colour = looks[grip].colour
            surface.fill(mixed(colour, colours.ground, 0.16), lane)
            target = hollow(looks[grip].shape, radius, colour, looks[grip].halo)
            note = solid(looks[grip].shape, radius, colour, looks[grip].halo)
            _blit_centred(surface, target, lane.centerx, hit_y)
            _blit_centred(surface, note, lane.centerx, box.top + round(box.h * _HEIGHTS[grip]))
        ordered = sorted(lanes.values(), key=lambda lane: lane.left)
        line = pygame.Rect(ordered[0].left, hit_y, ordered[-1].right - ordered[0].left, 1)
        surface.fill(mixed(colours.dim, colours.ground, 0.6), line)
        if self.settings.shows_edge_bar:
            wide = max(3, round(box.w * _BAR))
            for left in (ordered[0].left - 2 * wide, ordered[-1].right + wide):
                bar = pygame.Rect(left, ordered[0].top, wide, ordered[0].h)
                surface.fill(colours.text, bar)

    def lanes(self, box: pygame.Rect) -> dict[Grip, pygame.Rect]:
        """Where each lane is in a picture that fills `box`."""
        field = playfield(self.grips, self.hand)
        scale = box.w / 1280 * self.settings.lanes_percent / 100
        shift = _shift(self.settings.lanes_place, (field.right - field.left) * scale / box.w)
        top, height = box.top + round(box.h * 0.06), round(box.h * 0.82)
        found: dict[Grip, pygame.Rect] = {}
        for lane in field.lanes:
            x = box.centerx + shift * box.w + (lane.x - field.middle) * scale
            wide = lane.width * scale
            found[lane.grip] = pygame.Rect(round(x - wide / 2), top, round(wide), height)
        return found


def _shift(place: Place, width: float) -> float:
    """How far the middle of lanes of that width is from the picture's, in widths of it."""
    most = max(0.0, 0.5 - width / 2 - _EDGE)
    return {Place.LEFT: -most, Place.MIDDLE: 0.0, Place.RIGHT: most}[place]


@dataclass(slots=True)
class ThemeOption(Button):
    """A button that shows what it chooses: its colours are those of `palette`."""

    palette: Palette = DARK

    def draw(
        self, surface: pygame.Surface, layout: Layout, *, focused: bool, pressed: bool
    ) -> None:
        """Draw its picture and its name on its own ground, in a frame."""
        if focused:
            draw_focus_ring(surface, layout, self.rect, CORNER)
        place, ground = layout.rect(self.rect), self.palette.ground
        frame = rounded_box(place.w, place.h, layout.px(CORNER), layout.colours.dim)
        surface.blit(frame, place)
        inner = place.inflate(-2 * layout.px(2), -2 * layout.px(2))
        ground = self.palette.raised if pressed else ground
        surface.blit(rounded_box(inner.w, inner.h, layout.px(CORNER - 2), ground), inner)
        self._draw_inside(surface, layout, self.palette.text)


def _blit_centred(surface: pygame.Surface, picture: pygame.Surface, x: int, y: int) -> None:
    surface.blit(picture, (x - picture.get_width() // 2, y - picture.get_height() // 2))
