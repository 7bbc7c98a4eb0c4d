"""Makes a song ready to play without holding up the screen: read, chart, render, mix.

All that takes time is done by another process (`game.workshop`); the records are asked here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from game.beside import Job, WorkLostError, Workroom
from game.charting.chart import Chart
from game.charting.intro import silent_intro_s
from game.mixdown import Mixdown
from game.music.song import Note, Song, SongError
from game.play.engine import Engine
from game.records.keys import Course
from game.records.store import Records
from game.settings import PlaySettings, SoundSettings
from game.sound.cache import MIX, StemCache
from game.sound.instrument import Arrangement
from game.sound.mix import mixing_of
from game.sound.problem import SoundError
from game.text import later, sentence, tr
from game.workshop import (
    Charted,
    HitsPlanned,
    MixBegun,
    PlayOrder,
    Remark,
    SongRead,
    SoundOrder,
    Wanted,
    make_ready,
    read,
)

SETTLE_S = 0.5
"""From the first sound of the file to the first click of the count-in."""

MAX_LEAD_IN_S = 20.0
"""Four beats at 30 a minute, at 40 percent; in a slower song the first clicks are left out."""
COUNT_IN_BEATS = 4
BROKE_OFF = later("Making this song's sound ready broke off, so it plays in silence.")


@dataclass(frozen=True, slots=True)
class Piece:
    """Music that is in no file, with its chart. `tune` are those of its notes that pinches play."""

    song: Song
    tune: tuple[Note, ...]
    chart: Chart


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that a run needs. Without anything to hear, `mix` is None and `message` says why.

    The run begins `lead_in_s` before `skipped_s`, the song time at which a song that begins with a
    long silence is joined (else 0); both as played. `hit_of_note` has, for each note of the chart,
    the number of its sound among the `hits` of the mix, and is empty where pinches play no notes.
    `remark` is a sentence that need not be told twice.
    """

    song: Song
    chart: Chart
    lead_in_s: float
    skipped_s: float
    mix: Mixdown | None
    hit_of_note: tuple[int, ...]
    message: str | None
    remark: str | None


@dataclass(frozen=True, slots=True)
class _Begin:
    """The song that was read, and how it begins."""

    song: Song
    lead_in_s: float
    skipped_s: float


class Preparation:
    """One song being made ready: that of a file, or a piece. Ask `poll` from the thread that has
    the records."""

    def __init__(
        self,
        source: Path | Piece,
        settings: PlaySettings,
        records: Records,
        workroom: Workroom,
        sounds: StemCache | None,
        sound_settings: SoundSettings,
    ) -> None:
        self._settings = settings
        self._records = records
        self._workroom = workroom
        self._sounds = sounds
        self._sound_settings = sound_settings
        self._source = source
        self._begin: _Begin | None = None
        self._chart: Chart | None = None
        self._hit_of_note: tuple[int, ...] = ()
        self._mix: Mixdown | None = None
        self._message: str | None = None
        self._remark: str | None = None
        self._job: Job = (
            workroom.begin(read, source) if isinstance(source, Path) else self._make_piece(source)
        )

    @property
    def progress(self) -> float:
        """How much is done, 0 to 1."""
        return self._mix.readiness if self._mix else 0.0

    def cancel(self) -> None:
        """Stop; the result is not wanted."""
        self._job.cancel()
        if self._mix:
            self._mix.close()

    def poll(self) -> Prepared | None:
        """The song when it is ready, None before. Raises `SongError`, and `RecordsError`."""
        while news := self._news():
            for one in news:
                self._take(one)
        begin, chart, mix = self._begin, self._chart, self._mix
        if begin is None or chart is None:
            return None
        is_silent = self._sounds is None or self._message is not None
        if not is_silent and not (mix and mix.is_ready):
            return None
        return Prepared(
            begin.song,
            chart,
            begin.lead_in_s,
            begin.skipped_s,
            mix,
            self._hit_of_note,
            self._message,
            self._remark,
        )

    def _news(self) -> list[object]:
        try:
            return self._job.news()
        except SoundError as problem:
            self._go_silent(str(problem))
        except WorkLostError:
            if self._chart is None:
                raise SongError(sentence("This song can't be made ready.")) from None
            self._go_silent(tr(BROKE_OFF))
        return []

    def _take(self, news: object) -> None:
        match news:
            case SongRead(song, _) if isinstance(self._source, Path):
                self._job = self._make_song(song, self._source)
            case Charted(chart):
                self._chart = chart
            case Remark(sentence):
                self._remark = sentence
            case HitsPlanned(of_note):
                self._hit_of_note = of_note
            case MixBegun(path, frames) if self._begin:
                starts_s = self._begin.skipped_s
                self._mix = Mixdown(self._job, path, frames, starts_s, self._begin.lead_in_s)
            case _ if self._mix:
                self._mix.take(news)
            case _:
                pass

    def _go_silent(self, message: str) -> None:
        if self._mix:
            self._mix.close()
        self._mix, self._message = None, message

    def _make_song(self, song: Song, path: Path) -> Job:
        stream = self._records.songs.chosen_tune(song.sha256)
        wanted = Wanted(path, stream, self._settings.speed_percent)
        return self._make(song, wanted, kept_chart(song, self._settings, self._records))

    def _make_piece(self, piece: Piece) -> Job:
        speed_percent = self._settings.speed_percent
        arrangement = Arrangement(piece.song, piece.tune, speed_percent)
        return self._make(piece.song, arrangement, piece.chart)

    def _make(self, song: Song, wanted: Wanted | Arrangement, kept: Chart | None) -> Job:
        settings = self._settings
        skipped_s = silent_intro_s(song) * 100 / settings.speed_percent
        clicks_s = _clicks(song, skipped_s, settings.speed_percent)
        lead_in_s = max(settings.level.approach_s, SETTLE_S + skipped_s - min(clicks_s))
        self._begin = _Begin(song, min(lead_in_s, MAX_LEAD_IN_S), skipped_s)
        order = PlayOrder(
            wanted=wanted,
            level=settings.level,
            grips=settings.grips,
            kept=kept,
            sound=self._sound_order(self._begin.lead_in_s, clicks_s),
        )
        return self._workroom.begin(make_ready, order)

    def _sound_order(self, lead_in_s: float, clicks_s: tuple[float, ...]) -> SoundOrder | None:
        if self._sounds is None:
            return None
        chosen = self._sound_settings
        return SoundOrder(
            cache=self._sounds,
            font=chosen.soundfont,
            mixing=mixing_of(chosen, lead_in_s, clicks_s),
            mix_path=self._sounds.folder / f"{uuid4().hex}{MIX}",
            hits=not (chosen.tune_plays_itself or chosen.hits_silent),
        )


def _clicks(song: Song, skipped_s: float, speed_percent: int) -> tuple[float, ...]:
    """When the count-in clicks, in song time as played: on the beats before the song is joined.

    Before its beginning, those are beats of the tempo it begins with.
    """
    tempo_map, stretch = song.tempo_map, 100 / speed_percent
    if not skipped_s:
        beat_s = tempo_map.changes[0].seconds_per_beat * stretch
        return tuple(-beat_s * left for left in range(COUNT_IN_BEATS, 0, -1))
    joined = tempo_map.beat_at(skipped_s / stretch)
    return tuple(
        tempo_map.time_at(joined - left) * stretch for left in range(COUNT_IN_BEATS, 0, -1)
    )


def kept_chart(song: Song, settings: PlaySettings, records: Records) -> Chart | None:
    """The chart that was played before under these settings, if there is one.

    A kept chart that the level has since become too wide for can't be judged and is left alone.
    """
    course = Course(song.sha256, settings.level.id, settings.speed_percent, settings.grips)
    kept = records.charts.kept(course)
    return kept if kept is not None and _can_be_judged(kept, settings) else None


def _can_be_judged(chart: Chart, settings: PlaySettings) -> bool:
    try:
        Engine(chart, settings.level)
    except ValueError:
        return False
    return True
