"""Makes a song ready to play without holding up the screen: read, find the tune, chart, render."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path

from game.candidates import tune_to_play
from game.charting.chart import Chart
from game.charting.charter import make_chart
from game.charting.intro import silent_intro_s
from game.library import Library
from game.music.song import Song
from game.music.tune import Tune, find_tune
from game.play.engine import Engine
from game.records.charts import Charts
from game.records.keys import Course
from game.records.store import Records
from game.settings import PlaySettings
from game.sound.cache import SoundCache
from game.sound.voice import COUNT_IN_BEATS, Performance, SoundError, count_in_beats

SETTLE_S = 0.5
"""From the first sound of the file to the first click of the count-in."""

MAX_LEAD_IN_S = 20.0
"""Four beats at 30 a minute, at 40 percent; in a slower song the first clicks are left out."""


class CancelledError(Exception):
    """Nobody waits for this song any more."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that a run needs. Without anything to hear, `wav` is None and `message` says why.

    The run begins `lead_in_s` before `skipped_s`, the song time at which a song that begins with a
    long silence is joined (else 0); both as played.
    """

    song: Song
    chart: Chart
    lead_in_s: float
    skipped_s: float
    wav: Path | None
    message: str | None


class Preparation:
    """One song being made ready. Ask `poll` from the thread that has the records."""

    def __init__(
        self,
        path: Path,
        settings: PlaySettings,
        library: Library,
        records: Records,
        sounds: SoundCache | None,
        workers: Executor,
    ) -> None:
        self._settings = settings
        self._records = records
        self._sounds = sounds
        self._workers = workers
        self._cancelled = False
        self._progress = 0.0
        self._reading: Future[tuple[Song, Tune]] = workers.submit(_read, library, path)
        self._charted: tuple[Song, Chart, float, float] | None = None
        self._rendering: Future[Path | None] | None = None

    @property
    def progress(self) -> float:
        """How much is done, 0 to 1."""
        return self._progress

    def cancel(self) -> None:
        """Stop as soon as possible; the result is not wanted."""
        self._cancelled = True

    def poll(self) -> Prepared | None:
        """The song when it is ready, None before. Raises `SongError`, and `RecordsError`."""
        if self._rendering is None:
            if not self._reading.done():
                return None
            self._rendering = self._begin_rendering(*self._reading.result())
        if not self._rendering.done() or self._charted is None:
            return None
        song, chart, lead_in_s, skipped_s = self._charted
        try:
            wav, message = self._rendering.result(), None
        except SoundError as problem:
            wav, message = None, str(problem)
        return Prepared(song, chart, lead_in_s, skipped_s, wav, message)

    def _begin_rendering(self, song: Song, tune: Tune) -> Future[Path | None]:
        settings = self._settings
        skipped_s = silent_intro_s(song) * 100 / settings.speed_percent
        clicks_s = _clicks(song, skipped_s, settings.speed_percent)
        lead_in_s = max(settings.level.approach_s, SETTLE_S + skipped_s - min(clicks_s))
        lead_in_s = min(lead_in_s, MAX_LEAD_IN_S)
        tune = tune_to_play(song, tune, self._records.songs)
        chart = chart_to_play(song, tune, settings, self._records.charts)
        self._charted = song, chart, lead_in_s, skipped_s
        return self._workers.submit(self._render, song, tune, lead_in_s, clicks_s)

    def _render(
        self, song: Song, tune: Tune, lead_in_s: float, clicks_s: tuple[float, ...]
    ) -> Path | None:
        if self._sounds is None:
            return None
        performance = Performance(
            song,
            speed_percent=self._settings.speed_percent,
            lead_in_s=lead_in_s,
            tune=tune.notes,
            count_in_times_s=clicks_s,
        )
        return self._sounds.wav_for(performance, self._on_progress)

    def _on_progress(self, share: float) -> None:
        self._progress = share
        if self._cancelled:
            raise CancelledError


def _clicks(song: Song, skipped_s: float, speed_percent: int) -> tuple[float, ...]:
    """When the count-in clicks, in song time as played: on the beats before the song is joined."""
    if not skipped_s:
        return count_in_beats(song, speed_percent)
    tempo_map, stretch = song.tempo_map, 100 / speed_percent
    joined = tempo_map.beat_at(skipped_s / stretch)
    return tuple(
        tempo_map.time_at(joined - left) * stretch for left in range(COUNT_IN_BEATS, 0, -1)
    )


def chart_to_play(song: Song, tune: Tune, settings: PlaySettings, charts: Charts) -> Chart:
    """The chart that was played before under these settings, or a new one.

    A kept chart that the level has since become too wide for can't be judged and is left alone.
    """
    course = Course(song.sha256, settings.level.id, settings.speed_percent, settings.grips)
    kept = charts.kept(course)
    if kept is not None and _can_be_judged(kept, settings):
        return kept
    return make_chart(song, settings.level, settings.grips, settings.speed_percent, tune)


def _can_be_judged(chart: Chart, settings: PlaySettings) -> bool:
    try:
        Engine(chart, settings.level)
    except ValueError:
        return False
    return True


def _read(library: Library, path: Path) -> tuple[Song, Tune]:
    song = library.song(path)
    return song, find_tune(song)
