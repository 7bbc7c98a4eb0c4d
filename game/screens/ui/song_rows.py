"""One line of the list of songs, and how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.screens.ui import words
from game.screens.ui.button import draw_focus_ring
from game.screens.ui.icons import Icon, dots, icon, stars
from game.screens.ui.layout import Align, Layout
from game.screens.ui.shapes import rounded_box
from game.screens.ui.theme import Colour, mixed

ROW_HEIGHT = 92
TALL_HEIGHT = 148
_INSET_X, _INSET_Y = 14, 12
_CORNER = 20
_STARS_WIDTH, _DOTS_WIDTH = 184, 104
"""Room for five stars, and for a dot for each of a few levels."""


@dataclass(frozen=True, slots=True)
class SongRow:
    """A song in the list.

    `key` tells it from the others, `duration_s` is its length at full speed. `best_points` and
    `best_stars` belong to the settings in force; `other_records` counts records under others, and
    `earlier_records` those on earlier versions of the song. `problem` is one sentence if the file
    can't be played. `has_tunes` tells whether there is more than one candidate for its tune.
    `level_number` is that of the level it is marked for. `last_run` says on which day the player
    last played it, and is empty before the first time. `is_own` is a song the player has added.
    """

    key: str
    title: str
    duration_s: float
    best_points: int | None = None
    best_stars: int = 0
    other_records: int = 0
    problem: str | None = None
    earlier_records: int = 0
    has_tunes: bool = False
    level_number: int | None = None
    last_run: str = ""
    is_favourite: bool = False
    is_own: bool = False


def draw_row(
    surface: pygame.Surface, layout: Layout, row: SongRow, rect: pygame.Rect, levels: int
) -> None:
    """A song that is not the chosen one, in two lines; there are so many `levels`."""
    left, right = rect.left + _INSET_X + 24, rect.right - _INSET_X - 24
    room = right - left - _STARS_WIDTH
    title_room = right - left - _DOTS_WIDTH
    _draw_title(surface, layout, row, (left, rect.top + 30), title_room, large=False)
    line = layout.text(row.problem or _line(row), 24, layout.colours.dim, most=room)
    layout.put(surface, line, left, rect.top + 64)
    if not row.problem:
        _draw_marks(
            surface,
            layout,
            row,
            (right, rect.top + 30),
            rect.top + 64,
            levels,
            layout.colours.ground,
        )
    edge = pygame.Rect(left, rect.bottom - 2, right - left, 2)
    surface.fill(layout.colours.panel, layout.rect(edge))


def draw_chosen_row(
    surface: pygame.Surface,
    layout: Layout,
    row: SongRow,
    rect: pygame.Rect,
    levels: int,
    *,
    focused: bool,
) -> None:
    """The chosen song, large."""
    box = rect.inflate(-2 * _INSET_X, -2 * _INSET_Y)
    if focused:
        draw_focus_ring(surface, layout, box, _CORNER)
    place = layout.rect(box)
    surface.blit(rounded_box(place.w, place.h, layout.px(_CORNER), layout.colours.raised), place)
    left, right, room = box.left + 24, box.right - 24, box.w - 48
    if row.problem:
        _draw_title(surface, layout, row, (left, box.top + 28), room, large=False)
        for number, line in enumerate(layout.lines(row.problem, 26, room, 2, bold=False)):
            layout.put(
                surface,
                layout.text(line, 26, layout.colours.text),
                left,
                box.top + 66 + 34 * number,
            )
        return
    _draw_title(surface, layout, row, (left, box.top + 38), room - _DOTS_WIDTH, large=True)
    room -= _STARS_WIDTH
    layout.put(
        surface, layout.text(_line(row), 26, layout.colours.text, most=room), left, box.top + 86
    )
    _draw_marks(
        surface, layout, row, (right, box.top + 38), box.top + 86, levels, layout.colours.raised
    )


def _draw_title(
    surface: pygame.Surface,
    layout: Layout,
    row: SongRow,
    at: tuple[int, int],
    room: int,
    *,
    large: bool,
) -> None:
    """The title from a design point on, after a heart if it is a favourite."""
    left, y = at
    size = 36 if large else 30
    if row.is_favourite:
        picture = icon(Icon.HEART, layout.px(size), layout.colours.glad)
        surface.blit(picture, (layout.x(left), layout.y(y) - picture.get_height() // 2))
        left, room = left + size + 10, room - size - 10
    ink = layout.colours.dim if row.problem and not large else layout.colours.text
    layout.put(surface, layout.text(row.title, size, ink, bold=large, most=room), left, y)


def _draw_marks(
    surface: pygame.Surface,
    layout: Layout,
    row: SongRow,
    at: tuple[int, int],
    below: int,
    levels: int,
    ground: Colour,
) -> None:
    """At the right: a dot for each level up to the one it is good for, the best run's stars."""
    right, y = at
    unlit = mixed(layout.colours.dim, ground, 0.25)
    if row.level_number is not None:
        picture = dots(row.level_number, levels, layout.px(18), layout.colours.accent, unlit)
        x = layout.x(right) - picture.get_width()
        surface.blit(picture, (x, layout.y(y) - picture.get_height() // 2))
    if row.best_points is not None:
        picture = stars(row.best_stars, layout.px(28), layout.colours.glad, unlit)
        x = layout.x(right) - picture.get_width()
        surface.blit(picture, (x, layout.y(below) - picture.get_height() // 2))


def draw_scroll_mark(
    surface: pygame.Surface, layout: Layout, rect: pygame.Rect, seen_from: float, seen_to: float
) -> None:
    """How far down the list one is: a thumb on a track at `rect`, from and to shares of it."""
    place = layout.rect(rect)
    surface.blit(rounded_box(place.w, place.h, place.w // 2, layout.colours.panel), place)
    height = max(round(place.h * (seen_to - seen_from)), 3 * place.w)
    top = place.top + round((place.h - height) * seen_from / max(1 - (seen_to - seen_from), 1e-6))
    surface.blit(rounded_box(place.w, height, place.w // 2, layout.colours.dim), (place.left, top))


def draw_no_songs(
    surface: pygame.Surface, layout: Layout, rect: pygame.Rect, sentence: str
) -> None:
    """What stands there instead of a list without songs."""
    lines = layout.lines(sentence, 30, rect.w - 2 * ROW_HEIGHT, 3, bold=False)
    for number, line in enumerate(lines):
        y = rect.centery + 44 * (number - len(lines) / 2)
        layout.put(
            surface, layout.text(line, 30, layout.colours.dim), rect.centerx, y, Align.MIDDLE
        )


def records_line(row: SongRow) -> str:
    """What there is to say about records of a song beside those under the settings in force."""
    elsewhere = _elsewhere(row)
    if row.best_points is not None:
        return elsewhere
    if elsewhere:
        return f"No record yet like this, {elsewhere}"
    return "Your first run will be your first record"


def _line(row: SongRow) -> str:
    best = "" if row.best_points is None else f"Best {words.number(row.best_points)}"
    return "  ·  ".join(filter(None, (words.minutes(row.duration_s), best, row.last_run)))


def _elsewhere(row: SongRow) -> str:
    """The records that don't count under these settings, if there are any."""
    told: list[str] = []
    if row.other_records:
        others = words.count(row.other_records, "record", "records")
        told.append(f"{others} under other settings")
    if row.earlier_records:
        earlier = words.count(row.earlier_records, "record", "records")
        told.append(f"{earlier} of an earlier version")
    return ", ".join(told)
