"""What a chart is: which grip is due when. Plain data, the one thing the rules need to know."""

from __future__ import annotations

import hashlib
import math
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import pairwise

CHARTER_VERSION = 2
"""Raised whenever the same song, level, grips and speed would give another chart."""

TICKS_PER_S = 10_000
"""Charts keep time in steps of 0.1 ms, so that a stored chart is exactly the one played."""


class Grip(IntEnum):
    """Which pinch: thumb to a fingertip, or `KEY`, thumb to the side of the index finger."""

    INDEX = 0
    MIDDLE = 1
    RING = 2
    LITTLE = 3
    KEY = 4


def lane_order(grips: Iterable[Grip]) -> tuple[Grip, ...]:
    """`grips`, each once, from the thumb's side outwards: the key pinch, then index to little."""
    return tuple(sorted(set(grips), key=lambda grip: (grip is not Grip.KEY, grip)))


@dataclass(frozen=True, slots=True)
class ChartNote:
    """One pinch that is due.

    `time_s` is song time at the chart's speed. `duration_s` is 0 for a short note; a long note is
    to be held that long. `pitch` is the MIDI pitch of the tune at this moment.
    """

    time_s: float
    grip: Grip
    pitch: int
    duration_s: float = 0.0

    @property
    def end_s(self) -> float:
        """When a long note may be let go; a short note ends as it begins."""
        return self.time_s + self.duration_s


@dataclass(frozen=True)
class Chart:
    """Everything a run is judged against.

    `notes` are in order of time. `speed_percent` is the speed the times are for (100: as written).
    `grips` are the grips the player has switched on, in lane order; every note uses one of them.
    """

    notes: tuple[ChartNote, ...]
    level_id: str
    speed_percent: int
    grips: tuple[Grip, ...]
    song_sha256: str
    charter_version: int = CHARTER_VERSION

    def __post_init__(self) -> None:
        for earlier, later in pairwise(self.notes):
            if later.time_s < earlier.time_s:
                raise ValueError("chart notes must be in order of time")
        if any(note.grip not in self.grips for note in self.notes):
            raise ValueError("a chart note uses a grip that is switched off")

    @cached_property
    def hash(self) -> str:
        """Hex SHA-256 over what judging depends on: times, lengths and grips in 0.1 ms steps."""
        digest = hashlib.sha256(b"thumbtune chart 1")
        for note in self.notes:
            times = ticks(note.time_s), ticks(note.duration_s)
            digest.update(struct.pack("<qqB", *times, note.grip))
        return digest.hexdigest()

    @property
    def end_s(self) -> float:
        """When the last note ends, in song seconds; 0 for a chart without notes."""
        return max((note.end_s for note in self.notes), default=0.0)


def ticks(time_s: float) -> int:
    """`time_s` in the whole 0.1 ms steps that charts are kept in."""
    return round(time_s * TICKS_PER_S)


def played_ticks(time_s: float, speed_percent: int) -> int:
    """When `time_s` of the song as written is due at `speed_percent`, in whole 0.1 ms steps."""
    return ticks(time_s * 100 / speed_percent)


def gap_ticks(gap_s: float) -> int:
    """The fewest whole 0.1 ms steps that last at least `gap_s`."""
    return math.ceil(round(gap_s * TICKS_PER_S, 6))


def on_tick(time_s: float) -> float:
    """`time_s` rounded to the nearest 0.1 ms step."""
    return ticks(time_s) / TICKS_PER_S
