"""Notes by themselves say what the statistics of a run say together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from game.play.judged import judged_notes
from game.play.result import result_of
from game.play.simulated import simulated_run
from tests.records.making import WINDOW_S, chart_of


class _Window:
    hit_window_s = WINDOW_S


@settings(max_examples=30)
@given(st.integers(0, 12), st.floats(0, 1), st.integers(0, 1000))
def test_judged_notes_agree_with_the_result(notes: int, skill: float, seed: int) -> None:
    chart = chart_of(notes)
    replay = simulated_run(chart, _Window(), skill, seed).replay()
    result = result_of(chart, replay)
    judged = judged_notes(chart, replay)
    assert len(judged) == result.score.hits + result.score.passed
    assert sum(one.error_s is not None for one in judged) == result.score.hits
    assert sum(one.came_instead is not None for one in judged) == sum(
        one.count for one in result.statistics.came_instead
    )
    assert [one.number for one in judged] == sorted({one.number for one in judged})
