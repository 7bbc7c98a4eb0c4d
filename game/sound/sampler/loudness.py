"""How loud a song is to be, worked out from its voices before a sound is made.

Songs come out about equally loud: the gain brings a song's level to `TARGET_DB`. The level is the
mean power of its fuller moments, as the loudness of broadcasts is measured (ITU-R BS.1770): cells
of 400 ms, leaving out those 10 decibels below the mean of all. Voices count with the power of their
sample, which is close enough and costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from game.sound.sampler.units import SAMPLE_RATE, Floats, Wave, db_of_factor, factor_of_db
from game.sound.sampler.voices import Voice
from game.sound.soundfont.samples import Sample

TARGET_DB = -16.5
"""Mean power over both sides, full scale being 0."""
MOST_GAIN_DB, LEAST_GAIN_DB = 24.0, -36.0
_CELL = SAMPLE_RATE // 10
_CELLS_A_WINDOW = 4
_GATE_DB = -10.0
_SILENT = 1e-10
_PROFILE_CELLS = 20
"""The first two seconds of a sample; after that it stays as loud as it was there."""


def song_gain(voices: Iterable[Voice], sample: Callable[[int], Sample], frames: int) -> float:
    """The factor that makes a song of `frames` frames as loud as it should be."""
    power = np.zeros(frames // _CELL + 1 + _PROFILE_CELLS)
    profiles: dict[tuple[int, float], Floats] = {}
    for voice in voices:
        spec = voice.tone
        asked = (spec.sample, spec.step)
        profile = profiles.get(asked)
        if profile is None:
            wave = sample(spec.sample).wave[spec.start : spec.end]
            profile = profiles[asked] = _profile(wave, spec.step)
        _add(power, voice, profile)
    return _gain(power)


def _add(power: Floats, voice: Voice, profile: Floats) -> None:
    first = voice.start // _CELL
    held = voice.segments[-2].start if len(voice.segments) > 1 else voice.frames
    last = min(len(power), (voice.start + held) // _CELL + 1)
    level = voice.level.at(voice.start) if voice.level is not None else 1.0
    strength = (voice.gain * level) ** 2
    early = min(last - first, len(profile))
    if early > 0:
        power[first : first + early] += strength * profile[:early]
        power[first + early : last] += strength * profile[-1]


def _profile(wave: Wave, step: float) -> Floats:
    """The mean square of `wave` in each of the first cells of its sound."""
    frames = max(1, round(_CELL * step))
    heard = wave[: _PROFILE_CELLS * frames]
    squares = np.add.reduceat(np.square(heard), np.arange(0, max(1, len(heard)), frames))
    return (squares / frames).astype(np.float64)


def _gain(power: Floats) -> float:
    window = np.ones(_CELLS_A_WINDOW) / _CELLS_A_WINDOW
    power = np.convolve(power, window, mode="valid") if len(power) >= _CELLS_A_WINDOW else power
    heard = power[power > _SILENT]
    if not len(heard):
        return 1.0
    loud = heard[heard >= np.mean(heard) * factor_of_db(_GATE_DB) ** 2]
    missing_db = TARGET_DB - db_of_factor(float(np.mean(loud))) / 2
    return factor_of_db(min(max(missing_db, LEAST_GAIN_DB), MOST_GAIN_DB))
