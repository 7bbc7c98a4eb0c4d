"""Edges for tests, told briefly."""

from __future__ import annotations

import mido

from game.inputs.controls import Control, Edge, Part, key_control
from game.inputs.midi import MidiError, MidiPort
from game.play.events import InputKind


def key(scancode: int, stamp_s: float = 1.0, *, down: bool = True) -> Edge:
    """A key of the keyboard."""
    return Edge(stamp_s, key_control(scancode), down, "keyboard", "Keyboard")


def button(number: int, device: str = "") -> Control:
    """A button of a gamepad."""
    return Control(InputKind.GAMEPAD, Part.BUTTON, number, device)


def note(number: int, device: str = "") -> Control:
    """A note of a MIDI device."""
    return Control(InputKind.MIDI, Part.NOTE, number, device)


def edge(
    control: Control, stamp_s: float = 1.0, *, down: bool = True, source: object = "it"
) -> Edge:
    """A control of the device `source`."""
    return Edge(stamp_s, control, down, source, "Test device")


class FedPort:
    """A MIDI port that a test feeds."""

    def __init__(self) -> None:
        self.waiting: list[tuple[float, mido.Message]] = []
        self.is_open = True
        self.is_gone = False

    def feed(self, stamp_s: float, *messages: mido.Message) -> None:
        """These messages have come."""
        self.waiting += [(stamp_s, message) for message in messages]

    def received(self) -> list[tuple[float, mido.Message]]:
        if self.is_gone:
            raise MidiError("gone")
        waiting, self.waiting = self.waiting, []
        return waiting

    def close(self) -> None:
        self.is_open = False


class FedPorts:
    """MIDI ports that a test plugs in and feeds."""

    def __init__(self, *, looking_interrupts: bool = False) -> None:
        self.looking_interrupts = looking_interrupts
        self.plugged: dict[str, FedPort] = {}
        self.looks = 0
        self.busy: set[str] = set()

    def names(self) -> list[str]:
        self.looks += 1
        return list(self.plugged)

    def open(self, name: str) -> MidiPort:
        if name in self.busy:
            raise MidiError("another program has it")
        port = self.plugged[name] = (
            FedPort() if not self.plugged[name].is_open else self.plugged[name]
        )
        return port
