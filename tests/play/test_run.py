"""A run keeps engine, score, race and recording in step."""

from __future__ import annotations

import math

import pytest
from hypothesis import given

from game.charting.chart import ChartNote, Grip
from game.play.events import Hit, Pinch
from game.play.replay import decode
from game.play.run import Run
from tests.play.strategies import Played, played
from tests.play.timelines import Window, act, chart_at, chart_of


def test_before_the_first_moment_nothing_has_happened() -> None:
    run = Run(chart_at(1.0), Window())
    assert run.now_s is None
    assert (run.row, run.score.points, run.events, run.is_over) == (0, 0, [], False)
    assert run.replay().pinches == ()
    assert not run.replay().finished


def test_each_call_gives_its_own_events_and_all_are_kept() -> None:
    run = Run(chart_at(1.0, 2.0), Window())
    first = run.press(1.0, Grip.INDEX)
    second = run.release(1.1, Grip.INDEX) + run.advance(1.5) + run.press(2.05, Grip.INDEX)
    assert [type(event) for event in first + second] == [Hit, Hit]
    assert run.events == first + second
    assert (run.now_s, run.row, run.is_over) == (2.05, 2, True)
    assert run.score.hits == 2


def test_pinches_are_kept_at_the_microsecond_they_were_judged_at() -> None:
    run = Run(chart_at(1.0), Window())
    events = run.press(1.00000049, Grip.INDEX)
    assert run.replay().pinches == (Pinch(1.0, Grip.INDEX, down=True),)
    assert events == [Hit(1.0, 0, Grip.INDEX, 0.0)]


def test_the_replay_of_an_unfinished_run_says_so() -> None:
    run = Run(chart_at(1.0, 2.0), Window())
    run.press(1.0, Grip.INDEX)
    run.advance(1.25)
    assert (run.replay().finished, run.replay().ended_s) == (False, 1.25)
    run.finish()
    assert run.replay().finished
    assert run.score.passed == 1


@pytest.mark.parametrize("time_s", [math.nan, math.inf, 0.5])
def test_a_refused_pinch_leaves_no_trace(time_s: float) -> None:
    run = Run(chart_at(1.0), Window())
    run.advance(0.9)
    with pytest.raises(ValueError, match="time"):
        run.press(time_s, Grip.INDEX)
    assert run.replay().pinches == ()
    assert run.now_s == 0.9
    assert len(run.press(1.0, Grip.INDEX)) == 1


def test_a_run_without_notes_is_over_at_once() -> None:
    run = Run(chart_of(), Window())
    assert run.is_over
    assert run.finish() == []
    assert (run.score.accuracy, run.score.hit_rate, run.score.stars) == (0.0, 0.0, 0)


def test_a_run_is_not_over_while_a_finger_holds() -> None:
    run = Run(chart_of(ChartNote(1.0, Grip.INDEX, 60, 0.5)), Window())
    run.press(1.0, Grip.INDEX)
    assert not run.is_over
    run.release(1.4, Grip.INDEX)
    assert run.is_over


@given(played())
def test_score_and_row_are_those_of_the_events(run: Played) -> None:
    live = Run(run.chart, Window(run.window_s))
    for pinch in run.pinches:
        act(live, pinch)
    live.finish()
    assert live.score.hits == sum(isinstance(event, Hit) for event in live.events)
    assert 0 <= live.row <= live.score.longest_row
    assert decode(live.replay().encode()).pinches == tuple(run.pinches)
