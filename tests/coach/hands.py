"""Hands for tests of reach and of what is proposed."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from game.charting.chart import Grip
from game.coach.reach import COUNT_S, TRIES, GripReach, Reach
from game.settings import Hand


def counted(grip: Grip, presses: int, unevenness: float = 0.0) -> GripReach:
    """A finger that came so often in the time, evenly or with intervals shorter and longer by a
    share in turn."""
    gap_ms = 1000 * COUNT_S / max(presses, 1)
    turns = (1 - unevenness, 1.0, 1 + unevenness)
    intervals = tuple(round(gap_ms * turns[number % 3]) for number in range(max(presses - 1, 0)))
    return GripReach(grip, True, TRIES, presses, intervals)


def resting(grip: Grip) -> GripReach:
    """A finger that rests today."""
    return GripReach(grip, False)


def hand_of(presses: Mapping[Grip, int | None], unevenness: float = 0.0) -> Reach:
    """A hand whose fingers came so often; None for one that rests."""
    return Reach(
        Hand.RIGHT,
        tuple(
            resting(grip) if count is None else counted(grip, count, unevenness)
            for grip, count in presses.items()
        ),
    )


@st.composite
def reaches(draw: st.DrawFn) -> Reach:
    """Any reach: any grips in any order, able or not, however quick and uneven."""
    grips = draw(st.lists(st.sampled_from(tuple(Grip)), unique=True, max_size=5))
    found: list[GripReach] = []
    for grip in grips:
        intervals = draw(st.lists(st.integers(100, 4000), max_size=60).map(tuple))
        others = [other for other in Grip if other is not grip]
        found.append(
            GripReach(
                grip=grip,
                able=draw(st.booleans()),
                tries=draw(st.integers(0, TRIES)),
                presses=len(intervals) + 1 if intervals else draw(st.integers(0, 1)),
                intervals_ms=intervals,
                instead=draw(st.dictionaries(st.sampled_from(others), st.integers(1, 9))),
            )
        )
    return Reach(draw(st.sampled_from(Hand)), tuple(found))
