"""Whether a finger is quicker than it was, or only counted on another day.

A count of n pinches that are `evenness` e uneven scatters by e times the root of n by itself, as in
any renewal process. From day to day a hand differs as well: `DAILY` is a judgement until the weekly
benchmark has measured it for the player. A change within `BAND_ERRORS` standard errors of the
difference is called the same.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from game.charting.chart import Grip
from game.coach.reach import GripReach, Reach

DAILY = 0.1
"""How much a count differs from day to day, as a share of it (standard deviation)."""
BAND_ERRORS = 2.0
UNTOLD_EVENNESS = 0.3
"""Of a finger with too few pinches to tell."""


@dataclass(frozen=True, slots=True)
class ReachChange:
    """Pinches of a grip in ten seconds, then and now, and how much of a difference is chance."""

    grip: Grip
    before: int
    now: int
    band: float

    @property
    def is_clear(self) -> bool:
        """Whether the difference is more than chance."""
        return abs(self.now - self.before) > self.band


def changes(before: Reach, now: Reach) -> tuple[ReachChange, ...]:
    """The change of each grip that could be played with both times, in the order of `now`."""
    found: list[ReachChange] = []
    for one in now.grips:
        then = before.of(one.grip)
        if one.able and then is not None and then.able:
            band = BAND_ERRORS * math.hypot(_error(then), _error(one))
            found.append(ReachChange(one.grip, then.presses, one.presses, band))
    return tuple(found)


def new_grips(before: Reach, now: Reach) -> tuple[Grip, ...]:
    """The grips that can be played with now, and could not when they were asked for then."""
    return tuple(
        grip for grip in now.able if (then := before.of(grip)) is not None and not then.able
    )


def _error(one: GripReach) -> float:
    """The standard error of a count; never less than that of counting whole pinches."""
    evenness = UNTOLD_EVENNESS if one.evenness is None else one.evenness
    by_itself = evenness * math.sqrt(one.presses)
    return max(math.hypot(by_itself, DAILY * one.presses), 0.5)
