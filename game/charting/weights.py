"""What a note of a tune is worth to whoever thins it: what people who chart songs by hand keep.

They keep strong beats, long notes, syncopations, the tops of the line, the first of repeated notes
and the first note after a rest. Nothing here knows of gaps or levels; `thinning.py` chooses.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from game.charting.metre import SNAP_TICKS, TICKS, Place, Strength
from game.music.song import Note

UNIT = 1000
"""Weights are whole thousandths, so that no machine's rounding changes a choice."""
METRE_WEIGHTS = {
    Strength.DOWNBEAT: 12.0,
    Strength.HALF_BAR: 5.0,
    Strength.BEAT: 3.0,
    Strength.EIGHTH: 1.5,
    Strength.SIXTEENTH: 0.7,
    Strength.OFF: 0.4,
}
LAST_WEIGHT = 0.5
"""For each doubling of the time to the next note, and as much for each of the time it sounds."""
WAIT_WEIGHT = 0.1
"""For each doubling of the time since the note before."""
HELD_WEIGHT = 1.0
"""For a weak note with no other on the stronger place after it: a syncopation."""
HELD_BEATS = {Strength.SIXTEENTH: 0.25, Strength.EIGHTH: 0.5}
"""How far the next stronger place is."""
PEAK_WEIGHT = 0.5
"""For a note above both its neighbours."""
AGAIN_WEIGHT = 0.4
"""For a note whose pitch comes again at once: the first of several stays rather than the last."""
PHRASE_WEIGHT = 10.0
"""For the first note of a phrase: of the tune, or after a rest of `REST_BEATS`."""
REST_BEATS = 2.0
NO_GRID_WEIGHT = 3.0
"""For every note where there is no grid; there the time to the next one counts twice."""


def weights_of(notes: Sequence[Note], places: Sequence[Place] | None) -> list[int]:
    """What each note of a tune (in order of onset, at least one) is worth, in thousandths.

    `places` are the notes' places in the bar; without them, where there is no grid, the time to
    the next note counts alone.
    """
    apart = _apart_beats(notes)
    values = _loose_values(apart) if places is None else _metre_values(notes, places, apart)
    for index, note in enumerate(notes):
        if index == 0 or rest_beats(notes[index - 1], note) >= REST_BEATS:
            values[index] += PHRASE_WEIGHT
    return [round(value * UNIT) for value in values]


def _loose_values(apart: Sequence[float]) -> list[float]:
    """What notes on no grid are worth, by the times to the next one, in beats."""
    usual = max(sorted(apart)[len(apart) // 2], 1e-3)
    return [NO_GRID_WEIGHT + 2 * _doublings(beats / usual, 0.5, 8.0) for beats in apart]


def _metre_values(
    notes: Sequence[Note], places: Sequence[Place], apart: Sequence[float]
) -> list[float]:
    """What notes are worth by their place in the bar, their length and the line they are in."""
    values: list[float] = []
    before, waited = notes[0].pitch, REST_BEATS
    for index, (note, place, beats) in enumerate(zip(notes, places, apart, strict=True)):
        after = notes[min(index + 1, len(notes) - 1)].pitch
        value = METRE_WEIGHTS[place.strength]
        value += LAST_WEIGHT * _doublings(beats / 0.5, 0.5, 8.0)
        value += LAST_WEIGHT * _doublings(note.duration_beats / 0.25, 1.0, 8.0)
        value += WAIT_WEIGHT * _doublings(waited / 0.5, 0.5, 4.0)
        stronger = HELD_BEATS.get(place.strength)
        value += HELD_WEIGHT * (stronger is not None and beats > stronger + SNAP_TICKS / TICKS)
        value += PEAK_WEIGHT * (before < note.pitch > after)
        value += AGAIN_WEIGHT * (note.pitch == after and index + 1 < len(notes))
        values.append(value)
        before, waited = note.pitch, beats
    return values


def _doublings(ratio: float, least: float, most: float) -> float:
    return math.log2(min(max(ratio, least), most))


def _apart_beats(notes: Sequence[Note]) -> list[float]:
    apart = [later.onset_beats - note.onset_beats for note, later in pairwise(notes)]
    return [*apart, notes[-1].duration_beats]


def rest_beats(before: Note, note: Note) -> float:
    """For how many quarter notes nothing of the tune sounds between two of its notes."""
    return note.onset_beats - before.onset_beats - before.duration_beats
