"""A replay: the pinches of one run and all that is needed to judge it again, as compact bytes.

Layout, version 1 (numbers are LEB128 varints, signed ones zigzag-coded first):

    "TTR"  version:1 byte  chart hash:32 bytes  rules version  hit window in us
    flags:1 byte (bit 0: played to the end)  end of the run in us (signed)
    number of pinches  time of the first pinch in us (signed; absent without pinches)
    per pinch: (us since the pinch before) << 4 | grip << 1 | down
    CRC-32 of everything before it: 4 bytes, little-endian

Bytes come from other people's machines: whatever is not exactly this raises `ReplayError`.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from itertools import pairwise

from game.charting.chart import Chart, Grip
from game.play.engine import RULES_VERSION, US_PER_S, Engine, microseconds
from game.play.events import Event, Pinch

FORMAT_VERSION = 1
MAX_PINCHES = 200_000
"""About 20 pinches a second for three hours."""
MAX_BYTES = 4_000_000
_MAGIC = b"TTR"
_HASH_BYTES = 32
_MAX_WINDOW_US = 10 * US_PER_S
_MAX_VARINT_BYTES = 9


class ReplayError(ValueError):
    """These bytes or values are no replay. The text is one sentence."""


@dataclass(frozen=True, slots=True)
class Replay:
    """The pinches of one run, in order of time, in song seconds.

    `ended_s` is the song time at which the run was over; `finished` tells whether it was played to
    the end. Times are kept in whole microseconds. Raises `ReplayError` for values that no run has.
    """

    chart_hash: str
    hit_window_s: float
    pinches: tuple[Pinch, ...]
    ended_s: float
    finished: bool
    rules_version: int = RULES_VERSION

    def __post_init__(self) -> None:
        try:
            if len(bytes.fromhex(self.chart_hash)) != _HASH_BYTES:
                raise ReplayError("The replay's chart hash has the wrong length.")
            times = [microseconds(pinch.time_s) for pinch in self.pinches]
            ended = microseconds(self.ended_s)
            window = microseconds(self.hit_window_s)
        except ReplayError:
            raise
        except ValueError as error:
            raise ReplayError(f"The replay holds a value that can't be: {error}.") from None
        if len(times) > MAX_PINCHES:
            raise ReplayError(f"The replay holds more than {MAX_PINCHES} pinches.")
        if not 0 < window <= _MAX_WINDOW_US:
            raise ReplayError("The replay's hit window is out of range.")
        if any(later < earlier for earlier, later in pairwise(times)):
            raise ReplayError("The replay's pinches are not in order of time.")
        if times and ended < times[-1]:
            raise ReplayError("The replay ends before its last pinch.")

    def encode(self) -> bytes:
        """The replay as bytes; `decode` gives an equal replay back."""
        out = bytearray(_MAGIC)
        out.append(FORMAT_VERSION)
        out += bytes.fromhex(self.chart_hash)
        _put(out, self.rules_version)
        _put(out, microseconds(self.hit_window_s))
        out.append(int(self.finished))
        _put(out, _zigzag(microseconds(self.ended_s)))
        _put(out, len(self.pinches))
        before: int | None = None
        for pinch in self.pinches:
            time_us = microseconds(pinch.time_s)
            if before is None:
                before = time_us
                _put(out, _zigzag(time_us))
            _put(out, (time_us - before) << 4 | pinch.grip << 1 | pinch.down)
            before = time_us
        out += struct.pack("<I", zlib.crc32(out))
        return bytes(out)


def decode(data: bytes) -> Replay:
    """The replay that `data` holds. Raises `ReplayError` for anything that is not exactly one."""
    if len(data) > MAX_BYTES:
        raise ReplayError("The replay is too large to be one.")
    if len(data) < len(_MAGIC) + 1 + _HASH_BYTES + 4 or data[:3] != _MAGIC:
        raise ReplayError("These bytes are not a replay.")
    if data[3] != FORMAT_VERSION:
        raise ReplayError(f"The replay has format {data[3]}; this program reads {FORMAT_VERSION}.")
    body, crc = data[:-4], struct.unpack("<I", data[-4:])[0]
    if zlib.crc32(body) != crc:
        raise ReplayError("The replay is damaged or cut off.")
    reader = _Reader(body, 4)
    chart_hash = reader.take(_HASH_BYTES).hex()
    rules_version = reader.number()
    window_us = reader.number()
    flags = reader.take(1)[0]
    if flags > 1:
        raise ReplayError("The replay has unknown flags.")
    ended_us = reader.signed()
    pinches = _read_pinches(reader)
    if not reader.at_end:
        raise ReplayError("The replay has bytes after its end.")
    return Replay(
        chart_hash=chart_hash,
        hit_window_s=window_us / US_PER_S,
        pinches=pinches,
        ended_s=ended_us / US_PER_S,
        finished=bool(flags),
        rules_version=rules_version,
    )


def run_again(chart: Chart, replay: Replay) -> list[Event]:
    """Judge `replay` on `chart` and give every event, in order.

    Raises `ReplayError` when the replay belongs to another chart.
    """
    if chart.hash != replay.chart_hash:
        raise ReplayError("The replay belongs to another chart.")
    stepper = ReplayStepper(chart, replay)
    return stepper.advance(replay.ended_s) + stepper.finish()


class ReplayStepper:
    """Plays a replay through an engine of its own, up to any moment, one moment after the other."""

    def __init__(self, chart: Chart, replay: Replay) -> None:
        self._engine = Engine(chart, replay)
        self._replay = replay
        self._next = 0

    def advance(self, time_s: float) -> list[Event]:
        """The events up to `time_s`, the pinches at exactly that time among them."""
        events: list[Event] = []
        pinches = self._replay.pinches
        while self._next < len(pinches) and pinches[self._next].time_s <= time_s:
            pinch = pinches[self._next]
            self._next += 1
            act = self._engine.press if pinch.down else self._engine.release
            events += act(pinch.time_s, pinch.grip)
        return events + self._engine.advance(time_s)

    def finish(self) -> list[Event]:
        """The last events of a run that was played to its end; none for one that was left early."""
        return self._engine.finish() if self._replay.finished else []


def _read_pinches(reader: _Reader) -> tuple[Pinch, ...]:
    count = reader.number()
    if count > MAX_PINCHES:
        raise ReplayError(f"The replay claims {count} pinches, more than {MAX_PINCHES}.")
    if count == 0:
        return ()
    time_us = reader.signed()
    pinches: list[Pinch] = []
    for _ in range(count):
        packed = reader.number()
        time_us += packed >> 4
        grip = packed >> 1 & 7
        if grip >= len(Grip):
            raise ReplayError("The replay holds an unknown grip.")
        pinches.append(Pinch(time_us / US_PER_S, Grip(grip), bool(packed & 1)))
    return tuple(pinches)


class _Reader:
    def __init__(self, data: bytes, position: int) -> None:
        self._data = data
        self._position = position

    @property
    def at_end(self) -> bool:
        return self._position == len(self._data)

    def take(self, count: int) -> bytes:
        taken = self._data[self._position : self._position + count]
        if len(taken) < count:
            raise ReplayError("The replay is cut off.")
        self._position += count
        return taken

    def number(self) -> int:
        value = 0
        for place in range(_MAX_VARINT_BYTES):
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << 7 * place
            if byte < 0x80:
                return value
        raise ReplayError("The replay holds a number that is too large.")

    def signed(self) -> int:
        value = self.number()
        return value >> 1 ^ -(value & 1)


def _put(out: bytearray, value: int) -> None:
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)


def _zigzag(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1
