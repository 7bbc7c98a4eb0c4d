"""What a run is compared with, and whether its song is known well enough for another one.

Nothing is remembered: the same runs always say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.play.result import Result
from game.play.score import Score

WELL_FROM = 0.90
"""A song is known with at least this share of its notes hit, in two runs one after the other."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Finished runs of the same notes by the same player in the same way, before a run.

    `best` is the best of all of them, `last` the latest ones, the last one first.
    """

    best: Score | None = None
    last: Sequence[Score] = ()


def is_known_well(result: Result, earlier: Earlier) -> bool:
    """Whether nearly every note was hit twice in a row, the second time without a new best."""
    score = result.score
    if not result.finished or score.hit_rate < WELL_FROM or not earlier.last:
        return False
    is_new_best = earlier.best is None or score.points > earlier.best.points
    return earlier.last[0].hit_rate >= WELL_FROM and not is_new_best
