"""One song in the list of songs, and how it is drawn at any size of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pygame

from game.screens.ui import fonts, words
from game.screens.ui.button import draw_focus_ring
from game.screens.ui.icons import Icon, dots, icon, stars
from game.screens.ui.layout import Align, Layout
from game.screens.ui.shapes import rounded_box
from game.screens.ui.song_blocks import BETWEEN, fact_lines
from game.screens.ui.theme import Colour, mixed
from game.text import later, tr, trn

_INSET_X, _INSET_Y = 14, 12
_PAD, _TALL_PAD = 12, 20
"""Above and below the words of a row, and of the chosen one."""
_CORNER = 20
_SIDE = _INSET_X + 24
"""From the edge of a row to its words."""
_STAR, _DOT = 28, 18
_MARK_GAP = 32
"""Between words and the marks beside them."""
_LARGEST_MARKS = 1.5
"""Stars and dots grow with the text up to here."""
_CANT_BE_PLAYED = later("This file can't be played.")


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


@dataclass(frozen=True, slots=True)
class RowLook:
    """How the rows of a list are drawn: all alike, as high as the one with most to say needs.

    `width` is that of the list in design pixels, `levels` how many dots there are. A row has
    `lines` lines below its title, the chosen one `tall_lines`.
    """

    layout: Layout
    width: int
    levels: int
    lines: int = 1
    tall_lines: int = 1

    @staticmethod
    def of(layout: Layout, width: int, levels: int, longest: SongRow) -> RowLook:
        """How rows are drawn of which none says more than `longest`."""
        look = RowLook(layout, width, levels)
        lines = (len(look.lines_of(longest, size)) for size in (_SMALL, _LARGE))
        return replace(look, lines=next(lines), tall_lines=next(lines))

    @property
    def height(self) -> int:
        """Of a row."""
        return round(2 * _PAD + (34 + 34 * self.lines) * self.layout.text_scale)

    @property
    def tall_height(self) -> int:
        """Of the chosen row."""
        around = 2 * (_INSET_Y + _TALL_PAD)
        return round(around + (48 + 36 * self.tall_lines) * self.layout.text_scale)

    @property
    def marks(self) -> float:
        """How much larger than usual stars and dots are."""
        return min(self.layout.text_scale, _LARGEST_MARKS)

    @property
    def room(self) -> int:
        """For words, where there are no marks."""
        return self.width - 2 * _SIDE

    @property
    def title_room(self) -> int:
        """For a title beside its dots."""
        return self.room - round((self.levels * _DOT * 1.5 - 9) * self.marks) - _MARK_GAP

    def lines_of(self, row: SongRow, size: int) -> list[str]:
        """What is told of a song beside its stars."""
        room = self.room - round(_STAR * 5.6 * self.marks) - _MARK_GAP
        return fact_lines(self.layout, facts(row), size, room)

    def fits(self, text: str, size: int) -> bool:
        """Whether a row has room for a text in one line."""
        width = fonts.width(text, self.layout.type_px(size))
        return width <= self.layout.px(self.room)


_SMALL, _LARGE = 24, 26
"""Text sizes below the title, in a row and in the chosen one."""


def longest_of(rows: Sequence[SongRow]) -> SongRow:
    """A row that says as much as any of `rows` could."""
    days = {row.last_run for row in rows}
    return SongRow(
        *("", "", max((row.duration_s for row in rows), default=0.0)),
        best_points=max((row.best_points or 0 for row in rows), default=0),
        last_run=max(days, key=len, default=""),
    )


def facts(row: SongRow) -> list[str]:
    """What there is to say of a song: how long it is, the best run, the day of the last."""
    told = [words.minutes(row.duration_s)]
    if row.best_points is not None:
        told.append(tr("Best {points}").format(points=words.number(row.best_points)))
    return [*told, row.last_run] if row.last_run else told


def facts_line(row: SongRow) -> str:
    """The same in one line."""
    return BETWEEN.join(facts(row))


def draw_row(surface: pygame.Surface, look: RowLook, row: SongRow, rect: pygame.Rect) -> None:
    """A song that is not the chosen one."""
    layout, scale = look.layout, look.layout.text_scale
    left, right = rect.left + _SIDE, rect.right - _SIDE
    if row.problem:
        lines = [row.problem if look.fits(row.problem, _SMALL) else tr(_CANT_BE_PLAYED)]
    else:
        lines = look.lines_of(row, _SMALL)
    top = rect.top + 17 * scale * (look.lines - len(lines))
    title_y, below = top + _PAD + 18 * scale, top + _PAD + 52 * scale
    _draw_title(surface, look, row, (left, title_y), large=False)
    _put_lines(surface, layout, lines, (left, below), _SMALL, layout.colours.dim)
    _draw_marks(surface, look, row, (right, title_y), below, layout.colours.ground)
    edge = pygame.Rect(left, rect.bottom - 2, right - left, 2)
    surface.fill(layout.colours.panel, layout.rect(edge))


def draw_chosen_row(
    surface: pygame.Surface, look: RowLook, row: SongRow, rect: pygame.Rect, *, focused: bool
) -> None:
    """The chosen song, large."""
    layout, scale = look.layout, look.layout.text_scale
    box = rect.inflate(-2 * _INSET_X, -2 * _INSET_Y)
    if focused:
        draw_focus_ring(surface, layout, box, _CORNER)
    place = layout.rect(box)
    surface.blit(rounded_box(place.w, place.h, layout.px(_CORNER), layout.colours.raised), place)
    left, right = rect.left + _SIDE, rect.right - _SIDE
    if row.problem:
        lines = layout.lines(row.problem, _LARGE, look.room, 9, bold=False)
        if len(lines) > look.tall_lines + 1:
            lines = [tr(_CANT_BE_PLAYED)]
        top = box.top + _TALL_PAD / 2
        title_y, below = top + 18 * scale, top + 56 * scale
    else:
        lines = look.lines_of(row, _LARGE)
        top = box.top + _TALL_PAD + 18 * scale * (look.tall_lines - len(lines))
        title_y, below = top + 18 * scale, top + 66 * scale
    _draw_title(surface, look, row, (left, title_y), large=not row.problem)
    _put_lines(surface, layout, lines, (left, below), _LARGE, layout.colours.text)
    _draw_marks(surface, look, row, (right, title_y), below, layout.colours.raised)


def _put_lines(
    surface: pygame.Surface,
    layout: Layout,
    lines: Sequence[str],
    at: tuple[float, float],
    size: int,
    ink: Colour,
) -> None:
    for number, line in enumerate(lines):
        y = at[1] + number * (size + 9) * layout.text_scale
        layout.put(surface, layout.text(line, size, ink), at[0], y)


def _draw_title(
    surface: pygame.Surface, look: RowLook, row: SongRow, at: tuple[float, float], *, large: bool
) -> None:
    """The title from a design point on, after a heart if it is a favourite."""
    layout = look.layout
    left, y = at
    room = look.room if row.level_number is None else look.title_room
    size = 36 if large else 30
    if row.is_favourite:
        picture = icon(Icon.HEART, layout.type_px(size), layout.colours.glad)
        surface.blit(picture, (layout.x(left), layout.y(y) - picture.get_height() // 2))
        wide = size * layout.text_scale + 10
        left, room = left + wide, room - wide
    ink = layout.colours.dim if row.problem and not large else layout.colours.text
    layout.put(surface, layout.text(row.title, size, ink, bold=large, most=room), left, y)


def _draw_marks(
    surface: pygame.Surface,
    look: RowLook,
    row: SongRow,
    at: tuple[float, float],
    below: float,
    ground: Colour,
) -> None:
    """At the right: a dot for each level up to the one it is good for, the best run's stars."""
    if row.problem:
        return
    layout, (right, y) = look.layout, at
    unlit = mixed(layout.colours.dim, ground, 0.25)
    if row.level_number is not None:
        size = layout.px(_DOT * look.marks)
        picture = dots(row.level_number, look.levels, size, layout.colours.accent, unlit)
        x = layout.x(right) - picture.get_width()
        surface.blit(picture, (x, layout.y(y) - picture.get_height() // 2))
    if row.best_points is not None:
        picture = stars(row.best_stars, layout.px(_STAR * look.marks), layout.colours.glad, unlit)
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
    lines = layout.lines(sentence, 30, rect.w - 96, 9, bold=False)
    for number, line in enumerate(lines):
        y = rect.centery + 44 * layout.text_scale * (number - (len(lines) - 1) / 2)
        label = layout.text(line, 30, layout.colours.dim)
        layout.put(surface, label, rect.centerx, y, Align.MIDDLE)


def records_lines(row: SongRow) -> list[str]:
    """What there is to say about records of a song beside those under the settings in force."""
    told: list[str] = []
    if row.other_records:
        others = trn(
            "{count} record under other settings",
            "{count} records under other settings",
            row.other_records,
        )
        told.append(others.format(count=words.number(row.other_records)))
    if row.earlier_records:
        earlier = trn(
            "{count} record of an earlier version",
            "{count} records of an earlier version",
            row.earlier_records,
        )
        told.append(earlier.format(count=words.number(row.earlier_records)))
    if row.best_points is not None:
        return told
    if told:
        return [tr("No record yet like this"), *told]
    return [tr("Your first run will be your first record")]
