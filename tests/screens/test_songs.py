"""The list of songs can be used with arrows and OK alone, with the mouse alone, by touch alone."""

from __future__ import annotations

from dataclasses import replace

import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.inputs.actions import MOUSE_ID, Action, Phase, Pointer, Scroll
from game.screens.songs import TYPING_PAUSE_S, SongsScreen
from game.screens.steps import OpenHome, OpenPlay, OpenSound, OpenTunes, Step
from game.screens.ui.song_finder import Show
from game.screens.ui.song_rows import SongRow
from game.settings import Hand, PlaySettings
from tests.screens import desk, helpers
from tests.screens.desk import FakeDesk
from tests.screens.fitting import watching
from tests.screens.helpers import LEVELS, level
from tests.screens.song_screen import (
    BACK,
    DOWN,
    ERASE,
    FIRST_ROW,
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


def test_arrows_move_and_ok_plays() -> None:
    songs = Songs()
    assert songs.act(OK) == OpenPlay("ode")
    assert songs.act(DOWN, OK) == OpenPlay("star")
    assert songs.act(UP, OK) == OpenPlay("ode")


def test_a_song_that_cant_be_played_is_listed_but_not_opened() -> None:
    songs = Songs()
    assert songs.act(DOWN, DOWN, OK) is None
    assert songs.key == "cut"
    assert songs.press("play") is None
    assert songs.act(BACK, DOWN, OK) == OpenPlay("elise")


def test_arrows_reach_play_and_come_back() -> None:
    songs = Songs()
    assert songs.act(DOWN, RIGHT, OK) == OpenPlay("star")
    assert songs.act(LEFT, UP, OK) == OpenPlay("ode")


def test_arrows_and_ok_change_every_setting() -> None:
    songs = Songs()
    songs.act(RIGHT, UP, OK, OK)
    assert songs.screen.settings.level == level("3")
    songs.act(LEFT, OK, OK)
    assert songs.screen.settings.level == level("1")
    songs.act(DOWN, OK)
    assert songs.screen.settings.speed_percent == 90
    songs.act(DOWN, OK)
    assert songs.screen.settings.level == level("1~75")
    songs.act(DOWN, OK)
    assert songs.screen.settings.hand is Hand.LEFT
    assert songs.act(DOWN, OK) == OpenSound()
    songs.act(DOWN, OK)
    assert songs.act(OK) == OpenPlay("ode")
    assert len(songs.asked) == 6


def test_back_leads_back_step_by_step_and_out_at_the_end() -> None:
    songs = Songs()
    songs.act(DOWN)
    songs.type("für")
    songs.act(RIGHT, UP, OK)
    assert "hand" in desk.names(songs.screen)
    assert songs.act(BACK) is None
    assert songs.found == ["elise"]
    assert songs.act(BACK) is None
    assert songs.found == ["ode", "star", "cut", "elise"]
    assert songs.act(BACK) == OpenHome()


def test_up_from_the_first_song_leads_to_what_is_above_and_down_back() -> None:
    songs = Songs()
    songs.act(UP, OK)
    assert "show favourites" in desk.names(songs.screen)
    songs.act(BACK, RIGHT, OK)
    assert "paste" in desk.names(songs.screen)
    songs.act(BACK, BACK, UP, DOWN)
    assert songs.act(OK) == OpenPlay("ode")


@pytest.mark.parametrize("pointer_id", [MOUSE_ID, TOUCH_ID])
def test_mouse_and_touch_reach_everything(pointer_id: int) -> None:
    songs = Songs()

    def press(*names: str) -> Step | None:
        return songs.press(*names, pointer_id=pointer_id)

    press("how", "level more", "speed less", "speed less", "hand")
    assert songs.screen.settings == PlaySettings(level("3"), 80, Hand.LEFT, helpers.FOUR)
    press("speed more", "level less")
    assert songs.screen.settings == PlaySettings(level("2"), 90, Hand.LEFT, helpers.FOUR[:3])
    assert press("sound") == OpenSound()
    press("done")
    assert songs.tap(SECOND_ROW, pointer_id) is None
    assert songs.key == "star"
    assert press("play") == OpenPlay("star")
    press("more", "favourite", "show", "show favourites")
    assert songs.screen.chosen_row and songs.screen.chosen_row.is_favourite
    songs.type("x")
    press("clear", "add songs", "paste", "done")
    assert "play" in desk.names(songs.screen)


def test_tapping_the_chosen_song_plays_it() -> None:
    assert Songs().tap(FIRST_ROW) == OpenPlay("ode")


def test_the_tune_can_be_chosen_where_there_is_a_choice() -> None:
    songs = Songs()
    assert songs.press("more", "tune") == OpenTunes("ode")
    songs.act(BACK, BACK, DOWN)
    songs.press("more")
    assert "tune" not in desk.names(songs.screen)


def test_a_song_that_was_just_added_is_chosen_once_it_is_there_whatever_is_shown() -> None:
    songs = Songs()
    songs.type("star")
    songs.press("show", "show level")
    songs.screen.show_rows(ROWS, "new")
    assert songs.key == "star"
    songs.screen.show_rows([*ROWS, SongRow("new", "Zither", 60)])
    assert songs.key == "new"
    assert len(songs.found) == 4 + 1


def test_another_message_is_shown(texts: list[pygame.Rect]) -> None:
    songs = Songs()
    before = len(texts)
    songs.screen.show_message("Reading 1 of 2 songs")
    assert songs.screen.draw(songs.surface)
    assert len(texts) == 2 * before + 1
    assert songs.screen.draw(songs.surface) == []


def test_settings_stop_at_their_ends() -> None:
    songs = Songs()
    songs.press("how")
    for _ in range(12):
        songs.press("speed less", "level more")
    assert songs.screen.settings.speed_percent == 40
    assert songs.screen.settings.level == level("3")
    for _ in range(12):
        songs.press("speed more", "level less")
    assert songs.screen.settings.speed_percent == 120
    assert songs.screen.settings.level == level("1")


def test_the_dial_goes_through_every_step_of_the_levels() -> None:
    songs = Songs(chosen=helpers.settings("1", level("1").default_grips), levels=LEVELS)
    songs.press("how")
    for harder in LEVELS[1:]:
        songs.press("level more")
        assert songs.screen.settings.level == harder
        assert songs.screen.settings.grips == harder.default_grips
    songs.press("level more")
    assert songs.screen.settings.level == LEVELS[-1]


def test_the_time_for_a_pinch_stays_at_other_levels() -> None:
    songs = Songs(levels=LEVELS)
    songs.press("how", "time more", "level more")
    assert songs.screen.settings.level == level("2.2~125")
    songs.press("time more", "time less", "time less", "time less", "time less")
    assert songs.screen.settings.level == level("2.2~50")
    songs.press("level less", "time more", "time more")
    assert songs.screen.settings.level == level("2")


def test_songs_are_marked_for_the_level_that_a_step_belongs_to() -> None:
    songs = Songs(levels=LEVELS)
    songs.press("how", "level more", "done")
    assert songs.screen.settings.level == level("2.2")
    songs.press("show", "show level")
    assert songs.found == ["star"]
    with watching() as watch:
        songs.press("show")
        songs.screen.draw(songs.surface)
    assert "Good for Moderate" in watch.words and "Good for Moderate 2" not in watch.words


def test_fingers_follow_the_level_unless_the_player_has_chosen_them() -> None:
    songs = Songs()
    songs.press("how", "level more")
    assert songs.screen.settings.grips == level("3").default_grips
    own = (Grip.MIDDLE, Grip.LITTLE)
    songs = Songs(chosen=helpers.settings("2", own))
    songs.press("how", "level more")
    assert songs.screen.settings.grips == own


def test_changed_settings_show_their_own_bests_and_keep_the_song() -> None:
    songs = Songs()
    songs.act(DOWN)
    songs.rows = [replace(row, best_points=77) for row in reversed(ROWS)]
    songs.press("how", "hand")
    assert songs.key == "star"
    assert songs.screen.chosen_row
    assert songs.screen.chosen_row.best_points == 77


def test_songs_that_are_read_later_do_not_move_the_chosen_one() -> None:
    songs = Songs(MANY[:200])
    songs.act(*[DOWN] * 9)
    songs.screen.show_rows([SongRow("new", "A new song", 60), *MANY[:200]])
    assert songs.key == "9"
    assert songs.screen.draw(songs.surface)


def test_the_wheel_and_a_drag_scroll_without_choosing() -> None:
    songs = Songs(MANY)
    songs.screen.point(Scroll(5))
    assert songs.screen.draw(songs.surface)
    songs.screen.point(Pointer(Phase.DOWN, 300, 500, TOUCH_ID))
    songs.screen.point(Pointer(Phase.MOVE, 300, 300, TOUCH_ID))
    songs.screen.point(Pointer(Phase.UP, 300, 300, TOUCH_ID))
    assert songs.screen.draw(songs.surface)
    assert songs.key == "0"


def test_typing_finds_titles_whatever_has_the_focus() -> None:
    songs = Songs()
    songs.act(DOWN, RIGHT, UP)
    songs.type("fur e")
    assert songs.key == "elise"
    assert songs.act(OK) == OpenPlay("elise")
    songs.act(*[ERASE] * 5)
    assert songs.key == "elise"
    assert songs.found == ["ode", "star", "cut", "elise"]


def test_a_space_begins_no_search() -> None:
    songs = Songs()
    songs.type("  ")
    assert songs.screen.draw(songs.surface) == []


def test_what_fits_no_title_shows_no_song_and_plays_none() -> None:
    songs = Songs()
    songs.type("xyz")
    assert songs.screen.chosen_row is None
    assert songs.act(OK) is None
    assert songs.screen.draw(songs.surface)
    songs.act(BACK)
    assert songs.key == "ode"


def test_while_something_is_being_typed_the_choice_is_not_settled() -> None:
    songs = Songs()
    songs.screen.tick(10.0)
    assert not songs.screen.is_being_typed
    songs.type("f")
    assert songs.screen.is_being_typed
    songs.screen.tick(10.1 + TYPING_PAUSE_S)
    assert not songs.screen.is_being_typed


@pytest.mark.parametrize(
    ("show", "keys"),
    [
        (Show.ALL, ["ode", "star", "cut", "elise"]),
        (Show.LEVEL, ["star"]),
        (Show.NOT_PLAYED, ["star", "cut", "elise"]),
        (Show.FAVOURITES, ["elise"]),
        (Show.OWN, ["cut", "elise"]),
    ],
)
def test_only_the_songs_asked_for_are_shown_and_that_is_remembered(
    show: Show, keys: list[str]
) -> None:
    songs = Songs()
    songs.press("show", f"show {show.value}")
    assert songs.found == keys
    assert songs.desk.show is show
    assert Songs(desk=songs.desk).found == keys


def test_the_songs_good_for_a_level_follow_the_level() -> None:
    songs = Songs()
    songs.press("show", "show level", "how", "level more")
    assert songs.key == "elise"


def test_a_song_begun_with_is_shown_whatever_is_asked_for() -> None:
    asking = FakeDesk(show=Show.FAVOURITES)
    screen = SongsScreen(
        ROWS, helpers.settings(), LEVELS, lambda _: ROWS, song_key="star", desk=asking
    )
    assert screen.chosen_row == ROWS[1]


def test_it_begins_with_the_song_asked_for() -> None:
    screen = SongsScreen(MANY, helpers.settings(), LEVELS, lambda _: MANY, song_key="9150")
    assert screen.chosen_row == MANY[9150]


def test_without_a_desk_songs_can_be_found_and_played() -> None:
    screen = SongsScreen(ROWS, helpers.settings(), LEVELS, lambda _: ROWS)
    assert not {"more", "add songs"} & set(desk.names(screen))
    screen.type("fu")
    screen.tick(1.0)
    assert screen.act(OK) == OpenPlay("elise")


def test_no_songs_is_no_trouble() -> None:
    songs = Songs([])
    assert songs.act(DOWN, OK) is None
    assert songs.act(RIGHT, OK) is None
    assert songs.tap(SECOND_ROW) is None
    songs.press("how", "level more", "done", "more", "done")
    songs.type("x")
    songs.act(BACK)
    assert songs.screen.chosen_row is None


def test_it_is_drawn_only_when_something_has_changed() -> None:
    songs = Songs(MANY)
    songs.screen.tick(1.0)
    assert songs.screen.draw(songs.surface) == []
    for change in (DOWN, RIGHT, UP, OK, BACK):
        songs.act(change)
        assert songs.screen.draw(songs.surface) == [songs.surface.get_rect()]
        assert songs.screen.draw(songs.surface) == []
    songs.surface = pygame.Surface((800, 480))
    assert songs.screen.draw(songs.surface) == [songs.surface.get_rect()]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*Action, *"fo e", *range(8)]), max_size=40))
def test_whatever_is_pressed_there_is_always_a_way_on(pressed: list[Action | str | int]) -> None:
    songs = Songs()
    for one in pressed:
        if isinstance(one, Action):
            songs.act(one)
        elif isinstance(one, str):
            songs.type(one)
        else:
            shown = desk.names(songs.screen)
            songs.press(shown[one % len(shown)])
        songs.screen.draw(songs.surface)
        shown = desk.names(songs.screen)
        assert len(shown) == len(set(shown))
        rects = [button.rect for button in songs.screen.buttons]
        assert all(rect.w >= 64 and rect.h >= 64 for rect in rects)
        assert all(len(rect.collidelistall(rects)) == 1 for rect in rects)
    for _ in range(4):
        if songs.act(BACK) == OpenHome():
            return
    raise AssertionError("no way out")
