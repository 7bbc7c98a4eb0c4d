"""The cheapest path is the one that trying all of them finds."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.best_path import best_path


@settings(max_examples=60)
@given(st.integers(1, 7), st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_no_other_path_is_cheaper(count: int, lanes: int, seed: int) -> None:
    dice = np.random.default_rng(seed)
    places = dice.integers(-20, 20, (count, lanes))
    moves = dice.integers(0, 20, (count - 1, lanes, lanes))

    def cost(path: tuple[int, ...]) -> int:
        stays = sum(int(places[place, lane]) for place, lane in enumerate(path))
        return stays + sum(int(moves[n, path[n], path[n + 1]]) for n in range(count - 1))

    found = tuple(best_path(places, moves).tolist())
    assert len(found) == count
    assert cost(found) == min(map(cost, product(range(lanes), repeat=count)))
