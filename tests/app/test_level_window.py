"""A level with another window is a choice like any other: kept, found again, records of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pygame
import pytest

from game.app.parts import Wishes
from game.charting.level import find_level
from game.screens.songs import SongsScreen
from game.screens.steps import OpenSongs
from game.settings import PlaySettings
from tests.app.stage import LEVELS, Stage
from tests.screens.desk import press

Start = Callable[..., Stage]
WIDE = find_level(LEVELS, "1.2~125")


def settings_of(stage: Stage) -> PlaySettings:
    assert isinstance(stage.screen, SongsScreen)
    return stage.screen.settings


def test_a_stored_choice_is_there_after_a_restart(start: Start) -> None:
    stage = start()
    stage.choices.set_play(replace(settings_of(stage), level=WIDE))
    assert settings_of(start(records=stage.records)).level == WIDE


def test_a_level_wished_for_comes_with_the_window_of_its_file(start: Start) -> None:
    stage = start()
    stage.choices.set_play(replace(settings_of(stage), level=WIDE))
    for wished in (LEVELS[0], WIDE.usual):
        again = start(Wishes(level=wished), records=stage.records)
        assert settings_of(again).level == wished


def test_one_that_was_played_last_is_there_again_too(start: Start) -> None:
    stage = start(Wishes(level=WIDE))
    stage.open("Alpha")
    stage.play(4)
    (play,) = stage.records.plays.latest(player_id=stage.player.id)
    assert play.key.course.level_id == "1-gentle-2~125"
    again = start(records=stage.records)
    assert settings_of(again).level == WIDE


@pytest.mark.parametrize("stored", ["1-gentle~130", "9-gone", "9-gone~75", "~"])
def test_a_choice_that_is_there_no_more_begins_with_the_first_level(
    start: Start, stored: str
) -> None:
    stage = start()
    choice = stage.records.settings.play(stage.player.id)
    stage.records.settings.keep_play(
        stage.player.id, replace(choice, level_id=stored, speed_percent=80)
    )
    settings = settings_of(start(records=stage.records))
    assert (settings.level, settings.speed_percent) == (LEVELS[0], 80)


def test_its_records_are_its_own(start: Start) -> None:
    stage = start(Wishes(level=WIDE))
    stage.open("Alpha")
    stage.play(4)
    stage.flow.follow(OpenSongs())
    assert stage.row().best_points is not None
    assert "Gentle 2, more time" in stage.shown()
    assert isinstance(stage.screen, SongsScreen)
    for name in ("how", "time less"):
        stage.screen.draw(pygame.Surface((1280, 720)))
        press(stage.screen, name)
    assert stage.screen.settings.level == WIDE.usual
    assert (stage.row().best_points, stage.row().other_records) == (None, 1)
