"""The judge: a function of chart and pinches that knows no frame, no sound and no wall clock.

Inside, time is whole microseconds, so an edge is an edge: the same pinches give the same events on
every machine, at every frame rate, and after a trip through a replay's bytes.
"""

from __future__ import annotations

import math
from typing import Protocol

from game.charting.chart import Chart, Grip
from game.play.events import Event, ExtraContact, Hit, OtherFinger, Passed, Released, Sustained

RULES_VERSION = 1
"""Raised whenever the same chart and pinches would be judged or scored differently."""

US_PER_S = 1_000_000
MAX_TIME_S = 86_400.0
"""A song time beyond a day either way is a mistake, not a time."""


class JudgedBy(Protocol):
    """Whatever says how exact a pinch must be: a `Level` before a run, a `Replay` after it."""

    @property
    def hit_window_s(self) -> float:
        """The largest |error|, in seconds, that still hits."""
        ...


def microseconds(time_s: float) -> int:
    """`time_s` in whole microseconds. Raises `ValueError` if it can't be one (NaN, > a day)."""
    if not math.isfinite(time_s) or abs(time_s) > MAX_TIME_S:
        raise ValueError(f"{time_s!r} is not a song time")
    return round(time_s * US_PER_S)


def on_microsecond(time_s: float) -> float:
    """`time_s` rounded to the microsecond the engine judges it at. Raises like `microseconds`."""
    return microseconds(time_s) / US_PER_S


class Engine:
    """Judges one run.

    Give it pinches and time in song seconds, in order; each call returns the events it caused, in
    order of time. Equal times may come in any order; a time before the last one raises
    `ValueError`.

    A note is hit by the first pinch of its grip at most one window before or after it (both edges
    count). Notes of one grip stand at least two windows apart (`ValueError` otherwise), so a pinch
    belongs to one note at most; at exactly two windows the earlier note has it.

    With `in_order`, only the next note (or notes, where several are due at once) can be hit.
    """

    def __init__(self, chart: Chart, level: JudgedBy, *, in_order: bool = False) -> None:
        self._in_order = in_order
        self._window = microseconds(level.hit_window_s)
        self._onsets = [microseconds(note.time_s) for note in chart.notes]
        self._ends = [microseconds(note.end_s) for note in chart.notes]
        self._grips = [note.grip for note in chart.notes]
        self._open = [True] * len(chart.notes)
        self._first_open = 0
        self._held: dict[Grip, int] = {}
        self._now: int | None = None
        self._check_chart()

    @property
    def due_s(self) -> float | None:
        """When the next note that can still be hit is due; None after the last."""
        if self._first_open == len(self._onsets):
            return None
        return _seconds(self._onsets[self._first_open])

    @property
    def is_finished(self) -> bool:
        """Whether every note has been judged and no long note is being held."""
        return self._first_open == len(self._onsets) and not self._held

    def advance(self, time_s: float) -> list[Event]:
        """Let time pass up to `time_s`. A pinch at exactly `time_s` may still come afterwards."""
        return self._advance(microseconds(time_s))

    def press(self, time_s: float, grip: Grip) -> list[Event]:
        """Thumb and finger met at `time_s`."""
        now = microseconds(time_s)
        events = self._advance(now)
        note = self._due_note(now, grip)
        if note is not None:
            self._end_hold(now, grip, events)
            self._hit(now, note, events)
            return events
        other = self._nearest_due_note(now)
        if other is None:
            events.append(ExtraContact(_seconds(now), grip))
        else:
            events.append(OtherFinger(_seconds(now), other, self._grips[other], grip))
        return events

    def release(self, time_s: float, grip: Grip) -> list[Event]:
        """Thumb and finger parted at `time_s`. Matters only while a long note is held on `grip`."""
        now = microseconds(time_s)
        events = self._advance(now)
        self._end_hold(now, grip, events)
        return events

    def finish(self) -> list[Event]:
        """Let all remaining time pass: every note still open has passed, every hold has ended."""
        if self._onsets:
            last = max(max(self._ends), self._onsets[-1] + self._window)
            return self._advance(max(last + 1, self._now if self._now is not None else last + 1))
        return []

    def _advance(self, now: int) -> list[Event]:
        if self._now is not None and now < self._now:
            raise ValueError(
                f"time ran backwards, from {_seconds(self._now)} s to {_seconds(now)} s"
            )
        self._now = now
        ended: list[tuple[int, int, Event]] = []
        for grip, note in list(self._held.items()):
            if self._ends[note] < now:
                del self._held[grip]
                end = self._ends[note]
                ended.append((end, note, Sustained(_seconds(end), note, grip)))
        while self._first_open < len(self._onsets):
            note = self._first_open
            closes = self._onsets[note] + self._window
            if closes >= now:
                break
            ended.append((closes, note, Passed(_seconds(closes), note, self._grips[note])))
            self._close(note)
        ended.sort(key=lambda item: item[:2])
        return [event for _, _, event in ended]

    def _notes_in_window(self, now: int) -> list[int]:
        found: list[int] = []
        latest = now + self._window
        if self._in_order and self._first_open < len(self._onsets):
            latest = min(latest, self._onsets[self._first_open])
        for note in range(self._first_open, len(self._onsets)):
            if self._onsets[note] > latest:
                break
            if self._open[note]:
                found.append(note)
        return found

    def _due_note(self, now: int, grip: Grip) -> int | None:
        return next((n for n in self._notes_in_window(now) if self._grips[n] is grip), None)

    def _nearest_due_note(self, now: int) -> int | None:
        notes = self._notes_in_window(now)
        return min(notes, key=lambda note: (abs(self._onsets[note] - now), note), default=None)

    def _hit(self, now: int, note: int, events: list[Event]) -> None:
        grip = self._grips[note]
        events.append(Hit(_seconds(now), note, grip, _seconds(now - self._onsets[note])))
        self._close(note)
        if self._ends[note] <= self._onsets[note]:
            return
        if now < self._ends[note]:
            self._held[grip] = note
        else:
            events.append(Sustained(_seconds(now), note, grip))

    def _close(self, note: int) -> None:
        self._open[note] = False
        while self._first_open < len(self._open) and not self._open[self._first_open]:
            self._first_open += 1

    def _end_hold(self, now: int, grip: Grip, events: list[Event]) -> None:
        note = self._held.pop(grip, None)
        if note is None:
            return
        if now >= self._ends[note] - self._window:
            events.append(Sustained(_seconds(now), note, grip))
        else:
            held = max(0, now - self._onsets[note])
            events.append(Released(_seconds(now), note, grip, _seconds(held)))

    def _check_chart(self) -> None:
        last_of_grip: dict[Grip, int] = {}
        for note, grip in enumerate(self._grips):
            before = last_of_grip.get(grip)
            if before is not None:
                gap = self._onsets[note] - self._onsets[before]
                if gap < 2 * self._window or self._onsets[note] < self._ends[before]:
                    raise ValueError(
                        f"notes {before} and {note} of one grip are {_seconds(gap)} s apart, "
                        "too close for this hit window"
                    )
            last_of_grip[grip] = note


def _seconds(time_us: int) -> float:
    return time_us / US_PER_S
