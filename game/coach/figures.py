"""The figures that progress is drawn from, added up per day, as the records hand them over.

A day is the player's own: the date their clock showed when a run began.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from game.charting.chart import Grip


@dataclass(frozen=True, slots=True)
class DayFigures:
    """All runs of one day: how many, the notes judged in them, and those that were hit."""

    day: date
    runs: int
    notes: int
    hits: int


@dataclass(frozen=True, slots=True)
class GripFigures:
    """The notes of one grip on one day under one setting.

    `setting` names level, speed and grips, in this order with a space between, as "1-gentle 100
    index,middle"; only what was played under the same one is compared.
    `error_us` is the sum of the signed errors of the hits in microseconds (negative: early),
    `error_squares_us2` the sum of their squares.
    """

    day: date
    grip: Grip
    setting: str
    notes: int
    hits: int
    error_us: int
    error_squares_us2: int


@dataclass(frozen=True, slots=True)
class ErrorBin:
    """`hits` that came between `first_ms` and `first_ms + BIN_MS` after their note."""

    first_ms: int
    hits: int


@dataclass(frozen=True, slots=True)
class GripTiming:
    """Notes judged, notes hit, and when the hits came, in milliseconds (negative: early).

    `mean_ms` is None without a hit, `sd_ms` (sample standard deviation) with fewer than two.
    """

    notes: int
    hits: int
    mean_ms: float | None
    sd_ms: float | None

    @property
    def hit_rate(self) -> float:
        """Hits as a share of the notes judged; 0 without notes."""
        return self.hits / self.notes if self.notes else 0.0


def timing_of(figures: Iterable[GripFigures]) -> GripTiming:
    """Everything in `figures` together."""
    listed = list(figures)
    hits = sum(one.hits for one in listed)
    total_us = sum(one.error_us for one in listed)
    squares_us2 = sum(one.error_squares_us2 for one in listed)
    mean_us = total_us / hits if hits else None
    sd_us = None
    if hits > 1:
        spread = squares_us2 * hits - total_us * total_us
        sd_us = math.sqrt(max(spread, 0) / hits / (hits - 1))
    return GripTiming(
        notes=sum(one.notes for one in listed),
        hits=hits,
        mean_ms=mean_us / 1000 if mean_us is not None else None,
        sd_ms=sd_us / 1000 if sd_us is not None else None,
    )
