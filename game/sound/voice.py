"""Renders a song to sound with the plain voice of `game.sound.tone`: which tone, when, how loud.

The result begins `lead_in_s` before song time 0, with the count-in in it, so clicks and music can
never come apart. Sound is made in blocks of ten seconds: memory does not grow with the song.
Nothing here reads a clock, a file or a sound card.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.music.song import DRUM_CHANNEL, Note, Song
from game.sound import tone
from game.sound.tone import SAMPLE_RATE, Timbre, ToneShelf, Wave

__all__ = [
    "SAMPLE_RATE",
    "VOICE_VERSION",
    "Performance",
    "SoundError",
    "count_in_beats",
    "render_blocks",
    "total_frames",
]

VOICE_VERSION = 1
"""Raised whenever the same performance would sound different."""
TAIL_S = 1.5
"""Longer than any release and any drum, so that all has faded at the end."""
COUNT_IN_BEATS = 4
LONGEST_S = 2 * 3600.0
"""At 192 kB a second, two hours are 1.4 GB of sound."""

BLOCK = 10 * SAMPLE_RATE
LONGEST_TONE = 20 * SAMPLE_RATE
_GRID_S = 0.05
_LOUDNESS = 0.28
"""The undamped level (root mean square, 1: full scale) of every song's fuller moments."""
_MOST_GAIN = 1.5
_KNEE, _CEILING = 0.6, 0.97
_CLICK_GAIN = 0.5
_TUNE_GAIN, _OTHER_GAIN = 1.35, 0.75
_PANS = (
    -0.2,
    0.3,
    -0.4,
    0.5,
    -0.55,
    0.2,
    -0.3,
    0.4,
    -0.1,
    0.0,
    0.55,
    -0.5,
    0.35,
    -0.35,
    0.15,
    -0.15,
)
"""From -1 (left) to 1 (right), a place for each channel; drums (channel 9) stand in the middle."""


class SoundError(Exception):
    """A song has no sound. Its text is one sentence for the player; the game goes on."""


@dataclass(frozen=True, slots=True)
class Performance:
    """What is to be heard.

    `speed_percent` changes times, not pitches. The sound begins at song time -`lead_in_s`, in real
    seconds. Notes in `tune` come out a little louder and clearer. `count_in_times_s` are clicks in
    song time at this speed (None: the last four beats before 0); the first is accented, and those
    before the lead-in are left out. Raises `ValueError` for a speed or lead-in that can't be, and
    `SoundError` for a song beyond two hours.
    """

    song: Song
    speed_percent: float = 100.0
    lead_in_s: float = 0.0
    tune: tuple[Note, ...] = ()
    count_in_times_s: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.speed_percent <= 1000:
            raise ValueError(f"a speed of {self.speed_percent} percent can't be played")
        if not 0 <= self.lead_in_s <= 60:
            raise ValueError(f"a lead-in of {self.lead_in_s} seconds can't be played")
        if not self.end_s <= LONGEST_S:
            raise SoundError("At this speed the song is longer than two hours, so it is silent.")

    @property
    def end_s(self) -> float:
        """Song time at which the last note ends, at this speed."""
        last = max((note.end_s for note in self.song.notes), default=0.0)
        return self.at_speed(max(last, self.song.duration_s))

    @property
    def clicks_s(self) -> tuple[float, ...]:
        """When the count-in clicks, in song time at this speed."""
        if self.count_in_times_s is None:
            return count_in_beats(self.song, self.speed_percent)
        return self.count_in_times_s

    def at_speed(self, written_s: float) -> float:
        """A time as written in the file, at the speed it is played."""
        return written_s / (self.speed_percent / 100)


class _Pitched(NamedTuple):
    """A tone that the shelf makes: its instrument, MIDI pitch, touch, and how long it is held."""

    timbre: Timbre
    pitch: int
    touch: int
    held_s: float


class _Strike(NamedTuple):
    """One sound to add: the frame it begins at, how loud it is left and right, and what it is."""

    frame: int
    left: float
    right: float
    source: Wave | _Pitched


def count_in_beats(song: Song, speed_percent: float = 100.0) -> tuple[float, ...]:
    """The last four beats before song time 0, at this speed, in the tempo the song begins with."""
    beat_s = song.tempo_map.changes[0].seconds_per_beat / (speed_percent / 100)
    return tuple(-beat_s * left for left in range(COUNT_IN_BEATS, 0, -1))


def total_frames(performance: Performance) -> int:
    """How many frames the rendered sound has."""
    return round((performance.lead_in_s + performance.end_s + TAIL_S) * SAMPLE_RATE)


def render_blocks(performance: Performance) -> Iterator[NDArray[np.int16]]:
    """The whole sound as consecutive blocks of 16-bit stereo frames, each of shape (frames, 2)."""
    strikes = sorted((*_clicks(performance), *_notes(performance)), key=lambda strike: strike.frame)
    shelf = ToneShelf()
    sound = np.zeros((2, BLOCK + LONGEST_TONE), np.float32)
    total = total_frames(performance)
    following = 0
    for begin in range(0, total, BLOCK):
        while following < len(strikes) and strikes[following].frame < begin + BLOCK:
            _add(sound, begin, strikes[following], shelf)
            following += 1
        yield _finished(sound[:, : min(BLOCK, total - begin)])
        sound[:, :LONGEST_TONE] = sound[:, BLOCK:].copy()
        sound[:, LONGEST_TONE:] = 0


def _clicks(performance: Performance) -> Iterator[_Strike]:
    for index, time_s in enumerate(performance.clicks_s):
        frame = _frame(performance, time_s)
        if frame >= 0:
            yield _Strike(frame, _CLICK_GAIN, _CLICK_GAIN, tone.click(accented=index == 0))


def _notes(performance: Performance) -> Iterator[_Strike]:
    tune = {_identity(note) for note in performance.tune}
    song_gain = _song_gain(performance)
    for note in performance.song.notes:
        in_tune = _identity(note) in tune
        gain = song_gain * _amplitude(note.velocity) * (_TUNE_GAIN if in_tune else _OTHER_GAIN)
        angle = (1 + (0.0 if in_tune else _PANS[note.channel])) * math.pi / 4
        yield _Strike(
            _frame(performance, performance.at_speed(note.onset_s)),
            gain * math.cos(angle),
            gain * math.sin(angle),
            _source(note, performance.at_speed(note.duration_s), clearer=in_tune),
        )


def _source(note: Note, held_s: float, *, clearer: bool) -> Wave | _Pitched:
    if note.channel == DRUM_CHANNEL:
        return tone.drum(note.pitch)
    touch = min(tone.TOUCHES - 1, tone.touch_of(note.velocity) + clearer)
    return _Pitched(tone.timbre_of(note.program), note.pitch, touch, held_s)


def _add(sound: NDArray[np.float32], begin: int, strike: _Strike, shelf: ToneShelf) -> None:
    source = strike.source
    wave = shelf.tone(*source) if isinstance(source, _Pitched) else source
    at = strike.frame - begin
    sound[0, at : at + len(wave)] += wave * np.float32(strike.left)
    sound[1, at : at + len(wave)] += wave * np.float32(strike.right)


def _finished(sound: NDArray[np.float32]) -> NDArray[np.int16]:
    """Bring a block below full scale, smoothly, and to 16 bits."""
    size = np.abs(sound)
    if size.max(initial=0.0) > _KNEE:
        room = _CEILING - _KNEE
        bent = _KNEE + room * np.tanh((size - _KNEE) / room)
        sound = np.where(size > _KNEE, np.copysign(bent, sound), sound)
    return np.ascontiguousarray(np.rint(sound.T * 32767).astype(np.int16))


def _song_gain(performance: Performance) -> float:
    """Makes songs equally loud: from the energy that sounds at once in the fuller moments."""
    notes = performance.song.notes
    if not notes:
        return 1.0
    cells = math.ceil(performance.end_s / _GRID_S) + 2
    begins = np.array([performance.at_speed(note.onset_s) / _GRID_S for note in notes])
    ends = np.array([performance.at_speed(note.end_s) / _GRID_S for note in notes])
    energy = np.array([_amplitude(note.velocity) ** 2 / 2 for note in notes])
    change = np.bincount(begins.astype(int), energy, cells)
    change -= np.bincount(ends.astype(int) + 1, energy, cells)
    level = np.sqrt(np.maximum(0, np.cumsum(change)))
    full = float(np.quantile(level[level > 1e-4], 0.95)) if np.any(level > 1e-4) else 0.0
    return min(_MOST_GAIN, _LOUDNESS / full) if full else _MOST_GAIN


def _amplitude(velocity: int) -> float:
    return (velocity / 127) ** 1.4


def _frame(performance: Performance, song_s: float) -> int:
    return round((performance.lead_in_s + song_s) * SAMPLE_RATE)


def _identity(note: Note) -> tuple[float, int, int, int]:
    """What makes a note of the tune the same as one of the song, even if it was shortened."""
    return note.onset_s, note.pitch, note.channel, note.track
