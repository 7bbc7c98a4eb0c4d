"""The recorded samples of a font, decoded when they are first needed and kept while there is room.

Plain fonts hold 16-bit samples; version 3 holds each as an Ogg Vorbis file. The further 8 bits of
24-bit fonts are left aside: they lie below what is heard. A sample that can't be decoded is silent.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

import numpy as np
import soundfile
from numpy.typing import NDArray

from game.sound.soundfont.records import Table

Wave = NDArray[np.float32]

CACHE_BYTES = 64_000_000
MAX_FRAMES = 6_000_000
"""Two minutes of sound at 48 kHz."""
MAX_PACKED_BYTES = 8_000_000
_LOWEST_RATE, _USUAL_RATE, _HIGHEST_RATE = 400, 44_100, 192_000
_FROM_ROM, _PACKED = 0x8000, 0x10
_MIDDLE_C, _HIGHEST_KEY = 60, 127
_FULL_SCALE = 1 / 32768


@dataclass(frozen=True, slots=True)
class Sample:
    """One recording: mono, full scale 1, at `rate_hz`.

    It sounds at MIDI key `key`, plus `correction_cents` to be in tune. The loop goes from
    `loop_start` up to and without `loop_end`, in frames; they may lie anywhere.
    """

    wave: Wave
    rate_hz: int
    key: int
    correction_cents: int
    loop_start: int
    loop_end: int


class SampleShelf:
    """Decodes the samples that `table` lists from the sample chunk of `file`."""

    def __init__(self, file: BinaryIO, chunk_at: int, chunk_bytes: int, table: Table) -> None:
        self._file = file
        self._at = chunk_at
        self._bytes = chunk_bytes
        self._table = table
        self._kept: OrderedDict[int, Sample] = OrderedDict()
        self._kept_bytes = 0

    def sample(self, index: int) -> Sample:
        """Sample number `index`, which must be in the table."""
        found = self._kept.get(index)
        if found is None:
            found = self._decoded(index)
            self._kept[index] = found
            self._kept_bytes += found.wave.nbytes
        self._kept.move_to_end(index)
        while self._kept_bytes > CACHE_BYTES and len(self._kept) > 1:
            self._kept_bytes -= self._kept.popitem(last=False)[1].wave.nbytes
        return found

    def _decoded(self, index: int) -> Sample:
        record = self._table[index]
        start, end, kind = int(record["start"]), int(record["end"]), int(record["kind"])
        loop_start, loop_end = int(record["loop_start"]), int(record["loop_end"])
        if kind & _FROM_ROM or start >= end:
            wave = np.zeros(0, np.float32)
        elif kind & _PACKED:
            wave = self._unpacked(start, end)
        else:
            wave = self._plain(start, end)
            loop_start, loop_end = loop_start - start, loop_end - start
        rate = int(record["rate"])
        key = int(record["key"])
        return Sample(
            wave,
            rate if _LOWEST_RATE <= rate <= _HIGHEST_RATE else _USUAL_RATE,
            key if key <= _HIGHEST_KEY else _MIDDLE_C,
            int(record["correction"]),
            loop_start,
            loop_end,
        )

    def _plain(self, start: int, end: int) -> Wave:
        end = min(end, self._bytes // 2, start + MAX_FRAMES)
        raw = self._read(start * 2, end * 2)
        wave = np.frombuffer(raw, "<i2", len(raw) // 2).astype(np.float32)
        wave *= _FULL_SCALE
        return wave

    def _unpacked(self, start: int, end: int) -> Wave:
        raw = self._read(start, min(end, start + MAX_PACKED_BYTES))
        if not raw.startswith(b"OggS"):
            return np.zeros(0, np.float32)
        try:
            with soundfile.SoundFile(BytesIO(raw)) as file:
                frames = min(file.frames, MAX_FRAMES) if file.channels <= 2 else 0
                read = np.zeros((max(0, frames), file.channels), np.float32)
                wave = file.read(out=read)[:, 0]
        except (soundfile.SoundFileError, RuntimeError, ValueError, MemoryError):
            return np.zeros(0, np.float32)
        return np.nan_to_num(wave.astype(np.float32), posinf=0, neginf=0)

    def _read(self, start: int, end: int) -> bytes:
        """Bytes `start` to `end` of the sample chunk, as far as it and the file go."""
        start, end = min(start, self._bytes), min(end, self._bytes)
        if start >= end:
            return b""
        try:
            self._file.seek(self._at + start)
            return self._file.read(end - start)
        except (OSError, ValueError):
            return b""
