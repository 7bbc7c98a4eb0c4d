"""Keeps the sum of many voices below full scale by turning it down a little ahead of each peak.

The gain is worked out for cells of 64 frames: the least that any cell within 40 ms needs, then the
mean of that over 40 ms on either side. So it moves slowly and smoothly, is never more than a cell
needs, and is 1 where nothing is too loud.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from game.sound.sampler.units import Floats, Stereo, Wave

CEILING = 0.97
CELL = 64
REACH = 30
"""In cells: 40 ms."""
_KEEP = 2 * REACH + 1


def limited(blocks: Iterable[Stereo]) -> Iterator[Stereo]:
    """`blocks` with no sample beyond `CEILING`. All but the last hold a whole number of cells.

    What comes out lags behind what goes in by some cells; in all it is as long.
    """
    limiter = _Limiter()
    for block in blocks:
        yield limiter.take(block)
    yield limiter.rest()


class _Limiter:
    def __init__(self) -> None:
        self._waiting = np.zeros((2, 0), np.float32)
        # Of the cells that are through, as far as they still matter, and of those waiting.
        self._needs = np.ones(_KEEP)

    def take(self, block: Stereo) -> Stereo:
        """A block goes in; what is certain by now comes out."""
        self._waiting = np.concatenate((self._waiting, block), axis=1)
        self._needs = np.concatenate((self._needs, _needs(block)))
        return self._through(max(0, len(self._needs) - 2 * _KEEP))

    def rest(self) -> Stereo:
        """What was still waiting."""
        cells = len(self._needs) - _KEEP
        self._needs = np.concatenate((self._needs, np.ones(_KEEP)))
        return self._through(cells)

    def _through(self, cells: int) -> Stereo:
        """Lets the first `cells` cells through that wait."""
        frames = min(cells * CELL, self._waiting.shape[1])
        out, self._waiting = self._waiting[:, :frames], self._waiting[:, frames:]
        needs = self._needs[: cells + 2 * _KEEP]
        self._needs = self._needs[cells:]
        if not frames or needs.min() >= 1.0:
            return out
        edges = np.minimum(needs[:-1], needs[1:])
        window = np.lib.stride_tricks.sliding_window_view(edges, 2 * REACH + 1)
        least = window.min(axis=1)
        gains = np.lib.stride_tricks.sliding_window_view(least, 2 * REACH + 1).mean(axis=1)
        out = out * _ramped(gains[: cells + 1], frames)
        return np.clip(out, -CEILING, CEILING)


def _needs(block: Stereo) -> Floats:
    """The gain each cell needs by itself."""
    missing = -block.shape[1] % CELL
    if missing:
        block = np.pad(block, ((0, 0), (0, missing)))
    peaks = np.abs(block).reshape(2, -1, CELL).max(axis=(0, 2)).astype(np.float64)
    return CEILING / np.maximum(peaks, CEILING)


def _ramped(gains: Floats, frames: int) -> Wave:
    """Straight lines from each edge of a cell to the next."""
    along = np.arange(CELL) / CELL
    ramps = gains[:-1, None] + np.diff(gains)[:, None] * along
    return ramps.ravel()[:frames].astype(np.float32)
