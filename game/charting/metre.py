"""Where the beats and bars of a song really are, whatever its file says about them.

Many files are recorded against a click that starts anywhere: their notes keep a steady distance
from the file's beats. So the phase is estimated from all notes, window by window; the file's own
bars are believed unless the accents speak clearly for others. Where notes lie on no grid at all,
as in a piano performance, `Metre.holds` is false and nobody should lean on beats.

Everything is counted in whole ticks of 1/480 of a quarter note, so that every machine agrees.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from game.music.song import DRUM_CHANNEL, Meter, Note, Song

TICKS = 480
"""Ticks to a quarter note."""
SIXTEENTH = TICKS // 4
TRIPLET_SIXTEENTH = TICKS // 6
SNAP_TICKS = 43
"""A note this close to a place in the bar (.09 quarter notes) counts as on it."""
WINDOW_TICKS = 16 * TICKS
"""The phase is estimated over three windows of this length, and may differ from one to the next."""
HOLDS_FROM = 0.4
"""The grid holds if onsets agree about its phase this well (1: perfectly, 0: not at all)."""
BELIEVED_PERCENT = 12
"""The file's bars stand unless others fit the accents better by this much of the best fit."""
MAX_BAR_TICKS = 64 * TICKS

IntArray = npt.NDArray[np.int64]


class Strength(IntEnum):
    """How strong a place in the bar is."""

    OFF = 0
    SIXTEENTH = 1
    EIGHTH = 2
    BEAT = 3
    HALF_BAR = 4
    DOWNBEAT = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the metre a note stands: its bar, how many ticks into it, and how strong that is.

    Bars count up through the song; two notes are in one bar when their numbers are equal.
    """

    bar: int
    ticks: int
    strength: Strength


@dataclass(frozen=True, slots=True)
class Metre:
    """The bars of a song. `holds` tells whether its notes lie on a grid at all.

    `shifts` are ticks to take off a note's own to be on the grid, a window each, the bars' phase
    included; `meters` begin at tick `starts[i]` and have the number `first_bars[i]`.
    """

    holds: bool
    shifts: tuple[int, ...]
    starts: tuple[int, ...]
    first_bars: tuple[int, ...]
    meters: tuple[Meter, ...]

    def places(self, notes: Sequence[Note]) -> list[Place]:
        """The place of each of `notes`."""
        if not notes:
            return []
        ticks = ticks_of([note.onset_beats for note in notes])
        on_grid = ticks - np.array(self.shifts)[self._windows(ticks)]
        after = np.searchsorted(np.array(self.starts), on_grid + SNAP_TICKS, side="right")
        pieces = np.maximum(after - 1, 0)
        bars = np.array([bar_ticks(meter) for meter in self.meters])[pieces]
        since = on_grid - np.array(self.starts)[pieces] + SNAP_TICKS
        numbers: list[int] = (np.array(self.first_bars)[pieces] + since // bars).tolist()
        inside: list[int] = (since % bars - SNAP_TICKS).tolist()
        which: list[int] = pieces.tolist()
        meters = [self.meters[piece] for piece in which]
        return [
            Place(number, tick, strength_at(tick, meter))
            for number, tick, meter in zip(numbers, inside, meters, strict=True)
        ]

    def _windows(self, ticks: IntArray) -> IntArray:
        return np.clip(ticks // WINDOW_TICKS, 0, len(self.shifts) - 1)


def ticks_of(beats: Sequence[float]) -> IntArray:
    """`beats` (quarter notes) in whole ticks."""
    return np.rint(np.array(beats, dtype=np.float64) * TICKS).astype(np.int64)


def bar_ticks(meter: Meter) -> int:
    """How long a bar is, at least a tick."""
    return min(max(1, round(meter.bar_beats * TICKS)), MAX_BAR_TICKS)


def beat_ticks(meter: Meter) -> int:
    """A counted beat: three eighths in 6/8, 9/8 and 12/8, a quarter note elsewhere."""
    compound = meter.denominator >= 8 and meter.numerator % 3 == 0
    return 12 * TICKS // meter.denominator if compound else TICKS


def strength_at(tick: int, meter: Meter) -> Strength:
    """How strong the place `tick` ticks into a bar of `meter` is; near enough counts as on it."""
    bar = bar_ticks(meter)
    if _is_on(tick, bar):
        return Strength.DOWNBEAT
    if meter.numerator % 2 == 0 and bar > 2 * TICKS and _is_on(tick, bar // 2):
        return Strength.HALF_BAR
    if _is_on(tick, beat_ticks(meter)):
        return Strength.BEAT
    if _is_on(tick, TICKS // 2):
        return Strength.EIGHTH
    return Strength.SIXTEENTH if _is_on(tick, SIXTEENTH) else Strength.OFF


def _is_on(tick: int, grid: int) -> bool:
    off = tick % grid
    return min(off, grid - off) <= SNAP_TICKS


def find_metre(song: Song) -> Metre:
    """The metre of `song`, from its time signatures and the onsets of all its notes."""
    meters = _meters(song)
    onsets = ticks_of([note.onset_beats for note in song.notes])
    accents = _accents(song.notes)
    agreement, phases = max(
        (_phases(onsets, accents, grid) for grid in (SIXTEENTH, TRIPLET_SIXTEENTH)),
        key=lambda found: found[0],
    )
    shifts = phases
    holds = agreement >= HOLDS_FROM
    if holds and len(meters) == 1:
        windows = np.clip(onsets // WINDOW_TICKS, 0, len(phases) - 1)
        shifts = phases + _bar_shift(onsets - phases[windows], accents, meters[0])
    elif not holds:
        shifts = np.zeros_like(phases)
    starts = [round(meter.beat * TICKS) for meter in meters]
    return Metre(
        holds=holds,
        shifts=tuple(shifts.tolist()),
        starts=tuple(starts),
        first_bars=tuple(_first_bars(starts, meters)),
        meters=meters,
    )


def _meters(song: Song) -> tuple[Meter, ...]:
    """The song's meters; a bar of a single quarter says nothing and is taken for 4/4."""
    return tuple(
        Meter(meter.beat, 4, 4) if meter.bar_beats <= 1.0 else meter
        for meter in song.tempo_map.meters
    )


def _first_bars(starts: Sequence[int], meters: Sequence[Meter]) -> list[int]:
    """The number of the first bar of each meter; a bar cut short by the next one counts."""
    first = [0]
    for place in range(1, len(starts)):
        lasted = starts[place] - starts[place - 1]
        first.append(first[-1] + math.ceil(lasted / bar_ticks(meters[place - 1])))
    return first


_KICKS = (35, 36)
_LOW_PITCH = 50


def _accents(notes: Sequence[Note]) -> IntArray:
    """How much each note says about where the bars are: long, low and newly low notes, kicks."""
    channels = np.array([note.channel for note in notes])
    pitches = np.array([note.pitch for note in notes], dtype=np.int64)
    lasting = np.clip(ticks_of([note.duration_beats for note in notes]), 0, 4 * TICKS)
    drums = channels == DRUM_CHANNEL
    low = (pitches < _LOW_PITCH) & ~drums
    accents = 10 + 20 * lasting // TICKS + 10 * low
    lows = np.flatnonzero(low)
    changed = np.flatnonzero(np.diff(pitches[lows], prepend=-1))
    accents[lows[changed]] += 40
    return np.where(drums, np.where(np.isin(pitches, _KICKS), 30, 6), accents)


def _phases(onsets: IntArray, accents: IntArray, grid: int) -> tuple[float, IntArray]:
    """How well onsets agree on a grid of so many ticks, and its phase, window by window."""
    turn = np.arange(grid) * (2 * math.pi / grid)
    tables = [np.rint(1000 * wave(turn)).astype(np.int64) for wave in (np.cos, np.sin)]
    moments, which = np.unique(onsets, return_inverse=True)
    weights = np.minimum(np.bincount(which, weights=accents), 200).astype(np.int64)
    count = int(min(moments[-1] // WINDOW_TICKS, 100_000)) + 1
    windows = np.clip(moments // WINDOW_TICKS, 0, count - 1)
    cosines, sines = (
        _around(np.bincount(windows, weights=weights * table[moments % grid], minlength=count))
        for table in tables
    )
    total = np.bincount(windows, weights=weights, minlength=count)
    lengths = np.hypot(cosines, sines) / 1000
    agreement = float(lengths.sum() / max(_around(total).sum(), 1.0))
    turns = np.arctan2(sines, cosines) * (grid / (2 * math.pi))
    return agreement, _unwrapped(np.rint(turns).astype(np.int64), lengths > 0, grid)


def _around(values: npt.NDArray[np.float64] | IntArray) -> npt.NDArray[np.float64]:
    """Each value with the one before and the one after."""
    padded = np.concatenate(([0.0], values, [0.0]))
    return padded[:-2] + padded[1:-1] + padded[2:]


def _unwrapped(phases: IntArray, known: npt.NDArray[np.bool_], grid: int) -> IntArray:
    """Phases that drift on instead of jumping by the grid; an empty window keeps the last."""
    drifted: list[int] = []
    current = 0
    for phase, is_known in zip(phases.tolist(), known.tolist(), strict=True):
        if is_known:
            current += (phase - current + grid // 2) % grid - grid // 2
        drifted.append(current)
    return np.array(drifted, dtype=np.int64)


_FIT = {
    Strength.DOWNBEAT: 60,
    Strength.HALF_BAR: 45,
    Strength.BEAT: 30,
    Strength.EIGHTH: 15,
    Strength.SIXTEENTH: 7,
}


def _bar_shift(on_grid: IntArray, accents: IntArray, meter: Meter) -> int:
    """Where bars begin by the accents, in ticks after where the file says."""
    bar = bar_ticks(meter)
    if bar % SIXTEENTH:
        return 0
    slots = bar // SIXTEENTH
    places = np.rint(on_grid / SIXTEENTH).astype(np.int64) % slots
    heard = np.bincount(places, weights=accents, minlength=slots).astype(np.int64)
    asked = np.array([_FIT[strength_at(slot * SIXTEENTH, meter)] for slot in range(slots)])
    asked = asked * slots - asked.sum()
    fits = [int((np.roll(asked, shift) * heard).sum()) for shift in range(slots)]
    best = max(range(slots), key=fits.__getitem__)
    if (fits[best] - fits[0]) * 100 <= BELIEVED_PERCENT * fits[best]:
        return 0
    shift = best if best <= slots // 2 else best - slots
    return shift * SIXTEENTH
