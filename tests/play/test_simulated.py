"""The simulated player: the same for the same seed, and better the more skill it is given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.charting.chart import Chart, ChartNote, Grip
from game.play.events import OtherFinger, Sustained
from game.play.simulated import simulated_pinches, simulated_run
from tests.play.timelines import Window, chart_of

LEVEL = Window(0.2)
CHART = chart_of(
    *(
        ChartNote(0.5 * place, Grip(place % 4), 60, 0.45 if place % 10 == 0 else 0.0)
        for place in range(200)
    )
)


def accuracy(skill: float, chart: Chart = CHART) -> float:
    runs = [simulated_run(chart, LEVEL, skill, seed).score.accuracy for seed in range(5)]
    return sum(runs) / len(runs)


@given(st.floats(0, 1), st.integers(0, 2**32))
def test_the_same_seed_is_the_same_run_in_order_of_time(skill: float, seed: int) -> None:
    chart = chart_of(*CHART.notes[:20])
    pinches = simulated_pinches(chart, LEVEL, skill, seed)
    assert pinches == simulated_pinches(chart, LEVEL, skill, seed)
    times = [pinch.time_s for pinch in pinches]
    assert times == sorted(times)
    assert simulated_run(chart, LEVEL, skill, seed).replay().finished


def test_another_seed_is_another_run() -> None:
    assert simulated_pinches(CHART, LEVEL, 0.5, 1) != simulated_pinches(CHART, LEVEL, 0.5, 2)


def test_more_skill_brings_more_points() -> None:
    accuracies = [accuracy(skill) for skill in (0.0, 0.25, 0.5, 0.75, 1.0)]
    assert accuracies == sorted(accuracies)
    assert accuracies[0] < 0.4
    assert accuracies[-1] > 0.95


def test_with_all_skill_nearly_every_note_is_hit_by_its_own_finger() -> None:
    run = simulated_run(CHART, LEVEL, 1.0, seed=3)
    assert run.score.hit_rate > 0.98
    assert not any(isinstance(event, OtherFinger) for event in run.events)


def test_with_little_skill_another_finger_sometimes_comes_first() -> None:
    run = simulated_run(CHART, LEVEL, 0.2, seed=3)
    assert any(isinstance(event, OtherFinger) for event in run.events)


def test_long_notes_are_held_to_their_end() -> None:
    run = simulated_run(CHART, LEVEL, 1.0, seed=3)
    long_ones = sum(note.duration_s > 0 for note in CHART.notes)
    assert sum(isinstance(event, Sustained) for event in run.events) > 0.9 * long_ones


@given(st.floats(0, 1), st.integers(0, 2**32))
def test_every_pinch_is_let_go_and_uses_a_finger_of_the_chart(skill: float, seed: int) -> None:
    chart = chart_of(*CHART.notes[:20])
    down = dict.fromkeys(chart.grips, 0)
    for pinch in simulated_pinches(chart, LEVEL, skill, seed):
        down[pinch.grip] += 1 if pinch.down else -1
        assert down[pinch.grip] >= 0
    assert set(down.values()) == {0}


def test_a_chart_without_notes_is_over_at_once() -> None:
    assert simulated_pinches(chart_of(), LEVEL, 0.5, seed=1) == ()
    assert simulated_run(chart_of(), LEVEL, 0.5, seed=1).is_over


@pytest.mark.parametrize("skill", [-0.01, 1.01, float("nan")])
def test_a_skill_that_is_none_is_refused(skill: float) -> None:
    with pytest.raises(ValueError, match="skill is between 0 and 1"):
        simulated_pinches(CHART, LEVEL, skill, seed=1)
