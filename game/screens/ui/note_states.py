"""What has become of each note, told by the events of a run: for drawing, not for judging."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from game.charting.chart import Chart, ChartNote
from game.play.events import Event, Hit, Passed, Released, Sustained

FADE_S = 0.3
"""How long a note that passed is still seen, in song seconds."""


class NoteState(Enum):
    """Whether and how a note is seen."""

    OPEN = "open"
    HELD = "held"
    PASSED = "passed"
    GONE = "gone"


class NoteStates:
    """The states of all notes of a chart."""

    def __init__(self, chart: Chart) -> None:
        self._notes = chart.notes
        self._states = [NoteState.OPEN] * len(chart.notes)
        self._first_open = 0
        self._held: set[int] = set()
        self._passed_s: dict[int, float] = {}

    @property
    def due(self) -> ChartNote | None:
        """The next note that can still be hit; None after the last."""
        return self._notes[self._first_open] if self._first_open < len(self._notes) else None

    def state(self, number: int) -> NoteState:
        """What has become of note `number`."""
        return self._states[number]

    def take(self, event: Event) -> None:
        """Something happened."""
        match event:
            case Hit():
                is_long = self._notes[event.note].duration_s > 0
                self._set(event.note, NoteState.HELD if is_long else NoteState.GONE)
                if is_long:
                    self._held.add(event.note)
            case Passed():
                self._set(event.note, NoteState.PASSED)
                self._passed_s[event.note] = event.time_s
            case Sustained() | Released():
                self._set(event.note, NoteState.GONE)
                self._held.discard(event.note)
            case _:
                pass

    def opacity(self, number: int, song_s: float) -> float:
        """How much of a note is still seen, 1 to 0; less than 1 only after it has passed."""
        if self._states[number] is not NoteState.PASSED:
            return 1.0
        since_s = max(0.0, song_s - self._passed_s.get(number, song_s - FADE_S))
        return max(0.0, 1 - since_s / FADE_S)

    def forget_passed(self) -> None:
        """Let notes that are fading be gone: time is about to go back."""
        self._passed_s.clear()

    def seen(self, song_s: float, until_s: float) -> Iterator[int]:
        """The numbers of the notes to draw at `song_s`, for notes due up to `until_s`."""
        for number, passed_s in list(self._passed_s.items()):
            if song_s - passed_s > FADE_S:
                del self._passed_s[number]
        yield from sorted(self._held | self._passed_s.keys())
        for number in range(self._first_open, len(self._notes)):
            if self._notes[number].time_s > until_s:
                return
            if self._states[number] is NoteState.OPEN:
                yield number

    def _set(self, number: int, state: NoteState) -> None:
        self._states[number] = state
        while (
            self._first_open < len(self._states)
            and self._states[self._first_open] is not NoteState.OPEN
        ):
            self._first_open += 1
