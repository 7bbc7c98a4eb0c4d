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

from game.charting.chart import Grip
from game.screens.ui import fonts, shapes
from game.screens.ui.blocks import line_height
from game.screens.ui.button import Button
from game.screens.ui.layout import Align, Layout
from game.screens.ui.shapes import Point, limb, rounded_box
from game.screens.ui.theme import Colour, GripLook, grip_looks
from game.text import tr

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
        return self.height + label_height(layout)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        inner = draw_grid(surface, layout, rect, self.ends)
        self._draw_line(surface, layout, inner)

    def _draw_line(self, surface: pygame.Surface, layout: Layout, inner: pygame.Rect) -> None:
        pen = LinePen(layout, inner, layout.colours.accent)
        points = self.points(inner)
        pen.line(points, layout.colours.accent)
        if points:
            pen.dot(points[-1], layout.colours.text)
        pen.put(surface)

    def points(self, inner: pygame.Rect) -> list[Point]:
        """Where in `inner` the shares are."""
        return share_points(self.shares, inner)


@dataclass(frozen=True, slots=True)
class GripLine:
    """The shares of a grip over time, as many as of every other grip; None is a gap."""

    grip: Grip
    shares: Sequence[float | None]


@dataclass(slots=True)
class GripPlot:
    """A line for each grip, with its shape at its end; below the plot they have their names."""

    lines: Sequence[GripLine]
    ends: tuple[str, str]
    height: int = 240
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        rows = max((row for _, _, row in self._names(layout, width)), default=0) + 1
        return self.height + label_height(layout) * (1 + rows)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        looks = grip_looks([line.grip for line in self.lines], layout.colours)
        plot = pygame.Rect(rect.left, rect.top, rect.w, self.height + label_height(layout))
        inner = draw_grid(surface, layout, plot, self.ends)
        pen = LinePen(layout, inner, layout.colours.dim)
        for line in self.lines:
            pen.line(share_points(line.shares, inner), looks[line.grip].colour)
        pen.put(surface)
        for line in self.lines:
            points = share_points(line.shares, inner)
            if points:
                _draw_shape(surface, layout, looks[line.grip], points[-1], _LAST_DOT)
        for grip, x, row in self._names(layout, rect.w):
            y = plot.bottom + label_height(layout) * (row + 0.5)
            radius = _LAST_DOT * layout.text_scale
            _draw_shape(surface, layout, looks[grip], (rect.left + x + radius, y), radius)
            label = layout.text(looks[grip].name, LABEL)
            layout.put(surface, label, rect.left + x + 3 * radius, y)

    def _names(self, layout: Layout, width: int) -> list[tuple[Grip, float, int]]:
        """Each grip with the x and the row of its name: as many in a row as there is room for."""
        looks = grip_looks([line.grip for line in self.lines], layout.colours)
        found: list[tuple[Grip, float, int]] = []
        x, row = 0.0, 0
        for line in self.lines:
            words = fonts.width(looks[line.grip].name, layout.type_px(LABEL), bold=False)
            wide = words / layout.scale + (3 * _LAST_DOT + _ROOM) * layout.text_scale
            if x and x + wide > width:
                x, row = 0.0, row + 1
            found.append((line.grip, x, row))
            x += wide + _ROOM
        return found


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
        return self.height + 2 * label_height(layout)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        high = label_height(layout)
        inner = pygame.Rect(rect.left, rect.top + high, rect.w, rect.h - 2 * high)
        bars = _bar_rects(inner, self.counts)
        for bar in bars:
            _draw_bar(surface, layout, bar, layout.colours.accent)
        surface.fill(layout.colours.raised, layout.rect(_ground(inner)))
        first_x = bars[0].left if bars else inner.left
        draw_ends(surface, layout, inner, rect.bottom, self.ends, first_x)
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
        return self.height + label_height(layout)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        inner = pygame.Rect(rect.left, rect.top, rect.w, rect.h - label_height(layout))
        middle = len(self.counts) / 2
        for number, bar in enumerate(_bar_rects(inner, self.counts)):
            is_near = abs(number + 0.5 - middle) < self.near
            colour = layout.colours.glad if is_near else layout.colours.skin_edge
            _draw_bar(surface, layout, bar, colour)
        surface.fill(layout.colours.raised, layout.rect(_ground(inner)))
        line = pygame.Rect(inner.centerx - 1, inner.top, 3, inner.h + 6)
        surface.fill(layout.colours.text, layout.rect(line))
        y = rect.bottom - label_height(layout) / 2
        inks = (layout.colours.dim, layout.colours.text, layout.colours.dim)
        xs = (inner.left, inner.centerx, inner.right)
        for word, ink, x, align in zip(self.words, inks, xs, Align, strict=True):
            layout.put(surface, layout.text(word, LABEL, ink), x, y, align)


class LinePen:
    """Draws lines and dots over a plot, smooth at their edges."""

    def __init__(self, layout: Layout, inner: pygame.Rect, edge: Colour) -> None:
        self._area = inner.inflate(4 * _ROOM, 4 * _ROOM)
        self._place = layout.rect(self._area)
        self._scale = layout.scale * _FINER
        size = (self._place.w * _FINER, self._place.h * _FINER)
        self._picture = pygame.Surface(size, pygame.SRCALPHA)
        self._picture.fill((*edge, 0))

    def line(self, points: Sequence[Point], colour: Colour) -> None:
        """A line with a dot at each point."""
        scaled = [self._scaled(point) for point in points]
        radius = _LINE * self._scale
        for start, end in pairwise(scaled):
            limb(self._picture, colour, start, radius, end, radius)
        for point in scaled:
            pygame.draw.circle(self._picture, colour, point, _DOT * self._scale)

    def dot(self, point: Point, colour: Colour) -> None:
        """A larger dot."""
        pygame.draw.circle(self._picture, colour, self._scaled(point), _LAST_DOT * self._scale)

    def put(self, surface: pygame.Surface) -> None:
        """Lay what was drawn over the plot."""
        surface.blit(pygame.transform.smoothscale(self._picture, self._place.size), self._place)

    def _scaled(self, point: Point) -> Point:
        x, y = point[0] - self._area.left, point[1] - self._area.top
        return x * self._scale, y * self._scale


def draw_grid(
    surface: pygame.Surface, layout: Layout, rect: pygame.Rect, ends: tuple[str, str]
) -> pygame.Rect:
    """Lines at 0, 50 and 100 % with their names; the result is where those lie."""
    marks = math.ceil(fonts.width(_percent(100), layout.type_px(LABEL), bold=False) / layout.scale)
    top = rect.top + line_height(layout, LABEL) // 2
    bottom = rect.bottom - label_height(layout)
    left = rect.left + marks + _ROOM
    inner = pygame.Rect(left, top, rect.right - left - _ROOM, bottom - top)
    for percent in (0, 50, 100):
        y = inner.bottom - inner.h * percent / 100
        mark = layout.text(_percent(percent), LABEL, layout.colours.dim)
        layout.put(surface, mark, inner.left - _ROOM, y, Align.RIGHT)
        edge = pygame.Rect(inner.left, round(y) - 1, inner.w, 2)
        surface.fill(layout.colours.raised, layout.rect(edge))
    draw_ends(surface, layout, inner, rect.bottom, ends)
    return inner


def share_points(shares: Sequence[float | None], inner: pygame.Rect) -> list[Point]:
    """Where in `inner` shares are, from left to right; a single one stands at the right."""
    steps = max(len(shares) - 1, 1)
    first = steps + 1 - len(shares)
    return [
        (inner.left + inner.w * (first + number) / steps, inner.bottom - inner.h * share)
        for number, share in enumerate(shares)
        if share is not None
    ]


def _draw_shape(
    surface: pygame.Surface, layout: Layout, look: GripLook, middle: Point, radius: float
) -> None:
    picture = shapes.solid(look.shape, layout.px(radius), look.colour, look.halo)
    half = picture.get_width() // 2
    surface.blit(picture, (layout.x(middle[0]) - half, layout.y(middle[1]) - half))


def label_height(layout: Layout) -> int:
    """How high a line of labels is."""
    return line_height(layout, LABEL) + 8


def _ground(inner: pygame.Rect) -> pygame.Rect:
    return pygame.Rect(inner.left, inner.bottom - 1, inner.w, 2)


def draw_ends(
    surface: pygame.Surface,
    layout: Layout,
    inner: pygame.Rect,
    bottom: int,
    ends: tuple[str, str],
    first_x: float = 0.0,
) -> None:
    """Names below the left end (or `first_x`, if there is room) and the right end of a plot; equal
    ones are one."""
    y = bottom - label_height(layout) / 2
    last = layout.text(ends[1], LABEL, layout.colours.dim)
    layout.put(surface, last, inner.right, y, Align.RIGHT)
    if ends[0] == ends[1]:
        return
    first = layout.text(ends[0], LABEL, layout.colours.dim)
    most = inner.right - (first.width + last.width) / layout.scale - _ROOM
    layout.put(surface, first, max(min(first_x, most), inner.left), y)


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


def _percent(value: int) -> str:
    return tr("{percent}%").format(percent=value)
