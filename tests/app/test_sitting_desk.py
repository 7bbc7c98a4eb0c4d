"""A guided session through the whole game: to its end, left and gone on with, killed in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pygame
import pytest

from game.coach.care import Pain
from game.coach.sitting import Sitting
from game.records.errors import RecordsError
from game.records.settings import PlayerSettings
from game.screens.care import DayScreen, Ended, PainScreen
from game.screens.exercise import ExerciseScreen
from game.screens.home import HomeScreen
from game.screens.page_screen import PageScreen
from game.screens.play import PlayScreen
from game.screens.preparing import PreparingScreen
from game.screens.rest import RestScreen
from game.screens.results import ResultsScreen
from game.screens.sitting import SittingScreen
from game.screens.steps import (
    BeginSitting,
    OpenHome,
    OpenSitting,
    PlayNext,
    ResumeSitting,
    RunEnded,
    SittingOn,
    TakePlayer,
)
from game.screens.warm_up import WarmUpScreen
from tests.app.stage import Stage, write_song
from tests.screens.fitting import watching

Start = Callable[..., Stage]
SONGS = {"Alpha": 40, "Beta": 60, "Gamma": 60, "Delta": 60}


@pytest.fixture(autouse=True)
def songs_of_a_minute_and_more(home: Path) -> None:
    for title, notes in SONGS.items():
        pitches = [60, 62, 64, 65 + len(title)] * (notes // 4)
        write_song(home / "songs" / f"{title.lower()}.mid", title, pitches)


def words_of(stage: Stage) -> str:
    with watching() as watch:
        stage.screen.draw(pygame.Surface((1280, 720)))
    return watch.words


def settle(stage: Stage) -> None:
    for _ in range(6):
        stage.frame()


def answer(stage: Stage, name: str) -> None:
    settle(stage)
    assert isinstance(stage.screen, PageScreen)
    stage.screen.page.set_focus(name)
    assert stage.screen.page.focused and stage.screen.page.focused.name == name
    stage.press(pygame.K_RETURN)


def skip_exercise(stage: Stage) -> None:
    assert isinstance(stage.screen, ExerciseScreen)
    answer(stage, "on")


def play_song(stage: Stage) -> None:
    """The song that is being made ready is played, left early, and its result left."""
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    stage.frame()
    end_s = stage.session.facts.end_s - 2
    for song_s in (40.0, 80.0, 120.0):
        stage.until_song(min(song_s, end_s))
    stage.flow.follow(RunEnded())
    assert isinstance(stage.screen, ResultsScreen)
    stage.flow.follow(PlayNext())


def stored(stage: Stage) -> Sitting | None:
    return stage.records.settings.sitting(stage.player.id)


def begin(start: Start, minutes: int = 10, **options: object) -> Stage:
    stage = start(first=OpenHome(), **options)
    stage.flow.follow(OpenSitting())
    assert isinstance(stage.screen, SittingScreen)
    answer(stage, f"begin {minutes}")
    return stage


def to_songs(stage: Stage) -> None:
    skip_exercise(stage)
    skip_exercise(stage)


def test_a_whole_session_by_keys_alone(start: Start) -> None:
    stage = begin(start)
    assert "Warm-up: 1 of 2" in words_of(stage)
    skip_exercise(stage)
    assert "Warm-up: 2 of 2" in words_of(stage)
    skip_exercise(stage)
    songs, rests = 0, 0
    while not isinstance(stage.screen, ExerciseScreen):
        if isinstance(stage.screen, RestScreen):
            rests += 1
            said = words_of(stage)
            assert "Next:" in said and "left." in said
            stage.frame(35.0)
            settle(stage)
            stage.press(pygame.K_RETURN)
        else:
            songs += 1
            play_song(stage)
        assert songs < 12
    assert songs >= 3 and rests == songs - 1
    assert "Cool down: 1 of 1" in words_of(stage)
    skip_exercise(stage)
    assert isinstance(stage.screen, DayScreen)
    assert stage.screen.view.ended is Ended.WHOLE_SESSION
    assert stored(stage) is None
    played = [play.song_title for play in stage.records.plays.latest()]
    assert len(set(played[-4:])) == min(4, songs)


def test_it_begins_with_the_question_and_asks_after_each_song(start: Start) -> None:
    stage = start(first=OpenHome(), asks_pain=True)
    stage.flow.follow(BeginSitting(10))
    assert isinstance(stage.screen, PainScreen)
    answer(stage, Pain.NONE)
    to_songs(stage)
    play_song(stage)
    assert isinstance(stage.screen, PainScreen)
    answer(stage, Pain.NONE)
    assert isinstance(stage.screen, RestScreen)


def test_a_rest_because_of_pain_is_the_rest(start: Start) -> None:
    stage = start(first=OpenHome(), asks_pain=True)
    stage.flow.follow(BeginSitting(10))
    answer(stage, Pain.NONE)
    to_songs(stage)
    play_song(stage)
    answer(stage, Pain.A_LITTLE)
    assert isinstance(stage.screen, RestScreen)
    answer(stage, "gently")
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    assert stage.session.settings.speed_percent == 80


def test_a_stop_in_the_middle_keeps_what_was_done(start: Start) -> None:
    stage = start(first=OpenHome(), asks_pain=True)
    stage.flow.follow(BeginSitting(10))
    answer(stage, Pain.NONE)
    to_songs(stage)
    play_song(stage)
    answer(stage, Pain.STOP)
    assert isinstance(stage.screen, DayScreen)
    left = stored(stage)
    assert left is not None and left.warmed == 2 and len(left.songs) == 1 and left.songs_s > 50


def test_left_and_gone_on_with(start: Start) -> None:
    stage = begin(start)
    skip_exercise(stage)
    assert isinstance(stage.screen, ExerciseScreen)
    answer(stage, "back")
    assert isinstance(stage.screen, HomeScreen)
    stage.flow.follow(OpenSitting())
    assert "Go on with today's session?" in words_of(stage)
    answer(stage, "go on")
    assert "Warm-up: 2 of 2" in words_of(stage)


def test_killed_in_the_middle_of_a_song_it_goes_on_with_another(start: Start) -> None:
    stage = begin(start)
    to_songs(stage)
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    first = stage.session.facts.title
    again = start(first=OpenHome(), records=stage.records)
    again.flow.follow(OpenSitting())
    answer(again, "go on")
    again.until(lambda: isinstance(again.screen, PlayScreen))
    assert again.session.facts.title != first


def test_begun_anew_it_begins_at_the_beginning(start: Start) -> None:
    stage = begin(start)
    to_songs(stage)
    stage.flow.follow(OpenHome())
    stage.flow.follow(OpenSitting())
    answer(stage, "anew")
    assert isinstance(stage.screen, SittingScreen)
    answer(stage, "begin 15")
    assert "Warm-up: 1 of 3" in words_of(stage)
    assert stored(stage) == Sitting(date.today(), 15)


def test_yesterday_s_session_is_over(start: Start) -> None:
    stage = start(first=OpenHome())
    before = Sitting(date.today() - timedelta(days=1), 15, warmed=2)
    stage.records.settings.keep_sitting(stage.player.id, before)
    stage.flow.follow(OpenSitting())
    assert "Go on with today's session?" not in words_of(stage)
    stage.flow.follow(ResumeSitting())
    assert isinstance(stage.screen, SittingScreen)


def test_the_minutes_that_are_set_are_suggested(start: Start) -> None:
    stage = start(first=OpenHome())
    stage.choices.care = replace(stage.choices.care, session_minutes=30)
    stage.flow.follow(OpenSitting())
    settle(stage)
    stage.press(pygame.K_RETURN)
    left = stored(stage)
    assert left is not None and left.minutes == 30


def test_only_a_warm_up_is_there_too(start: Start) -> None:
    stage = start(first=OpenHome())
    stage.flow.follow(OpenSitting())
    answer(stage, "warm up")
    assert isinstance(stage.screen, WarmUpScreen)


def test_outside_a_session_the_next_song_is_the_next_in_the_list(start: Start) -> None:
    stage = begin(start)
    stage.flow.follow(OpenHome())
    stage.open("Alpha")
    stage.until_song(30.0)
    stage.flow.follow(RunEnded())
    stage.flow.follow(PlayNext())
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    assert stage.session.facts.title == "Beta"


def test_without_songs_there_are_exercises(home: Path, start: Start) -> None:
    for path in (home / "songs").iterdir():
        path.unlink()
    stage = begin(start)
    to_songs(stage)
    assert "Cool down: 1 of 1" in words_of(stage)


def test_a_song_that_can_not_be_played_does_not_come_again(home: Path, start: Start) -> None:
    stage = begin(start)
    skip_exercise(stage)
    (home / "songs" / "alpha.mid").write_bytes(b"broken")
    for title in ("Beta", "Gamma", "Delta"):
        (home / "songs" / f"{title.lower()}.mid").write_bytes(b"broken")
    skip_exercise(stage)
    stage.until(lambda: not isinstance(stage.screen, PreparingScreen))
    left = stored(stage)
    assert left is not None and len(left.songs) == 1


def test_what_can_not_be_stored_goes_on_all_the_same(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trouble(*_: object) -> None:
        raise RecordsError("The disk is full.")

    monkeypatch.setattr(PlayerSettings, "keep_sitting", trouble)
    monkeypatch.setattr(PlayerSettings, "sitting", trouble)
    stage = begin(start)
    to_songs(stage)
    stage.until(lambda: isinstance(stage.screen, PlayScreen))


def test_another_player_has_a_session_of_their_own(start: Start) -> None:
    stage = begin(start)
    skip_exercise(stage)
    ben = stage.records.players.choose("Ben")
    stage.flow.follow(TakePlayer(ben.id))
    stage.flow.follow(OpenSitting())
    assert "Go on with today's session?" not in words_of(stage)
    stage.flow.follow(SittingOn())
    assert isinstance(stage.screen, SittingScreen)
