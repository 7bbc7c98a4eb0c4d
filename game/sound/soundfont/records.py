"""The tables of a SoundFont as arrays of records, as the SoundFont 2.04 specification has them.

Knows bytes and fields; what they mean for a note is for `presets` to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.sound.soundfont.problem import FontError
from game.text import sentence

Table = NDArray[np.void]

_PRESET = np.dtype(
    [
        ("name", "S20"),
        ("program", "<u2"),
        ("bank", "<u2"),
        ("bag", "<u2"),
        ("library", "<u4"),
        ("genre", "<u4"),
        ("morphology", "<u4"),
    ]
)
_BAG = np.dtype([("generator", "<u2"), ("modulator", "<u2")])
_MODULATOR = np.dtype(
    [
        ("source", "<u2"),
        ("target", "<u2"),
        ("amount", "<i2"),
        ("amount_source", "<u2"),
        ("transform", "<u2"),
    ]
)
_GENERATOR = np.dtype([("kind", "<u2"), ("amount", "<i2")])
_INSTRUMENT = np.dtype([("name", "S20"), ("bag", "<u2")])
_SAMPLE = np.dtype(
    [
        ("name", "S20"),
        ("start", "<u4"),
        ("end", "<u4"),
        ("loop_start", "<u4"),
        ("loop_end", "<u4"),
        ("rate", "<u4"),
        ("key", "u1"),
        ("correction", "i1"),
        ("link", "<u2"),
        ("kind", "<u2"),
    ]
)


@dataclass(frozen=True, slots=True)
class Level:
    """The two levels of a font have tables of one shape: presets, and instruments within them.

    `heads` name the first bag of each; the last head is only where the others end.
    """

    heads: Table
    bags: Table
    modulators: Table
    generators: Table


@dataclass(frozen=True, slots=True)
class Records:
    """All tables. The last preset, instrument and sample are ends and not things."""

    presets: Level
    instruments: Level
    samples: Table


def read_records(tables: Mapping[bytes, bytes]) -> Records:
    """The records in raw `tables`, by chunk name. Raises `FontError` if there is nothing to play.

    A record that is cut off is left out.
    """
    presets = Level(
        _records(tables[b"phdr"], _PRESET),
        _records(tables[b"pbag"], _BAG),
        _records(tables[b"pmod"], _MODULATOR),
        _records(tables[b"pgen"], _GENERATOR),
    )
    instruments = Level(
        _records(tables[b"inst"], _INSTRUMENT),
        _records(tables[b"ibag"], _BAG),
        _records(tables[b"imod"], _MODULATOR),
        _records(tables[b"igen"], _GENERATOR),
    )
    samples = _records(tables[b"shdr"], _SAMPLE)
    if min(len(presets.heads), len(instruments.heads), len(samples)) < 2:
        raise FontError(sentence("There are no instruments in this SoundFont."))
    return Records(presets, instruments, samples)


def _records(raw: bytes, kind: np.dtype[np.void]) -> Table:
    return np.frombuffer(raw, kind, len(raw) // kind.itemsize)
