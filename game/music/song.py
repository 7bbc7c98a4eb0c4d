"""What a song is once its MIDI file has been read. Plain data: nothing here reads a file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from game.text import Sentence

DRUM_CHANNEL = 9
"""The General MIDI percussion channel, counted from 0 (it is "channel 10" on instruments)."""


class SongError(Exception):
    """A file can't be used as a song. Its text is one sentence for the person who chose it."""

    def __init__(self, sentence: Sentence | str) -> None:
        super().__init__(sentence)
        self.sentence = sentence if isinstance(sentence, Sentence) else Sentence(sentence)
        """The text as data, for whoever keeps it."""


@dataclass(frozen=True, slots=True)
class Note:
    """One sounding note.

    `onset_s`, `duration_s` are seconds from the start of the file; `onset_beats`, `duration_beats`
    count quarter notes. `pitch` and `velocity` are MIDI numbers 0-127, `track` the file's own track
    index, `channel` 0-15.
    """

    onset_s: float
    duration_s: float
    onset_beats: float
    duration_beats: float
    pitch: int
    velocity: int
    track: int
    channel: int
    program: int

    @property
    def end_s(self) -> float:
        """When the note stops sounding, in seconds."""
        return self.onset_s + self.duration_s


class ControlKind(IntEnum):
    """What a `Control` sets."""

    PROGRAM = 0
    CONTROLLER = 1
    PRESSURE = 2
    BEND = 3


class Control(NamedTuple):
    """A change to how one channel sounds, from `time_s` (seconds from the start of the file) on.

    `number` is the MIDI controller's and 0 for the other kinds. `value` is 0-127, but for a bend
    -8192 to 8191. A change holds for the notes that begin at its very moment.
    """

    time_s: float
    channel: int
    kind: ControlKind
    number: int
    value: int


@dataclass(frozen=True, slots=True)
class Track:
    """One track of the file: its own index, its name (may be empty) and how many notes it holds."""

    index: int
    name: str
    note_count: int


@dataclass(frozen=True, slots=True)
class TempoChange:
    """From this moment a quarter note lasts `seconds_per_beat`."""

    time_s: float
    beat: float
    seconds_per_beat: float


@dataclass(frozen=True, slots=True)
class Meter:
    """From this beat a bar has `numerator` notes of length 1/`denominator`."""

    beat: float
    numerator: int
    denominator: int

    @property
    def bar_beats(self) -> float:
        """The length of a bar in quarter notes."""
        return self.numerator * 4.0 / self.denominator


@dataclass(frozen=True, slots=True)
class TempoMap:
    """Where the beats are. Both tuples are sorted, begin at beat 0 and are never empty."""

    changes: tuple[TempoChange, ...]
    meters: tuple[Meter, ...]
    _times: tuple[float, ...] = field(init=False, repr=False, compare=False)
    _beats: tuple[float, ...] = field(init=False, repr=False, compare=False)
    _meter_beats: tuple[float, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.changes or not self.meters:
            raise ValueError("a tempo map needs a tempo and a meter at beat 0")
        object.__setattr__(self, "_times", tuple(c.time_s for c in self.changes))
        object.__setattr__(self, "_beats", tuple(c.beat for c in self.changes))
        object.__setattr__(self, "_meter_beats", tuple(m.beat for m in self.meters))

    def beat_at(self, time_s: float) -> float:
        """The beat (quarter notes from the start) that sounds at `time_s`."""
        change = self.changes[max(0, bisect_right(self._times, time_s) - 1)]
        return change.beat + (time_s - change.time_s) / change.seconds_per_beat

    def time_at(self, beat: float) -> float:
        """The moment of `beat` in seconds."""
        change = self.changes[max(0, bisect_right(self._beats, beat) - 1)]
        return change.time_s + (beat - change.beat) * change.seconds_per_beat

    def meter_at(self, beat: float) -> Meter:
        """The meter in force at `beat`."""
        return self.meters[max(0, bisect_right(self._meter_beats, beat) - 1)]

    def position_in_bar(self, beat: float) -> float:
        """How far `beat` lies into its bar, in quarter notes, 0 <= result < bar length."""
        meter = self.meter_at(beat)
        return (beat - meter.beat) % meter.bar_beats

    def tempo_at(self, time_s: float) -> float:
        """Quarter notes a minute at `time_s`."""
        change = self.changes[max(0, bisect_right(self._times, time_s) - 1)]
        return 60.0 / change.seconds_per_beat


@dataclass(frozen=True, slots=True)
class Song:
    """A MIDI file that was read: every note in order of onset, and where its beats are.

    `duration_s` is the end of the last note. `sha256` is the hex digest of the file's bytes.
    `lyric_times_s` are the moments, rising, at which the file's lyric or text events stand; one
    moment counts once. They may or may not be syllables that are sung to a tune.
    `controls` are the changes of instrument, loudness, pitch bend and the like, in order of time.
    The tune is not a fact of the file but a decision about it: see `game.music.tune`.
    """

    title: str
    notes: tuple[Note, ...]
    tempo_map: TempoMap
    tracks: tuple[Track, ...]
    duration_s: float
    sha256: str
    lyric_times_s: tuple[float, ...] = ()
    controls: tuple[Control, ...] = ()
