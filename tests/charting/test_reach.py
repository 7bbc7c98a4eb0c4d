"""Climbs that are too fast and too long for four fingers lose their lightest note, no others do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.reach import in_reach

NEAR, FAR, SAME_GAP = 2500, 5000, 3300


def kept(
    pitches: Sequence[int], gaps: Sequence[int] | int = NEAR, weights: Sequence[int] | None = None
) -> list[int]:
    """The places kept; `gaps` in steps of 0.1 ms, one for all or one before each note but one."""
    each = [gaps] * (len(pitches) - 1) if isinstance(gaps, int) else gaps
    times = [0]
    for gap in each:
        times.append(times[-1] + gap)
    return in_reach(range(len(pitches)), times, pitches, weights or [10] * len(pitches), SAME_GAP)


def test_as_many_notes_as_fingers_stay() -> None:
    assert kept([60, 62, 64, 65, 64, 62, 60, 62, 64, 65]) == list(range(10))
    assert kept([]) == []


def test_one_more_loses_the_lightest() -> None:
    assert kept([60, 62, 64, 65, 67], weights=[9, 9, 5, 4, 9]) == [0, 1, 2, 4]
    assert kept([67, 65, 64, 62, 60], weights=[9, 3, 5, 4, 9]) == [0, 2, 3, 4]


def test_slow_enough_all_stay() -> None:
    assert kept([60, 62, 64, 65, 67, 69, 71, 72], FAR) == list(range(8))
    assert kept([60, 62, 64, 65, 67], [NEAR, NEAR, FAR, NEAR]) == list(range(5))


def test_a_slow_step_on_the_way_gives_no_finger_back() -> None:
    """The hand may stay, but not go back: four fingers for three quick steps, wherever."""
    gaps = [NEAR, NEAR, NEAR, FAR, NEAR]
    assert len(kept([60, 62, 64, 65, 67, 69], gaps)) == 5
    assert len(kept([60, 62, 64, 65, 65, 69], gaps)) == 5


def test_after_a_long_gap_the_hand_begins_anew() -> None:
    gaps = [NEAR, NEAR, NEAR, 26_000, NEAR, NEAR, NEAR]
    assert kept([60, 62, 64, 65, 67, 69, 71, 72], gaps) == list(range(8))


def test_two_neighbours_never_go_even_where_the_hand_must_turn_then() -> None:
    places = kept(list(range(48, 72)), 100)
    assert len(places) >= 12
    assert all(later - place <= 2 for place, later in pairwise(places))


def against(pitches: Sequence[int], times: Sequence[int], places: Sequence[int]) -> int:
    """How many moves against the tune the best way to play `places` on four lanes takes."""
    costs = [0] * 4
    for place, following in pairwise(places):
        rise = pitches[following] - pitches[place]
        near = times[following] - times[place] < SAME_GAP
        costs = [
            min(
                cost + ((to - lane) * rise < 0 or (not rise and to != lane))
                for lane, cost in enumerate(costs)
                if not (near and to == lane)
            )
            for to in range(4)
        ]
    return min(costs)


TUNES = st.lists(
    st.tuples(st.integers(60, 66), st.sampled_from([NEAR, NEAR, NEAR, FAR])),
    min_size=2,
    max_size=12,
)


@settings(max_examples=80)
@given(TUNES, st.data())
def test_the_tune_can_be_played_and_as_little_as_possible_is_left_out(
    tune: list[tuple[int, int]], data: st.DataObject
) -> None:
    pitches = [pitch for pitch, _ in tune]
    times = [0]
    for (pitch, _), (following, gap) in pairwise(tune):
        times.append(times[-1] + (FAR if pitch == following else gap))
    weights = data.draw(st.lists(st.integers(1, 9), min_size=len(tune), max_size=len(tune)))
    every = range(len(tune))
    found = in_reach(every, times, pitches, weights, SAME_GAP)
    assert against(pitches, times, found) == 0
    left_out = sum(weights) - sum(weights[place] for place in found)
    for count in range(3):
        for gone in combinations(every, count):
            rest = [place for place in every if place not in gone]
            if against(pitches, times, rest) == 0 and _apart(gone):
                assert sum(weights[place] for place in gone) >= left_out


def _apart(places: Sequence[int]) -> bool:
    return all(later - place > 1 for place, later in pairwise(places))
