"""Makes the chart of the song that is looked at, in a process of its own.

Reading a song and charting it is pure Python: in a thread beside the window it would hold up frames
while the player goes on through the list.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from game.beside import Job, ProcessRoom, WorkLostError, Workroom
from game.candidates import tune_by
from game.charting.chart import Chart
from game.charting.charter import make_chart
from game.music.reading import read_song
from game.music.song import SongError
from game.music.tune import find_tune
from game.records.songs import Choice
from game.settings import PlaySettings

KEPT_CHARTS = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """A chart to be made: of which song, chosen tune and settings."""

    path: Path
    sha256: str
    tune: Choice | None
    settings: PlaySettings


class Sketcher:
    """Makes charts one after the other and keeps the last ones; only the latest wish is waited for.

    They are made in `workroom`, by default one of its own.
    """

    def __init__(self, workroom: Workroom | None = None) -> None:
        self._workroom = workroom or ProcessRoom()
        self._kept: dict[Wanted, Chart | None] = {}
        self._wanted: Wanted | None = None
        self._job: Job | None = None

    def chart(self, wanted: Wanted) -> tuple[Chart | None, bool]:
        """The chart if there is one by now, and whether that is the last word."""
        self._collect()
        if wanted in self._kept:
            return self._kept[wanted], True
        if self._job is None:
            self._wanted, self._job = wanted, self._workroom.begin(sketch, wanted)
            self._collect()
        return self._kept.get(wanted), wanted in self._kept

    def close(self) -> None:
        """Make no more charts."""
        self._workroom.close()

    def _collect(self) -> None:
        if self._wanted is None or self._job is None:
            return
        self._workroom.look()
        try:
            told = self._job.news()
        except WorkLostError:  # whatever broke, there is only no picture
            told = [None]
        if not told:
            return
        while len(self._kept) >= KEPT_CHARTS:
            del self._kept[next(iter(self._kept))]
        chart = told[0]
        self._kept[self._wanted] = chart if isinstance(chart, Chart) else None
        self._wanted = self._job = None


def sketch(wanted: Wanted) -> Generator[object, None, None]:
    """The job of making a chart: its only news is the chart, or None."""
    yield chart_of_song(wanted)


def chart_of_song(wanted: Wanted) -> Chart | None:
    """The chart as it would be made for playing; None if the song can't be read."""
    settings = wanted.settings
    try:
        song = read_song(wanted.path)
    except SongError:
        return None
    choice = wanted.tune if song.sha256 == wanted.sha256 else None
    tune = tune_by(song, find_tune(song), choice)
    return make_chart(song, settings.level, settings.grips, settings.speed_percent, tune)
