"""One line of the list of songs, and how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.screens.ui import words
from game.screens.ui.button import draw_focus_ring
from game.screens.ui.icons import stars
from game.screens.ui.layout import Align, Layout
from game.screens.ui.shapes import rounded_box
from game.screens.ui.theme import DIM, GLAD, PANEL, RAISED, TEXT, mixed

ROW_HEIGHT = 92
TALL_HEIGHT = 172
_INSET_X, _INSET_Y = 14, 12
_CORNER = 20
_STARS_WIDTH = 200


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


def draw_row(surface: pygame.Surface, layout: Layout, row: SongRow, rect: pygame.Rect) -> None:
    """A song that is not the chosen one, in two lines."""
    left, right = rect.left + _INSET_X + 24, rect.right - _INSET_X - 24
    room = right - left
    if row.best_points is not None:
        room -= _STARS_WIDTH
        picture = stars(row.best_stars, layout.px(30), GLAD, RAISED)
        x = layout.x(right) - picture.get_width()
        surface.blit(picture, (x, layout.y(rect.centery) - picture.get_height() // 2))
    title = layout.text(row.title, 30, DIM if row.problem else TEXT, most=room)
    layout.put(surface, title, left, rect.top + 30)
    line = layout.text(row.problem or _short_line(row), 24, DIM, most=room)
    layout.put(surface, line, left, rect.top + 64)
    edge = pygame.Rect(left, rect.bottom - 2, right - left, 2)
    surface.fill(PANEL, layout.rect(edge))


def draw_chosen_row(
    surface: pygame.Surface, layout: Layout, row: SongRow, rect: pygame.Rect, *, focused: bool
) -> None:
    """The chosen song, large, in three lines."""
    box = rect.inflate(-2 * _INSET_X, -2 * _INSET_Y)
    if focused:
        draw_focus_ring(surface, layout, box, _CORNER)
    place = layout.rect(box)
    surface.blit(rounded_box(place.w, place.h, layout.px(_CORNER), RAISED), place)
    left, room = box.left + 24, box.w - 48
    title = layout.text(row.title, 40, TEXT, bold=True, most=room)
    layout.put(surface, title, left, box.top + 36)
    if row.problem:
        for number, line in enumerate(layout.lines(row.problem, 26, room, 2, bold=False)):
            layout.put(surface, layout.text(line, 26, TEXT), left, box.top + 84 + 34 * number)
        return
    if row.best_points is not None:
        picture = stars(row.best_stars, layout.px(34), GLAD, mixed(DIM, RAISED, 0.25))
        x = layout.x(box.right - 24) - picture.get_width()
        surface.blit(picture, (x, layout.y(box.top + 84) - picture.get_height() // 2))
        room -= _STARS_WIDTH + 30
    layout.put(surface, layout.text(_short_line(row), 28, TEXT, most=room), left, box.top + 84)
    records = layout.text(_records_line(row), 24, DIM, most=box.w - 48)
    layout.put(surface, records, left, box.top + 122)


def draw_scroll_mark(
    surface: pygame.Surface, layout: Layout, rect: pygame.Rect, seen_from: float, seen_to: float
) -> None:
    """How far down the list one is: a thumb on a track at `rect`, from and to shares of it."""
    place = layout.rect(rect)
    surface.blit(rounded_box(place.w, place.h, place.w // 2, PANEL), place)
    height = max(round(place.h * (seen_to - seen_from)), 3 * place.w)
    top = place.top + round((place.h - height) * seen_from / max(1 - (seen_to - seen_from), 1e-6))
    surface.blit(rounded_box(place.w, height, place.w // 2, DIM), (place.left, top))


def draw_no_songs(surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
    """What stands there instead of a list without songs."""
    label = layout.text("There are no songs here yet.", 30, DIM)
    layout.put(surface, label, rect.centerx, rect.centery, Align.MIDDLE)


def _short_line(row: SongRow) -> str:
    length = words.minutes(row.duration_s)
    if row.best_points is None:
        return length
    return f"{length}  ·  Best {words.number(row.best_points)}"


def _records_line(row: SongRow) -> str:
    elsewhere = _elsewhere(row)
    if row.best_points is not None:
        return elsewhere or "Race your best"
    if elsewhere:
        return f"No record yet like this, {elsewhere}"
    return "Your first run will be your first record"


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
