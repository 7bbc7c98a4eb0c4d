"""The weekly check in the whole game: done, left, kept, and found again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from time import time

import pygame
import pytest

from game.charting.chart import Grip
from game.coach.benchmark import LEVEL, NOTES, encode_benchmark
from game.coach.benchmark_trend import Sort, trend_of
from game.coach.fast_pinches import FAST_S
from game.coach.reach import GripReach, Reach
from game.inputs.actions import Action
from game.records.benchmarks import benchmarks_of, last_check_day
from game.records.checks import Check, CheckKind, Checks
from game.records.errors import RecordsError
from game.records.keys import Moment
from game.records.reaches import check_of
from game.screens.benchmark import BenchmarkScreen, BenchmarkTrendScreen
from game.screens.fast_pinches import STILL_S, FastPinchesScreen, Phase
from game.screens.home import HomeScreen
from game.screens.play import PlayScreen
from game.screens.progress import ProgressScreen
from game.screens.steps import (
    BeginBenchmark,
    LeaveBenchmark,
    OpenBenchmark,
    OpenHome,
    OpenProgress,
    OpenSongs,
    PlayAgain,
    PlayBenchmark,
)
from game.settings import Hand
from game.sound.cache import StemCache
from tests.app.stage import HeardMusic, Stage
from tests.coach.checks import Person, check_by
from tests.screens.fitting import watching

Start = Callable[..., Stage]
TWO = (Grip.INDEX, Grip.MIDDLE)
_DAY_MS = 86_400_000


def words_of(stage: Stage) -> str:
    with watching() as watch:
        stage.screen.show_anew()
        stage.screen.draw(pygame.Surface((1024, 768)))
    return watch.words


def begin(stage: Stage) -> FastPinchesScreen:
    """From the progress page into the first finger's turn."""
    stage.flow.follow(OpenProgress())
    assert isinstance(stage.screen, ProgressScreen)
    stage.flow.follow(stage.screen.choose("check"))
    assert isinstance(stage.screen, BenchmarkScreen)
    stage.flow.follow(stage.screen.choose("begin"))
    assert isinstance(stage.screen, FastPinchesScreen)
    wait(stage, STILL_S + 0.3)
    return stage.screen


def wait(stage: Stage, time_s: float) -> None:
    until_s = stage.now_s + time_s
    stage.until(lambda: stage.now_s >= until_s)


def pinch_fast(stage: Stage, screen: FastPinchesScreen, every_s: float = 0.4) -> int:
    """The finger that is asked for pinches with its key until its time is up."""
    grip, pinches = screen.pinches.grip, 0
    began_s = stage.now_s
    while stage.now_s - began_s < FAST_S:
        stage.pinch(grip)
        pinches += 1
        stage.frame(every_s)
    return pinches


def come_to_tune(stage: Stage) -> None:
    """Skip every finger, and come to where the tune has been drawn."""
    screen = begin(stage)
    while screen.phase is not Phase.DONE:
        stage.flow.follow(screen.choose("skip"))
    stage.flow.follow(screen.choose("tune"))
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    stage.frame()


def play_tune(stage: Stage, hits: int = NOTES, late_s: float = 0.0) -> None:
    """Pinch for the first notes, and let the tune end."""
    for number, note in enumerate(stage.session.run.chart.notes):
        stage.until_song(note.time_s + late_s)
        if number < hits:
            stage.pinch(note.grip)
    stage.until(lambda: stage.flow.session is None)


def kept(stage: Stage) -> tuple[Check, ...]:
    return stage.records.checks.all(stage.player.id, CheckKind.BENCHMARK)


def store(stage: Stage, days_ago: float, seed: int = 1, grips: tuple[Grip, ...] = TWO) -> None:
    """A check done some days ago."""
    now_ms = round(time() * 1000 - days_ago * _DAY_MS)
    found = encode_benchmark(check_by(Person(), Random(seed), grips))
    check = Check(stage.player.id, CheckKind.BENCHMARK, found, Moment(now_ms))
    stage.records.checks.store(check)


def test_a_whole_check_is_kept_and_told(start: Start) -> None:
    stage = start()
    screen = begin(stage)
    counts: list[int] = []
    while screen.phase is not Phase.DONE:
        assert screen.phase is Phase.READY
        counts.append(pinch_fast(stage, screen))
        wait(stage, 2.0)
        if screen.phase is Phase.REST:
            stage.flow.follow(screen.choose("on"))
            wait(stage, STILL_S + 0.3)
    stage.flow.follow(screen.choose("tune"))
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    stage.frame()
    assert stage.session.settings.level == LEVEL
    play_tune(stage, hits=50, late_s=0.03)
    assert isinstance(stage.screen, BenchmarkTrendScreen)
    assert "That was the first one. Next in a week." in words_of(stage)
    trend = trend_of(benchmarks_of(stage.records, stage.player.id))
    assert trend is not None
    told = {one.measure: one.last for one in trend.measures}
    assert [told[one] for one in told if one.sort is Sort.FAST] == counts
    by_sort = {one.sort: value for one, value in told.items()}
    assert by_sort[Sort.HITS] == 50 / NOTES
    assert by_sort[Sort.MEAN] == pytest.approx(30, abs=1)
    assert last_check_day(stage.records, stage.player.id) == date.today()


def test_it_is_no_song_and_no_record(start: Start) -> None:
    stage = start()
    come_to_tune(stage)
    play_tune(stage, hits=5)
    assert len(kept(stage)) == 1
    assert not list(stage.records.plays.latest(player_id=stage.player.id, limit=5))
    assert stage.records.figures.days(stage.player.id) == ()
    assert all(entry.title != "Weekly check" for entry in stage.library.known_entries())
    stage.flow.follow(stage.screen.act(Action.BACK) or LeaveBenchmark())
    assert isinstance(stage.screen, ProgressScreen)
    assert "The next one is due in 7 days." in words_of(stage)


def test_a_second_check_is_told_beside_the_first(start: Start) -> None:
    stage = start()
    store(stage, 7, grips=stage.flow.grips)
    come_to_tune(stage)
    play_tune(stage, hits=45)
    assert "Last time" in words_of(stage)


def test_whoever_leaves_keeps_nothing_and_can_begin_again(start: Start) -> None:
    stage = start()
    come_to_tune(stage)
    stage.until_song(10.0)
    stage.press(pygame.K_SPACE)
    assert isinstance(stage.screen, PlayScreen) and stage.screen.is_paused
    assert "Leave the check" in words_of(stage)
    assert "Practise" not in words_of(stage)
    stage.flow.follow(LeaveBenchmark())
    assert isinstance(stage.screen, ProgressScreen)
    assert stage.flow.session is None
    assert not kept(stage)
    come_to_tune(stage)


def test_a_pause_changes_nothing_and_the_tune_can_begin_again(start: Start) -> None:
    stage = start()
    come_to_tune(stage)
    stage.hit(3)
    stage.press(pygame.K_SPACE)
    stage.press(pygame.K_RETURN)
    stage.until_song(stage.session.run.chart.notes[2].time_s + 1)
    assert stage.session.run.score.hits == 3
    stage.flow.follow(PlayAgain())
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    stage.frame()
    assert stage.session.run.score.hits == 0
    play_tune(stage, hits=12)
    trend = trend_of(benchmarks_of(stage.records, stage.player.id))
    assert trend is not None
    assert {one.measure.sort: one.last for one in trend.measures}[Sort.HITS] == 12 / NOTES


def test_closing_the_game_in_the_middle_keeps_nothing(start: Start) -> None:
    stage = start()
    come_to_tune(stage)
    stage.hit(3)
    stage.flow.close()
    assert not kept(stage)
    assert not list(stage.records.plays.latest(player_id=stage.player.id, limit=5))


def test_its_music_is_made_heard_and_let_go_of(start: Start, home: Path) -> None:
    music = HeardMusic()
    stage = start(music=music, sounds=StemCache(home / "sounds"))
    come_to_tune(stage)
    (heard,) = music.loaded
    assert heard.exists()
    assert music.played_from_s
    stage.flow.follow(LeaveBenchmark())
    assert not heard.exists()
    assert music.stops


def test_what_can_not_be_stored_is_told_and_stored_later(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trouble(*_: object) -> None:
        raise RecordsError("The disk is full.")

    stage = start()
    come_to_tune(stage)
    with monkeypatch.context() as patched:
        patched.setattr(Checks, "store", trouble)
        play_tune(stage, hits=5)
        assert "The disk is full. It is kept in memory" in words_of(stage)
    stage.flow.follow(LeaveBenchmark())
    assert len(kept(stage)) == 1


def test_the_fingers_are_those_the_hand_can_and_then_stay(start: Start) -> None:
    stage = start()
    reach = Reach(
        Hand.RIGHT,
        tuple(
            GripReach(grip=grip, able=grip in TWO, tries=3, presses=0, intervals_ms=(), instead={})
            for grip in (*TWO, Grip.RING)
        ),
    )
    stage.records.checks.store(check_of(reach, stage.player.id, Moment(1)))
    stage.flow.follow(OpenBenchmark())
    assert isinstance(stage.screen, BenchmarkScreen)
    stage.flow.follow(BeginBenchmark())
    assert isinstance(stage.screen, FastPinchesScreen)
    assert stage.screen.pinches.grip is Grip.INDEX
    assert "1 of 2" in words_of(stage)
    store(stage, 7, grips=(Grip.INDEX,))
    stage.flow.follow(BeginBenchmark())
    assert "1 of 1" in words_of(stage)
    stage.flow.follow(BeginBenchmark(wants_more=True))
    assert "1 of 2" in words_of(stage)
    stage.flow.follow(PlayBenchmark((), frozenset()))
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    assert stage.session.run.chart.grips == TWO


def test_home_says_quietly_when_it_is_due(start: Start) -> None:
    stage = start()
    stage.flow.follow(OpenHome())
    assert isinstance(stage.screen, HomeScreen)
    assert "weekly check" not in words_of(stage)
    store(stage, 8)
    stage.flow.follow(OpenHome())
    assert "The weekly check is due." in words_of(stage)
    store(stage, 2)
    stage.flow.follow(OpenHome())
    assert "weekly check" not in words_of(stage)


def test_home_leaves_the_new_player_in_peace_until_a_few_songs_were_played(start: Start) -> None:
    stage = start()
    for _ in range(3):
        stage.flow.follow(OpenHome())
        assert "weekly check" not in words_of(stage)
        stage.flow.follow(OpenSongs())
        stage.open("Alpha")
        stage.play(1)
    stage.flow.follow(OpenHome())
    assert "The weekly check is due." in words_of(stage)


def test_records_that_can_not_be_read_are_told_and_stop_nobody(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trouble(*_: object) -> None:
        raise RecordsError("The disk is gone.")

    stage = start()
    monkeypatch.setattr(Checks, "last", trouble)
    monkeypatch.setattr(Checks, "all", trouble)
    stage.flow.follow(OpenHome())
    assert "weekly check" not in words_of(stage)
    stage.flow.follow(OpenProgress())
    stage.flow.follow(OpenBenchmark())
    assert "The disk is gone." in words_of(stage)
    stage.flow.follow(BeginBenchmark())
    assert isinstance(stage.screen, FastPinchesScreen)


def test_damaged_checks_and_those_of_others_are_passed_over(start: Start) -> None:
    stage = start()
    store(stage, 14)
    stage.records.checks.store(
        Check(stage.player.id, CheckKind.BENCHMARK, '{"version": 9}', Moment(5))
    )
    other = stage.records.players.choose("Somebody else")
    found = encode_benchmark(check_by(Person(taps=90), Random(5), TWO))
    stage.records.checks.store(Check(other.id, CheckKind.BENCHMARK, found, Moment(10)))
    assert len(benchmarks_of(stage.records, stage.player.id)) == 1
    assert len(benchmarks_of(stage.records, other.id)) == 1
    stage.flow.follow(OpenBenchmark(shows_earlier=True))
    assert isinstance(stage.screen, BenchmarkTrendScreen)
