"""Evens out how much the fingers have to do: notes that belong together change finger together.

The prices of `game.charting.fingering` move many notes at a time. From the path they lead to,
each step here moves the one group of notes for which it is worth most, or two that only help
together, until nothing helps.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]

SHARE_UNIT = 10_000
"""Shares are in ten-thousandths."""
SLACK = 400
"""So far off its share a finger may be for little,"""
WITHIN, BEYOND = 40, 600
"""`WITHIN` a note; each note beyond costs that and `BEYOND`."""
DISSENT = 100
"""What each note is worth that joins the others of its group."""
MOST_STEPS = 80
PAIRS_UP_TO, PAIRS_TRIED = 200, 150
"""Where moving one group helps no more, two are moved at a time: up to so many groups times lanes,
and of all pairs these, the most promising."""


class Evener:
    """Evens the lanes of one tune; costs as in `game.charting.best_path`.

    `groups` has a number, from 0 without gaps, for each note; notes of one number move together.
    `shares` are those that the lanes should get, in units of 1 / `SHARE_UNIT`.
    """

    def __init__(
        self, places: IntArray, moves: IntArray, groups: IntArray, shares: IntArray
    ) -> None:
        self._places, self._moves, self._groups = places, moves, groups
        self._shares = shares
        self._notes, self._count = places.shape
        self._all: IntArray = np.arange(self._notes, dtype=np.int64)
        self._sizes = np.bincount(groups)
        every: IntArray = np.arange(self._count, dtype=np.int64)
        self._inside = (groups[:-1] == groups[1:])[:, None]
        self._staying = np.where(self._inside, moves[:, every, every], 0)

    def evened(self, lanes: IntArray) -> IntArray:
        """`lanes`, one for each note, after as many moves as help; the same for the same."""
        for _ in range(MOST_STEPS):
            worth, change = self._moved(lanes)
            counts = np.bincount(lanes, minlength=self._count)
            now = self._unfair(counts)
            total = worth + self._unfair(counts + change) - now
            best = int(total.argmin())
            if total[best] < 0:
                lanes = self._with(lanes, np.array([best]))[0]
                continue
            after = self._pair_moved(lanes, worth, change)
            if after is None:
                break
            lanes = after
        return lanes

    def _moved(self, lanes: IntArray) -> tuple[IntArray, IntArray]:
        """What putting a group on a lane changes: the cost, and how many notes each lane has.

        Group g on lane a is at g * lanes + a.
        """
        each, edges = self._all, self._all[:-1]
        costs = self._places.copy()
        costs[1:] += np.where(self._inside, self._staying, self._moves[edges, lanes[:-1]])
        costs[:-1] += np.where(self._inside, 0, self._moves[edges, :, lanes[1:]])
        now = self._places[each, lanes]
        between = self._moves[edges, lanes[:-1], lanes[1:]]
        now[1:] += between
        now[:-1] += np.where(self._inside[:, 0], 0, between)
        worth = np.zeros((len(self._sizes), self._count), dtype=np.int64)
        np.add.at(worth, self._groups, costs - now[:, None])
        there = np.zeros_like(worth)
        np.add.at(there, (self._groups, lanes), 1)
        worth -= DISSENT * (self._sizes - there.max(axis=1))[:, None]
        to = np.eye(self._count, dtype=np.int64)
        change = self._sizes[:, None, None] * to - there[:, None, :]
        return worth.ravel(), change.reshape(-1, self._count)

    def _pair_moved(self, lanes: IntArray, worth: IntArray, change: IntArray) -> IntArray | None:
        """`lanes` with two groups moved that are worth most together; None if none are."""
        counts = np.bincount(lanes, minlength=self._count)
        uneven = np.abs(counts * SHARE_UNIT - self._shares * self._notes) > SLACK * self._notes
        if len(worth) > PAIRS_UP_TO or not uneven.any():
            return None
        one, other = np.triu_indices(len(worth), 1)
        fairer = self._unfair(counts + change[one] + change[other]) - self._unfair(counts)
        useful = (one // self._count != other // self._count) & (fairer < 0)
        one, other, fairer = one[useful], other[useful], fairer[useful]
        hoped = worth[one] + worth[other] + fairer
        likely = np.argsort(hoped, kind="stable")[:PAIRS_TRIED]
        if not len(likely):
            return None
        pairs = np.stack((one[likely], other[likely]), axis=1)
        moved = self._with(lanes, pairs)
        total = self._cost(moved) - self._cost(lanes[None]) + fairer[likely]
        best = int(total.argmin())
        return moved[best] if total[best] < 0 else None

    def _with(self, lanes: IntArray, moved: IntArray) -> IntArray:
        """For each row of `moved`, `lanes` with those groups on those lanes."""
        rows = np.repeat(lanes[None], len(moved), axis=0)
        for column in np.atleast_2d(moved.T):
            of_group = column[:, None] // self._count == self._groups
            rows = np.where(of_group, column[:, None] % self._count, rows)
        return rows

    def _cost(self, rows: IntArray) -> IntArray:
        places = self._places[self._all, rows].sum(axis=1)
        return places + self._moves[self._all[:-1], rows[:, :-1], rows[:, 1:]].sum(axis=1)

    def _unfair(self, counts: IntArray) -> IntArray:
        """What it costs that the lanes have `counts` notes (the last axis) and not their shares."""
        off = np.abs(counts * SHARE_UNIT - self._shares * self._notes)
        beyond = np.maximum(off - SLACK * self._notes, 0)
        return (WITHIN * off + BEYOND * beyond).sum(axis=-1) // SHARE_UNIT
