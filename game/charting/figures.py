"""How good a chart is, in figures: the definitions `docs/charts.md` gives. Changes nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from game.charting.chart import Chart, gap_ticks, ticks
from game.charting.level import Level
from game.charting.metre import Metre, Place, Strength
from game.charting.motifs import MOTIF_NOTES, motif_keys
from game.charting.thinning import equal_bars
from game.music.song import Note

TOGETHER_S = 2.5
"""Only notes at most this far apart are heard as one going on from the other."""
STEP_SEMITONES = 2
LONG_RUN = 7


@dataclass(frozen=True, slots=True)
class HandFigures:
    """How the fingers follow the tune. Shares are 0 to 1; None where there is nothing to count.

    `contour`: of neighbours of different pitch at most 2.5 s apart, those where the hand moves as
    the tune does, or stays on a step of at most 2 semitones because no lane is left. `reversed`:
    those where it moves the other way. `repeats`: neighbours of one pitch that stay on one lane.
    `motifs`: occurrences of a motif heard before (5 notes, pitches and rhythm) that have the lanes
    most of its occurrences have. `longest_run`: the most notes in a row on one lane, where no
    pitch alone accounts for more than `LONG_RUN` of them.
    """

    contour: float | None
    reversed: float | None
    repeats: float | None
    motifs: float | None
    lane_shares: tuple[float, ...]
    longest_run: int

    @property
    def least(self) -> float:
        """The share of the finger used least."""
        return min(self.lane_shares, default=0.0)


@dataclass(frozen=True, slots=True)
class KeptFigures:
    """What thinning kept. `downbeats`: the share of the tune's notes on downbeats.

    `phrases`: of first notes after a rest. `equal_bars`: of bars that are like an earlier one,
    those that keep what most of their likes keep. None where there is nothing to count.
    """

    downbeats: float | None
    phrases: float | None
    equal_bars: float | None
    rate_per_s: float


def hand_figures(
    notes: Sequence[Note], lanes: Sequence[int], lane_count: int, speed_percent: int = 100
) -> HandFigures:
    """The figures of `notes` (in order of onset) played on `lanes`, counted from the thumb."""
    together_s = TOGETHER_S * speed_percent / 100
    pairs = [
        (later.pitch - note.pitch, lane, later_lane)
        for (note, lane), (later, later_lane) in pairwise(zip(notes, lanes, strict=True))
        if later.onset_s - note.onset_s <= together_s + 1e-9
    ]
    moving = [pair for pair in pairs if pair[0]]
    still = [pair for pair in pairs if not pair[0]]
    counts = Counter(lanes)
    return HandFigures(
        contour=_share([_follows(*pair, lane_count) for pair in moving]),
        reversed=_share([step * (after - before) < 0 for step, before, after in moving]),
        repeats=_share([before == after for _, before, after in still]),
        motifs=_agreement(_motifs(notes, lanes)),
        lane_shares=tuple(counts[lane] / max(1, len(lanes)) for lane in range(lane_count)),
        longest_run=longest_run([note.pitch for note in notes], lanes),
    )


def _follows(interval: int, before: int, after: int, lane_count: int) -> bool:
    if after != before:
        return (after > before) == (interval > 0)
    no_lane_left = before == (lane_count - 1 if interval > 0 else 0)
    return no_lane_left and abs(interval) <= STEP_SEMITONES


def _motifs(notes: Sequence[Note], lanes: Sequence[int]) -> dict[Hashable, list[tuple[int, ...]]]:
    """The lanes of each occurrence of each motif."""
    found: defaultdict[Hashable, list[tuple[int, ...]]] = defaultdict(list)
    keys = motif_keys(notes)
    for start, key in enumerate(keys):
        found[key].append(tuple(lanes[start : start + MOTIF_NOTES]))
    return found


def longest_run(pitches: Sequence[int], lanes: Sequence[int]) -> int:
    """The most notes in a row on one lane, passing over runs that a repeated pitch explains."""
    longest = start = 0
    for _, run in groupby(lanes):
        length = len(list(run))
        inside = pitches[start : start + length]
        one_pitch = max(len(list(same)) for _, same in groupby(inside))
        if one_pitch <= LONG_RUN:
            longest = max(longest, length)
        start += length
    return longest


def kept_figures(
    tune: Sequence[Note], kept: Sequence[Note], metre: Metre, speed_percent: int = 100
) -> KeptFigures:
    """What of the notes of `tune` (in order of onset) the notes `kept` are."""
    places = metre.places(tune)
    onsets = {note.onset_s for note in kept}
    stays = [note.onset_s in onsets for note in tune]
    strong = [stay for stay, place in zip(stays, places, strict=True) if _is_down(place)]
    rested = [
        stay
        for (before, note), stay in zip(pairwise(tune), stays[1:], strict=True)
        if note.onset_beats - before.onset_beats - before.duration_beats >= 2.0
    ]
    span_s = (tune[-1].onset_s - tune[0].onset_s) * 100 / speed_percent if tune else 0.0
    return KeptFigures(
        downbeats=_share(strong) if metre.holds else None,
        phrases=_share(rested),
        equal_bars=_agreement(_masks(tune, places, stays)) if metre.holds else None,
        rate_per_s=len(kept) / max(span_s, 1.0),
    )


def _is_down(place: Place) -> bool:
    return place.strength is Strength.DOWNBEAT


def _masks(
    tune: Sequence[Note], places: Sequence[Place], stays: Sequence[bool]
) -> dict[Hashable, list[tuple[bool, ...]]]:
    """Which notes stay, bar by bar, bars that are the same together."""
    _, kinds = equal_bars(tune, places)
    masks: defaultdict[Hashable, list[tuple[bool, ...]]] = defaultdict(list)
    bars = zip(places, kinds, stays, strict=True)
    for (_, kind), members in groupby(bars, key=lambda found: (found[0].bar, found[1])):
        masks[kind].append(tuple(stay for _, _, stay in members))
    return masks


def _agreement(groups: Mapping[Hashable, Sequence[tuple[int, ...]]]) -> float | None:
    """Of the likes of something seen before, the share that is as most of them are."""
    repeated = [group for group in groups.values() if len(group) > 1]
    agreeing = sum(Counter(group).most_common(1)[0][1] - 1 for group in repeated)
    counted = sum(len(group) - 1 for group in repeated)
    return agreeing / counted if counted else None


def _share(counted: Sequence[bool]) -> float | None:
    return sum(counted) / len(counted) if counted else None


def gap_violations(chart: Chart, level: Level) -> int:
    """How many pairs of notes are closer than the level allows; 0 for every chart we make."""
    too_near = sum(
        ticks(later.time_s) - ticks(note.time_s) < gap_ticks(level.min_gap_s)
        for note, later in pairwise(chart.notes)
    )
    for grip in chart.grips:
        own = [ticks(note.time_s) for note in chart.notes if note.grip is grip]
        same = gap_ticks(level.same_grip_gap_s)
        too_near += sum(later - earlier < same for earlier, later in pairwise(own))
    return too_near
