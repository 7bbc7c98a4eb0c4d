"""The units of SoundFonts, turned into frames, hertz and factors."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 48_000
CONTROL_FRAMES = 64
"""Pitch and cutoff are worked out at every 64th frame (1.3 ms), as in FluidSynth."""

Wave = NDArray[np.float32]
Stereo = NDArray[np.float32]
"""Shape (2, frames): left and right."""
Floats = NDArray[np.float64]
Frames = NDArray[np.int64]

_HZ_OF_CENT_0 = 8.176
_ALONG = np.arange(CONTROL_FRAMES) / CONTROL_FRAMES
_ALONG_AS_WAVE: Wave = _ALONG.astype(np.float32)


def frames_of_timecents(timecents: float) -> int:
    """How many frames last as long as `timecents` say: 0 is a second, 1,200 more double it."""
    return round(SAMPLE_RATE * 2.0 ** (timecents / 1200))


def hertz_of_cents(cents: float) -> float:
    """The frequency of absolute `cents`: 6,900 is 440 Hz."""
    return _HZ_OF_CENT_0 * 2.0 ** (cents / 1200)


def ratio_of_cents(cents: float) -> float:
    """The ratio of frequencies `cents` apart."""
    return 2.0 ** (cents / 1200)


def factor_of_db(decibels: float) -> float:
    """The amplitude factor of `decibels`."""
    return 10.0 ** (decibels / 20)


def db_of_factor(factor: float) -> float:
    """The decibels of a positive amplitude factor."""
    return 20.0 * math.log10(factor)


def control_frames(start: int, end: int) -> Frames:
    """The frames, all multiples of `CONTROL_FRAMES`, between which `start` to `end` lie."""
    first, last = start // CONTROL_FRAMES, -(-end // CONTROL_FRAMES)
    return np.arange(first, last + 1) * CONTROL_FRAMES


def ramped(values: Floats, start: int, end: int) -> Floats:
    """Frames `start` to `end` of what has `values` at every `CONTROL_FRAMES`th frame from 0 on.

    Between them it runs straight. `values` must reach to `end`.
    """
    first, last = start // CONTROL_FRAMES, -(-end // CONTROL_FRAMES)
    near = values[first : last + 1]
    lines = near[:-1, None] + np.diff(near)[:, None] * _ALONG
    begin = first * CONTROL_FRAMES
    return lines.ravel()[start - begin : end - begin]


def ramped_between(values: Floats, start: int, end: int) -> Wave:
    """Frames `start` to `end` of what has `values` at `control_frames(start, end)`."""
    near: Wave = values.astype(np.float32)
    lines: Wave = (near[1:] - near[:-1])[:, None] * _ALONG_AS_WAVE
    lines += near[:-1, None]
    offset = start % CONTROL_FRAMES
    return lines.ravel()[offset : offset + end - start]
