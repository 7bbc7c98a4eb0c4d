"""The part of mido that Thumbtune uses, typed."""

from collections.abc import Iterator
from typing import BinaryIO

class KeySignatureError(Exception): ...

class Message:
    type: str
    time: int
    channel: int
    note: int
    velocity: int
    control: int
    value: int
    program: int
    tempo: int
    numerator: int
    denominator: int
    name: str
    text: str
    is_meta: bool
    def __init__(self, type: str, **values: int | str) -> None: ...
    @classmethod
    def from_bytes(cls, data: list[int], time: float = 0) -> Message: ...
    def bytes(self) -> list[int]: ...
    def copy(self, **values: int | str) -> Message: ...

class MetaMessage(Message): ...
class MidiTrack(list[Message]): ...

class MidiFile:
    type: int
    ticks_per_beat: int
    tracks: list[MidiTrack]
    def __init__(
        self,
        filename: str | None = None,
        file: BinaryIO | None = None,
        type: int = 1,
        ticks_per_beat: int = 480,
        charset: str = "latin1",
        debug: bool = False,
        clip: bool = False,
        tracks: list[MidiTrack] | None = None,
    ) -> None: ...
    def save(self, filename: str | None = None, file: BinaryIO | None = None) -> None: ...
    def __iter__(self) -> Iterator[Message]: ...

def bpm2tempo(bpm: float) -> int: ...
