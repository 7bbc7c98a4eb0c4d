"""Makes the chart of the song that is looked at, in a process of its own.

Reading a song and charting it is pure Python: in a thread beside the window it would hold up frames
while the player goes on through the list. A thread only waits for the process.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
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

    `make` makes one, and is called by `executor`; by default a process of its own does.
    """

    def __init__(
        self,
        executor: Executor | None = None,
        make: Callable[[Wanted], Chart | None] | None = None,
    ) -> None:
        self._process = ChartProcess()
        self._make = make or self._process.chart
        self._executor = executor or ThreadPoolExecutor(1, thread_name_prefix="sketch")
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
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._process.close()

    def _begin(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._future = self._executor.submit(self._make, wanted)

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


class ChartProcess:
    """A process that makes charts, begun for the first one; it ends with this one, however."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def chart(self, wanted: Wanted) -> Chart | None:
        """See `chart_of_song`. Raises `EOFError` or `OSError` when the process has ended."""
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self._begin()
        assert self._pipe is not None
        self._pipe.send(wanted)
        return self._pipe.recv()

    def close(self) -> None:
        """End it, whatever it does."""
        if self._process:
            self._process.kill()

    def _begin(self) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs,), name="thumbtune charts", daemon=True
        )
        try:
            self._process.start()
        finally:
            theirs.close()


def _serve(pipe: Connection) -> None:
    """The process's life: a chart for each wish, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program that began it
    if hasattr(os, "nice"):
        os.nice(5)
    with suppress(EOFError, OSError):
        while True:
            pipe.send(_chart_or_none(pipe.recv()))


def _chart_or_none(wanted: Wanted) -> Chart | None:
    try:
        return chart_of_song(wanted)
    except Exception:  # whatever broke, there is only no picture
        return None
