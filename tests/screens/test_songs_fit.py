"""Every text of the song list and its pages can be read: at any size, in any language and window.

Only what people wrote themselves may be shortened: titles, and the places of files.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pygame
import pytest

from game.inputs.actions import Action, Phase, Pointer, Scroll
from game.screens.songs import SongsScreen
from game.screens.ui.song_choice import REST_S
from game.screens.ui.song_details import RunLine, SongDetails
from game.screens.ui.song_rows import SongRow
from game.screens.ui.theme import PALETTES, Style
from game.settings import TEXT_PERCENTS, Theme
from game.text import PSEUDO, tr, use_language
from tests.screens import desk, helpers
from tests.screens.desk import FakeDesk
from tests.screens.fitting import SIZES, watching
from tests.screens.helpers import FIVE, LEVELS

TITLE = "A song whose title goes on and on, far longer than any window is wide, and then some more"
PROBLEM = "This file ends too early to be a song, and nobody knows how it goes on from there."
MESSAGE = "1 run waits to be stored: please leave Thumbtune open and see if the disk is full."
ROW = SongRow(
    *("", TITLE, 6000, 123_456, 5, 1234),
    earlier_records=1234,
    has_tunes=True,
    level_number=3,
    last_run="30 September",
    is_favourite=True,
    is_own=True,
)
ROWS = [
    replace(ROW, key="a"),
    replace(ROW, key="b", best_points=None),
    SongRow("c", TITLE, 0, problem=PROBLEM, is_own=True),
]
DETAILS = SongDetails(
    helpers.chart(FIVE, 900), (RunLine(123_456, 5, "30 September"),) * 3, is_final=True
)
OWN = (TITLE, PROBLEM, MESSAGE, "30 September", "100:00", "J", "/home/anna/music")
PAGES = {
    "list": (),
    "song": (),
    "letters": ("find",),
    "show": ("show",),
    "how": ("how",),
    "more": ("more",),
    "add": ("add songs",),
    "removed": ("more", "remove"),
}
SONG_PAGES = ("song", "how", "more", "removed")


def shown(page: str, key: str, style: Style, size: tuple[int, int]) -> SongsScreen:
    """The screen with `page` open for the song `key`, drawn once."""
    known = FakeDesk([DETAILS] * 9, removed_title=TITLE)
    screen = SongsScreen(
        *(ROWS, helpers.settings(grips=FIVE), LEVELS, lambda _: ROWS),
        song_key=key,
        message=tr(MESSAGE),
        desk=known,
    )
    screen.style = style
    surface = pygame.Surface(size)
    screen.draw(surface)
    if page in SONG_PAGES:
        screen.act(Action.RIGHT)
    for name in PAGES[page]:
        screen.draw(surface)
        screen._page.set_focus(name)
        button = next(button for button in screen.buttons if button.name == name)
        at = screen._layout.rect(button.rect).center
        screen.point(Pointer(Phase.DOWN, *at, 1))
        screen.point(Pointer(Phase.UP, *at, 1))
    for now_s in (0.0, REST_S + 0.1, REST_S + 0.2):
        screen.tick(now_s)
    return screen


def assert_all_can_be_read(screen: SongsScreen, size: tuple[int, int]) -> None:
    """Whatever is scrolled, nothing is cut, shortened, or over anything else; and all of it is seen
    whole once list and page have been scrolled to their ends."""
    surface, layout = pygame.Surface(size), screen._layout
    window, some, whole = surface.get_rect(), set[str](), set[str]()
    with watching() as watch:
        for x in (300, 1000):
            screen.point(Pointer(Phase.MOVE, layout.x(x), layout.y(400), 1))
            screen.point(Scroll(-200))
            for _ in range(80):
                watch.clear()
                if not screen.draw(surface):
                    break
                watch.assert_tidy(window, OWN)
                some |= {one.text for one in watch.texts}
                whole |= {one.text for one in watch.texts if one.seen == one.ink}
                screen.point(Scroll(0.35))
            screen._drawn = None
    assert some
    assert some <= whole, f"never seen whole: {some - whole}"


@pytest.mark.parametrize(
    ("language", "percent", "size"),
    [
        ("en", 100, SIZES[1]),
        ("en", 200, SIZES[0]),
        (PSEUDO, 100, SIZES[0]),
        (PSEUDO, 125, SIZES[1]),
        (PSEUDO, 150, SIZES[0]),
        (PSEUDO, 200, SIZES[1]),
    ],
)
@pytest.mark.parametrize("page", PAGES)
def test_every_text_can_be_read(
    page: str, language: str, percent: int, size: tuple[int, int]
) -> None:
    try:
        use_language(language)
        for key in "abc" if page == "song" else "a":
            assert_all_can_be_read(shown(page, key, Style(text_percent=percent), size), size)
    finally:
        use_language("en")


@pytest.mark.parametrize("page", PAGES)
def test_every_text_has_gone_through_the_translation(page: str) -> None:
    try:
        use_language(PSEUDO)
        for key, percent in product("ac", (100, 200)):
            screen = shown(page, key, Style(text_percent=percent), SIZES[0])
            with watching() as watch:
                screen._drawn = None
                screen.draw(pygame.Surface(SIZES[0]))
                watch.assert_translated((*OWN, "A song whose title"))
    finally:
        use_language("en")


@pytest.mark.parametrize("page", ["list", "song", "letters", "show"])
def test_at_the_usual_size_nothing_has_to_be_scrolled_for(page: str) -> None:
    screen = shown(page, "a", Style(), SIZES[0])
    screen.draw(pygame.Surface(SIZES[0]))
    assert not screen._page._is_scrollable()


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("percent", [100, 200])
def test_it_is_drawn_in_the_colours_of_the_theme(theme: Theme, percent: int) -> None:
    palette = PALETTES[theme]
    for page in PAGES:
        screen = shown(page, "a", Style(palette, percent), SIZES[1])
        surface = pygame.Surface(SIZES[1])
        screen._drawn = None
        screen.draw(surface)
        found = {tuple(surface.get_at((x, y)))[:3] for x in range(0, 800, 2) for y in range(480)}
        assert surface.get_at((2, 2))[:3] == palette.ground
        assert {palette.raised, palette.text} <= found, page


@pytest.mark.parametrize("percent", TEXT_PERCENTS)
def test_no_target_is_too_small_and_none_over_another(percent: int) -> None:
    for page in PAGES:
        screen = shown(page, "a", Style(text_percent=percent), SIZES[0])
        screen.draw(pygame.Surface(SIZES[0]))
        rects = [button.rect for button in screen.buttons]
        assert all(rect.w >= 64 and rect.h >= 64 for rect in rects), page


@pytest.mark.parametrize("percent", TEXT_PERCENTS)
def test_the_chosen_song_is_in_sight_at_any_size(percent: int) -> None:
    rows = [replace(ROW, key=str(number)) for number in range(200)]
    screen = SongsScreen(
        rows, helpers.settings(), LEVELS, lambda _: rows, message=MESSAGE, song_key="120"
    )
    surface = pygame.Surface((1280, 720))
    screen.draw(surface)
    screen.style = Style(text_percent=percent)
    for _ in range(3):
        screen.draw(surface)
        view = screen._list._view
        assert view.rect.contains(dict(view.seen())[view.chosen])
        screen.act(Action.PAGE_DOWN)


def test_nothing_is_drawn_while_nothing_changes_at_any_size() -> None:
    for page, percent in product(PAGES, TEXT_PERCENTS):
        screen = shown(page, "a", Style(text_percent=percent), SIZES[0])
        surface = pygame.Surface(SIZES[0])
        screen.draw(surface)
        for frame in range(5):
            screen.tick(1.0 + frame / 60)
            assert screen.draw(surface) == [], (page, percent)


def test_the_names_of_all_buttons_differ() -> None:
    for page, percent in product(PAGES, (100, 200)):
        screen = shown(page, "a", Style(text_percent=percent), SIZES[0])
        names = desk.names(screen)
        assert len(names) == len(set(names))
