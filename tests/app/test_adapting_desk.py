"""After a run something harder or easier may be offered: taken it holds, refused it is let be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pygame
import pytest

from game.app.keeping import moment_now
from game.charting.chart import Grip
from game.coach.adapting import REFUSED_RUNS
from game.coach.care import Asked, Pain
from game.coach.reach import GripReach, Reach
from game.records.errors import RecordsError
from game.records.feelings import Feeling
from game.records.reaches import check_of
from game.records.recent import RecentRuns
from game.screens.results import ResultsScreen
from game.settings import Hand
from tests.app.stage import LEVELS, Stage, write_song

Start = Callable[..., Stage]
NOTES = 16
TWO = (Grip.INDEX, Grip.MIDDLE)
FOUR = (*TWO, Grip.RING, Grip.LITTLE)


@pytest.fixture(autouse=True)
def a_longer_song(home: Path) -> None:
    write_song(home / "songs" / "long.mid", "Long", [60, 62, 64, 65] * (NOTES // 4))


def play(stage: Stage, hits: int) -> str:
    """Play the song once; what the result says."""
    stage.open("Long")
    stage.play(hits)
    assert isinstance(stage.screen, ResultsScreen)
    return stage.shown()


def test_who_says_yes_plays_so_from_then_on(start: Start) -> None:
    stage = start()
    assert "Ready for more fingers: Ring, Little?" in play(stage, NOTES)
    stage.press(pygame.K_RETURN)
    stage.until(lambda: stage.flow.session is not None)
    assert stage.session.settings.grips == FOUR
    assert stage.session.settings.level == LEVELS[0]
    assert stage.records.settings.play(stage.player.id).grips == FOUR


def test_who_says_not_yet_is_asked_something_else_next_time(start: Start) -> None:
    stage = start()
    play(stage, NOTES)
    stage.press(pygame.K_RIGHT)
    stage.press(pygame.K_RETURN)
    assert isinstance(stage.screen, ResultsScreen)
    assert "Once more" in stage.shown()
    assert "Ready for the level" in play(stage, NOTES)
    again = start()
    assert "Ready for the level" in play(again, NOTES)


def test_a_refusal_is_forgotten_after_some_runs(start: Start) -> None:
    stage = start()
    play(stage, NOTES)
    stage.press(pygame.K_RIGHT)
    stage.press(pygame.K_RETURN)
    for _ in range(REFUSED_RUNS - 1):
        assert "more fingers" not in play(stage, NOTES)
    assert "more fingers" in play(stage, NOTES)


def test_few_hits_bring_something_easier(start: Start) -> None:
    assert "slower may feel easier" in play(start(), 9)


def test_the_offers_can_be_switched_off(start: Start) -> None:
    stage = start()
    stage.choices.set_care(replace(stage.choices.care, offers_changes=False))
    assert "Once more" in play(stage, NOTES)


def test_on_a_day_when_something_hurts_nothing_harder_is_offered(start: Start) -> None:
    stage = start()
    felt = Feeling(stage.player.id, Pain.A_LITTLE, Asked.AFTER, moment_now())
    stage.records.feelings.store(felt)
    assert felt.started.local.date() == date.today()
    assert "Once more" in play(stage, NOTES)


def test_only_fingers_that_reach_has_found_able_are_offered(start: Start) -> None:
    stage = start()
    grips = tuple(GripReach(grip, able=grip in (*TWO, Grip.LITTLE)) for grip in FOUR)
    check = check_of(Reach(Hand.RIGHT, grips), stage.player.id, moment_now())
    stage.records.checks.store(check)
    assert "Ready for the little finger?" in play(stage, NOTES)


def test_records_that_cannot_be_read_bring_no_offer(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise RecordsError("The records can't be read.")

    stage = start()
    monkeypatch.setattr(RecentRuns, "latest", refuse)
    assert "Once more" in play(stage, NOTES)
