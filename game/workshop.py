"""The work of making a song ready, as jobs for a process of their own (see `game.beside`).

They read the file, make the chart, render and mix. They know nothing of the records or the window.
"""

from __future__ import annotations

import errno
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from game.candidates import Candidate, candidates, tune_by
from game.charting.chart import Chart, Grip
from game.charting.charter import make_chart
from game.charting.level import Level
from game.coach.moving import Stretch, stretch_of
from game.music.excerpt import earlier, excerpt
from game.music.reading import read_song
from game.music.song import Song, SongError
from game.music.tune import Tune, find_tune
from game.records.songs import Choice
from game.sound.beat import with_beat
from game.sound.cache import StemCache, key_of
from game.sound.hit_notes import HitNotes, hit_notes
from game.sound.instrument import (
    Arrangement,
    Instrument,
    Rendering,
    Samples,
    StemBlock,
    open_instrument,
)
from game.sound.mix import GrowingWav, Mixing, as_heard, mixed
from game.sound.problem import SoundError
from game.sound.tone import SAMPLE_RATE
from game.text import tr

TOLD = (SongError, SoundError)
"""What a job may raise: its text is one sentence for the player."""
PREVIEW_S, PREVIEW_FADE_IN_S, PREVIEW_FADE_OUT_S = 13.0, 0.5, 2.5
_BEFORE_TUNE_S = 0.4
_EARLY_S = 1.0
"""A pinch may come a little before its note."""
_FULL_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

News = Generator[object, None, None]


@dataclass(frozen=True, slots=True)
class SongRead:
    """A file was read: the song, and what was found to be its tune."""

    song: Song
    tune: Tune


@dataclass(frozen=True, slots=True)
class TunesOffered:
    """A file was read: the song, what was found to be its tune, and what else it could be."""

    song: Song
    found: Tune
    offered: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Charted:
    """The chart to play."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the player should know, in a sentence."""

    sentence: str


@dataclass(frozen=True, slots=True)
class HitsPlanned:
    """For each note of the chart, the number of the sound that a pinch for it makes."""

    of_note: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HitMade:
    """The next of those sounds, in the order of their numbers."""

    samples: Samples


@dataclass(frozen=True, slots=True)
class MixBegun:
    """The file of the mix is there, as long as it will be, and silent as yet."""

    path: Path
    frames: int


@dataclass(frozen=True, slots=True)
class MixGrew:
    """So many frames of the mix are written by now, and the sounds for pinches so far are made."""

    frames: int


@dataclass(frozen=True, slots=True)
class Preview:
    """A piece of music to be heard in a list, with its fades in it."""

    samples: Samples


@dataclass(frozen=True, slots=True)
class Moving:
    """A stretch of a song to move to, as long as its steps, with a tick on each of them."""

    samples: Samples
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which song, what the player chose for its tune (None: what is found), and how fast."""

    path: Path
    choice: Choice | None
    speed_percent: int


@dataclass(frozen=True, slots=True)
class SoundOrder:
    """How a song is to sound: cache and font (None: the one that ships), the mix and its file.

    Without `hits`, pinches don't play notes.
    """

    cache: StemCache
    font: Path | None
    mixing: Mixing
    mix_path: Path
    hits: bool


@dataclass(frozen=True, slots=True)
class PlayOrder:
    """What is to be made ready: a chart, unless one is `kept`, and the sound, unless it is None.

    `wanted` may be an arrangement that is in no file; it comes with its chart.
    """

    wanted: Wanted | Arrangement
    level: Level
    grips: tuple[Grip, ...]
    kept: Chart | None
    sound: SoundOrder | None


def warm_up(font: Path | None) -> News:
    """Make the first job quicker."""
    open_instrument(font)
    yield None


def read(path: Path) -> News:
    """Read a file: `SongRead`. Raises `SongError`."""
    yield SongRead(*_song_in(path))


def offer(path: Path) -> News:
    """Read a file to choose its tune: `TunesOffered`. Raises `SongError`."""
    song, found = _song_in(path)
    yield TunesOffered(song, found, candidates(song, found))


def make_ready(order: PlayOrder) -> News:
    """`Charted`; with sound perhaps a `Remark`, `HitsPlanned` unless there are none, `MixBegun`.

    Then, until the mix is whole, each `HitMade` before the `MixGrew` that reaches its first use.

    Raises `SongError` before the chart, `SoundError` after it.
    """
    chart, arrangement = _charted(order)
    yield Charted(chart)
    sound = order.sound
    if sound is None:
        return
    instrument = open_instrument(sound.font)
    if instrument.message:
        yield Remark(instrument.message)
    rendering = instrument.rendering(arrangement)
    hits = hit_notes(chart, arrangement) if sound.hits else HitNotes((), ())
    if hits.sounds:
        yield HitsPlanned(hits.of_note)
    key = key_of(arrangement, instrument.identity)
    try:
        yield from _mix(rendering, key, sound, hits)
    except OSError as problem:
        raise SoundError(_sentence(problem)) from None


def render_ahead(wanted: Wanted, cache: StemCache, font: Path | None) -> News:
    """A `Preview` of the song, then its stems for the cache. Raises like `make_ready`."""
    arrangement, _ = _arrangement(wanted)
    instrument = open_instrument(font)
    begins_s = arrangement.tune[0].onset_s if arrangement.tune else 0.0
    yield _preview(instrument, _piece(arrangement, max(0.0, begins_s - _BEFORE_TUNE_S)))
    rendering = instrument.rendering(arrangement)
    key = key_of(arrangement, instrument.identity)
    if cache.read(key, rendering.frames) is None:
        for _ in _rendered(rendering, cache, key):
            yield None


def render_piece(song: Song, font: Path | None) -> News:
    """A `Preview` of a short piece that is all tune."""
    yield _preview(open_instrument(font), Arrangement(song, song.notes))


def _charted(order: PlayOrder) -> tuple[Chart, Arrangement]:
    wanted, kept = order.wanted, order.kept
    if isinstance(wanted, Arrangement):
        if kept is None:
            raise ValueError("music that is in no file comes with its chart")
        return kept, wanted
    arrangement, tune = _arrangement(wanted)
    chart = kept or make_chart(
        arrangement.song, order.level, order.grips, arrangement.speed_percent, tune
    )
    return chart, arrangement


def render_moving(
    path: Path, choice: Choice | None, font: Path | None, pace_s: float, most_s: float
) -> News:
    """The `Moving` of a song, nothing if its beat is nowhere even. Raises like `make_ready`."""
    song, found = _song_in(path)
    tune = tune_by(song, found, choice)
    first_s = song.notes[0].onset_s if song.notes else 0.0
    stretch = stretch_of(song.tempo_map, first_s, song.duration_s, pace_s, most_s)
    if stretch is None:
        return
    speed = stretch.speed_percent
    length_s = stretch.steps * stretch.interval_s * speed / 100
    arrangement = Arrangement(
        excerpt(song, song.notes, stretch.begins_s, length_s),
        earlier(tune.notes, stretch.begins_s, stretch.begins_s + length_s),
        speed,
    )
    stems = open_instrument(font).rendering(arrangement).stems()
    samples = np.concatenate(list(as_heard(backing + line for backing, line in stems)))
    yield Moving(with_beat(samples, stretch.interval_s, stretch.steps), stretch)


def _arrangement(wanted: Wanted) -> tuple[Arrangement, Tune]:
    song, found = _song_in(wanted.path)
    tune = tune_by(song, found, wanted.choice)
    return Arrangement(song, tune.notes, wanted.speed_percent), tune


def _song_in(path: Path) -> tuple[Song, Tune]:
    try:
        facts = path.stat()
    except OSError:
        return _read(path, None)
    return _read(path, (facts.st_mtime_ns, facts.st_size))


@lru_cache(maxsize=2)
def _read(path: Path, version: tuple[int, int] | None) -> tuple[Song, Tune]:
    """The song in a file of this version, and its tune."""
    del version
    song = read_song(path)
    return song, find_tune(song)


def _mix(rendering: Rendering, key: str, order: SoundOrder, hits: HitNotes) -> Iterator[object]:
    stems = order.cache.read(key, rendering.frames)
    if stems is None:
        stems = _rendered(rendering, order.cache, key)
    order.mix_path.parent.mkdir(parents=True, exist_ok=True)
    total = order.mixing.lead_in_frames + rendering.frames
    wav = GrowingWav(order.mix_path, total)
    waiting = deque(hits.sounds)
    written = 0
    try:
        yield MixBegun(order.mix_path, total)
        for block in mixed(stems, order.mixing):
            wav.append(block)
            written += len(block)
            reached_s = written / SAMPLE_RATE - order.mixing.lead_in_s
            while waiting and (written == total or waiting[0].due_s <= reached_s + _EARLY_S):
                one = waiting.popleft()
                yield HitMade(rendering.note(one.note, one.held_s))
            if written == total:
                wav.close()
            yield MixGrew(written)
    finally:
        wav.close()
        if written < total:
            with suppress(OSError):
                order.mix_path.unlink(missing_ok=True)


def _rendered(rendering: Rendering, cache: StemCache, key: str) -> Iterator[StemBlock]:
    """The stems, rendered now and kept in the cache, if that can be written to."""
    try:
        writer = cache.write(key, rendering.frames)
    except OSError:
        yield from rendering.stems()
        return
    with writer:
        for block in rendering.stems():
            try:
                stored = writer.append(block)
            except OSError:
                stored = block
            yield stored
        with suppress(OSError):
            writer.commit()


def _piece(arrangement: Arrangement, begins_s: float) -> Arrangement:
    """The few seconds of a song from `begins_s` on, as an arrangement of its own."""
    length_s = PREVIEW_S * arrangement.speed_percent / 100
    return replace(
        arrangement,
        song=excerpt(arrangement.song, arrangement.song.notes, begins_s, length_s),
        tune=earlier(arrangement.tune, begins_s, begins_s + length_s),
    )


def _preview(instrument: Instrument, arrangement: Arrangement) -> Preview:
    stems = instrument.rendering(arrangement).stems()
    samples = np.concatenate(list(as_heard(backing + tune for backing, tune in stems)))
    samples = samples[: round(PREVIEW_S * SAMPLE_RATE)]
    fade_in, fade_out = (
        np.linspace(0, 1, min(len(samples), round(fade_s * SAMPLE_RATE)))[:, None]
        for fade_s in (PREVIEW_FADE_IN_S, PREVIEW_FADE_OUT_S)
    )
    faded = samples.astype(np.float32)
    faded[: len(fade_in)] *= fade_in
    faded[len(samples) - len(fade_out) :] *= fade_out[::-1]
    return Preview(np.rint(faded).astype(np.int16))


def _sentence(problem: OSError) -> str:
    if problem.errno in _FULL_DISK:
        return tr(
            "There is no room left on the disk for this song's sound, so it plays in silence."
        )
    return tr("The folder for the songs' sound can't be written to, so this one plays in silence.")
