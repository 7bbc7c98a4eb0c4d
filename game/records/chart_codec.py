"""A chart's notes as compact bytes, from which the very same notes can be read.

Layout, version 1 (numbers are LEB128 varints, times are in the 0.1 ms ticks that charts keep):

    version:1 byte  number of notes
    per note: ticks since the note before, zigzag-coded for the first (it may stand before 0)
              length in ticks << 3 | grip    pitch:1 byte

A note takes 4 to 6 bytes. The bytes carry no checksum; the digest stored beside them is one.
"""

from __future__ import annotations

import hashlib
import struct

from game.charting.chart import TICKS_PER_S, Chart, ChartNote, Grip, lane_order, on_tick, ticks
from game.play.engine import MAX_TIME_S
from game.play.varints import ByteReader, put, put_signed

FORMAT_VERSION = 1
_MAX_TICKS = int(MAX_TIME_S) * TICKS_PER_S
_MAX_PITCH = 127


class ChartBytesError(ValueError):
    """These bytes or values are no chart that can be kept. The text is one sentence."""


def encode_notes(notes: tuple[ChartNote, ...]) -> bytes:
    """The notes as bytes; `decode_notes` gives equal notes back.

    Raises `ChartBytesError` for notes off the 0.1 ms steps, out of order or with impossible values.
    """
    out = bytearray([FORMAT_VERSION])
    put(out, len(notes))
    before: int | None = None
    for note in notes:
        _check(note)
        tick = ticks(note.time_s)
        if before is not None and tick < before:
            raise ChartBytesError("The chart's notes are not in order of time.")
        if before is None:
            put_signed(out, tick)
        else:
            put(out, tick - before)
        put(out, ticks(note.duration_s) << 3 | note.grip)
        out.append(note.pitch)
        before = tick
    return bytes(out)


def decode_notes(data: bytes) -> tuple[ChartNote, ...]:
    """The notes that `data` holds. Raises `ChartBytesError` for whatever is not exactly some."""
    reader = ByteReader(data, _complaint)
    if reader.byte() != FORMAT_VERSION:
        raise ChartBytesError("The chart has a format this program can't read.")
    count = reader.number()
    if count > len(data):
        raise ChartBytesError("The chart claims more notes than it holds.")
    notes: list[ChartNote] = []
    tick = 0
    for place in range(count):
        tick += reader.number() if place else reader.signed()
        packed = reader.number()
        length, grip, pitch = packed >> 3, packed & 7, reader.byte()
        if abs(tick) > _MAX_TICKS or length > _MAX_TICKS or grip >= len(Grip) or pitch > _MAX_PITCH:
            raise ChartBytesError("The chart holds a note that can't be.")
        notes.append(ChartNote(tick / TICKS_PER_S, Grip(grip), pitch, length / TICKS_PER_S))
    if not reader.at_end:
        raise ChartBytesError("The chart has bytes after its end.")
    return tuple(notes)


def digest(chart: Chart) -> str:
    """Hex SHA-256 over everything `chart` holds, unlike its hash, which is over what is judged.

    Two songs can share a hash, and so can charts that differ in pitch alone; they share no digest.
    Raises `ChartBytesError` for a chart that can't be kept as it is.
    """
    if not chart.grips or chart.grips != lane_order(chart.grips):
        raise ChartBytesError("The chart's grips are not in lane order, each once.")
    found = hashlib.sha256(b"thumbtune stored chart 1")
    for text in (chart.song_sha256, chart.level_id):
        raw = text.encode()
        found.update(struct.pack("<I", len(raw)) + raw)
    found.update(struct.pack("<qqB", chart.charter_version, chart.speed_percent, len(chart.grips)))
    found.update(bytes(sorted(chart.grips)))
    found.update(encode_notes(chart.notes))
    return found.hexdigest()


def _check(note: ChartNote) -> None:
    if not (abs(note.time_s) <= MAX_TIME_S and 0 <= note.duration_s <= MAX_TIME_S):
        raise ChartBytesError("The chart holds a time that can't be.")
    if on_tick(note.time_s) != note.time_s or on_tick(note.duration_s) != note.duration_s:
        raise ChartBytesError("The chart holds a time between two steps of 0.1 ms.")
    if not 0 <= note.pitch <= _MAX_PITCH:
        raise ChartBytesError("The chart holds a pitch that can't be.")


def _complaint(words: str) -> ChartBytesError:
    return ChartBytesError(f"The chart {words}.")
