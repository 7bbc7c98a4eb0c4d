"""The index: what files held when they were last read, so that they need not be read again.

It is a cache and lies with the caches, not among the records: it can be made again from the files,
so it needs no migrations, no backups and no patience. A damaged one is replaced, and where none can
be kept the library does without. Every call opens the file anew, so any thread and any number of
programs can use it.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from game.library.entry import Content, Facts, TuneFacts
from game.text import sentence_from

FORMAT = 1
"""An index of another format is replaced."""
_BUSY_S = 2.0
_APPLICATION_ID = 0x54544D49  # "TTMI"
_TABLES = f"""
    BEGIN IMMEDIATE;
    CREATE TABLE contents (
        sha256 TEXT PRIMARY KEY,
        made_by TEXT NOT NULL,  -- the reader that said so
        problem TEXT,           -- a stored sentence; where there is one, all below is NULL
        title TEXT,
        duration_s REAL,
        note_count INTEGER,
        track INTEGER,
        channel INTEGER,
        confidence REAL,
        candidates TEXT         -- JSON: [[track, channel, score], ...]
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE files (
        path BLOB PRIMARY KEY,  -- as the file system spells it
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        earlier_sha256 TEXT     -- of what was there before the last change
    ) STRICT, WITHOUT ROWID;
    PRAGMA application_id = {_APPLICATION_ID};
    PRAGMA user_version = {FORMAT};
    COMMIT;
"""

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class IndexedFile:
    """A file as it was when its bytes, with the hash `sha256`, were read."""

    size: int
    mtime_ns: int
    sha256: str
    earlier_sha256: str | None


@dataclass(slots=True)
class Remembered:
    """All that the index holds. `stale` are hashes whose content an earlier reader described."""

    files: dict[str, IndexedFile] = field(default_factory=dict[str, IndexedFile])
    contents: dict[str, Content] = field(default_factory=dict[str, Content])
    stale: set[str] = field(default_factory=set[str])


class Index:
    """The index in the file at `path`. What `made_by` did not describe counts as stale."""

    def __init__(self, path: Path, made_by: str) -> None:
        self._path = path
        self._made_by = made_by

    def load(self) -> Remembered:
        """Everything in it; nothing if it can't be used."""
        return self._do(self._load) or Remembered()

    def save(
        self,
        files: Mapping[str, IndexedFile],
        contents: Mapping[str, Content],
        gone: Iterable[str] = (),
    ) -> None:
        """Remember these files and contents, and forget files that are `gone`."""
        if files or contents or gone:
            self._do(lambda connection: self._save(connection, files, contents, gone))

    def _load(self, connection: sqlite3.Connection) -> Remembered:
        found = Remembered()
        for sha256, made_by, problem, *facts in connection.execute(
            "SELECT sha256, made_by, problem, title, duration_s, note_count, track, channel, "
            "confidence, candidates FROM contents"
        ):
            found.contents[sha256] = _content(problem, facts)
            if made_by != self._made_by:
                found.stale.add(sha256)
        for path, *facts in connection.execute(
            "SELECT path, size, mtime_ns, sha256, earlier_sha256 FROM files"
        ):
            found.files[os.fsdecode(path)] = IndexedFile(*facts)
        return found

    def _save(
        self,
        connection: sqlite3.Connection,
        files: Mapping[str, IndexedFile],
        contents: Mapping[str, Content],
        gone: Iterable[str],
    ) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT OR REPLACE INTO contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(sha, self._made_by, *_columns(content)) for sha, content in contents.items()],
        )
        connection.executemany(
            "DELETE FROM files WHERE path = ?", [(os.fsencode(path),) for path in gone]
        )
        connection.executemany(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)",
            [
                (os.fsencode(path), one.size, one.mtime_ns, one.sha256, one.earlier_sha256)
                for path, one in files.items()
            ],
        )
        connection.execute("COMMIT")

    def _do(self, what: Callable[[sqlite3.Connection], Answer]) -> Answer | None:
        """`what` with the index, with a new one if this one is damaged; None if there is no way."""
        for _ in range(2):
            try:
                with _opened(self._path) as connection:
                    return what(connection)
            except (sqlite3.OperationalError, OSError):
                return None  # busy, read-only, no room: this time without
            except (sqlite3.Error, ValueError, TypeError, KeyError):
                with suppress(OSError):
                    self._path.unlink(missing_ok=True)
        return None


@contextmanager
def _opened(path: Path) -> Generator[sqlite3.Connection]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)) as connection:
        # Nothing in here is worth waiting for the disk.
        connection.execute("PRAGMA synchronous = OFF")
        version = _version(connection)
        if version != FORMAT:
            if version is not None:
                raise sqlite3.DatabaseError("an index of another format")
            try:
                connection.executescript(_TABLES)
            except sqlite3.OperationalError:  # another program has just begun it
                connection.rollback()
        yield connection


def _version(connection: sqlite3.Connection) -> int | None:
    """The format of the index; None if it is empty."""
    if not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        return None
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    return connection.execute("PRAGMA user_version").fetchone()[0] if mark else 0


def _content(problem: str | None, facts: list[object]) -> Content:
    if problem is None:
        return Content(_facts(facts), None)
    return Content(None, sentence_from(problem))


def _facts(columns: list[object]) -> Facts:
    title, duration_s, note_count, track, channel, confidence, candidates = columns
    if not (
        isinstance(title, str)
        and isinstance(duration_s, float)
        and isinstance(note_count, int)
        and isinstance(track, int)
        and isinstance(channel, int)
        and isinstance(confidence, float)
        and isinstance(candidates, str)
    ):
        raise TypeError("a song without its facts")
    streams = tuple((int(t), int(c), float(score)) for t, c, score in json.loads(candidates))
    return Facts(title, duration_s, note_count, TuneFacts(track, channel, confidence, streams))


def _columns(content: Content) -> tuple[object, ...]:
    """What `contents` keeps of a content, from `problem` on."""
    facts = content.facts
    if facts is None:
        return (content.trouble.stored if content.trouble else None, *[None] * 7)
    tune = facts.tune
    return (
        None,
        _storable(facts.title),
        float(facts.duration_s),
        facts.note_count,
        tune.track,
        tune.channel,
        float(tune.confidence),
        json.dumps(tune.candidates),
    )


def _storable(text: str) -> str:
    """`text` without halves of characters, which SQLite can't keep."""
    return text.encode(errors="replace").decode()
