"""MIDI pads and keyboards: listens to every port in a thread of its own.

A message is stamped there, so it is as punctual as a key however long drawing takes, and only what
brings a control down or up is passed on: no clock, no aftertouch, no knob on its way. The ports are
behind an interface; messages are mido's.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from time import perf_counter
from typing import Protocol

import mido

from game.inputs.controls import Control, Edge, Part, Plug
from game.play.events import InputKind

READING_S = 0.003
"""Ports in use are read so often; messages carry their own stamps where the system gives them."""
LOOKING_S = 1.5
"""How often ports are looked for."""
_QUIET_S, _SELDOM_S = 3.0, 10.0
"""Looking that interrupts open ports waits until nothing has come for so long, and is seldom."""
_PEDAL_DOWN = 64
_FIRST_MODE_MESSAGE = 120
"""Controllers from here on are no controls: "all notes off" and the like."""


class MidiError(Exception):
    """A port can't be used, or is gone."""


class MidiPort(Protocol):
    """An open input."""

    def received(self) -> list[tuple[float, mido.Message]]:
        """What has come since the last call, with `time.perf_counter` stamps. May raise
        `MidiError`."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class MidiPorts(Protocol):
    """The inputs of this computer. All calls come from one thread."""

    @property
    def looking_interrupts(self) -> bool:
        """Whether every open port has to be closed before looking for ports."""
        ...

    def names(self) -> list[str]:
        """Look for ports. May raise `MidiError`."""
        ...

    def open(self, name: str) -> MidiPort:
        """The port of that name. May raise `MidiError`."""
        ...


def device_of(port_name: str) -> str:
    """A port's name without the numbers that change from day to day ("MPK mini 24:0")."""
    return re.sub(r"\s+\d+:\d+$", "", port_name).strip() or "MIDI"


class Translator:
    """Tells what the messages of one port bring down and up."""

    def __init__(self, port_name: str) -> None:
        self.device = device_of(port_name)
        self.source = ("midi", port_name)
        self._down: set[Control] = set()

    def edges(self, message: mido.Message, stamp_s: float) -> list[Edge]:
        """Edges from `message`. A note that sounds already may go down again: pads do so."""
        if message.type in ("note_on", "note_off"):
            control = Control(InputKind.MIDI, Part.NOTE, message.note, self.device)
            is_down = message.type == "note_on" and message.velocity > 0
            return self._turn(stamp_s, control, is_down=is_down)
        if message.type != "control_change":
            return []
        if message.control >= _FIRST_MODE_MESSAGE:
            return self.release(stamp_s)
        control = Control(InputKind.MIDI, Part.PEDAL, message.control, self.device)
        is_down = message.value >= _PEDAL_DOWN
        if is_down == (control in self._down):
            return []
        return self._turn(stamp_s, control, is_down=is_down)

    def release(self, stamp_s: float) -> list[Edge]:
        """Everything that is down comes up."""
        edges: list[Edge] = []
        for control in sorted(self._down, key=str):
            edges += self._turn(stamp_s, control, is_down=False)
        return edges

    def _turn(self, stamp_s: float, control: Control, *, is_down: bool) -> list[Edge]:
        if is_down:
            self._down.add(control)
        elif control in self._down:
            self._down.discard(control)
        else:
            return []
        return [Edge(stamp_s, control, is_down, self.source, self.device)]


class MidiReader:
    """Reads all ports, and hands what happens to `tell` (from its thread)."""

    def __init__(self, ports: MidiPorts, tell: Callable[[Edge | Plug], None]) -> None:
        self._ports = ports
        self._tell = tell
        self._open: dict[str, tuple[MidiPort, Translator]] = {}
        self._known: set[str] = set()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read, name="midi", daemon=True)
        self._heard_s = self._looked_s = float("-inf")
        self.is_playing = False
        """Set while a song is on: nothing may interrupt then."""

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def close(self) -> None:
        """Stop reading and let go of every port."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=2.0)

    def look(self, now_s: float) -> None:
        """Look which ports there are: open those that came, let go of those that went."""
        if self._ports.looking_interrupts:
            is_soon = now_s - self._looked_s < (_SELDOM_S if self._open else 0)
            if self.is_playing or is_soon or now_s - self._heard_s < _QUIET_S:
                return
            self._close_all(now_s)
        self._looked_s = now_s
        try:
            names = self._ports.names()
        except MidiError:
            names = []
        for name in [name for name in self._open if name not in names]:
            self._lose(name, now_s)
        for name in [name for name in names if name not in self._open]:
            self._take(name)
        for name in self._known - self._open.keys():
            self._tell(Plug(("midi", name), device_of(name), False))
        for name in self._open.keys() - self._known:
            self._tell(Plug(("midi", name), device_of(name), True))
        self._known = set(self._open)

    def read(self) -> None:
        """Pass on what has come."""
        for name, (port, translator) in list(self._open.items()):
            try:
                received = port.received()
            except MidiError:
                self._lose(name, perf_counter())
                self._known.discard(name)
                self._tell(Plug(translator.source, translator.device, False))
                continue
            for stamp_s, message in received:
                self._heard_s = stamp_s
                for edge in translator.edges(message, stamp_s):
                    self._tell(edge)

    def _read(self) -> None:
        looked_s = float("-inf")
        while not self._stop.wait(READING_S if self._open else LOOKING_S / 3):
            now_s = perf_counter()
            if now_s - looked_s >= LOOKING_S:
                looked_s = now_s
                self.look(now_s)
            self.read()
        self._close_all(perf_counter())

    def _take(self, name: str) -> None:
        try:
            self._open[name] = (self._ports.open(name), Translator(name))
        except MidiError:  # another program has it
            return

    def _lose(self, name: str, now_s: float) -> None:
        port, translator = self._open.pop(name)
        port.close()
        for edge in translator.release(now_s):
            self._tell(edge)

    def _close_all(self, now_s: float) -> None:
        for name in list(self._open):
            self._lose(name, now_s)
