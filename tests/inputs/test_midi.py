"""MIDI messages become edges, ports come and go, and nothing of it holds anybody up."""

from __future__ import annotations

import threading
from time import perf_counter

import mido
import pygame.midi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.inputs import midi_ports
from game.inputs.controls import Control, Edge, Part, Plug
from game.inputs.labels import control_label
from game.inputs.midi import MidiError, MidiReader, Translator, device_of
from game.inputs.midi_ports import PygamePorts
from game.play.events import InputKind
from tests.inputs.events import FedPort, FedPorts

NAME = "LPD8 MIDI 1"


def on(note: int, velocity: int = 90) -> mido.Message:
    return mido.Message("note_on", note=note, velocity=velocity)


def off(note: int) -> mido.Message:
    return mido.Message("note_off", note=note, velocity=0)


def control(number: int, value: int) -> mido.Message:
    return mido.Message("control_change", control=number, value=value)


def told(*messages: mido.Message) -> list[tuple[str, bool]]:
    translator = Translator(NAME)
    edges = [edge for message in messages for edge in translator.edges(message, 1.0)]
    return [(control_label(edge.control), edge.down) for edge in edges]


class Told:
    """Keeps what a reader tells."""

    def __init__(self) -> None:
        self.edges: list[Edge] = []
        self.plugs: list[Plug] = []

    def __call__(self, what: Edge | Plug) -> None:
        self.edges.append(what) if isinstance(what, Edge) else self.plugs.append(what)

    @property
    def came_and_went(self) -> list[tuple[str, bool]]:
        return [(plug.name, plug.is_there) for plug in self.plugs]


def reading(*names: str, looking_interrupts: bool = False) -> tuple[MidiReader, FedPorts, Told]:
    ports, heard = FedPorts(looking_interrupts=looking_interrupts), Told()
    ports.plugged = {name: FedPort() for name in names}
    reader = MidiReader(ports, heard)
    reader.look(0.0)
    return reader, ports, heard


def test_a_note_is_a_touch_and_its_end_a_parting() -> None:
    assert told(on(36), off(36)) == [("Pad 1", True), ("Pad 1", False)]
    assert told(on(36), on(36, velocity=0)) == [("Pad 1", True), ("Pad 1", False)]


def test_an_end_without_a_beginning_is_nothing() -> None:
    assert told(off(36), on(40, velocity=0)) == []


def test_a_pedal_is_down_beyond_its_middle_and_told_when_it_turns() -> None:
    pedal = [control(64, value) for value in (0, 30, 80, 127, 100, 20, 0)]
    assert told(*pedal) == [("Pedal", True), ("Pedal", False)]


def test_what_nobody_presses_is_passed_over() -> None:
    assert (
        told(
            mido.Message("clock"),
            mido.Message("active_sensing"),
            mido.Message("aftertouch", value=90),
            mido.Message("polytouch", note=36, value=90),
            mido.Message("pitchwheel", pitch=300),
            mido.Message("program_change", program=3),
        )
        == []
    )


def test_all_notes_off_lifts_everything() -> None:
    assert told(on(36), on(37), control(123, 0))[2:] == [("Pad 1", False), ("Pad 2", False)]


@pytest.mark.parametrize(
    ("note", "device", "label"),
    [
        (60, "Piano", "C4"),
        (61, "Piano", "C#4"),
        (36, "Piano", "C2"),
        (36, "Akai MPD218", "Pad 1"),
        (51, "Launchpad Mini", "Pad 16"),
        (52, "Launchpad Mini", "E3"),
        (36, "", "Pad 1"),
    ],
)
def test_a_note_is_called_what_its_device_calls_it(note: int, device: str, label: str) -> None:
    assert control_label(Control(InputKind.MIDI, Part.NOTE, note, device)) == label


def test_a_device_keeps_its_name_when_the_system_numbers_it_anew() -> None:
    assert device_of("MPK mini 24:0") == device_of("MPK mini 28:0") == "MPK mini"
    assert device_of(" ") == "MIDI"


def test_what_was_stamped_in_the_port_keeps_its_stamp() -> None:
    reader, ports, heard = reading(NAME)
    ports.plugged[NAME].feed(12.345, on(36))
    reader.read()
    assert [(edge.stamp_s, edge.down) for edge in heard.edges] == [(12.345, True)]


def test_ports_come_and_go() -> None:
    reader, ports, heard = reading(NAME)
    assert heard.came_and_went == [(NAME, True)]
    ports.plugged[NAME].feed(1.0, on(36))
    reader.read()
    del ports.plugged[NAME]
    reader.look(2.0)
    assert heard.came_and_went[1:] == [(NAME, False)]
    assert [edge.down for edge in heard.edges] == [True, False], "what it held comes up"
    ports.plugged[NAME] = FedPort()
    reader.look(4.0)
    assert heard.came_and_went[2:] == [(NAME, True)]


def test_a_port_that_breaks_while_it_is_read_is_gone() -> None:
    reader, ports, heard = reading(NAME)
    ports.plugged[NAME].feed(1.0, on(36))
    reader.read()
    ports.plugged[NAME].is_gone = True
    reader.read()
    assert heard.came_and_went == [(NAME, True), (NAME, False)]
    assert not heard.edges[-1].down


def test_a_port_that_another_program_has_is_no_trouble() -> None:
    reader, ports, heard = reading()
    ports.plugged[NAME] = FedPort()
    ports.busy.add(NAME)
    reader.look(1.0)
    assert heard.plugs == []
    ports.busy.clear()
    reader.look(2.0)
    assert heard.came_and_went == [(NAME, True)]


def test_looking_that_interrupts_waits_for_the_end_of_the_song_and_for_a_rest() -> None:
    reader, ports, _ = reading(NAME, looking_interrupts=True)
    looks = ports.looks
    reader.is_playing = True
    reader.look(10.0)
    reader.is_playing = False
    ports.plugged[NAME].feed(11.0, on(36), off(36))
    reader.read()
    reader.look(12.0)
    assert ports.looks == looks, "it would cost a pinch"
    reader.look(20.0)
    assert ports.looks == looks + 1
    reader.look(25.0)
    assert ports.looks == looks + 1


def test_looking_that_interrupts_finds_the_same_ports_without_telling() -> None:
    reader, ports, heard = reading(NAME, looking_interrupts=True)
    reader.look(10.0)
    ports.plugged[NAME].feed(20.0, on(36))
    reader.read()
    assert heard.came_and_went == [(NAME, True)]
    assert len(heard.edges) == 1


messages = st.one_of(
    st.builds(on, st.integers(30, 40), st.integers(0, 127)),
    st.builds(off, st.integers(30, 40)),
    st.builds(control, st.integers(60, 127), st.integers(0, 127)),
)


@given(st.lists(messages, max_size=80))
def test_nothing_stays_down_once_the_port_is_let_go(stream: list[mido.Message]) -> None:
    translator = Translator(NAME)
    down: set[Control] = set()
    for message in stream:
        for edge in translator.edges(message, 1.0):
            if not edge.down:
                assert edge.control in down
            (down.add if edge.down else down.discard)(edge.control)
    for edge in translator.release(2.0):
        down.discard(edge.control)
    assert not down


def test_the_thread_reads_and_stops() -> None:
    ports, came = FedPorts(), threading.Event()
    ports.plugged[NAME] = FedPort()
    heard: list[Edge | Plug] = []

    def tell(what: Edge | Plug) -> None:
        heard.append(what)
        if isinstance(what, Edge):
            came.set()

    reader = MidiReader(ports, tell)
    reader.start()
    ports.plugged[NAME].feed(perf_counter(), on(36))
    assert came.wait(timeout=10)
    reader.close()
    assert not ports.plugged[NAME].is_open
    assert not any(thread.name == "midi" for thread in threading.enumerate())


class FakePortMidi:
    """pygame.midi with one input whose messages are a while old."""

    MidiException = pygame.midi.MidiException

    def __init__(self) -> None:
        self.is_broken = False
        self.waiting: list[list[object]] = []
        self.Input = lambda number: self

    def init(self) -> None: ...
    def quit(self) -> None: ...
    def close(self) -> None: ...

    def get_count(self) -> int:
        return 2

    def get_device_info(self, number: int) -> tuple[bytes, bytes, int, int, int]:
        return (b"ALSA", NAME.encode(), number, 1 - number, 0)

    def time(self) -> int:
        return 1000

    def poll(self) -> bool:
        if self.is_broken:
            raise self.MidiException("gone")
        return bool(self.waiting)

    def read(self, most: int) -> list[list[object]]:
        taken, self.waiting = self.waiting[:most], self.waiting[most:]
        return taken


@pytest.fixture
def port_midi(monkeypatch: pytest.MonkeyPatch) -> FakePortMidi:
    fake = FakePortMidi()
    monkeypatch.setattr(midi_ports.pygame, "midi", fake)
    monkeypatch.setattr(midi_ports.sys, "platform", "win32")
    return fake


def test_pygame_s_messages_get_the_moment_at_which_they_came(port_midi: FakePortMidi) -> None:
    ports = PygamePorts()
    assert ports.names() == [NAME], "outputs are none of ours"
    port = ports.open(NAME)
    port_midi.waiting = [
        [[0x90, 36, 90, 0], 980],
        [[0xC0, 5, 0, 0], 990],
        [[0xF7, 0, 0, 0], 990],
        [[0x80, 36, 0, 0], 5],
    ]
    before_s = perf_counter()
    received = port.received()
    after_s = perf_counter()
    assert [message.type for _, message in received] == ["note_on", "program_change", "note_off"]
    assert before_s - 0.02 <= received[0][0] <= after_s - 0.02
    assert before_s <= received[2][0] <= after_s, "a clock that is not ours is not believed"


def test_a_port_that_pygame_loses_is_told_as_such(port_midi: FakePortMidi) -> None:
    ports = PygamePorts()
    ports.names()
    port = ports.open(NAME)
    port_midi.is_broken = True
    with pytest.raises(MidiError):
        port.received()
    with pytest.raises(MidiError):
        ports.open("another one")


def test_without_midi_in_the_system_there_are_no_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(midi_ports.sys, "platform", "linux")
    monkeypatch.setattr(midi_ports, "_ALSA", midi_ports.Path("/no such device"))
    assert PygamePorts().names() == []
