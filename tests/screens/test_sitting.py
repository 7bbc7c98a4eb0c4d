"""Choosing a guided session, or going on with the one that was begun today."""

from __future__ import annotations

from datetime import date

import pygame

from game.coach.care import Today
from game.coach.sitting import Sitting, plan_of
from game.inputs.actions import Action
from game.screens.home import HomeScreen, HomeView, TodayLine
from game.screens.sitting import SittingScreen, SittingView
from game.screens.steps import BeginSitting, GoBack, OpenWarmUp, ResumeSitting
from game.screens.ui.portrait import Face
from game.settings import SESSION_MINUTES
from tests.screens.fitting import assert_fits, watching

PLANS = tuple(plan_of(minutes, 3, 3) for minutes in SESSION_MINUTES)
NEW = SittingView(PLANS, 15)
BEGUN = SittingView(PLANS, 15, (Sitting(date(2026, 3, 14), 15, 3, ("a",), 300), PLANS[1]))


def words_of(screen: SittingScreen | HomeScreen) -> str:
    with watching() as watch:
        screen.draw(pygame.Surface((1280, 720)))
    return watch.words


def test_one_key_begins_as_long_as_is_set() -> None:
    assert SittingScreen(NEW).act(Action.OK) == BeginSitting(15)
    assert SittingScreen(NEW).choose("begin 30") == BeginSitting(30)


def test_one_key_goes_on_with_what_was_begun() -> None:
    screen = SittingScreen(BEGUN)
    assert "About 7 minutes are left." in words_of(screen)
    assert screen.act(Action.OK) == ResumeSitting()


def test_it_can_begin_anew() -> None:
    screen = SittingScreen(BEGUN)
    assert screen.choose("anew") is None
    assert "A guided session" in words_of(screen)
    assert screen.act(Action.OK) == BeginSitting(15)


def test_there_is_a_way_back_and_one_to_the_warm_up() -> None:
    assert SittingScreen(NEW).choose("warm up") == OpenWarmUp()
    assert SittingScreen(BEGUN).choose("back") == GoBack() == SittingScreen(NEW).back()


def test_at_most_five_things_to_choose() -> None:
    for view in (NEW, BEGUN):
        assert len(SittingScreen(view).page.buttons) <= 5


def test_it_fits() -> None:
    message = SittingView(PLANS, 15, message="The disk is full.")
    assert_fits(lambda: SittingScreen(NEW), scrolls_from=125)
    assert_fits(lambda: SittingScreen(message), own=("The disk is full.",), percents=(100, 200))
    assert_fits(lambda: SittingScreen(BEGUN), percents=(100, 200))


def test_home_shows_today_s_pinches_beside_the_goal() -> None:
    today = TodayLine("ode", "Ode to Joy", "New for you")
    near = HomeView(Face(1, "Anna"), today, goal=Today(212, 300))
    assert "212 of 300 pinches today" in words_of(HomeScreen(near))
    reached = HomeView(Face(1, "Anna"), today, goal=Today(1312, 300))
    assert "1 312 pinches today" in words_of(HomeScreen(reached))
    own = ("Ode to Joy", "New for you", "Anna", "Reading 3 of 7 songs")
    full = HomeView(Face(1, "Anna"), today, "Reading 3 of 7 songs", goal=Today(212, 300))
    assert_fits(lambda: HomeScreen(full), own=own, scrolls_from=125)
