"""The cheapest way through a row of places, one of a few lanes at each: Viterbi's search.

Solved by halves instead of note by note: the costs of two neighbouring stretches make those of
both together, for all pairs at once. That is a handful of numpy calls however long the tune is.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]

_NEVER = 2**50


def best_path(places: IntArray, moves: IntArray) -> IntArray:
    """The lane at each place, so that the sum of costs is least; of equal ones always the same.

    `places[i, lane]` is the cost of a lane at place i, `moves[i, a, b]` of going from lane a at
    place i to lane b at the next. There must be at least one place.
    """
    lanes = places.shape[1]
    stretches = [moves + places[1:, None, :]]
    middles: list[IntArray] = []
    while len(stretches[-1]) > 1:
        joined, middle = _joined(_even(stretches[-1], lanes))
        stretches.append(joined)
        middles.append(middle)
    whole = stretches[-1][0] if len(moves) else _standing(lanes)
    ends = np.argmin(places[0][:, None] + whole)
    path = np.array(np.divmod(ends, lanes), dtype=np.int64)
    for middle in reversed(middles):
        between = middle[np.arange(len(middle)), path[:-1], path[1:]]
        wider = np.empty(len(path) + len(between), dtype=np.int64)
        wider[0::2], wider[1::2] = path, between
        path = wider[: len(stretches[len(middles) - 1]) + 1]
        middles = middles[:-1]
    return path[: len(places)]


def _even(stretches: IntArray, lanes: int) -> IntArray:
    """An even number of stretches: a last one that stays where it is, if need be."""
    if len(stretches) % 2 == 0:
        return stretches
    return np.concatenate((stretches, _standing(lanes)[None]))


def _standing(lanes: int) -> IntArray:
    return np.where(np.eye(lanes, dtype=np.bool_), 0, _NEVER).astype(np.int64)


def _joined(stretches: IntArray) -> tuple[IntArray, IntArray]:
    """Each two neighbouring stretches as one, and the lane between them: [pair, from, to]."""
    through = stretches[0::2, :, :, None] + stretches[1::2, None, :, :]
    middle = through.argmin(axis=2)
    joined = np.take_along_axis(through, middle[:, :, None, :], axis=2)[:, :, 0, :]
    return joined, middle
