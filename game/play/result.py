"""The result of a run, always drawn from its chart and replay, never kept as the only copy."""

from __future__ import annotations

from dataclasses import dataclass

from game.charting.chart import Chart
from game.play.engine import RULES_VERSION
from game.play.events import Hit
from game.play.replay import Replay, run_again
from game.play.score import Score, ScoreKeeper
from game.play.spread import Spread, spread_of
from game.play.statistics import RunStatistics, run_statistics


@dataclass(frozen=True, slots=True)
class Result:
    """Score and statistics of one run under one version of the rules."""

    score: Score
    statistics: RunStatistics
    finished: bool
    rules_version: int
    spread: Spread


def result_of(chart: Chart, replay: Replay) -> Result:
    """Judge `replay` on `chart` under today's rules.

    Raises `ReplayError` when they don't belong together.
    """
    events = run_again(chart, replay)
    keeper = ScoreKeeper(chart, replay.hit_window_s)
    for event in events:
        keeper.add(event)
    return Result(
        score=keeper.score,
        statistics=run_statistics(chart, events),
        finished=replay.finished,
        rules_version=RULES_VERSION,
        spread=spread_of(
            (event.error_s for event in events if isinstance(event, Hit)), replay.hit_window_s
        ),
    )
