"""Between songs: one key answers, a rest can always be cut short, and nothing is ever lost."""

from __future__ import annotations

from dataclasses import replace

import pygame
import pytest

from game.coach.care import Asked, Pain, Today
from game.inputs.actions import Action
from game.screens.care import DayScreen, DayView, Ended, GoalScreen, PainScreen
from game.screens.care_settings import GOALS, CareSettingsScreen, next_goal
from game.screens.page_screen import PageScreen
from game.screens.rest import RestScreen, RestView
from game.screens.steps import (
    AnswerPain,
    EndDay,
    EndRest,
    GoBack,
    Leave,
    OpenHand,
    OpenHome,
    PlayNext,
    TakeRest,
)
from game.screens.ui.theme import Style
from game.settings import CareSettings
from tests.screens.fitting import assert_fits, watching

THEN = PlayNext()
REST = RestView(
    60,
    "12 minutes without a rest. A short one does the hand good.",
    "Next: Ode to Joy",
    gently="Slower: 80% speed",
)
TODAY = Today(1312, 300, 840.0)
OWN = (REST.why, REST.following, REST.gently)


def _nothing() -> None:
    pass


def settled(screen: PageScreen) -> PageScreen:
    screen.tick(100.0)
    screen.tick(101.0)
    return screen


def words_of(screen: PageScreen) -> str:
    with watching() as watch:
        screen.draw(pygame.Surface((1280, 720)))
    return watch.words


def test_one_key_says_that_nothing_hurts() -> None:
    screen = settled(PainScreen(Asked.AFTER, THEN))
    assert screen.act(Action.OK) == AnswerPain(Asked.AFTER, Pain.NONE, THEN)


def test_the_last_pinch_of_a_song_answers_nothing() -> None:
    screen = PainScreen(Asked.AFTER, THEN)
    screen.tick(100.0)
    assert screen.act(Action.OK) is None


@pytest.mark.parametrize("pain", Pain)
def test_each_answer_is_a_card(pain: Pain) -> None:
    screen = PainScreen(Asked.BEFORE, THEN)
    assert screen.choose(pain) == AnswerPain(Asked.BEFORE, pain, THEN)


def test_going_back_answers_nothing() -> None:
    assert PainScreen(Asked.BEFORE, THEN).back() == GoBack()
    assert PainScreen(Asked.AFTER, THEN).back() == AnswerPain(Asked.AFTER, None, THEN)


def test_after_a_song_a_rest_is_offered() -> None:
    assert "A short rest first" in words_of(PainScreen(Asked.AFTER, THEN))
    assert PainScreen(Asked.AFTER, THEN).choose("rest") == TakeRest(THEN)
    assert "A short rest first" not in words_of(PainScreen(Asked.BEFORE, THEN))


def test_a_rest_counts_down_and_waits_for_the_player() -> None:
    told: list[str] = []
    screen = RestScreen(replace(REST, seconds=30), THEN, lambda: told.append("over"))
    screen.tick(100.0)
    assert screen.seconds_left == 30
    assert screen.tick(110.5) is None and screen.seconds_left == 20
    assert not told
    assert screen.tick(500.0) is None and screen.seconds_left == 0
    assert screen.tick(501.0) is None and told == ["over"]
    assert "Rested. Go on when you like." in words_of(screen)


def test_a_rest_can_be_cut_short_at_any_time() -> None:
    screen = RestScreen(REST, THEN, _nothing)
    assert screen.choose("on") == EndRest(THEN)
    assert screen.choose("gently") == EndRest(THEN, gently=True)
    assert screen.choose("enough") == EndDay()
    assert screen.back() == EndRest(THEN)


def test_only_the_rings_are_drawn_while_no_word_changes() -> None:
    screen, surface = RestScreen(REST, THEN, _nothing), pygame.Surface((1280, 720))
    screen.tick(100.0)
    assert screen.draw(surface) == [surface.get_rect()]
    assert screen.draw(surface) == []
    screen.tick(100.2)
    (area,) = screen.draw(surface)
    assert area.w < 700 and area.h < 600


def test_with_calm_motion_only_the_seconds_change() -> None:
    screen, surface = RestScreen(REST, THEN, _nothing), pygame.Surface((1280, 720))
    screen.style = Style(is_calm=True)
    screen.tick(100.0)
    screen.draw(surface)
    screen.tick(100.9)
    screen.draw(surface)
    screen.tick(100.95)
    assert screen.draw(surface) == []
    screen.tick(101.1)
    assert len(screen.draw(surface)) == 1


def test_the_goal_is_told_and_leads_on() -> None:
    screen = GoalScreen(TODAY, THEN)
    assert "1 312 pinches today." in words_of(screen)
    assert screen.choose("on") == THEN and screen.choose("enough") == EndDay()
    assert screen.back() == THEN


def test_a_day_ends_without_blame() -> None:
    screen = DayScreen(DayView(Today(120, 300, 200.0), Ended.HURTS))
    said = words_of(screen)
    assert "Good that you listen to your hand." in said and "120 pinches today." in said
    assert "300" not in said and "therapist" not in said
    assert screen.choose("home") == OpenHome() and screen.choose("leave") == Leave()


def test_a_day_of_nothing_says_nothing_of_it() -> None:
    said = words_of(DayScreen(DayView(Today(0, 300), Ended.HURTS)))
    assert "pinches" not in said and "minute" not in said


def test_a_second_stop_suggests_a_talk() -> None:
    assert "therapist" in words_of(DayScreen(DayView(TODAY, Ended.HURTS, talks=True)))


def test_the_goal_goes_through_round_numbers() -> None:
    seen, goal = [GOALS[0]], GOALS[0]
    while (following := next_goal(goal, is_more=True)) != goal:
        seen.append(goal := following)
    assert tuple(seen) == GOALS
    assert next_goal(317, is_more=True) == 350 and next_goal(317, is_more=False) == 300


def test_what_is_set_is_kept_at_once() -> None:
    kept: list[CareSettings] = []

    def keep(settings: CareSettings) -> str:
        kept.append(settings)
        return "The disk is full."

    screen = CareSettingsScreen(CareSettings(), keep)
    for name in ("goal more", "days more", "minutes 30", "pain", "offers"):
        screen.choose(name)
    assert kept[-1] == CareSettings(350, 5, 30, False, False)
    assert "The disk is full." in words_of(screen)
    for _ in range(9):
        screen.choose("days more")
    assert screen.settings.days_a_week == 7
    assert screen.choose("back") == GoBack() == screen.back()
    assert screen.choose("page hand") == OpenHand()


def test_the_question_fits() -> None:
    assert_fits(lambda: PainScreen(Asked.AFTER, THEN), scrolls_from=150)
    assert_fits(lambda: PainScreen(Asked.BEFORE, THEN), percents=(100, 200))


def test_a_rest_fits() -> None:
    assert_fits(lambda: RestScreen(REST, THEN, _nothing), own=OWN, percents=(100, 150, 200))


def test_the_end_of_a_day_fits() -> None:
    hurts = DayView(TODAY, Ended.HURTS, talks=True, trouble="The disk is gone.")
    assert_fits(lambda: DayScreen(hurts), own=("The disk is gone.",), percents=(100, 200))
    assert_fits(lambda: GoalScreen(TODAY, THEN), percents=(100, 200))


def test_the_settings_fit() -> None:
    def make() -> CareSettingsScreen:
        return CareSettingsScreen(CareSettings(), lambda _: "")

    assert_fits(make)
    assert_fits(make, languages=("en", "de"), percents=(100,), scrolls_from=125)
