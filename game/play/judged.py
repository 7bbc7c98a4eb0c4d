"""Every note of a run by itself: whether its finger came, when, and which one came instead."""

from __future__ import annotations

from dataclasses import dataclass

from game.charting.chart import Chart, Grip
from game.play.events import Hit, OtherFinger, Passed
from game.play.replay import Replay, run_again


@dataclass(frozen=True, slots=True)
class JudgedNote:
    """A note that was judged. `number` is its place in the chart, from 0; `time_s` is song time.

    `error_s` (negative: early) is None if the note has passed. `came_instead` is the first other
    finger that came while it was due, None without one.
    """

    number: int
    time_s: float
    due: Grip
    error_s: float | None
    came_instead: Grip | None


def judged_notes(chart: Chart, replay: Replay) -> tuple[JudgedNote, ...]:
    """The notes of `chart` that `replay` came to, in order; after a run left early, not all.

    Raises `ReplayError` when they don't belong together.
    """
    errors_s: dict[int, float | None] = {}
    instead: dict[int, Grip] = {}
    for event in run_again(chart, replay):
        if isinstance(event, Hit):
            errors_s[event.note] = event.error_s
        elif isinstance(event, Passed):
            errors_s[event.note] = None
        elif isinstance(event, OtherFinger):
            instead.setdefault(event.note, event.came)
    return tuple(
        JudgedNote(number, note.time_s, note.grip, errors_s[number], instead.get(number))
        for number, note in enumerate(chart.notes)
        if number in errors_s
    )
