"""What is told of the chosen song: its chart, the pinches of each finger, and the best runs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import pygame

from game.screens.ui import fonts, words
from game.screens.ui.blocks import Block, Words
from game.screens.ui.button import Button
from game.screens.ui.chart_picture import ChartPicture, pinches
from game.screens.ui.icons import stars
from game.screens.ui.layout import Align, Layout
from game.screens.ui.shapes import solid
from game.screens.ui.song_details import RunLine, SongDetails
from game.screens.ui.song_rows import SongRow, records_lines
from game.screens.ui.theme import grip_looks, mixed

_PICTURE_HEIGHT = 92
_PINCHES_STEP = 44
_PINCH_WIDTH = 44
"""Of the shape and the gaps beside a number."""
_SHAPE = 11
_FIGURES = 26
_DAY = 24
_RUN_STEP = 34
_STAR = 24
_LARGEST_STARS = 1.5
_GAP = 16


class SongPanel:
    """Makes the blocks; keeps the picture of the chart that is on show."""

    def __init__(self) -> None:
        self._picture = ChartPicture()

    def blocks(self, row: SongRow, details: SongDetails) -> list[Block]:
        """What is known of a song by now, or why it can't be played."""
        if row.problem:
            return [Words(row.problem, 28)]
        return [
            ChartBlock(self._picture, details),
            RunsBlock(details.runs, records_lines(row)),
        ]


@dataclass(slots=True)
class ChartBlock:
    """The chart as a picture, and below it shape and number of pinches for each finger."""

    picture: ChartPicture
    details: SongDetails
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        lines = math.ceil(self._count() / self._across(layout, width))
        return _PICTURE_HEIGHT + round(lines * _PINCHES_STEP * layout.text_scale)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        chart = self.details.chart
        place = pygame.Rect(rect.left, rect.top, rect.w, _PICTURE_HEIGHT)
        self.picture.draw(surface, layout, place, chart)
        if chart is None:
            return
        looks, scale = grip_looks(chart.grips, layout.colours), layout.text_scale
        across = self._across(layout, rect.w)
        each = rect.w / across
        for number, (grip, count) in enumerate(pinches(chart)):
            line, column = divmod(number, across)
            x = rect.left + column * each + 18 * scale
            y = place.bottom + (line + 0.6) * _PINCHES_STEP * scale
            look = looks[grip]
            shape = solid(look.shape, layout.type_px(_SHAPE), look.colour, look.halo)
            half = shape.get_width() // 2
            surface.blit(shape, (layout.x(x) - half, layout.y(y) - half))
            layout.put(surface, layout.text(words.number(count), _FIGURES), x + 22 * scale, y)

    def _count(self) -> int:
        """How many fingers there is room for: four while the chart is not known."""
        return max(len(self.details.chart.grips), 4) if self.details.chart else 4

    def _across(self, layout: Layout, width: int) -> int:
        """How many fingers are told side by side."""
        chart = self.details.chart
        numbers = [words.number(count) for _, count in pinches(chart)] if chart else ["0"]
        pixels = layout.type_px(_FIGURES)
        widest = max(fonts.width(number, pixels) for number in numbers) / layout.scale
        fitting = int(width // (widest + _PINCH_WIDTH * layout.text_scale))
        return max(1, min(self._count(), fitting))


@dataclass(slots=True)
class RunsBlock:
    """A line for each of the best runs, and what there is to say of other records.

    Where a line has no room for the day it stands below.
    """

    runs: Sequence[RunLine]
    others: Sequence[str]
    buttons: Sequence[Button] = ()
    _told: list[Words] = field(init=False)

    def __post_init__(self) -> None:
        self._told = [Words(line, _DAY, ink="dim") for line in self.others]

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        below = sum(told.place(layout, left, top, width) for told in self._told)
        return self._runs_height(layout, width) + below

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        step = _RUN_STEP * layout.text_scale
        is_one = self._is_one_line(layout, rect.w)
        lines = 1 if is_one else 2
        for number, run in enumerate(self.runs):
            y = rect.top + step * (number * lines + 0.5)
            points = layout.text(words.number(run.points), _FIGURES, bold=True)
            layout.put(surface, points, rect.left, y)
            self._draw_stars(surface, layout, run, rect.left + self._points_width(layout), y)
            day = layout.text(run.day, _DAY, layout.colours.dim)
            if is_one:
                layout.put(surface, day, rect.right, y, Align.RIGHT)
            else:
                layout.put(surface, day, rect.left, y + step)
        top = rect.top + self._runs_height(layout, rect.w)
        for told in self._told:
            height = told.place(layout, rect.left, top, rect.w)
            told.draw(surface, layout, pygame.Rect(rect.left, top, rect.w, height))
            top += height

    def _draw_stars(
        self, surface: pygame.Surface, layout: Layout, run: RunLine, left: float, y: float
    ) -> None:
        colours = layout.colours
        unlit = mixed(colours.dim, colours.ground, 0.25)
        picture = stars(run.stars, layout.px(_star(layout)), colours.glad, unlit)
        surface.blit(picture, (layout.x(left), layout.y(y) - picture.get_height() // 2))

    def _runs_height(self, layout: Layout, width: int) -> int:
        lines = 1 if self._is_one_line(layout, width) else 2
        return round(len(self.runs) * lines * _RUN_STEP * layout.text_scale)

    def _is_one_line(self, layout: Layout, width: int) -> bool:
        pixels = layout.type_px(_DAY)
        days = max((fonts.width(run.day, pixels) for run in self.runs), default=0) / layout.scale
        return self._points_width(layout) + 5.8 * _star(layout) + _GAP + days <= width

    def _points_width(self, layout: Layout) -> float:
        pixels = layout.type_px(_FIGURES)
        numbers = (words.number(run.points) for run in self.runs)
        widest = max((fonts.width(number, pixels, bold=True) for number in numbers), default=0)
        return max(widest / layout.scale + _GAP, 110 * layout.text_scale)


def _star(layout: Layout) -> float:
    return _STAR * min(layout.text_scale, _LARGEST_STARS)
