"""A few figures over time, with the band within which they may well be chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pygame

from game.screens.ui import fonts
from game.screens.ui.blocks import line_height
from game.screens.ui.button import Button
from game.screens.ui.layout import Align, Layout
from game.screens.ui.plots import LABEL, LinePen
from game.screens.ui.shapes import Point, rounded_box
from game.screens.ui.theme import mixed

_HEIGHT = 64
_ROOM = 14
_HEADROOM = 0.18
"""Above the highest and below the lowest, as a share of what lies between."""
_BAND = 0.5
_LEAST_RANGE = 1e-6
_APART = 6


@dataclass(slots=True)
class BandPlot:
    """Dots for `values` from left to right, over the band from `low` to `high`.

    `marks` are the values in words, above the dots: all of them where there is room, else the first
    and the last. The last dot shines where it `is_glad`.
    """

    values: Sequence[float]
    marks: Sequence[str]
    low: float
    high: float
    is_glad: bool = False
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return _HEIGHT + _label_height(layout)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        high = _label_height(layout)
        inner = pygame.Rect(rect.left, rect.top + high, rect.w, rect.h - high)
        colours = layout.colours
        band = pygame.Rect(inner.left, 0, inner.w, 0)
        band.top = round(self._y(self.high, inner))
        band.h = max(round(self._y(self.low, inner)) - band.top, 4)
        place = layout.rect(band)
        ground = mixed(colours.raised, colours.ground, _BAND)
        surface.blit(rounded_box(place.w, place.h, layout.px(8), ground), place)
        points = self.points(layout, inner)
        pen = LinePen(layout, inner, colours.accent)
        pen.line(points, colours.accent)
        pen.dot(points[-1], colours.glad if self.is_glad else colours.text)
        pen.put(surface)
        self._draw_marks(surface, layout, points)

    def points(self, layout: Layout, inner: pygame.Rect) -> list[Point]:
        """Where in `inner` the dots are."""
        inset = max(self._width(layout, mark) for mark in self.marks) / 2 + _ROOM
        step = (inner.w - 2 * inset) / max(len(self.values) - 1, 1)
        return [
            (inner.left + inset + step * number, self._y(value, inner))
            for number, value in enumerate(self.values)
        ]

    def _y(self, value: float, inner: pygame.Rect) -> float:
        lowest, highest = min(*self.values, self.low), max(*self.values, self.high)
        between = max(highest - lowest, _LEAST_RANGE)
        lowest, between = lowest - _HEADROOM * between, between * (1 + 2 * _HEADROOM)
        return inner.bottom - inner.h * (value - lowest) / between

    def _draw_marks(self, surface: pygame.Surface, layout: Layout, points: Sequence[Point]) -> None:
        widest = max(self._width(layout, mark) for mark in self.marks)
        has_room = all(b[0] - a[0] >= widest + _APART for a, b in pairwise(points))
        last = len(points) - 1
        for number, (mark, (x, y)) in enumerate(zip(self.marks, points, strict=True)):
            if not has_room and number not in (0, last):
                continue
            ink = layout.colours.text if number == last else layout.colours.dim
            label = layout.text(mark, LABEL, ink, bold=number == last)
            layout.put(surface, label, x, y - _label_height(layout) / 2 - 4, Align.MIDDLE)

    def _width(self, layout: Layout, mark: str) -> float:
        return fonts.width(mark, layout.type_px(LABEL), bold=True) / layout.scale


def _label_height(layout: Layout) -> int:
    return line_height(layout, LABEL) + 8
