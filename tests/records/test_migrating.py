"""Numbered steps, taken all or none, with a backup of what was there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from game.records.errors import RecordsError
from game.records.migrating import KEPT_BACKUPS, migrate, migrations, version_of
from game.records.opening import open_records

from .making import NOW_MS, behind, opened, play_of

_SECOND = "ALTER TABLE players ADD COLUMN hand TEXT;\nUPDATE players SET hand = 'left';\n"


@pytest.fixture
def first_edition(path: Path) -> Path:
    with opened(path) as records:
        records.plays.store(play_of(records.players.choose("Anna").id))
    return path


def _raise_to(path: Path, *steps: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, path, (*migrations(), *steps))


def _names(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM players")]


def test_a_fresh_database_takes_every_step_and_needs_no_backup(path: Path) -> None:
    opened(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert version_of(connection) == len(migrations())
    assert not list(path.parent.glob("*backup*"))


def test_an_older_database_is_backed_up_and_brought_up_to_date(first_edition: Path) -> None:
    _raise_to(first_edition, _SECOND)
    with closing(sqlite3.connect(first_edition)) as connection:
        assert version_of(connection) == len(migrations()) + 1
        assert connection.execute("SELECT name, hand FROM players").fetchall() == [("Anna", "left")]
    backup = first_edition.with_name(f"{first_edition.name}.backup-v{len(migrations())}")
    assert _names(backup) == ["Anna"]
    with opened(backup) as records:
        assert len(records.plays.latest()) == 1


def test_the_backup_holds_what_is_still_in_the_log(first_edition: Path) -> None:
    with opened(first_edition) as records:
        records.players.choose("Ben")
        _raise_to(first_edition, _SECOND)
    backup = first_edition.with_name(f"{first_edition.name}.backup-v{len(migrations())}")
    assert _names(backup) == ["Anna", "Ben"]


def test_a_step_that_can_not_be_taken_leaves_the_database_as_it_was(first_edition: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        _raise_to(first_edition, _SECOND, "ALTER TABLE nothing ADD COLUMN more TEXT;")
    with opened(first_edition) as records:
        assert len(records.plays.latest()) == 1
    with closing(sqlite3.connect(first_edition)) as connection:
        assert version_of(connection) == len(migrations())
        columns = [row[1] for row in connection.execute("PRAGMA table_info(players)")]
    assert "hand" not in columns


def test_a_step_may_build_a_table_anew_but_not_leave_a_row_alone(first_edition: Path) -> None:
    anew = (
        "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;\n"
        "INSERT INTO people SELECT id, name FROM players;\n"
        "DROP TABLE players;\n"
        "ALTER TABLE people RENAME TO players;\n"
    )
    with pytest.raises(sqlite3.DatabaseError, match="not there"):
        _raise_to(first_edition, anew + "DELETE FROM players;")
    assert _names(first_edition) == ["Anna"]
    _raise_to(first_edition, anew)
    assert _names(first_edition) == ["Anna"]


def test_without_room_for_a_backup_nothing_is_changed(
    first_edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_edition.with_name(f"{first_edition.name}.backup-unfinished").mkdir()
    monkeypatch.setattr("game.records.opening.migrations", lambda: (*migrations(), _SECOND))
    with pytest.raises(RecordsError, match="can't keep records"):
        open_records(first_edition, NOW_MS)
    with closing(sqlite3.connect(first_edition)) as connection:
        assert version_of(connection) == len(migrations())


def test_only_the_newest_backups_stay(first_edition: Path) -> None:
    steps = [f"CREATE TABLE extra_{number} (x TEXT) STRICT;" for number in range(6)]
    for count in range(1, 7):
        _raise_to(first_edition, *steps[:count])
    newest = len(migrations()) + 5
    numbers = range(newest - KEPT_BACKUPS + 1, newest + 1)
    expected = {f"{first_edition.name}.backup-v{number}" for number in numbers}
    assert {file.name for file in first_edition.parent.glob("*backup*")} == expected


def test_a_step_holding_triggers_and_comments_is_taken_whole() -> None:
    script = (
        "-- a note; with a semicolon\n"
        "CREATE TABLE a (x);\n"
        "CREATE TRIGGER stay BEFORE DELETE ON a\n"
        "BEGIN\n    SELECT RAISE(ABORT, 'no; never');\n    SELECT 1;\nEND;\n"
        "INSERT INTO a VALUES ('last, without an end')"
    )
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, Path(":memory:"), (script,))
        assert version_of(connection) == 1
        with pytest.raises(sqlite3.IntegrityError, match="no; never"):
            connection.execute("DELETE FROM a")


def test_an_up_to_date_database_is_not_written_to(first_edition: Path) -> None:
    behind(first_edition, "PRAGMA wal_checkpoint(TRUNCATE)")
    before = first_edition.read_bytes()
    opened(first_edition).close()
    assert first_edition.read_bytes() == before
