"""Which note of the tune each pinch of a chart plays, and how few sounds do for all of them."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass, replace

from game.charting.chart import Chart, ChartNote
from game.music.song import Note
from game.sound.instrument import Arrangement

MOST_SOUNDS = 160
"""Of half a second each: 15 MB, and rendered well within a second."""
SHORTEST_S, LONGEST_S = 0.05, 8.0
_NEAR_S = 0.06
_GRIDS = ((24, 3.0), (48, 2.0), (128, 1.0), (128, 0.25))
"""Steps of velocity, and steps of length an octave, from the finest on."""

_Sort = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class HitNote:
    """A note of the tune to be rendered, as written, and for how long it is held as played.

    `due_s` is when it is first pinched, in song time as played.
    """

    note: Note
    held_s: float
    due_s: float


@dataclass(frozen=True, slots=True)
class HitNotes:
    """The sounds that a chart needs, in order of time, and the number of each note's sound."""

    sounds: tuple[HitNote, ...]
    of_note: tuple[int, ...]


def hit_notes(chart: Chart, arrangement: Arrangement) -> HitNotes:
    """A sound for every note of `chart`; alike notes share one, the more so the more there are.

    A pinch plays the note of the tune at its time. A chart made by an earlier version may know a
    pitch that the tune of today has not: then the nearest note is played at that pitch.
    """
    if not arrangement.tune:
        return HitNotes((), ())
    onsets = [arrangement.at_speed(note.onset_s) for note in arrangement.tune]
    played = [(due.time_s, _note_at(due, arrangement.tune, onsets)) for due in chart.notes]
    found = HitNotes((), ())
    for velocity_step, length_steps in _GRIDS:
        found = _shared(played, arrangement, velocity_step, length_steps)
        if len(found.sounds) <= MOST_SOUNDS:
            break
    return found


def _note_at(due: ChartNote, tune: tuple[Note, ...], onsets: list[float]) -> Note:
    first, last = (bisect_left(onsets, due.time_s + side * _NEAR_S) for side in (-1, 1))
    near = [place for place in range(first, last) if tune[place].pitch == due.pitch]
    beside = range(max(0, first - 1), min(len(tune), last + 1))
    nearest = min(near or beside, key=lambda place: abs(onsets[place] - due.time_s))
    return replace(tune[nearest], pitch=due.pitch)


def _shared(
    played: list[tuple[float, Note]],
    arrangement: Arrangement,
    velocity_step: int,
    length_steps: float,
) -> HitNotes:
    numbers: dict[_Sort, int] = {}
    sounds: list[HitNote] = []
    of_note: list[int] = []
    for due_s, note in played:
        held_s = min(max(arrangement.at_speed(note.duration_s), SHORTEST_S), LONGEST_S)
        length = round(math.log2(held_s) * length_steps)
        sort = note.pitch, note.program, note.channel, note.velocity // velocity_step, length
        if sort not in numbers:
            numbers[sort] = len(sounds)
            sounds.append(HitNote(note, 2 ** (length / length_steps), due_s))
        of_note.append(numbers[sort])
    return HitNotes(tuple(sounds), tuple(of_note))
