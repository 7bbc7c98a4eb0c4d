"""Single tones of a plain, warm synthesiser: one sound wave for an instrument, a pitch and a touch.

For sounds beside the songs, which come from a SoundFont: clicks and other small ones. Every pitched
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
    """A kind of instrument.

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
STRINGS = Timbre(_chorus((1, 0.5, 0.34, 0.22, 0.14, 0.08), 0.0016), 0.03, 0.22, 20, 0.55)


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
    return strike(2093.0 if accented else 1568.0, 0.012, 0.06, 0.8 if accented else 0.55)


def strike(hertz: float, decay_s: float, length_s: float, level: float) -> Wave:
    """A struck thing: a sine that begins at once and dies away with `decay_s`."""
    time_s = _times(length_s)
    return _shaped(level * np.sin(2 * np.pi * hertz * time_s), time_s, decay_s)


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
