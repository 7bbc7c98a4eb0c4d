"""Exercises move to the beat of a song the player likes; where none can play there are clicks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from game.app.exercise_keeping import BEATS_BEFORE_MUSIC
from game.inputs.actions import Action
from game.records.errors import RecordsError
from game.records.songs import Songs
from game.screens.exercise import ExerciseScreen
from game.screens.steps import OpenExercise, OpenHome
from game.sound.cache import StemCache
from game.sound.tone import SAMPLE_RATE
from tests.app.stage import Later, Stage, write_song
from tests.screens.fitting import watching

Start = Callable[..., Stage]


@pytest.fixture(autouse=True)
def a_song_to_move_to(home: Path) -> None:
    write_song(home / "songs" / "waltz.mid", "Waltz", [60, 64, 67, 72] * 6)


def opened(start: Start, home: Path, *, liked: bool = True, **options: object) -> Stage:
    stage = start(sounds=StemCache(home / "sounds"), **options)
    if liked:
        waltz = next(e for e in stage.library.known_entries() if e.title == "Waltz")
        assert waltz.sha256
        stage.records.songs.set_favourite(stage.player.id, waltz.sha256, is_one=True)
    stage.flow.follow(OpenExercise("1-gentle", 0))
    for _ in range(6):
        stage.frame()
    return stage


def begin(stage: Stage) -> ExerciseScreen:
    screen = stage.screen
    assert isinstance(screen, ExerciseScreen)
    screen.act(Action.OK)
    return screen


def seconds(stage: Stage) -> list[float]:
    """How long everything was that was to be heard."""
    return [round(len(samples) / SAMPLE_RATE, 1) for samples in stage.previews.played]


def words_of(stage: Stage) -> str:
    with watching() as watch:
        stage.screen.draw(pygame.Surface((1280, 720)))
    return watch.words


def test_a_favourite_is_the_beat(start: Start, home: Path) -> None:
    stage = opened(start, home)
    assert "The music of Waltz" in words_of(stage)
    begin(stage)
    (heard,) = seconds(stage)
    assert 20 < heard <= 60 and round(heard / 1.8) % 4 == 0


def test_the_song_that_was_played_most_is_one_too(start: Start, home: Path) -> None:
    stage = start(sounds=StemCache(home / "sounds"))
    stage.open("Waltz")
    stage.play(2)
    stage.flow.follow(OpenExercise("1-gentle", 0))
    assert "The music of Waltz" in words_of(stage)


def test_without_a_song_that_is_liked_there_are_clicks(start: Start, home: Path) -> None:
    stage = opened(start, home, liked=False)
    assert "Soft clicks" in words_of(stage)
    begin(stage)
    assert seconds(stage) == [round(32 * 1.8, 1)]


def test_where_nothing_can_be_heard_there_are_clicks(start: Start) -> None:
    stage = start()
    waltz = next(e for e in stage.library.known_entries() if e.title == "Waltz")
    stage.records.songs.set_favourite(stage.player.id, waltz.sha256 or "", is_one=True)
    stage.flow.follow(OpenExercise("1-gentle", 0))
    assert "Soft clicks" in words_of(stage)


def test_clicks_are_heard_until_the_music_is_there(start: Start, home: Path) -> None:
    room = Later()
    stage = opened(start, home, workroom=room)
    screen = begin(stage)
    assert seconds(stage) == [BEATS_BEFORE_MUSIC * 1.8]
    room.work()
    for _ in range(40):
        stage.frame()
    assert len(seconds(stage)) == 2 and seconds(stage)[1] > 20
    screen.act(Action.BACK)
    assert not stage.previews.is_playing


def test_another_pace_has_music_of_its_own(start: Start, home: Path) -> None:
    stage = opened(start, home)
    assert isinstance(stage.screen, ExerciseScreen)
    stage.flow.follow(stage.screen.choose("pace more"))
    begin(stage)
    assert seconds(stage)[0] == pytest.approx(4 * 1.2, abs=0.1)
    assert seconds(stage)[-1] > 20 and round(seconds(stage)[-1] / 1.2) % 4 == 0


def test_a_song_that_can_not_be_read_is_replaced_by_clicks(start: Start, home: Path) -> None:
    stage = start(sounds=StemCache(home / "sounds"))
    waltz = next(e for e in stage.library.known_entries() if e.title == "Waltz")
    stage.records.songs.set_favourite(stage.player.id, waltz.sha256 or "", is_one=True)
    (home / "songs" / "waltz.mid").write_bytes(b"broken")
    stage.flow.follow(OpenExercise("1-gentle", 0))
    for _ in range(6):
        stage.frame()
    begin(stage)
    assert seconds(stage) == [round(32 * 1.8, 1)]


def test_records_that_can_not_be_read_leave_the_clicks(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trouble(*_: object) -> None:
        raise RecordsError("The disk is gone.")

    monkeypatch.setattr(Songs, "favourites", trouble)
    stage = opened(start, home)
    assert "Soft clicks" in words_of(stage)


def test_leaving_falls_silent(start: Start, home: Path) -> None:
    stage = opened(start, home)
    begin(stage)
    assert stage.previews.is_playing
    stage.flow.close()
    assert not stage.previews.is_playing


def test_going_home_falls_silent(start: Start, home: Path) -> None:
    stage = opened(start, home)
    screen = begin(stage)
    stage.press(pygame.K_ESCAPE)
    assert not stage.previews.is_playing
    stage.flow.follow(OpenHome())
    assert stage.screen is not screen
