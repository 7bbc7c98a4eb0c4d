"""Counts the repetitions of an exercise from presses, whatever they were made with.

A tally is a value: each press makes the next one. Times are seconds on one clock, any clock. The
first press of an exercise with a clock of its own starts that clock and counts nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from game.charting.chart import Grip
from game.coach.exercises import Counted, Exercise

BOUNCE_S = 0.1
"""Presses nearer than this are one: hands shake, switches bounce."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What has been counted of `exercise`, by a hand that uses `grips` (lane order, at least one).

    `began_s` is the first press, `last_s` the last one that meant something, `ended_s` when the
    goal was reached; None before.
    """

    exercise: Exercise
    grips: Sequence[Grip]
    presses: int = 0
    began_s: float | None = None
    last_s: float | None = None
    ended_s: float | None = None

    @property
    def count(self) -> int:
        """Whole repetitions by now."""
        if self.exercise.counted is Counted.FINGERS_IN_TURN:
            return self.presses // len(self.grips)
        return self.presses

    @property
    def due(self) -> Grip | None:
        """The grip whose turn it is, where fingers take turns."""
        if self.exercise.counted is not Counted.FINGERS_IN_TURN:
            return None
        return self.grips[self.presses % len(self.grips)]

    @property
    def is_done(self) -> bool:
        """Whether the goal has been reached."""
        return self.ended_s is not None

    @property
    def is_running(self) -> bool:
        """Whether a clock of the exercise's own runs."""
        return self.has_clock and self.began_s is not None and not self.is_done

    @property
    def has_clock(self) -> bool:
        """Whether time matters in it, so that the first press is the start."""
        return self.exercise.counted in (Counted.IN_TIME, Counted.AGAINST_TIME)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return self.presses == 0

    def seconds(self, now_s: float) -> float:
        """How long it has been going on, up to the end."""
        if self.began_s is None:
            return 0.0
        return max((now_s if self.ended_s is None else self.ended_s) - self.began_s, 0.0)

    def seconds_left(self, now_s: float) -> float | None:
        """How much time there still is, where time is the goal."""
        if self.exercise.seconds is None:
            return None
        return max(self.exercise.seconds - self.seconds(now_s), 0.0)


def pressed(tally: Tally, now_s: float, grip: Grip | None = None) -> Tally:
    """The tally after a press; `grip` if it was a pinch that tells which finger came.

    Nothing is counted after the goal of an exercise with a clock, for a press too near to the last
    one, or for a finger whose turn it is not. In the others counting goes on beyond the goal.
    """
    tally = passed(tally, now_s)
    if tally.is_done and tally.has_clock:
        return tally
    if tally.last_s is not None and now_s - tally.last_s < BOUNCE_S:
        return tally
    if tally.due is not None and grip not in (None, tally.due):
        return tally
    if tally.began_s is None:
        tally = replace(tally, began_s=now_s)
        if tally.has_clock:
            return replace(tally, last_s=now_s)
    tally = replace(tally, presses=tally.presses + 1, last_s=now_s)
    goal = tally.exercise.repetitions
    if goal is not None and tally.count >= goal and not tally.is_done:
        tally = replace(tally, ended_s=now_s)
    return tally


def passed(tally: Tally, now_s: float) -> Tally:
    """The tally when time has come to `now_s`: the goal may be time."""
    seconds = tally.exercise.seconds
    if seconds is None or tally.began_s is None or tally.is_done:
        return tally
    over_s = tally.began_s + seconds
    return replace(tally, ended_s=over_s) if now_s >= over_s else tally
