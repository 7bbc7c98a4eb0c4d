"""How many hits came early, on time and late: the counts behind the picture after a run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from game.play.engine import microseconds

EARLY_BINS, ON_TIME_BINS, LATE_BINS = 6, 4, 6
"""Each bin is an eighth of the hit window wide. The four in the middle are the part of the window
in which a hit has all its points (`FULL_UNTIL`)."""
_BINS_A_WINDOW = 8


@dataclass(frozen=True, slots=True)
class Spread:
    """How many hits fell into each of the bins, the earliest first."""

    counts: tuple[int, ...] = (0,) * (EARLY_BINS + ON_TIME_BINS + LATE_BINS)

    @property
    def early(self) -> int:
        """Hits before the part of the window that counts as on time."""
        return sum(self.counts[:EARLY_BINS])

    @property
    def on_time(self) -> int:
        """Hits that have all their points: those called great."""
        return sum(self.counts[EARLY_BINS : EARLY_BINS + ON_TIME_BINS])

    @property
    def late(self) -> int:
        """Hits after the part of the window that counts as on time."""
        return sum(self.counts[EARLY_BINS + ON_TIME_BINS :])

    @property
    def hits(self) -> int:
        """All of them."""
        return sum(self.counts)


def spread_of(errors_s: Iterable[float], hit_window_s: float) -> Spread:
    """The spread of hits with these signed errors in seconds (negative: early)."""
    counts = [0] * (EARLY_BINS + ON_TIME_BINS + LATE_BINS)
    window_us = microseconds(hit_window_s)
    for error_s in errors_s:
        counts[_bin_of(microseconds(error_s), window_us)] += 1
    return Spread(tuple(counts))


def _bin_of(error_us: int, window_us: int) -> int:
    """In whole numbers, as the points are judged: an error on an edge belongs to the inner bin."""
    outwards = max(-(-abs(error_us) * _BINS_A_WINDOW // window_us) - 1, 0)
    outwards = min(outwards, _BINS_A_WINDOW - 1)
    return _BINS_A_WINDOW - 1 - outwards if error_us < 0 else _BINS_A_WINDOW + outwards
