"""Keeps the list of songs up to date beside the window: looks for songs, reads and adds them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from game.library import Added, Library, added_in_words
from game.text import tr, whole

_SHORTEST_PAUSE_S = 0.15
_PAUSE_PER_EFFORT = 10.0
"""So much longer than making the list is the pause after it: a long list grows in larger steps."""
_CLOSING_S = 2.0


class Songbook:
    """Looks for songs in a thread of its own while `may_read` says so.

    That is not while a song is played, which needs all the attention there is.
    """

    def __init__(self, library: Library, may_read: Callable[[], bool]) -> None:
        self._library = library
        self._may_read = may_read
        self._dropped: list[Path] = []
        self._added: list[Added] = []
        self._told = ""
        self._is_closed = False
        self._thread: threading.Thread | None = None
        self._due_s = 0.0
        self._shown: tuple[int, str] | None = None

    def look(self) -> None:
        """Add what was dropped, and look for other new songs."""
        self._told = ""
        self._thread = threading.Thread(target=self._work, name="library", daemon=True)
        self._thread.start()

    def drop(self, path: Path) -> None:
        """The player has brought a file or a folder; `look` adds it."""
        self._dropped.append(path)

    @property
    def sentence(self) -> str:
        """What the player should know about the songs; may be empty."""
        progress = self._library.progress
        if progress is not None:
            told = tr("Reading {read} of {total} songs")
            return told.format(read=whole(progress.read), total=whole(progress.total))
        return self._told

    def refresh(self, now_s: float, show: Callable[[str | None], None]) -> None:
        """Call `show` if there is news since the last time, but not so often that it is felt.

        It is told the file of a song that has just been added, if there is one.
        """
        news = (self._library.edition, self.sentence)
        if news == self._shown or now_s < self._due_s:
            return
        self._shown = news
        added, self._added = self._added, []
        begun_s = perf_counter()
        show(next((str(one.path) for one in added if one.path), None))
        effort_s = perf_counter() - begun_s
        self._due_s = now_s + max(_SHORTEST_PAUSE_S, _PAUSE_PER_EFFORT * effort_s)

    def close(self) -> None:
        """Stop reading, and wait until it has."""
        self._is_closed = True
        if self._thread:
            self._thread.join(_CLOSING_S)

    def _work(self) -> None:
        dropped, self._dropped = self._dropped, []
        added = self._library.add(dropped, lambda: not self._is_closed) if dropped else []
        self._library.read_all(lambda: not self._is_closed and self._may_read(), beside=True)
        if added:
            self._added = self._library.described(added)
            self._told = added_in_words(self._added)
