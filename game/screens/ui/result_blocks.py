"""What the page of a result is made of: score and stars, a bar a finger, early and late."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import pygame

from game.charting.chart import Grip
from game.play.score import Score
from game.play.spread import EARLY_BINS, ON_TIME_BINS, Spread
from game.play.statistics import Timing
from game.screens.ui import fonts, shapes, words
from game.screens.ui.bars import draw_bar
from game.screens.ui.blocks import GAP, Block, line_height
from game.screens.ui.button import Button
from game.screens.ui.icons import stars
from game.screens.ui.layout import Align, Layout
from game.screens.ui.theme import GripLook, grip_looks
from game.text import tr

_TITLE, _FACTS = 40, 26
_LARGE_FROM = 1.3
"""From this size of text on a title has lines of its own."""
_POINTS, _STAR = 96, 50
_MOST_POINTS_SCALE = 1.5
"""The score is large anyway: it grows no further than this."""
_NAME, _SAID, _PERCENT = 28, 24, 30
_MARK = 15
_BAR_HEIGHT = 24
_LEAST_BAR = 130
"""A shorter bar goes below the name of its finger."""
_PICTURE_HEIGHT = 76
_LABEL = 26
_STROKE = 3


def _width(layout: Layout, text: str, size: float, *, bold: bool = False) -> int:
    return math.ceil(fonts.width(text, layout.type_px(size), bold=bold) / layout.scale)


@dataclass(slots=True)
class Close:
    """Blocks that belong together, nearer to each other than others are."""

    blocks: Sequence[Block]
    gap: int = 4
    _placed: list[pygame.Rect] = field(init=False, default_factory=list[pygame.Rect])

    @property
    def buttons(self) -> Sequence[Button]:
        """See `Block`."""
        return [button for block in self.blocks for button in block.buttons]

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        self._placed, y = [], 0
        for block in self.blocks:
            height = block.place(layout, left, top + y, width)
            self._placed.append(pygame.Rect(0, y, width, height))
            y += height + self.gap
        return max(y - self.gap, 0)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        for block, place in zip(self.blocks, self._placed, strict=True):
            block.draw(surface, layout, place.move(rect.topleft))


@dataclass(slots=True)
class Head:
    """The title of a song, and facts about the run at the right or, in large text, below it."""

    title: str
    facts: str
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        height = line_height(layout, _TITLE) * len(self._title(layout, width))
        if layout.text_scale < _LARGE_FROM:
            return height
        return height + line_height(layout, _FACTS) * len(self._facts(layout, width))

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        step, y = line_height(layout, _TITLE), rect.top
        for line in self._title(layout, rect.w):
            label = layout.text(line, _TITLE, bold=True)
            layout.put(surface, label, rect.left, y + step / 2)
            y += step
        dim = layout.colours.dim
        if layout.text_scale < _LARGE_FROM:
            label = layout.text(self.facts, _FACTS, dim)
            layout.put(surface, label, rect.right, rect.top + step / 2, Align.RIGHT)
            return
        step = line_height(layout, _FACTS)
        for line in self._facts(layout, rect.w):
            layout.put(surface, layout.text(line, _FACTS, dim), rect.left, y + step / 2)
            y += step

    def _title(self, layout: Layout, width: int) -> list[str]:
        if layout.text_scale >= _LARGE_FROM:
            return layout.lines(self.title, _TITLE, width, 2, bold=True)
        room = width - _width(layout, self.facts, _FACTS) - 2 * GAP
        return layout.lines(self.title, _TITLE, room, 1, bold=True)

    def _facts(self, layout: Layout, width: int) -> list[str]:
        return layout.lines(self.facts, _FACTS, width, 9, bold=False)


@dataclass(slots=True)
class ScoreAndStars:
    """The points of a run in large figures, and its stars."""

    score: Score
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return self._points_top(layout) + self._points_height(layout) + self._star(layout)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        colours = layout.colours
        name = layout.text(tr("Score"), _NAME, colours.dim)
        layout.put(surface, name, rect.left, rect.top + line_height(layout, _NAME) / 2)
        points = layout.text(words.number(self.score.points), self._points_size(layout), bold=True)
        top = rect.top + self._points_top(layout)
        layout.put(surface, points, rect.left, top + self._points_height(layout) / 2)
        side = self._star(layout)
        lit = stars(self.score.stars, layout.px(side), colours.glad, colours.raised)
        surface.blit(lit, (layout.x(rect.left), layout.y(rect.bottom - side)))

    def _points_size(self, layout: Layout) -> float:
        return _POINTS * min(1.0, _MOST_POINTS_SCALE / layout.text_scale)

    def _points_top(self, layout: Layout) -> int:
        return line_height(layout, _NAME)

    def _points_height(self, layout: Layout) -> int:
        return round(self._points_size(layout) * layout.text_scale * 1.05)

    def _star(self, layout: Layout) -> int:
        return round(_STAR * min(layout.text_scale, _MOST_POINTS_SCALE))


@dataclass(frozen=True, slots=True)
class Finger:
    """A finger, what its bar shows, and what is said beside it."""

    grip: Grip
    figures: Timing
    said: str

    @property
    def percent(self) -> str:
        """How many of its notes were hit; empty without notes."""
        if not self.figures.notes:
            return ""
        return tr("{percent}%").format(percent=round(100 * self.figures.hit_rate))


@dataclass(slots=True)
class FingerBars:
    """A row a finger: its mark and name, how many of its notes were hit, when they came."""

    fingers: Sequence[Finger]
    buttons: Sequence[Button] = ()
    _name: int = field(init=False, default=0)
    _percent: int = field(init=False, default=0)
    _said: int = field(init=False, default=0)

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        self._name = max(_width(layout, look.name, _NAME) for look in self._looks(layout).values())
        self._percent = _width(layout, tr("{percent}%").format(percent=100), _PERCENT, bold=True)
        self._said = max(_width(layout, one.said, _SAID) for one in self.fingers)
        return self._row_height(layout, width) * len(self.fingers)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        high = self._row_height(layout, rect.w)
        for number, one in enumerate(self.fingers):
            row = pygame.Rect(rect.left, rect.top + number * high, rect.w, high)
            if self._bar_width(layout, rect.w) >= _LEAST_BAR:
                self._draw_row(surface, layout, row, one)
            else:
                self._draw_lines(surface, layout, row, one)

    def _looks(self, layout: Layout) -> dict[Grip, GripLook]:
        return grip_looks([one.grip for one in self.fingers], layout.colours)

    def _lines(self, layout: Layout, width: int) -> int:
        """How many lines a finger needs."""
        if self._bar_width(layout, width) >= _LEAST_BAR:
            return 1
        return 2 if width - self._said - GAP >= _LEAST_BAR else 3

    def _row_height(self, layout: Layout, width: int) -> int:
        lines = self._lines(layout, width)
        return line_height(layout, _NAME) * lines + (6 if lines == 1 else GAP)

    def _text_left(self, layout: Layout) -> int:
        return round(_MARK * layout.text_scale) * 2 + GAP

    def _bar_width(self, layout: Layout, width: int) -> int:
        """What is left of a line for the bar."""
        return width - self._text_left(layout) - self._name - self._percent - self._said - 3 * GAP

    def _draw_row(
        self, surface: pygame.Surface, layout: Layout, row: pygame.Rect, one: Finger
    ) -> None:
        y = row.centery
        x = self._draw_name(surface, layout, row.left, y, one)
        said = layout.text(one.said, _SAID, layout.colours.dim)
        layout.put(surface, said, row.right - self._said, y)
        right = row.right - self._said - GAP
        self._draw_percent(surface, layout, right, y, one)
        right -= self._percent + GAP
        self._draw_bar(surface, layout, pygame.Rect(x, y, right - x, 0), one)

    def _draw_lines(
        self, surface: pygame.Surface, layout: Layout, row: pygame.Rect, one: Finger
    ) -> None:
        step = line_height(layout, _NAME)
        y = row.top + step // 2
        self._draw_name(surface, layout, row.left, y, one)
        self._draw_percent(surface, layout, row.right, y, one)
        y += step
        is_beside = self._lines(layout, row.w) == 2
        right = row.right - self._said - GAP if is_beside else row.right
        self._draw_bar(surface, layout, pygame.Rect(row.left, y, right - row.left, 0), one)
        said = layout.text(one.said, _SAID, layout.colours.dim)
        if is_beside:
            layout.put(surface, said, row.right - self._said, y)
        else:
            layout.put(surface, said, row.left, y + step)

    def _draw_name(
        self, surface: pygame.Surface, layout: Layout, left: int, y: int, one: Finger
    ) -> int:
        """Draw mark and name; the result is the x at which a bar may begin."""
        look = self._looks(layout)[one.grip]
        mark = shapes.solid(look.shape, layout.type_px(_MARK), look.colour, look.halo)
        half = mark.get_width() // 2
        middle = left + round(_MARK * layout.text_scale * 1.2)
        surface.blit(mark, (layout.x(middle) - half, layout.y(y) - half))
        x = left + self._text_left(layout)
        layout.put(surface, layout.text(look.name, _NAME), x, y)
        return x + self._name + GAP

    def _draw_percent(
        self, surface: pygame.Surface, layout: Layout, right: int, y: int, one: Finger
    ) -> None:
        if one.percent:
            label = layout.text(one.percent, _PERCENT, bold=True)
            layout.put(surface, label, right, y, Align.RIGHT)

    def _draw_bar(
        self, surface: pygame.Surface, layout: Layout, place: pygame.Rect, one: Finger
    ) -> None:
        if not one.figures.notes:
            return
        high = round(_BAR_HEIGHT * layout.text_scale)
        bar = pygame.Rect(place.left, place.top - high // 2, place.w, high)
        draw_bar(surface, layout, bar, one.figures.hit_rate, self._looks(layout)[one.grip].colour)


@dataclass(slots=True)
class SpreadPicture:
    """How many hits came how early or late: a column each, solid ones on time, hollow ones not."""

    spread: Spread
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        lines = 1 if self._is_one_line(layout, width) else 3
        return self._picture_height(layout) + 6 + lines * line_height(layout, _LABEL)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        picture = pygame.Rect(rect.left, rect.top, rect.w, self._picture_height(layout))
        self._draw_columns(surface, layout, picture)
        self._draw_middle(surface, layout, picture)
        step = line_height(layout, _LABEL)
        y = picture.bottom + 6 + step / 2
        is_one_line = self._is_one_line(layout, rect.w)
        for number, text in enumerate(self._labels()):
            is_on_time = number == 1
            colour = layout.colours.text if is_on_time else layout.colours.dim
            label = layout.text(text, _LABEL, colour)
            if is_one_line:
                align = (Align.LEFT, Align.MIDDLE, Align.RIGHT)[number]
                layout.put(surface, label, rect.left + rect.w * align.value, y, align)
            else:
                layout.put(surface, label, rect.left, y + number * step)

    def _labels(self) -> tuple[str, str, str]:
        spread = self.spread
        return (
            tr("Early: {count}").format(count=words.number(spread.early)),
            tr("On time: {count}").format(count=words.number(spread.on_time)),
            tr("Late: {count}").format(count=words.number(spread.late)),
        )

    def _is_one_line(self, layout: Layout, width: int) -> bool:
        early, on_time, late = (_width(layout, text, _LABEL) for text in self._labels())
        return max(early, late) + GAP <= (width - on_time) / 2

    def _picture_height(self, layout: Layout) -> int:
        return round(_PICTURE_HEIGHT * layout.text_scale)

    def _draw_columns(self, surface: pygame.Surface, layout: Layout, picture: pygame.Rect) -> None:
        counts, colours = self.spread.counts, layout.colours
        most, step = max(*counts, 1), picture.w / len(counts)
        for place, count in enumerate(counts):
            is_on_time = EARLY_BINS <= place < EARLY_BINS + ON_TIME_BINS
            high = max(round(picture.h * count / most), 12 if count else 4)
            left = round(picture.left + place * step)
            right = round(picture.left + (place + 1) * step)
            column = pygame.Rect(left + 3, picture.bottom - high, right - left - 6, high)
            box = layout.rect(column)
            colour = (colours.glad if is_on_time else colours.dim) if count else colours.raised
            radius = layout.px(6)
            surface.blit(shapes.rounded_box(box.w, box.h, radius, colour), box)
            if count and not is_on_time:
                inner = box.inflate(-2 * layout.px(_STROKE), -2 * layout.px(_STROKE))
                ground = shapes.rounded_box(inner.w, inner.h, layout.px(3), colours.ground)
                surface.blit(ground, inner)

    def _draw_middle(self, surface: pygame.Surface, layout: Layout, picture: pygame.Rect) -> None:
        """The moment at which the notes were due."""
        line = pygame.Rect(picture.centerx - 1, picture.top - 6, 3, picture.h + 10)
        surface.fill(layout.colours.text, layout.rect(line))
