"""Which finger plays which note, so that the hand follows the melody: up in pitch, outward in hand.

Viterbi over the grips in use. Costs are whole hundredths, so every machine finds the same path.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from game.charting.chart import TICKS_PER_S, Grip, played_ticks
from game.charting.level import Level
from game.music.song import Note, TempoMap

REPEAT_MOVES = 400
"""A repeated pitch on another finger."""
REVERSED = 400
"""The hand goes the other way than the tune."""
FLAT_STEP, FLAT_LEAP = 100, 200
"""Another pitch on the same finger; more than `WIDE_SEMITONES` away."""
SPREAD = 15
"""Each lane more or less than a step (1), third to fifth (2) or leap (3) asks for."""
WIDE_SEMITONES = 4
PHRASE_GAP_S = 2.5
"""Across a gap this long the melody's direction counts less, `ACROSS_PHRASES_PERCENT` of it."""
ACROSS_PHRASES_PERCENT = 30
OFF_PLACE = 50
"""Each lane away from where the pitch stands among those of the two bars around it."""
WEAK_AGAIN = 60
"""Ring after ring or little after little within `WEAK_WITHIN_S`."""
WEAK_WITHIN_S = 0.45
_WEAK = (Grip.RING, Grip.LITTLE)
_FORBIDDEN = 10**9


def assign_grips(
    notes: Sequence[Note],
    tempo_map: TempoMap,
    level: Level,
    grips: Sequence[Grip],
    *,
    speed_percent: int,
) -> list[Grip]:
    """A grip for each of `notes` (in order of onset), from `grips` in lane order.

    Two notes of one grip are never closer than the level's `same_grip_gap_s` as played, as long as
    the notes honour the level's gaps (see `game.charting.thinning`).
    """
    if not notes:
        return []
    onsets = [played_ticks(note.onset_s, speed_percent) for note in notes]
    places = _places(notes, tempo_map, len(grips))
    costs = [round(OFF_PLACE * abs(lane - places[0])) for lane in range(len(grips))]
    came_from: list[list[int]] = []
    for index in range(1, len(notes)):
        before, note = notes[index - 1], notes[index]
        gap_s = (onsets[index] - onsets[index - 1]) / TICKS_PER_S
        interval = note.pitch - before.pitch
        best: list[int] = []
        sources: list[int] = []
        for lane in range(len(grips)):
            reached = [
                costs[origin] + _move_cost(origin, lane, interval, gap_s, grips, level)
                for origin in range(len(grips))
            ]
            origin = min(range(len(grips)), key=reached.__getitem__)
            best.append(reached[origin] + round(OFF_PLACE * abs(lane - places[index])))
            sources.append(origin)
        costs = best
        came_from.append(sources)
    lane = min(range(len(grips)), key=costs.__getitem__)
    lanes = [lane]
    for sources in reversed(came_from):
        lane = sources[lane]
        lanes.append(lane)
    return [grips[lane] for lane in reversed(lanes)]


def _move_cost(
    origin: int, lane: int, interval: int, gap_s: float, grips: Sequence[Grip], level: Level
) -> int:
    if origin == lane and gap_s < level.same_grip_gap_s:
        return _FORBIDDEN
    cost = _contour_cost(lane - origin, interval)
    if gap_s >= PHRASE_GAP_S:
        cost = cost * ACROSS_PHRASES_PERCENT // 100
    if origin == lane and grips[lane] in _WEAK and gap_s < WEAK_WITHIN_S:
        cost += WEAK_AGAIN
    return cost


def _contour_cost(step: int, interval: int) -> int:
    if interval == 0:
        return REPEAT_MOVES if step else 0
    if step == 0:
        return FLAT_LEAP if abs(interval) > WIDE_SEMITONES else FLAT_STEP
    if (step > 0) != (interval > 0):
        return REVERSED
    return SPREAD * abs(abs(step) - _asked_step(abs(interval)))


def _asked_step(semitones: int) -> int:
    if semitones <= 2:
        return 1
    return 2 if semitones <= 7 else 3


def _places(notes: Sequence[Note], tempo_map: TempoMap, lanes: int) -> list[float]:
    """For each note, the lane its pitch would have by rank among the pitches of two bars around."""
    beats = [note.onset_beats for note in notes]
    places: list[float] = []
    for note in notes:
        bar = tempo_map.meter_at(note.onset_beats).bar_beats
        first = bisect_left(beats, note.onset_beats - bar)
        last = bisect_right(beats, note.onset_beats + bar)
        pitches = sorted({near.pitch for near in notes[first:last]})
        rank = 0.5 if len(pitches) == 1 else pitches.index(note.pitch) / (len(pitches) - 1)
        places.append(rank * (lanes - 1))
    return places
