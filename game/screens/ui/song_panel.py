"""Draws what stands beside the list of songs, but for the buttons."""

from __future__ import annotations

import pygame

from game.screens.ui import words
from game.screens.ui.chart_picture import ChartPicture, pinches
from game.screens.ui.icons import stars
from game.screens.ui.layout import Align, Layout
from game.screens.ui.shapes import solid
from game.screens.ui.song_details import RunLine, SongDetails
from game.screens.ui.song_pages import SIDE, Page
from game.screens.ui.song_rows import SongRow, records_line
from game.screens.ui.stepper import stepper
from game.screens.ui.text_field import TextField
from game.screens.ui.theme import grip_looks, mixed
from game.settings import PlaySettings

_PICTURE = pygame.Rect(SIDE.left, 200, SIDE.w, 108)
_PINCHES_Y = 334
_RUNS_Y = 384
_RUN_STEP = 38
_SHAPE = 11
_WHERE = "Drop MIDI files or a folder on this window. Or type or paste here where they are:"
_REMOVED = "It is in the trash now, and no longer in the list. Your runs of it stay."


class SongPanel:
    """Draws the pages; keeps the picture of the chart that is on show."""

    def __init__(self) -> None:
        self._picture = ChartPicture()

    def draw_song(
        self,
        surface: pygame.Surface,
        layout: Layout,
        row: SongRow,
        details: SongDetails,
    ) -> None:
        """The chart, the pinches of each finger, and the best runs."""
        if row.problem:
            return
        self._picture.draw(surface, layout, _PICTURE, details.chart)
        if details.chart:
            _draw_pinches(surface, layout, details)
        for number, run in enumerate(details.runs):
            _draw_run(surface, layout, run, _RUNS_Y + number * _RUN_STEP)
        left_lines = 4 - len(details.runs)
        y = _RUNS_Y + len(details.runs) * _RUN_STEP
        for line in layout.lines(records_line(row), 24, SIDE.w, left_lines, bold=False):
            layout.put(surface, layout.text(line, 24, layout.colours.dim), SIDE.left, y)
            y += _RUN_STEP


def draw_how(surface: pygame.Surface, layout: Layout, settings: PlaySettings) -> None:
    """The values between the buttons of the page for how to play."""
    level = stepper("level", "Level", SIDE.left, SIDE.top, SIDE.w)
    level.draw(surface, layout, settings.level.name)
    speed = stepper("speed", "Speed", SIDE.left, SIDE.top + 122, SIDE.w)
    speed.draw(surface, layout, f"{settings.speed_percent}%")
    layout.put(surface, layout.text("Hand", 26, layout.colours.dim), SIDE.left, SIDE.top + 258)


def draw_page(
    surface: pygame.Surface, layout: Layout, page: Page, title: str, path: TextField
) -> None:
    """The words on the other pages, about the song `title`; `path` is the line to type in."""
    y = SIDE.top + 28
    if page is Page.ADD:
        _put_lines(surface, layout, _WHERE, y, 28, 5)
        path.draw(surface, layout)
        return
    for line in layout.lines(title, 32, SIDE.w, 2, bold=True):
        layout.put(surface, layout.text(line, 32, layout.colours.text, bold=True), SIDE.left, y)
        y += 38
    if page is Page.REMOVED:
        _put_lines(surface, layout, _REMOVED, y + 24, 28, 5)


def _put_lines(
    surface: pygame.Surface, layout: Layout, text: str, y: int, size: int, most: int
) -> None:
    for line in layout.lines(text, size, SIDE.w, most, bold=False):
        layout.put(surface, layout.text(line, size, layout.colours.dim), SIDE.left, y)
        y += size + 14


def _draw_pinches(surface: pygame.Surface, layout: Layout, details: SongDetails) -> None:
    """Shape and number for each finger, side by side."""
    assert details.chart is not None
    looks = grip_looks(details.chart.grips, layout.colours)
    each = SIDE.w / max(len(looks), 4)
    for number, (grip, count) in enumerate(pinches(details.chart)):
        x = SIDE.left + round(number * each) + 18
        shape = solid(looks[grip].shape, layout.px(_SHAPE), looks[grip].colour, looks[grip].halo)
        half = shape.get_width() // 2
        surface.blit(shape, (layout.x(x) - half, layout.y(_PINCHES_Y) - half))
        layout.put(
            surface, layout.text(words.number(count), 26, layout.colours.text), x + 22, _PINCHES_Y
        )


def _draw_run(surface: pygame.Surface, layout: Layout, run: RunLine, y: int) -> None:
    layout.put(
        surface,
        layout.text(words.number(run.points), 26, layout.colours.text, bold=True),
        SIDE.left,
        y,
    )
    picture = stars(
        run.stars,
        layout.px(24),
        layout.colours.glad,
        mixed(layout.colours.dim, layout.colours.ground, 0.25),
    )
    place = layout.x(SIDE.left + 110), layout.y(y) - picture.get_height() // 2
    surface.blit(picture, place)
    layout.put(
        surface, layout.text(run.day, 24, layout.colours.dim, most=180), SIDE.right, y, Align.RIGHT
    )
