"""Lines of counts over time, one for each finger."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.charting.chart import Grip
from game.screens.ui import fonts, shapes
from game.screens.ui.blocks import line_height
from game.screens.ui.button import Button
from game.screens.ui.layout import Align, Layout
from game.screens.ui.plots import LABEL, LinePen, share_points
from game.screens.ui.theme import grip_looks

_ROOM = 16
_STEP = 10
"""The scale ends at a whole number of these."""
_SHAPE = 11


@dataclass(frozen=True, slots=True)
class ReachLine:
    """The counts of a grip, as many as of every other grip; None is a gap."""

    grip: Grip
    counts: Sequence[int | None]


@dataclass(slots=True)
class ReachPlot:
    """A line for each grip with its shape at its end. `ends` name the first and the last day."""

    lines: Sequence[ReachLine]
    ends: tuple[str, str]
    height: int = 230
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return self.height + self._label_height(layout)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        most = self._most()
        inner = self._draw_grid(surface, layout, rect, most)
        looks = grip_looks([line.grip for line in self.lines], layout.colours)
        pen = LinePen(layout, inner, layout.colours.dim)
        points = {
            line.grip: share_points(
                [None if count is None else count / most for count in line.counts], inner
            )
            for line in self.lines
        }
        for grip, way in points.items():
            pen.line(way, looks[grip].colour)
        pen.put(surface)
        for grip, way in points.items():
            if way:
                look, (x, y) = looks[grip], way[-1]
                mark = shapes.solid(look.shape, layout.px(_SHAPE), look.colour, look.halo)
                surface.blit(mark, mark.get_rect(center=(layout.x(x), layout.y(y))))

    def _most(self) -> int:
        """What the top of the scale stands for."""
        counts = [count for line in self.lines for count in line.counts if count is not None]
        return _STEP * max(math.ceil(max(counts, default=0) / _STEP), 1)

    def _draw_grid(
        self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect, most: int
    ) -> pygame.Rect:
        """Lines at nothing, half and all of the scale; the result is where those lie."""
        marks = fonts.width(str(most), layout.type_px(LABEL), bold=False) / layout.scale
        top = rect.top + line_height(layout, LABEL) // 2
        left = rect.left + math.ceil(marks) + _ROOM
        bottom = rect.bottom - self._label_height(layout)
        inner = pygame.Rect(left, top, rect.right - left - _ROOM, bottom - top)
        for value in (0, most // 2, most):
            y = inner.bottom - inner.h * value / most
            mark = layout.text(str(value), LABEL, layout.colours.dim)
            layout.put(surface, mark, inner.left - _ROOM, y, Align.RIGHT)
            edge = pygame.Rect(inner.left, round(y) - 1, inner.w, 2)
            surface.fill(layout.colours.raised, layout.rect(edge))
        y = rect.bottom - self._label_height(layout) / 2
        for name, x, align in (
            (self.ends[0], inner.left, Align.LEFT),
            (self.ends[1], inner.right, Align.RIGHT),
        ):
            layout.put(surface, layout.text(name, LABEL, layout.colours.dim), x, y, align)
        return inner

    def _label_height(self, layout: Layout) -> int:
        return line_height(layout, LABEL) + 8
