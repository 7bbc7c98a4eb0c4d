"""Tells whether the sound card still takes sound, which the position it reports does not.

Between two helpings of sound pygame adds the time that has passed since the last one to the
position. When no more is taken, because a card has hung or the sound server waits, the position
goes on as if nothing had happened and, once sound is taken again, falls back by all that was added.

The sign of it: while sound is taken, position minus time is unsteady by a millisecond or more;
while only time is added it is constant, apart from rounding. A card of very even pace could look
the same, so this is only a suspicion. It is tested by a probe, a silent sound on a channel of its
own, which is over once it has been taken. Probes are for suspicions only: when a sound ends,
pygame's audio thread waits for the interpreter.
"""

from __future__ import annotations

import math
from typing import Protocol

ROUNDING_MS = 1.05
"""Positions are whole milliseconds: how far constant ones can lie apart, and a little."""
SUSPECT_S = 0.25
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

    def start(self, now_s: float) -> None:
        """Playing begins now, at position 0."""
        self.has_moved = False
        """Whether any sound has been taken since the start."""
        self._still_ms = 0.0
        self._still_since_s = now_s
        self._lowest_ms, self._highest_ms = math.inf, -math.inf
        self._probed_at_s: float | None = None
        self._is_stuck = False

    def read(self, now_s: float, position_ms: float) -> float:
        """The position in truth, when `position_ms` is reported at `now_s`."""
        ahead_ms = position_ms - now_s * 1000
        self._lowest_ms = min(self._lowest_ms, ahead_ms)
        self._highest_ms = max(self._highest_ms, ahead_ms)
        if self._highest_ms - self._lowest_ms > ROUNDING_MS:
            self._moved(now_s, position_ms)
        elif now_s - self._still_since_s >= SUSPECT_S:
            self._examine(now_s, position_ms)
        return self._still_ms if self._is_stuck else position_ms

    def still_s(self, now_s: float) -> float:
        """For how long nothing has been taken; 0 while that is not certain."""
        return now_s - self._still_since_s if self._is_stuck else 0.0

    def _moved(self, now_s: float, position_ms: float) -> None:
        self.has_moved = True
        self._is_stuck = False
        self._probed_at_s = None
        self._still_since_s, self._still_ms = now_s, position_ms
        self._lowest_ms = self._highest_ms = position_ms - now_s * 1000

    def _examine(self, now_s: float, position_ms: float) -> None:
        if self._probed_at_s is None:
            self._probe.send()
            self._probed_at_s = now_s
        elif self._probe.is_taken():
            self._moved(now_s, position_ms)
        elif now_s - self._probed_at_s >= PROBE_S:
            self._is_stuck = True
