"""The window's events become edges, each once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pygame
import pytest

from game.inputs.controls import Edge, Plug, key_control, zone_control
from game.inputs.midi import MidiReader
from game.inputs.receiver import LEFT_CLICK, MIDI_EVENT, Receiver
from tests.inputs.events import FedPorts, edge, note


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    pygame.display.init()
    pygame.display.set_mode((64, 64))
    yield Receiver(None)
    pygame.display.quit()


def edges(receiver: Receiver, kind: int, **values: object) -> list[tuple[object, bool]]:
    found = receiver.edges(pygame.Event(kind, values), 1.0)
    return [(one.control, one.down) for one in found]


def test_a_key_is_the_place_it_has_on_the_keyboard(receiver: Receiver) -> None:
    key = key_control(pygame.KSCAN_J)
    assert edges(receiver, pygame.KEYDOWN, scancode=pygame.KSCAN_J) == [(key, True)]
    assert edges(receiver, pygame.KEYUP, scancode=pygame.KSCAN_J) == [(key, False)]


def test_a_click_is_told_and_the_one_that_a_touch_screen_makes_up_is_not(
    receiver: Receiver,
) -> None:
    values = {"button": pygame.BUTTON_LEFT, "pos": (3, 4)}
    assert edges(receiver, pygame.MOUSEBUTTONDOWN, touch=False, **values) == [(LEFT_CLICK, True)]
    assert edges(receiver, pygame.MOUSEBUTTONDOWN, touch=True, **values) == []


def test_a_touch_comes_up_where_it_went_down(receiver: Receiver) -> None:
    zone = zone_control(0.25, 0.5)
    assert edges(receiver, pygame.FINGERDOWN, finger_id=4, x=0.25, y=0.5) == [(zone, True)]
    assert edges(receiver, pygame.FINGERMOTION, finger_id=4, x=0.5, y=0.5) == []
    assert edges(receiver, pygame.FINGERUP, finger_id=4, x=0.7, y=0.9) == [(zone, False)]
    assert edges(receiver, pygame.FINGERUP, finger_id=4, x=0.7, y=0.9) == []


def test_what_the_midi_thread_told_is_passed_on(receiver: Receiver) -> None:
    sent, plug = edge(note(36), 0.5), Plug("midi", "LPD8", True)
    assert receiver.edges(pygame.Event(MIDI_EVENT, told=sent), 1.0) == [sent]
    assert receiver.edges(pygame.Event(MIDI_EVENT, told=plug), 1.0) == []
    assert receiver.plug(pygame.Event(MIDI_EVENT, told=plug)) == plug
    assert receiver.plug(pygame.Event(MIDI_EVENT, told=sent)) is None


def test_other_events_are_none_of_its_business(receiver: Receiver) -> None:
    for kind in (pygame.MOUSEMOTION, pygame.WINDOWEXPOSED, pygame.USEREVENT):
        event = pygame.Event(kind)
        assert receiver.edges(event, 1.0) == []
        assert receiver.plug(event) is None


def test_the_midi_thread_ends_with_the_receiver(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[MidiReader] = []
    monkeypatch.setattr(MidiReader, "start", lambda reader: None)
    monkeypatch.setattr(MidiReader, "close", lambda reader: closed.append(reader))
    listening = Receiver(FedPorts())
    listening.close()
    assert len(closed) == 1
    receiver.close()
    assert len(closed) == 1, "without MIDI there is nothing to close"


def test_what_the_midi_thread_tells_comes_as_an_event_and_later_to_nobody(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    tellers: list[Callable[[Edge | Plug], None]] = []
    monkeypatch.setattr(MidiReader, "start", lambda reader: tellers.append(reader._tell))
    Receiver(FedPorts())
    sent = edge(note(36), 0.5)
    pygame.event.clear()
    tellers[0](sent)
    (event,) = pygame.event.get(MIDI_EVENT)
    assert receiver.edges(event, 1.0) == [sent]
    pygame.display.quit()
    tellers[0](sent)
