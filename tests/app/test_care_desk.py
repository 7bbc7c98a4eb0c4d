"""Kind limits in the whole game: asked once, answered with a key, rested, stopped, kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pygame
import pytest

from game.app.keeping import moment_now
from game.app.sound_desk import SoundDesk
from game.charting.chart import Grip
from game.coach.care import BREAK_MS, REST_AFTER_S, Asked, Pain
from game.inputs.actions import Action
from game.play.calibration import Adjustment
from game.records.errors import RecordsError
from game.records.feelings import Feeling, Feelings
from game.records.keys import Moment
from game.screens.adjust import AdjustScreen
from game.screens.care import DayScreen, Ended, GoalScreen, PainScreen
from game.screens.care_settings import CareSettingsScreen
from game.screens.home import HomeScreen
from game.screens.page_screen import PageScreen
from game.screens.play import PlayScreen
from game.screens.preparing import PreparingScreen
from game.screens.rest import RestScreen
from game.screens.results import ResultsScreen
from game.screens.steps import (
    GoBack,
    OpenCare,
    OpenExercise,
    OpenHome,
    OpenPlay,
    OpenSongs,
    PlayAgain,
    PlayNext,
    RunEnded,
    Step,
)
from game.screens.ui.layout import Layout
from tests.app.stage import Stage, write_song
from tests.screens.fitting import watching

Start = Callable[..., Stage]
DAY_MS = 86_400_000


@pytest.fixture(autouse=True)
def a_longer_song(home: Path) -> None:
    write_song(home / "songs" / "long.mid", "Long", [60, 62, 64, 65] * 4)


def key_of(stage: Stage, title: str = "Long") -> str:
    return str(next(e.path for e in stage.library.known_entries() if e.title == title))


def feelings(stage: Stage) -> list[tuple[Pain, Asked]]:
    kept = stage.records.feelings.between(stage.player.id, date(1, 1, 1), date(9999, 1, 1))
    return [(one.pain, one.asked) for one in kept]


def answer(stage: Stage, name: str) -> None:
    """Choose on the screen on show, once it has settled."""
    for _ in range(6):
        stage.frame()
    assert isinstance(stage.screen, PageScreen)
    stage.screen.page.set_focus(name)
    assert stage.screen.page.focused and stage.screen.page.focused.name == name
    stage.press(pygame.K_RETURN)


def words_of(stage: Stage) -> str:
    with watching() as watch:
        stage.screen.draw(pygame.Surface((1280, 720)))
    return watch.words


def asked_before(stage: Stage) -> bool:
    stage.flow.follow(OpenPlay(key_of(stage)))
    return isinstance(stage.screen, PainScreen)


def played(start: Start, hits: int = 16, **options: object) -> Stage:
    """A song has been played; its result is on show."""
    stage = start(asks_pain=True, **options)
    if asked_before(stage):
        answer(stage, Pain.NONE)
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    stage.frame()
    stage.play(hits)
    assert isinstance(stage.screen, ResultsScreen)
    return stage


def test_a_session_begins_with_the_question_and_one_key_goes_on(start: Start) -> None:
    stage = start(asks_pain=True)
    assert asked_before(stage)
    for _ in range(6):
        stage.frame()
    stage.press(pygame.K_RETURN)
    assert isinstance(stage.screen, PreparingScreen)
    assert feelings(stage) == [(Pain.NONE, Asked.BEFORE)]


def test_going_back_leads_to_the_menu_and_answers_nothing(start: Start) -> None:
    stage = start(asks_pain=True, first=OpenHome())
    assert asked_before(stage)
    for _ in range(6):
        stage.frame()
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, HomeScreen) and feelings(stage) == []


def test_after_the_song_it_is_asked_once_and_leads_on(start: Start) -> None:
    stage = played(start)
    stage.flow.follow(PlayAgain())
    assert isinstance(stage.screen, PainScreen)
    answer(stage, Pain.NONE)
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    assert feelings(stage) == [(Pain.NONE, Asked.BEFORE), (Pain.NONE, Asked.AFTER)]


@pytest.mark.parametrize("step", [OpenHome(), OpenSongs(), PlayNext(), GoBack()])
def test_wherever_the_result_is_left_to(start: Start, step: object) -> None:
    stage = played(start)
    stage.flow.follow(step)  # pyright: ignore[reportArgumentType]
    assert isinstance(stage.screen, PainScreen)
    answer(stage, Pain.NONE)
    assert not isinstance(stage.screen, PainScreen)


def test_a_song_left_at_once_brings_no_question(start: Start) -> None:
    stage = start(asks_pain=True)
    asked_before(stage)
    answer(stage, Pain.NONE)
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    stage.hit(2)
    stage.flow.follow(RunEnded())
    stage.flow.follow(OpenHome())
    assert isinstance(stage.screen, HomeScreen)


def test_who_turned_the_question_off_is_never_asked(start: Start) -> None:
    stage = start(asks_pain=False)
    assert not asked_before(stage)
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    stage.play(16)
    stage.flow.follow(OpenHome())
    assert isinstance(stage.screen, HomeScreen) and feelings(stage) == []


def test_the_first_exercise_is_asked_about_too(start: Start) -> None:
    stage = start(asks_pain=True)
    stage.flow.follow(OpenExercise("1-gentle", 0))
    assert isinstance(stage.screen, PainScreen)


def test_a_little_brings_a_rest_and_something_gentler(start: Start) -> None:
    stage = played(start)
    stage.flow.follow(PlayNext())
    answer(stage, Pain.A_LITTLE)
    assert isinstance(stage.screen, RestScreen) and stage.screen.view.seconds == 60
    assert "Slower: 80% speed" in words_of(stage)
    answer(stage, "gently")
    assert stage.flow.visit.settings.speed_percent == 80
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    assert stage.session.settings.speed_percent == 80


def test_the_rest_can_be_cut_short_with_everything_as_it_was(start: Start) -> None:
    stage = played(start)
    stage.flow.follow(PlayAgain())
    answer(stage, Pain.A_LITTLE)
    answer(stage, "on")
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    assert stage.flow.visit.settings.speed_percent == 100


def test_a_stop_ends_the_day_kindly_and_loses_nothing(start: Start) -> None:
    stage = played(start)
    stage.flow.follow(PlayNext())
    answer(stage, Pain.STOP)
    assert isinstance(stage.screen, DayScreen) and stage.screen.view.ended is Ended.HURTS
    assert "16 pinches today." in words_of(stage)
    assert not stage.screen.view.talks
    assert len(stage.records.plays.latest()) == 1
    answer(stage, "home")
    assert isinstance(stage.screen, HomeScreen)
    assert asked_before(stage), "who goes on after a stop is asked first"


def test_a_second_stop_on_another_day_suggests_a_talk(start: Start) -> None:
    stage = start(asks_pain=True)
    now = moment_now()
    before = Moment(now.at_ms - DAY_MS, now.utc_offset_minutes)
    stage.records.feelings.store(Feeling(stage.player.id, Pain.STOP, Asked.AFTER, before))
    assert asked_before(stage)
    answer(stage, Pain.STOP)
    assert isinstance(stage.screen, DayScreen) and stage.screen.view.talks


def test_the_goal_is_told_once_a_day(start: Start) -> None:
    stage = start(asks_pain=False)
    care = stage.choices.care
    stage.choices.care = replace(care, daily_pinches=10)
    for number in range(2):
        stage.open("Long")
        stage.play(16)
        stage.flow.follow(OpenHome())
        assert isinstance(stage.screen, GoalScreen) is (number == 0)
        if number == 0:
            answer(stage, "on")
        assert isinstance(stage.screen, HomeScreen)


def test_after_a_long_time_a_rest_is_offered_even_unasked(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = start(asks_pain=False)
    monkeypatch.setattr("game.coach.care.REST_AFTER_S", 10.0)
    stage.open("Long")
    stage.play(4)
    stage.flow.follow(PlayAgain())
    assert isinstance(stage.screen, RestScreen)
    answer(stage, "on")
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    assert REST_AFTER_S > 10.0


@pytest.mark.parametrize("days", [-400, -1, 1, 400])
def test_a_clock_set_elsewhere_asks_at_most_once(
    start: Start, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    stage = played(start)
    stage.flow.follow(OpenHome())
    answer(stage, Pain.NONE)
    then = Moment(moment_now().at_ms + days * DAY_MS)
    monkeypatch.setattr("game.app.care_desk.moment_now", lambda: then)
    questions = 0
    for _ in range(3):
        if asked_before(stage):
            questions += 1
            answer(stage, Pain.NONE)
        stage.flow.follow(OpenHome())
    assert questions <= 1


def test_after_a_break_it_is_asked_again(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = played(start)
    stage.flow.follow(OpenHome())
    answer(stage, Pain.NONE)
    assert not asked_before(stage)
    now = moment_now()
    soon = Moment(now.at_ms + BREAK_MS, now.utc_offset_minutes)
    monkeypatch.setattr("game.app.care_desk.moment_now", lambda: soon)
    assert asked_before(stage)


def test_a_new_start_of_the_game_within_the_session_does_not_ask(start: Start) -> None:
    stage = played(start)
    stage.flow.follow(OpenHome())
    answer(stage, Pain.NONE)
    stage.flow.close()
    again = start(asks_pain=True, records=stage.records)
    assert not asked_before(again)


def test_answers_that_can_not_be_stored_are_stored_later(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = start(asks_pain=True)

    def trouble(*_: object) -> None:
        raise RecordsError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(Feelings, "store", trouble)
        asked_before(stage)
        answer(stage, Pain.A_LITTLE)
    assert feelings(stage) == []
    stage.flow.close()
    assert feelings(stage) == [(Pain.A_LITTLE, Asked.BEFORE)]


def test_records_that_can_not_be_read_end_a_day_all_the_same(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = start(asks_pain=True)

    def trouble(*_: object) -> None:
        raise RecordsError("The disk is gone.")

    monkeypatch.setattr(Feelings, "between", trouble)
    assert asked_before(stage)
    answer(stage, Pain.STOP)
    assert "The disk is gone." in words_of(stage)


def test_goals_are_set_and_kept(start: Start) -> None:
    stage = start()
    stage.flow.follow(OpenCare())
    assert isinstance(stage.screen, CareSettingsScreen)
    stage.flow.follow(stage.screen.choose("goal more"))
    assert stage.records.settings.care(stage.player.id).daily_pinches == 350
    stage.flow.follow(stage.screen.act(Action.BACK))


def test_a_pinch_that_is_held_answers(start: Start) -> None:
    stage = start(asks_pain=True)
    assert asked_before(stage)
    for _ in range(6):
        stage.frame()
    stage.finger(Grip.INDEX)
    for _ in range(6):
        stage.frame()
    stage.finger(Grip.INDEX, down=False)
    assert feelings(stage) == [(Pain.NONE, Asked.BEFORE)]


def test_a_touch_answers(start: Start) -> None:
    stage = start(asks_pain=True)
    assert asked_before(stage)
    for _ in range(6):
        stage.frame()
    assert isinstance(stage.screen, PainScreen)
    stage.shown()
    width, height = pygame.display.get_window_size()
    card = next(one for one in stage.screen.page.buttons if one.name == Pain.A_LITTLE)
    at = Layout((width, height)).rect(card.rect).center
    for kind in (pygame.FINGERDOWN, pygame.FINGERUP):
        stage.event(kind, x=at[0] / width, y=at[1] / height, finger_id=1)
    assert feelings(stage) == [(Pain.A_LITTLE, Asked.BEFORE)]
    assert isinstance(stage.screen, RestScreen)


def test_where_the_timing_is_asked_about_pain_is_not(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = played(start)
    waiting = [Adjustment(60, -60)]

    def question(_: SoundDesk, step: Step) -> AdjustScreen | None:
        if not waiting:
            return None
        return AdjustScreen(waiting.pop(), lambda: None, lambda: None, step)

    monkeypatch.setattr(SoundDesk, "question_before", question)
    stage.flow.follow(PlayAgain())
    assert isinstance(stage.screen, AdjustScreen)
    answer(stage, "no")
    assert isinstance(stage.screen, PreparingScreen)


def test_repetitions_of_the_warm_up_count_for_the_goal(start: Start) -> None:
    stage = start(asks_pain=False)
    stage.choices.care = replace(stage.choices.care, daily_pinches=3)
    stage.flow.follow(OpenExercise("1-gentle", 0))
    answer(stage, "start")
    for _ in range(4):
        stage.frame(0.5)
        stage.press(pygame.K_SPACE)
    stage.press(pygame.K_ESCAPE)
    stage.flow.follow(OpenExercise("1-gentle", 1))
    assert isinstance(stage.screen, GoalScreen)
    assert "4 pinches today." in words_of(stage)


def test_the_end_of_a_rest_can_be_heard(start: Start) -> None:
    stage = played(start)
    stage.flow.follow(PlayNext())
    answer(stage, "rest")
    assert isinstance(stage.screen, RestScreen) and not stage.previews.played
    stage.frame()
    stage.frame(40.0)
    assert len(stage.previews.played) == 1
