"""The song clock: what moment of the song the player hears right now.

It reads two sources, given as arguments, and knows no sound library:

- `now_s`, `time.perf_counter` in the game: exact from call to call, but it knows nothing of the
  sound card, which may run some parts in a million faster or slower and loses time in a dropout;
- `position_ms`, how far the sound card has come in the file: right in the long run, but in whole
  milliseconds, unsteady by about half of one, at times back by up to 10, and absent (None) when
  nothing plays.

The maths. Between readings the song runs on a line of slope 1 through an anchor:

    line(p) = anchor_song + (p - anchor_now)

A reading gives `error = position - line(p)` and moves the line by `gain * error`, where

    gain = 1 - exp(-dt / T),   T = min(1 s, max(0.1 s, time since the last start or jump)).

That is a first-order phase-locked loop: at first the mean of all readings, then one that forgets
with a time constant of 1 s. Noise of .5 ms at 60 readings a second leaves about .05 ms; a card that
drifts by d lags by d * T (200 parts in a million: .2 ms) and never more.

Errors above 6 ms don't pull the line, for they are mostly single odd readings. Four in a row to the
same side are a real dropout: then the line jumps to the reading. Readings closer together than 8 ms
are left out, so that "four in a row" means the same however often the caller asks.

Errors above 2 ms, twice what the position is unsteady by, pull the line at first. Eight in a row to
the same side are a short dropout; the line then moves by their mean at once, instead of within
seconds. Shorter ones, lost in the unsteadiness, are still pulled.

What is told never goes backwards between two starts: after a jump back the clock holds still until
the line has caught up with what it had told. What is told is `line - latency - offset`: the card
plays a position that much later than it reports it.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

TIME_CONSTANT_S = 1.0
FIRST_TIME_CONSTANT_S = 0.1
JUMP_ERROR_S = 0.006
JUMP_READINGS = 4
SHIFT_ERROR_S = 0.002
SHIFT_READINGS = 8
READ_EVERY_S = 0.008
"""Less than one 512-frame buffer (10.7 ms), the pace at which the card really has news."""
LONGEST_STEP_S = 0.05
"""After a stall of the caller one reading counts no more than this long a time would."""
DEFAULT_LATENCY_S = 0.021
"""Measured with PulseAudio at 48 kHz and 512-frame buffers: 20.97 ms."""
HISTORY = 256
"""Updates kept for stamps that lie before the latest one: about four seconds at 60 a second."""


@dataclass(frozen=True, slots=True)
class ClockReading:
    """What the clock saw at its latest update and made of it.

    Song time is `line_s - latency_s - offset_s`, unless that went backwards.
    """

    read_s: float
    """The `now_s` source right before the position was asked for."""
    raw_position_ms: float | None
    line_s: float
    latency_s: float
    offset_s: float


class SongClock:
    """Song time in seconds, at the chart's speed, from a steady clock and the card's position.

    `now_s` and `position_ms` are described above; `file_start_s` is the song time of the file's
    first sample (minus the lead-in). `latency_s` is how long the card takes to sound what it
    reports, `offset_s` what the player's own calibration adds to that.
    """

    def __init__(
        self,
        now_s: Callable[[], float],
        position_ms: Callable[[], float | None],
        *,
        file_start_s: float = 0.0,
        latency_s: float = DEFAULT_LATENCY_S,
        offset_s: float = 0.0,
    ) -> None:
        self._now_s = now_s
        self._position_ms = position_ms
        self._file_start_s = file_start_s
        self.latency_s = latency_s
        """May be changed before a `start`: another device takes another time."""
        self.offset_s = offset_s
        self._line = _Line()
        self._told: deque[tuple[float, float]] = deque(maxlen=HISTORY)
        self._running = False
        self._raw_ms: float | None = None
        self._read_s = 0.0
        self._restart(0.0)

    @property
    def raw_position_ms(self) -> float | None:
        """The latest position that was read, for traces; None when there was none."""
        return self._raw_ms

    @property
    def reading(self) -> ClockReading:
        """The latest update, for traces."""
        line_s = self._line.at(self._told[-1][0])
        return ClockReading(self._read_s, self._raw_ms, line_s, self.latency_s, self.offset_s)

    @property
    def is_running(self) -> bool:
        """Whether song time passes: started and not paused."""
        return self._running

    def start(self, song_s: float) -> None:
        """The sound begins to play at song time `song_s` now. Call it right after the player."""
        self._restart(song_s)
        self._running = True

    def resume_at(self, song_s: float) -> None:
        """The sound plays again, from `song_s`, which may lie before the moment of the pause."""
        self.start(song_s)

    def pause(self) -> None:
        """Stop song time where it is."""
        if self._running:
            self.update(self._now_s())
            self._running = False

    def update(self, now_s: float) -> float:
        """The song time heard at `now_s` (the present, on the scale of the `now_s` source)."""
        told_at, told = self._told[-1]
        if now_s <= told_at:
            return told
        if self._running:
            self._read_s = self._now_s()
            self._raw_ms = self._position_ms()
            if self._raw_ms is not None:
                self._line.read(self._read_s, self._file_start_s + self._raw_ms / 1000)
            told = max(told, self._line.at(now_s) - self._delay_s)
        self._told.append((now_s, told))
        return told

    def song_time_at(self, stamp_s: float) -> float:
        """The song time heard at `stamp_s`, before or after the latest update.

        Before it, what the updates told then (in between: on the straight line between two of
        them; before the start: the start). After it, the line goes on; this too counts as told,
        so a later update is never below it.
        """
        told_at, told = self._told[-1]
        if stamp_s < told_at:
            return self._told_before(stamp_s)
        if self._running and stamp_s > told_at:
            told = max(told, self._line.at(stamp_s) - self._delay_s)
            self._told.append((stamp_s, told))
        return told

    @property
    def _delay_s(self) -> float:
        return self.latency_s + self.offset_s

    def _restart(self, song_s: float) -> None:
        now = self._now_s()
        self._line.start(now, song_s)
        self._told.clear()
        self._told.append((now, song_s - self._delay_s))

    def _told_before(self, stamp_s: float) -> float:
        after = bisect_right(self._told, stamp_s, key=lambda entry: entry[0])
        if after == 0:
            return self._told[0][1]
        (before_at, before), (after_at, then) = self._told[after - 1], self._told[after]
        return before + (then - before) * (stamp_s - before_at) / (after_at - before_at)


class _Line:
    """The phase-locked loop: song time as a line of slope 1 that readings pull into place."""

    def __init__(self) -> None:
        self.start(0.0, 0.0)

    def start(self, now_s: float, song_s: float) -> None:
        """Lay the line through this point and forget every reading."""
        self._now_s = now_s
        self._song_s = song_s
        self._settling_since_s = now_s
        self._read_at_s: float | None = None
        self._far = _Row()
        self._off = _Row()

    def at(self, now_s: float) -> float:
        """The song time on the line at `now_s`."""
        return self._song_s + (now_s - self._now_s)

    def read(self, now_s: float, position_s: float) -> None:
        """Let the position read at `now_s` pull the line, or make it jump."""
        if self._read_at_s is None:
            self.start(now_s, position_s)
            self._read_at_s = now_s
        step_s = now_s - self._read_at_s
        if step_s < READ_EVERY_S:
            return
        self._read_at_s = now_s
        error = position_s - self.at(now_s)
        if abs(error) > JUMP_ERROR_S:
            if self._far.add(error) >= JUMP_READINGS:
                self._settle(now_s, position_s)
            return
        self._far.clear()
        if abs(error) <= SHIFT_ERROR_S:
            self._off.clear()
        elif self._off.add(error) >= SHIFT_READINGS:
            self._settle(now_s, self.at(now_s) + self._off.mean)
            return
        self._song_s += error * self._gain(now_s, step_s)

    def _settle(self, now_s: float, song_s: float) -> None:
        """Go on from this point, and soon trust new readings more than it."""
        self._now_s, self._song_s = now_s, song_s
        self._settling_since_s = now_s
        self._far.clear()
        self._off.clear()

    def _gain(self, now_s: float, step_s: float) -> float:
        settled_s = now_s - self._settling_since_s
        constant = min(TIME_CONSTANT_S, max(FIRST_TIME_CONSTANT_S, settled_s))
        return -math.expm1(-min(step_s, LONGEST_STEP_S) / constant)


class _Row:
    """Errors to the same side, one after the other."""

    def __init__(self) -> None:
        self._errors: list[float] = []

    @property
    def mean(self) -> float:
        """Of those in the row."""
        return sum(self._errors) / len(self._errors)

    def add(self, error: float) -> int:
        """How many there are in the row now; one to the other side begins a new one."""
        if self._errors and self._errors[-1] * error < 0:
            self._errors.clear()
        self._errors.append(error)
        return len(self._errors)

    def clear(self) -> None:
        """There is no row any more."""
        self._errors.clear()
