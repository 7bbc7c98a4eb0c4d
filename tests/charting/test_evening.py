"""Evening out: groups stay whole, every step helps, and it ends where no other step would."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.evening import BEYOND, SHARE_UNIT, SLACK, WITHIN, Evener, IntArray


def even_shares(count: int) -> IntArray:
    return np.full(count, SHARE_UNIT // count, dtype=np.int64)


def no_costs(notes: int, count: int) -> tuple[IntArray, IntArray]:
    return (
        np.zeros((notes, count), dtype=np.int64),
        np.zeros((notes - 1, count, count), dtype=np.int64),
    )


def evened(groups: list[int], lanes: list[int], count: int) -> list[int]:
    """`lanes` evened where nothing but the shares costs anything."""
    places, moves = no_costs(len(groups), count)
    evener = Evener(places, moves, np.array(groups), even_shares(count))
    return evener.evened(np.array(lanes)).tolist()


def test_a_finger_with_too_much_to_do_hands_over() -> None:
    assert sorted(evened([0, 1, 2, 3, 4, 5, 6, 7], [0] * 8, 4)) == [0, 0, 1, 1, 2, 2, 3, 3]


def test_notes_of_one_group_move_together() -> None:
    lanes = evened([0, 1, 2, 0, 1, 2, 0, 1, 3, 3], [0] * 10, 2)
    assert lanes[0] == lanes[3] == lanes[6]
    assert lanes[1] == lanes[4] == lanes[7]
    assert lanes.count(0) == 5


def test_a_group_that_is_split_comes_together() -> None:
    lanes = evened([0, 0, 0, *range(1, 28)], [0, 0, 1] + [0] * 13 + [1] * 14, 2)
    assert len(set(lanes[:3])) == 1
    assert lanes.count(0) in {14, 15, 16}


def test_two_groups_change_places_where_one_alone_does_not_help() -> None:
    """Five and three against one and three: only three for one makes them even."""
    groups = [0] * 5 + [1] * 3 + [2] * 1 + [3] * 3
    lanes = evened(groups, [0] * 8 + [1] * 4, 2)
    assert lanes.count(0) == 6


def test_what_costs_more_than_it_evens_stays() -> None:
    places, moves = no_costs(8, 2)
    places[:, 1] = 10_000
    evener = Evener(places, moves, np.arange(8), even_shares(2))
    assert evener.evened(np.zeros(8, dtype=np.int64)).tolist() == [0] * 8


def test_shares_need_not_be_alike() -> None:
    places, moves = no_costs(10, 2)
    evener = Evener(places, moves, np.arange(10), np.array([8000, 2000]))
    assert np.bincount(evener.evened(np.zeros(10, dtype=np.int64))).tolist() == [8, 2]


@settings(max_examples=60)
@given(st.integers(2, 14), st.integers(2, 4), st.integers(0, 2**32 - 1))
def test_it_ends_where_moving_no_other_group_would_help(notes: int, count: int, seed: int) -> None:
    dice = np.random.default_rng(seed)
    places = dice.integers(0, 300, (notes, count))
    moves = dice.integers(0, 600, (notes - 1, count, count))
    groups = np.unique(dice.integers(0, notes, notes), return_inverse=True)[1]
    shares = even_shares(count)

    def cost(lanes: IntArray) -> int:
        stays = sum(int(places[note, lane]) for note, lane in enumerate(lanes))
        goes = sum(int(moves[n, a, b]) for n, (a, b) in enumerate(pairwise(lanes)))
        off = np.abs(np.bincount(lanes, minlength=count) * SHARE_UNIT - shares * notes)
        beyond = np.maximum(off - SLACK * notes, 0)
        return stays + goes + int((WITHIN * off + BEYOND * beyond).sum() // SHARE_UNIT)

    start = dice.integers(0, count, int(groups.max()) + 1)[groups]
    found = Evener(places, moves, groups, shares).evened(start)
    assert cost(found) <= cost(start)
    for group in range(int(groups.max()) + 1):
        assert len(set(found[groups == group].tolist())) == 1
        for lane in range(count):
            assert cost(np.where(groups == group, lane, found)) >= cost(found)
