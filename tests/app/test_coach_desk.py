"""The rooms around the songs in the whole game: opened, left, and what they keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pygame
import pytest

from game.charting.chart import Grip
from game.coach.exercises import ExerciseError
from game.inputs.actions import Action
from game.records.errors import RecordsError
from game.records.exercises import ExerciseRuns
from game.records.figures import Figures
from game.screens.exercise import ExerciseScreen
from game.screens.home import HomeScreen
from game.screens.progress import ProgressScreen
from game.screens.songs import SongsScreen
from game.screens.steps import OpenExercise, OpenProgress, OpenSongs, OpenWarmUp
from game.screens.warm_up import WarmUpScreen
from tests.app.stage import Stage
from tests.screens.fitting import watching

Start = Callable[..., Stage]


def words_of(stage: Stage) -> str:
    with watching() as watch:
        stage.screen.draw(pygame.Surface((1024, 768)))
    return watch.words


def counted(stage: Stage, presses: int) -> None:
    """Open an exercise, count so much with a key bound to a finger, and stop."""
    stage.flow.follow(OpenExercise("1-gentle", 0))
    assert isinstance(stage.screen, ExerciseScreen)
    for _ in range(5):
        stage.frame()
    stage.flow.follow(stage.screen.act(Action.OK))
    stage.frame()
    for number in range(presses):
        stage.screen.tap(stage.now_s + 0.3 * number)
    stage.flow.follow(stage.screen.act(Action.BACK))


def test_progress_begins_empty_and_leads_back_to_the_menu(start: Start) -> None:
    stage = start()
    stage.flow.follow(OpenSongs())
    stage.flow.follow(OpenProgress())
    assert isinstance(stage.screen, ProgressScreen)
    assert "This is where your practice will show." in words_of(stage)
    stage.flow.follow(stage.screen.act(Action.BACK))
    assert isinstance(stage.screen, SongsScreen)


def test_after_a_song_it_is_in_the_book(start: Start) -> None:
    stage = start()
    stage.open("Alpha")
    stage.until(lambda: stage.flow.session is None)
    stage.flow.follow(OpenProgress())
    assert "Your first song is in the book." in words_of(stage)


def test_records_that_can_not_be_read_are_told(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trouble(*_: object) -> None:
        raise RecordsError("The disk is gone.")

    stage = start()
    monkeypatch.setattr(Figures, "days", trouble)
    monkeypatch.setattr(ExerciseRuns, "counted_on", trouble)
    for step in (OpenProgress(), OpenWarmUp()):
        stage.flow.follow(step)
        assert "The disk is gone." in words_of(stage)


def test_exercises_that_can_not_be_read_are_told(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trouble(_: object) -> None:
        raise ExerciseError("exercises.toml can't be opened as a text file.")

    stage = start()
    monkeypatch.setattr("game.app.coach_desk.read_exercises", trouble)
    stage.flow.follow(OpenWarmUp())
    assert "can't be opened" in words_of(stage)


def test_what_was_counted_is_kept_for_the_player(start: Start) -> None:
    stage = start()
    counted(stage, 4)
    player = stage.flow.visit.player
    (run,) = stage.records.exercises.all(player.id)
    assert (run.exercise_id, run.repetitions, run.finished) == ("palm-turn", 4, False)
    assert run.duration_ms == 900
    assert abs(run.started.local.date() - date.today()) <= timedelta(days=1)
    stage.flow.follow(OpenWarmUp())
    assert isinstance(stage.screen, WarmUpScreen)
    assert "today: 4" in words_of(stage)


def test_what_can_not_be_stored_waits_and_is_stored_later(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = start()
    with monkeypatch.context() as patched:

        def trouble(*_: object) -> None:
            raise RecordsError("The disk is full.")

        patched.setattr(ExerciseRuns, "store", trouble)
        counted(stage, 3)
        assert "The disk is full." in words_of(stage)
    assert stage.records.exercises.all(stage.flow.visit.player.id) == ()
    stage.flow.close()
    (run,) = stage.records.exercises.all(stage.flow.visit.player.id)
    assert run.repetitions == 3


def test_any_key_counts_and_escape_stops(start: Start) -> None:
    stage = start()
    stage.flow.follow(OpenExercise("1-gentle", 0))
    for _ in range(5):
        stage.frame()
    stage.press(pygame.K_RETURN)
    stage.frame()
    screen = stage.screen
    assert isinstance(screen, ExerciseScreen) and screen.takes_pinches
    for key in (pygame.K_SPACE, pygame.K_RIGHT, pygame.K_RETURN):
        stage.frame(0.5)
        stage.press(key)
    assert screen.tally.count == 3
    stage.press(pygame.K_ESCAPE)
    assert not screen.takes_pinches
    assert stage.screen is screen


def test_an_exercise_that_is_not_there_leads_to_the_list(start: Start) -> None:
    stage = start()
    stage.flow.follow(OpenExercise("1-gentle", 9))
    assert isinstance(stage.screen, WarmUpScreen)
    stage.flow.follow(OpenExercise("nowhere", 0))
    assert isinstance(stage.screen, WarmUpScreen)


def test_the_last_exercise_leads_to_today_s_song(start: Start) -> None:
    stage = start()
    stage.flow.follow(OpenExercise("3-challenging", 2))
    assert isinstance(stage.screen, ExerciseScreen)
    stage.flow.follow(stage.screen.choose("on"))
    assert isinstance(stage.screen, HomeScreen)


def test_only_fingers_in_use_take_turns(start: Start) -> None:
    stage = start()
    settings = stage.flow.visit.settings
    stage.flow.visit.set_settings(replace(settings, grips=(Grip.KEY, Grip.RING, Grip.INDEX)))
    stage.flow.follow(OpenExercise("3-challenging", 2))
    assert isinstance(stage.screen, ExerciseScreen)
    assert stage.screen.tally.grips == (Grip.INDEX, Grip.RING)
