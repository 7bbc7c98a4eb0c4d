"""Practice from screen to screen: to it, through it and back, with nothing kept of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from game.charting.chart import Grip
from game.play.practice import Bars, Practice
from game.screens.play import PlayScreen
from game.screens.practice import PracticeScreen
from game.screens.preparing import PreparingScreen
from game.screens.results import ResultsScreen
from game.screens.songs import SongsScreen
from game.screens.steps import BeginPractice, GoOn, LeavePractice, OpenPractice, OpenSound, RunEnded
from game.session import Stage as SessionStage
from game.sound.cache import StemCache
from tests.app.stage import HeardMusic, Later, Stage

Start = Callable[..., Stage]


def pixels() -> bytes:
    surface = pygame.display.get_surface()
    assert surface is not None
    return pygame.image.tobytes(surface, "RGB")


def choosing(stage: Stage) -> PracticeScreen:
    stage.until(lambda: isinstance(stage.screen, PracticeScreen))
    assert isinstance(stage.screen, PracticeScreen)
    return stage.screen


def practising(stage: Stage, practice: Practice) -> None:
    stage.flow.follow(BeginPractice(practice))
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    stage.frame()


def key_of(stage: Stage, title: str = "Alpha") -> str:
    return str(next(e.path for e in stage.library.known_entries() if e.title == title))


def paused(start: Start, hits: int = 2) -> Stage:
    stage = start()
    stage.open("Alpha")
    stage.hit(hits)
    stage.press(pygame.K_SPACE)
    return stage


def test_from_the_pause_one_can_practise_and_come_back_to_the_run(start: Start) -> None:
    stage = paused(start)
    run, screen = stage.session, stage.screen
    stage.press(pygame.K_DOWN)
    stage.press(pygame.K_DOWN)
    stage.press(pygame.K_RETURN)
    choosing(stage)
    practising(stage, Practice(waits=True))
    assert stage.session.practice == Practice(waits=True)
    stage.flow.follow(LeavePractice())
    stage.frame()
    assert stage.session is run
    assert stage.screen is screen
    stage.press(pygame.K_ESCAPE)
    stage.hit(4, start=2)
    stage.until(lambda: isinstance(stage.screen, ResultsScreen))
    (play,) = stage.records.plays.latest()
    assert play.finished
    assert play.score is not None and play.score.hits == 4


def test_nothing_of_practice_is_kept_and_no_best_is_raced(start: Start) -> None:
    stage = start()
    stage.open("Alpha")
    stage.play(4)
    best = stage.records.bests.all(stage.player.id)
    stage.flow.follow(OpenPractice(key_of(stage)))
    choosing(stage)
    practising(stage, Practice(waits=True))
    assert stage.session.run.best_points is None
    for note in stage.session.run.chart.notes:
        stage.until(lambda: stage.session.is_waiting)
        stage.pinch(note.grip)
    assert stage.session.run.score.hits == 4
    choosing(stage)
    assert "That was the whole song." in stage.shown()
    stage.flow.follow(LeavePractice())
    assert isinstance(stage.screen, ResultsScreen)
    assert len(stage.records.plays.latest()) == 1
    assert stage.records.bests.all(stage.player.id) == best


def test_leaving_leads_back_to_where_it_was_opened(start: Start) -> None:
    stage = start()
    stage.frame()
    before = pixels()
    stage.flow.follow(OpenPractice(key_of(stage, "Beta")))
    choosing(stage)
    stage.frame()
    assert pixels() != before
    stage.until(lambda: stage.now_s > 1002)
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, SongsScreen)
    stage.frame()
    assert pixels() == before
    assert stage.flow.session is None


def test_waiting_for_it_can_be_given_up(start: Start) -> None:
    stage = start(workroom=Later())
    stage.flow.follow(OpenPractice(key_of(stage)))
    stage.frame()
    assert isinstance(stage.screen, PreparingScreen)
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, SongsScreen)


def test_a_song_that_can_not_be_read_leads_back_with_a_sentence(start: Start) -> None:
    stage = start()
    stage.flow.follow(OpenPractice(str(stage.songs / "none.mid")))
    stage.frame()
    assert stage.sentence()
    assert isinstance(stage.screen, SongsScreen)


def test_a_phrase_goes_round_until_it_is_left(start: Start) -> None:
    stage = start()
    stage.flow.follow(OpenPractice(key_of(stage)))
    choosing(stage)
    practising(stage, Practice(bars=Bars(1, 1)))
    times = [note.time_s for note in stage.session.run.chart.notes]
    assert times and len(times) < 4
    stage.until(lambda: stage.session.round == 3)
    stage.press(pygame.K_ESCAPE)
    stage.frame()
    assert "nothing is counted" in stage.shown()
    stage.press(pygame.K_DOWN)
    stage.press(pygame.K_RETURN)
    choosing(stage)
    assert stage.flow.session is None


def test_practice_can_be_slower_without_changing_the_setting(start: Start) -> None:
    stage = start()
    stage.flow.follow(OpenPractice(key_of(stage)))
    choosing(stage)
    practising(stage, Practice(speed_percent=50))
    assert stage.session.settings.speed_percent == 50
    assert stage.session.run.chart.notes[0].time_s == pytest.approx(2.0)
    stage.flow.follow(LeavePractice())
    stage.open("Alpha")
    assert stage.session.settings.speed_percent == 100


def test_the_music_of_the_run_is_loaded_again_after_practice(start: Start, tmp_path: Path) -> None:
    music = HeardMusic()
    stage = start(music=music, sounds=StemCache(tmp_path))
    stage.open("Alpha")
    stage.hit(1)
    stage.press(pygame.K_SPACE)
    first = music.loaded[-1]
    stage.flow.follow(OpenPractice())
    choosing(stage)
    practising(stage, Practice(waits=True))
    second = music.loaded[-1]
    assert second != first
    stage.flow.follow(OpenPractice())
    practising(stage, Practice(bars=Bars(0, 1)))
    assert music.loaded[-1] == second
    assert second.exists()
    stage.flow.follow(LeavePractice())
    assert music.loaded[-1] == first
    assert first.exists() and not second.exists()
    stage.frame()
    stage.press(pygame.K_RETURN)
    assert stage.session.stage is SessionStage.RESUMING


def test_closing_the_game_in_practice_keeps_the_run_that_waits(start: Start) -> None:
    stage = paused(start)
    stage.flow.follow(OpenPractice())
    choosing(stage)
    practising(stage, Practice(waits=True))
    stage.until(lambda: stage.session.is_waiting)
    stage.pinch(Grip.INDEX)
    stage.flow.close()
    (play,) = stage.records.plays.latest()
    assert not play.finished
    assert play.score is not None and play.score.hits == 2


def test_losing_the_window_pauses_practice_and_sound_can_be_set(start: Start) -> None:
    stage = start()
    stage.flow.follow(OpenPractice(key_of(stage)))
    choosing(stage)
    practising(stage, Practice(waits=True))
    stage.until(lambda: stage.session.is_waiting)
    stage.flow.focus(has_it=False)
    assert stage.session.stage is SessionStage.PAUSED
    stage.frame()
    before = pixels()
    stage.flow.follow(OpenSound())
    stage.frame()
    stage.flow.follow(GoOn())
    stage.frame()
    assert isinstance(stage.screen, PlayScreen)
    assert pixels() == before
    stage.press(pygame.K_RETURN)
    stage.until(lambda: stage.session.is_waiting)


def test_a_run_can_still_be_left_after_practice(start: Start) -> None:
    stage = paused(start)
    stage.flow.follow(OpenPractice())
    choosing(stage)
    stage.flow.follow(LeavePractice())
    stage.flow.follow(RunEnded())
    assert isinstance(stage.screen, ResultsScreen)
    assert len(stage.records.plays.latest()) == 1
