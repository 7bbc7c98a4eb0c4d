"""A short stereo reverb: the sound of a small hall, added by convolution.

The hall's answer is made of noise that dies away, the high tones sooner, apart for left and right.
It is the same at every start.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from game.sound.sampler.units import SAMPLE_RATE, Stereo, Wave

LENGTH_S = 1.3
FIRST_ECHO_S = 0.012
LOW_DECAY_S, HIGH_DECAY_S = 1.1, 0.45
"""How long the tones below and above `SPLIT_HZ` take to fall by 60 decibels."""
SPLIT_HZ = 2500.0
LOWEST_HZ = 120.0
WIDTH = 0.7
"""From 0, left and right alike, to 1, with nothing in common."""
LEVEL = 0.5
"""The power that comes back is a quarter of what is sent."""
_SEED = 20_04


class Reverb:
    """Answers blocks of `block` frames one after the other; the last may be shorter."""

    def __init__(self, block: int) -> None:
        answer = room_answer()
        self._length = answer.shape[1]
        self._size = 1 << (block + self._length - 1).bit_length()
        self._spectra = np.fft.rfft(answer, self._size, axis=1)
        self._tail = np.zeros((2, self._size), np.float32)

    def answer(self, sent: Wave) -> Stereo | None:
        """What comes back during the block `sent`; None if it is silence."""
        frames = len(sent)
        if sent.any():
            spectrum = np.fft.rfft(sent, self._size)
            self._tail += np.fft.irfft(self._spectra * spectrum, self._size, axis=1)
        elif not self._tail.any():
            return None
        out = self._tail[:, :frames].copy()
        self._tail[:, :-frames] = self._tail[:, frames:]
        self._tail[:, -frames:] = 0.0
        return out


@lru_cache(maxsize=1)
def room_answer() -> NDArray[np.float32]:
    """What the room answers to a click, shape (2, frames)."""
    frames = round(LENGTH_S * SAMPLE_RATE)
    noise = np.random.Generator(np.random.PCG64(_SEED)).standard_normal((3, frames))
    middle, sides = noise[2], noise[:2]
    noise = np.sqrt(1 - WIDTH) * middle + np.sqrt(WIDTH) * sides
    time_s = np.arange(frames) / SAMPLE_RATE
    hertz = np.fft.rfftfreq(frames, 1 / SAMPLE_RATE)
    low = 1 / (1 + (hertz / SPLIT_HZ) ** 2) * hertz**2 / (hertz**2 + LOWEST_HZ**2)
    high = 1 / (1 + (SPLIT_HZ / np.maximum(hertz, 1.0)) ** 2)
    spectrum = np.fft.rfft(noise, axis=1)
    answer = np.zeros_like(noise)
    for band, decay_s in ((low, LOW_DECAY_S), (high, HIGH_DECAY_S)):
        answer += np.fft.irfft(spectrum * band, frames, axis=1) * 10 ** (-3 * time_s / decay_s)
    answer *= np.clip(time_s / FIRST_ECHO_S, 0, 1) ** 2
    fade = round(0.1 * frames)
    answer[:, -fade:] *= np.linspace(1, 0, fade)
    answer *= LEVEL / np.sqrt(np.mean(np.sum(answer**2, axis=1)))
    return answer.astype(np.float32)
