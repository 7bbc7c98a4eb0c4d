"""Presets: which regions of a font play a key, with everything the font says about each.

A region is one sample for a range of keys and velocities. What instruments say replaces the rest
values, what presets say is added on top (SoundFont 2.04, section 9.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from game.sound.soundfont.generators import (
    COUNT,
    LIMITS,
    ONLY_IN_INSTRUMENTS,
    RESTS,
    Generator,
)
from game.sound.soundfont.modulators import DEFAULTS, Modulator, merged
from game.sound.soundfont.records import Level

MAX_REGIONS = 4096
"""Of one preset; the fullest of real fonts have some hundreds."""
MAX_ZONES = 8192
"""Looked at for one preset, so that no font can send us round for hours."""
MAX_MODULATORS = 64
"""Of one zone."""


@dataclass(frozen=True, slots=True)
class Range:
    """Keys or velocities from `low` to `high`, both included."""

    low: int
    high: int

    def __contains__(self, value: int) -> bool:
        return self.low <= value <= self.high

    def within(self, other: Range) -> Range:
        """What both have in common; may be empty."""
        return Range(max(self.low, other.low), min(self.high, other.high))


_ALL = Range(0, 127)


@dataclass(frozen=True, slots=True)
class Region:
    """One sample for a range of keys and velocities.

    `generators` are in the units of the file, by generator number, presets already added and all
    within their limits.
    """

    keys: Range
    velocities: Range
    sample: int
    generators: tuple[int, ...]
    modulators: tuple[Modulator, ...]

    def __getitem__(self, generator: Generator) -> int:
        return self.generators[generator]


@dataclass(frozen=True, slots=True)
class _Zone:
    keys: Range
    velocities: Range
    amounts: dict[int, int]
    modulators: tuple[Modulator, ...]

    def over(self, all_of_them: _Zone) -> _Zone:
        """This zone with what `all_of_them`, the global zone, says for those that don't."""
        has_keys = Generator.KEY_RANGE in self.amounts
        has_velocities = Generator.VELOCITY_RANGE in self.amounts
        return _Zone(
            self.keys if has_keys else all_of_them.keys,
            self.velocities if has_velocities else all_of_them.velocities,
            {**all_of_them.amounts, **self.amounts},
            merged(all_of_them.modulators, self.modulators),
        )


_NO_ZONE = _Zone(_ALL, _ALL, {}, ())


def regions_of(presets: Level, instruments: Level, preset: int, samples: int) -> list[Region]:
    """The regions of preset number `preset`, whose samples are below `samples`."""
    regions: list[Region] = []
    looked_at = 0
    for outer in _zones(presets, preset, Generator.INSTRUMENT):
        instrument = outer.amounts[Generator.INSTRUMENT] & 0xFFFF
        if instrument >= len(instruments.heads) - 1:
            continue
        for inner in _zones(instruments, instrument, Generator.SAMPLE):
            looked_at += 1
            if looked_at > MAX_ZONES or len(regions) >= MAX_REGIONS:
                return regions
            region = _region(outer, inner)
            empty = region.keys.low > region.keys.high
            if not empty and region.sample < samples:
                regions.append(region)
    return regions


def _zones(level: Level, index: int, leads_to: Generator) -> Iterator[_Zone]:
    """The zones of a preset or instrument that lead somewhere, the global zone worked in."""
    bags = level.bags
    first = int(level.heads[index]["bag"])
    last = min(int(level.heads[index + 1]["bag"]), len(bags) - 1, first + MAX_ZONES)
    everywhere = _NO_ZONE
    for place in range(first, last):
        zone = _zone(level, place)
        if leads_to in zone.amounts:
            yield zone.over(everywhere)
        elif place == first:
            everywhere = zone


def _zone(level: Level, place: int) -> _Zone:
    bag, following = level.bags[place], level.bags[place + 1]
    first, last = int(bag["generator"]), int(following["generator"])
    listed = level.generators[first : min(last, first + 2 * COUNT)]
    amounts = dict(zip(listed["kind"].tolist(), listed["amount"].tolist(), strict=True))
    first, last = int(bag["modulator"]), int(following["modulator"])
    modulators = level.modulators[first : min(last, first + MAX_MODULATORS)]
    return _Zone(
        _range(amounts.get(Generator.KEY_RANGE)),
        _range(amounts.get(Generator.VELOCITY_RANGE)),
        amounts,
        tuple(Modulator(*fields) for fields in modulators.tolist()),
    )


def _range(amount: int | None) -> Range:
    """A range as its two bytes say it, the low end in the lower one."""
    if amount is None:
        return _ALL
    return Range(amount & 0xFF, min(127, amount >> 8 & 0xFF))


def _region(outer: _Zone, inner: _Zone) -> Region:
    values = list(RESTS)
    for kind, amount in inner.amounts.items():
        if kind < COUNT:
            values[kind] = amount
    for kind, amount in outer.amounts.items():
        if kind < COUNT and kind not in ONLY_IN_INSTRUMENTS:
            values[kind] += amount
    return Region(
        inner.keys.within(outer.keys),
        inner.velocities.within(outer.velocities),
        inner.amounts[Generator.SAMPLE] & 0xFFFF,
        tuple(
            min(max(value, limits.least), limits.most)
            for value, limits in zip(values, LIMITS, strict=True)
        ),
        _added(merged(DEFAULTS, inner.modulators), outer.modulators),
    )


def _added(inner: tuple[Modulator, ...], outer: tuple[Modulator, ...]) -> tuple[Modulator, ...]:
    """The instrument's modulators with the preset's added to those of the same identity."""
    more = {modulator.identity: modulator.amount for modulator in outer}
    both = [replace(m, amount=m.amount + more.get(m.identity, 0)) for m in inner]
    known = {modulator.identity for modulator in inner}
    return (*both, *(modulator for modulator in outer if modulator.identity not in known))
