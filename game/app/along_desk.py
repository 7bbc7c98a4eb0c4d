"""Taking data along, and taking it over: works in a thread with a connection of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from game import __version__
from game.app.visit import Visit
from game.folders import DataFolders
from game.reasons import reason_of
from game.records.errors import RecordsError
from game.records.exchange.archive import ENDING, is_export, read_manifest
from game.records.exchange.incoming import taken_in_words
from game.records.exchange.part import read_export
from game.records.opening import open_records
from game.records.store import Records
from game.screens.along import TakeAlongScreen, TakeOverScreen
from game.screens.screen import Screen
from game.text import tr, trn, whole

THREAD = "along"


class Beside:
    """Work in a thread. What it raises as `RecordsError` is what it says."""

    def __init__(self, work: Callable[[], str]) -> None:
        self._work = work
        self._said: str | None = None
        threading.Thread(target=self._run, name=THREAD, daemon=True).start()

    @property
    def said(self) -> str | None:
        """What came of it; None while it is under way."""
        return self._said

    def _run(self) -> None:
        try:
            self._said = self._work()
        except RecordsError as problem:
            self._said = str(problem)
        except Exception as problem:
            told = tr("Something unexpected happened: {problem}.")
            self._said = told.format(problem=repr(problem))


class AlongDesk:
    """Makes the file of the player whose visit it is, and takes over one that was brought."""

    def __init__(self, visit: Visit, brought: Path | None = None) -> None:
        self._visit = visit
        self._path = visit.parts.records.path
        self._brought = brought

    def take_along(self) -> TakeAlongScreen:
        """The screen that makes a file."""
        try:
            others = len(self._visit.parts.records.players.all()) > 1
        except RecordsError:  # making the file will tell
            others = False
        return TakeAlongScreen(self, has_others=others)

    @staticmethod
    def takes(brought: Path) -> bool:
        """Whether a file that was brought is an export, and not songs."""
        return is_export(brought)

    def question(self, brought: Path, now: Screen) -> Screen:
        """The question about a file that was brought, or what is the matter with it; `now` while
        another one is being taken over."""
        if isinstance(now, TakeOverScreen):
            return now
        self._brought = brought
        try:
            manifest = read_manifest(brought)
        except RecordsError as problem:
            return TakeOverScreen(self, told=str(problem))
        plays = manifest.counts.get("plays", 0)
        runs = trn("{count} run", "{count} runs", plays).format(count=whole(plays))
        return TakeOverScreen(self, ", ".join(manifest.players), runs)

    def make(self, *, everybody: bool) -> Beside:
        """See `game.screens.along.AlongDesk`."""
        player_id = None if everybody else self._visit.player.id
        folder = DataFolders(self._path.parent).exports
        return Beside(lambda: _made(self._path, folder, player_id))

    def take_over(self) -> Beside:
        """See `game.screens.along.AlongDesk`."""
        brought = self._brought
        assert brought is not None
        return Beside(lambda: _taken_over(self._path, brought))


def place_in_words(folder: Path) -> str:
    """Where a folder is, so that it can be broken into lines."""
    return " / ".join(filter(None, (part.strip("/\\") for part in folder.parts)))


def made_in_words(path: Path) -> str:
    """That the file is made, and below that its name and where it is."""
    return "\n".join((tr("Your file is ready."), path.name, place_in_words(path.parent)))


def _made(database: Path, folder: Path, player_id: int | None) -> str:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = _free(folder / f"thumbtune-{date.today().isoformat()}{ENDING}")
    except OSError as problem:
        told = tr("The export {path} can't be written: {reason}.")
        reason = reason_of(problem, type(problem).__name__)
        return told.format(path=place_in_words(folder), reason=reason)
    with _opened(database) as records:
        records.exchange.write(path, __version__, player_id)
    return made_in_words(path)


def _free(wished: Path) -> Path:
    path, number = wished, 1
    while path.exists():
        number += 1
        path = wished.with_stem(f"{wished.stem}-{number}")
    return path


def _taken_over(database: Path, brought: Path) -> str:
    contents = read_export(brought)
    with _opened(database) as records:
        found = records.exchange.take(contents)
        records.rescore()
    return taken_in_words(found)


def _opened(database: Path) -> Records:
    return open_records(database, round(time.time() * 1000)).records
