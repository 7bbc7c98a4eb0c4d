"""The list of songs can be used with arrows and OK alone, with the mouse alone, by touch alone."""

from __future__ import annotations

from dataclasses import replace

import pygame
import pytest

from game.charting.chart import Grip
from game.inputs.actions import MOUSE_ID, Action, Phase, Pointer, Scroll
from game.screens.screen import Leave, OpenPlay, OpenTunes, Step
from game.screens.songs import TYPING_PAUSE_S, SongsScreen
from game.screens.ui.song_rows import SongRow
from game.settings import Hand, PlaySettings
from tests.screens import helpers
from tests.screens.helpers import LEVELS, level

ROWS = [
    SongRow("ode", "Ode to Joy", 62, 1240, 3, other_records=3, has_tunes=True),
    SongRow("star", "Twinkle, Twinkle, Little Star", 48),
    SongRow("cut", "Cut off", 0, problem="This file ends too early to be a song."),
    SongRow("elise", "Für Elise", 180),
]
MANY = [SongRow(str(number), f"Song {number:03d}", 60) for number in range(200)]
TOUCH_ID = 5
UP, DOWN, LEFT, RIGHT = Action.UP, Action.DOWN, Action.LEFT, Action.RIGHT
OK, BACK = Action.OK, Action.BACK
LESS_LEVEL, MORE_LEVEL = (900, 170), (1196, 170)
LESS_SPEED, MORE_SPEED = (900, 302), (1196, 302)
HAND, PLAY, TUNE = (1050, 434), (1050, 570), (1176, 570)
SECOND_ROW = (300, 96 + 172 + 46)


class Songs:
    """A songs screen that remembers the settings it asked for."""

    def __init__(self, rows: list[SongRow] = ROWS, chosen: PlaySettings | None = None) -> None:
        self.asked: list[PlaySettings] = []
        self.rows = rows
        self.screen = SongsScreen(
            rows, chosen or helpers.settings("2", helpers.FOUR[:3]), LEVELS, self.change
        )
        self.surface = pygame.Surface((1280, 720))
        self.screen.draw(self.surface)

    def change(self, settings: PlaySettings) -> list[SongRow]:
        self.asked.append(settings)
        return self.rows

    def act(self, *actions: Action) -> Step | None:
        step = None
        for action in actions:
            step = self.screen.act(action)
        return step

    def tap(self, point: tuple[int, int], pointer_id: int = TOUCH_ID) -> Step | None:
        self.screen.point(Pointer(Phase.DOWN, *point, pointer_id))
        return self.screen.point(Pointer(Phase.UP, *point, pointer_id))

    @property
    def key(self) -> str:
        assert self.screen.chosen_row
        return self.screen.chosen_row.key


def test_arrows_move_and_ok_plays() -> None:
    songs = Songs()
    assert songs.act(OK) == OpenPlay("ode")
    assert songs.act(DOWN, OK) == OpenPlay("star")
    assert songs.act(UP, UP, OK) == OpenPlay("ode")


def test_a_song_that_cant_be_played_is_listed_but_not_opened() -> None:
    songs = Songs()
    assert songs.act(DOWN, DOWN, OK) is None
    assert songs.key == "cut"
    assert songs.tap(PLAY) is None
    assert songs.act(BACK, DOWN, OK) == OpenPlay("elise")


def test_arrows_reach_play_and_come_back() -> None:
    songs = Songs()
    assert songs.act(DOWN, RIGHT, OK) == OpenPlay("star")
    assert songs.act(LEFT, UP, OK) == OpenPlay("ode")


def test_arrows_and_ok_change_every_setting() -> None:
    songs = Songs()
    songs.act(RIGHT, UP, OK)
    assert songs.screen.settings.hand is Hand.LEFT
    songs.act(UP, OK)
    assert songs.screen.settings.speed_percent in (90, 110)
    songs.act(RIGHT, UP, OK)
    assert songs.screen.settings.level == level("3")
    songs.act(LEFT, OK, OK)
    assert songs.screen.settings.level == level("1")
    assert len(songs.asked) == 5


def test_back_returns_to_the_list_and_then_leaves() -> None:
    songs = Songs()
    assert songs.act(RIGHT, BACK) is None
    assert songs.act(DOWN) is None
    assert songs.key == "star"
    assert songs.act(BACK) == Leave()


@pytest.mark.parametrize("pointer_id", [MOUSE_ID, TOUCH_ID])
def test_mouse_and_touch_reach_everything(pointer_id: int) -> None:
    songs = Songs()
    for point in (MORE_LEVEL, LESS_SPEED, LESS_SPEED, HAND):
        assert songs.tap(point, pointer_id) is None
    assert songs.screen.settings == PlaySettings(level("3"), 80, Hand.LEFT, helpers.FOUR)
    songs.tap(MORE_SPEED, pointer_id)
    songs.tap(LESS_LEVEL, pointer_id)
    assert songs.screen.settings == PlaySettings(level("2"), 90, Hand.LEFT, helpers.FOUR[:3])
    assert songs.tap(SECOND_ROW, pointer_id) is None
    assert songs.key == "star"
    assert songs.tap(PLAY, pointer_id) == OpenPlay("star")


def test_tapping_the_chosen_song_plays_it() -> None:
    assert Songs().tap((300, 180)) == OpenPlay("ode")


def test_the_tune_can_be_chosen_where_there_is_a_choice() -> None:
    songs = Songs()
    assert songs.act(RIGHT, RIGHT, OK) == OpenTunes("ode")
    assert songs.tap(TUNE) == OpenTunes("ode")
    songs.act(BACK, DOWN)
    assert songs.tap(TUNE) is None


def test_a_song_that_was_just_added_is_chosen_once_it_is_there() -> None:
    songs = Songs()
    songs.screen.show_rows(ROWS, "not there yet")
    assert songs.key == "ode"
    songs.screen.show_rows([*ROWS, SongRow("new", "Zither", 60)], "new")
    assert songs.key == "new"


def test_another_message_is_shown(texts: list[pygame.Rect]) -> None:
    songs = Songs()
    before = len(texts)
    songs.screen.show_message("Reading 1 of 2 songs")
    assert songs.screen.draw(songs.surface)
    assert len(texts) == 2 * before + 1
    assert songs.screen.draw(songs.surface) == []


def test_settings_stop_at_their_ends() -> None:
    songs = Songs()
    for _ in range(12):
        songs.tap(LESS_SPEED)
        songs.tap(MORE_LEVEL)
    assert songs.screen.settings.speed_percent == 40
    assert songs.screen.settings.level == level("3")
    for _ in range(12):
        songs.tap(MORE_SPEED)
        songs.tap(LESS_LEVEL)
    assert songs.screen.settings.speed_percent == 120
    assert songs.screen.settings.level == level("1")


def test_fingers_follow_the_level_unless_the_player_has_chosen_them() -> None:
    songs = Songs()
    songs.tap(MORE_LEVEL)
    assert songs.screen.settings.grips == level("3").default_grips
    own = (Grip.MIDDLE, Grip.LITTLE)
    songs = Songs(chosen=helpers.settings("2", own))
    songs.tap(MORE_LEVEL)
    assert songs.screen.settings.grips == own


def test_changed_settings_show_their_own_bests_and_keep_the_song() -> None:
    songs = Songs()
    songs.act(DOWN)
    songs.rows = [replace(row, best_points=77) for row in reversed(ROWS)]
    songs.tap(HAND)
    assert songs.key == "star"
    assert songs.screen.chosen_row
    assert songs.screen.chosen_row.best_points == 77


def test_songs_that_are_read_later_do_not_move_the_chosen_one() -> None:
    songs = Songs(MANY)
    songs.act(*[DOWN] * 9)
    songs.screen.show_rows([SongRow("new", "A new song", 60), *MANY])
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


def test_typing_jumps_to_a_title() -> None:
    songs = Songs()
    songs.screen.tick(10.0)
    for letter in "fü":
        songs.screen.type(letter)
    assert songs.key == "elise"
    songs.screen.tick(10.1 + TYPING_PAUSE_S)
    songs.screen.type("T")
    assert songs.key == "star"
    songs.screen.type("#")
    assert songs.key == "star"


def test_it_begins_with_the_song_asked_for() -> None:
    screen = SongsScreen(MANY, helpers.settings(), LEVELS, lambda _: MANY, song_key="150")
    assert screen.chosen_row == MANY[150]


def test_no_songs_is_no_trouble() -> None:
    songs = Songs([])
    assert songs.act(DOWN, OK) is None
    assert songs.act(RIGHT, OK) is None
    assert songs.tap(SECOND_ROW) is None
    songs.tap(MORE_LEVEL)
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
