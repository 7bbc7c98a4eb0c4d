"""Early, on time and late are counted as the points are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play.result import result_of
from game.play.run import Run
from game.play.score import Judgement, judgement
from game.play.spread import EARLY_BINS, ON_TIME_BINS, spread_of
from tests.play.strategies import Played, played

windows = st.sampled_from([0.02, 0.12, 0.2, 0.35])


@given(windows, st.lists(st.integers(-1000, 1000), max_size=60))
def test_every_hit_is_counted_once_and_on_its_side(window_s: float, thousandths: list[int]) -> None:
    errors = [window_s * share / 1000 for share in thousandths]
    spread = spread_of(errors, window_s)
    great = [e for e in errors if judgement(e, window_s) is Judgement.GREAT]
    others = [e for e in errors if judgement(e, window_s) is not Judgement.GREAT]
    assert spread.hits == len(errors) == spread.early + spread.on_time + spread.late
    assert spread.on_time == len(great)
    assert spread.early == sum(e < 0 for e in others)
    assert spread.late == sum(e > 0 for e in others)


@given(windows, st.lists(st.integers(-1000, 1000), max_size=60))
def test_as_early_as_late_is_the_same_picture_turned_round(
    window_s: float, thousandths: list[int]
) -> None:
    errors = [window_s * share / 1000 for share in thousandths if share]
    there = spread_of(errors, window_s)
    back = spread_of([-e for e in errors], window_s)
    assert there.counts == back.counts[::-1]


@pytest.mark.parametrize(
    ("error_s", "place"),
    [
        (-0.2, 0),
        (-0.0501, EARLY_BINS - 1),
        (-0.05, EARLY_BINS),
        (0.0, EARLY_BINS + ON_TIME_BINS // 2),
        (0.05, EARLY_BINS + ON_TIME_BINS - 1),
        (0.0501, EARLY_BINS + ON_TIME_BINS),
        (0.2, 15),
    ],
)
def test_an_error_on_an_edge_is_in_the_inner_bin(error_s: float, place: int) -> None:
    assert spread_of([error_s], 0.2).counts[place] == 1


@given(played())
def test_the_spread_of_a_run_has_all_its_hits(run: Played) -> None:
    done = Run(run.chart, Window(run.window_s))
    for pinch in run.pinches:
        if pinch.down:
            done.press(pinch.time_s, pinch.grip)
    done.finish()
    result = result_of(run.chart, done.replay())
    assert result.spread.hits == result.score.hits


class Window:
    """As much of a level as a run asks for."""

    def __init__(self, hit_window_s: float) -> None:
        self.hit_window_s = hit_window_s
