"""Brings a database to today's tables, one numbered step after the other, with a backup first.

`migrations/NNNN_name.sql` are the steps; `PRAGMA user_version` is how many a database has taken. A
step that has once been released is never edited: a change is a new step.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Sequence
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from game.records.database import transaction

KEPT_BACKUPS = 3


def migrations() -> tuple[str, ...]:
    """The SQL of every step, in order."""
    folder = files("game.records") / "migrations"
    steps = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(step.read_text(encoding="utf-8") for step in steps)


def version_of(connection: sqlite3.Connection) -> int:
    """How many steps the database has taken."""
    return connection.execute("PRAGMA user_version").fetchone()[0]


def migrate(connection: sqlite3.Connection, path: Path, steps: Sequence[str]) -> None:
    """Take every step the database at `path` has not taken yet, all of them or none.

    Before the tables of an existing database change it is copied to `<name>.backup-v<version>`; the
    newest few of these are kept. Raises `sqlite3.Error` or `OSError`, with the database as it was.
    """
    if version_of(connection) >= len(steps):
        return
    connection.execute("PRAGMA foreign_keys = OFF")  # or a step could not build a table anew
    try:
        with transaction(connection):
            version = version_of(connection)  # another program may have been quicker
            if 0 < version < len(steps):
                _back_up(path, version)
            for step in steps[version:]:
                _take(connection, step)
            _check_references(connection)
            connection.execute(f"PRAGMA user_version = {max(version, len(steps))}")
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _take(connection: sqlite3.Connection, step: str) -> None:
    for statement in _statements(step):
        connection.execute(statement)


def _statements(script: str) -> Generator[str]:
    """`script` one statement at a time: `executescript` would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


def _check_references(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise sqlite3.DatabaseError("a row refers to one that is not there")


def _back_up(path: Path, version: int) -> None:
    """Copy what is committed at `path`, first under another name: a backup is whole or absent."""
    unfinished = path.with_name(f"{path.name}.backup-unfinished")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # a backup is one file
    unfinished.replace(path.with_name(f"{path.name}.backup-v{version}"))
    _drop_old_backups(path)


def _drop_old_backups(path: Path) -> None:
    prefix = f"{path.name}.backup-v"
    numbers = [
        int(other.name.removeprefix(prefix))
        for other in path.parent.iterdir()
        if other.name.startswith(prefix) and other.name.removeprefix(prefix).isdecimal()
    ]
    for number in sorted(numbers)[:-KEPT_BACKUPS]:
        path.with_name(f"{prefix}{number}").unlink(missing_ok=True)
