"""Which finger plays which note, so that the hand follows the melody: up in pitch, outward in hand.

Viterbi over the grips in use, solved a few times over: prices even out the fingers, and places
where the tune comes back vote for one way to play it. The best of these paths are evened out
further. Costs are whole hundredths, so every machine finds the same path.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from game.charting.best_path import best_path
from game.charting.chart import TICKS_PER_S, Grip, gap_ticks, played_ticks
from game.charting.evening import SHARE_UNIT, Evener
from game.charting.level import Level
from game.charting.metre import Metre, bar_ticks, ticks_of
from game.charting.motifs import joined, motif_groups
from game.music.song import Note

REPEAT_MOVES = 4000
"""A repeated pitch on another finger."""
REVERSED = 2000
"""The hand goes the other way than the tune."""
FLAT_STEP, FLAT_LEAP = 170, 280
"""Another pitch on the same finger; more than `WIDE_SEMITONES` away."""
FLAT_AT_END = 130
"""The same on a step of at most `STEP_SEMITONES` when no finger is left that way."""
SPREAD = 20
"""Each lane more or less than a step (1), third to fifth (2) or leap (3) asks for."""
STEP_SEMITONES = 2
WIDE_SEMITONES = 4
PHRASE_GAP_S = 2.5
"""Across a longer gap the melody's direction counts less, `ACROSS_PHRASES_PERCENT` of it."""
ACROSS_PHRASES_PERCENT = 6
OFF_PLACE = 50
"""Each lane away from where the pitch stands among those of the two bars around it."""
WEAK_AGAIN = 60
"""Ring after ring or little after little within `WEAK_WITHIN_S`."""
WEAK_WITHIN_S = 0.45
VARIETY = 30
"""Groups of notes are unlike by up to this, so that they change finger one after the other."""
FEWEST_TO_SHARE = 8
"""Fewer notes are played as the tune goes, however that shares the work."""
ROUNDS = 40
LOAD_PRICE, LOAD_DECAY = 500, 20
"""A round raises a finger's price by this for all of its share too much, later ones by less."""
VOTE, VOTE_MOST = 20, 200
"""Bonus for the finger that most of a group are on: so much more each round, at most."""
LONGEST_RUN = 7
RUN_PRICE = 40
"""For staying on one finger in longer runs, each round again."""
EVENED_PATHS, EVENED_NOTES = 8, 4000
"""So many of the rounds' paths are evened out further; fewer, if these have more notes in all."""
FIRM = 10
"""While it is evened, what goes against the tune costs so many times as much."""
FEW_FAULTS = 25
OFF_AIM, OFF_STEEP = 0.05, 3
DISSENT, LONG, LOST, AGAINST = 1500, 1000, 500, 2000
"""A path's faults, in thousandths: how far the worst finger is off its share, `OFF_STEEP` times
more beyond `OFF_AIM`, and for all notes that are not with most of their group, are in runs too
long, lose the tune's direction, or go against it (which loses it too)."""
_WEAK = (Grip.RING, Grip.LITTLE)
_FORBIDDEN = 10**9
_MOST_LANES = 7
_KNUTH = 2_654_435_761
"""The multiplier of Knuth's multiplicative hashing."""
_WIDEST = 8
"""Intervals are alike from here on."""

IntArray = npt.NDArray[np.int64]


def assign_grips(
    notes: Sequence[Note],
    metre: Metre,
    level: Level,
    grips: Sequence[Grip],
    *,
    speed_percent: int,
    shares: Mapping[Grip, float] | None = None,
) -> list[Grip]:
    """A grip for each of `notes` (in order of onset), from `grips` in lane order.

    Two notes of one grip are never closer than the level's `same_grip_gap_s` as played, as long as
    the notes honour the level's gaps (see `game.charting.thinning`). `shares` says how much of the
    work each finger should get, in any unit; without it all get the same.
    """
    if len(grips) < 2 or not notes:
        return [grips[0]] * len(notes)
    search = _Search(notes, metre, level, grips, speed_percent)
    lanes = search.lanes(_targets(grips, shares))
    return [grips[lane] for lane in lanes.tolist()]


def _targets(grips: Sequence[Grip], shares: Mapping[Grip, float] | None) -> list[float]:
    """What share of the notes each of `grips` should get, 1 in all."""
    asked = [max(0.0, (shares or {}).get(grip, 0.0)) for grip in grips]
    total = sum(asked)
    return [share / total for share in asked] if total > 0 else [1 / len(grips)] * len(grips)


class _Search:
    """The best paths of one tune's notes through the hand, under changing prices and votes."""

    def __init__(
        self,
        notes: Sequence[Note],
        metre: Metre,
        level: Level,
        grips: Sequence[Grip],
        speed_percent: int,
    ) -> None:
        self._count = len(grips)
        self._pitches = np.array([note.pitch for note in notes], dtype=np.int64)
        self._intervals = np.diff(self._pitches)
        onsets = np.array([played_ticks(note.onset_s, speed_percent) for note in notes])
        self._goes_on = np.diff(onsets) <= round(PHRASE_GAP_S * TICKS_PER_S)
        self._moves = _move_costs(notes, level, grips, speed_percent)
        self._groups = motif_groups(notes)
        places = _place_costs(notes, metre, self._count)
        self._places = self._mean_in_groups(places)
        self._rounds = 1
        if len(notes) >= FEWEST_TO_SHARE:
            self._places = self._places + self._variety()
            self._rounds = ROUNDS

    def lanes(self, targets: Sequence[float]) -> IntArray:
        """The lane of each note: of all paths the one that is most even and most consistent."""
        wanted = np.array(targets)
        paths = self._paths(wanted)
        if paths[0][0] <= FEW_FAULTS or self._rounds == 1:
            return paths[0][1]
        shares = np.rint(wanted * SHARE_UNIT).astype(np.int64)
        firm = np.where(self._moves >= REVERSED, self._moves * FIRM, self._moves)
        evener = Evener(self._places, firm, self._moving_together(), shares)
        most = min(EVENED_PATHS, max(1, EVENED_NOTES // len(self._pitches)))
        evened = [evener.evened(lanes) for _, lanes in paths[:most]]
        paths += [(self._faults(lanes, wanted), lanes) for lanes in evened]
        return min(paths, key=lambda path: path[0])[1]

    def _paths(self, wanted: npt.NDArray[np.float64]) -> list[tuple[int, IntArray]]:
        """The path of each round with its faults, each path once, the best first."""
        prices = np.zeros(self._count, dtype=np.int64)
        runs = np.zeros_like(self._places)
        votes = np.zeros_like(self._places)
        paths: dict[bytes, tuple[int, IntArray]] = {}
        for number in range(self._rounds):
            lanes = best_path(self._places + prices + runs - votes, self._moves)
            faults = self._faults(lanes, wanted)
            paths.setdefault(lanes.tobytes(), (faults, lanes))
            if faults <= FEW_FAULTS:
                break
            rise = LOAD_PRICE * LOAD_DECAY / (LOAD_DECAY + number)
            prices = prices + np.rint(self._over(lanes, wanted) * rise).astype(np.int64)
            votes = self._majority(lanes)[0] * min(VOTE * (number + 1), VOTE_MOST)
            in_long_runs = self._in_long_runs(lanes)
            runs[in_long_runs, lanes[in_long_runs]] += RUN_PRICE
        return sorted(paths.values(), key=lambda path: path[0])

    def _over(self, lanes: IntArray, wanted: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """How much more than its share of the notes each lane has."""
        return np.bincount(lanes, minlength=self._count) / len(lanes) - wanted

    def _faults(self, lanes: IntArray, wanted: npt.NDArray[np.float64]) -> int:
        off = float(np.abs(self._over(lanes, wanted)).max())
        against = np.sign(np.diff(lanes)) * self._intervals < 0
        counted = (
            DISSENT * self._majority(lanes)[1]
            + LONG * len(self._in_long_runs(lanes))
            + LOST * self._lost(lanes)
            + AGAINST * int((against & self._goes_on).sum())
        )
        return round((off + OFF_STEEP * max(0.0, off - OFF_AIM)) * 1000) + counted // len(lanes)

    def _moving_together(self) -> IntArray:
        """The groups of the motifs, and of pitches repeated on one finger."""
        free = self._moves[:, 0, 0] < _FORBIDDEN
        again = np.flatnonzero((self._intervals == 0) & self._goes_on & free).tolist()
        return joined(self._groups.tolist(), [(index, index + 1) for index in again])

    def _majority(self, lanes: IntArray) -> tuple[IntArray, int]:
        """1 for the lane that most notes of each note's group are on; how many are elsewhere."""
        counts = np.zeros((int(self._groups.max()) + 1, self._count), dtype=np.int64)
        np.add.at(counts, (self._groups, lanes), 1)
        sizes = counts.sum(axis=1)
        chosen = np.zeros_like(counts)
        chosen[np.arange(len(counts)), counts.argmax(axis=1)] = sizes > 1
        return chosen[self._groups], int((sizes - counts.max(axis=1)).sum())

    def _lost(self, lanes: IntArray) -> int:
        """How many times the hand does not move as the tune does, though it goes on."""
        steps = np.sign(np.diff(lanes))
        flat_at_end = (np.abs(self._intervals) <= STEP_SEMITONES) & (
            lanes[1:] == np.where(self._intervals > 0, self._count - 1, 0)
        )
        follows = (steps == np.sign(self._intervals)) | ((steps == 0) & flat_at_end)
        return int((~follows & self._goes_on).sum())

    def _in_long_runs(self, lanes: IntArray) -> IntArray:
        """The notes in runs on one lane that are too long, unless one pitch explains it."""
        edges = np.flatnonzero(np.diff(lanes)) + 1
        starts = [0, *edges.tolist()]
        ends = [*edges.tolist(), len(lanes)]
        found: list[int] = []
        for start, end in zip(starts, ends, strict=True):
            if end - start > LONGEST_RUN and np.ptp(self._pitches[start:end]):
                found.extend(range(start, end))
        return np.array(found, dtype=np.int64)

    def _variety(self) -> IntArray:
        """Something small for each group and lane, with no pattern, and always the same."""
        numbers = self._groups[:, None] * _MOST_LANES + np.arange(self._count)
        return (numbers * _KNUTH >> 8) % VARIETY

    def _mean_in_groups(self, costs: IntArray) -> IntArray:
        sizes = np.bincount(self._groups)
        sums = np.zeros((len(sizes), self._count), dtype=np.int64)
        np.add.at(sums, self._groups, costs)
        return (sums // sizes[:, None])[self._groups]


def _move_costs(
    notes: Sequence[Note], level: Level, grips: Sequence[Grip], speed_percent: int
) -> IntArray:
    """What it costs to go from lane a to lane b between each note and the next: [note, a, b]."""
    onsets = np.array([played_ticks(note.onset_s, speed_percent) for note in notes])
    gaps = np.diff(onsets)
    intervals = np.diff(np.array([note.pitch for note in notes]))
    count = len(grips)
    table = np.array(
        [
            [[_contour_cost(a, b, interval, count) for b in range(count)] for a in range(count)]
            for interval in range(-_WIDEST, _WIDEST + 1)
        ],
        dtype=np.int64,
    )
    costs = table[np.clip(intervals, -_WIDEST, _WIDEST) + _WIDEST]
    apart = (gaps > round(PHRASE_GAP_S * TICKS_PER_S)) & (intervals != 0)
    costs[apart] = costs[apart] * ACROSS_PHRASES_PERCENT // 100
    quick = gaps < round(WEAK_WITHIN_S * TICKS_PER_S)
    too_near = gaps < gap_ticks(level.same_grip_gap_s)
    for lane, grip in enumerate(grips):
        if grip in _WEAK:
            costs[quick, lane, lane] += WEAK_AGAIN
        costs[too_near, lane, lane] = _FORBIDDEN
    return costs


def _contour_cost(origin: int, lane: int, interval: int, count: int) -> int:
    step = lane - origin
    if interval == 0:
        return REPEAT_MOVES if step else 0
    if step == 0:
        if abs(interval) <= STEP_SEMITONES and lane == (count - 1 if interval > 0 else 0):
            return FLAT_AT_END
        return FLAT_LEAP if abs(interval) > WIDE_SEMITONES else FLAT_STEP
    if (step > 0) != (interval > 0):
        return REVERSED
    return SPREAD * abs(abs(step) - _asked_step(abs(interval)))


def _asked_step(semitones: int) -> int:
    if semitones <= STEP_SEMITONES:
        return 1
    return 2 if semitones <= 7 else 3


def _place_costs(notes: Sequence[Note], metre: Metre, lanes: int) -> IntArray:
    """For each note and lane, how far the lane is from the pitch's rank in two bars around."""
    beats = ticks_of([note.onset_beats for note in notes]).tolist()
    bar = bar_ticks(metre.meters[0])
    costs: list[list[int]] = []
    for note, tick in zip(notes, beats, strict=True):
        first, last = bisect_left(beats, tick - bar), bisect_right(beats, tick + bar)
        pitches = sorted({near.pitch for near in notes[first:last]})
        rank = Fraction(1, 2)
        if len(pitches) > 1:
            rank = Fraction(pitches.index(note.pitch), len(pitches) - 1)
        costs.append([int(OFF_PLACE * abs(lane - rank * (lanes - 1))) for lane in range(lanes)])
    return np.array(costs, dtype=np.int64)
