"""Turns the window's events into edges and plugs: keys, mouse, touches, gamepads, MIDI."""

from __future__ import annotations

import pygame

from game.inputs.controls import Control, Edge, Part, Plug, key_control, zone_control
from game.inputs.gamepads import Gamepads
from game.inputs.midi import MidiPorts, MidiReader
from game.play.events import InputKind
from game.text import tr

MIDI_EVENT = pygame.event.custom_type()
"""What the MIDI thread posts: `told` is an `Edge` or a `Plug`."""
LEFT_CLICK = Control(InputKind.MOUSE, Part.BUTTON, pygame.BUTTON_LEFT)
_UNUSED = (
    pygame.JOYBALLMOTION,
    pygame.CONTROLLERSENSORUPDATE,
    pygame.CONTROLLERTOUCHPADDOWN,
    pygame.CONTROLLERTOUCHPADMOTION,
    pygame.CONTROLLERTOUCHPADUP,
)
"""Gamepads flood with these, and nothing here wants them."""


class Receiver:
    """Listens to every device. Close it before pygame."""

    def __init__(self, ports: MidiPorts | None) -> None:
        self._gamepads = Gamepads()
        self._midi = MidiReader(ports, _post) if ports else None
        self._touches: dict[int, Control] = {}
        """Where each touch went down."""
        pygame.event.set_blocked(_UNUSED)
        if self._midi:
            self._midi.start()

    def close(self) -> None:
        """Let go of every device."""
        if self._midi:
            self._midi.close()

    def hold_still(self, *, is_playing: bool) -> None:
        """While a song is on nothing is done that could cost a pinch."""
        if self._midi:
            self._midi.is_playing = is_playing

    def forget(self) -> None:
        """Take everything as up, as after another window had the devices."""
        self._touches.clear()
        self._gamepads.forget_axes()

    def plug(self, event: pygame.Event) -> Plug | None:
        """The device that `event` brings or takes away, if it does."""
        if event.type == MIDI_EVENT:
            return event.told if isinstance(event.told, Plug) else None
        return self._gamepads.plug(event)

    def edges(self, event: pygame.Event, stamp_s: float) -> list[Edge]:
        """The controls that `event`, received at `stamp_s`, brings down or up.

        Mouse events that a touch screen makes up beside its touches are passed over.
        """
        if event.type in (pygame.KEYDOWN, pygame.KEYUP):
            is_down = event.type == pygame.KEYDOWN
            return [Edge(stamp_s, key_control(event.scancode), is_down, "keyboard", tr("Keyboard"))]
        if event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            return [] if event.touch else [_mouse(event, stamp_s)]
        if event.type in (pygame.FINGERDOWN, pygame.FINGERUP):
            return self._touch(event, stamp_s)
        if event.type == MIDI_EVENT:
            return [event.told] if isinstance(event.told, Edge) else []
        return self._gamepads.edges(event, stamp_s)

    def _touch(self, event: pygame.Event, stamp_s: float) -> list[Edge]:
        touch = event.finger_id
        is_down = event.type == pygame.FINGERDOWN
        if is_down:
            self._touches[touch] = zone_control(event.x, event.y)
        zone = self._touches.get(touch) if is_down else self._touches.pop(touch, None)
        return [Edge(stamp_s, zone, is_down, ("touch", touch), tr("Touch screen"))] if zone else []


def _mouse(event: pygame.Event, stamp_s: float) -> Edge:
    control = Control(InputKind.MOUSE, Part.BUTTON, event.button)
    return Edge(stamp_s, control, event.type == pygame.MOUSEBUTTONDOWN, "mouse", tr("Mouse"))


def _post(told: Edge | Plug) -> None:
    """Hand something from the MIDI thread to the window's; once it is closed, to nobody."""
    try:
        pygame.event.post(pygame.event.Event(MIDI_EVENT, told=told))
    except pygame.error:
        return
