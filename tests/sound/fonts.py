"""Small SoundFonts for tests, written byte by byte."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import soundfile
from numpy.typing import NDArray

from game.sound.soundfont.font import SoundFont, parse_font
from game.sound.soundfont.generators import Generator

RATE = 48_000
A4 = 69
PERIOD = 120
"""Frames of one turn of a 400 Hz sine at 48 kHz: a whole number, so that it can be looped."""
HERTZ = RATE / PERIOD
_GAP = 46


@dataclass(frozen=True)
class Recording:
    """A sample; its loop runs over the whole of it unless told otherwise."""

    wave: NDArray[np.int16]
    loop: tuple[int, int] | None = None
    rate: int = RATE
    key: int = A4
    correction: int = 0


@dataclass(frozen=True)
class Zone:
    """What a zone says; ranges are `(low, high)`. `leads_to` is an instrument or a sample."""

    leads_to: int | None = 0
    generators: Mapping[Generator, int] = field(default_factory=dict[Generator, int])
    keys: tuple[int, int] | None = None
    velocities: tuple[int, int] | None = None
    modulators: Sequence[tuple[int, int, int, int, int]] = ()


@dataclass(frozen=True)
class Preset:
    bank: int
    program: int
    zones: Sequence[Zone] = (Zone(),)


def sine(turns: int = 100, height: float = 0.5) -> Recording:
    """A pure tone of 400 Hz that can be looped anywhere on a turn; its key is 69."""
    frames = np.arange(turns * PERIOD)
    wave = np.rint(height * 32767 * np.sin(2 * np.pi * frames / PERIOD)).astype(np.int16)
    return Recording(wave, (PERIOD, turns * PERIOD - PERIOD))


def click(frames: int = 4800) -> Recording:
    """Full height at once, then dying away: its first frame is its loudest."""
    wave = 30000 * np.exp(-np.arange(frames) / 300)
    return Recording(wave.astype(np.int16))


LOOPED: dict[Generator, int] = {Generator.SAMPLE_MODES: 1}


def plain_font(
    recording: Recording | None = None, generators: Mapping[Generator, int] | None = None
) -> SoundFont:
    """One instrument for every program 0, drums too, with these generators."""
    zone = Zone(0, {**LOOPED, **(generators or {})})
    presets = [Preset(0, 0), Preset(128, 0)]
    return parse_font(written(presets, [[zone]], [recording or sine()]))


def written(
    presets: Sequence[Preset],
    instruments: Sequence[Sequence[Zone]],
    recordings: Sequence[Recording],
    *,
    packed: bool = False,
) -> bytes:
    """The bytes of a SoundFont 2 file, or of version 3 with Ogg samples where `packed`."""
    samples, heads = _samples(recordings, packed=packed)
    bags, outer = _level([preset.zones for preset in presets], Generator.INSTRUMENT)
    inner_bags, inner = _level(instruments, Generator.SAMPLE)
    phdr = b"".join(
        struct.pack("<20sHHHLLL", b"preset", p.program, p.bank, bag, 0, 0, 0)
        for p, bag in zip([*presets, Preset(0, 0)], bags, strict=True)
    )
    inst = b"".join(struct.pack("<20sH", b"instrument", bag) for bag in inner_bags)
    pdta = {b"phdr": phdr, **_named(b"p", outer), b"inst": inst, **_named(b"i", inner)}
    info = _chunk(b"LIST", b"INFO" + _chunk(b"ifil", struct.pack("<HH", 3 if packed else 2, 1)))
    sdta = _chunk(b"LIST", b"sdta" + _chunk(b"smpl", samples))
    tables = b"".join(_chunk(name, table) for name, table in {**pdta, b"shdr": heads}.items())
    return _chunk(b"RIFF", b"sfbk" + info + sdta + _chunk(b"LIST", b"pdta" + tables))


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<L", len(body)) + body + b"\0" * (len(body) % 2)


def _named(prefix: bytes, tables: tuple[bytes, bytes, bytes]) -> dict[bytes, bytes]:
    names = (prefix + b"bag", prefix + b"mod", prefix + b"gen")
    return dict(zip(names, tables, strict=True))


def _level(
    groups: Sequence[Sequence[Zone]], leads_to: Generator
) -> tuple[list[int], tuple[bytes, bytes, bytes]]:
    """The first bag of each group and of the end, and the bags, modulators and generators."""
    first_bags: list[int] = []
    bags, modulators, generators = b"", b"", b""
    for group in groups:
        first_bags.append(len(bags) // 4)
        for zone in group:
            bags += struct.pack("<HH", len(generators) // 4, len(modulators) // 10)
            modulators += b"".join(struct.pack("<HHhHH", *fields) for fields in zone.modulators)
            generators += _generators(zone, leads_to)
    first_bags.append(len(bags) // 4)
    bags += struct.pack("<HH", len(generators) // 4, len(modulators) // 10)
    return first_bags, (bags, modulators + bytes(10), generators + bytes(4))


def _generators(zone: Zone, leads_to: Generator) -> bytes:
    said = b""
    ranges = ((Generator.KEY_RANGE, zone.keys), (Generator.VELOCITY_RANGE, zone.velocities))
    for kind, limits in ranges:
        if limits is not None:
            said += struct.pack("<HBB", kind, *limits)
    for kind, amount in zone.generators.items():
        said += struct.pack("<Hh", kind, amount)
    if zone.leads_to is not None:
        said += struct.pack("<HH", leads_to, zone.leads_to)
    return said


def _samples(recordings: Sequence[Recording], *, packed: bool) -> tuple[bytes, bytes]:
    samples, heads = b"", b""
    for recording in recordings:
        loop = recording.loop or (0, len(recording.wave))
        if packed:
            start, body = len(samples), _ogg(recording)
            end = start + len(body)
        else:
            start, body = len(samples) // 2, recording.wave.astype("<i2").tobytes()
            end = start + len(recording.wave)
            body += bytes(2 * _GAP)
            loop = (loop[0] + start, loop[1] + start)
        samples += body
        heads += struct.pack(
            "<20sLLLLLBbHH",
            *(b"sample", start, end, *loop, recording.rate, recording.key, recording.correction),
            *(0, 1 | (0x10 if packed else 0)),
        )
    return samples, heads + struct.pack("<20sLLLLLBbHH", b"EOS", *(0,) * 9)


def _ogg(recording: Recording) -> bytes:
    file = io.BytesIO()
    soundfile.write(file, recording.wave, recording.rate, format="OGG", subtype="VORBIS")
    return file.getvalue()
