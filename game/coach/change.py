"""Whether the hit rate of two stretches of time differs by more than chance lets it.

Only notes played under the same setting (level, speed, grips) are compared, so that a harder
setting never looks like a fall. The differences of the settings are put together with the weights
of Mantel and Haenszel (1959); their standard errors are binomial, from rates with one more hit and
one more passed note on each side (Agresti and Caffo 2000), which keeps them honest for few notes.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from game.coach.figures import GripFigures

BAND_ERRORS = 2.5
"""A change within so many standard errors is chance. Several fingers are looked at together: of
simulated weeks in which nothing changed, 3 in 100 were told of a rise, with two errors 10."""
LEAST_POINTS = 3
"""Nobody feels a smaller change, however sure it is."""
LEAST_NOTES = 20
"""On each side; with fewer there is nothing to compare."""


@dataclass(frozen=True, slots=True)
class Change:
    """`points` (percentage points, negative: lower), give or take `band` by chance alone."""

    points: float
    band: float

    @property
    def is_clear(self) -> bool:
        """Whether the change is more than chance, and large enough to be felt."""
        return abs(self.points) > self.band and round(abs(self.points)) >= LEAST_POINTS


def change_between(before: Iterable[GripFigures], after: Iterable[GripFigures]) -> Change | None:
    """The change of the hit rate from `before` to `after`; None with too few notes in common."""
    earlier, later = _by_setting(before), _by_setting(after)
    common = sorted(earlier.keys() & later.keys())
    if min(_notes(earlier, common), _notes(later, common)) < LEAST_NOTES:
        return None
    total = weighted = variance = 0.0
    for setting in common:
        notes, hits = earlier[setting]
        notes_after, hits_after = later[setting]
        weight = notes * notes_after / (notes + notes_after)
        total += weight
        weighted += weight * (hits_after / notes_after - hits / notes)
        variance += weight**2 * (_variance(notes, hits) + _variance(notes_after, hits_after))
    return Change(100 * weighted / total, 100 * BAND_ERRORS * math.sqrt(variance) / total)


_Counts = dict[str, tuple[int, int]]
"""Notes and hits of each setting."""


def _by_setting(figures: Iterable[GripFigures]) -> _Counts:
    counts: defaultdict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for one in figures:
        if one.notes:
            notes, hits = counts[one.setting]
            counts[one.setting] = (notes + one.notes, hits + one.hits)
    return dict(counts)


def _notes(counts: _Counts, settings: Iterable[str]) -> int:
    return sum(counts[setting][0] for setting in settings)


def _variance(notes: int, hits: int) -> float:
    rate = (hits + 1) / (notes + 2)
    return rate * (1 - rate) / (notes + 2)
