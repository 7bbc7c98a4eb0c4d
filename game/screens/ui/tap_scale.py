"""A scale from early to late with a dot for every tap, and a mark at their middle."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import pygame

from game.play.calibration import RANGE_MS, Tapped
from game.screens.ui import shapes
from game.screens.ui.blocks import line_height
from game.screens.ui.canvas import Sprite
from game.screens.ui.layout import Align, Layout
from game.text import tr

_NARROW_MS = 250
"""Most taps are nearer; a scale that reaches a second would show them as one."""
_DOT, _EDGE = 8, 2
_ROWS = 5
_ROW_STEP = 17
"""Dots go round so many rows, or steady taps would hide each other."""
_MARK = pygame.Rect(0, 0, 6, 108)
_LABEL = 24


@dataclass(frozen=True, slots=True)
class TapScale:
    """A scale at the top of a design rectangle, as high as `scale_height` says; the numbers stand
    below it."""

    rect: pygame.Rect
    reach_ms: int

    def draw(self, surface: pygame.Surface, layout: Layout) -> None:
        """Draw the scale without any taps."""
        axis = pygame.Rect(self.rect.left, self._axis_y - 2, self.rect.w, 4)
        surface.fill(layout.colours.raised, layout.rect(axis))
        tick = pygame.Rect(0, 0, 4, 64)
        for x in (self.rect.left, self.rect.centerx, self.rect.right):
            tick.center = (x, self._axis_y)
            is_middle = x == self.rect.centerx
            ink = layout.colours.dim if is_middle else layout.colours.raised
            surface.fill(ink, layout.rect(tick))
        labels = (
            (tr("{count} ms early").format(count=self.reach_ms), self.rect.left, Align.LEFT),
            (tr("on time"), self.rect.centerx, Align.MIDDLE),
            (tr("{count} ms late").format(count=self.reach_ms), self.rect.right, Align.RIGHT),
        )
        y = self.rect.top + _MARK.h + line_height(layout, _LABEL) / 2 + 4
        room = self.rect.w / len(labels) - 16
        size = min(layout.fitting_size(text, _LABEL, room, bold=False) for text, _, _ in labels)
        for text, x, align in labels:
            layout.put(surface, layout.text(text, size, layout.colours.dim), x, y, align)

    def sprites(self, layout: Layout, taps: Tapped) -> dict[Hashable, Sprite]:
        """The taps and, from the third on, their middle."""
        made: dict[Hashable, Sprite] = {}
        if taps.count > 2:
            place = layout.rect(_MARK.move(self._x(taps.median_s) - 3, self._axis_y - 54))
            box = shapes.rounded_box(place.w, place.h, place.w // 2, layout.colours.text)
            made["middle"] = Sprite(box, place.x, place.y)
        dot = shapes.disc(
            layout.px(_DOT), layout.colours.accent, layout.colours.text, layout.px(_EDGE)
        )
        half = dot.get_width() // 2
        for number, difference_s in enumerate(taps.differences_s):
            row = number % _ROWS - _ROWS // 2
            x, y = layout.x(self._x(difference_s)), layout.y(self._axis_y + row * _ROW_STEP)
            made["dot", number] = Sprite(dot, x - half, y - half)
        return made

    @property
    def _axis_y(self) -> int:
        return self.rect.top + _MARK.h // 2

    def _x(self, difference_s: float) -> int:
        share = min(max(difference_s * 1000 / self.reach_ms, -1.0), 1.0)
        return round(self.rect.centerx + share * self.rect.w / 2)


def scale_height(layout: Layout) -> int:
    """How high a scale with its numbers is."""
    return _MARK.h + line_height(layout, _LABEL) + 8


def reach_ms(taps: Tapped | None) -> int:
    """How far the scale has to reach for these taps to be seen."""
    if taps is None or abs(taps.median_s) * 1000 < 0.8 * _NARROW_MS:
        return _NARROW_MS
    return RANGE_MS
