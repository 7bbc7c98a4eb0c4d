"""What the list of songs is told of each song, and what it has done with them."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

import pygame

from game.app.parts import Parts
from game.app.rows import RecordsBeside, RowMaker
from game.app.sketching import Sketcher, Wanted
from game.charting.chart import Chart
from game.library import LibraryError, Removed
from game.play.events import InputKind
from game.records.errors import RecordsError
from game.records.keys import Course, RecordKey
from game.screens.ui import words
from game.screens.ui.song_details import NotDoneError, RunLine, SongDetails
from game.screens.ui.song_finder import Show
from game.screens.ui.song_rows import SongRow
from game.settings import PlaySettings
from game.text import tr

BEST_RUNS = 3


class SongDesk:
    """The desk of a `SongsScreen`. Belongs to the thread with the records.

    `kind` tells what the next run will be played with; `add` is given files and folders to add.
    `trouble` is why there are no bests in the rows that were made last; empty when there are.
    """

    def __init__(
        self,
        parts: Parts,
        kind: Callable[[], InputKind],
        add: Callable[[Path], None],
        sketcher: Sketcher | None = None,
    ) -> None:
        self._parts = parts
        self._kind = kind
        self._add = add
        self._sketcher = sketcher or Sketcher()
        self._removed: Removed | None = None
        self._maker: RowMaker | None = None
        self.show = Show.ALL
        self.search = ""
        self.trouble = ""

    @property
    def removed_title(self) -> str:
        """The title of the song that was removed last, until it is put back."""
        return self._removed.entry.title if self._removed else ""

    def rows(self, settings: PlaySettings) -> tuple[SongRow, ...]:
        """The rows of the list as everything stands now."""
        parts, self.trouble = self._parts, ""
        try:
            beside = RecordsBeside.of(parts.player, parts.records, parts.library)
        except RecordsError as problem:
            beside, self.trouble = RecordsBeside(), str(problem)
        self._maker = RowMaker(parts.library, beside)
        return self._maker.under(settings, self._kind())

    def rows_again(self, settings: PlaySettings) -> tuple[SongRow, ...]:
        """The rows that were made last, under other settings."""
        if self._maker is None:
            return self.rows(settings)
        return self._maker.under(settings, self._kind())

    def details(self, song_key: str, settings: PlaySettings) -> SongDetails:
        """What is known of a song by now."""
        path, records = Path(song_key), self._parts.records
        entry = self._parts.library.known(path)
        if entry is None or entry.sha256 is None or entry.facts is None:
            return SongDetails(is_final=True)
        grips, level_id = settings.grips, settings.level.id
        course = Course(entry.sha256, level_id, settings.speed_percent, grips)
        try:
            kept = records.charts.kept(course)
            if kept is not None:
                return SongDetails(kept, self._runs(course, kept), is_final=True)
            tune = records.songs.chosen_tune(entry.sha256)
        except RecordsError:
            return SongDetails(is_final=True)
        chart, is_final = self._sketcher.chart(Wanted(path, entry.sha256, tune, settings))
        return SongDetails(chart, is_final=is_final)

    def set_favourite(self, song_key: str, *, is_one: bool) -> None:
        """The song is a favourite of the player from now on, or is none."""
        entry, parts = self._parts.library.known(Path(song_key)), self._parts
        if entry is None or entry.sha256 is None:
            raise NotDoneError(tr("This file can't be opened, so it can't be a favourite."))
        with _told():
            parts.records.songs.set_favourite(parts.player.id, entry.sha256, is_one=is_one)
        if self._maker:
            self._maker.set_favourite(song_key, is_one=is_one)

    def remove(self, song_key: str) -> None:
        """Move a song that the player has added into the trash."""
        with _told():
            self._removed = self._parts.library.remove(Path(song_key))

    def put_back(self) -> str:
        """Undo the last `remove`; the song's key."""
        if self._removed is None:
            raise NotDoneError(tr("There is no song to put back."))
        with _told():
            path = self._parts.library.put_back(self._removed)
        self._removed = None
        return str(path)

    def pasted(self) -> str:
        """What was copied last, anywhere."""
        try:
            return pygame.scrap.get_text().strip()
        except pygame.error:
            return ""

    def add(self, text: str) -> None:
        """Add the file or folder whose place was typed or pasted."""
        path = path_in(text)
        try:
            is_there = path.exists()
        except (OSError, ValueError):
            is_there = False
        if not is_there:
            raise NotDoneError(tr("There is no file or folder there."))
        self._add(path)

    def close(self) -> None:
        """Do no more work."""
        self._sketcher.close()

    def _runs(self, course: Course, chart: Chart) -> tuple[RunLine, ...]:
        key = RecordKey(self._parts.player.id, course, self._kind())
        runs, today = self._parts.records.bests.runs(key, chart.hash, BEST_RUNS), date.today()
        return tuple(
            RunLine(
                run.score.points,
                run.score.stars,
                words.day(run.started.local.date(), today),
            )
            for run in runs
        )


def path_in(text: str) -> Path:
    """The place that `text` names, as people and file managers write it."""
    text = text.strip().strip("\"'")
    if text.lower().startswith("file://"):
        return Path(url2pathname(urlparse(text).path))
    path = Path(text)
    with suppress(RuntimeError):  # "~name" for a user there is not
        path = path.expanduser()
    return path


@contextmanager
def _told() -> Generator[None]:
    """What can't be done is said."""
    try:
        yield
    except (LibraryError, RecordsError) as problem:
        raise NotDoneError(str(problem)) from None
