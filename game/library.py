"""The songs there are: those that ship with the game and those the player has added as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from game.music.reading import read_song
from game.music.song import Song, SongError

MIDI_SUFFIXES = frozenset({".mid", ".midi", ".kar", ".rmi", ".smf"})


class LibraryError(Exception):
    """A song can't be found. Its text is one sentence."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the library: its song, or the sentence that says why it can't be one."""

    path: Path
    song: Song | None
    problem: str | None

    @property
    def title(self) -> str:
        """The song's title, or the file's name."""
        return self.song.title if self.song else self.path.stem


class Library:
    """The MIDI files in some folders, each read once, when first asked for."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._entries: dict[Path, Entry] = {}
        self._found: list[Path] = []

    def paths(self) -> list[Path]:
        """The MIDI files, folder by folder, by name. Folders that can't be opened hold none."""
        return [path for folder in self._folders for path in midi_files(folder)]

    def known(self, path: Path) -> Entry | None:
        """What the file at `path` holds, if it has been read."""
        return self._entries.get(path.absolute())

    def entry(self, path: Path) -> Entry:
        """What the file at `path`, in the library or not, holds."""
        known = self.known(path)
        if known is None:
            known = self._entries[path.absolute()] = _read(path)
        return known

    def entries(self) -> Iterator[Entry]:
        """Every file of the library, as it is read."""
        return (self.entry(path) for path in self.paths())

    def known_entries(self) -> list[Entry]:
        """The files that `read_all` found and that have been read, folder by folder, by name."""
        return [entry for path in self._found if (entry := self.known(path))]

    def read_all(self, goes_on: Callable[[], bool] = lambda: True) -> None:
        """Look for files and read those that are new, as long as `goes_on` says so before each.

        May run beside everything else, which it slows: reading holds the interpreter.
        """
        self._found = self.paths()
        for path in self._found:
            if not goes_on():
                return
            self.entry(path)

    def find(self, wanted: str) -> Entry:
        """The song in the file `wanted`, or else the one whose title is or contains `wanted`.

        Raises `LibraryError` when there is none or more than one, and when it can't be read.
        """
        path = _file_named(wanted)
        entry = self.entry(path) if path else self._titled(wanted)
        if entry.problem:
            raise LibraryError(f"{entry.path.name}: {entry.problem}")
        return entry

    def _titled(self, wanted: str) -> Entry:
        key = _plain(wanted)
        entries = [entry for entry in self.entries() if entry.song]
        same = [e for e in entries if key in (_plain(e.title), _plain(e.path.stem))]
        found = same or [entry for entry in entries if key and key in _plain(entry.title)]
        if not found:
            raise LibraryError(
                f'There is no song called "{wanted}"; "thumbtune songs" lists those there are.'
            )
        if len(found) > 1:
            titles = ", ".join(entry.title for entry in found[:5])
            raise LibraryError(f'"{wanted}" could be {titles}; please give more of the title.')
        return found[0]


def midi_files(folder: Path) -> list[Path]:
    """The MIDI files below `folder`, sorted by name; none if it can't be opened."""
    try:
        found = [path for path in folder.rglob("*") if path.suffix.lower() in MIDI_SUFFIXES]
    except OSError:
        return []
    return sorted(found, key=lambda path: (path.name.casefold(), path))


def _file_named(wanted: str) -> Path | None:
    """The file that `wanted` names, whether there or not; None if it can only be a title."""
    path = Path(wanted)
    with suppress(RuntimeError):  # "~name" for a user there is not
        path = path.expanduser()
    if path.suffix.lower() in MIDI_SUFFIXES:
        return path
    try:
        return path if path.exists() and not path.is_dir() else None
    except OSError:
        return None


def _read(path: Path) -> Entry:
    try:
        return Entry(path, read_song(path), None)
    except SongError as problem:
        return Entry(path, None, str(problem))


def _plain(title: str) -> str:
    """`title` without case, spaces and punctuation, for comparing."""
    return "".join(char for char in title.casefold() if char.isalnum())
