"""What stands beside a song, and favourites, removing and adding, from keys to disk and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pygame
import pytest

from game.app import sketching
from game.app.sketching import Sketcher, Wanted, chart_of_song
from game.app.song_desk import path_in
from game.beside import WorkLostError
from game.charting.chart import Chart
from game.records.errors import RecordsError
from game.screens.songs import SongsScreen
from game.screens.steps import OpenSongs
from game.screens.ui.song_finder import Show
from tests.app.stage import AtOnce, Later, Stage, write_song
from tests.app.test_songs import settle

Start = Callable[..., Stage]
MORE = (pygame.K_RIGHT, pygame.K_RIGHT, pygame.K_RETURN)


def press(stage: Stage, *keys: int) -> None:
    for key in keys:
        stage.press(key)


def type_in(stage: Stage, text: str) -> None:
    for letter in text:
        if letter == " ":
            stage.press(pygame.K_SPACE)
        else:
            stage.key(0, 0, text=letter)


def rest(stage: Stage) -> None:
    """Let the choice rest on a song until all is known of it."""
    for _ in range(4):
        stage.frame()


def titles(stage: Stage) -> list[str]:
    assert isinstance(stage.screen, SongsScreen)
    return [row.title for row in stage.screen._list._finder.found]


def wanted(stage: Stage, name: str = "alpha") -> Wanted:
    path = stage.songs / f"{name}.mid"
    entry = stage.library.known(path)
    assert entry and entry.sha256
    return Wanted(path, entry.sha256, None, stage.flow.visit.settings)


def test_the_pinches_of_each_finger_are_told_before_the_first_run(start: Start) -> None:
    stage = start()
    rest(stage)
    shown = stage.shown()
    assert " 3 1 Your first run" in shown
    assert "Your first run will be your first record" in shown


def test_the_best_runs_under_these_settings_are_told_best_first(start: Start) -> None:
    stage = start()
    for hits in (2, 4, 3, 1):
        stage.open("Alpha")
        stage.play(hits)
    stage.press(pygame.K_ESCAPE)
    rest(stage)
    shown = stage.shown()
    places = [shown.index(f" {points} ") for points in (400, 300, 200)]
    assert places == sorted(places)
    assert " 100 " not in shown
    assert shown.count("Today") == 1 + 3


def test_a_run_under_other_settings_is_counted(start: Start) -> None:
    stage = start()
    stage.open("Alpha")
    stage.play(4)
    press(stage, pygame.K_ESCAPE, pygame.K_RIGHT, pygame.K_UP, pygame.K_RETURN, pygame.K_RETURN)
    press(stage, pygame.K_ESCAPE)
    rest(stage)
    assert "No record yet like this 1 record under other settings" in stage.shown()


def test_a_played_song_shows_its_day_and_is_no_longer_among_those_not_played(
    start: Start,
) -> None:
    stage = start()
    stage.open("Beta")
    stage.play(1)
    stage.press(pygame.K_ESCAPE)
    assert stage.row().last_run == "Today"
    stage.flow.visit.songs.show = Show.NOT_PLAYED
    stage.flow.follow(OpenSongs())
    assert titles(stage) == ["Alpha", "Beta", "Gamma"]  # the song one comes from is always there
    stage.flow.visit.song = None
    stage.flow.visit.songs.show = Show.NOT_PLAYED
    stage.flow.follow(OpenSongs())
    assert titles(stage) == ["Alpha", "Gamma"]


def test_a_favourite_stays_one_at_the_next_start_and_for_its_player_only(start: Start) -> None:
    stage = start()
    press(stage, pygame.K_DOWN, *MORE, pygame.K_RETURN)
    assert stage.row().title == "Beta" and stage.row().is_favourite
    press(stage, pygame.K_ESCAPE, pygame.K_RIGHT, pygame.K_UP, pygame.K_RETURN, pygame.K_RETURN)
    assert stage.row().is_favourite
    again = start(records=stage.records)
    press(again, pygame.K_DOWN)
    assert again.row().is_favourite
    press(again, *MORE, pygame.K_RETURN)
    assert not start(records=stage.records).records.songs.favourites(stage.player.id)


def test_a_song_is_removed_and_put_back_with_its_records(start: Start, home: Path) -> None:
    stage = start()
    stage.open("Beta")
    stage.play(3)
    stage.press(pygame.K_ESCAPE)
    press(stage, *MORE, pygame.K_DOWN, pygame.K_DOWN, pygame.K_RETURN)
    settle(stage)
    assert titles(stage) == ["Alpha", "Gamma"]
    assert (home / "trash" / "beta.mid").exists()
    assert "Put it back" in stage.shown()
    press(stage, pygame.K_UP, pygame.K_RETURN)
    rest(stage)
    assert titles(stage) == ["Alpha", "Beta", "Gamma"]
    assert (stage.row().title, stage.row().best_points) == ("Beta", 300)
    assert (home / "songs" / "beta.mid").exists()


def test_a_song_that_cannot_be_removed_stays_and_a_sentence_tells(start: Start, home: Path) -> None:
    (home / "trash").touch()
    stage = start()
    press(stage, *MORE, pygame.K_DOWN, pygame.K_DOWN, pygame.K_RETURN)
    assert "Alpha can't be moved just now" in stage.shown()
    assert titles(stage) == ["Alpha", "Beta", "Gamma"]


def test_a_favourite_that_cannot_be_stored_is_told(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RecordsError("The disk is full.")

    stage = start()
    monkeypatch.setattr(stage.records.songs, "set_favourite", refuse)
    press(stage, *MORE, pygame.K_RETURN)
    assert "The disk is full." in stage.shown()
    assert not stage.row().is_favourite


def test_a_song_is_added_by_typing_where_it_is(start: Start, tmp_path: Path) -> None:
    file = write_song(tmp_path / "my songs" / "omega.mid", "Omega", (60, 61))
    stage = start()
    press(stage, pygame.K_UP, pygame.K_RIGHT, pygame.K_RETURN)
    type_in(stage, f"{file}x")
    press(stage, pygame.K_RETURN)
    assert "There is no file or folder there." in stage.shown()
    press(stage, pygame.K_BACKSPACE, pygame.K_RETURN)
    settle(stage)
    assert stage.row().title == "Omega"
    assert stage.row().is_own
    assert "Omega added." in stage.shown()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("/a/my songs", "/a/my songs"),
        ("  '/a/b.mid' ", "/a/b.mid"),
        ('"/a/b.mid"', "/a/b.mid"),
        ("file:///a/my%20songs/b.mid", "/a/my songs/b.mid"),
        ("~nobody-of-this-name/b.mid", "~nobody-of-this-name/b.mid"),
    ],
)
def test_places_are_understood_as_people_and_file_managers_write_them(
    text: str, place: str
) -> None:
    assert path_in(text) == Path(place)


def test_the_chart_shown_is_the_one_that_will_be_played(start: Start) -> None:
    stage = start()
    chart, is_final = Sketcher(AtOnce()).chart(wanted(stage))
    assert is_final
    stage.open("Alpha")
    assert chart == stage.session.run.chart


def test_a_chart_is_made_once_and_the_latest_wish_comes_next(start: Start) -> None:
    stage, workers = start(), Later()
    sketcher = Sketcher(workers)
    alpha, beta, gamma = (wanted(stage, name) for name in ("alpha", "beta", "gamma"))
    for one in (alpha, beta, gamma):
        assert sketcher.chart(one) == (None, False)
    workers.work()
    assert sketcher.chart(gamma) == (None, False)
    workers.work()
    for one in (alpha, gamma):
        chart, is_final = sketcher.chart(one)
        assert is_final and chart and chart.song_sha256 == one.sha256
    assert sketcher.chart(beta) == (None, False)


def test_a_song_that_has_gone_has_no_chart_and_is_no_trouble(start: Start) -> None:
    stage = start()
    one = wanted(stage)
    one.path.unlink()
    assert Sketcher(AtOnce()).chart(one) == (None, True)
    rest(stage)
    assert isinstance(stage.screen, SongsScreen)


def test_work_that_breaks_off_leaves_no_chart_and_the_next_one_is_made(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = start()
    alpha, beta = wanted(stage), wanted(stage, "beta")

    def make(one: Wanted) -> Chart | None:
        if one == alpha:
            raise WorkLostError("killed")
        return chart_of_song(one)

    monkeypatch.setattr(sketching, "chart_of_song", make)
    sketcher = Sketcher(AtOnce())
    assert sketcher.chart(alpha) == (None, True)
    assert sketcher.chart(beta) == (chart_of_song(beta), True)


def test_by_default_the_charts_come_from_a_process_of_their_own(start: Start) -> None:
    one, sketcher = wanted(start()), Sketcher()
    deadline_s = monotonic() + 60
    while not sketcher.chart(one)[1] and monotonic() < deadline_s:
        sleep(0.01)
    assert sketcher.chart(one) == (chart_of_song(one), True)
    sketcher.close()
