"""What the bytes of a MIDI file say, and what a song makes of them."""

from __future__ import annotations

import hashlib

import mido
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.music.reading import parse_song
from game.music.song import Meter, Note, TempoChange
from tests.music.midi import hexed, played, raw, read, written

ONE_NOTE = """
    00     90 3C 50    # C4 begins on channel 1
    83 60  80 3C 00    # 480 ticks later it ends
"""


def times(notes: tuple[Note, ...]) -> list[tuple[float, float, int]]:
    return [(note.onset_s, note.duration_s, note.pitch) for note in notes]


class TestOneNote:
    def test_has_everything_a_note_has(self) -> None:
        song = read([ONE_NOTE])
        assert song.notes == (
            Note(
                onset_s=0.0,
                duration_s=0.5,
                onset_beats=0.0,
                duration_beats=1.0,
                pitch=60,
                velocity=80,
                track=0,
                channel=0,
                program=0,
            ),
        )
        assert song.duration_s == 0.5

    def test_carries_the_digest_of_its_bytes(self) -> None:
        data = raw([ONE_NOTE])
        assert parse_song(data, "x").sha256 == hashlib.sha256(data).hexdigest()


class TestFormats:
    def test_format_0_is_one_track(self) -> None:
        song = read([ONE_NOTE], kind=0)
        assert [(track.index, track.note_count) for track in song.tracks] == [(0, 1)]

    def test_format_1_plays_its_tracks_together(self) -> None:
        song = read([ONE_NOTE, ONE_NOTE.replace("3C", "40"), "00 91 30 50 83 60 81 30 00"])
        assert [(n.onset_s, n.pitch, n.track, n.channel) for n in song.notes] == [
            (0.0, 48, 2, 1),
            (0.0, 60, 0, 0),
            (0.0, 64, 1, 0),
        ]

    def test_format_2_plays_them_one_after_the_other(self) -> None:
        song = read([ONE_NOTE, ONE_NOTE, "83 60 90 3C 50 83 60 80 3C 00"], kind=2)
        assert times(song.notes) == [(0.0, 0.5, 60), (0.5, 0.5, 60), (1.5, 0.5, 60)]
        assert [note.track for note in song.notes] == [0, 1, 2]

    def test_format_2_tempo_belongs_to_its_own_place(self) -> None:
        song = read([ONE_NOTE, f"00 FF 51 03 0F 42 40 {hexed(ONE_NOTE).hex()}"], kind=2)
        assert times(song.notes) == [(0.0, 0.5, 60), (0.5, 1.0, 60)]

    def test_notes_come_in_order_of_onset(self) -> None:
        late = played([(3, 1, 60), (1, 1, 62)])
        early = played([(2, 1, 64), (0, 1, 65)])
        song = parse_song(written(late, early), "x")
        assert [note.pitch for note in song.notes] == [65, 62, 64, 60]


class TestTime:
    def test_120_beats_a_minute_until_told_otherwise(self) -> None:
        assert read([ONE_NOTE]).tempo_map.changes == (TempoChange(0.0, 0.0, 0.5),)

    def test_tempo_changes_bend_the_notes_across_them(self) -> None:
        song = read(
            [
                """
                00     FF 51 03 07 A1 20    # 500,000 us a beat
                83 60  FF 51 03 0F 42 40    # a beat later, 1,000,000
                83 60  FF 51 03 03 D0 90    # another beat later, 250,000
                """,
                """
                00     90 3C 50
                8B 20  80 3C 00             # three beats long: 0.5 + 1 + 0.25 s
                """,
            ]
        )
        assert times(song.notes) == [(0.0, 1.75, 60)]
        assert song.notes[0].duration_beats == 3.0
        assert song.tempo_map.changes == (
            TempoChange(0.0, 0.0, 0.5),
            TempoChange(0.5, 1.0, 1.0),
            TempoChange(1.5, 2.0, 0.25),
        )

    def test_a_tempo_in_any_track_counts(self) -> None:
        song = read([ONE_NOTE, "00 FF 51 03 0F 42 40"])
        assert song.duration_s == 1.0

    def test_of_two_tempos_at_once_the_last_holds(self) -> None:
        song = read(["00 FF 51 03 0F 42 40 00 FF 51 03 03 D0 90 " + hexed(ONE_NOTE).hex()])
        assert song.duration_s == 0.25

    def test_a_tempo_of_zero_is_passed_over(self) -> None:
        song = read(["00 FF 51 03 00 00 00 " + hexed(ONE_NOTE).hex()])
        assert song.duration_s == 0.5

    @pytest.mark.parametrize(
        ("division", "duration_s"), [(1, 240.0), (480, 0.5), (32767, 240 / 32767)]
    )
    def test_any_number_of_ticks_a_beat(self, division: int, duration_s: float) -> None:
        song = read([ONE_NOTE], division=division)
        assert song.duration_s == pytest.approx(duration_s, rel=1e-12)
        assert song.notes[0].duration_beats == pytest.approx(480 / division, rel=1e-12)

    @pytest.mark.parametrize(
        ("frames", "per_frame", "tick_s"),
        [
            (24, 4, 1 / 96),
            (25, 40, 0.001),
            (29, 100, 1001 / 3_000_000),
            (30, 80, 1 / 2400),
        ],
    )
    def test_film_frames(self, frames: int, per_frame: int, tick_s: float) -> None:
        song = read([ONE_NOTE], division=-frames * 256 + per_frame)
        assert song.duration_s == pytest.approx(480 * tick_s)
        (change,) = song.tempo_map.changes
        assert change.seconds_per_beat == pytest.approx(0.5)

    def test_film_frames_know_no_tempo(self) -> None:
        track = "00 FF 51 03 0F 42 40 " + hexed(ONE_NOTE).hex()
        assert read([track], division=-25 * 256 + 40).duration_s == pytest.approx(0.48)

    def test_meters(self) -> None:
        song = read(
            [
                """
                00     FF 58 04 03 02 18 08    # 3/4
                8B 20  FF 58 04 06 03 18 08    # a bar later, 6/8
                """,
                ONE_NOTE,
            ]
        )
        assert song.tempo_map.meters == (Meter(0.0, 3, 4), Meter(3.0, 6, 8))
        assert [meter.bar_beats for meter in song.tempo_map.meters] == [3.0, 3.0]

    def test_four_four_until_told_otherwise(self) -> None:
        song = read(["83 60 FF 58 04 03 02 18 08", ONE_NOTE])
        assert song.tempo_map.meters == (Meter(0.0, 4, 4), Meter(1.0, 3, 4))

    @pytest.mark.parametrize("meter", ["00 02", "04 07", "04 FF"])
    def test_a_meter_that_is_none_is_passed_over(self, meter: str) -> None:
        song = read([f"00 FF 58 04 {meter} 18 08 " + hexed(ONE_NOTE).hex()])
        assert song.tempo_map.meters == (Meter(0.0, 4, 4),)


class TestNotes:
    def test_running_status(self) -> None:
        song = read(["00 90 3C 50  60 3E 50  60 3C 00  60 3E 00"], division=192)
        assert times(song.notes) == [(0.0, 0.5, 60), (0.25, 0.5, 62)]

    def test_velocity_zero_ends_a_note(self) -> None:
        assert times(read(["00 90 3C 50 83 60 90 3C 00"]).notes) == [(0.0, 0.5, 60)]

    def test_a_note_never_ended_sounds_to_the_end_of_its_track(self) -> None:
        song = read(["00 90 3C 50  83 60 90 3E 50  83 60 80 3E 00"])
        assert times(song.notes) == [(0.0, 1.0, 60), (0.5, 0.5, 62)]

    def test_an_end_without_a_note_says_nothing(self) -> None:
        assert times(read([f"00 80 3C 00 {hexed(ONE_NOTE).hex()} 00 80 3C 00"]).notes) == [
            (0.0, 0.5, 60)
        ]

    def test_the_same_pitch_again_ends_the_one_that_sounds(self) -> None:
        song = read(["00 90 3C 50  83 60 90 3C 40  83 60 80 3C 00  83 60 80 3C 00"])
        assert times(song.notes) == [(0.0, 0.5, 60), (0.5, 0.5, 60)]
        assert [note.velocity for note in song.notes] == [80, 64]

    def test_the_same_pitch_on_two_channels_is_two_notes(self) -> None:
        song = read(["00 90 3C 50  00 91 3C 50  83 60 80 3C 00  83 60 81 3C 00"])
        assert [(n.channel, n.duration_s) for n in song.notes] == [(0, 0.5), (1, 1.0)]

    def test_the_same_pitch_in_two_tracks_is_two_notes(self) -> None:
        song = read([ONE_NOTE, ONE_NOTE.replace("83 60", "87 40")])
        assert [(n.track, n.duration_s) for n in song.notes] == [(0, 0.5), (1, 1.0)]

    def test_data_bytes_that_are_too_large_are_clipped(self) -> None:
        assert read(["00 90 3C FF 83 60 80 3C 00"]).notes[0].velocity == 127

    def test_drums_keep_their_channel(self) -> None:
        assert read(["00 99 24 50 83 60 89 24 00"]).notes[0].channel == 9

    def test_system_exclusive_and_unknown_meta_messages_are_passed_over(self) -> None:
        noise = "00 F0 05 7E 7F 09 01 F7  00 FF 7F 03 00 01 02  00 FF 60 01 00"
        assert times(read([f"{noise} {hexed(ONE_NOTE).hex()}"]).notes) == [(0.0, 0.5, 60)]


class TestPrograms:
    def test_a_note_has_the_program_in_force_at_its_onset(self) -> None:
        song = read(["00 C0 28  00 90 3C 50  60 C0 49  60 80 3C 00  00 90 3E 50  60 80 3E 00"])
        assert [note.program for note in song.notes] == [40, 73]

    def test_a_program_set_in_another_track_counts(self) -> None:
        song = read(["00 C0 28", ONE_NOTE])
        assert song.notes[0].program == 40

    def test_programs_count_in_order_of_time_not_of_tracks(self) -> None:
        song = read(["87 40 C0 49", f"00 C0 28 {hexed(ONE_NOTE).hex()} 83 60 90 3E 50 60 80 3E 00"])
        assert [note.program for note in song.notes] == [40, 73]

    def test_another_channels_program_does_not(self) -> None:
        assert read(["00 C1 28", ONE_NOTE]).notes[0].program == 0

    def test_a_program_set_too_late_counts_from_the_start(self) -> None:
        assert read([f"{hexed(ONE_NOTE).hex()} 00 C0 28"]).notes[0].program == 40


def name(text: bytes) -> str:
    return f"00 FF 03 {len(text):02x} {text.hex()} "


class TestTitle:
    NOTES = hexed(ONE_NOTE).hex()

    def test_is_the_name_of_the_first_track_when_that_holds_no_notes(self) -> None:
        assert read([name(b"Greensleeves"), name(b"Flute") + self.NOTES]).title == "Greensleeves"

    def test_or_when_it_is_the_only_one(self) -> None:
        assert read([name(b"Greensleeves") + self.NOTES]).title == "Greensleeves"

    def test_is_the_files_name_when_the_first_track_is_one_instrument_of_several(self) -> None:
        song = read([name(b"Flute") + self.NOTES, name(b"Harp") + self.NOTES])
        assert song.title == "file name"
        assert [track.name for track in song.tracks] == ["Flute", "Harp"]

    @pytest.mark.parametrize("text", [b"", b"   ", b"\x00\x01"])
    def test_is_the_files_name_when_there_is_none(self, text: bytes) -> None:
        assert read([name(text) + self.NOTES]).title == "file name"

    def test_is_the_first_name_of_two(self) -> None:
        assert read([name(b"One") + name(b"Two") + self.NOTES]).title == "One"

    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("Für Elise".encode(), "Für Elise"),
            ("Für Elise".encode("latin-1"), "Für Elise"),
            ("茉莉花".encode(), "茉莉花"),
            (b"  two\r\nlines\x00 ", "twolines"),
        ],
    )
    def test_is_decoded_and_cleaned(self, text: bytes, title: str) -> None:
        assert read([name(text) + self.NOTES]).title == title


def said(text: bytes, *, kind: str = "05") -> str:
    return f"FF {kind} {len(text):02x} {text.hex()}"


class TestLyrics:
    def test_their_moments_are_kept(self) -> None:
        song = read([ONE_NOTE, f"00 {said(b'Freu-')} 83 60 {said(b'de')}"])
        assert song.lyric_times_s == (0.0, 0.5)

    def test_text_events_count_as_in_karaoke_files(self) -> None:
        song = read([ONE_NOTE, f"00 {said(b'/Freu', kind='01')} 60 {said(b'de', kind='01')}"])
        assert song.lyric_times_s == (0.0, 0.1)

    def test_a_moment_counts_once(self) -> None:
        song = read([said(b"la").join(("00 ", " 00 ")) + said(b"la"), ONE_NOTE])
        assert song.lyric_times_s == (0.0,)

    def test_they_follow_the_tempo_and_come_in_order(self) -> None:
        slower = "83 60 FF 51 03 0F 42 40"
        song = read([slower, f"87 40 {said(b'de')}", f"83 60 {said(b'Freu-')}", ONE_NOTE])
        assert song.lyric_times_s == (0.5, 1.5)

    @pytest.mark.parametrize("text", [b"", b" \r\n", b"/", b"\\", b"@TOde to Joy", b"[play]"])
    def test_what_is_not_sung_does_not(self, text: bytes) -> None:
        assert read([f"60 {said(text)}", ONE_NOTE]).lyric_times_s == ()

    def test_there_may_be_none(self) -> None:
        assert read([ONE_NOTE]).lyric_times_s == ()


@given(
    st.lists(
        st.tuples(st.integers(0, 4000), st.integers(1, 2000), st.integers(0, 127)),
        min_size=1,
        max_size=30,
        unique_by=lambda note: note[2],
    ),
    st.integers(1, 32767),
    st.integers(10_000, 2_000_000),
)
def test_what_mido_writes_is_read_back(
    notes: list[tuple[int, int, int]], division: int, tempo: int
) -> None:
    track = played([(onset / 480, length / 480, pitch) for onset, length, pitch in notes])
    head: list[mido.Message] = [mido.MetaMessage("set_tempo", tempo=tempo)]
    data = written(head, track, division=division)
    song = parse_song(data, "x")
    tick_s = tempo / 1e6 / division
    read_back = sorted((n.onset_s, n.duration_s, n.pitch) for n in song.notes)
    expected = sorted((onset * tick_s, length * tick_s, pitch) for onset, length, pitch in notes)
    assert [pitch for *_, pitch in read_back] == [pitch for *_, pitch in expected]
    for found, wanted in zip(read_back, expected, strict=True):
        assert found[:2] == pytest.approx(wanted[:2], rel=1e-9, abs=1e-9)
    assert song.duration_s == pytest.approx(max(onset + length for onset, length, _ in expected))
