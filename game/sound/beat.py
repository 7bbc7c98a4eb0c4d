"""A beat to move to: soft ticks at an even pace."""

from __future__ import annotations

import numpy as np

from game.sound.channels import tick
from game.sound.instrument import Samples
from game.sound.tone import SAMPLE_RATE


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
