"""One run from first to last pinch: engine, score, race and recording, in step."""

from __future__ import annotations

from dataclasses import replace

from game.charting.chart import Chart, Grip
from game.play.engine import Engine, JudgedBy, on_microsecond
from game.play.events import Event, Pinch
from game.play.pacemaker import Pacemaker
from game.play.replay import Replay
from game.play.score import Score, ScoreKeeper


class Run:
    """A run being played.

    Times are song seconds and must not go backwards (`ValueError`). `best` is the replay to race,
    on the same chart. With `in_order`, only the next note can be hit, whatever else is near.
    """

    def __init__(
        self,
        chart: Chart,
        level: JudgedBy,
        best: Replay | None = None,
        *,
        in_order: bool = False,
    ) -> None:
        self.chart = chart
        self.hit_window_s = level.hit_window_s
        self._level, self._in_order = level, in_order
        self.events: list[Event] = []
        self._engine = Engine(chart, level, in_order=in_order)
        self._keeper = ScoreKeeper(chart, level.hit_window_s)
        self._pacemaker = Pacemaker(chart, best) if best else None
        self._pinches: list[Pinch] = []
        self._now_s: float | None = None

    def afresh(self) -> Run:
        """A run of the same chart from its beginning, under the same rules, with nobody to race."""
        return Run(self.chart, self._level, in_order=self._in_order)

    @property
    def score(self) -> Score:
        """The figures so far."""
        return self._keeper.score

    @property
    def row(self) -> int:
        """How many notes in a row have been hit up to now."""
        return self._keeper.row

    @property
    def now_s(self) -> float | None:
        """The latest song time this run has seen; None before the first."""
        return self._now_s

    @property
    def due_s(self) -> float | None:
        """When the next note that can still be hit is due; None after the last."""
        return self._engine.due_s

    @property
    def is_over(self) -> bool:
        """Whether every note has been judged."""
        return self._engine.is_finished

    @property
    def best_points(self) -> int | None:
        """What the best run had at this moment; None when there is none to race."""
        return self._pacemaker.points if self._pacemaker else None

    def press(self, time_s: float, grip: Grip) -> list[Event]:
        """Thumb and finger met."""
        return self._pinch(Pinch(time_s, grip, down=True))

    def release(self, time_s: float, grip: Grip) -> list[Event]:
        """Thumb and finger parted."""
        return self._pinch(Pinch(time_s, grip, down=False))

    def advance(self, time_s: float) -> list[Event]:
        """Let time pass."""
        return self._keep(time_s, self._engine.advance(time_s))

    def finish(self) -> list[Event]:
        """The song is over: whatever was still open has passed."""
        if self._pacemaker:
            self._pacemaker.finish()
        return self._keep(None, self._engine.finish())

    def replay(self) -> Replay:
        """The run so far, finished if every note has been judged."""
        return Replay(
            chart_hash=self.chart.hash,
            hit_window_s=self.hit_window_s,
            pinches=tuple(self._pinches),
            ended_s=self._now_s if self._now_s is not None else 0.0,
            finished=self.is_over,
        )

    def _pinch(self, pinch: Pinch) -> list[Event]:
        rounded = replace(pinch, time_s=on_microsecond(pinch.time_s))
        act = self._engine.press if pinch.down else self._engine.release
        events = act(rounded.time_s, pinch.grip)
        self._pinches.append(rounded)
        return self._keep(rounded.time_s, events)

    def _keep(self, time_s: float | None, events: list[Event]) -> list[Event]:
        if time_s is not None:
            self._now_s = on_microsecond(time_s)
            if self._pacemaker:
                self._pacemaker.advance(self._now_s)
        for event in events:
            self._keeper.add(event)
        self.events += events
        return events
