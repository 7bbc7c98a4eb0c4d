"""Which MIDI files there are, and what tells that one has changed."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from game.music.reading import MAX_BYTES

MIDI_SUFFIXES = frozenset({".mid", ".midi", ".kar", ".rmi", ".smf"})
_MAC_COMPANION = "._"
"""macOS writes these beside files on foreign disks; they hold no file of anybody's."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file as the disk describes it. `is_ordinary` is false for pipes, devices and the like."""

    path: str
    size: int
    mtime_ns: int
    is_ordinary: bool

    @property
    def stamp(self) -> tuple[int, int]:
        """Stays the same as long as the file does."""
        return self.size, self.mtime_ns


def midi_files(folder: Path) -> list[Path]:
    """The MIDI files below `folder`, sorted by name; none if it can't be opened."""
    return [Path(found.path) for found in files_below(folder)]


def files_below(folder: Path) -> list[Found]:
    """`midi_files` as the disk describes them. Links to folders are not followed."""
    found = list(_walk(str(folder.absolute())))
    return sorted(found, key=lambda one: name_order(one.path))


def name_order(path: str) -> tuple[str, str]:
    """Sorts files by name, whatever folder they are in."""
    return path.rpartition(os.sep)[2].casefold(), path


def found_at(path: Path) -> Found:
    """The file at `path`, there or not."""
    name = str(path.absolute())
    try:
        return _described(name, path.stat())
    except (OSError, ValueError):
        return Found(name, -1, -1, is_ordinary=False)


def is_midi_name(name: str) -> bool:
    """Whether a file of this name is taken for a song."""
    stem, dot, ending = name.rpartition(".")
    return bool(stem) and f"{dot}{ending.lower()}" in MIDI_SUFFIXES and stem[:2] != _MAC_COMPANION


def fingerprint(found: Found) -> str | None:
    """The hex SHA-256 of a file's bytes; None for what is no song for certain, or can't be read."""
    if not found.is_ordinary or found.size > MAX_BYTES:
        return None
    try:
        return hashlib.sha256(Path(found.path).read_bytes()).hexdigest()
    except OSError:
        return None


def _walk(folder: str) -> Iterator[Found]:
    try:
        with os.scandir(folder) as listing:
            inside = list(listing)
    except OSError:
        return
    for one in inside:
        if _is_folder(one):
            yield from _walk(one.path)
        elif is_midi_name(one.name):
            try:
                yield _described(one.path, one.stat())
            except OSError:
                yield Found(one.path, -1, -1, is_ordinary=False)


def _is_folder(one: os.DirEntry[str]) -> bool:
    try:
        return one.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _described(path: str, facts: os.stat_result) -> Found:
    return Found(path, facts.st_size, facts.st_mtime_ns, stat.S_ISREG(facts.st_mode))
