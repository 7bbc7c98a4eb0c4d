"""The MIDI inputs of this computer: through python-rtmidi where it is installed, else pygame."""

from __future__ import annotations

import importlib
import sys
from collections import deque
from pathlib import Path
from time import perf_counter
from typing import Any

import mido
import pygame.midi

from game.inputs.midi import MidiError, MidiPort, MidiPorts

_AT_ONCE = 256
"""Messages taken in one reading."""
_OLDEST_S = 0.25
"""A message that says to be older than this has a clock that is not ours."""
_ALSA = Path("/dev/snd/seq")
"""Without it there is no MIDI on Linux, and asking for it prints a complaint."""


def usual_ports() -> MidiPorts:
    """The best way to MIDI there is here."""
    try:
        return _RtmidiPorts(importlib.import_module("rtmidi"))
    except ImportError:
        return PygamePorts()


def _has_midi() -> bool:
    return sys.platform != "linux" or _ALSA.exists()


def _message(data: list[int]) -> mido.Message | None:
    """The message of these bytes; None for what is no whole message."""
    try:
        return mido.Message.from_bytes(data)
    except (ValueError, IndexError):
        return None


def _text(name: bytes | str) -> str:
    return name.decode(errors="replace") if isinstance(name, bytes) else name


def _length(status: int) -> int:
    """How many bytes a message has: PortMidi hands over three of every one."""
    return 2 if 0xC0 <= status < 0xE0 else 3


class PygamePorts:
    """PortMidi, which every pygame has. It looks for devices only when it is started."""

    looking_interrupts = True

    def names(self) -> list[str]:
        """Start PortMidi anew and look."""
        if not _has_midi():
            return []
        try:
            pygame.midi.quit()
            pygame.midi.init()
            return [name for name, _ in self._inputs()]
        except (pygame.error, pygame.midi.MidiException) as problem:
            raise MidiError(str(problem)) from None

    def open(self, name: str) -> MidiPort:
        """The first input of that name."""
        number = next((number for other, number in self._inputs() if other == name), None)
        if number is None:
            raise MidiError(f"{name} is gone")
        try:
            return _PygamePort(pygame.midi.Input(number))
        except (pygame.error, pygame.midi.MidiException) as problem:
            raise MidiError(str(problem)) from None

    def _inputs(self) -> list[tuple[str, int]]:
        found: list[tuple[str, int]] = []
        for number in range(pygame.midi.get_count()):
            info = pygame.midi.get_device_info(number)
            if info is not None and info[2]:
                found.append((_text(info[1]), number))
        return found


class _PygamePort:
    def __init__(self, port: pygame.midi.Input) -> None:
        self._port = port

    def received(self) -> list[tuple[float, mido.Message]]:
        try:
            if not self._port.poll():
                return []
            read: list[Any] = self._port.read(_AT_ONCE)
            now_s, now_ms = perf_counter(), pygame.midi.time()
        except (pygame.error, pygame.midi.MidiException) as problem:
            raise MidiError(str(problem)) from None
        found: list[tuple[float, mido.Message]] = []
        for data, stamp_ms in read:
            message = _message(data[: _length(data[0])])
            age_s = (now_ms - stamp_ms) / 1000
            if message is not None:
                found.append((now_s - age_s if 0 <= age_s <= _OLDEST_S else now_s, message))
        return found

    def close(self) -> None:
        try:
            self._port.close()
        except (pygame.error, pygame.midi.MidiException):
            return


class _RtmidiPorts:
    """RtMidi, which sees devices come and go while others play."""

    looking_interrupts = False

    def __init__(self, rtmidi: Any) -> None:
        self._rtmidi = rtmidi
        self._looking: Any = None

    def names(self) -> list[str]:
        if not _has_midi():
            return []
        try:
            if self._looking is None:
                self._looking = self._rtmidi.MidiIn(name="Thumbtune")
            names: list[str] = self._looking.get_ports()
        except (SystemError, self._rtmidi.RtMidiError) as problem:
            raise MidiError(str(problem)) from None
        return [name for name in names if "Thumbtune" not in name]

    def open(self, name: str) -> MidiPort:
        try:
            port = self._rtmidi.MidiIn(name="Thumbtune")
            port.open_port(port.get_ports().index(name))
        except (SystemError, ValueError, self._rtmidi.RtMidiError) as problem:
            raise MidiError(str(problem)) from None
        return _RtmidiPort(port)


class _RtmidiPort:
    def __init__(self, port: Any) -> None:
        self._port = port
        self._waiting: deque[tuple[float, list[int]]] = deque(maxlen=4096)
        port.set_callback(self._take)

    def received(self) -> list[tuple[float, mido.Message]]:
        found: list[tuple[float, mido.Message]] = []
        while self._waiting:
            stamp_s, data = self._waiting.popleft()
            message = _message(data)
            if message is not None:
                found.append((stamp_s, message))
        return found

    def close(self) -> None:
        self._port.close_port()

    def _take(self, event: tuple[list[int], float], _: object) -> None:
        self._waiting.append((perf_counter(), event[0]))
