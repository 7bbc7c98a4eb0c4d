"""The page of records: the best runs of songs, and what else there is to be glad of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pygame

from game.coach.exercises import Counted
from game.coach.figures import DayFigures
from game.coach.records import ExerciseBest
from game.screens.ui import words
from game.screens.ui.blocks import Block, Columns, Space, Words
from game.screens.ui.button import Button
from game.screens.ui.icons import stars
from game.screens.ui.layout import Layout
from game.screens.ui.tight import Tight
from game.text import decimal, tr, trn

SHOWN = 8
"""So many songs; the list of songs has every other one's own."""
_TITLE, _STAR = 28, 24
_MIDDLE = 18
"""Of the title's first line, where texts are as large as usual."""
_BELOW_FROM = 1.2
"""From this size of text on the stars stand below the title."""
_MOST_STARS = 5


@dataclass(frozen=True, slots=True)
class SongBest:
    """A best run: its song, the name of its level, what it came to, and its day."""

    title: str
    level: str
    speed_percent: int
    stars: int
    points: int
    longest_row: int
    day: date


@dataclass(frozen=True, slots=True)
class RecordsView:
    """All bests of songs, the latest first, and those beside the songs."""

    songs: Sequence[SongBest]
    best_day: DayFigures | None
    exercises: Sequence[ExerciseBest]
    today: date


def records(view: RecordsView) -> Sequence[Block]:
    """The page."""
    first = Words(_first_sentence(view), 32, ink="glad")
    left, right = _songs(view), _others(view)
    if not left and not right:
        about = tr("Play a song to its end: its best run will stand here, for you to beat.")
        return (first, Words(about))
    if not left or not right:
        return (first, *left, *right)
    return (first, Columns(left, right, share=0.54))


def _first_sentence(view: RecordsView) -> str:
    if not view.songs:
        return tr("This is where your records will stand.")
    count = len(view.songs)
    said = trn("{count} record in songs.", "{count} records in songs.", count).format(
        count=words.number(count)
    )
    full = sum(one.stars == _MOST_STARS for one in view.songs)
    if not full:
        return said
    five = trn("{count} of them with five stars.", "{count} of them with five stars.", full)
    return " ".join((said, five.format(count=words.number(full))))


def _songs(view: RecordsView) -> Sequence[Block]:
    if not view.songs:
        return ()
    rows: list[Block] = [Words(tr("The latest of them"), bold=True)]
    for one in view.songs[:SHOWN]:
        about = tr("{level}   ·   {speed}%   ·   {points} points   ·   {day}").format(
            level=one.level,
            speed=one.speed_percent,
            points=words.number(one.points),
            day=words.day(one.day, view.today),
        )
        rows.append(Tight((Starred(one.title, one.stars), Words(about, 24, ink="dim")), gap=2))
    rest = len(view.songs) - SHOWN
    if rest > 0:
        told = trn("And {count} more.", "And {count} more.", rest)
        rows.append(Words(told.format(count=words.number(rest)), ink="dim"))
    return rows


def _others(view: RecordsView) -> Sequence[Block]:
    found: list[Block] = []
    if view.best_day is not None:
        count = view.best_day.hits
        pinches = trn("{count} pinch", "{count} pinches", count)
        found.append(
            _fact(
                tr("Most in a day"),
                pinches.format(count=words.number(count)),
                words.day(view.best_day.day, view.today),
            )
        )
    row = max(view.songs, key=lambda one: one.longest_row, default=None)
    if row is not None and row.longest_row > 1:
        notes = trn("{count} note in a row", "{count} notes in a row", row.longest_row)
        said = notes.format(count=words.number(row.longest_row))
        found.append(_fact(tr("Longest row"), said, row.title))
    for one in view.exercises:
        day = words.day(one.best.day, view.today)
        found.append(_fact(tr(one.exercise.name), _exercise(one), day))
    return found


def _fact(name: str, value: str, about: str) -> Block:
    return Tight((Words(name, ink="dim"), Words(value, 32, bold=True), Words(about, 24), Space(6)))


def _exercise(one: ExerciseBest) -> str:
    exercise, best = one.exercise, one.best
    if exercise.counted is Counted.IN_TIME:
        return trn(
            "{count} time in {seconds} seconds", "{count} times in {seconds} seconds",
            best.repetitions,
        ).format(count=best.repetitions, seconds=exercise.seconds)  # fmt: skip
    return tr("{seconds} seconds").format(seconds=decimal(best.duration_ms / 1000, 1))


@dataclass(slots=True)
class Starred:
    """A title with five stars at its right, so many lit, or below it where texts are large."""

    title: str
    count: int
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        height = self._words().place(layout, left, top, self._room(layout, width))
        return height + (0 if self._is_beside(layout) else self._high(layout))

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        colours, side = layout.colours, layout.px(_STAR * layout.text_scale)
        words_rect = rect.copy()
        words_rect.w = self._room(layout, rect.w)
        self._words().draw(surface, layout, words_rect)
        picture = stars(self.count, side, colours.glad, colours.raised)
        x, y = layout.x(rect.left), layout.y(rect.bottom - self._high(layout) / 2)
        if self._is_beside(layout):
            x, y = layout.x(rect.right) - picture.get_width(), layout.y(rect.top + _MIDDLE)
        surface.blit(picture, (x, y - side // 2))

    def _words(self) -> Words:
        return Words(self.title, _TITLE)

    def _room(self, layout: Layout, width: int) -> int:
        return width - (round(6.2 * _STAR) if self._is_beside(layout) else 0)

    def _high(self, layout: Layout) -> int:
        return round(_STAR * 1.3 * layout.text_scale)

    def _is_beside(self, layout: Layout) -> bool:
        return layout.text_scale < _BELOW_FROM
