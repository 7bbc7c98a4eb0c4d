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
from dataclasses import dataclass, replace
from itertools import pairwise

from game.charting.chart import Chart, Grip
from game.play.engine import MAX_TIME_S, RULES_VERSION, US_PER_S, Engine, microseconds
from game.play.events import Event, Pinch
from game.play.varints import ByteReader, put, put_signed

FORMAT_VERSION = 1
MAX_PINCHES = 200_000
"""About 20 pinches a second for three hours."""
MAX_BYTES = 4_000_000
_MAGIC = b"TTR"
HEAD_BYTES = 64
"""So many bytes from the beginning hold everything before the pinches."""
_HASH_BYTES = 32
_MAX_WINDOW_US = 10 * US_PER_S
_MAX_RULES_VERSION = 2**31
_GRIPS = tuple(Grip)


class ReplayError(ValueError):
    """These bytes or values are no replay. The text is one sentence."""


@dataclass(frozen=True, slots=True)
class Replay:
    """The pinches of one run, in order of time, in song seconds.

    `ended_s` is the song time at which the run was over; `finished` tells whether it was played to
    the end. Times are rounded to whole microseconds. Raises `ReplayError` for values no run has.
    """

    chart_hash: str
    hit_window_s: float
    pinches: tuple[Pinch, ...]
    ended_s: float
    finished: bool
    rules_version: int = RULES_VERSION

    def __post_init__(self) -> None:
        try:
            chart_hash = bytes.fromhex(self.chart_hash)
            times = [microseconds(pinch.time_s) for pinch in self.pinches]
            ended = microseconds(self.ended_s)
            window = microseconds(self.hit_window_s)
        except ValueError as error:
            raise ReplayError(f"The replay holds a value that can't be: {error}.") from None
        if len(chart_hash) != _HASH_BYTES or chart_hash.hex() != self.chart_hash:
            raise ReplayError("The replay names no chart.")
        if not 0 <= self.rules_version <= _MAX_RULES_VERSION:
            raise ReplayError("The replay's rules version is out of range.")
        if len(times) > MAX_PINCHES:
            raise ReplayError(f"The replay holds more than {MAX_PINCHES} pinches.")
        if not 0 < window <= _MAX_WINDOW_US:
            raise ReplayError("The replay's hit window is out of range.")
        if any(later < earlier for earlier, later in pairwise(times)):
            raise ReplayError("The replay's pinches are not in order of time.")
        if times and ended < times[-1]:
            raise ReplayError("The replay ends before its last pinch.")
        self._round(times, ended, window)

    def _round(self, times: list[int], ended: int, window: int) -> None:
        if any(p.time_s != t / US_PER_S for p, t in zip(self.pinches, times, strict=True)):
            rounded = zip(self.pinches, times, strict=True)
            pinches = tuple(replace(pinch, time_s=time / US_PER_S) for pinch, time in rounded)
            object.__setattr__(self, "pinches", pinches)
        object.__setattr__(self, "ended_s", ended / US_PER_S)
        object.__setattr__(self, "hit_window_s", window / US_PER_S)

    def encode(self) -> bytes:
        """The replay as bytes; `decode` gives an equal replay back."""
        out = bytearray(_MAGIC)
        out.append(FORMAT_VERSION)
        out += bytes.fromhex(self.chart_hash)
        put(out, self.rules_version)
        put(out, microseconds(self.hit_window_s))
        out.append(int(self.finished))
        put_signed(out, microseconds(self.ended_s))
        put(out, len(self.pinches))
        before: int | None = None
        for pinch in self.pinches:
            time_us = microseconds(pinch.time_s)
            if before is None:
                before = time_us
                put_signed(out, time_us)
            put(out, (time_us - before) << 4 | pinch.grip << 1 | pinch.down)
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
    reader = ByteReader(body, _complaint, position=4)
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


def seconds_played(beginning: bytes) -> float:
    """How far into its song a run came, from the first `HEAD_BYTES` bytes of its replay or more.

    At least 0. The check sum at the end is not looked at. Raises `ReplayError`.
    """
    if beginning[:3] != _MAGIC or len(beginning) < len(_MAGIC) + 1 + _HASH_BYTES:
        raise ReplayError("These bytes are not a replay.")
    reader = ByteReader(beginning, _complaint, position=len(_MAGIC) + 1 + _HASH_BYTES)
    reader.number()
    reader.number()
    reader.byte()
    return max(reader.signed() / US_PER_S, 0.0)


def run_again(chart: Chart, replay: Replay) -> list[Event]:
    """Judge `replay` on `chart` and give every event, in order.

    Raises `ReplayError` when the replay belongs to another chart.
    """
    if chart.hash != replay.chart_hash:
        raise ReplayError("The replay belongs to another chart.")
    return ReplayStepper(chart, replay).finish()


class ReplayStepper:
    """Plays a replay through an engine of its own, up to any moment, one moment after the other.

    A run that was left early stands still from its end on. Raises `ReplayError` when the replay's
    hit window is too wide for the chart.
    """

    def __init__(self, chart: Chart, replay: Replay) -> None:
        try:
            self._engine = Engine(chart, replay)
        except ValueError as error:
            raise ReplayError(f"The replay does not fit its chart: {error}.") from None
        self._replay = replay
        self._next = 0
        self._now_s = -MAX_TIME_S

    def advance(self, time_s: float) -> list[Event]:
        """The events up to `time_s`, the pinches at exactly that time among them."""
        if not self._replay.finished:
            time_s = min(time_s, self._replay.ended_s)
        events: list[Event] = []
        pinches = self._replay.pinches
        while self._next < len(pinches) and pinches[self._next].time_s <= time_s:
            pinch = pinches[self._next]
            self._next += 1
            act = self._engine.press if pinch.down else self._engine.release
            events += act(pinch.time_s, pinch.grip)
        self._now_s = time_s
        return events + self._engine.advance(time_s)

    def finish(self) -> list[Event]:
        """All remaining events; of a run that was left early, those up to its end."""
        events = self.advance(max(self._now_s, self._replay.ended_s))
        return events + self._engine.finish() if self._replay.finished else events


def _read_pinches(reader: ByteReader) -> tuple[Pinch, ...]:
    count = reader.number()
    if count > MAX_PINCHES:
        raise ReplayError(f"The replay claims {count} pinches, more than {MAX_PINCHES}.")
    if count == 0:
        return ()
    time_us = reader.signed()
    pinches: list[Pinch] = []
    for place in range(count):
        packed = reader.number()
        if place == 0 and packed >> 4:
            raise ReplayError("The replay's first pinch is not where it says.")
        time_us += packed >> 4
        grip = packed >> 1 & 7
        if grip >= len(_GRIPS):
            raise ReplayError("The replay holds an unknown grip.")
        pinches.append(Pinch(time_us / US_PER_S, _GRIPS[grip], bool(packed & 1)))
    return tuple(pinches)


def _complaint(words: str) -> ReplayError:
    return ReplayError(f"The replay {words}.")
