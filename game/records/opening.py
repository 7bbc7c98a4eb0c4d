"""Opens the records: begins them when there are none, and sets a damaged file aside."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from game.records.database import BUSY_MS, Database, connect
from game.records.errors import RecordsError, in_a_sentence, primary_code
from game.records.migrating import migrate, migrations, version_of
from game.records.store import Records
from game.text import tr

APPLICATION_ID = 0x54544D42
"""Marks a database as Thumbtune's ("TTMB"); the first migration writes it."""
_OLDEST_SQLITE = (3, 37, 0)
"""The first with STRICT tables."""
_EMPTY_BYTES = 1
"""SQLite takes a file of one byte for an empty one: on some file systems it writes that byte."""
_COMPANIONS = ("-shm", "-journal", "-wal", "")
"""What may lie beside a database, and last itself: a log is lost once its database is a new one."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The records, and a sentence for the person when a damaged file had to be set aside."""

    records: Records
    message: str | None


def open_records(path: Path, now_ms: int, *, busy_ms: int = BUSY_MS) -> Opened:
    """Open the records at `path`, with its folder, or begin new ones.

    A damaged file is set aside under a new name (with `now_ms` in it, UTC milliseconds since 1970),
    and fresh records are begun. `busy_ms` is how long to wait for other windows. Raises
    `RecordsError`, with everything as it was, if the place can't be written to, another window is
    busy, or the file belongs to a newer Thumbtune or another program.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        told = tr("Thumbtune needs SQLite 3.37 or newer; this Python has {version}.")
        raise RecordsError(told.format(version=sqlite3.sqlite_version))
    if path.is_dir():
        told = tr("{path} is a folder, so Thumbtune can't keep its records there.")
        raise RecordsError(told.format(path=path))
    with in_a_sentence(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with _one_at_a_time(path, busy_ms):
            message = _set_aside(path, now_ms) if _is_damaged(path, busy_ms) else None
            connection = connect(path, busy_ms)
            try:
                migrate(connection, path, migrations())
            except BaseException:
                connection.close()
                raise
    return Opened(Records(Database(path, connection)), message)


@contextmanager
def _one_at_a_time(path: Path, busy_ms: int) -> Generator[None]:
    """Keep other programs from opening the records meanwhile, so that only one makes or moves them.

    The lock is SQLite's own, on an empty database beside them: the same on every system, and gone
    with the program that held it.
    """
    gate = path.with_name(f"{path.name}.opening")
    connection = sqlite3.connect(gate, timeout=busy_ms / 1000, isolation_level=None)
    with closing(connection):
        connection.execute("BEGIN EXCLUSIVE")
        yield


def _is_damaged(path: Path, busy_ms: int) -> bool:
    """Whether `path` can't be used any more. Raises `RecordsError` if it is not ours to use."""
    if not path.exists() or path.stat().st_size <= _EMPTY_BYTES:
        log = path.with_name(f"{path.name}-wal")
        return log.exists() and log.stat().st_size > 0
    try:
        return not _is_sound(path, "ro", busy_ms)
    except sqlite3.OperationalError as error:
        if primary_code(error) != sqlite3.SQLITE_READONLY:
            raise
    return not _is_sound(path, "rw", busy_ms)  # a broken-off change must be taken back first


def _is_sound(path: Path, mode: str, busy_ms: int) -> bool:
    """Check the whole file. Read-only, it leaves a damaged one and its log just as they are."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=busy_ms / 1000)) as connection:
            _refuse_what_is_not_ours(connection, path)
            return connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except sqlite3.DatabaseError as error:
        if primary_code(error) not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise
        return False


def _refuse_what_is_not_ours(connection: sqlite3.Connection, path: Path) -> None:
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if tables and mark != APPLICATION_ID:
        told = tr("{path} belongs to another program; Thumbtune leaves it alone.")
        raise RecordsError(told.format(path=path))
    if version_of(connection) > len(migrations()):
        told = tr("{path} was written by a newer Thumbtune; please update Thumbtune.")
        raise RecordsError(told.format(path=path))


def _set_aside(path: Path, now_ms: int) -> str:
    """Give a damaged database and what lies beside it a new name; the result says so."""
    moment = datetime.fromtimestamp(now_ms / 1000, UTC).strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.name}.damaged-{moment}")
    number = 1
    while any(aside.with_name(aside.name + companion).exists() for companion in _COMPANIONS):
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{moment}-{number}")
    for companion in _COMPANIONS:
        there = path.with_name(path.name + companion)
        if there.exists():
            there.rename(aside.with_name(aside.name + companion))
    told = tr(
        "The records in {path} were damaged, so they were set aside as {aside}, "
        "and Thumbtune goes on with a fresh {file}."
    )
    return told.format(path=path, aside=aside, file=path.name)
