"""From a MIDI file's ticks to seconds and beats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from game.music.song import Meter, TempoChange, TempoMap

DEFAULT_SECONDS_PER_BEAT = 0.5
"""A file that names no tempo plays at 120 beats a minute (Standard MIDI Files 1.0)."""
DEFAULT_TICKS_PER_BEAT = 480
"""What most programs write, for files that don't say."""
MAX_FRAMES_PER_S = 120
MAX_DENOMINATOR = 64

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TickScale:
    """How ticks become seconds and beats: piecewise linear, one piece a tempo."""

    ticks_per_beat: float
    change_ticks: FloatArray
    change_seconds: FloatArray
    seconds_per_tick: FloatArray

    def seconds(self, ticks: IntArray) -> FloatArray:
        """Seconds from the start of the file for each of `ticks`."""
        piece = np.searchsorted(self.change_ticks, ticks, side="right") - 1
        since = ticks - self.change_ticks[piece]
        return self.change_seconds[piece] + since * self.seconds_per_tick[piece]

    def beats(self, ticks: IntArray) -> FloatArray:
        """Quarter notes from the start of the file for each of `ticks`."""
        return ticks / self.ticks_per_beat

    def ticks_in(self, seconds: float, tick: int) -> int:
        """How many ticks last `seconds` at the tempo in force at `tick`."""
        piece = int(np.searchsorted(self.change_ticks, tick, side="right")) - 1
        return int(seconds / float(self.seconds_per_tick[piece]))

    def tempo_map(self, meters: Iterable[tuple[int, int, int]]) -> TempoMap:
        """The tempo map with these `(tick, numerator, denominator)` meters, 4/4 before them."""
        changes = tuple(
            TempoChange(
                float(seconds),
                float(tick) / self.ticks_per_beat,
                float(per_tick) * self.ticks_per_beat,
            )
            for tick, seconds, per_tick in zip(
                self.change_ticks, self.change_seconds, self.seconds_per_tick, strict=True
            )
        )
        by_tick = {0: (4, 4)}
        for tick, numerator, denominator in sorted(meters):
            if numerator > 0 and 0 < denominator <= MAX_DENOMINATOR:
                by_tick[tick] = (numerator, denominator)
        return TempoMap(
            changes,
            tuple(Meter(tick / self.ticks_per_beat, *meter) for tick, meter in by_tick.items()),
        )


def beat_scale(ticks_per_beat: int, tempos: Iterable[tuple[int, int]]) -> TickScale:
    """The scale of a file that counts beats, from its `(tick, microseconds a beat)` changes.

    A tempo of zero is no tempo and is passed over. Of several at one tick the last holds.
    """
    by_tick: dict[int, float] = {0: DEFAULT_SECONDS_PER_BEAT}
    for tick, tempo_us in sorted(tempos, key=lambda change: change[0]):
        if tempo_us > 0:
            by_tick[tick] = tempo_us / 1_000_000
    change_ticks = np.array(list(by_tick), dtype=np.float64)
    per_tick = np.array(list(by_tick.values()), dtype=np.float64) / ticks_per_beat
    lasting = np.diff(change_ticks) * per_tick[:-1]
    change_seconds = np.concatenate(([0.0], np.cumsum(lasting)))
    return TickScale(float(ticks_per_beat), change_ticks, change_seconds, per_tick)


def frame_scale(frames_per_s: int, ticks_per_frame: int) -> TickScale:
    """The scale of a file that counts film frames (SMPTE); a beat is then half a second.

    29 stands for 29.97 frames a second, as the standard has it.
    """
    rate = 30_000 / 1001 if frames_per_s == 29 else float(frames_per_s)
    per_tick = 1.0 / (rate * ticks_per_frame)
    return TickScale(
        DEFAULT_SECONDS_PER_BEAT / per_tick, np.zeros(1), np.zeros(1), np.array([per_tick])
    )


def scale_for(division: int, tempos: Iterable[tuple[int, int]]) -> TickScale:
    """The scale for a header's signed 16-bit division.

    One that means nothing counts as `DEFAULT_TICKS_PER_BEAT`.
    """
    if division > 0:
        return beat_scale(division, tempos)
    frames, per_frame = -(division >> 8), division & 0xFF
    if division == 0 or per_frame == 0 or frames > MAX_FRAMES_PER_S:
        return beat_scale(DEFAULT_TICKS_PER_BEAT, tempos)
    return frame_scale(frames, per_frame)
