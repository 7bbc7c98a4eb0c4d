"""Writes the bytes of a MIDI file anew so that mido reads them, whatever has happened to them.

It stands in front of mido and knows events and chunks, no music. What it can't make out is left
out; so is what no song needs (system messages, most controllers). Controllers and bends that change
the sound are not written but handed over as they are, which spares mido the work.
Bytes that follow the standard come out with the same notes, programs, tempos, meters, names and
words at the same ticks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from struct import pack, unpack
from typing import NamedTuple

from game.music.song import SongError
from game.text import later, sentence

MAX_NOTES = 60_000
"""mido takes a good second for so many; the fullest of 1,500 real files holds 34,000."""
MAX_EVENTS = 150_000
"""Two for each note, and more tempos, programs and words than any song has."""
MAX_CONTROLS = 100_000
"""Ten times what the fullest of 1,500 real files holds; the rest is passed over."""
_WRAPPER_BYTES = 4096
"""A RIFF or MacBinary wrapper puts the header a little later in the file."""
_LONGEST_TEXT = 255
_NUMBER_BYTES = 4
_FORMATS = (0, 1, 2)
_DEFAULT_FORMAT, _DEFAULT_DIVISION, _UNKNOWN = 1, 480, 0
_LARGEST_DENOMINATOR = 6
"""As a power of two: 64ths. mido's own arithmetic fails for some beyond 2**28."""
_TEXT, _NAME, _WORD, _END, _TEMPO, _METER = 0x01, 0x03, 0x05, 0x2F, 0x51, 0x58
_NOTE_ON, _SYSEX, _SYSEX_END, _META = 0x90, 0xF0, 0xF7, 0xFF
_DATA_BYTES = {0: 2, 0x80: 2, 0x90: 2, 0xA0: 2, 0xB0: 2, 0xC0: 1, 0xD0: 1, 0xE0: 2}
_SYSTEM_DATA_BYTES = {0xF1: 1, 0xF2: 2, 0xF3: 1}
_KEPT = (0x80, 0x90, 0xC0)
_CONTROLLER = 0xB0
_CONTROL_KINDS = (_CONTROLLER, 0xC0, 0xD0, 0xE0)
_HEARD_CONTROLLERS = frozenset((0, 1, 6, 7, 10, 11, 38, 64, 91, 98, 99, 100, 101, 120, 121, 123))
"""Bank, modulation, data entry, volume, pan, expression, pedal, reverb, what data entry sets, all
sound off, controllers reset, all notes off."""
_CHUNK_NAME = re.compile(rb"[A-Za-z]{4}")
_UNMARKED_SYSEX = re.compile(rb"[\x00-\x7f]*\xf7")
_EVENT = re.compile(rb"[\x80-\xef][\x00-\x7f]{2}|\xff[\x00-\x09\x20\x21\x2f\x51\x54\x58\x59]")


class RawControl(NamedTuple):
    """A program, controller, pressure or bend message as it stands in track `track` at `tick`."""

    tick: int
    track: int
    status: int
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Repaired:
    """A MIDI file as mido likes it.

    `cut` says that the file ends before its last track does, `lost` that something in a track was
    not understood, so that notes may be missing or made up. `controls` follow the file.
    """

    data: bytes
    tracks: int
    notes: int
    cut: bool
    lost: bool
    controls: tuple[RawControl, ...] = ()


def repair(data: bytes) -> Repaired | None:
    """`data` as a faultless MIDI file; None if it is no MIDI file at all.

    Raises `SongError` if it holds more notes or events than a song may have.
    """
    header = _header(data)
    if header is None:
        return None
    kind, declared, division, at = header
    walker = _Walker(data)
    tracks: list[bytes] = []
    cut = False
    at = _first_track(data, at)
    while at >= 0 and (len(tracks) != declared or not walker.notes):
        span = _span(data, at)
        stopped, ended = walker.walk(span)
        cut = not ended and span.stated_end > len(data)
        tracks.append(bytes(walker.out))
        at = data.find(b"MTrk", max(stopped, span.body))
    head = b"MThd\0\0\0\6" + pack(">HHH", kind, len(tracks), division)
    chunks = b"".join(b"MTrk" + pack(">L", len(track)) + track for track in tracks)
    cut = cut or declared > len(tracks)
    return Repaired(
        head + chunks, len(tracks), walker.notes, cut, walker.lost, tuple(walker.controls)
    )


def _header(data: bytes) -> tuple[int, int, int, int] | None:
    """Format, number of tracks and division as the file says, and where its tracks may begin."""
    at = data.find(b"MThd", 0, _WRAPPER_BYTES)
    if at < 0:
        track = data.find(b"MTrk", 0, _WRAPPER_BYTES)
        if track < 0:
            return None
        at = track - 14
        if at < 0 or data[at + 4 : at + 8] != b"\0\0\0\6":
            return _DEFAULT_FORMAT, _UNKNOWN, _DEFAULT_DIVISION, track
    if len(data) < at + 14:
        return _DEFAULT_FORMAT, 1, _DEFAULT_DIVISION, len(data)
    kind, declared, division = unpack(">HHH", data[at + 8 : at + 14])
    return (kind if kind in _FORMATS else _DEFAULT_FORMAT), declared, division, at + 14


def _first_track(data: bytes, at: int) -> int:
    """Where the first track chunk begins, even under another name; -1 if there is none."""
    track = data.find(b"MTrk", at)
    return at if track < 0 and data.endswith(b"\xff\x2f\0") else track


class _Span(NamedTuple):
    """Where the events of a track begin, end at the latest, and end as its chunk states.

    Some files go on after the mark that ends a track; where the stated end is believed, so does
    the track.
    """

    body: int
    limit: int
    stated_end: int

    @property
    def believed(self) -> bool:
        return self.limit == self.stated_end


def _span(data: bytes, at: int) -> _Span:
    """The span of the track chunk at `at`.

    Its stated length is believed if another chunk or the end of the file follows there; otherwise
    it lasts until the next track chunk.
    """
    body = at + 8
    stated_end = body + int.from_bytes(data[at + 4 : body], "big")
    if stated_end == len(data) or _CHUNK_NAME.match(data, stated_end):
        return _Span(body, stated_end, stated_end)
    following = data.find(b"MTrk", body)
    return _Span(body, following if following >= 0 else len(data), stated_end)


class _Walker:
    """Goes through the events of one track after the other and writes those a song needs.

    `out` holds the track just walked; the other public attributes count for all of them.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.out = bytearray()
        self.notes = 0
        self.events = 0
        self.lost = False
        self.controls: list[RawControl] = []
        self._track = -1
        self._tick = 0
        self._at = 0
        self._end = 0
        self._waited = 0
        self._status = 0
        self._resumed = False

    def walk(self, span: _Span) -> tuple[int, bool]:
        """Writes the track in `span`; says where it stops and whether its end is marked."""
        self.out = bytearray()
        self._at, self._end = span.body, span.limit
        self._waited = self._status = self._tick = 0
        self._track += 1
        marked = False
        while self._at < span.limit and (span.believed or not marked):
            if not self._resumed:
                wait = self._number()
                self._waited += wait
                self._tick += wait
            self._resumed = False
            marked = self._event() or marked
        self._write(bytes((_META, _END, 0)))
        return self._at, marked

    def _event(self) -> bool:
        """Takes the event at hand; true if it marks the end of the track."""
        at = self._at
        if at >= self._end:
            return False
        status = self._data[at]
        if status < 0x80:
            self._channel_event(self._status, at)
        elif status < _SYSEX:
            self._status = status
            self._channel_event(status, at + 1)
        elif status == _META:
            return self._meta_event(at + 1)
        elif status in (_SYSEX, _SYSEX_END):
            self._system_exclusive(at + 1)
        else:
            self._at = at + 1 + _SYSTEM_DATA_BYTES.get(status, 0)
        return False

    def _channel_event(self, status: int, at: int) -> None:
        """Takes a message of a channel. Without any status it can only be passed over."""
        kind = status & 0xF0
        after = at + _DATA_BYTES[kind]
        self._at = after
        if after > self._end or not kind:
            self.lost = True
            return
        body = self._data[at:after]
        if not body.isascii():
            body = bytes(min(byte, 127) for byte in body)
        if kind in _CONTROL_KINDS:
            self._keep_control(status, body)
        if kind in _KEPT:
            if kind == _NOTE_ON and body[1]:
                self._count_note()
            self._write(bytes((status,)) + body)

    def _keep_control(self, status: int, body: bytes) -> None:
        unheard = status & 0xF0 == _CONTROLLER and body[0] not in _HEARD_CONTROLLERS
        if not unheard and len(self.controls) < MAX_CONTROLS:
            second = body[1] if len(body) > 1 else 0
            self.controls.append(RawControl(self._tick, self._track, status, body[0], second))

    def _meta_event(self, at: int) -> bool:
        data = self._data
        if at >= self._end or data[at] >= 0x80:
            self._resume(at)
            return False
        kind = data[at]
        if kind == _END:
            self._at = at + 2
            return self._at <= self._end
        self._at = at + 1
        length = self._number()
        body = self._at
        if body + length > self._end:
            self._resume(at)
            return False
        self._at = body + length
        if kind in (_TEXT, _NAME, _WORD):
            self._write_meta(kind, data[body : body + min(length, _LONGEST_TEXT)])
        elif kind == _TEMPO and length >= 3:
            self._write_meta(kind, data[body : body + 3])
        elif kind == _METER and length >= 2 and data[body + 1] <= _LARGEST_DENOMINATOR:
            self._write_meta(kind, data[body : body + 2] + b"\x18\x08")
        return False

    def _system_exclusive(self, at: int) -> None:
        """Passes one over. Some files leave its length out; then it ends at its own last byte."""
        self._at = at
        length = self._number()
        end = self._at + length
        unmarked = _UNMARKED_SYSEX.match(self._data, at, min(end, self._end))
        if unmarked and self._data[end - 1 : end] != b"\xf7":
            self._at = unmarked.end()
        elif end <= self._end:
            self._at = end
        else:
            self._resume(at)

    def _number(self) -> int:
        """The variable-length number at hand; one longer than the standard allows counts as 0."""
        data, at, end = self._data, self._at, self._end
        number = 0
        while at < end and data[at] >= 0x80:
            number = number << 7 | data[at] & 0x7F if at - self._at < _NUMBER_BYTES else 0
            at += 1
        if at - self._at < _NUMBER_BYTES and at < end:
            number = number << 7 | data[at]
        else:
            number = 0
            self.lost = True
        self._at = at + 1
        return number

    def _resume(self, at: int) -> None:
        """Goes on at the next likely event after `at`: what stands before can't be understood."""
        self.lost = self._resumed = True
        event = _EVENT.search(self._data, at, self._end)
        self._at = event.start() if event else self._end

    def _count_note(self) -> None:
        self.notes += 1
        if self.notes > MAX_NOTES:
            raise SongError(sentence("This song has more than {notes} notes.", notes=MAX_NOTES))

    def _write_meta(self, kind: int, body: bytes) -> None:
        self._write(bytes((_META, kind)) + _number_bytes(len(body)) + body)

    def _write(self, event: bytes) -> None:
        self.events += 1
        if self.events > MAX_EVENTS:
            too_many = later("This file holds more than {events} events, too many for a song.")
            raise SongError(sentence(too_many, events=MAX_EVENTS))
        self.out += _number_bytes(self._waited) + event
        self._waited = 0


def _number_bytes(number: int) -> bytes:
    """`number` as MIDI writes it: seven bits a byte, all but the last marked."""
    if number < 0x80:
        return bytes((number,))
    marked = [number & 0x7F]
    while number := number >> 7:
        marked.append(number & 0x7F | 0x80)
    return bytes(reversed(marked))
