"""The lowpass filter of a tone, steady or moving, worked out with FFTs.

It is the two-pole lowpass of SoundFonts (the biquad of R. Bristow-Johnson's "Cookbook formulae for
audio EQ", with a resonance measured as FluidSynth does). A loop over samples would be slow in
Python, so short frames are multiplied with the filter's spectrum and added up again, which is the
same filter as long as its echo is shorter than the room left in the FFT. A moving cutoff changes
from frame to frame, and the frames' windows cross-fade between them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from game.sound.sampler.units import SAMPLE_RATE, Floats, Frames, Wave, hertz_of_cents

FRAME = 512
_SHORTEST_FFT, _LONGEST_FFT = 1024, 4096
_STEP_CENTS = 25.0
_NO_RESONANCE_DB = 3.01
_HIGHEST_HZ = 0.45 * SAMPLE_RATE
_LOWEST_HZ = 5.0
_DECAYS = 5.0
"""After so many time constants the filter's echo is 43 decibels down."""
_LOWEST_ECHO_HZ = 250.0
"""Below, hardly anything of a tone is left to echo."""

Spectrum = NDArray[np.complex64]


@dataclass(frozen=True, slots=True)
class Lowpass:
    """A filter with resonance `q_db` (0: none).

    `moving_cents` gives the cutoff at frames of the tone; without it the cutoff stays at
    `cutoff_cents`, the least it can be.
    """

    cutoff_cents: float
    q_db: float
    moving_cents: Callable[[Frames], Floats] | None = None

    def apply(self, source: Callable[[int, int], Wave], start: int, end: int) -> Wave:
        """Frames `start` to `end` of the filtered tone whose unfiltered frames `source` gives."""
        size = self._fft_size()
        hop = FRAME if self.moving_cents is None else FRAME // 2
        first = max(0, (start - size) // hop)
        last = (end + FRAME - hop - 1) // hop
        lead = FRAME - hop
        begin = first * hop - lead
        wave = source(max(0, begin), last * hop + hop)
        if begin < 0:
            wave = np.concatenate((np.zeros(-begin, np.float32), wave))
        count = last - first + 1
        frames = np.lib.stride_tricks.sliding_window_view(wave, FRAME)[::hop][:count]
        if lead:
            frames = frames * _window()
        spectra = np.fft.rfft(frames, size, axis=1)
        spectra *= self._response(np.arange(first, last + 1) * hop, size)
        parts = np.fft.irfft(spectra, size, axis=1).astype(np.float32, copy=False)
        out = _added_up(parts, hop)
        return out[start - begin : end - begin]

    def _fft_size(self) -> int:
        """Long enough for the filter's echo to die away within what a frame leaves of it."""
        hertz = max(_LOWEST_ECHO_HZ, hertz_of_cents(self.cutoff_cents))
        echo = _DECAYS * SAMPLE_RATE * _q_factor(self.q_db) / (math.pi * hertz)
        size = _SHORTEST_FFT
        while size < _LONGEST_FFT and size - FRAME < echo:
            size *= 2
        return size

    def _response(self, frames: Frames, size: int) -> Spectrum:
        if self.moving_cents is None:
            return _spectrum(round(self.cutoff_cents / _STEP_CENTS), self.q_db, size)
        steps = np.rint(self.moving_cents(frames) / _STEP_CENTS).astype(np.int64)
        used, places = np.unique(steps, return_inverse=True)
        table = np.stack([_spectrum(int(step), self.q_db, size) for step in used])
        return table[places]


def _q_factor(q_db: float) -> float:
    return 10.0 ** ((q_db - _NO_RESONANCE_DB) / 20)


@lru_cache(maxsize=1)
def _window() -> Wave:
    turns = (np.arange(FRAME) + 0.5) / FRAME
    return (0.5 - 0.5 * np.cos(2 * np.pi * turns)).astype(np.float32)


def _added_up(pieces: Wave, hop: int) -> Wave:
    """The sum of the rows of `pieces`, each `hop` frames after the one before."""
    count, size = pieces.shape
    parts = size // hop
    out = np.zeros((count + parts - 1, hop), np.float32)
    for part in range(parts):
        out[part : part + count] += pieces[:, part * hop : (part + 1) * hop]
    return out.ravel()


@lru_cache(maxsize=1024)
def _spectrum(cutoff_steps: int, q_db: float, size: int) -> Spectrum:
    """What the filter does to each frequency of an FFT of `size`.

    Half the resonance is taken off the whole, as the specification of SoundFonts asks.
    """
    hertz = min(max(hertz_of_cents(cutoff_steps * _STEP_CENTS), _LOWEST_HZ), _HIGHEST_HZ)
    omega = 2 * math.pi * hertz / SAMPLE_RATE
    alpha = math.sin(omega) / (2 * _q_factor(q_db))
    gain = 10.0 ** (-max(0.0, q_db) / 40)
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    above = gain * (1 - math.cos(omega)) / 2 * (1 + z) ** 2
    below = (1 + alpha) - 2 * math.cos(omega) * z + (1 - alpha) * z * z
    return (above / below).astype(np.complex64)
