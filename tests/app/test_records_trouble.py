"""A full disk, a second window, records that can't be read: a sentence, and no run is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from game.app.keeping import Keeping
from game.records.database import connect
from game.records.errors import RecordsError
from game.records.plays import NewPlay, StoredPlay
from game.records.store import Records
from game.screens.message import MessageScreen
from game.screens.play import PlayScreen
from game.screens.results import ResultsScreen
from game.screens.songs import SongsScreen
from game.screens.steps import OpenSongs
from tests.app.stage import Stage
from tests.records.making import chart_of, opened, play_of, records_in_memory, records_on

Start = Callable[..., Stage]


class Disk:
    """Records on a disk that can be full, for tests that empty it again."""

    def __init__(self, path: Path) -> None:
        opened(path).close()
        self._connection = connect(path, busy_ms=20)
        self.records = records_on(self._connection, path)

    def fill(self) -> None:
        pages = self._connection.execute("PRAGMA page_count").fetchone()[0]
        self._connection.execute(f"PRAGMA max_page_count = {pages}")

    def empty(self) -> None:
        self._connection.execute("PRAGMA max_page_count = 100000")


@pytest.fixture
def disk(home: Path) -> Disk:
    return Disk(home / "thumbtune.db")


def fill_up(records: Records, player_id: int) -> None:
    """Store runs until nothing more goes in."""
    with pytest.raises(RecordsError):
        for number in range(1000):
            records.plays.store(play_of(player_id, chart_of(50, song=f"{number:064x}"), 50))


def test_on_a_full_disk_the_result_is_shown_after_a_sentence_and_the_run_is_stored_later(
    start: Start, disk: Disk
) -> None:
    stage = start(records=disk.records)
    disk.fill()
    fill_up(disk.records, stage.player.id)
    stored = len(disk.records.plays.latest(limit=2000))
    stage.open("Alpha")
    stage.play(4)
    said = stage.sentence()
    assert said.startswith("There is no room left on the disk for ")
    assert said.endswith("This run is kept in memory and stored as soon as that is possible.")
    assert isinstance(stage.screen, ResultsScreen)
    assert "400" in stage.shown()
    assert len(disk.records.plays.latest(limit=2000)) == stored
    stage.flow.follow(OpenSongs())
    assert "1 run waits to be stored" in stage.shown()
    disk.empty()
    stage.open("Beta")
    stage.play(2)
    assert isinstance(stage.screen, ResultsScreen)
    titles = [play.song_title for play in disk.records.plays.latest(limit=2)]
    assert sorted(titles) == ["Alpha", "Beta"]
    stage.flow.follow(OpenSongs())
    assert "to be stored" not in stage.shown()


def test_what_waits_to_be_stored_is_stored_when_the_game_is_closed(
    start: Start, home: Path, disk: Disk
) -> None:
    other = sqlite3.connect(home / "thumbtune.db", isolation_level=None)
    stage = start(records=disk.records)
    stage.open("Alpha")
    stage.hit(4)
    other.execute("BEGIN IMMEDIATE")
    stage.play(0)
    assert stage.sentence().startswith("Another window is busy with ")
    assert isinstance(stage.screen, ResultsScreen)
    assert stage.records.plays.latest() == ()
    other.execute("ROLLBACK")
    stage.event(pygame.QUIT)
    (play,) = stage.records.plays.latest()
    assert play.finished
    assert stage.flow.unsaved == 0
    other.close()


def test_runs_that_could_not_be_stored_until_the_end_are_counted(
    start: Start, home: Path, disk: Disk
) -> None:
    other = sqlite3.connect(home / "thumbtune.db", isolation_level=None)
    stage = start(records=disk.records)
    stage.open("Alpha")
    stage.hit(2)
    other.execute("BEGIN IMMEDIATE")
    stage.event(pygame.QUIT)
    assert stage.flow.is_over
    assert stage.flow.unsaved == 1
    other.close()


def test_a_busy_second_window_does_not_hinder_reading_and_playing(
    start: Start, home: Path, disk: Disk
) -> None:
    stage = start(records=disk.records)
    other = sqlite3.connect(home / "thumbtune.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    stage.open("Alpha")
    stage.hit(4)
    other.execute("ROLLBACK")
    stage.play(0)
    assert isinstance(stage.screen, ResultsScreen)
    other.close()


def test_records_that_cannot_be_read_leave_the_list_without_bests_and_a_sentence(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RecordsError("The disk did not let Thumbtune use the records; please try again.")

    stage = start()
    stage.open("Alpha")
    stage.play(4)
    monkeypatch.setattr(stage.records.bests, "all", refuse)
    stage.flow.follow(OpenSongs())
    assert isinstance(stage.screen, SongsScreen)
    assert stage.row().best_points is None
    assert "The disk did not let Thumbtune use the records" in stage.shown()
    monkeypatch.undo()
    stage.flow.follow(OpenSongs())
    assert "The disk did not let" not in stage.shown()


def test_a_best_run_that_cannot_be_read_leads_back_to_the_list_with_a_sentence(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise RecordsError("The disk did not let Thumbtune use the records; please try again.")

    stage = start()
    monkeypatch.setattr(stage.records.bests, "best", refuse)
    stage.press(pygame.K_RETURN)
    stage.until(lambda: isinstance(stage.screen, MessageScreen | PlayScreen))
    assert stage.sentence().startswith("Alpha: The disk did not let Thumbtune use the records")
    assert isinstance(stage.screen, SongsScreen)


def test_runs_that_wait_are_stored_in_the_order_in_which_they_were_played() -> None:
    records = records_in_memory()
    player = records.players.choose("Anna")
    plays = [play_of(player.id, hits=hits, at_ms=hits) for hits in (1, 2, 3)]
    keeping = Keeping(records)
    attempts: list[NewPlay] = []
    is_busy = True
    store = records.plays.store

    def sometimes(play: NewPlay) -> StoredPlay:
        attempts.append(play)
        if is_busy:
            raise RecordsError("Another window is busy.")
        return store(play)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(records.plays, "store", sometimes)
        for play in plays[:2]:
            kept = keeping.keep(play)
            assert kept.stored is None
            assert kept.result.score.hits == len(play.replay.pinches)
        assert keeping.waiting == 2
        is_busy, attempts[:] = False, []
        kept = keeping.keep(plays[2])
    assert attempts == plays
    assert kept.stored is not None and kept.stored.previous_best is not None
    assert kept.stored.previous_best.play_id == plays[1].id
    assert keeping.waiting == 0


def test_while_nothing_can_be_stored_each_occasion_costs_one_attempt() -> None:
    """An attempt waits some seconds for another window: many would look like a standstill."""
    records = records_in_memory()
    player = records.players.choose("Anna")
    keeping = Keeping(records)
    attempts = 0

    def busy(play: NewPlay) -> StoredPlay:
        nonlocal attempts
        attempts += 1
        raise RecordsError("Another window is busy.")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(records.plays, "store", busy)
        for hits in range(4):
            keeping.keep(play_of(player.id, hits=hits))
        keeping.try_again()
    assert attempts == 5
    keeping.try_again()
    assert keeping.waiting == 0
    assert len(records.plays.latest()) == 4
