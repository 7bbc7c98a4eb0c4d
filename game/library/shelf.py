"""What is known of the files: in memory for everybody to ask, and in the index for next time."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import RLock

from game.library.entry import Content, Entry
from game.library.files import Found, name_order
from game.library.index import Index, IndexedFile, Remembered
from game.text import sentence

_NOT_OPENED = sentence("This file can't be opened.")


class Shelf:
    """The entries of all files, and which of them are on show. Any thread may use it.

    Begins with what `index` holds of the files in `folders`. What is taken is on the shelf at once
    and in the index after `save`.
    """

    def __init__(self, folders: Sequence[Path], index: Index | None) -> None:
        self._roots = tuple(f"{str(folder).rstrip(os.sep)}{os.sep}" for folder in folders)
        self._index = index
        self._lock = RLock()
        found = index.load() if index else Remembered()
        self._files = {p: one for p, one in found.files.items() if one.sha256 in found.contents}
        self._contents = found.contents
        self._stale = found.stale
        self._entries = {path: self._entry(path, one) for path, one in self._files.items()}
        self._path_of = {one.sha256: path for path, one in self._files.items()}
        self._shown = sorted(filter(self._is_inside, self._files), key=self._order)
        self._new_files: dict[str, IndexedFile] = {}
        self._new_contents: dict[str, Content] = {}
        self._gone: set[str] = set()
        self.edition = 0
        """Another number whenever what is on show has changed."""

    def entry(self, path: str) -> Entry | None:
        """What is known of a file, on show or not."""
        return self._entries.get(path)

    def on_show(self) -> Iterator[Entry]:
        """The entries on show of which anything is known, folder by folder, by name."""
        return (entry for path in self._shown if (entry := self._entries.get(path)))

    def is_current(self, found: Found) -> bool:
        """Whether the entry of a file says what the file holds now."""
        file, entry = self._files.get(found.path), self._entries.get(found.path)
        return (
            file is not None
            and entry is not None
            and file.sha256 == entry.sha256
            and (file.size, file.mtime_ns) == (found.size, found.mtime_ns)
            and file.sha256 not in self._stale
        )

    def knows(self, sha256: str) -> bool:
        """Whether bytes with this hash need not be read."""
        return sha256 in self._contents and sha256 not in self._stale

    def where(self, sha256: str) -> Path | None:
        """A file on show with this hash."""
        path = self._path_of.get(sha256)
        entry = self._entries.get(path) if path else None
        return entry.path if entry and entry.sha256 == sha256 else None

    def show(self, found: Iterable[Found]) -> None:
        """Put just these files on show; those of the folders that are not among them are gone."""
        shown = [one.path for one in found]
        with self._lock:
            gone = set(filter(self._is_inside, self._entries)).difference(shown)
            for path in gone:
                del self._entries[path]
                self._files.pop(path, None)
                self._new_files.pop(path, None)
            self._gone |= gone
            if shown != self._shown:
                self._shown = shown
                self.edition += 1

    def hide(self, paths: Iterable[str]) -> None:
        """These files are gone."""
        gone = set(paths)
        with self._lock:
            for path in gone:
                self._entries.pop(path, None)
                self._files.pop(path, None)
                self._new_files.pop(path, None)
            self._gone |= gone
            self._shown = [path for path in self._shown if path not in gone]
            self.edition += 1

    def put_on_show(self, found: Found, entry: Entry) -> None:
        """A file is there again and holds what `entry` says."""
        with self._lock:
            if entry.sha256 is not None:
                file = IndexedFile(found.size, found.mtime_ns, entry.sha256, entry.earlier_sha256)
                self._contents.setdefault(entry.sha256, Content(entry.facts, entry.trouble))
                self._files[found.path] = self._new_files[found.path] = file
                self._path_of[entry.sha256] = found.path
            self._gone.discard(found.path)
            self._entries[found.path] = replace(entry, path=Path(found.path))
            if found.path not in self._shown:
                self._shown = sorted([*self._shown, found.path], key=self._order)
            self.edition += 1

    def take(self, found: Found, sha256: str | None, content: Content | None = None) -> None:
        """A file has this hash, and bytes with this hash this content, if it was not known.

        Without a hash the file can't be opened, as the content says; that is not remembered.
        """
        with self._lock:
            before = self._entries.get(found.path)
            if sha256 is None:
                trouble = (content.trouble if content else None) or _NOT_OPENED
                self._entries[found.path] = Entry(Path(found.path), None, None, trouble)
            else:
                if content is not None:
                    self._contents[sha256] = self._new_contents[sha256] = content
                    self._stale.discard(sha256)
                file = IndexedFile(
                    found.size, found.mtime_ns, sha256, self._earlier(found.path, sha256)
                )
                self._files[found.path] = file
                self._entries[found.path] = self._entry(found.path, file)
                if self._is_inside(found.path):
                    self._new_files[found.path] = file
                    self._gone.discard(found.path)
                    self._path_of[sha256] = found.path
            if self._entries[found.path] != before:
                self.edition += 1

    def save(self) -> None:
        """Write to the index what has been taken since the last time."""
        with self._lock:
            files, self._new_files = self._new_files, {}
            contents, self._new_contents = self._new_contents, {}
            gone, self._gone = self._gone, set()
        if self._index:
            self._index.save(files, contents, gone)

    def _earlier(self, path: str, sha256: str) -> str | None:
        """What the file was before; a state that was no song, such as half written, is none."""
        before = self._files.get(path)
        if before is None:
            return None
        content = self._contents.get(before.sha256)
        was_song = content is not None and content.facts is not None
        earlier = before.sha256 if was_song else before.earlier_sha256
        return before.earlier_sha256 if earlier == sha256 else earlier

    def _entry(self, path: str, file: IndexedFile) -> Entry:
        content = self._contents[file.sha256]
        return Entry(Path(path), file.sha256, content.facts, content.trouble, file.earlier_sha256)

    def _is_inside(self, path: str) -> bool:
        return path.startswith(self._roots)

    def _order(self, path: str) -> tuple[int, tuple[str, str]]:
        folder = next(n for n, root in enumerate(self._roots) if path.startswith(root))
        return folder, name_order(path)
