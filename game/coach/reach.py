"""What a hand can do today, finger by finger: how it is written down, and read again.

How quick a finger is, is told by how often it came in `COUNT_S`, at a pace that was comfortable.
For comparison: at about 69 years healthy index fingers tap 48.8 times (SD 11.7, right hand) in that
time when they are asked to be as quick as they can (National Survey of Health and Development).

How even it is, is told by 1.4826 times the median absolute deviation of the times between pinches,
divided by their median. For evenly scattered times that is their coefficient of variation; but one
pause to shake the hand out, which doubles the usual coefficient of twenty pinches, hardly moves it
(Arachchige, Prendergast, Staudte: Robust analogs to the coefficient of variation, J Appl Stat 2022,
doi 10.1080/02664763.2020.1808599).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Annotated

import msgspec

from game.charting.chart import Grip, lane_order
from game.settings import Hand

COUNT_S = 10.0
"""So long pinches are counted."""
TRIES = 3
"""So many pinches show that a finger can be played with."""
LEAST_INTERVALS = 5
"""Fewer tell nothing about evenness."""
_MAD_TO_SD = 1.4826
"""What the median absolute deviation of a normal distribution has to be multiplied with."""
_MS = 1000


@dataclass(frozen=True, slots=True)
class GripReach:
    """What was found out about one grip.

    `able` is whether it can be played with today; a finger that rests is not. `tries` are the
    pinches that were asked for at first, up to `TRIES`, `presses` those counted in `COUNT_S`, the
    first of which started the clock, `intervals_ms` the times between them: one fewer. `instead`
    tells how often which other finger came when this one was asked for.
    """

    grip: Grip
    able: bool
    tries: int = 0
    presses: int = 0
    intervals_ms: tuple[int, ...] = ()
    instead: Mapping[Grip, int] = field(default_factory=dict[Grip, int])

    def __post_init__(self) -> None:
        if len(self.intervals_ms) != max(self.presses - 1, 0):
            raise ValueError("between so many presses there is another number of intervals")

    @property
    def pace_per_s(self) -> float:
        """Pinches a second: those that came after the one that started the clock."""
        return max(self.presses - 1, 0) / COUNT_S

    @property
    def spread_s(self) -> float | None:
        """How far the times between pinches scatter, as a standard deviation in seconds.

        None with too few pinches to tell.
        """
        if len(self.intervals_ms) < LEAST_INTERVALS:
            return None
        middle = median(self.intervals_ms)
        away = median(abs(one - middle) for one in self.intervals_ms)
        return _MAD_TO_SD * away / _MS

    @property
    def evenness(self) -> float | None:
        """`spread_s` as a share of the usual time between pinches: 0 is perfectly even.

        None with too few pinches to tell.
        """
        spread_s, middle_ms = self.spread_s, median(self.intervals_ms or (0,))
        return None if spread_s is None or not middle_ms else spread_s * _MS / middle_ms


@dataclass(frozen=True, slots=True)
class Reach:
    """What was found out about a hand: one entry for each grip that was asked for, in that order.

    Raises `ValueError` if a grip is there twice.
    """

    hand: Hand
    grips: tuple[GripReach, ...]

    def __post_init__(self) -> None:
        if len({one.grip for one in self.grips}) != len(self.grips):
            raise ValueError("each grip is asked for once")

    @property
    def able(self) -> tuple[Grip, ...]:
        """The grips that can be played with today, in lane order."""
        return lane_order(one.grip for one in self.grips if one.able)

    @property
    def possible(self) -> tuple[Grip, ...]:
        """The grips that can be played with, as far as anybody has asked, in lane order."""
        resting = {one.grip for one in self.grips if not one.able}
        return lane_order(grip for grip in Grip if grip not in resting)

    @property
    def is_empty(self) -> bool:
        """Whether not one pinch came, of no finger: that says nothing about the hand."""
        return not any(one.tries or one.presses or one.instead for one in self.grips)

    def of(self, grip: Grip) -> GripReach | None:
        """What was found out about `grip`; None if it was not asked for."""
        return next((one for one in self.grips if one.grip is grip), None)


Count = Annotated[int, msgspec.Meta(ge=0, le=1000)]
Interval = Annotated[int, msgspec.Meta(ge=0, le=10_000)]


class _Finger(msgspec.Struct, frozen=True):
    grip: str
    able: bool
    tries: Count
    presses: Count
    intervals_ms: tuple[Interval, ...]
    instead: dict[str, Count] = {}


class _Stored(msgspec.Struct, frozen=True):
    hand: Hand
    fingers: Annotated[tuple[_Finger, ...], msgspec.Meta(max_length=20)]


def reach_json(reach: Reach) -> str:
    """`reach` as JSON, for `records.checks`."""
    fingers = tuple(
        _Finger(
            grip=one.grip.name.lower(),
            able=one.able,
            tries=one.tries,
            presses=one.presses,
            intervals_ms=one.intervals_ms,
            instead={grip.name.lower(): count for grip, count in one.instead.items()},
        )
        for one in reach.grips
    )
    return msgspec.json.encode(_Stored(reach.hand, fingers)).decode()


def reach_from(found: str) -> Reach | None:
    """What `reach_json` gave; None for anything else, such as damaged records.

    What a later edition has added, be it fields or grips, is passed over.
    """
    try:
        stored = msgspec.json.decode(found, type=_Stored)
        grips = tuple(_grip_reach(one) for one in stored.fingers if _grip(one.grip) is not None)
        return Reach(stored.hand, grips)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def _grip_reach(stored: _Finger) -> GripReach:
    named = {_grip(name): count for name, count in stored.instead.items()}
    return GripReach(
        grip=Grip[stored.grip.upper()],
        able=stored.able,
        tries=stored.tries,
        presses=stored.presses,
        intervals_ms=stored.intervals_ms,
        instead={grip: count for grip, count in named.items() if grip is not None},
    )


def _grip(name: str) -> Grip | None:
    return Grip.__members__.get(name.upper())
