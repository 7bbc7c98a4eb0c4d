"""The pages beside the list of songs: which buttons each of them has, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import pygame

from game.charting.level import Level
from game.screens.ui.button import Button
from game.screens.ui.icons import Icon
from game.screens.ui.song_finder import Show
from game.screens.ui.song_rows import SongRow
from game.screens.ui.stepper import stepper
from game.screens.ui.toggle import Toggle
from game.settings import FASTEST_PERCENT, SLOWEST_PERCENT, Hand, PlaySettings

SIDE = pygame.Rect(800, 112, 446, 528)
SEARCH = pygame.Rect(34, 24, 410, 72)
HANDS = (Hand.LEFT, Hand.RIGHT)
PATH_FIELD = pygame.Rect(SIDE.left, 352, SIDE.w, 72)
_SHOW = pygame.Rect(460, 24, 308, 72)
_ADD = pygame.Rect(SIDE.left, 24, SIDE.w, 72)
_CLEAR = pygame.Rect(SEARCH.right - 72, SEARCH.top, 72, 72)
_MORE_WIDTH = 130
_KEYS_WIDTH = 160
_GAP = 16
_HEIGHT = 72


class Page(Enum):
    """What stands beside the list."""

    SONG = "song"
    HOW = "how"
    MORE = "more"
    SHOW = "show"
    ADD = "add"
    REMOVED = "removed"


FIRST = {
    Page.SONG: "play",
    Page.HOW: "level more",
    Page.MORE: "favourite",
    Page.ADD: "add",
    Page.REMOVED: "done",
}
"""The button that has the focus when a page is opened; on the others, the one that holds."""


@dataclass(frozen=True, slots=True)
class Situation:
    """All that decides about the buttons.

    `levels` are those there are, `place` that of the one in force. `can_change` tells whether
    anything can be done with songs but playing them. `removed_title` is of the song that could be
    put back. `has_path` tells whether the place of a file has been typed.
    """

    row: SongRow | None
    settings: PlaySettings
    levels: tuple[Level, ...]
    place: int
    show: Show
    is_searching: bool
    can_change: bool
    removed_title: str = ""
    has_path: bool = False


def buttons_of(page: Page, now: Situation) -> list[Button]:
    """The buttons above the list, then those of `page`."""
    made = [Button("show", _SHOW, show_name(now.show, now.settings.level))]
    if now.is_searching:
        made.append(Button("clear", _CLEAR, picture=Icon.CLOSE))
    if now.can_change:
        made.append(Button("add songs", _ADD, "Add songs", Icon.MORE))
    return [*made, *_PAGES[page](now)]


def show_name(show: Show, level: Level) -> str:
    """What is shown, in words."""
    return {
        Show.ALL: "All songs",
        Show.LEVEL: f"Good for {level.name}",
        Show.NOT_PLAYED: "Not played yet",
        Show.FAVOURITES: "Favourites",
        Show.OWN: "Added by me",
    }[show]


def _song(now: Situation) -> list[Button]:
    settings, top = now.settings, SIDE.bottom - 92
    width = SIDE.w - (_MORE_WIDTH + _GAP if now.can_change else 0)
    hand = settings.hand.value.capitalize()
    how = f"{settings.level.name}  ·  {settings.speed_percent}%  ·  {hand} hand"
    can_play = now.row is not None and now.row.problem is None
    play = Button("play", pygame.Rect(SIDE.left, top, width, 92), "Play", Icon.PLAY, True, can_play)
    more = Button("more", pygame.Rect(SIDE.right - _MORE_WIDTH, top, _MORE_WIDTH, 92), "More")
    return [Button("how", _line(0), how), play, *([more] if now.can_change else [])]


def _how(now: Situation) -> list[Button]:
    level = stepper("level", "Level", SIDE.left, SIDE.top, SIDE.w)
    speed = stepper("speed", "Speed", SIDE.left, SIDE.top + 122, SIDE.w)
    level.less.enabled = now.place > 0
    level.more.enabled = now.place < len(now.levels) - 1
    speed.less.enabled = now.settings.speed_percent > SLOWEST_PERCENT
    speed.more.enabled = now.settings.speed_percent < FASTEST_PERCENT
    chosen = HANDS.index(now.settings.hand)
    line = _line_at(SIDE.top + 280)
    hands = pygame.Rect(line.left, line.top, line.w - _KEYS_WIDTH - _GAP, line.h)
    keys = pygame.Rect(line.right - _KEYS_WIDTH, line.top, _KEYS_WIDTH, line.h)
    hand = Toggle("hand", hands, words=("Left", "Right"), chosen=chosen)
    return [
        *(level.less, level.more, speed.less, speed.more, hand),
        Button("keys", keys, "Keys  F3"),
        Button("sound", _line_at(SIDE.bottom - 2 * _HEIGHT - _GAP), "Sound  F2"),
        Button("done", _line_at(SIDE.bottom - _HEIGHT), "Done", suggested=True),
    ]


def _more(now: Situation) -> list[Button]:
    row = now.row
    made: list[Button] = []
    if row:
        likes = "No longer a favourite" if row.is_favourite else "Make it a favourite"
        made.append(Button("favourite", _line(1), likes, Icon.HEART))
    if row and row.has_tunes:
        made.append(Button("tune", _line(len(made) + 1), "Choose the tune"))
    if row and row.is_own:
        made.append(Button("remove", _line(len(made) + 1), "Remove this song"))
    if now.removed_title:
        made.append(Button("put back", _line(len(made) + 1), f"Put back {now.removed_title}"))
    return [*made, Button("done", _line_at(SIDE.bottom - _HEIGHT), "Back")]


def _show(now: Situation) -> list[Button]:
    return [
        Button(
            f"show {show.value}",
            pygame.Rect(SIDE.left, SIDE.top + number * 108, SIDE.w, 96),
            show_name(show, now.settings.level),
            suggested=show is now.show,
        )
        for number, show in enumerate(Show)
    ]


def _add(now: Situation) -> list[Button]:
    top = PATH_FIELD.bottom + _GAP
    return [
        Button("paste", _half_at(0, top), "Paste"),
        Button("add", _half_at(1, top), "Add", suggested=True, enabled=now.has_path),
        Button("done", _line_at(SIDE.bottom - _HEIGHT), "Back"),
    ]


def _removed(now: Situation) -> list[Button]:
    lines = SIDE.bottom - _HEIGHT
    return [
        Button("put back", _line_at(lines - _HEIGHT - _GAP), "Put it back"),
        Button("done", _line_at(lines), "Go on", suggested=True),
    ]


def _line(number: int) -> pygame.Rect:
    """A button as wide as the page, the so-manieth from the top."""
    return _line_at(SIDE.top + number * (_HEIGHT + _GAP))


def _line_at(top: int) -> pygame.Rect:
    return pygame.Rect(SIDE.left, top, SIDE.w, _HEIGHT)


def _half_at(place: int, top: int) -> pygame.Rect:
    """The left (0) or right (1) of two buttons that share a line."""
    half = (SIDE.w - _GAP) // 2
    return pygame.Rect(SIDE.left + place * (half + _GAP), top, half, _HEIGHT)


_PAGES = {
    Page.SONG: _song,
    Page.HOW: _how,
    Page.MORE: _more,
    Page.SHOW: _show,
    Page.ADD: _add,
    Page.REMOVED: _removed,
}
