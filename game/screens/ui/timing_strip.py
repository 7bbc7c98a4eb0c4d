"""When a finger came over the weeks: a dot for each one's mean, a bar for its spread."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.charting.chart import Grip
from game.coach.figures import GripTiming
from game.screens.ui import fonts
from game.screens.ui.blocks import line_height
from game.screens.ui.button import Button
from game.screens.ui.layout import Align, Layout
from game.screens.ui.plots import LABEL, LinePen, draw_ends, label_height
from game.screens.ui.shapes import Point, rounded_box
from game.screens.ui.theme import grip_looks, mixed
from game.text import tr

_ROOM = 14
_WIDEST, _SHARE = 26, 0.6
"""A bar is so wide at most, or this share of the way from one to the next."""
_SPREAD = 0.42
"""How much of the colour the bars have."""


@dataclass(slots=True)
class TimingStrip:
    """The stretches from left to right, None for those that tell nothing. Late is up.

    `reach_ms` is how far the plot goes to both sides, `beside` are the grips it stands beside.
    """

    grip: Grip
    stretches: Sequence[GripTiming | None]
    reach_ms: float
    ends: tuple[str, str]
    beside: Sequence[Grip] = ()
    height: int = 128
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return self._plot_height(layout) + label_height(layout)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        inner = self._inner(layout, rect)
        self._draw_words(surface, layout, rect, inner)
        draw_ends(surface, layout, inner, rect.bottom, self.ends)
        look = grip_looks({self.grip, *self.beside}, layout.colours)[self.grip]
        colours = layout.colours
        points = self.points(inner)
        wide = min(_WIDEST, inner.w / max(len(self.stretches), 1) * _SHARE)
        for (x, y), timing in points:
            half = (timing.sd_ms or 0.0) / self.reach_ms * inner.h / 2
            bar = pygame.Rect(round(x - wide / 2), round(y - half), round(wide), round(2 * half))
            place = layout.rect(bar.clip(inner))
            if place.h > 0 and place.w > 0:
                ink = mixed(look.colour, colours.ground, _SPREAD)
                surface.blit(rounded_box(place.w, place.h, layout.px(6), ink), place)
        on_time = pygame.Rect(inner.left, inner.centery - 1, inner.w, 2)
        surface.fill(colours.text, layout.rect(on_time))
        pen = LinePen(layout, inner, colours.dim)
        pen.line([point for point, _ in points], look.colour)
        if points:
            pen.dot(points[-1][0], look.colour)
        pen.put(surface)

    def points(self, inner: pygame.Rect) -> list[tuple[Point, GripTiming]]:
        """Where in `inner` the means are; a single one stands in the middle of the last place."""
        step = inner.w / max(len(self.stretches), 1)
        return [
            ((inner.left + step * (number + 0.5), self._y(inner, timing.mean_ms)), timing)
            for number, timing in enumerate(self.stretches)
            if timing is not None and timing.mean_ms is not None
        ]

    def _y(self, inner: pygame.Rect, mean_ms: float) -> float:
        share = min(max(mean_ms / self.reach_ms, -1.0), 1.0)
        return inner.centery - share * inner.h / 2

    def _plot_height(self, layout: Layout) -> int:
        return max(self.height, 2 * line_height(layout, LABEL) + 24)

    def _inner(self, layout: Layout, rect: pygame.Rect) -> pygame.Rect:
        pixels = layout.type_px(LABEL)
        wide = max(fonts.width(word, pixels, bold=False) for word in _words()) / layout.scale
        left = rect.left + math.ceil(wide) + _ROOM
        return pygame.Rect(left, rect.top, rect.right - left, self._plot_height(layout))

    def _draw_words(
        self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect, inner: pygame.Rect
    ) -> None:
        half = line_height(layout, LABEL) / 2
        frame = layout.rect(inner)
        panel = rounded_box(frame.w, frame.h, layout.px(8), layout.colours.panel)
        surface.blit(panel, frame)
        ys = (inner.top + half, inner.bottom - half)
        for word, y in zip(_words(), ys, strict=True):
            label = layout.text(word, LABEL, layout.colours.dim)
            layout.put(surface, label, inner.left - _ROOM, y, Align.RIGHT)


def _words() -> tuple[str, str]:
    return tr("Late"), tr("Early")
