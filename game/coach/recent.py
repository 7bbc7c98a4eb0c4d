"""What the latest runs came to, and whether that lies below, in or above a band of hit rates.

A rate seen in a few runs is not the player's rate. Two things blur it: chance, note by note, and
the songs, of which some are harder than others at the same setting. So a rate counts as outside a
band only if it is beyond the edge by more than both together would move it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby

from game.charting.chart import Grip
from game.settings import PlaySettings

LEAST_NOTES = 16
"""Fewer notes tell nothing: less than half a song."""
LATEST_RUNS = 4
"""So many runs of one setting are looked at together, if there are as many. Even one holds more
than 25 notes as a rule; whole runs, since a hand that tires has fewer hits at the end of each."""
SONG_SD = 0.05
"""How far the rates of the shipped songs scatter at one setting, as a standard deviation."""
SEARCHING, NEW, SETTLED = -0.25, 0.0, 0.5
"""A rate is outside the band if it is beyond its edge by so many standard errors: while no setting
has been played for `LATEST_RUNS` runs yet, at a new setting after that, and at one that has been
played for so long. So the way in is short, and who is there stays there."""
SUDDEN = 2.0
"""And so is that of the last run alone, beyond so many."""


@dataclass(frozen=True, slots=True)
class GripCount:
    """The notes of one grip that were judged, and those that were hit."""

    grip: Grip
    notes: int
    hits: int

    @property
    def rate(self) -> float:
        """Hits as a share of the notes; 0 without notes."""
        return self.hits / self.notes if self.notes else 0.0


@dataclass(frozen=True, slots=True)
class RecentRun:
    """One run: its setting, and the counts of its grips. `grips` are those that were on."""

    level_id: str
    speed_percent: int
    grips: tuple[Grip, ...]
    counts: tuple[GripCount, ...]
    finished: bool = True

    @property
    def notes(self) -> int:
        """Notes judged."""
        return sum(one.notes for one in self.counts)

    @property
    def hits(self) -> int:
        """Notes hit."""
        return sum(one.hits for one in self.counts)

    def is_under(self, settings: PlaySettings) -> bool:
        """Whether it was played under these settings."""
        return _setting(self) == (settings.level.id, settings.speed_percent, settings.grips)


class Side(Enum):
    """Where a rate lies."""

    BELOW = auto()
    INSIDE = auto()
    ABOVE = auto()
    UNKNOWN = auto()
    """There are too few notes."""


@dataclass(frozen=True, slots=True)
class Band:
    """The hit rates to aim at, from `low` to `high` (0 to 1)."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """The rate in the middle."""
        return (self.low + self.high) / 2


USUAL_BAND = Band(0.60, 0.80)
"""Between these rates people learn most: 60-80 %, 70 % commonest in reviews."""
FIRST_WEEK_BAND = Band(0.70, 0.85)
"""High but not perfect in the first week keeps people coming back (Ramos Muñoz et al. 2022)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where the latest runs lie, and the hit rate that says so, give or take `error` (an SD)."""

    side: Side
    rate: float = 0.0
    error: float = 0.0


@dataclass(frozen=True, slots=True)
class Streak:
    """Runs one after the other under one setting, the latest first."""

    runs: tuple[RecentRun, ...]

    @property
    def latest(self) -> RecentRun:
        """The latest of them."""
        return self.runs[0]

    @property
    def is_settled(self) -> bool:
        """Whether the setting has been played for some time."""
        return len(self.runs) >= LATEST_RUNS

    def verdict(self, band: Band, *, searching: bool = False) -> Verdict:
        """Where the rate of the latest runs lies; `searching` while nothing has settled yet.

        That is the rate of the last `LATEST_RUNS` together; but if the last one alone is far from
        the band, something has changed, and it counts alone.
        """
        edge = SETTLED if self.is_settled else SEARCHING if searching else NEW
        together = _verdict(self.runs[:LATEST_RUNS], band, edge)
        last = _verdict(self.runs[:1], band, SUDDEN)
        is_sudden = last.side in (Side.ABOVE, Side.BELOW) and last.side is not together.side
        return last if is_sudden else together

    def count_of(self, grip: Grip) -> GripCount:
        """The notes of `grip` in the last `LATEST_RUNS` runs."""
        latest = self.runs[:LATEST_RUNS]
        counts = [one for run in latest for one in run.counts if one.grip is grip]
        return GripCount(grip, sum(one.notes for one in counts), sum(one.hits for one in counts))


def streaks(runs: Iterable[RecentRun]) -> tuple[Streak, ...]:
    """`runs`, the latest first, put together as long as the setting stays the same."""
    return tuple(Streak(tuple(group)) for _, group in groupby(runs, _setting))


def highest_likely(count: GripCount) -> float:
    """The upper end of the 68 % interval of a rate: one standard error (Wilson 1927)."""
    notes = count.notes
    if not notes:
        return 1.0
    rate = count.rate
    root = math.sqrt(rate * (1 - rate) / notes + 1 / (4 * notes**2))
    return (rate + 1 / (2 * notes) + root) / (1 + 1 / notes)


def _setting(run: RecentRun) -> tuple[str, int, tuple[Grip, ...]]:
    return run.level_id, run.speed_percent, run.grips


def _verdict(runs: Sequence[RecentRun], band: Band, errors: float) -> Verdict:
    """Outside `band` only if that is more than so many standard errors."""
    notes, hits = sum(run.notes for run in runs), sum(run.hits for run in runs)
    if notes < LEAST_NOTES:
        return Verdict(Side.UNKNOWN)
    rate = hits / notes
    high, low = (_error(edge, notes, len(runs)) for edge in (band.high, band.low))
    if rate - errors * high > band.high:
        return Verdict(Side.ABOVE, rate, high)
    if rate + errors * low < band.low:
        return Verdict(Side.BELOW, rate, low)
    return Verdict(Side.INSIDE, rate, _error(band.middle, notes, len(runs)))


def _error(rate: float, notes: int, songs: int) -> float:
    """How far the rate seen in so many notes and songs lies from the player's, as an SD."""
    return math.sqrt(rate * (1 - rate) / notes + SONG_SD**2 / songs)
