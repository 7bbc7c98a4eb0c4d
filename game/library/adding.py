"""Copying songs that the player brings into the player's own songs folder."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from game.library.contents import content_of
from game.library.entry import Entry, shown_name
from game.library.files import files_below, fingerprint, found_at, is_midi_name
from game.reasons import reason_of
from game.text import later, tr, trn, whole

_FULL_DISK = (errno.ENOSPC, errno.EDQUOT)

Where = Callable[[str], Path | None]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file.

    `path` is where it is among the songs, None if it is not there; `was_there` if it already was.
    `problem` says why it can't be played, whether or not it was copied.
    """

    source: Path
    path: Path | None
    title: str
    was_there: bool = False
    problem: str | None = None

    def with_entry(self, entry: Entry | None) -> Added:
        """With what the library says about it."""
        return replace(self, title=entry.title, problem=entry.problem) if entry else self


def add_files(sources: Iterable[Path], songs: Path, where: Where) -> Iterator[Added]:
    """Copy files, and the MIDI files below folders, into the folder `songs`, each as it is asked.

    A file keeps its name, and a folder its name and order, unless another file has the place. What
    the library has already, as `where` says of a hash, is not copied again. A broken MIDI file is
    copied all the same: the list tells what is the matter with it, and a later Thumbtune may read
    it. What is no MIDI file by name nor by content stays where it is.
    """
    copied: dict[str, Path] = {}

    def known(sha256: str) -> Path | None:
        return where(sha256) or copied.get(sha256)

    for source in sources:
        source = source.absolute()
        if not _is_folder(source):
            yield _added(source, songs / source.name, known, copied)
            continue
        below = files_below(source)
        if not below:
            name = shown_name(source.name)
            empty = tr("There are no MIDI files in this folder.")
            yield Added(source, None, name, problem=empty)
        for found in below:
            path = Path(found.path)
            yield _added(path, songs / path.relative_to(source.parent), known, copied)


def _added(source: Path, place: Path, known: Where, copied: dict[str, Path]) -> Added:
    title = shown_name(source.stem)
    sha256 = fingerprint(found_at(source))
    there = known(sha256) if sha256 else None
    if there is not None:
        return Added(source, there, title, was_there=True)
    try:
        data = source.read_bytes() if sha256 else None
        strange = None if data and is_midi_name(place.name) else content_of(source).trouble
        if sha256 is None or data is None or strange:
            problem = str(strange) if strange else tr("This file can't be opened.")
            return Added(source, None, title, problem=problem)
        if not is_midi_name(place.name):
            place = place.with_name(f"{place.name}.mid")
        copied[sha256] = _copied(data, place)
        return Added(source, copied[sha256], title)
    except OSError as problem:
        return Added(source, None, title, problem=_sentence(problem))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # reading it as a file tells why
        return False


def _copied(data: bytes, wished: Path) -> Path:
    """Write `data` to `wished`, or beside it if there is another file; where it is now."""
    wished.parent.mkdir(parents=True, exist_ok=True)
    path, number = wished, 1
    while True:
        try:
            file = path.open("xb")
        except FileExistsError:
            number += 1
            path = wished.with_name(f"{wished.stem} ({number}){wished.suffix}")
            continue
        try:
            _write(file, data)
        except OSError:
            with suppress(OSError):
                path.unlink()
            raise
        return path


def _write(file: BinaryIO, data: bytes) -> None:
    with file:
        file.write(data)


def added_in_words(added: Sequence[Added]) -> str:
    """What became of several files, in one sentence."""
    if len(added) == 1:
        return _one_in_words(added[0])
    new = sum(one.path is not None and not one.was_there and not one.problem for one in added)
    there = sum(one.was_there and not one.problem for one in added)
    strange = len(added) - new - there
    told = [trn("{count} song added", "{count} songs added", new).format(count=whole(new))]
    if there:
        words = trn("{count} was there already", "{count} were there already", there)
        told.append(words.format(count=whole(there)))
    if strange:
        words = trn("{count} can't be played", "{count} can't be played", strange)
        told.append(words.format(count=whole(strange)))
    return f"{', '.join(told)}."


def _one_in_words(one: Added) -> str:
    if one.problem:
        return f"{shown_name(one.source.name)}: {one.problem}"
    told = tr("{title} is already among your songs.") if one.was_there else tr("{title} added.")
    return told.format(title=one.title)


def _sentence(problem: OSError) -> str:
    if problem.errno in _FULL_DISK:
        return tr("There is no room left on the disk for this song.")
    reason = reason_of(problem, later("it can't be written"))
    told = tr("This song can't be copied into your songs folder: {reason}.")
    return told.format(reason=reason)
