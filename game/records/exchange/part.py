"""Taking records along: the way into this folder."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from game.reasons import reason_of
from game.records.database import Database
from game.records.exchange.archive import ExchangeError, damaged, read_archive, write_archive
from game.records.exchange.checking import Checks, RowError, check_together
from game.records.exchange.incoming import Taken, take
from game.records.exchange.outgoing import outgoing
from game.records.exchange.rows import TABLES, Contents
from game.text import tr


@dataclass(frozen=True, slots=True)
class Written:
    """What an export holds, table by table, and how many damaged rows had to be left out."""

    counts: dict[str, int]
    players: tuple[str, ...]
    left_out: int


class Exchange:
    """Exports and imports of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, path: Path, program: str, player_id: int | None = None) -> Written:
        """Write an export of everybody here, or of one player, to `path`, over what is there.

        `program` is the version that writes. Others can use the records meanwhile. Raises
        `RecordsError`; there is never half an export under that name.
        """
        found = outgoing(self._database, player_id)
        unfinished = path.with_name(f"{path.name}.unfinished")
        try:
            with unfinished.open("wb") as file:
                write_archive(file, found.contents, program)
            unfinished.replace(path)
        except OSError as problem:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            told = tr("The export {path} can't be written: {reason}.")
            reason = reason_of(problem, type(problem).__name__)
            raise ExchangeError(told.format(path=path, reason=reason)) from None
        names = tuple(row.name for row in found.contents.players)
        return Written(found.contents.counts, names, found.left_out)

    def take(self, contents: Contents) -> Taken:
        """Merge what `read_export` gave into the records, all of it or nothing.

        The runs are not judged yet: see `Records.rescore`. Raises `RecordsError`.
        """
        return take(self._database, contents)


def read_export(path: Path) -> Contents:
    """What the export at `path` holds, checked down to the last pinch.

    Needs no records, and can take some seconds for many runs. Raises `ExchangeError`.
    """
    contents = read_archive(path)
    checks = Checks()
    try:
        for table in TABLES:
            for row in getattr(contents, table):
                checks.row(row)
        check_together(contents)
    except RowError:
        raise damaged(path) from None
    return contents
