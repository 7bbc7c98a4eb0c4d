"""After a run: what it is compared with, and what a suggestion that is taken changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pygame

from game.inputs.actions import Action
from game.screens.practice import PracticeScreen
from game.screens.steps import LeavePractice, PlayAgain, PlayNext
from tests.app.stage import Stage

Start = Callable[..., Stage]


def test_after_a_result_the_settings_that_are_suggested_hold_from_then_on(start: Start) -> None:
    stage = start()
    stage.open("Alpha")
    slower = replace(stage.session.settings, speed_percent=90)
    stage.play(1)
    stage.flow.follow(PlayAgain(slower))
    stage.frame()
    assert stage.session.settings == slower
    stage.play(1)
    stage.flow.follow(PlayNext())
    stage.frame()
    assert stage.session.settings == slower


def test_a_result_tells_of_last_time(start: Start) -> None:
    stage = start()
    stage.open("Alpha")
    stage.play(1)
    assert "Your first record" in stage.shown()
    assert "last time" not in stage.shown()
    stage.press(pygame.K_RETURN)
    stage.frame()
    stage.play(3)
    assert "New best!" in stage.shown()
    assert "more than last time" in stage.shown()


def test_the_song_can_be_practised_and_its_result_is_still_there_afterwards(start: Start) -> None:
    stage = start()
    stage.open("Alpha")
    stage.play(2)
    results = stage.screen
    stage.press(pygame.K_RIGHT)
    stage.press(pygame.K_RIGHT)
    stage.press(pygame.K_RETURN)
    stage.until(lambda: isinstance(stage.screen, PracticeScreen))
    stage.until(lambda: stage.screen.act(Action.BACK) == LeavePractice())
    stage.flow.follow(LeavePractice())
    assert stage.screen is results
