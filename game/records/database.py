"""A connection to the records' file: how it is set up, asked and written to. Knows no table."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from game.records.errors import in_a_sentence

BUSY_MS = 5_000
"""How long to wait for another window to finish writing; storing a play takes some milliseconds."""

Value = str | int | bytes
"""What a column can hold here."""


class Database:
    """One open database file.

    Every method raises `RecordsError` when the disk or another program is in the way.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    def rows(self, sql: str, *values: Value) -> list[sqlite3.Row]:
        """Every row that `sql` gives."""
        with in_a_sentence(self.path):
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: Value) -> sqlite3.Row | None:
        """The first row that `sql` gives, or None."""
        with in_a_sentence(self.path):
            return self._connection.execute(sql, values).fetchone()

    def insert(self, sql: str, *values: Value) -> int:
        """Insert one row; the result is its integer key."""
        with in_a_sentence(self.path):
            return self._connection.execute(sql, values).lastrowid or 0

    def change(self, sql: str, *values: Value) -> None:
        """Carry out `sql`."""
        with in_a_sentence(self.path):
            self._connection.execute(sql, values)

    @contextmanager
    def transaction(self) -> Generator[None]:
        """All that is done inside is kept, or, if anything is raised, none of it.

        The right to write is taken at once, so what is read inside stays true until the end.
        """
        with in_a_sentence(self.path), transaction(self._connection):
            yield

    @contextmanager
    def reading(self) -> Generator[None]:
        """All that is read inside is as it was at the first look; others can write meanwhile."""
        with in_a_sentence(self.path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self._connection.close()


def connect(path: Path, busy_ms: int = BUSY_MS) -> sqlite3.Connection:
    """A connection to the records at `path`, created when there is none. Raises `sqlite3.Error`.

    The log is synced at every commit (FULL): a play is written once in minutes, and it is the only
    copy of what somebody did. That costs some milliseconds at the end of a song.
    """
    connection = sqlite3.connect(path, timeout=busy_ms / 1000, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA secure_delete = ON")  # what is removed leaves no bytes behind
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Generator[None]:
    """`Database.transaction` for a bare connection. Raises `sqlite3.Error`."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
