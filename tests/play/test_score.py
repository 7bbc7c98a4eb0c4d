"""Points, accuracy and stars as numbers. `docs/score.md` says the same in words."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play.score import Judgement, Score, hit_points, judgement, stars

WINDOWS_S = (0.02, 0.12, 0.2, 0.35, 1.0)


def curve(share: float) -> float:
    """The curve as `docs/score.md` gives it."""
    if share <= 0.25:
        return 100
    u = (share - 0.25) / 0.75
    return 100 - 50 * (3 * u**2 - 2 * u**3)


class TestHitPoints:
    @pytest.mark.parametrize(
        ("share", "points"),
        [(0, 100), (0.25, 100), (0.4, 95), (0.5, 87), (0.625, 75), (0.75, 63), (0.85, 55), (1, 50)],
    )
    def test_along_the_curve(self, share: float, points: int) -> None:
        for window_s in WINDOWS_S:
            assert hit_points(share * window_s, window_s) == points
            assert hit_points(-share * window_s, window_s) == points

    @pytest.mark.parametrize("window_s", WINDOWS_S)
    def test_at_the_shoulder_and_the_edge_to_the_microsecond(self, window_s: float) -> None:
        assert hit_points(window_s / 4 + 1e-6, window_s) == 100
        assert hit_points(window_s - 1e-6, window_s) == 50
        assert hit_points(window_s, window_s) == 50

    @pytest.mark.parametrize("window_s", WINDOWS_S)
    def test_falls_and_never_jumps(self, window_s: float) -> None:
        points = [hit_points(place / 1000 * window_s, window_s) for place in range(1001)]
        assert all(0 <= before - after <= 1 for before, after in pairwise(points))
        assert set(points) == set(range(50, 101))

    def test_is_level_at_both_ends_and_steepest_in_the_middle(self) -> None:
        falls = [hit_points(s / 20, 1.0) - hit_points((s + 1) / 20, 1.0) for s in range(5, 20)]
        assert falls[0] <= 1
        assert falls[-1] <= 1
        assert max(falls) == max(falls[5:10])

    @given(error_us=st.integers(-350_000, 350_000))
    def test_is_the_curve_rounded(self, error_us: int) -> None:
        points = hit_points(error_us / 1e6, 0.35)
        assert points == pytest.approx(curve(abs(error_us) / 350_000), abs=0.5 + 1e-9)

    @given(error_s=st.floats(-0.35, 0.35))
    def test_early_is_worth_what_late_is(self, error_s: float) -> None:
        assert hit_points(error_s, 0.35) == hit_points(-error_s, 0.35)

    @given(st.floats(-1000, 1000))
    def test_never_leaves_fifty_to_a_hundred(self, error_s: float) -> None:
        assert 50 <= hit_points(error_s, 0.12) <= 100


@given(first=st.integers(0, 200_000), second=st.integers(0, 200_000))
def test_a_better_word_never_brings_fewer_points(first: int, second: int) -> None:
    rank = [Judgement.GREAT, Judgement.GOOD, Judgement.LATE].index
    words = [judgement(error / 1e6, 0.2) for error in (first, second)]
    if rank(words[0]) < rank(words[1]):
        assert hit_points(first / 1e6, 0.2) >= hit_points(second / 1e6, 0.2)


class TestStars:
    @pytest.mark.parametrize(
        ("first", "count"), [(0.0, 0), (0.20, 1), (0.40, 2), (0.60, 3), (0.75, 4), (0.90, 5)]
    )
    def test_begin_at_their_accuracy(self, first: float, count: int) -> None:
        assert stars(first) == count
        if first:
            assert stars(math.nextafter(first, 0)) == count - 1

    def test_all_of_it_is_five(self) -> None:
        assert stars(1.0) == 5

    @pytest.mark.parametrize("notes", [1, 3, 7, 20, 33, 60, 127, 999])
    def test_the_exact_share_is_enough_whatever_the_number_of_notes(self, notes: int) -> None:
        for percent, count in [(20, 1), (40, 2), (60, 3), (75, 4), (90, 5)]:
            score = Score(percent * notes, 100 * notes, notes, 0, notes, notes)
            short = Score(percent * notes - 1, 100 * notes, notes, 0, notes, notes)
            assert (score.stars, short.stars) == (count, count - 1)


class TestScore:
    def test_accuracy_is_the_share_of_what_the_whole_chart_can_give(self) -> None:
        score = Score(points=150, max_points=400, hits=2, passed=1, notes=4, longest_row=2)
        assert score.accuracy == 0.375
        assert score.hit_rate == pytest.approx(2 / 3)

    def test_a_chart_without_notes(self) -> None:
        score = Score(points=0, max_points=0, hits=0, passed=0, notes=0, longest_row=0)
        assert (score.accuracy, score.hit_rate, score.stars) == (0.0, 0.0, 0)
