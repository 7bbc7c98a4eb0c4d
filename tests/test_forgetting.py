"""Deleted for good means: no byte of it is left in the data folder, and others lose nothing."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.folders import DataFolders
from game.forgetting import forget, forget_overdue
from game.records.checks import Check, CheckKind
from game.records.errors import RecordsError
from game.records.exercises import ExerciseRun
from game.records.feelings import Asked, Feeling, Pain
from game.records.keys import Moment
from game.records.opening import open_records
from game.records.players import KEPT_MS, Player
from game.records.store import Records
from game.settings import CareSettings, Hand
from tests.records.making import NOW_MS, behind, chart_of, opened, play_of

NAME = "Wilhelmina"
SONG, SHARED = "cd" * 32, "ab" * 32


@pytest.fixture
def folders(tmp_path: Path) -> DataFolders:
    return DataFolders(tmp_path / "data")


@pytest.fixture
def records(folders: DataFolders) -> Iterator[Records]:
    with opened(folders.records) as records:
        yield records


def a_life(records: Records, name: str) -> tuple[Player, list[str]]:
    """Somebody who has done everything there is to do; and what would give it away."""
    player = records.players.choose(name)
    traces = [name]
    for number in range(30):
        song = SONG if name == NAME and number % 2 else SHARED
        play = play_of(player.id, chart_of(40 + number % 3, song=song), 30, at_ms=NOW_MS + number)
        records.plays.store(play)
        traces.append(str(play.id))
    at = Moment(NOW_MS)
    check = Check(player.id, CheckKind.REACH, f'{{"of": "{name}"}}', at)
    feeling = Feeling(player.id, Pain.NONE, Asked.BEFORE, at)
    run = ExerciseRun(player.id, "wrist-bend", at, 5, 9000, finished=True)
    records.checks.store(check)
    records.feelings.store(feeling)
    records.exercises.store(run)
    traces += [str(check.id), str(feeling.id), str(run.id)]
    records.settings.keep_care(player.id, CareSettings(daily_pinches=77))
    records.settings.keep_inputs(player.id, Hand.LEFT, ())
    records.songs.set_favourite(player.id, SONG if name == NAME else SHARED, is_one=True)
    return player, traces


def left_in(folder: Path, traces: list[str]) -> list[tuple[str, str]]:
    """Which traces are still in the bytes of which file."""
    files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return [
        (name, trace) for name, data in files.items() for trace in traces if trace.encode() in data
    ]


def leave_copies(folders: DataFolders, traces: list[str]) -> None:
    """What a life leaves beside the database."""
    root = folders.root
    behind(folders.records, "PRAGMA wal_checkpoint")
    for name in ("backup-v3", "backup-v8", "backup-unfinished", "damaged-20250101-000000"):
        shutil.copyfile(folders.records, root / f"{folders.records.name}.{name}")
    folders.log.write_text(f"Trouble with {traces[0]}\n")
    (root / "trace.jsonl").write_text(f'{{"kind": "run", "play": "{traces[1]}"}}\n')


def test_nothing_is_left_of_who_was_forgotten_and_others_lose_nothing(
    records: Records, folders: DataFolders
) -> None:
    wilhelmina, traces = a_life(records, NAME)
    ben, _ = a_life(records, "Ben")
    export = folders.exports / "thumbtune.zip"
    export.parent.mkdir()
    records.exchange.write(export, "0.1.0", wilhelmina.id)
    of_ben = folders.exports / "ben.zip"
    records.exchange.write(of_ben, "0.1.0", ben.id)
    before = of_ben.read_bytes()
    leave_copies(folders, traces)
    (folders.root / "notes.txt").write_text("Ben's own notes")
    assert len({name for name, _ in left_in(folders.root, traces)}) >= 6

    forget(records, folders, [wilhelmina.id])

    assert left_in(folders.root, [*traces, SONG]) == []
    assert not export.exists() and of_ben.exists()
    assert (folders.root / "notes.txt").exists()
    assert records.players.all() == (ben,) and records.players.deleted() == ()
    records.exchange.write(of_ben, "0.1.0", ben.id)
    assert of_ben.read_bytes() == before
    assert len(records.bests.all(ben.id)) == 1
    records.close()
    assert left_in(folders.root, [*traces, SONG]) == []


def test_the_guards_of_plays_and_charts_stand_again_afterwards(
    records: Records, folders: DataFolders
) -> None:
    wilhelmina, _ = a_life(records, NAME)
    a_life(records, "Ben")
    forget(records, folders, [wilhelmina.id])
    connection = sqlite3.connect(folders.records)
    for table in ("plays", "charts"):
        with pytest.raises(sqlite3.IntegrityError, match="never removed"):
            connection.execute(f"DELETE FROM {table}")
    connection.close()


def test_the_deleted_of_that_name_are_called_so_too(records: Records, folders: DataFolders) -> None:
    first, traces = a_life(records, NAME)
    records.players.delete(first.id, NOW_MS)
    second, more = a_life(records, NAME.upper())
    found = records.forgetting.called(f" {NAME.lower()} ")
    assert [player.id for player in found] == [first.id, second.id]
    forget(records, folders, [player.id for player in found])
    assert left_in(folders.root, traces + more) == []
    assert records.forgetting.called(NAME) == ()


def test_once_the_time_to_bring_them_back_is_over_nothing_is_left(
    records: Records, folders: DataFolders
) -> None:
    wilhelmina, traces = a_life(records, NAME)
    leave_copies(folders, traces)
    records.players.delete(wilhelmina.id, NOW_MS)
    forget_overdue(records, folders, NOW_MS + KEPT_MS - 1)
    assert left_in(folders.root, traces)
    forget_overdue(records, folders, NOW_MS + KEPT_MS)
    assert left_in(folders.root, traces) == []


def test_another_window_that_is_reading_is_told_of_and_with_it_the_last_traces_go(
    records: Records, folders: DataFolders
) -> None:
    wilhelmina, traces = a_life(records, NAME)
    other = sqlite3.connect(folders.records, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM plays").fetchone()
    records.close()
    with open_records(folders.records, NOW_MS, busy_ms=20).records as records:
        with pytest.raises(RecordsError, match=r"another window .* the last traces go"):
            forget(records, folders, [wilhelmina.id])
        assert records.players.all() == ()
    assert left_in(folders.root, traces)
    other.execute("COMMIT")
    other.close()
    assert left_in(folders.root, traces) == []


def test_somebody_who_is_not_here_changes_nothing(records: Records, folders: DataFolders) -> None:
    ben, traces = a_life(records, "Ben")
    leave_copies(folders, traces)
    before = sorted(folders.root.iterdir())
    with pytest.raises(RecordsError, match="not here any more"):
        forget(records, folders, [ben.id, 99])
    assert sorted(folders.root.iterdir()) == before
    assert records.players.all() == (ben,)
    assert len(records.plays.latest()) == 30


def test_a_file_that_will_not_go_is_said_and_the_next_call_finishes(
    records: Records, folders: DataFolders, monkeypatch: pytest.MonkeyPatch
) -> None:
    wilhelmina, traces = a_life(records, NAME)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    folders.log.write_text(NAME)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        with pytest.raises(RecordsError, match=r"log can't be deleted: .*\."):
            forget(records, folders, [wilhelmina.id])
    assert records.players.all() == (wilhelmina,)
    forget(records, folders, [wilhelmina.id])
    assert left_in(folders.root, traces) == []
