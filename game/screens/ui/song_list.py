"""The list of songs on its screen: what is found, which song is chosen, and how it is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pygame

from game.inputs.actions import Action, Pointer
from game.screens.ui.layout import Layout
from game.screens.ui.list import ListView
from game.screens.ui.song_finder import Show, SongFinder, letters_of
from game.screens.ui.song_rows import (
    RowLook,
    SongRow,
    draw_chosen_row,
    draw_no_songs,
    draw_row,
    draw_scroll_mark,
    longest_of,
)
from game.text import later, tr

_USUAL = pygame.Rect(34, 112, 726, 528)
_SCROLL_MARK_WIDTH = 8
_LONGEST_SEARCH = 100
_NOTHING = {
    Show.ALL: later("There are no songs here yet."),
    Show.LEVEL: later("No song is marked for this level."),
    Show.NOT_PLAYED: later("You have played every song here."),
    Show.FAVOURITES: later("No favourites yet. Choose a song, then More, to make it one."),
    Show.OWN: later("You have not added songs yet. Add songs tells how."),
}


class SongList:
    """Rows of which some are found and one of those is chosen.

    `level` is the number of the level in force out of so many `levels`, `show` which songs are
    asked for, `search` what was typed before. A song that is chosen stays chosen as long as it is
    found.
    """

    def __init__(
        self, rows: Sequence[SongRow], level: int, show: Show, search: str, levels: int
    ) -> None:
        self._rows = tuple(rows)
        self._levels = levels
        self._longest = longest_of(self._rows)
        self._letters: Sequence[str] = ()
        self._finder = SongFinder(self._rows, level, show)
        if search:
            self._finder.look_for(search)
        look = self._look = RowLook(Layout((1280, 720)), _USUAL.w, levels)
        self._view = ListView(_USUAL, look.height, look.tall_height, len(self._finder.found))

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

    def far(self, action: Action) -> int:
        """Where a long way leads: a page up or down, to the first or the last song."""
        page = self._view.page
        ways = {Action.PAGE_UP: -page, Action.PAGE_DOWN: page, Action.FIRST: -self.count}
        return self.place + ways.get(action, self.count)

    @property
    def rect(self) -> pygame.Rect:
        """Where it is."""
        return self._view.rect

    def place_at(self, layout: Layout, rect: pygame.Rect) -> None:
        """Be at a design rectangle, with rows as high as their words need."""
        self._look = RowLook.of(layout, rect.w, self._levels, self._longest)
        self._view.resize(rect, self._look.height, self._look.tall_height)

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
        """Find only what fits `search`. The first song that begins so is chosen, else the first one
        found; if something was erased, the one that was."""
        row, was_erased = self.row, self.search.startswith(search)
        self._finder.look_for(search[:_LONGEST_SEARCH])
        first = self._finder.first_beginning()
        self._list_again(row.key if row and was_erased else first.key if first else None)

    def ask_for(self, show: Show) -> None:
        """Show only these."""
        row = self.row
        self._finder.ask_for(show)
        self._list_again(row.key if row else None)

    def replace(self, rows: Sequence[SongRow], level: int) -> None:
        """Other rows: the chosen song stays where it is seen, or the one after it is chosen."""
        row, place = self.row, self._view.chosen
        self._rows = tuple(rows)
        self._longest = longest_of(self._rows)
        self._letters = ()
        self._finder.replace(self._rows, level)
        now = self._finder.place_of(row.key if row else None)
        count = len(self._finder.found)
        self._view.replace(count, min(place, max(count - 1, 0)) if now is None else now)

    def change(self, changed: Mapping[str, SongRow | None], level: int) -> None:
        """Some songs, by key, are otherwise now, or gone."""
        rows = (changed.get(row.key, row) for row in self._rows)
        self.replace([row for row in rows if row is not None], level)

    def letters(self) -> Sequence[str]:
        """What can be looked for letter by letter."""
        if not self._letters:
            self._letters = letters_of(row.title for row in self._rows)
        return self._letters

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

    def draw(self, surface: pygame.Surface, layout: Layout, *, focused: bool) -> None:
        """Draw the rows in sight."""
        view, found, look = self._view, self._finder.found, self._look
        surface.set_clip(layout.rect(view.rect))
        for number, rect in view.seen():
            if number == view.chosen:
                draw_chosen_row(surface, look, found[number], rect, focused=focused)
            else:
                draw_row(surface, look, found[number], rect)
        surface.set_clip(None)
        if not found:
            draw_no_songs(surface, layout, view.rect, self._nothing())
        if view.height > view.rect.h:
            mark = pygame.Rect(view.rect.right + 8, view.rect.top + 12, 0, view.rect.h - 24)
            mark.w = _SCROLL_MARK_WIDTH
            seen_to = (view.scroll + view.rect.h) / view.height
            draw_scroll_mark(surface, layout, mark, view.scroll / view.height, seen_to)

    def _nothing(self) -> str:
        if self._rows and self.search:
            return tr("No title like this here. Escape shows the other songs again.")
        return tr(_NOTHING[self.show if self._rows else Show.ALL])

    def _list_again(self, key: str | None) -> None:
        place = self._finder.place_of(key) or 0
        self._view.replace(len(self._finder.found), place)
        self._view.choose(place)
