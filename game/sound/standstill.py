"""Tells whether the sound card still takes sound, which the position it reports does not.

Between two helpings of sound pygame adds the time that has passed since the last one to the
position. When no more is taken, because a card has hung or the sound server waits, the position
goes on as if nothing had happened and, once sound is taken again, falls back by all that was added.

The sign of it: while sound is taken, position minus time is unsteady by some milliseconds; while
only time is added it is constant, apart from rounding to whole milliseconds (down for a part of
each second and up for the rest, as SDL counts). A card of even pace could look the same, so this is
only a suspicion. It is tested by a probe, a silent sound on a channel of its own, which is over
once it has been taken. Probes are for suspicions only: when a sound ends, pygame's audio thread
waits for the interpreter.
"""

from __future__ import annotations

import math
from typing import Protocol

SLACK_MS = 0.05
SLACK_MS_PER_S = 1.0
"""pygame counts on a clock that, unlike ours, is not steered: they may differ by some .5 ms/s."""
SUSPECT_S = 0.4
PROBE_S = 0.1
"""Nine times a 512-frame buffer: a card that took nothing for so long is not just late."""


class Probe(Protocol):
    """A silent sound."""

    def send(self) -> None:
        """Let it be played once."""
        ...

    def is_taken(self) -> bool:
        """Whether the card has taken it since."""
        ...


class Standstill:
    """Watches positions as they are read, from a `start` on. Times are `perf_counter` seconds."""

    def __init__(self, probe: Probe) -> None:
        self._probe = probe
        self.start(0.0)

    def start(self, now_s: float, position_ms: float = 0.0) -> None:
        """Playing begins now, at this position."""
        self.has_moved = False
        """Whether any sound has been taken since the start."""
        self._still_ms = position_ms
        self._still_since_s = now_s
        self._at_least_ms, self._at_most_ms = -math.inf, math.inf
        """Between these the position, not rounded, must have been ahead of time all along."""
        self._probed_at_s: float | None = None
        self._is_stuck = False

    def read(self, asked_s: float, now_s: float, position_ms: float) -> float:
        """The true position, when `position_ms` was asked for at `asked_s` and told by `now_s`."""
        self._at_least_ms = max(self._at_least_ms, position_ms - 1 - now_s * 1000)
        self._at_most_ms = min(self._at_most_ms, position_ms + 1 - asked_s * 1000)
        slack_ms = SLACK_MS + SLACK_MS_PER_S * (now_s - self._still_since_s)
        if self._at_least_ms > self._at_most_ms + slack_ms:
            self._moved(asked_s, now_s, position_ms)
        elif now_s - self._still_since_s >= SUSPECT_S:
            self._examine(asked_s, now_s, position_ms)
        return self._still_ms if self._is_stuck else position_ms

    def still_s(self, now_s: float) -> float:
        """For how long nothing has been taken; 0 while that is not certain."""
        return now_s - self._still_since_s if self._is_stuck else 0.0

    def _moved(self, asked_s: float, now_s: float, position_ms: float) -> None:
        self.has_moved = True
        self._is_stuck = False
        self._probed_at_s = None
        self._still_since_s, self._still_ms = now_s, position_ms
        self._at_least_ms = position_ms - 1 - now_s * 1000
        self._at_most_ms = position_ms + 1 - asked_s * 1000

    def _examine(self, asked_s: float, now_s: float, position_ms: float) -> None:
        if self._probed_at_s is None:
            self._probe.send()
            self._probed_at_s = now_s
        elif self._probe.is_taken():
            self._moved(asked_s, now_s, position_ms)
        elif now_s - self._probed_at_s >= PROBE_S:
            self._is_stuck = True
