"""Single tones of a plain, warm synthesiser: one sound wave for an instrument, a pitch and a touch.

Knows nothing of songs or time; `game.sound.voice` puts the tones where they belong. Every pitched
tone is a sum of damped partials, and such a sum is one matrix product, which makes it cheap:

    exp(z * (row * N + column)) = exp(z * row * N) * exp(z * column)
"""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 48_000
Wave = NDArray[np.float32]
"""Mono samples at `SAMPLE_RATE`."""

TOUCHES = 3
"""How hard a key was struck, in steps: a harder touch is brighter."""
SHORTEST_NOTE_S = 0.06
"""A tone is held at least so long, or a note without length would be a mere tick."""
CACHE_BYTES = 192_000_000
HIGHEST_HZ = 0.45 * SAMPLE_RATE
_COLUMNS = 1024
_FIRST_LENGTH = 16 * _COLUMNS


@dataclass(frozen=True, slots=True)
class Partial:
    """One sine of a tone: its multiple of the note's frequency, its level, how fast it dies away.

    `decay_s` is the time to 1/e at middle C; higher notes die away faster.
    """

    ratio: float
    level: float
    decay_s: float


@dataclass(frozen=True, slots=True)
class Timbre:
    """A family of instruments.

    The tone swells within `attack_s` and, once the note ends, fades within `release_s`. No tone is
    longer than `longest_s` in all.
    """

    partials: tuple[Partial, ...]
    attack_s: float
    release_s: float
    longest_s: float
    level: float


def _harmonics(
    levels: tuple[float, ...], first_decay_s: float, damping: float
) -> tuple[Partial, ...]:
    """Whole multiples; the nth dies away n ** damping times as fast as the first."""
    return tuple(
        Partial(n, level, first_decay_s / n**damping) for n, level in enumerate(levels, start=1)
    )


def _chorus(levels: tuple[float, ...], detune: float) -> tuple[Partial, ...]:
    """Two players a little apart, who never tire."""
    pair = (1 - detune, 1 + detune)
    return tuple(
        Partial(n * side, level, 30.0) for n, level in enumerate(levels, start=1) for side in pair
    )


PIANO = Timbre(
    _harmonics((1, 0.5, 0.32, 0.18, 0.12, 0.08, 0.05, 0.03), 1.6, 0.7), 0.003, 0.16, 9, 1
)
PLUCKED = Timbre(_harmonics((1, 0.6, 0.4, 0.3, 0.15, 0.1), 0.75, 0.9), 0.002, 0.2, 5, 1.05)
BASS = Timbre(_harmonics((1, 0.55, 0.25, 0.1), 1.1, 1.0), 0.004, 0.09, 6, 1.25)
BELL = Timbre(
    (
        Partial(1, 1, 1.1),
        Partial(2, 0.45, 0.8),
        Partial(2.76, 0.3, 0.45),
        Partial(5.4, 0.15, 0.2),
        Partial(8.93, 0.06, 0.08),
    ),
    0.0015,
    0.9,
    5,
    0.8,
)
ORGAN = Timbre(_harmonics((1, 0.6, 0.25, 0.3, 0.05, 0.1), 30, 0), 0.006, 0.08, 20, 0.6)
STRINGS = Timbre(_chorus((1, 0.5, 0.34, 0.22, 0.14, 0.08), 0.0016), 0.03, 0.22, 20, 0.55)
BRASS = Timbre(_harmonics((1, 0.75, 0.55, 0.35, 0.22, 0.12, 0.06), 30, 0), 0.015, 0.1, 20, 0.55)
WIND = Timbre(_chorus((1, 0.28, 0.12, 0.04), 0.0007), 0.014, 0.11, 20, 0.7)

_FAMILIES = (
    *(PIANO, BELL, ORGAN, PLUCKED, BASS, STRINGS, STRINGS, BRASS),
    *(WIND, WIND, ORGAN, STRINGS, STRINGS, PLUCKED, BELL, WIND),
)
"""General MIDI's sixteen families of eight programs."""
_EXCEPTIONS = {45: PLUCKED, 46: PLUCKED, 47: BASS}
"""Pizzicato, harp and timpani stand among the strings."""


def timbre_of(program: int) -> Timbre:
    """The family that plays General MIDI `program` (0-127)."""
    return _EXCEPTIONS.get(program, _FAMILIES[program // 8])


def touch_of(velocity: int) -> int:
    """The touch, 0 to `TOUCHES` - 1, of MIDI `velocity` (0-127)."""
    return velocity * TOUCHES // 128


class ToneShelf:
    """Makes tones and keeps them to be used again, up to `CACHE_BYTES`, latest used last to go."""

    def __init__(self) -> None:
        self._attacks: OrderedDict[tuple[Timbre, int, int], Wave] = OrderedDict()
        self._bytes = 0

    def tone(self, timbre: Timbre, pitch: int, touch: int, held_s: float) -> Wave:
        """A whole tone: swelling, held for `held_s` (within the timbre's limits), faded to 0."""
        release = round(timbre.release_s * SAMPLE_RATE)
        longest_held = round(timbre.longest_s * SAMPLE_RATE) - release
        held = min(longest_held, round(max(held_s, SHORTEST_NOTE_S) * SAMPLE_RATE))
        tone = self._at_least(timbre, pitch, touch, held + release)[: held + release].copy()
        tone[held:] *= _fade_out(release)
        return tone

    def _at_least(self, timbre: Timbre, pitch: int, touch: int, length: int) -> Wave:
        key = (timbre, pitch, touch)
        wave = self._attacks.get(key)
        if wave is None or len(wave) < length:
            self._bytes -= 0 if wave is None else wave.nbytes
            doublings = max(0, math.ceil(math.log2(length / _FIRST_LENGTH)))
            wave = unending_tone(timbre, pitch, touch, _FIRST_LENGTH << doublings)
            self._attacks[key] = wave
            self._bytes += wave.nbytes
        self._attacks.move_to_end(key)
        while self._bytes > CACHE_BYTES and len(self._attacks) > 1:
            self._bytes -= self._attacks.popitem(last=False)[1].nbytes
        return wave


def unending_tone(timbre: Timbre, pitch: int, touch: int, length: int) -> Wave:
    """The first `length` samples (a multiple of 1024) of a tone that is never let go."""
    hertz = 440.0 * 2 ** ((pitch - 69) / 12)
    partials = [p for p in timbre.partials if p.ratio * hertz < HIGHEST_HZ]
    ratio = np.array([p.ratio for p in partials])
    softness = 0.5 * (TOUCHES - 1 - touch) / (TOUCHES - 1)
    level = np.array([p.level for p in partials]) * ratio**-softness
    level *= timbre.level / np.sqrt(np.sum(level**2))
    shrink = np.clip(2.0 ** ((pitch - 60) / 24), 0.5, 4.0)
    decay = np.array([p.decay_s for p in partials]) / shrink
    z = (-1 / decay + 2j * np.pi * ratio * hertz) / SAMPLE_RATE
    columns = np.exp(z[:, None] * np.arange(_COLUMNS))
    rows = level * np.exp(np.arange(length // _COLUMNS)[:, None] * (z * _COLUMNS))
    left = np.hstack((rows.real, rows.imag)).astype(np.float32)
    right = np.vstack((columns.imag, columns.real)).astype(np.float32)
    wave: Wave = (left @ right).ravel()
    attack = round(timbre.attack_s * SAMPLE_RATE)
    wave[:attack] *= _fade_out(attack)[::-1]
    return wave


@cache
def click(*, accented: bool) -> Wave:
    """A beat of the count-in, like a wood block."""
    return _strike(2093.0 if accented else 1568.0, 0.012, 0.06, 0.8 if accented else 0.55)


_DRUM_KINDS = (
    ("kick", (35, 36)),
    ("snare", (37, 38, 39, 40)),
    ("tom", (41, 43, 45, 47, 48, 50, 60, 61, 62, 63, 64, 65, 66)),
    ("closed hat", (42, 44, 54, 69, 70, 82)),
    ("open hat", (46,)),
    ("cymbal", (49, 51, 52, 53, 55, 57, 59)),
)
_DRUM_OF = {pitch: kind for kind, pitches in _DRUM_KINDS for pitch in pitches}


@cache
def drum(pitch: int) -> Wave:
    """The whole sound of the General MIDI drum on `pitch`; an unknown one is a wood block."""
    kind = _DRUM_OF.get(pitch)
    if kind == "kick":
        return _kick()
    if kind == "snare":
        return _strike(190.0, 0.05, 0.25, 0.6) + _noise(0.07, 0.25, 0.45, 1)
    if kind == "tom":
        return _strike(90.0 * 2 ** ((pitch % 12) / 12), 0.13, 0.5, 1.1)
    if kind == "closed hat":
        return _noise(0.02, 0.1, 0.3, 2)
    if kind == "open hat":
        return _noise(0.12, 0.5, 0.3, 2)
    if kind == "cymbal":
        return _noise(0.35, 1.4, 0.3, 2)
    return _strike(900.0, 0.02, 0.1, 0.6)


def _kick() -> Wave:
    time_s = _times(0.3)
    phase = 2 * np.pi * (48 * time_s + 110 * 0.03 * (1 - np.exp(-time_s / 0.03)))
    return _shaped(1.4 * np.sin(phase), time_s, 0.09)


def _strike(hertz: float, decay_s: float, length_s: float, level: float) -> Wave:
    time_s = _times(length_s)
    return _shaped(level * np.sin(2 * np.pi * hertz * time_s), time_s, decay_s)


def _noise(decay_s: float, length_s: float, level: float, brightness: int) -> Wave:
    """Noise, the same each time; every step of `brightness` takes its low tones out once more."""
    time_s = _times(length_s)
    noise = np.random.Generator(np.random.PCG64(1)).uniform(-1, 1, len(time_s) + brightness)
    return _shaped(level * np.diff(noise, brightness), time_s, decay_s)


def _shaped(wave: NDArray[np.float64], time_s: NDArray[np.float64], decay_s: float) -> Wave:
    """Let `wave` begin within half a millisecond, die away, and end at exactly 0."""
    attack, end = SAMPLE_RATE // 2000, len(wave) // 4
    wave = wave * np.exp(-time_s / decay_s)
    wave[:attack] *= _fade_out(attack)[::-1]
    wave[-end:] *= _fade_out(end)
    return wave.astype(np.float32)


def _times(length_s: float) -> NDArray[np.float64]:
    return np.arange(round(length_s * SAMPLE_RATE)) / SAMPLE_RATE


@cache
def _fade_out(length: int) -> Wave:
    """Half a cosine from almost 1 down to exactly 0."""
    steps = np.arange(1, length + 1) / max(1, length)
    return (0.5 + 0.5 * np.cos(np.pi * steps)).astype(np.float32)
