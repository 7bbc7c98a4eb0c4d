"""The levels there are: those that come with the game, and those in the player's `levels` folder.

A level of one's own that can't be used is left out, and a sentence says why: the game goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import msgspec.structs

from game.charting.level import (
    OWN_PREFIX,
    Level,
    LevelError,
    in_order,
    read_level,
    read_levels,
)
from game.coach.exercises import Exercise, ExerciseError, read_exercises, warm_ups
from game.folders import DataFolders, shipped_folder
from game.reasons import reason_of
from game.text import later, sentence, tr, trn

_MOST_TOLD = 2
"""Of levels that are left out; the rest is only counted."""


@dataclass(frozen=True, slots=True)
class Levels:
    """Every level that can be played, the easiest first; `left_out` are sentences about others."""

    levels: tuple[Level, ...]
    left_out: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What to say about levels that are left out; empty if there are none."""
        if not self.left_out:
            return ""
        told = trn(
            "{count} level of your own is left out.",
            "{count} levels of your own are left out.",
            len(self.left_out),
        )
        return " ".join((told.format(count=len(self.left_out)), *self.left_out[:_MOST_TOLD]))


class LevelCheck:
    """Tells whether files are levels that can be played beside the `others`."""

    def __init__(self, others: Iterable[Level], exercises: Sequence[Exercise]) -> None:
        self._others = list(others)
        self._exercises = exercises

    @classmethod
    def of_files(cls, paths: Iterable[Path], folders: DataFolders) -> LevelCheck:
        """For the files at `paths`: the others are the shipped levels and those of the data folder
        that are good, but for what stands in these files.

        Raises `LevelError` or `ExerciseError` if what is shipped can't be read.
        """
        asked = {path.resolve() for path in paths}
        shipped = shipped_folder("levels")
        others = [
            level
            for level in read_levels(shipped)
            if (shipped / f"{level.id}.toml").resolve() not in asked
        ]
        check = cls(others, read_exercises(shipped))
        with suppress(OSError):
            own = [path for path in _own_files(folders) if path.resolve() not in asked]
            for path in own:
                with suppress(LevelError):
                    check.take(path)
        return check

    def take(self, path: Path) -> Level:
        """The level in the file at `path`, which from now on is one of the others.

        Raises `LevelError`: one sentence, with the file's name and what is amiss where.
        """
        level = read_level(path)
        try:
            warm_ups((msgspec.structs.replace(level, id=path.stem),), self._exercises)
        except ExerciseError as problem:
            raise LevelError(str(problem)) from None
        level = msgspec.structs.replace(level, id=f"{OWN_PREFIX}{level.id}")
        for other in self._others:
            _check_apart(level, other, path.name)
        self._others.append(level)
        return level


def read_all_levels(folders: DataFolders) -> Levels:
    """The shipped levels and those in the data folder.

    Raises `LevelError` if the shipped ones can't be read.
    """
    shipped = read_levels(shipped_folder("levels"))
    try:
        paths = _own_files(folders)
    except FileNotFoundError:
        return Levels(shipped)
    except OSError as refused:
        reason = reason_of(refused, later("it can't be read"))
        said = sentence(
            "The folder {folder} can't be opened: {reason}.",
            folder=str(folders.levels),
            reason=reason,
        )
        return Levels(shipped, (str(said),))
    try:
        check = LevelCheck(shipped, read_exercises(shipped_folder("levels")) if paths else ())
    except ExerciseError as problem:
        return Levels(shipped, (str(problem),))
    own: list[Level] = []
    left_out: list[str] = []
    for path in paths:
        try:
            own.append(check.take(path))
        except LevelError as problem:
            left_out.append(str(problem))
    return Levels(in_order(chain(shipped, own)), tuple(left_out))


def _own_files(folders: DataFolders) -> list[Path]:
    """Raises `OSError` if there is no such folder, or it can't be read."""
    files = sorted(folders.levels.iterdir())
    return [path for path in files if path.suffix == ".toml" and not path.name.startswith(".")]


def _check_apart(level: Level, other: Level, file_name: str) -> None:
    """Raises `LevelError` for two levels that nobody could tell apart."""
    if (level.number, level.step) == (other.number, other.step):
        told = tr(
            "{file}: step: {name} has number = {number} and step = {step} already; "
            "take another step."
        )
    elif level.name.casefold() in (other.name.casefold(), tr(other.name).casefold()):
        told = tr("{file}: name: there is a level called {name} already.")
    elif level.id == other.id:
        told = tr("{file}: id: {name} has the same already; leave it out.")
    else:
        return
    place = {"number": level.number, "step": level.step}
    raise LevelError(told.format(file=file_name, name=tr(other.name), **place))
