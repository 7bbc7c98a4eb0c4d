"""The race: an earlier run played again beside the one that is being played."""

from __future__ import annotations

from game.charting.chart import Chart
from game.play.events import Event
from game.play.replay import Replay, ReplayError, ReplayStepper
from game.play.score import ScoreKeeper


class Pacemaker:
    """Tells what an earlier run on the same chart had at any moment.

    Raises `ReplayError` when the replay belongs to another chart.
    """

    def __init__(self, chart: Chart, replay: Replay) -> None:
        if chart.hash != replay.chart_hash:
            raise ReplayError("The run to race belongs to another chart.")
        self._stepper = ReplayStepper(chart, replay)
        self._keeper = ScoreKeeper(chart, replay.hit_window_s)

    @property
    def points(self) -> int:
        """The earlier run's points at the moment last asked for."""
        return self._keeper.points

    def advance(self, time_s: float) -> int:
        """The earlier run's points at song time `time_s`, which must not go backwards."""
        return self._add(self._stepper.advance(time_s))

    def finish(self) -> int:
        """The earlier run's points at its own end; the race is over."""
        return self._add(self._stepper.finish())

    def _add(self, events: list[Event]) -> int:
        for event in events:
            self._keeper.add(event)
        return self.points
