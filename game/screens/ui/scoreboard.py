"""Round the lanes: the top bar, score, row and the judgement word; the race has its own panel."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import pygame

from game.play.score import Score
from game.screens.ui import fonts, shapes, words
from game.screens.ui.board_places import BoardPlaces
from game.screens.ui.button import Button
from game.screens.ui.canvas import Sprite
from game.screens.ui.fitted import fitted
from game.screens.ui.icons import Icon
from game.screens.ui.layout import Layout
from game.screens.ui.race import RacePanel
from game.text import tr

BETWEEN = "  ·  "
"""Between the parts of the line below the title."""
TOP_BAR = pygame.Rect(24, 14, 1232, 82)
PAUSE_TOUCH = pygame.Rect(1080, 0, 200, 106)
"""Where a touch pauses: the whole corner."""
_TITLE_X = 48
_PROGRESS_LEFT, _PROGRESS_Y, _PROGRESS_HIGH = 636, 55, 18
_PAUSE_RIGHT, _PAUSE_TOP, _PAUSE_WIDTH, _PAUSE_HIGH = 1248, 20, 160, 70
_PAUSE_GROWS = 50
_BESIDE_PAUSE = 72
"""What the button's icon and edges take; a longer word stands alone."""
"""So much wider is the button where texts are twice as large."""
_PERCENT, _PERCENT_GAP = 28, 22
_LABEL, _NUMBERS = 28, (60, 52)
_LARGEST_NUMBER = 66
"""Figures are large already and grow little."""
_LARGEST_LABEL = 44
_WORD, _LINE = 46, 28
_DETAILS_UNTIL = 1.4
"""Where texts are larger than this, there is room for the song's title alone."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the two figures are: they are read from a score and a row."""

    first: str
    second: str
    counts_hits: bool = False
    """The first figure is how many notes were hit, instead of the points."""


class Scoreboard:
    """The figures round the lanes at one window size.

    `paragraphs` stand in place of the race where there is none.
    """

    def __init__(
        self,
        layout: Layout,
        places: BoardPlaces,
        figures: Figures,
        *,
        races: bool,
        paragraphs: tuple[str, ...] = (),
    ) -> None:
        self._layout = layout
        self._figures = figures
        self._words = places.words
        self.race = RacePanel(layout, places.race, races=races, paragraphs=paragraphs)
        self._pause = self._pause_rect()
        bar = layout.rect(self._progress_rect())
        self._bar = bar
        self._progress = shapes.rounded_box(bar.w, bar.h, bar.h // 2, layout.colours.accent)
        self._knob = shapes.disc(layout.px(14), layout.colours.text, layout.colours.text, 0)
        self._rows = self._arranged()

    def draw_still(self, surface: pygame.Surface, title: str, line: str) -> None:
        """What never changes during a run."""
        layout, colours = self._layout, self._layout.colours
        place = layout.rect(TOP_BAR)
        panel = shapes.rounded_box(place.w, place.h, layout.px(20), colours.panel)
        surface.blit(panel, place)
        self._draw_title(surface, title, line)
        bar = self._bar
        surface.blit(shapes.rounded_box(bar.w, bar.h, bar.h // 2, colours.raised), bar)
        pause = Button("pause", self._pause, tr("Pause"))
        word = fonts.width(pause.label, layout.type_px(fonts.SMALLEST), bold=True) / layout.scale
        if layout.text_scale <= _DETAILS_UNTIL and word <= self._pause.w - _BESIDE_PAUSE:
            pause.picture = Icon.PAUSE
        pause.draw(surface, layout, focused=False, pressed=False)
        for text, y in zip(
            (self._figures.first, self._figures.second), self._rows[::2], strict=False
        ):
            size = layout.fitting_size(text, self._label_size(), self._words.w, bold=False)
            layout.put(surface, layout.text(text, size, colours.dim), self._words.left, y)
        self.race.draw_still(surface)

    def sprites(
        self, score: Score, row: int, best_points: int | None, praise: words.Praise | None
    ) -> dict[Hashable, Sprite]:
        """The figures as they are now."""
        layout, ink, left = self._layout, self._layout.colours.text, self._words.left
        first = score.hits if self._figures.counts_hits else score.points
        sprites: dict[Hashable, Sprite] = {}
        for key, value, size, y in zip(
            ("points", "row"), (first, row), _NUMBERS, self._rows[1::2], strict=False
        ):
            text = words.number(value)
            size = min(size, _LARGEST_NUMBER / layout.text_scale)
            size = layout.fitting_size(text, size, self._words.w, bold=True)
            label = layout.text(text, size, ink, bold=True)
            sprites[key] = layout.sprite(label, left, y)
        if praise:
            self._add_praise(sprites, praise)
        return sprites | self.race.sprites(score, best_points)

    def progress(self, share: float) -> dict[Hashable, Sprite]:
        """How much of the song is over."""
        layout, bar = self._layout, self._bar
        filled = round(bar.w * share)
        knob_x = bar.left + filled - self._knob.get_width() // 2
        knob_y = bar.centery - self._knob.get_height() // 2
        text = tr("{percent}%").format(percent=int(100 * share))
        percent = layout.text(text, self._percent_size(), layout.colours.text, bold=True)
        x = self._progress_rect().right + _PERCENT_GAP
        sprites: dict[Hashable, Sprite] = {
            "knob": Sprite(self._knob, knob_x, knob_y),
            "percent": layout.sprite(percent, x, _PROGRESS_Y),
        }
        if filled:
            done = Sprite(self._progress, bar.x, bar.y, (0, 0, filled, bar.h))
            sprites = {"done": done, **sprites}
        return sprites

    def _add_praise(self, sprites: dict[Hashable, Sprite], praise: words.Praise) -> None:
        """The word and its line share the room below the figures."""
        layout, ink, rect = self._layout, self._layout.colours.text, self._words
        is_usual = layout.text_scale < _DETAILS_UNTIL
        top = self._rows[-1] + (60 if is_usual else 38)
        room = rect.bottom - top
        word = fitted(layout, praise.word, _WORD, (rect.w, room * 0.55), ink, bold=True)
        high = word.image.get_height() / layout.scale
        sprites["word"] = Sprite(word.image, layout.x(rect.left), layout.y(top))
        if praise.line:
            line = fitted(layout, praise.line, _LINE, (rect.w, room - high), ink)
            sprites["line"] = Sprite(line.image, layout.x(rect.left), layout.y(top + high))

    def _draw_title(self, surface: pygame.Surface, title: str, line: str) -> None:
        layout, colours = self._layout, self._layout.colours
        room = _PROGRESS_LEFT - _TITLE_X - 24
        has_line = layout.text_scale <= _DETAILS_UNTIL
        size = min(32, 56 / layout.text_scale)
        label = layout.text(title, size, colours.text, bold=True, most=room)
        layout.put(surface, label, _TITLE_X, 38 if has_line else TOP_BAR.centery)
        if has_line:
            size = min(fonts.SMALLEST, 30 / layout.text_scale)
            line = self._fitting(line, size, room)
            layout.put(surface, layout.text(line, size, colours.dim, most=room), _TITLE_X, 73)

    def _fitting(self, line: str, size: float, room: float) -> str:
        """As many parts of `line` as there is room for; the first and the last say most."""
        parts = line.split(BETWEEN)
        while len(parts) > 1 and not self._is_room(BETWEEN.join(parts), size, room):
            del parts[-2 if len(parts) > 2 else -1]
        return BETWEEN.join(parts)

    def _is_room(self, line: str, size: float, room: float) -> bool:
        return fonts.width(line, self._layout.type_px(size)) <= self._layout.px(room)

    def _pause_rect(self) -> pygame.Rect:
        width = round(_PAUSE_WIDTH + _PAUSE_GROWS * (self._layout.text_scale - 1))
        return pygame.Rect(_PAUSE_RIGHT - width, _PAUSE_TOP, width, _PAUSE_HIGH)

    def _label_size(self) -> float:
        return min(_LABEL, _LARGEST_LABEL / self._layout.text_scale)

    def _percent_size(self) -> float:
        return min(_PERCENT, 44 / self._layout.text_scale)

    def _progress_rect(self) -> pygame.Rect:
        """Between the title and the percents, which stand before the pause button."""
        layout = self._layout
        pixels = layout.type_px(self._percent_size())
        percent = (
            fonts.width(tr("{percent}%").format(percent=100), pixels, bold=True) / layout.scale
        )
        right = self._pause_rect().left - _PERCENT_GAP - percent - _PERCENT_GAP
        height = _PROGRESS_HIGH
        return pygame.Rect(
            _PROGRESS_LEFT, _PROGRESS_Y - height // 2, round(right) - _PROGRESS_LEFT, height
        )

    def _arranged(self) -> tuple[float, float, float, float]:
        """The middles of the lines: a label, its figure, a label, its figure."""
        k, y = self._layout.text_scale, float(self._words.top)
        middles: list[float] = []
        for number in _NUMBERS:
            label = self._label_size() * k * 1.3
            figure = min(number * k, _LARGEST_NUMBER) * 1.15
            middles += [y + 8 + label / 2, y + 8 + label + figure / 2]
            y += label + figure + (22 if k < _DETAILS_UNTIL else 2)
        return middles[0], middles[1], middles[2], middles[3]
