"""Which notes of a tune a level keeps: the weightiest selection that honours its gaps.

Weighted interval selection by dynamic programming: `weights.py` says what each note is worth. Bars
that are the same keep the same notes.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.charting.chart import TICKS_PER_S, gap_ticks, played_ticks
from game.charting.level import Level
from game.charting.metre import Metre, Place
from game.charting.reach import in_reach
from game.charting.weights import UNIT, weights_of
from game.music.song import Note

PLACE_TICKS = 40
"""Notes of two bars that are the same may stand this much of 480 to the quarter apart."""
_PRICE_STEPS = 14
ENOUGH_PERCENT = 60
"""With this much of the allowed notes, equal bars stay equal; with less, room is filled evenly."""
_VOTE = 4 * UNIT
_MOST_PERCENT = 60


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a selection must honour, as played, in steps of 0.1 ms; `most` notes at most."""

    between: int
    same_key: int
    most: int


LADDER = ((0.24, 0.33, 3.0), (0.42, 0.50, 1.5))
"""Gaps and rates of the shipped levels 3 and 2. A level chooses from what the steps above it keep,
so that an easier chart holds no note that a harder one lacks."""


def thin(
    notes: Sequence[Note], metre: Metre, level: Level, *, grip_count: int, speed_percent: int
) -> list[Note]:
    """The notes of the tune `notes` (in order of onset) that `level` keeps at this speed.

    Any two kept notes are at least `min_gap_s` apart as played, two of one pitch (or, with one
    grip, any two) at least `same_grip_gap_s`; over the whole tune there are at most
    `max_rate_per_s`.
    """
    if not notes:
        return []
    candidates = candidates_of(notes, metre, grip_count=grip_count, speed_percent=speed_percent)
    own = (level.min_gap_s, level.same_grip_gap_s, level.max_rate_per_s)
    coarser = [step for step in LADDER if _is_finer(step, own)]
    span_s = (candidates.times[-1] - candidates.times[0]) / TICKS_PER_S
    kept = list(range(len(notes)))
    for min_gap_s, same_grip_gap_s, rate in [*coarser, own]:
        gaps = Gaps(
            gap_ticks(min_gap_s), gap_ticks(same_grip_gap_s), max(1, math.floor(rate * span_s + 1))
        )
        kept = select(candidates, kept, gaps)
        kept = in_reach(kept, candidates.times, candidates.keys, candidates.weights, gaps.same_key)
    return [notes[index] for index in kept]


def _is_finer(step: tuple[float, float, float], own: tuple[float, float, float]) -> bool:
    return step[0] < own[0] and step[1] <= own[1] and step[2] >= own[2]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The notes there are to choose from.

    `times` are as played, in steps of 0.1 ms; two notes of one key keep the larger gap. Notes of
    one group stand at the same place of bars that are the same; `groups` has -1 for a note alone.
    """

    times: tuple[int, ...]
    keys: tuple[int, ...]
    weights: tuple[int, ...]
    groups: tuple[int, ...]
    bars: tuple[int, ...]


def candidates_of(
    notes: Sequence[Note], metre: Metre, *, grip_count: int, speed_percent: int
) -> Candidates:
    """The notes of a tune (in order of onset) to `select` from."""
    places = metre.places(notes)
    groups, bars = equal_bars(notes, places) if metre.holds else _all_different(notes)
    weights = weights_of(notes, places if metre.holds else None)
    return Candidates(
        times=tuple(played_ticks(note.onset_s, speed_percent) for note in notes),
        keys=tuple(note.pitch if grip_count > 1 else 0 for note in notes),
        weights=tuple(_shared(weights, groups)),
        groups=tuple(groups),
        bars=tuple(bars),
    )


def equal_bars(notes: Sequence[Note], places: Sequence[Place]) -> tuple[list[int], list[int]]:
    """For each note a number shared with its likes in equal bars (-1: no equal), and its bar's.

    Bars are equal when the same pitches stand at the same places; equal bars have one number.
    """
    contents: defaultdict[int, list[int]] = defaultdict(list)
    for index, place in enumerate(places):
        contents[place.bar].append(index)
    alike: defaultdict[tuple[tuple[int, int], ...], list[list[int]]] = defaultdict(list)
    for members in contents.values():
        content = tuple(
            (round(places[index].ticks / PLACE_TICKS), notes[index].pitch) for index in members
        )
        alike[content].append(members)
    groups, bars = [-1] * len(notes), [0] * len(notes)
    count = 0
    for number, bars_alike in enumerate(alike.values()):
        for members in bars_alike:
            for offset, index in enumerate(members):
                bars[index] = number
                groups[index] = count + offset if len(bars_alike) > 1 else -1
        count += len(bars_alike[0])
    return groups, bars


def _all_different(notes: Sequence[Note]) -> tuple[list[int], list[int]]:
    return [-1] * len(notes), list(range(len(notes)))


def _shared(weights: Sequence[int], groups: Sequence[int]) -> list[int]:
    """Weights with those of a group made equal: their mean."""
    members = _members(groups)
    shared = list(weights)
    for indices in members.values():
        mean = sum(weights[index] for index in indices) // len(indices)
        for index in indices:
            shared[index] = mean
    return shared


def _members(groups: Sequence[int]) -> dict[int, list[int]]:
    members: defaultdict[int, list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        if group >= 0:
            members[group].append(index)
    return members


def _columns(candidates: Candidates) -> list[list[list[int]]]:
    """For each kind of bar there is more than once, its notes: each a column, one index a bar."""
    kinds: defaultdict[int, list[list[int]]] = defaultdict(list)
    for _, indices in sorted(_members(candidates.groups).items()):
        kinds[candidates.bars[indices[0]]].append(indices)
    return list(kinds.values())


def select(candidates: Candidates, among: Sequence[int], gaps: Gaps) -> list[int]:
    """The indices kept of `among`: as heavy as the gaps allow, `gaps.most` at most."""
    search = _Search(candidates, among, gaps)
    kept = search.heaviest(0)
    price = 0
    if len(kept) > gaps.most:
        price = search.lowest_price(max(candidates.weights))
        kept = search.heaviest(price)
        if len(kept) < gaps.most:
            kept = search.bars_for_less(price)
        if len(kept) * 100 < gaps.most * ENOUGH_PERCENT:
            return search.spread(search.heaviest(price - 1))
    return search.made_equal(kept, price)


class _Search:
    """Selections of some of the candidates under one set of gaps."""

    def __init__(self, candidates: Candidates, among: Sequence[int], gaps: Gaps) -> None:
        self._among = among
        self._most = gaps.most
        self._alike = _columns(candidates)
        self._keys = [candidates.keys[index] for index in among]
        self._weights = [candidates.weights[index] for index in among]
        self._bars = [candidates.bars[index] for index in among]
        times = np.array([candidates.times[index] for index in among], dtype=np.int64)
        places = np.arange(len(times))
        far = np.searchsorted(times, times - gaps.same_key, side="right")
        near = np.searchsorted(times, times - gaps.between, side="right")
        self._far: list[int] = (np.minimum(far, places) - 1).tolist()
        self._near: list[int] = (np.minimum(near, places) - 1).tolist()

    def heaviest(self, price: int) -> list[int]:
        """The selection with the greatest sum when every note costs `price`."""
        return self._named(_heaviest([w - price for w in self._weights], *self._rules()))

    def lowest_price(self, highest: int) -> int:
        """The lowest price a note at which few enough are worth it."""
        low, high = 0, highest
        for _ in range(_PRICE_STEPS):
            middle = (low + high) // 2
            if len(self.heaviest(middle)) > self._most:
                low = middle
            else:
                high = middle
        return high

    def bars_for_less(self, price: int) -> list[int]:
        """As at `price`, but as many bars as there is room for get their notes for one less.

        Those that come back most often first, and equal ones together.
        """
        counts: defaultdict[int, int] = defaultdict(int)
        for bar in self._bars:
            counts[bar] += 1
        order = sorted(counts, key=lambda bar: (-counts[bar], bar))
        ranks = {bar: rank for rank, bar in enumerate(order)}

        def kept(cheaper: int) -> list[int]:
            weights = [
                weight - price + (ranks[bar] < cheaper)
                for weight, bar in zip(self._weights, self._bars, strict=True)
            ]
            return _heaviest(weights, *self._rules())

        low, high = 0, len(order)
        while high - low > 1:
            middle = (low + high) // 2
            if len(kept(middle)) > self._most:
                high = middle
            else:
                low = middle
        return self._named(kept(low))

    def spread(self, indices: Sequence[int]) -> list[int]:
        """As many of `indices` as may be: the heaviest, and of equal ones an even spread."""
        weights = dict(zip(self._among, self._weights, strict=True))
        by_weight: defaultdict[int, list[int]] = defaultdict(list)
        for index in indices:
            by_weight[weights[index]].append(index)
        chosen: list[int] = []
        for weight in sorted(by_weight, reverse=True):
            equal = by_weight[weight]
            room = min(len(equal), self._most - len(chosen))
            chosen += [equal[place * len(equal) // room] for place in range(room)]
        return sorted(chosen)

    def made_equal(self, kept: Sequence[int], price: int) -> list[int]:
        """`kept`, with bars that are alike voting on which of their notes stay; at `price` a note.

        Where that would cost too many notes, as in music on no bar at all, `kept` stays.
        """
        chosen = set(kept)
        for _ in range(2):
            wanted = self._wanted(chosen)
            weights = [
                weight - price + _VOTE * wanted.get(index, 0)
                for index, weight in zip(self._among, self._weights, strict=True)
            ]
            voted = self._named(_heaviest(weights, *self._rules()))
            if len(voted) > self._most:
                break
            chosen = set(voted)
        for bars in self._alike:
            for column in bars:
                stay = sum(index in chosen for index in column)
                if stay * 100 < len(column) * _MOST_PERCENT:
                    chosen.difference_update(column)
        if len(chosen) * 100 < len(kept) * ENOUGH_PERCENT:
            return list(kept)
        return sorted(chosen)

    def _wanted(self, chosen: set[int]) -> dict[int, int]:
        """For notes in bars that are alike, 1 or -1: whether most of these bars keep it."""
        wanted: dict[int, int] = {}
        for columns in self._alike:
            masks = zip(*([index in chosen for index in column] for column in columns), strict=True)
            usual = Counter(masks).most_common(1)[0][0]
            for stays, column in zip(usual, columns, strict=True):
                wanted.update(dict.fromkeys(column, 1 if stays else -1))
        return wanted

    def _rules(self) -> tuple[list[int], list[int], list[int]]:
        return self._keys, self._far, self._near

    def _named(self, places: Sequence[int]) -> list[int]:
        return [self._among[place] for place in places]


def _heaviest(
    weights: Sequence[int], keys: Sequence[int], far: Sequence[int], near: Sequence[int]
) -> list[int]:
    """The selection with the greatest sum; of equal ones the one whose choices come earliest.

    A note may follow any up to `far` before it, and up to `near` those of another key.
    """
    best: list[int] = []
    previous: list[int] = []
    first: list[int] = []
    second: list[int] = []
    """first[i]: which of the first i + 1 notes ends the heaviest selection; second[i]: of those
    with another key than that one. -1: none."""
    leader = runner_up = -1
    for index, weight in enumerate(weights):
        source = first[far[index]] if far[index] >= 0 else -1
        if near[index] > far[index]:
            other = first[near[index]]
            if keys[other] == keys[index]:
                other = second[near[index]]
            if other >= 0 and (source < 0 or best[other] > best[source]):
                source = other
        if source >= 0 and best[source] < 0:
            source = -1
        value = weight + (best[source] if source >= 0 else 0)
        best.append(value)
        previous.append(source)
        if leader < 0 or value > best[leader]:
            if leader >= 0 and keys[leader] != keys[index]:
                runner_up = leader
            leader = index
        elif keys[leader] != keys[index] and (runner_up < 0 or value > best[runner_up]):
            runner_up = index
        first.append(leader)
        second.append(runner_up)
    chosen: list[int] = []
    while leader >= 0:
        chosen.append(leader)
        leader = previous[leader]
    return chosen[::-1]
