"""Deleting a player's data for good, wherever in the data folder it is.

The records see to the database and its copies (`records.forgetting`). Here go the log and traces
that name a player or a run of theirs, and exports in the data folder that hold them. What somebody
has put elsewhere is theirs: exports and reports in other folders stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from game.folders import DataFolders
from game.reasons import reason_of
from game.records.errors import RecordsError
from game.records.exchange.archive import read_manifest
from game.records.forgetting import Traces
from game.records.players import name_key
from game.records.store import Records
from game.text import tr

_RUN_ID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def forget(records: Records, folders: DataFolders, player_ids: Iterable[int]) -> None:
    """Delete these players and everything of theirs in the data folder, for good.

    Their rows go last, so that whoever could not be deleted whole is still there to be deleted
    again. Raises `RecordsError` if something is left, be it only until another window is closed.
    """
    ids = list(player_ids)
    sweep(folders, records.forgetting.traces(ids))
    records.forgetting.drop_copies()
    records.forgetting.forget(ids)
    records.forgetting.scrub()


def forget_overdue(records: Records, folders: DataFolders, now_ms: int) -> None:
    """Forget whoever was deleted so long ago that they can't be brought back any more.

    Raises `RecordsError` when the records can't be used; traces that another window keeps from
    going now stay until somebody is forgotten again.
    """
    traces = records.forgetting.purge(now_ms)
    if traces.names:
        with suppress(RecordsError):
            sweep(folders, traces)
            records.forgetting.drop_copies()
            records.forgetting.scrub()


def sweep(folders: DataFolders, traces: Traces) -> None:
    """Remove files that tell of the forgotten. The log goes in any case: it is for looking into
    trouble, and may quote anything. Raises `RecordsError`."""
    told = tr("{path} can't be deleted: {reason}.")
    for path in _telling_files(folders, traces):
        try:
            path.unlink(missing_ok=True)
        except OSError as problem:
            reason = reason_of(problem, type(problem).__name__)
            raise RecordsError(told.format(path=path, reason=reason)) from None


def _telling_files(folders: DataFolders, traces: Traces) -> Iterable[Path]:
    yield folders.log
    for path in _files_in(folders.root):
        if path.name.startswith(folders.records.name) or path == folders.machine:
            continue
        if _names_a_run(path, traces.play_ids):
            yield path
    for folder in (folders.root, folders.root / "exports"):
        for path in _files_in(folder):
            if path.name.endswith(".unfinished") or _holds(path, traces.names):
                yield path


def _files_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return []


def _names_a_run(path: Path, play_ids: frozenset[str]) -> bool:
    """Whether a file, such as a trace, names one of these runs."""
    with suppress(OSError), path.open("rb") as file:
        return any(found.decode() in play_ids for line in file for found in _RUN_ID.findall(line))
    return False


def _holds(path: Path, names: Iterable[str]) -> bool:
    """Whether a file is an export with a player of one of these names in it."""
    try:
        players = read_manifest(path).players
    except RecordsError:
        return False
    return not {name_key(name) for name in names}.isdisjoint(map(name_key, players))
