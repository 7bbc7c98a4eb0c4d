"""This week on a page: a mark for each of the last seven days, and a bar for each finger."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import pygame

from game.charting.chart import Grip
from game.coach.progress import Week
from game.screens.ui import fonts, shapes
from game.screens.ui.bars import draw_bar
from game.screens.ui.blocks import Words, line_height
from game.screens.ui.button import Button
from game.screens.ui.layout import Align, Layout
from game.screens.ui.theme import GripLook, grip_looks
from game.text import later, tr

_LABEL = 24
_DAYS = (
    *(later("Mon"), later("Tue"), later("Wed"), later("Thu")),
    *(later("Fri"), later("Sat"), later("Sun")),
)
_MARK = 18
_SHAPE = 13
_GAP = 16
_LEAST_BAR = 160


@dataclass(slots=True)
class WeekMarks:
    """Seven marks, today at the right: full with a tick on days of practice, else a ring."""

    week: Week
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return 2 * _MARK + line_height(layout, _LABEL) + 8

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        step = rect.w / 7
        colours, named = layout.colours, self._named(layout, step)
        for number, practised in enumerate(self.week.practised):
            x = rect.left + step * (number + 0.5)
            is_today = number == 6
            if practised:
                mark = shapes.disc(layout.px(_MARK), colours.glad, colours.glad, 0)
            else:
                edge = colours.text if is_today else colours.skin_edge
                mark = shapes.disc(layout.px(_MARK), colours.ground, edge, layout.px(3))
            half = mark.get_width() // 2
            surface.blit(mark, (layout.x(x) - half, layout.y(rect.top + _MARK) - half))
            if practised:
                _draw_tick(surface, layout, x, rect.top + _MARK)
            if number not in named:
                continue
            ink = colours.text if is_today else colours.dim
            day = self.week.last - timedelta(days=6 - number)
            label = layout.text(_day_name(day.weekday()), _LABEL, ink, bold=is_today)
            y = rect.bottom - line_height(layout, _LABEL) / 2
            layout.put(surface, label, x, y, Align.MIDDLE)

    def _named(self, layout: Layout, step: float) -> Sequence[int]:
        """Which marks have their day's name below: all of them if there is room, else the ends."""
        widest = max(_width(layout, tr(day), _LABEL) for day in _DAYS)
        return range(7) if widest + 8 <= step else (0, 6)


@dataclass(frozen=True, slots=True)
class GripFact:
    """What is told of a grip: its hits as a share of 1, and its timing in words."""

    grip: Grip
    share: float
    about: str


@dataclass(slots=True)
class GripBars:
    """A bar for each grip with its name, shape and percents; below it the words about it."""

    lines: Sequence[GripFact]
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return sum(self._line_height(layout, line, width) for line in self.lines)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        looks = grip_looks([line.grip for line in self.lines], layout.colours)
        top = rect.top
        for line in self.lines:
            high = self._line_height(layout, line, rect.w)
            area = pygame.Rect(rect.left, top, rect.w, high)
            self._draw_line(surface, layout, area, line, looks[line.grip])
            top += high

    def _draw_line(
        self,
        surface: pygame.Surface,
        layout: Layout,
        area: pygame.Rect,
        line: GripFact,
        look: GripLook,
    ) -> None:
        step = line_height(layout, 28)
        radius = round(_SHAPE * layout.text_scale)
        picture = shapes.solid(look.shape, layout.px(radius), look.colour, look.halo)
        half, y = picture.get_width() // 2, area.top + step / 2
        surface.blit(picture, (layout.x(area.left + radius + 4) - half, layout.y(y) - half))
        layout.put(surface, layout.text(look.name, 28), area.left + 3 * radius, y)
        percent = layout.text(
            tr("{percent}%").format(percent=round(100 * line.share)), 28, bold=True
        )
        layout.put(surface, percent, area.right, y, Align.RIGHT)
        bar = self._bar(layout, area)
        draw_bar(surface, layout, bar, line.share, look.colour)
        about = Words(line.about, _LABEL, ink="dim")
        under = max(bar.bottom + 4, area.top + step)
        about.draw(surface, layout, pygame.Rect(area.left, under, area.w, area.bottom - under))

    def _bar(self, layout: Layout, area: pygame.Rect) -> pygame.Rect:
        """Between name and percents where there is room, else below them."""
        step = line_height(layout, 28)
        names = max(_width(layout, name) for name in self._names(layout))
        left = area.left + 3 * round(_SHAPE * layout.text_scale) + names + _GAP
        right = area.right - _width(layout, tr("{percent}%").format(percent=100)) - _GAP
        if right - left >= _LEAST_BAR:
            return pygame.Rect(left, area.top + step // 2 - 13, right - left, 26)
        return pygame.Rect(area.left, area.top + step, area.w, 26)

    def _names(self, layout: Layout) -> list[str]:
        looks = grip_looks([line.grip for line in self.lines], layout.colours)
        return [look.name for look in looks.values()]

    def _line_height(self, layout: Layout, line: GripFact, width: int) -> int:
        step = line_height(layout, 28)
        bar = self._bar(layout, pygame.Rect(0, 0, width, 0))
        about = Words(line.about, _LABEL).place(layout, 0, 0, width)
        return max(bar.bottom + 4, step) + about + 10


def _draw_tick(surface: pygame.Surface, layout: Layout, x: float, y: float) -> None:
    """A tick on a mark that is full."""
    points = [(layout.x(x + dx), layout.y(y + dy)) for dx, dy in ((-8, 0), (-2, 6), (8, -6))]
    radius = max(layout.px(2), 1)
    for start, end in pairwise(points):
        shapes.limb(surface, layout.colours.ground, start, radius, end, radius)


def _day_name(weekday: int) -> str:
    return tr(_DAYS[weekday])


def _width(layout: Layout, text: str, size: int = 28) -> int:
    return math.ceil(fonts.width(text, layout.type_px(size), bold=True) / layout.scale)
