"""How well a stream's onsets go with the words of the song."""

from __future__ import annotations

import numpy as np

from game.music.streams import Floats, share_near

MIN_LYRICS = 30
"""With fewer lyric or text events nothing can be said: they may be a title and some credits."""
_TOLERANCE_S = 0.06


def lyric_match(lyric_times_s: tuple[float, ...], onsets_s: Floats) -> float:
    """0 to 1: the F1 of syllables that begin with a note and notes that begin with a syllable.

    0 without enough syllables. Both must rise; there is at least one onset.
    """
    if len(lyric_times_s) < MIN_LYRICS:
        return 0.0
    times_s = np.array(lyric_times_s)
    sung = share_near(times_s, onsets_s, _TOLERANCE_S)
    worded = share_near(onsets_s, times_s, _TOLERANCE_S)
    return 2.0 * sung * worded / max(sung + worded, 1e-9)
