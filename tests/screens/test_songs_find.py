"""A song is found without a keyboard as well, a long list is crossed fast, and a search lasts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.inputs.actions import MOUSE_ID, Action, Phase, Pointer, Scroll
from game.screens.songs import SongsScreen
from game.screens.steps import OpenHome, OpenPlay, OpenPractice
from game.screens.ui.song_finder import SongFinder, letters_of
from game.screens.ui.song_rows import SongRow
from game.screens.ui.theme import Style
from tests.screens import desk, helpers
from tests.screens.desk import FakeDesk
from tests.screens.helpers import LEVELS
from tests.screens.song_screen import (
    BACK,
    DOWN,
    LEFT,
    MANY,
    OK,
    RIGHT,
    ROWS,
    SECOND_ROW,
    TOUCH_ID,
    UP,
    Songs,
)

WIDE = Style(text_percent=200)


def wide(rows: list[SongRow] = ROWS, known: FakeDesk | None = None) -> Songs:
    """The screen with text so large that list and song have the window in turn."""
    songs = Songs(rows, desk=known)
    songs.screen.style = WIDE
    songs.screen.draw(songs.surface)
    return songs


def focused(songs: Songs) -> str:
    """The button that has the focus on a page."""
    button = songs.screen._page.focused
    assert button
    return button.name


@pytest.mark.parametrize("pointer_id", [MOUSE_ID, TOUCH_ID])
def test_letters_are_chosen_with_the_mouse_and_by_touch(pointer_id: int) -> None:
    songs = Songs()
    songs.press("find", "letter F", "letter U", pointer_id=pointer_id)
    assert songs.found == ["elise"]
    songs.press("erase", "erase", pointer_id=pointer_id)
    assert len(songs.found) == len(ROWS)
    songs.press("letter T", "letter W", "done", pointer_id=pointer_id)
    assert songs.act(OK) == OpenPlay("star")


def test_letters_are_chosen_with_arrows_and_ok() -> None:
    songs = Songs()
    songs.act(DOWN, DOWN, LEFT, OK)
    assert focused(songs) == "letter A"
    songs.act(*[RIGHT] * 5, OK)
    assert songs.screen._list.search == "f"
    assert songs.key == "elise"
    songs.act(*[DOWN] * 5, RIGHT)
    assert focused(songs) == "done"
    assert songs.act(OK, OK) == OpenPlay("elise")


def test_typing_goes_on_while_the_letters_are_shown() -> None:
    songs = Songs()
    songs.press("find")
    songs.type("fu")
    assert songs.found == ["elise"]
    assert "letter A" in desk.names(songs.screen)


def test_back_from_the_letters_leads_to_what_they_have_found() -> None:
    songs = Songs()
    songs.press("find", "letter F", "letter U")
    songs.act(BACK)
    assert songs.found == ["elise"]
    assert songs.act(OK) == OpenPlay("elise")


def test_the_line_to_search_with_closes_the_letters_again() -> None:
    songs = Songs()
    songs.press("find")
    songs.press("find")
    assert "letter A" not in desk.names(songs.screen)


def test_letters_that_titles_begin_with_can_be_chosen_whatever_the_script() -> None:
    letters = letters_of(["Журавли", "Für Elise", "99 songs", "Ünder", "...", "", "東京"])
    assert letters[:26] == list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert set(letters[26:]) == {"Ж", "9", "東"}
    songs = Songs([*ROWS, SongRow("crane", "Журавли", 60)])
    songs.press("find", "letter Ж")
    assert songs.found == ["crane"]


def test_the_first_song_that_begins_with_what_is_typed_is_chosen() -> None:
    rows = [SongRow("1", "Amber", 60), SongRow("2", "Climb", 60), SongRow("3", "Brahms", 60)]
    songs = Songs(rows)
    songs.type("b")
    assert songs.found == ["1", "2", "3"]
    assert songs.key == "3"
    songs.type("e")
    assert songs.key == "1"


@given(st.lists(st.text("abü 'ß", max_size=5), min_size=1, max_size=8), st.text("abu", max_size=3))
def test_what_begins_so_is_found(titles: list[str], search: str) -> None:
    finder = SongFinder([SongRow(str(n), title, 60) for n, title in enumerate(titles)], 1)
    finder.look_for(search)
    first = finder.first_beginning()
    plain = [title.replace("ü", "u").replace(" ", "").replace("'", "") for title in titles]
    if any(title.startswith(search) for title in plain):
        assert first is not None
    assert first is None or first in finder.found


def test_pages_and_both_ends_are_reached_at_once() -> None:
    songs = Songs(MANY)
    songs.act(Action.PAGE_DOWN)
    page = int(songs.key)
    assert 3 <= page <= 5
    songs.act(Action.PAGE_DOWN)
    assert int(songs.key) == 2 * page
    songs.act(Action.LAST)
    assert songs.key == "9999"
    songs.act(Action.PAGE_DOWN)
    assert songs.key == "9999"
    songs.act(Action.PAGE_UP)
    assert int(songs.key) == 9999 - page
    songs.act(Action.FIRST, Action.PAGE_UP)
    assert songs.key == "0"


def test_a_page_further_what_was_the_end_is_still_seen() -> None:
    songs = Songs(MANY)
    view = songs.screen._list._view
    for _ in range(5):
        seen = {number for number, rect in view.seen() if view.rect.contains(rect)}
        songs.act(Action.PAGE_DOWN)
        assert seen & {number for number, _ in view.seen()}


def test_a_search_lasts_until_it_is_ended() -> None:
    known = FakeDesk()
    songs = Songs(desk=known)
    songs.type("fu")
    assert Songs(desk=known).found == ["elise"]
    again = SongsScreen(
        ROWS, helpers.settings(), LEVELS, lambda _: ROWS, song_key="elise", desk=known
    )
    assert again._list.search == "fu"
    songs.act(BACK)
    assert len(Songs(desk=known).found) == len(ROWS)


def test_a_search_that_does_not_find_the_song_just_played_is_over() -> None:
    known = FakeDesk(search="fu")
    screen = SongsScreen(
        ROWS, helpers.settings(), LEVELS, lambda _: ROWS, song_key="star", desk=known
    )
    assert screen.chosen_row == ROWS[1]
    assert known.search == ""


def test_a_song_is_practised_from_its_page() -> None:
    assert Songs().press("more", "practise") == OpenPractice("ode")
    songs = Songs()
    songs.act(DOWN, DOWN)
    songs.press("more")
    assert "practise" not in desk.names(songs.screen), "a file that can't be played"


def test_the_wheel_scrolls_what_it_is_over() -> None:
    songs = Songs(MANY)
    songs.screen.style = Style(text_percent=125)
    songs.screen.draw(songs.surface)
    songs.press("show")
    for x, is_list in ((300, True), (1000, False)):
        songs.screen.point(Pointer(Phase.MOVE, x, 400, MOUSE_ID))
        before = songs.screen._list._view.scroll
        songs.screen.point(Scroll(2))
        assert (songs.screen._list._view.scroll != before) is is_list


def test_with_large_text_the_song_has_a_page_of_its_own() -> None:
    songs = wide()
    assert "play" not in desk.names(songs.screen)
    assert songs.act(DOWN, RIGHT) is None
    assert {"play", "how", "more", "songs"} == set(desk.names(songs.screen))
    assert songs.act(OK) == OpenPlay("star")
    songs.act(LEFT)
    assert "find" in desk.names(songs.screen)
    assert songs.act(OK) is None, "the song is seen before it is played"
    assert songs.act(OK) == OpenPlay("star")
    assert songs.act(BACK) is None
    assert songs.act(BACK) == OpenHome()


@pytest.mark.parametrize("pointer_id", [MOUSE_ID, TOUCH_ID])
def test_with_large_text_tapping_a_song_opens_its_page(pointer_id: int) -> None:
    songs = wide()
    y = songs.screen._list.rect.top + 20
    assert songs.tap((300, y), pointer_id) is None
    assert songs.press("play", pointer_id=pointer_id) == OpenPlay("ode")
    songs.press("songs", pointer_id=pointer_id)
    assert "find" in desk.names(songs.screen)
    seen = dict(songs.screen._list._view.seen())
    songs.tap((300, seen[1].top + 10), pointer_id)
    assert songs.key == "star"
    assert "play" in desk.names(songs.screen)


def test_with_large_text_every_page_leads_back_to_where_it_was_opened() -> None:
    for opener, name in ((RIGHT, "how"), (RIGHT, "more"), (UP, "show"), (UP, "add songs")):
        songs = wide()
        songs.act(opener)
        songs.press(name)
        assert songs.screen._is_alone
        songs.act(BACK)
        assert name in desk.names(songs.screen), name
    songs = wide()
    songs.act(UP)
    songs.press("find", "letter F", "letter U", "done")
    assert songs.found == ["elise"]
    assert songs.act(OK, OK) == OpenPlay("elise")


def test_the_chosen_song_stays_when_text_grows_and_shrinks() -> None:
    songs = Songs(MANY)
    songs.act(*[DOWN] * 40)
    for percent in (200, 100, 150, 125):
        songs.screen.style = Style(text_percent=percent)
        songs.screen.draw(songs.surface)
        assert songs.key == "40"
        view = songs.screen._list._view
        assert view.rect.contains(dict(view.seen())[40])


def test_tapping_the_second_row_at_the_usual_size_chooses_it() -> None:
    songs = Songs()
    songs.tap(SECOND_ROW)
    assert songs.key == "star"


def test_rows_that_say_more_are_higher_and_all_alike() -> None:
    many = [replace(row, best_points=123_456, last_run="30 September") for row in MANY[:50]]
    little, much = Songs(MANY[:50]), Songs(many)
    little_rect, much_rect = (
        next(rect.h for number, rect in one.screen._list._view.seen() if number)
        for one in (little, much)
    )
    assert much_rect >= little_rect
    heights = {rect.h for number, rect in much.screen._list._view.seen() if number}
    assert len(heights) == 1
