"""Two soft notes: something has come to its end, without hurry."""

from __future__ import annotations

from functools import cache

import numpy as np

from game.sound import tone
from game.sound.instrument import Samples
from game.sound.tone import SAMPLE_RATE

_PITCHES = (67, 72)
_APART_S, _HELD_S = 0.35, 0.6
_TOUCH, _GAIN = 0, 0.22


@cache
def chime() -> Samples:
    """The notes as stereo frames, shape (frames, 2)."""
    shelf = tone.ToneShelf()
    notes = [_GAIN * shelf.tone(tone.PIANO, pitch, _TOUCH, _HELD_S) for pitch in _PITCHES]
    starts = [round(number * _APART_S * SAMPLE_RATE) for number in range(len(notes))]
    length = max(start + len(note) for start, note in zip(starts, notes, strict=True))
    wave = np.zeros(length, np.float32)
    for start, note in zip(starts, notes, strict=True):
        wave[start : start + len(note)] += note
    samples = np.rint(np.clip(wave, -1, 1) * 32767).astype(np.int16)
    return np.repeat(samples[:, None], 2, axis=1)
