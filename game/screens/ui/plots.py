"""Plots for pages: a line of shares, bars over time, early and late. Few labels, all of them large.

Each is a block (see `game.screens.ui.blocks`): as wide as it is told to be, and higher where texts
are larger. Values come ready; nothing is counted here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pygame

from game.screens.ui import fonts
from game.screens.ui.blocks import line_height
from game.screens.ui.button import Button
from game.screens.ui.layout import Align, Layout
from game.screens.ui.shapes import Point, limb, rounded_box
from game.screens.ui.theme import Colour

LABEL = 24
_FINER = 3
_LINE = 2.5
_DOT = 7
_LAST_DOT = 11
_ROOM = 16
"""Between labels and plot, and for a dot at the edge."""
_BAR_GAP = 0.22
_LEAST_BAR = 4


@dataclass(slots=True)
class SharePlot:
    """A line through shares (0 to 1) from left to right; None is a gap. `ends` name both ends."""

    shares: Sequence[float | None]
    ends: tuple[str, str]
    height: int = 300
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return self.height + _label_height(layout)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        inner = self._inner(layout, rect)
        for percent in (0, 50, 100):
            y = inner.bottom - inner.h * percent / 100
            mark = layout.text(f"{percent}%", LABEL, layout.colours.dim)
            layout.put(surface, mark, inner.left - _ROOM, y, Align.RIGHT)
            edge = pygame.Rect(inner.left, round(y) - 1, inner.w, 2)
            surface.fill(layout.colours.raised, layout.rect(edge))
        _draw_ends(surface, layout, inner, rect.bottom, self.ends)
        self._draw_line(surface, layout, inner)

    def _inner(self, layout: Layout, rect: pygame.Rect) -> pygame.Rect:
        """Where 0 to 100 % are."""
        marks = math.ceil(fonts.width("100%", layout.type_px(LABEL), bold=False) / layout.scale)
        top = line_height(layout, LABEL) // 2
        bottom = rect.bottom - _label_height(layout)
        left = rect.left + marks + _ROOM
        return pygame.Rect(left, rect.top + top, rect.right - left - _ROOM, bottom - rect.top - top)

    def _draw_line(self, surface: pygame.Surface, layout: Layout, inner: pygame.Rect) -> None:
        area = inner.inflate(4 * _ROOM, 4 * _ROOM)
        place, scale = layout.rect(area), layout.scale * _FINER
        picture = pygame.Surface((place.w * _FINER, place.h * _FINER), pygame.SRCALPHA)
        picture.fill((*layout.colours.accent, 0))
        points = [((x - area.left) * scale, (y - area.top) * scale) for x, y in self.points(inner)]
        for start, end in pairwise(points):
            limb(picture, layout.colours.accent, start, _LINE * scale, end, _LINE * scale)
        for point in points:
            pygame.draw.circle(picture, layout.colours.accent, point, _DOT * scale)
        if points:
            pygame.draw.circle(picture, layout.colours.text, points[-1], _LAST_DOT * scale)
        surface.blit(pygame.transform.smoothscale(picture, place.size), place)

    def points(self, inner: pygame.Rect) -> list[Point]:
        """Where in `inner` the shares are; a single one stands at the right."""
        steps = max(len(self.shares) - 1, 1)
        first = steps + 1 - len(self.shares)
        return [
            (inner.left + inner.w * (first + number) / steps, inner.bottom - inner.h * share)
            for number, share in enumerate(self.shares)
            if share is not None
        ]


@dataclass(slots=True)
class CountBars:
    """Bars from left to right, the highest with its number. `ends` name both ends."""

    counts: Sequence[int]
    highest: str
    ends: tuple[str, str]
    height: int = 130
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return self.height + 2 * _label_height(layout)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        high = _label_height(layout)
        inner = pygame.Rect(rect.left, rect.top + high, rect.w, rect.h - 2 * high)
        bars = _bar_rects(inner, self.counts)
        for bar in bars:
            _draw_bar(surface, layout, bar, layout.colours.accent)
        surface.fill(layout.colours.raised, layout.rect(_ground(inner)))
        _draw_ends(surface, layout, inner, rect.bottom, self.ends)
        if not any(self.counts):
            return
        place = bars[self.counts.index(max(self.counts))]
        label = layout.text(self.highest, LABEL, layout.colours.text, bold=True)
        half = label.width / layout.scale / 2
        x = min(max(place.centerx, rect.left + half), rect.right - half)
        layout.put(surface, label, x, rect.top + high / 2 - 4, Align.MIDDLE)


@dataclass(slots=True)
class EarlyLatePlot:
    """How many hits came how early or late, in bars of equal width with on time in the middle.

    `near` is how many bars on each side of the middle are as good as on time. `words` name the left
    end, the middle and the right end.
    """

    counts: Sequence[int]
    near: int
    words: tuple[str, str, str]
    height: int = 170
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return self.height + _label_height(layout)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        inner = pygame.Rect(rect.left, rect.top, rect.w, rect.h - _label_height(layout))
        middle = len(self.counts) / 2
        for number, bar in enumerate(_bar_rects(inner, self.counts)):
            is_near = abs(number + 0.5 - middle) < self.near
            colour = layout.colours.glad if is_near else layout.colours.skin_edge
            _draw_bar(surface, layout, bar, colour)
        surface.fill(layout.colours.raised, layout.rect(_ground(inner)))
        line = pygame.Rect(inner.centerx - 1, inner.top, 3, inner.h + 6)
        surface.fill(layout.colours.text, layout.rect(line))
        y = rect.bottom - _label_height(layout) / 2
        inks = (layout.colours.dim, layout.colours.text, layout.colours.dim)
        xs = (inner.left, inner.centerx, inner.right)
        for word, ink, x, align in zip(self.words, inks, xs, Align, strict=True):
            layout.put(surface, layout.text(word, LABEL, ink), x, y, align)


def _label_height(layout: Layout) -> int:
    return line_height(layout, LABEL) + 8


def _ground(inner: pygame.Rect) -> pygame.Rect:
    return pygame.Rect(inner.left, inner.bottom - 1, inner.w, 2)


def _draw_ends(
    surface: pygame.Surface,
    layout: Layout,
    inner: pygame.Rect,
    bottom: int,
    ends: tuple[str, str],
) -> None:
    """Names below the left and the right end of a plot; equal ones are one."""
    y = bottom - _label_height(layout) / 2
    if ends[0] != ends[1]:
        layout.put(surface, layout.text(ends[0], LABEL, layout.colours.dim), inner.left, y)
    last = layout.text(ends[1], LABEL, layout.colours.dim)
    layout.put(surface, last, inner.right, y, Align.RIGHT)


def _bar_rects(inner: pygame.Rect, counts: Sequence[int]) -> list[pygame.Rect]:
    """One for each count, as high as its share of the largest; few bars are no wider than many."""
    most = max(counts, default=0)
    step = inner.w / max(len(counts), 12)
    left = inner.right - step * len(counts)
    rects: list[pygame.Rect] = []
    for number, count in enumerate(counts):
        x = round(left + step * (number + _BAR_GAP / 2))
        wide = max(round(step * (1 - _BAR_GAP)), 2)
        high = max(round(inner.h * count / most), _LEAST_BAR) if count else 0
        rects.append(pygame.Rect(x, inner.bottom - high, wide, high))
    return rects


def _draw_bar(surface: pygame.Surface, layout: Layout, bar: pygame.Rect, colour: Colour) -> None:
    if not bar.h:
        return
    place = layout.rect(bar)
    radius = min(layout.px(5), place.w // 2, place.h // 2)
    surface.blit(rounded_box(place.w, place.h, radius, colour), place)
