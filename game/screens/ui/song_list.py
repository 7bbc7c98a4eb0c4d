"""The list of songs on its screen: what is found, which song is chosen, and how it is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pygame

from game.inputs.actions import Pointer
from game.screens.ui.layout import Layout
from game.screens.ui.list import ListView
from game.screens.ui.song_finder import Show, SongFinder
from game.screens.ui.song_rows import (
    ROW_HEIGHT,
    TALL_HEIGHT,
    SongRow,
    draw_chosen_row,
    draw_no_songs,
    draw_row,
    draw_scroll_mark,
)

LIST_RECT = pygame.Rect(34, 112, 726, 528)
_SCROLL_MARK = pygame.Rect(768, 124, 8, 504)
_LONGEST_SEARCH = 100
_NOTHING = {
    Show.ALL: "There are no songs here yet.",
    Show.LEVEL: "No song is marked for this level.",
    Show.NOT_PLAYED: "You have played every song here.",
    Show.FAVOURITES: "No favourites yet. Choose a song, then More, to make it one.",
    Show.OWN: "You have not added songs yet. Add songs tells how.",
}


class SongList:
    """Rows of which some are found and one of those is chosen.

    `level` is the number of the level in force, `show` which songs are asked for. A song that is
    chosen stays chosen as long as it is found.
    """

    def __init__(self, rows: Sequence[SongRow], level: int, show: Show) -> None:
        self._rows = tuple(rows)
        self._finder = SongFinder(self._rows, level, show)
        self._view = ListView(LIST_RECT, ROW_HEIGHT, TALL_HEIGHT, len(self._finder.found))

    @property
    def row(self) -> SongRow | None:
        """The chosen song; None if there is none."""
        found = self._finder.found
        return found[self._view.chosen] if found else None

    @property
    def place(self) -> int:
        """Which of the songs found it is, from 0."""
        return self._view.chosen

    @property
    def count(self) -> int:
        """How many songs were found."""
        return len(self._finder.found)

    @property
    def show(self) -> Show:
        """Which songs are asked for."""
        return self._finder.show

    @property
    def search(self) -> str:
        """What was typed."""
        return self._finder.search

    def choose(self, place: int) -> None:
        """Choose one of the songs found, the nearest there is."""
        self._view.choose(place)

    def choose_song(self, key: str) -> bool:
        """Choose a song, showing others again if need be; False if there is no such song."""
        if not any(row.key == key for row in self._rows):
            return False
        if self._finder.place_of(key) is None:
            self._finder.look_for("")
        if self._finder.place_of(key) is None:
            self._finder.ask_for(Show.ALL)
        self._list_again(key)
        return True

    def look_for(self, search: str) -> None:
        """Find only what fits `search`. The first song found is chosen; if something was erased,
        the one that was."""
        row, was_erased = self.row, self.search.startswith(search)
        self._finder.look_for(search[:_LONGEST_SEARCH])
        self._list_again(row.key if row and was_erased else None)

    def ask_for(self, show: Show) -> None:
        """Show only these."""
        row = self.row
        self._finder.ask_for(show)
        self._list_again(row.key if row else None)

    def replace(self, rows: Sequence[SongRow], level: int) -> None:
        """Other rows: the chosen song stays where it is seen, or the one after it is chosen."""
        row, place = self.row, self._view.chosen
        self._rows = tuple(rows)
        self._finder.replace(self._rows, level)
        now = self._finder.place_of(row.key if row else None)
        count = len(self._finder.found)
        self._view.replace(count, min(place, max(count - 1, 0)) if now is None else now)

    def change(self, changed: Mapping[str, SongRow | None], level: int) -> None:
        """Some songs, by key, are otherwise now, or gone."""
        rows = (changed.get(row.key, row) for row in self._rows)
        self.replace([row for row in rows if row is not None], level)

    def prepare(self, titles: int) -> None:
        """See `SongFinder.prepare`."""
        self._finder.prepare(titles)

    def scroll_rows(self, rows: float) -> None:
        """Scroll by so many rows, down if positive."""
        self._view.scroll_rows(rows)

    def point(self, pointer: Pointer, x: float, y: float) -> int | None:
        """See `ListView.point`."""
        return self._view.point(pointer, x, y)

    def look(self) -> tuple[object, ...]:
        """Everything its picture depends on."""
        view, found = self._view, self._finder.found
        seen = tuple(found[number] for number, _ in view.seen())
        return (view.chosen, view.scroll, view.count, self.show, self.search, seen)

    def draw(self, surface: pygame.Surface, layout: Layout, levels: int, *, focused: bool) -> None:
        """Draw the rows in sight; there are so many `levels`."""
        view, found = self._view, self._finder.found
        surface.set_clip(layout.rect(LIST_RECT))
        for number, rect in view.seen():
            if number == view.chosen:
                draw_chosen_row(surface, layout, found[number], rect, levels, focused=focused)
            else:
                draw_row(surface, layout, found[number], rect, levels)
        surface.set_clip(None)
        if not found:
            draw_no_songs(surface, layout, LIST_RECT, self._nothing())
        if view.height > LIST_RECT.h:
            seen_to = (view.scroll + LIST_RECT.h) / view.height
            draw_scroll_mark(surface, layout, _SCROLL_MARK, view.scroll / view.height, seen_to)

    def _nothing(self) -> str:
        if self._rows and self.search:
            return "No title like this here. Escape shows the other songs again."
        return _NOTHING[self.show if self._rows else Show.ALL]

    def _list_again(self, key: str | None) -> None:
        place = self._finder.place_of(key) or 0
        self._view.replace(len(self._finder.found), place)
        self._view.choose(place)
