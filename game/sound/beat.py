"""A beat to move to: soft ticks at an even pace."""

from __future__ import annotations

import numpy as np

from game.sound.channels import tick
from game.sound.instrument import Samples
from game.sound.tone import SAMPLE_RATE

TICK_SHARE = 0.6
"""How loud ticks are in music, as a share of those that are heard alone."""
FADE_S = 0.6


def beat_samples(interval_s: float, beats: int) -> Samples:
    """`beats` soft ticks, `interval_s` apart, the first one at once. Stereo, shape (frames, 2).

    It is as long as the beats are, so that played again at its end it goes on evenly.
    """
    one = tick()
    samples = np.zeros((round(interval_s * beats * SAMPLE_RATE), 2), np.int16)
    for number in range(beats):
        at = round(interval_s * number * SAMPLE_RATE)
        part = one[: len(samples) - at]
        samples[at : at + len(part)] += part
    return samples


def with_beat(music: Samples, interval_s: float, beats: int) -> Samples:
    """`music` cut or filled up to the length of the beats, with a quiet tick on each of them.

    It fades out before its end, so that it can begin again there.
    """
    ticks = beat_samples(interval_s, beats).astype(np.float32)
    mixed = TICK_SHARE * ticks
    length = min(len(music), len(mixed))
    mixed[:length] += music[:length]
    fading = mixed[-round(FADE_S * SAMPLE_RATE) :]
    fading *= np.linspace(1, 0, len(fading), dtype=np.float32)[:, None]
    return np.rint(np.clip(mixed, -32767, 32767)).astype(np.int16)
