"""The game with a gamepad and a MIDI port that are not there, steered by lines on its input.

`python -m tests.e2e.game_with_devices ARGUMENTS...` runs `thumbtune ARGUMENTS...` in this process.
SDL can only be given a virtual gamepad from within, and no MIDI port exists without a driver, so
both are made here and follow what is written to standard input, a line each:

    gamepad plug | gamepad unplug
    button NUMBER DOWN          (SDL's number; DOWN is 1 or 0)
    axis NUMBER VALUE           (-32768 to 32767)
    midi plug | midi unplug
    midi HEX HEX HEX            (the bytes of a message)
    touch FINGER DOWN X Y       (shares of the window; sent with the mouse event made from it)

Everything from SDL or the port onwards is the game as it ships.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from collections import deque
from pathlib import Path
from time import perf_counter

import mido
import pygame

from game.app import start
from game.cli import main
from game.inputs.midi import MidiError, MidiPort

MIDI_NAME = "Virtual pads 20:0"
_GAMECONTROLLER, _AXES, _BUTTONS, _HATS = 1, 6, 21, 1


def _sdl() -> ctypes.CDLL:
    """The SDL that pygame uses: it is loaded already, so this is the same one."""
    mapped = Path("/proc/self/maps").read_text(encoding="utf-8")
    path = next(word for word in mapped.split() if "/libSDL2-2" in word)
    library = ctypes.CDLL(path)
    library.SDL_JoystickFromInstanceID.restype = ctypes.c_void_p
    library.SDL_JoystickOpen.restype = ctypes.c_void_p
    library.SDL_JoystickSetVirtualButton.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_uint8]
    library.SDL_JoystickSetVirtualAxis.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int16]
    return library


class VirtualGamepad:
    """A gamepad of SDL's own kind, as good as any to whoever reads it."""

    def __init__(self) -> None:
        self._sdl = _sdl()
        self._index = -1
        self._handle: int | None = None

    def plug(self) -> None:
        self._index = self._sdl.SDL_JoystickAttachVirtual(_GAMECONTROLLER, _AXES, _BUTTONS, _HATS)
        self._handle = self._sdl.SDL_JoystickOpen(self._index)

    def unplug(self) -> None:
        self._sdl.SDL_JoystickDetachVirtual(self._index)

    def button(self, number: int, down: int) -> None:
        self._sdl.SDL_JoystickSetVirtualButton(self._handle, number, down)

    def axis(self, number: int, value: int) -> None:
        self._sdl.SDL_JoystickSetVirtualAxis(self._handle, number, value)


class FedPorts:
    """One MIDI port, plugged in or not. Fed from one thread, read from another."""

    looking_interrupts = False

    def __init__(self) -> None:
        self.is_plugged = False
        self.waiting: deque[tuple[float, mido.Message]] = deque()

    def names(self) -> list[str]:
        return [MIDI_NAME] if self.is_plugged else []

    def open(self, name: str) -> MidiPort:
        if not self.is_plugged:
            raise MidiError(name)
        return self

    def received(self) -> list[tuple[float, mido.Message]]:
        return [self.waiting.popleft() for _ in range(len(self.waiting))]

    def close(self) -> None:
        self.waiting.clear()


def follow(ports: FedPorts) -> None:
    """Do what the lines on standard input say, until there are no more."""
    gamepad = VirtualGamepad()
    for line in sys.stdin:
        match line.split():
            case ["gamepad", "plug"]:
                gamepad.plug()
            case ["gamepad", "unplug"]:
                gamepad.unplug()
            case ["button", number, down]:
                gamepad.button(int(number), int(down))
            case ["axis", number, value]:
                gamepad.axis(int(number), int(value))
            case ["midi", ("plug" | "unplug") as what]:
                ports.is_plugged = what == "plug"
            case ["midi", *data]:
                message = mido.Message.from_bytes([int(byte, 16) for byte in data])
                ports.waiting.append((perf_counter(), message))
            case ["touch", finger, down, x, y]:
                _touch(int(finger), bool(int(down)), float(x), float(y))
            case other:
                raise ValueError(f"no such line: {other}")


def _touch(number: int, down: bool, x: float, y: float) -> None:
    """A touch, and the click that a touch screen makes of it."""
    width, height = pygame.display.get_window_size()
    touched = pygame.FINGERDOWN if down else pygame.FINGERUP
    clicked = pygame.MOUSEBUTTONDOWN if down else pygame.MOUSEBUTTONUP
    pygame.event.post(
        pygame.Event(touched, touch_id=1, finger_id=number, x=x, y=y, dx=0, dy=0, pressure=1)
    )
    at = (round(x * width), round(y * height))
    pygame.event.post(pygame.Event(clicked, pos=at, button=1, touch=True))


if __name__ == "__main__":
    ports = FedPorts()
    start.usual_ports = lambda: ports
    threading.Thread(target=follow, args=(ports,), daemon=True).start()
    sys.exit(main())
