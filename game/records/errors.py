"""What the records say when something can't be done: one sentence, whatever SQLite called it."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from game.reasons import reason_of
from game.text import tr


class RecordsError(Exception):
    """The records can't do what was asked. Its text is one sentence for the person."""


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's primary result code of `error`; 0 if it did not come from SQLite itself."""
    code: object = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF if isinstance(code, int) else 0


@contextmanager
def in_a_sentence(path: Path) -> Generator[None]:
    """Turn what the disk or SQLite raises over the database at `path` into a `RecordsError`.

    Broken constraints and misuse of the module are mistakes in the program and pass as they are;
    but a row that should refer to a player finds none if another program has just forgotten them.
    """
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError) as error:
        code: object = getattr(error, "sqlite_errorcode", 0)
        if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
            raise RecordsError(tr("This player is not here any more.")) from error
        raise
    except sqlite3.Error as error:
        raise RecordsError(_database_sentence(error, path)) from error
    except OSError as error:
        told = tr("Thumbtune can't keep records in {path}: {reason}.")
        reason = reason_of(error, type(error).__name__)
        raise RecordsError(told.format(path=path, reason=reason)) from error


def _database_sentence(error: sqlite3.Error, path: Path) -> str:
    match primary_code(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            told = tr("Another window is busy with {path}; please try again in a moment.")
        case sqlite3.SQLITE_FULL:
            told = tr("There is no room left on the disk for {path}; nothing was changed in it.")
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            told = tr(
                "Thumbtune can't write to {path}; please check that its folder may be changed."
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            told = tr("{path} is damaged; start Thumbtune again and it will be set aside.")
        case sqlite3.SQLITE_IOERR:
            told = tr("The disk did not let Thumbtune use {path}; please try again.")
        case _:
            told = tr("Thumbtune can't use the records in {path} ({error}).")
    return told.format(path=path, error=error)
