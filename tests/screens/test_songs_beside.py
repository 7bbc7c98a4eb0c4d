"""What is told of a song beside the list, and what can be done with it there."""

from __future__ import annotations

import pygame

from game.screens.ui.song_choice import REST_S
from game.screens.ui.song_details import SongDetails
from tests.screens import desk, helpers
from tests.screens.desk import FakeDesk
from tests.screens.song_screen import (
    BACK,
    DOWN,
    ERASE,
    OK,
    ROWS,
    UP,
    Songs,
)


def test_a_favourite_is_made_and_unmade() -> None:
    songs = Songs()
    songs.press("more", "favourite")
    assert songs.screen.chosen_row and songs.screen.chosen_row.is_favourite
    songs.press("more", "favourite")
    assert songs.desk.asked == [("favourite", "ode", True), ("favourite", "ode", False)]


def test_only_songs_of_ones_own_can_be_removed_and_put_back_again() -> None:
    songs = Songs()
    songs.press("more")
    assert "remove" not in desk.names(songs.screen)
    songs.act(BACK, BACK, DOWN, DOWN)
    songs.press("more", "remove")
    assert songs.key == "elise"
    songs.press("put back")
    assert songs.desk.asked == [("remove", "cut"), ("put back",)]
    songs.screen.show_rows(ROWS)
    assert songs.key == "cut"


def test_a_removed_song_can_still_be_put_back_later() -> None:
    songs = Songs()
    songs.act(DOWN, DOWN)
    songs.press("more", "remove", "done")
    songs.act(UP)
    songs.press("more", "put back", "more")
    assert songs.desk.asked[-1] == ("put back",)
    assert "put back" not in desk.names(songs.screen)


def test_after_the_last_song_was_removed_the_one_before_is_chosen() -> None:
    songs = Songs()
    songs.act(DOWN, DOWN, DOWN)
    songs.press("more", "remove")
    assert songs.key == "cut"


def test_what_cannot_be_done_is_said_and_changes_nothing(texts: list[pygame.Rect]) -> None:
    songs = Songs(desk=FakeDesk(refusal="The disk is full."))

    def texts_on_show() -> int:
        texts.clear()
        songs.screen.draw(pygame.Surface((640, 360)))
        songs.screen.draw(songs.surface)
        return len(texts) // 2

    songs.act(DOWN, DOWN)
    songs.press("more")
    before = texts_on_show()
    for name in ("favourite", "remove"):
        songs.press(name)
        assert texts_on_show() == before + 1
        assert songs.screen.chosen_row == ROWS[2]


def test_a_place_is_typed_or_pasted_to_add_what_is_there() -> None:
    songs = Songs()
    songs.press("add songs")
    assert songs.act(OK) is None
    songs.type("my songs")
    songs.act(ERASE, OK)
    assert songs.desk.asked == [("add", "my song")]
    songs.desk.copied = "/a/b c.mid"
    songs.press("add songs", "paste", "add")
    assert songs.desk.asked[-1] == ("add", "/a/b c.mid")
    assert songs.found == ["ode", "star", "cut", "elise"]


def test_a_place_where_nothing_is_stays_to_be_mended() -> None:
    songs = Songs(desk=FakeDesk(refusal="There is no file or folder there."))
    songs.press("add songs")
    songs.type("nowhere")
    songs.act(OK)
    songs.desk.refusal = ""
    songs.act(ERASE, OK)
    assert songs.desk.asked == [("add", "nowher")]


def test_more_is_asked_of_a_song_only_once_the_choice_rests_and_until_all_is_known() -> None:
    chart = helpers.chart(helpers.FOUR[:3], 20)
    songs = Songs(desk=FakeDesk([SongDetails(), SongDetails(chart, is_final=True)]))
    now_s = 0.0
    for _ in range(5):
        songs.act(DOWN)
        songs.screen.tick(now_s := now_s + REST_S / 2)
        songs.act(UP)
        songs.screen.tick(now_s := now_s + REST_S / 2)
    assert songs.desk.asked == []
    songs.screen.draw(songs.surface)
    songs.screen.tick(now_s := now_s + REST_S + 0.01)
    assert songs.screen.draw(songs.surface) == []
    for _ in range(5):
        songs.screen.tick(now_s := now_s + 0.02)
    assert songs.desk.asked == [("details", "ode")] * 2
    assert songs.screen.draw(songs.surface)


def test_the_chart_is_drawn_in_the_colours_of_its_fingers() -> None:
    chart = helpers.chart(helpers.FOUR, 40)
    songs = Songs(desk=FakeDesk([SongDetails(chart, is_final=True)]))
    songs.screen.tick(0.0)
    songs.screen.tick(1.0)
    songs.screen.draw(songs.surface)
    beside = songs.surface.subsurface((800, 190, 446, 120))
    amber = sum(
        beside.get_at((x, y))[:3] == (0xFF, 0xB0, 0x00) for x in range(446) for y in range(120)
    )
    assert amber > 20
