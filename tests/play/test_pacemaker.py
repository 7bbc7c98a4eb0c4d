"""The race: the pacemaker shows what the best run's own score showed at every moment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.play.engine import on_microsecond
from game.play.events import Pinch
from game.play.pacemaker import Pacemaker
from game.play.replay import Replay, ReplayError
from game.play.result import result_of
from game.play.run import Run
from tests.play.strategies import Played, moments, pinches_near, played
from tests.play.timelines import Timeline, Window, act, chart_at, replay_of


def points_shown(run: Played, frames: list[float]) -> list[int]:
    """What the score showed at each of `frames` while `run` was being played."""
    live = Run(run.chart, Window(run.window_s))
    waiting = list(run.pinches)
    shown: list[int] = []
    for frame in frames:
        while waiting and waiting[0].time_s <= frame:
            act(live, waiting.pop(0))
        live.advance(frame)
        shown.append(live.score.points)
    return shown


@given(run=played(), frames=moments().map(lambda times: [on_microsecond(t) for t in times]))
def test_is_the_score_of_the_best_run_at_every_moment(run: Played, frames: list[float]) -> None:
    best = replay_of(run.chart, run.pinches, run.window_s)
    pacemaker = Pacemaker(run.chart, best)
    assert [pacemaker.advance(frame) for frame in frames] == points_shown(run, frames)
    assert pacemaker.finish() == pacemaker.points == result_of(run.chart, best).score.points


@given(run=played(), again=st.data())
def test_the_race_ends_with_both_final_scores(run: Played, again: st.DataObject) -> None:
    window_ms = round(run.window_s * 1000)
    best = replay_of(run.chart, run.pinches, run.window_s)
    race = Run(run.chart, Window(run.window_s), best)
    for pinch in again.draw(pinches_near(run.chart, window_ms)):
        act(race, pinch)
    race.finish()
    assert race.best_points == result_of(run.chart, best).score.points
    assert race.score == result_of(run.chart, race.replay()).score


@given(played())
def test_the_same_run_again_is_neither_ahead_nor_behind(run: Played) -> None:
    best = replay_of(run.chart, run.pinches, run.window_s)
    race = Run(run.chart, Window(run.window_s), best)
    last_at = {pinch.time_s: place for place, pinch in enumerate(run.pinches)}
    for place, pinch in enumerate(run.pinches):
        act(race, pinch)
        if last_at[pinch.time_s] == place:
            assert race.best_points == race.score.points
    race.finish()
    assert race.best_points == race.score.points


def test_ahead_and_behind_as_the_race_goes() -> None:
    timeline = Timeline("""
        ms      1000    2000    3000    3120
        chart   I       I       I
        pinch           I       I
        told            hit0
    """)
    best = replay_of(timeline.chart, timeline.pinches, 0.12)
    race = Run(timeline.chart, Window(0.12), best)
    seen: list[tuple[int, int | None]] = []
    for pinch in [Pinch(1.0, Grip.INDEX, True), Pinch(2.12, Grip.INDEX, True)]:
        race.press(pinch.time_s, pinch.grip)
        seen.append((race.score.points, race.best_points))
    race.advance(3.5)
    seen.append((race.score.points, race.best_points))
    assert seen == [(100, 0), (150, 100), (150, 200)]


def test_without_a_best_run_there_is_no_race() -> None:
    run = Run(chart_at(1.0), Window())
    run.press(1.0, Grip.INDEX)
    run.finish()
    assert run.best_points is None


def test_a_best_run_left_early_stands_still_from_there() -> None:
    timeline = Timeline("""
        ms      1000         1500
        chart   I============|
        pinch   I
    """)
    left = replay_of(timeline.chart, timeline.pinches, 0.12, ended_s=1.2, finished=False)
    pacemaker = Pacemaker(timeline.chart, left)
    assert [pacemaker.advance(at_s) for at_s in (0.9, 1.0, 1.2, 9.0)] == [0, 70, 70, 70]
    assert pacemaker.finish() == result_of(timeline.chart, left).score.points == 70


def test_a_best_run_on_another_chart_is_refused() -> None:
    best = replay_of(chart_at(1.0), [], 0.12)
    with pytest.raises(ReplayError, match="belongs to another chart"):
        Pacemaker(chart_at(2.0), best)


def test_a_best_run_whose_window_does_not_fit_is_refused() -> None:
    chart = chart_at(1.0, 1.5)
    best = Replay(chart.hash, 0.3, (), 3.0, finished=True)
    with pytest.raises(ReplayError, match="does not fit its chart"):
        Pacemaker(chart, best)


def test_time_running_backwards_is_refused() -> None:
    pacemaker = Pacemaker(chart_at(1.0), replay_of(chart_at(1.0), [], 0.12))
    pacemaker.advance(2.0)
    with pytest.raises(ValueError, match="time ran backwards"):
        pacemaker.advance(1.0)
