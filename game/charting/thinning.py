"""Which notes of a tune a level keeps: the weightiest selection that honours its gaps.

Weighted interval selection by dynamic programming. The weights say what people who chart songs by
hand keep: strong beats, long notes, the first note after a rest.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence

from game.charting.chart import TICKS_PER_S, gap_ticks, played_ticks
from game.charting.level import Level
from game.music.song import Meter, Note, TempoMap

SNAP_BEATS = 0.09
"""A note this close to a beat counts as on it."""
_UNIT = 1000
"""Weights are whole thousandths, so that no machine's rounding changes a choice."""
_PRICE_STEPS = 14
EQUAL_BARS_FROM_PERCENT = 60
"""With this much of the allowed notes, equal bars stay equal; with less, room is filled evenly."""


def thin(
    notes: Sequence[Note], tempo_map: TempoMap, level: Level, *, grip_count: int, speed_percent: int
) -> list[Note]:
    """The notes of the tune `notes` (in order of onset) that `level` keeps at this speed.

    Any two kept notes are at least `min_gap_s` apart as played, two of one pitch (or, with one
    grip, any two) at least `same_grip_gap_s`; over the whole tune there are at most
    `max_rate_per_s`.
    """
    if not notes:
        return []
    times = [played_ticks(note.onset_s, speed_percent) for note in notes]
    weights = _weights(notes, tempo_map)
    keys = [note.pitch if grip_count > 1 else 0 for note in notes]
    limit = max(1, math.floor(level.max_rate_per_s * (times[-1] - times[0]) / TICKS_PER_S + 1))

    def select(price: int) -> list[int]:
        return _heaviest([weight - price for weight in weights], times, keys, level)

    kept = select(0)
    if len(kept) > limit:
        price = _lowest_price(select, limit, max(weights))
        kept = select(price)
        if not limit * EQUAL_BARS_FROM_PERCENT / 100 <= len(kept) <= limit:
            kept = _spread(select(price - 1), weights, limit)
    return [notes[index] for index in kept]


def _lowest_price(select: Callable[[int], list[int]], limit: int, highest: int) -> int:
    """The lowest price a note at which at most `limit` are worth it."""
    low, high = 0, highest
    for _ in range(_PRICE_STEPS):
        middle = (low + high) // 2
        if len(select(middle)) > limit:
            low = middle
        else:
            high = middle
    return high


def _spread(indices: Sequence[int], weights: Sequence[int], count: int) -> list[int]:
    """`count` of `indices`: the heaviest, and of equal weights an even spread over the tune."""
    by_weight: defaultdict[int, list[int]] = defaultdict(list)
    for index in indices:
        by_weight[weights[index]].append(index)
    chosen: list[int] = []
    for weight in sorted(by_weight, reverse=True):
        equal = by_weight[weight]
        room = min(len(equal), count - len(chosen))
        chosen += [equal[place * len(equal) // room] for place in range(room)]
    return sorted(chosen)


def _heaviest(
    weights: Sequence[int], times: Sequence[int], keys: Sequence[int], level: Level
) -> list[int]:
    """The selection with the greatest sum; of equal ones the one whose choices come earliest."""
    best: list[int] = []
    previous: list[int] = []
    champion: list[int] = []
    """champion[i]: which of the first i + 1 notes ends the heaviest selection."""
    same_grip_gap, min_gap = gap_ticks(level.same_grip_gap_s), gap_ticks(level.min_gap_s)
    for index, time in enumerate(times):
        far = bisect_right(times, time - same_grip_gap, hi=index) - 1
        near = bisect_right(times, time - min_gap, hi=index) - 1
        source = champion[far] if far >= 0 else -1
        for candidate in range(far + 1, near + 1):
            if keys[candidate] != keys[index] and best[candidate] > (
                best[source] if source >= 0 else 0
            ):
                source = candidate
        gain = best[source] if source >= 0 else 0
        if gain < 0:
            source, gain = -1, 0
        best.append(weights[index] + gain)
        previous.append(source)
        leader = champion[-1] if champion else index
        champion.append(index if best[index] > best[leader] else leader)
    chosen: list[int] = []
    index = champion[-1]
    while index >= 0:
        chosen.append(index)
        index = previous[index]
    return chosen[::-1]


def _weights(notes: Sequence[Note], tempo_map: TempoMap) -> list[int]:
    weights: list[int] = []
    for index, note in enumerate(notes):
        if index + 1 < len(notes):
            apart_beats = notes[index + 1].onset_beats - note.onset_beats
        else:
            apart_beats = note.duration_beats
        weight = _metre_weight(note.onset_beats, tempo_map)
        weight += math.log2(min(max(apart_beats, 0.25), 4.0) / 0.5)
        if index and _rest_beats(notes[index - 1], note) >= 2.0:
            weight += 1.5
        weights.append(round(weight * _UNIT))
    return weights


def _rest_beats(before: Note, note: Note) -> float:
    return note.onset_beats - before.onset_beats - before.duration_beats


def _metre_weight(beat: float, tempo_map: TempoMap) -> float:
    meter = tempo_map.meter_at(beat + SNAP_BEATS)
    position = (beat - meter.beat) % meter.bar_beats
    if _is_on(position, meter.bar_beats):
        return 6.0
    if meter.bar_beats > 2.0 and _halves(meter) and _is_on(position, meter.bar_beats / 2):
        return 4.5
    if _is_on(position, _beat_length(meter)):
        return 3.0
    if _is_on(position, 0.5):
        return 1.5
    return 0.7 if _is_on(position, 0.25) else 0.4


def _is_on(position: float, grid: float) -> bool:
    off = position % grid
    return min(off, grid - off) <= SNAP_BEATS


def _beat_length(meter: Meter) -> float:
    """A counted beat in quarter notes: three eighths in 6/8, 9/8 and 12/8, a quarter elsewhere."""
    compound = meter.denominator >= 8 and meter.numerator % 3 == 0
    return 12.0 / meter.denominator if compound else 1.0


def _halves(meter: Meter) -> bool:
    return meter.numerator % 2 == 0
