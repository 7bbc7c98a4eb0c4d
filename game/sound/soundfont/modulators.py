"""Modulators: how hard a key is struck, and the player's controls, change what a region says.

Those that hang on the strike alone are worked out here, once a note. The usual ones that hang on
controls (volume, expression, pan, modulation wheel, pressure, reverb) only give their amounts: the
sampler follows these controls through the note. Any others see their control at rest.

Numbers and curves: SoundFont 2.04, sections 8.2 to 8.4. Like FluidSynth, no filter is closed by a
soft touch unless the font asks for it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from game.sound.soundfont.generators import Generator

PEAK_ATTENUATION_CB = 960
_NONE, _VELOCITY, _KEY, _BEND = 0, 2, 3, 14
_INDEX_BITS, _CONTROLLER_BIT, _FALLING_BIT, _BIPOLAR_BIT, _CURVE_SHIFT = (
    0x7F,
    0x80,
    0x100,
    0x200,
    10,
)
_LINEAR, _CONCAVE, _CONVEX = 0, 1, 2
_STEPS = 128
_ABSOLUTE = 2
_MIDDLE_CONTROLLERS = (8, 10, *range(70, 80))
_FULL_CONTROLLERS = {7: 100, 11: 127}


@dataclass(frozen=True, slots=True)
class Modulator:
    """One modulator as it stands in the file; `source` and `amount_source` are its bit fields."""

    source: int
    target: int
    amount: int
    amount_source: int
    transform: int

    @property
    def identity(self) -> tuple[int, int, int, int]:
        """Of two modulators with the same identity the more local one holds."""
        return self.source, self.target, self.amount_source, self.transform


VELOCITY_TO_LOUDNESS = Modulator(0x502, Generator.ATTENUATION, 960, 0, 0)
VOLUME_TO_LOUDNESS = Modulator(0x587, Generator.ATTENUATION, 960, 0, 0)
EXPRESSION_TO_LOUDNESS = Modulator(0x58B, Generator.ATTENUATION, 960, 0, 0)
CONTROLLER_TO_PAN = Modulator(0x28A, Generator.PAN, 500, 0, 0)
WHEEL_TO_VIBRATO = Modulator(0x81, Generator.VIBRATO_TO_PITCH, 50, 0, 0)
PRESSURE_TO_VIBRATO = Modulator(0xD, Generator.VIBRATO_TO_PITCH, 50, 0, 0)
CONTROLLER_TO_REVERB = Modulator(0xDB, Generator.REVERB_SEND, 200, 0, 0)

DEFAULTS = (
    VELOCITY_TO_LOUDNESS,
    VOLUME_TO_LOUDNESS,
    EXPRESSION_TO_LOUDNESS,
    CONTROLLER_TO_PAN,
    WHEEL_TO_VIBRATO,
    PRESSURE_TO_VIBRATO,
    CONTROLLER_TO_REVERB,
)
_FOLLOWED = frozenset(modulator.identity for modulator in DEFAULTS[1:])


def merged(inherited: Iterable[Modulator], local: Iterable[Modulator]) -> tuple[Modulator, ...]:
    """`inherited` with those replaced that `local` says differently."""
    by_identity = {modulator.identity: modulator for modulator in inherited}
    by_identity.update((modulator.identity, modulator) for modulator in local)
    return tuple(by_identity.values())


def amount_of(modulators: Iterable[Modulator], followed: Modulator) -> float:
    """How much the control that `followed` describes does here, in the target's units."""
    return float(sum(m.amount for m in modulators if m.identity == followed.identity))


def struck(modulators: Iterable[Modulator], key: int, velocity: int) -> dict[int, float]:
    """What is added to each generator when `key` is struck with `velocity` (both 0-127)."""
    added: dict[int, float] = {}
    for modulator in modulators:
        if modulator.identity in _FOLLOWED or not modulator.amount:
            continue
        value = modulator.amount * (
            _mapped(modulator.source, key, velocity)
            * _mapped(modulator.amount_source, key, velocity)
        )
        if modulator.transform == _ABSOLUTE:
            value = abs(value)
        added[modulator.target] = added.get(modulator.target, 0.0) + value
    return added


def _mapped(source: int, key: int, velocity: int) -> float:
    """The value of `source`, from 0 to 1 or from -1 to 1."""
    index = source & _INDEX_BITS
    if source & _CONTROLLER_BIT:
        value = _at_rest(index)
    elif index == _NONE:
        return 1.0
    elif index in (_VELOCITY, _KEY):
        value = velocity if index == _VELOCITY else key
    else:
        value = _STEPS // 2 if index == _BEND else 0
    share = value / _STEPS
    if source & _FALLING_BIT:
        share = (_STEPS - 1 - value) / _STEPS
    curve = source >> _CURVE_SHIFT
    if not source & _BIPOLAR_BIT:
        return _curved(curve, share)
    both_ways = 2 * share - 1
    return math.copysign(_curved(curve, abs(both_ways)), both_ways)


def _at_rest(controller: int) -> int:
    middle = _STEPS // 2 if controller in _MIDDLE_CONTROLLERS else 0
    return _FULL_CONTROLLERS.get(controller, middle)


def _curved(curve: int, share: float) -> float:
    if curve == _LINEAR:
        return share
    if curve == _CONCAVE:
        return concave(share)
    if curve == _CONVEX:
        return 1.0 - concave(1.0 - 1.0 / _STEPS - share)
    return float(share >= 0.5)


def concave(share: float) -> float:
    """0 at 0, 1 near 1: what makes a loudness of (1 - share) squared out of 96 decibels."""
    left = 1.0 - share * _STEPS / (_STEPS - 1)
    if left <= 0:
        return 1.0
    return min(1.0, -400.0 / PEAK_ATTENUATION_CB * math.log10(left))
