"""The chunks of a SoundFont file: where its samples lie, and the bytes of its tables.

Reads the tables and leaves the samples where they are. Every length in the file is checked against
the file's own.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from game.sound.soundfont.problem import FontError
from game.text import later, sentence

TABLES = (b"phdr", b"pbag", b"pmod", b"pgen", b"inst", b"ibag", b"imod", b"igen", b"shdr")
MAX_TABLE_BYTES = 16_000_000
"""Most tables can't grow beyond 65,536 entries, since they are counted with 16 bits."""
MAX_CHUNKS = 256
_HEAD = struct.Struct("<4sI")
_VERSION = struct.Struct("<HH")
_KNOWN_VERSIONS = (2, 3)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the samples begin and how many bytes they take, and the raw tables by name."""

    samples_at: int
    samples_bytes: int
    tables: dict[bytes, bytes]


@dataclass(frozen=True, slots=True)
class _Chunk:
    name: bytes
    at: int
    size: int


def read_layout(file: BinaryIO) -> Layout:
    """The layout of the SoundFont in `file`. Raises `FontError` and `OSError`."""
    size = file.seek(0, 2)
    file.seek(0)
    name, _ = _head(file)
    if name != b"RIFF" or file.read(4) != b"sfbk":
        raise FontError(sentence("This is not a SoundFont file."))
    found: dict[bytes, _Chunk] = {}
    for group in _chunks(file, 12, size):
        if group.name == b"LIST" and group.size >= 4:
            for chunk in _chunks(file, group.at + 4, group.at + group.size):
                found.setdefault(chunk.name, chunk)
    _check_version(file, found.get(b"ifil"))
    samples = found.get(b"smpl")
    if samples is None or any(table not in found for table in TABLES):
        raise FontError(sentence("This SoundFont is not whole: a part of it is missing."))
    return Layout(samples.at, samples.size, {name: _table(file, found[name]) for name in TABLES})


def _head(file: BinaryIO) -> tuple[bytes, int]:
    head = file.read(_HEAD.size)
    return _HEAD.unpack(head) if len(head) == _HEAD.size else (b"", 0)


def _chunks(file: BinaryIO, at: int, end: int) -> Iterator[_Chunk]:
    """The chunks from `at` on, none of which reaches beyond `end`."""
    for _ in range(MAX_CHUNKS):
        if at + _HEAD.size > end:
            return
        file.seek(at)
        name, size = _head(file)
        at += _HEAD.size
        size = min(size, end - at)
        yield _Chunk(name, at, size)
        at += size + (size & 1)


def _check_version(file: BinaryIO, chunk: _Chunk | None) -> None:
    if chunk is None or chunk.size < _VERSION.size:
        return
    file.seek(chunk.at)
    version = file.read(_VERSION.size)
    if len(version) == _VERSION.size and _VERSION.unpack(version)[0] not in _KNOWN_VERSIONS:
        told = later("This SoundFont is of a kind that can't be read; versions 2 and 3 can.")
        raise FontError(sentence(told))


def _table(file: BinaryIO, chunk: _Chunk) -> bytes:
    if chunk.size > MAX_TABLE_BYTES:
        raise FontError(sentence("This SoundFont's tables are too big to be read."))
    file.seek(chunk.at)
    return file.read(chunk.size)
