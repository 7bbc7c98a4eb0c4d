"""What a SoundFont can say about a sound: its generators, their rest values and limits.

Numbers, units, rest values and limits are those of the SoundFont 2.04 specification, section 8.1.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Generator(IntEnum):
    """The generators that are heard, under their numbers in the file."""

    START = 0
    END = 1
    LOOP_START = 2
    LOOP_END = 3
    START_COARSE = 4
    MOD_LFO_TO_PITCH = 5
    VIBRATO_TO_PITCH = 6
    MOD_ENV_TO_PITCH = 7
    FILTER_CUTOFF = 8
    FILTER_Q = 9
    MOD_LFO_TO_CUTOFF = 10
    MOD_ENV_TO_CUTOFF = 11
    END_COARSE = 12
    MOD_LFO_TO_VOLUME = 13
    REVERB_SEND = 16
    PAN = 17
    MOD_LFO_DELAY = 21
    MOD_LFO_RATE = 22
    VIBRATO_DELAY = 23
    VIBRATO_RATE = 24
    MOD_DELAY = 25
    MOD_ATTACK = 26
    MOD_HOLD = 27
    MOD_DECAY = 28
    MOD_SUSTAIN = 29
    MOD_RELEASE = 30
    KEY_TO_MOD_HOLD = 31
    KEY_TO_MOD_DECAY = 32
    VOLUME_DELAY = 33
    VOLUME_ATTACK = 34
    VOLUME_HOLD = 35
    VOLUME_DECAY = 36
    VOLUME_SUSTAIN = 37
    VOLUME_RELEASE = 38
    KEY_TO_VOLUME_HOLD = 39
    KEY_TO_VOLUME_DECAY = 40
    INSTRUMENT = 41
    KEY_RANGE = 43
    VELOCITY_RANGE = 44
    LOOP_START_COARSE = 45
    KEY = 46
    VELOCITY = 47
    ATTENUATION = 48
    LOOP_END_COARSE = 50
    COARSE_TUNE = 51
    FINE_TUNE = 52
    SAMPLE = 53
    SAMPLE_MODES = 54
    SCALE_TUNING = 56
    EXCLUSIVE_CLASS = 57
    ROOT_KEY = 58


COUNT = 61
"""Generator numbers run from 0 to 60."""


class Limits(NamedTuple):
    """The value a generator has if nobody sets it, and the least and most it may be."""

    rest: int
    least: int
    most: int


_ANY = Limits(0, -32768, 32767)
_PITCH = Limits(0, -12000, 12000)
_DELAY = Limits(-12000, -12000, 5000)
_TIME = Limits(-12000, -12000, 8000)
_BY_KEY = Limits(0, -1200, 1200)
_RATE = Limits(0, -16000, 4500)

_LIMITS: dict[int, Limits] = {
    Generator.MOD_LFO_TO_PITCH: _PITCH,
    Generator.VIBRATO_TO_PITCH: _PITCH,
    Generator.MOD_ENV_TO_PITCH: _PITCH,
    Generator.FILTER_CUTOFF: Limits(13500, 1500, 13500),
    Generator.FILTER_Q: Limits(0, 0, 960),
    Generator.MOD_LFO_TO_CUTOFF: _PITCH,
    Generator.MOD_ENV_TO_CUTOFF: _PITCH,
    Generator.MOD_LFO_TO_VOLUME: Limits(0, -960, 960),
    Generator.REVERB_SEND: Limits(0, 0, 1000),
    Generator.PAN: Limits(0, -500, 500),
    Generator.MOD_LFO_DELAY: _DELAY,
    Generator.MOD_LFO_RATE: _RATE,
    Generator.VIBRATO_DELAY: _DELAY,
    Generator.VIBRATO_RATE: _RATE,
    Generator.MOD_DELAY: _DELAY,
    Generator.MOD_ATTACK: _TIME,
    Generator.MOD_HOLD: _DELAY,
    Generator.MOD_DECAY: _TIME,
    Generator.MOD_SUSTAIN: Limits(0, 0, 1000),
    Generator.MOD_RELEASE: _TIME,
    Generator.KEY_TO_MOD_HOLD: _BY_KEY,
    Generator.KEY_TO_MOD_DECAY: _BY_KEY,
    Generator.VOLUME_DELAY: _DELAY,
    Generator.VOLUME_ATTACK: _TIME,
    Generator.VOLUME_HOLD: _DELAY,
    Generator.VOLUME_DECAY: _TIME,
    Generator.VOLUME_SUSTAIN: Limits(0, 0, 1440),
    Generator.VOLUME_RELEASE: _TIME,
    Generator.KEY_TO_VOLUME_HOLD: _BY_KEY,
    Generator.KEY_TO_VOLUME_DECAY: _BY_KEY,
    Generator.KEY: Limits(-1, -1, 127),
    Generator.VELOCITY: Limits(-1, -1, 127),
    Generator.ATTENUATION: Limits(0, -1440, 1440),
    Generator.COARSE_TUNE: Limits(0, -120, 120),
    Generator.FINE_TUNE: Limits(0, -99, 99),
    Generator.SCALE_TUNING: Limits(100, 0, 1200),
    Generator.ROOT_KEY: Limits(-1, -1, 127),
}

LIMITS: tuple[Limits, ...] = tuple(_LIMITS.get(kind, _ANY) for kind in range(COUNT))
"""By generator number."""

RESTS: tuple[int, ...] = tuple(limits.rest for limits in LIMITS)

ONLY_IN_INSTRUMENTS = frozenset(
    {
        *(Generator.START, Generator.END, Generator.LOOP_START, Generator.LOOP_END),
        *(Generator.START_COARSE, Generator.END_COARSE),
        *(Generator.LOOP_START_COARSE, Generator.LOOP_END_COARSE),
        *(Generator.KEY, Generator.VELOCITY, Generator.SAMPLE_MODES),
        *(Generator.EXCLUSIVE_CLASS, Generator.ROOT_KEY, Generator.SAMPLE),
    }
)
"""Presets may not set these."""
