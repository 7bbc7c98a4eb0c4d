"""Makes the chart of the song that is looked at, in a thread of its own.

It is asked for once the choice rests on a song, when nothing moves on the screen: what little the
thread takes from a frame is not seen then.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

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

    `executor` makes what does the work, when the first chart is wanted.
    """

    def __init__(self, executor: Callable[[], Executor] | None = None) -> None:
        self._make_executor = executor or _thread
        self._executor: Executor | None = None
        self._kept: dict[Wanted, Chart | None] = {}
        self._wanted: Wanted | None = None
        self._future: Future[Chart | None] | None = None

    def chart(self, wanted: Wanted) -> tuple[Chart | None, bool]:
        """The chart if there is one by now, and whether that is the last word."""
        self._collect()
        if wanted in self._kept:
            return self._kept[wanted], True
        if self._future is None:
            self._begin(wanted)
            self._collect()
        return self._kept.get(wanted), wanted in self._kept

    def close(self) -> None:
        """Make no more charts."""
        if self._executor:
            self._executor.shutdown(wait=False, cancel_futures=True)

    def _begin(self, wanted: Wanted) -> None:
        self._wanted = wanted
        if self._executor is None:
            self._executor = self._make_executor()
        self._future = self._executor.submit(chart_of_song, wanted)

    def _collect(self) -> None:
        if self._wanted is None or self._future is None or not self._future.done():
            return
        try:
            chart = self._future.result()
        except Exception:  # whatever broke, there is only no picture
            chart = None
        while len(self._kept) >= KEPT_CHARTS:
            del self._kept[next(iter(self._kept))]
        self._kept[self._wanted] = chart
        self._wanted = self._future = None


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


def _thread() -> Executor:
    return ThreadPoolExecutor(1, thread_name_prefix="sketch")
