"""Which notes must go so that the fingers can climb with the tune: as light ones as possible.

Two notes too close for one finger need two. A tune that climbs by more such notes than there are
fingers would make the hand turn back while the tune goes on; leaving out one note gives it the
time to stay on a finger instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from game.charting.chart import TICKS_PER_S

FINGERS = 4
"""However many are in use, so that charts for fewer fingers hold no note that others lack."""
TOGETHER_S = 2.5
"""Across a longer gap the hand may begin anew."""
_TURN = 10**9
"""What it costs that the hand turns back after all; more than any notes."""

_Climb = tuple[int, int]
"""How many fingers the climb so far takes at least, and which way it goes: 1, -1, or 0 for none."""
_START: _Climb = (1, 0)
_Way = tuple[int, int, _Climb]
"""The cheapest way to a note: its cost, the place of the note before (-1: none) and its climb."""


def in_reach(
    kept: Sequence[int],
    times: Sequence[int],
    pitches: Sequence[int],
    weights: Sequence[int],
    same_gap: int,
) -> list[int]:
    """The lightest notes left out of `kept` so that no climb takes more than `FINGERS` fingers.

    `kept` are indices, in order of time, into `times` (as played, in steps of 0.1 ms), `pitches`
    and `weights`. Two notes less than `same_gap` apart need two fingers. Never are two neighbours
    left out; where that doesn't do, the climb stays.
    """
    search = _Search(
        [times[index] for index in kept],
        [pitches[index] for index in kept],
        [weights[index] for index in kept],
        same_gap,
    )
    if search.all_in_reach():
        return list(kept)
    return [kept[place] for place in search.lightest()]


class _Search:
    def __init__(
        self, times: list[int], pitches: list[int], weights: list[int], same_gap: int
    ) -> None:
        self._times, self._pitches, self._weights = times, pitches, weights
        self._same_gap = same_gap

    def all_in_reach(self) -> bool:
        climb = _START
        for place, following in pairwise(range(len(self._times))):
            climb = self._after(climb, place, following)
            if climb[0] > FINGERS:
                return False
        return True

    def lightest(self) -> list[int]:
        """The places of the notes that stay; there are more than `FINGERS` to choose from."""
        ways: list[dict[_Climb, _Way]] = [{} for _ in self._times]
        ways[0][_START] = (0, -1, _START)
        ways[1][_START] = (self._weights[0], -1, _START)
        for place, here in enumerate(ways):
            for climb, (cost, _, _) in here.items():
                for following in range(place + 1, min(place + 3, len(ways))):
                    left_out = sum(self._weights[place + 1 : following])
                    after, turns = self._stepped(climb, place, following)
                    way = (cost + left_out + turns, place, climb)
                    known = ways[following].get(after)
                    if known is None or way[0] < known[0]:
                        ways[following][after] = way
        return self._traced(ways)

    def _traced(self, ways: Sequence[dict[_Climb, _Way]]) -> list[int]:
        last = len(ways) - 1
        ends = [(way[0], last, climb) for climb, way in ways[last].items()]
        ends += [
            (way[0] + self._weights[last], last - 1, climb) for climb, way in ways[last - 1].items()
        ]
        _, place, climb = min(ends)
        places: list[int] = []
        while place >= 0:
            places.append(place)
            _, place, climb = ways[place][climb]
        return places[::-1]

    def _stepped(self, climb: _Climb, place: int, following: int) -> tuple[_Climb, int]:
        """The climb after a step, and what it costs: nothing, or that the hand turns back."""
        after = self._after(climb, place, following)
        if after[0] > FINGERS:
            return (2, after[1]), _TURN
        again = self._pitches[place] == self._pitches[following]
        return after, _TURN if again and self._is_near(place, following) else 0

    def _after(self, climb: _Climb, place: int, following: int) -> _Climb:
        if self._times[following] - self._times[place] > round(TOGETHER_S * TICKS_PER_S):
            return _START
        rise = self._pitches[following] - self._pitches[place]
        if not rise:
            return climb
        fingers, way = climb
        near = self._is_near(place, following)
        if (rise > 0) == (way > 0) and way:
            return fingers + near, way
        return 1 + near, 1 if rise > 0 else -1

    def _is_near(self, place: int, following: int) -> bool:
        return self._times[following] - self._times[place] < self._same_gap
