"""Sounds seen in semitone bands, and how alike two of them are."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
FRAME, HOP = 8192, 2048
LOWEST_HZ, BANDS = 27.5, 108
"""Nine octaves from the lowest A of a piano."""
RANGE_DB = 70.0
"""What lies further below the loudest band of a sound counts as that far below."""

Grid = NDArray[np.float64]
Sound = NDArray[Any]


def band_levels(mono: Sound) -> Grid:
    """Decibels by time and band, shape (times, `BANDS`)."""
    window = np.hanning(FRAME)
    hertz = np.fft.rfftfreq(FRAME, 1 / RATE)
    edges = LOWEST_HZ * 2 ** ((np.arange(BANDS + 1) - 0.5) / 12)
    first = np.minimum(np.searchsorted(hertz, edges[:-1]), len(hertz) - 2)
    rows: list[NDArray[np.float64]] = []
    for begin in range(0, len(mono) - FRAME, HOP):
        power = np.abs(np.fft.rfft(mono[begin : begin + FRAME] * window)) ** 2
        rows.append(np.add.reduceat(power, first))
    levels = 10 * np.log10(np.array(rows) + 1e-12)
    return np.maximum(levels, levels.max() - RANGE_DB)


def likeness(one: Sound, other: Sound) -> float:
    """The correlation of the band levels of two stereo sounds, the mean of both sides."""
    frames = min(len(one), len(other))
    sides = [
        np.corrcoef(
            band_levels(one[:frames, side]).ravel(), band_levels(other[:frames, side]).ravel()
        )[0, 1]
        for side in range(2)
    ]
    return float(np.mean(sides))
