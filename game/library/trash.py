"""Songs the player has removed: moved into a trash folder, from where they can be put back."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from game.library.entry import Entry


@dataclass(frozen=True, slots=True)
class Removed:
    """A song that was removed.

    `moves` are its files, each with where it was and where it lies now; it was the same song under
    several names if there are several. `entry` is what the library said of it.
    """

    entry: Entry
    moves: tuple[tuple[Path, Path], ...]


def move_all(moves: Iterable[tuple[Path, Path]]) -> tuple[tuple[Path, Path], ...]:
    """Move each file to its wished place, or beside it if there is another; where all are now.

    Either all are moved or, if `OSError` is raised, none.
    """
    done: list[tuple[Path, Path]] = []
    try:
        for source, wished in moves:
            done.append((source, _moved(source, wished)))
    except OSError:
        for source, place in done:
            with suppress(OSError):
                _moved(place, source)
        raise
    return tuple(done)


def _moved(source: Path, wished: Path) -> Path:
    wished.parent.mkdir(parents=True, exist_ok=True)
    place, number = wished, 1
    while place.exists():
        number += 1
        place = wished.with_name(f"{wished.stem} ({number}){wished.suffix}")
    shutil.move(source, place)
    return place
