"""The room of progress in the whole game: its pages, its goal, and clocks that were wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pygame
import pytest

from game.charting.chart import Grip
from game.play.events import InputKind, Pinch
from game.play.replay import Replay
from game.records.bests import Bests
from game.records.errors import RecordsError
from game.records.exercises import ExerciseRun
from game.records.figures import Figures
from game.records.fingers import Fingers
from game.records.keys import Moment
from game.records.plays import NewPlay
from game.records.settings import PlayerSettings
from game.screens.progress import ProgressScreen
from game.screens.steps import OpenProgress
from game.screens.ui.layout import Layout
from tests.app.stage import Stage
from tests.records.making import WINDOW_S, chart_of
from tests.screens.fitting import watching

Start = Callable[..., Stage]
DAY_MS = 86_400_000
NOON = Moment(20_000 * DAY_MS + DAY_MS // 2)
TODAY = NOON.local.date()


class Calendar(date):
    """A calendar with one day."""

    @classmethod
    def today(cls) -> date:
        return TODAY


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.app.progress_desk.date", Calendar)


def play(stage: Stage, *days_ago: int) -> None:
    """Runs on those days (negative: they have not come yet): the middle finger comes instead of the
    index finger on half of its notes."""
    for days in days_ago:
        chart = chart_of(60, grips=(Grip.INDEX, Grip.MIDDLE))
        pinches = [
            Pinch(note.time_s + 0.04, Grip.MIDDLE if number % 4 == 0 else note.grip, down=True)
            for number, note in enumerate(chart.notes)
        ]
        replay = Replay(chart.hash, WINDOW_S, tuple(pinches), chart.end_s + 1, finished=True)
        stage.records.plays.store(
            NewPlay(
                player_id=stage.flow.visit.player.id,
                song_title="Ode to Joy",
                chart=chart,
                replay=replay,
                input_kind=InputKind.KEYBOARD,
                started=Moment(NOON.at_ms - days * DAY_MS),
                program_version="0.1.0",
            )
        )


def opened(stage: Stage, page: str = "overview") -> ProgressScreen:
    stage.flow.follow(OpenProgress())
    assert isinstance(stage.screen, ProgressScreen)
    stage.screen.choose(f"page {page}")
    return stage.screen


def words_of(screen: ProgressScreen) -> str:
    """Everything on the page, seen or not."""
    layout, surface = Layout((1280, 720)), pygame.Surface((1280, 720))
    with watching() as watch:
        for block in screen.blocks():
            height = block.place(layout, 48, 0, 1184)
            block.draw(surface, layout, pygame.Rect(48, 0, 1184, height))
    return watch.words


def test_each_page_tells_of_what_was_played(start: Start) -> None:
    stage = start()
    play(stage, 0, 1, 3, 9)
    assert "4 songs played." in words_of(opened(stage))
    fingers = words_of(opened(stage, "fingers"))
    assert "When the index finger is due, the middle finger came first on 50 of 100" in fingers
    timing = words_of(opened(stage, "timing"))
    assert "40 ms late on average" in timing
    records = words_of(opened(stage, "records"))
    assert "1 record in songs." in records
    assert "Ode to Joy" in records and "45 pinches" in records


def test_one_play_is_enough_for_every_page(start: Start) -> None:
    stage = start()
    play(stage, 0)
    for page in ("overview", "fingers", "timing", "records"):
        for period in ("FOUR_WEEKS", "THREE_MONTHS", "ALL"):
            screen = opened(stage, page)
            screen.choose(f"period {period}")
            assert "Your progress" in words_of(screen)


def test_the_time_before_is_compared(start: Start) -> None:
    stage = start()
    play(stage, 2, 30)
    assert "About the same as before." in words_of(opened(stage, "fingers"))
    screen = opened(stage, "fingers")
    screen.choose("period ALL")
    assert "before" not in words_of(screen)


@pytest.mark.parametrize("days", [-1, -365])
@pytest.mark.parametrize("period", ["FOUR_WEEKS", "THREE_MONTHS", "ALL"])
def test_runs_of_a_clock_that_was_ahead_are_on_no_page_and_owned_up_to(
    start: Start, days: int, period: str
) -> None:
    stage = start()
    play(stage, days)
    screen = opened(stage)
    screen.choose(f"period {period}")
    assert "1 song carries a date that has not come yet." in words_of(screen)
    for page, said in (("fingers", " of 100 notes"), ("timing", " on average")):
        screen.choose(f"page {page}")
        assert said not in words_of(screen)
    screen.choose("page records")
    assert "1 record in songs." in words_of(screen)


@pytest.mark.parametrize("days", [1, 365, 19_000])
def test_runs_of_a_clock_that_was_behind_are_where_it_put_them(start: Start, days: int) -> None:
    stage = start()
    play(stage, days)
    screen = opened(stage, "fingers")
    screen.choose("period ALL")
    assert "came first on 50 of 100 notes" in words_of(screen)
    screen.choose("page timing")
    assert "40 ms late on average" in words_of(screen)


def test_the_goal_is_kept_and_used(start: Start) -> None:
    stage = start()
    play(stage, 0, 1)
    screen = opened(stage)
    assert "Your goal is 4 days a week." in words_of(screen)
    screen.choose("goal less")
    screen.choose("goal less")
    assert stage.flow.visit.parts.choices.care.days_a_week == 2
    assert stage.records.settings.care(stage.flow.visit.player.id).days_a_week == 2
    assert "You reached your goal for a week." in words_of(opened(stage))


def test_a_goal_that_can_not_be_stored_is_told(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = start()
    play(stage, 0)
    screen = opened(stage)
    monkeypatch.setattr(PlayerSettings, "keep_care", trouble)
    screen.choose("goal more")
    assert "The disk is gone." in words_of(screen)


@pytest.mark.parametrize(
    ("page", "part", "name"),
    [
        ("fingers", Fingers, "of"),
        ("timing", Figures, "grips_together"),
        ("records", Bests, "all"),
    ],
)
def test_a_page_that_can_not_be_read_is_told(
    start: Start, monkeypatch: pytest.MonkeyPatch, page: str, part: type, name: str
) -> None:
    stage = start()
    play(stage, 0)
    screen = opened(stage)
    monkeypatch.setattr(part, name, trouble)
    screen.choose(f"page {page}")
    assert "The disk is gone." in words_of(screen)


def test_bests_of_exercises_are_among_the_records(start: Start) -> None:
    stage = start()
    play(stage, 0)
    player_id = stage.flow.visit.player.id
    for repetitions, finished, helped in ((9, True, False), (30, True, True), (20, False, False)):
        stage.records.exercises.store(
            ExerciseRun(player_id, "pen-spin", NOON, repetitions, 15_000, finished, helped)
        )
    assert "9 times in 15 seconds" in words_of(opened(stage, "records"))


def trouble(*_: object) -> None:
    raise RecordsError("The disk is gone.")
