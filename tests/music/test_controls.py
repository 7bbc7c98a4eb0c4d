"""Programs, controllers, pressure and bends reach the song as they stand in the file."""

from __future__ import annotations

import mido

from game.music.reading import parse_song
from game.music.repair import MAX_CONTROLS
from game.music.song import Control, ControlKind
from tests.music.midi import played, raw, read, written

NOTES = [(float(beat), 1.0, 60 + beat) for beat in range(8)]


def test_all_kinds_come_through_in_order_of_time() -> None:
    controls = """
        00 B3 07 50      # volume of channel 3
        83 60 E3 00 50   # a beat later: bent upwards
        00 D3 22         # pressure
        00 C3 05         # program
    """
    notes = "00 93 3C 40 81 70 83 3C 00 " * 8
    song = read([notes, controls])
    assert song.controls == (
        Control(0.0, 3, ControlKind.CONTROLLER, 7, 0x50),
        Control(0.5, 3, ControlKind.BEND, 0, 0x10 << 7),
        Control(0.5, 3, ControlKind.PRESSURE, 0, 0x22),
        Control(0.5, 3, ControlKind.PROGRAM, 0, 5),
    )


def test_of_one_moment_the_order_of_the_file_stays() -> None:
    bank_then_program = [
        mido.Message("control_change", control=0, value=8),
        mido.Message("program_change", program=4),
    ]
    song = parse_song(written([*bank_then_program, *played(NOTES)]), "")
    assert [control.kind for control in song.controls] == [
        ControlKind.CONTROLLER,
        ControlKind.PROGRAM,
    ]


def test_what_comes_after_the_last_note_is_left_out() -> None:
    late = [*played(NOTES), mido.Message("pitchwheel", pitch=100, time=480)]
    assert parse_song(written(late), "").controls == ()


def test_tracks_played_one_after_the_other_keep_their_controls_with_them() -> None:
    def piece(volume: int) -> list[mido.Message]:
        return [mido.Message("control_change", control=7, value=volume), *played(NOTES)]

    song = parse_song(written(piece(10), piece(20), kind=2), "")
    assert [(control.time_s, control.value) for control in song.controls] == [(0, 10), (4, 20)]


def test_a_file_full_of_controllers_is_read_up_to_a_limit() -> None:
    notes = "00 90 3C 40 81 70 80 3C 00 " * 8
    flood = raw([bytes.fromhex("00 B0 0B 40" * (MAX_CONTROLS + 10)) + b"\0\xff\x2f\0", notes])
    assert len(parse_song(flood, "").controls) == MAX_CONTROLS


def test_controllers_nobody_hears_are_passed_over() -> None:
    notes = "00 90 3C 40 81 70 80 3C 00 " * 8
    assert read([f"00 B0 4A 10 {notes}"]).controls == ()
