"""The library: which songs are listed, found and read. Any thread may ask it anything."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from threading import Lock

from game.library.adding import Added, add_files
from game.library.contents import MADE_BY, content_of
from game.library.entry import Content, Entry
from game.library.files import (
    Found,
    files_below,
    fingerprint,
    found_at,
    is_midi_name,
    midi_files,
)
from game.library.index import Index
from game.library.marks import marks_in
from game.library.shelf import Shelf
from game.library.trash import Removed, move_all
from game.library.workers import read_beside
from game.music.reading import read_song
from game.music.song import Song
from game.reasons import reason_of
from game.text import later, sentence, tr

FEW = 50
"""So many files are read sooner than a process is begun for them."""
_SAVE_EVERY_S = 1.0
_TRIES = 3
"""So often is a file read that changes meanwhile, before it is left for the next time."""

GoesOn = Callable[[], bool]


class LibraryError(Exception):
    """A song can't be found or moved. Its text is one sentence."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far reading has come: so many of all files are known."""

    read: int
    total: int


class Library:
    """The MIDI files in some folders; files are added to the last one, and removed from there.

    What they hold is remembered in the index at `index_path`, if one is given. What is removed lies
    in the folder `trash`; without one nothing can be.
    """

    def __init__(
        self,
        folders: Iterable[Path],
        index_path: Path | None = None,
        trash: Path | None = None,
    ) -> None:
        self._folders = tuple(folder.absolute() for folder in folders)
        self._trash = trash
        self._index = Index(index_path, MADE_BY) if index_path else None
        self._opened: Shelf | None = None
        self._opening = Lock()
        self._reading = Lock()
        self._round: _Round | None = None

    @property
    def edition(self) -> int:
        """Another number whenever what is known has changed."""
        return self._shelf.edition

    @property
    def progress(self) -> Progress | None:
        """How far reading has come; None while nothing is read."""
        reading = self._round
        return reading.progress if reading else None

    def paths(self) -> list[Path]:
        """The MIDI files, folder by folder, by name. Folders that can't be opened hold none."""
        return [path for folder in self._folders for path in midi_files(folder)]

    def known(self, path: Path) -> Entry | None:
        """What the file at `path` held when it was last read, if it ever was."""
        return self._shelf.entry(str(path.absolute()))

    def entry(self, path: Path) -> Entry:
        """What the file at `path`, in the library or not, holds now."""
        found = found_at(path)
        shelf = self._shelf
        if not shelf.is_current(found):
            reading = _Round(shelf, [found], 1)
            reading.work_here(lambda: True)
            shelf.save()
        entry = shelf.entry(found.path)
        assert entry is not None
        return entry

    def song(self, path: Path) -> Song:
        """The song in the file at `path`, with all its notes, read anew. Raises `SongError`."""
        return read_song(path)

    def entries(self) -> Iterator[Entry]:
        """Every song of the library once, and every file that is none; what is new is read now."""
        self.read_all()
        return iter(self.known_entries())

    def known_entries(self) -> list[Entry]:
        """What is known of the files that were there last time, folder by folder, by name.

        A song that lies there under several names is one song, under the first of them.
        """
        return _once_each(self._shelf.on_show())

    def read_all(self, goes_on: GoesOn = lambda: True, *, beside: bool = False) -> None:
        """Look for files and read those that are new, as long as `goes_on` says so before each.

        Many are read in processes of their own, with `beside` even few. Meanwhile the library can
        be used. A second call waits for the first to end.
        """
        with self._reading:
            shelf, found = self._shelf, self._look()
            new = [one for one in found if not shelf.is_current(one)]
            if new:
                self._round = _Round(shelf, new, len(found))
            try:
                if self._round and (beside or len(new) > FEW):
                    self._round.work_beside(goes_on)
                elif self._round:
                    self._round.work_here(goes_on)
            finally:
                self._round = None
                shelf.save()

    def add(self, sources: Iterable[Path], goes_on: GoesOn = lambda: True) -> list[Added]:
        """Copy files, and the MIDI files of folders, into the last folder: see `add_files`.

        `read_all` reads them, and `described` then tells more of what became of them. Ends early
        when `goes_on` says so between two files.
        """
        with self._reading:
            self._look()
            adding = add_files(sources, self._folders[-1], self._shelf.where)
            return list(takewhile(lambda _: goes_on(), adding))

    def described(self, added: Iterable[Added]) -> list[Added]:
        """What was `added`, with the titles and problems that are known by now."""
        return [one.with_entry(self.known(one.path)) if one.path else one for one in added]

    def is_own(self, path: Path) -> bool:
        """Whether the player has added the file at `path`, and may remove it."""
        return self._trash is not None and path.is_relative_to(self._folders[-1])

    def marked_level(self, path: Path) -> int | None:
        """The number of the level that the song at `path` is a good first song for, if marked."""
        return self._marks.get(str(path).rpartition(".")[0])

    def remove(self, path: Path) -> Removed:
        """Take a song of the player's own away: its files, whatever their names, go to the trash.

        Raises `LibraryError` when they can't be moved; then all is as it was.
        """
        entry, trash = self.known(path), self._trash
        if entry is None or trash is None or not self.is_own(path):
            raise LibraryError(tr("Only songs that you have added can be removed."))
        own = self._folders[-1]
        others = (one.path for one in self._shelf.on_show() if entry.facts)
        same = [one for one in others if one != path and self._is_same(one, entry)]
        try:
            moves = move_all((one, trash / one.relative_to(own)) for one in (path, *same))
        except OSError as problem:
            raise LibraryError(_unmoved(entry, problem)) from None
        self._shelf.hide(str(source) for source, _ in moves)
        return Removed(entry, moves)

    def put_back(self, removed: Removed) -> Path:
        """Undo `remove`; where the song is now.

        Raises `LibraryError` when it can't be moved; then all is as it was.
        """
        back = ((place, source) for source, place in reversed(removed.moves))
        try:
            places = [place for _, place in move_all(back)]
        except OSError as problem:
            raise LibraryError(_unmoved(removed.entry, problem)) from None
        for place in reversed(places):
            self._shelf.put_on_show(found_at(place), removed.entry)
        return places[-1]

    def find(self, wanted: str) -> Entry:
        """The song in the file `wanted`, or else the one whose title is or contains `wanted`.

        Raises `LibraryError` when there is none or more than one, and when it can't be read.
        """
        path = _file_named(wanted)
        entry = self.entry(path) if path else self._titled(wanted)
        if entry.problem:
            raise LibraryError(f"{entry.path.name}: {entry.problem}")
        return entry

    @cached_property
    def _marks(self) -> Mapping[str, int]:
        return marks_in(self._folders)

    def _is_same(self, path: Path, entry: Entry) -> bool:
        """Whether the file at `path` is one of the player's own and holds the song of `entry`."""
        known = self.known(path)
        return known is not None and known.sha256 == entry.sha256 and self.is_own(path)

    def _titled(self, wanted: str) -> Entry:
        self.read_all()
        key = _plain(wanted)
        entries = [entry for entry in self._shelf.on_show() if entry.facts]
        same = [e for e in entries if key in (_plain(e.title), _plain(e.path.stem))]
        like = same or [entry for entry in entries if key and key in _plain(entry.title)]
        found = _once_each(like)
        if not found:
            told = tr(
                'There is no song called "{wanted}"; "thumbtune songs" lists those there are.'
            )
            raise LibraryError(told.format(wanted=wanted))
        if len(found) > 1:
            titles = ", ".join(entry.title for entry in found[:5])
            told = tr('"{wanted}" could be {titles}; please give more of the title.')
            raise LibraryError(told.format(wanted=wanted, titles=titles))
        return found[0]

    def _look(self) -> list[Found]:
        """Look for files and put them on show."""
        found = [one for folder in self._folders for one in files_below(folder)]
        self._shelf.show(found)
        return found

    @property
    def _shelf(self) -> Shelf:
        with self._opening:
            if self._opened is None:
                self._opened = Shelf(self._folders, self._index)
            return self._opened


class _Round:
    """Reading the files that are `new` to a shelf, of `total`."""

    def __init__(self, shelf: Shelf, new: list[Found], total: int) -> None:
        self._shelf = shelf
        self._new = new
        self._total = total
        self._done = 0
        self._saved_s = time.monotonic()
        self._hash_of: dict[str, str] = {}
        self._waiting: dict[str, list[Found]] = {}
        """By hash: the files whose content is being read, each content once."""

    @property
    def progress(self) -> Progress:
        """How far it has come."""
        return Progress(self._total - len(self._new) + self._done, self._total)

    def work_here(self, goes_on: GoesOn) -> None:
        """Read one after the other, here."""
        for path in self._to_read(goes_on):
            self._take(path, content_of(Path(path)))

    def work_beside(self, goes_on: GoesOn) -> None:
        """Read in processes of their own."""
        for path, content in read_beside(self._to_read(goes_on), goes_on):
            self._take(path, content)

    def _to_read(self, goes_on: GoesOn) -> Iterator[str]:
        """The new files but those whose bytes are known from elsewhere, which are taken at once."""
        for found in self._new:
            if not goes_on():
                return
            sha256 = fingerprint(found)
            if sha256 is None:
                self._take_unread(found, content_of(Path(found.path)))
            elif self._shelf.knows(sha256):
                self._shelf.take(found, sha256)
                self._done += 1
            elif sha256 in self._waiting:
                self._waiting[sha256].append(found)
            else:
                self._hash_of[found.path] = sha256
                self._waiting[sha256] = [found]
                yield found.path

    def _take(self, path: str, content: Content) -> None:
        sha256 = self._hash_of.pop(path)
        waiting = self._waiting.pop(sha256)
        if fingerprint(found_at(Path(path))) == sha256:
            for found in waiting:
                self._shelf.take(found, sha256, content)
                self._done += 1
        else:  # it was written to between hash and content
            for found in waiting:
                self._read_steady(found_at(Path(found.path)))
        if time.monotonic() - self._saved_s > _SAVE_EVERY_S:
            self._shelf.save()
            self._saved_s = time.monotonic()

    def _read_steady(self, found: Found) -> None:
        """Read a file that is being written to, when it holds still."""
        for _ in range(_TRIES):
            sha256 = fingerprint(found)
            content = content_of(Path(found.path))
            now = found_at(Path(found.path))
            if now == found and fingerprint(now) == sha256:
                if sha256 is None:
                    self._take_unread(found, content)
                else:
                    self._shelf.take(found, sha256, content)
                    self._done += 1
                return
            found = now
        self._take_unread(found, Content(None, sentence("This file is being changed just now.")))

    def _take_unread(self, found: Found, content: Content) -> None:
        self._shelf.take(found, None, content)
        self._done += 1


def _file_named(wanted: str) -> Path | None:
    """The file that `wanted` names, whether there or not; None if it can only be a title."""
    path = Path(wanted)
    with suppress(RuntimeError):  # "~name" for a user there is not
        path = path.expanduser()
    if is_midi_name(path.name):
        return path
    try:
        return path if path.exists() and not path.is_dir() else None
    except OSError:
        return None


def _unmoved(entry: Entry, problem: OSError) -> str:
    reason = reason_of(problem, later("the disk did not let it"))
    told = tr("{title} can't be moved just now: {reason}.")
    return told.format(title=entry.title, reason=reason)


def _once_each(entries: Iterable[Entry]) -> list[Entry]:
    """Each song once, and every file that is none."""
    seen: set[str] = set()
    found: list[Entry] = []
    for entry in entries:
        if entry.facts and entry.sha256:
            if entry.sha256 in seen:
                continue
            seen.add(entry.sha256)
        found.append(entry)
    return found


def _plain(title: str) -> str:
    """`title` without case, spaces and punctuation, for comparing."""
    return "".join(char for char in title.casefold() if char.isalnum())
