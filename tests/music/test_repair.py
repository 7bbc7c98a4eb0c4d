"""Each kind of damage that MIDI files are found with, and what is left of them."""

from __future__ import annotations

import re
import struct
from io import BytesIO

import mido
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.music.reading import LONGEST_WAIT_S, parse_song
from game.music.repair import Repaired, repair
from game.music.song import Song, SongError
from tests.music.midi import END, hexed, played, raw, written

SCALE = (60, 62, 64, 65, 67, 69, 71, 72)
NOTES = " ".join(f"00 90 {pitch:02X} 50 60 80 {pitch:02X} 00" for pitch in SCALE)
LOW_NOTES = NOTES.replace("00 90", "00 91").replace("60 80", "60 81")
RUNNING = " ".join(f"00 {pitch:02X} 50 60 {pitch:02X} 00" for pitch in SCALE[1:])
PIECE = written(
    [mido.MetaMessage("set_tempo", tempo=400_000), mido.MetaMessage("track_name", name="Scale")],
    played([(beat, 1, pitch) for beat, pitch in enumerate(SCALE)], program=40),
    played([(beat, 1, pitch - 24) for beat, pitch in enumerate(SCALE)], channel=1),
)


def song_of(data: bytes) -> Song:
    return parse_song(data, "x")


def pitches(data: bytes) -> tuple[int, ...]:
    return tuple(note.pitch for note in song_of(data).notes)


def repaired(data: bytes) -> Repaired:
    found = repair(data)
    assert found is not None
    return found


def facts(midi: mido.MidiFile) -> list[list[tuple[int, str]]]:
    """What a song is made of in each track, at its ticks."""
    kept = ("note_on", "note_off", "program_change", "set_tempo", "track_name", "text", "lyrics")
    tracks: list[list[tuple[int, str]]] = []
    for track in midi.tracks:
        tick, events = 0, list[tuple[int, str]]()
        for message in track:
            tick += message.time
            if message.type in kept:
                events.append((tick, re.sub(r"\btime=\d+", "", str(message))))
        tracks.append(events)
    return tracks


class TestTheFileAround:
    @pytest.mark.parametrize(
        "wrapper",
        [
            b"RIFF\x00\x00\x00\x00RMIDdata\x00\x00\x00\x00",
            b"\x00\x05Scale" + bytes(58) + b"Midi" + bytes(59),
            b"\x00",
            bytes(4000),
        ],
        ids=["RIFF", "MacBinary", "one byte", "4 kB"],
    )
    def test_may_wrap_the_midi_file(self, wrapper: bytes) -> None:
        assert song_of(wrapper + PIECE).notes == song_of(PIECE).notes

    @pytest.mark.parametrize("tail", [bytes(100), b"LIST\x10\x00\x00\x00 some words", b"\x1a"])
    def test_may_go_on_after_it(self, tail: bytes) -> None:
        assert song_of(PIECE + tail).notes == song_of(PIECE).notes


class TestTheHeader:
    def test_may_be_misspelt(self) -> None:
        assert song_of(b"MT0d" + PIECE[4:]).notes == song_of(PIECE).notes

    def test_may_be_missing(self) -> None:
        assert pitches(PIECE[14:]) == pitches(PIECE)

    def test_may_state_another_length(self) -> None:
        data = PIECE[:4] + b"\x00\x00\x00\x16" + PIECE[8:]
        assert song_of(data).notes == song_of(PIECE).notes

    def test_may_promise_more_tracks_than_there_are(self) -> None:
        data = PIECE[:10] + b"\x00\x09" + PIECE[12:]
        assert song_of(data).notes == song_of(PIECE).notes

    def test_decides_where_an_older_song_lies_behind_the_tracks(self) -> None:
        one = raw([NOTES])
        assert song_of(one + raw([LOW_NOTES])[14:]).notes == song_of(one).notes

    def test_may_name_a_format_that_does_not_exist(self) -> None:
        assert song_of(PIECE[:8] + b"\x00\x07" + PIECE[10:]).notes == song_of(PIECE).notes

    @pytest.mark.parametrize("division", [0, -25 * 256, -128 * 256 + 4])
    def test_may_not_say_how_time_is_counted(self, division: int) -> None:
        assert song_of(raw([NOTES], division=division)).notes == song_of(raw([NOTES])).notes


class TestTrackChunks:
    @pytest.mark.parametrize("length", [0, 5, 90, 10_000, 2**32 - 1])
    def test_may_state_another_length(self, length: int) -> None:
        data = bytearray(raw([NOTES, LOW_NOTES]))
        data[18:22] = struct.pack(">L", length)
        assert song_of(bytes(data)).notes == song_of(raw([NOTES, LOW_NOTES])).notes

    def test_may_stand_among_others(self) -> None:
        alien = b"XFIH\x00\x00\x00\x04\x00\x01\x02\x03"
        data = PIECE[:14] + alien + PIECE[14:] + alien
        assert song_of(data).notes == song_of(PIECE).notes

    def test_may_be_misspelt_if_there_is_no_other(self) -> None:
        data = raw([NOTES])
        assert song_of(data.replace(b"MTrk", b"MXrk")).notes == song_of(data).notes

    def test_may_lack_their_end(self) -> None:
        whole = raw([NOTES, LOW_NOTES])
        assert song_of(raw([hexed(NOTES), hexed(LOW_NOTES)])).notes == song_of(whole).notes

    def test_may_mark_their_end_too_soon(self) -> None:
        assert pitches(raw([f"{END} {NOTES}"])) == SCALE

    @pytest.mark.parametrize("lost", range(1, 40))
    def test_may_be_cut_off(self, lost: int) -> None:
        data = PIECE[:-lost]
        whole = song_of(PIECE).notes
        found = song_of(data).notes
        assert found == whole[: len(found)] or lost > 4
        assert len(found) >= len(whole) - lost // 7 - 1
        assert repaired(data).cut


class TestEvents:
    def test_without_any_status_are_passed_over(self) -> None:
        data = raw([f"00 3C 50 60 3C 00 {NOTES}"])
        assert pitches(data) == SCALE
        assert repaired(data).lost

    @pytest.mark.parametrize("status", ["F4", "F5", "F8", "F9", "FD", "F1 00", "F2 00 00", "F3 00"])
    def test_of_the_system_are_passed_over(self, status: str) -> None:
        data = raw([f"00 {status} {NOTES}"])
        assert song_of(data).notes == song_of(raw([NOTES])).notes
        assert not repaired(data).lost

    @pytest.mark.parametrize("between", ["F0 05 7E 7F 09 01 F7", "FF 01 01 41", "F8"])
    def test_go_on_with_their_status_after_others(self, between: str) -> None:
        data = raw([f"00 90 3C 50 60 3C 00 00 {between} {RUNNING}"])
        assert pitches(data) == SCALE

    @pytest.mark.parametrize(
        "meta",
        [
            "FF 59 02 09 00",
            "FF 59 02 7F 7F",
            "FF 59 00",
            "FF 54 05 FF FF FF FF FF",
            "FF 51 01 00",
            "FF 51 00",
            "FF 58 00",
            "FF 00 01 00",
            "FF 20 00",
            "FF 60 01 00",
            "FF 51 03 00 00 00",
        ],
    )
    def test_about_the_music_may_make_no_sense(self, meta: str) -> None:
        assert song_of(raw([f"00 {meta} {NOTES}"])).notes == song_of(raw([NOTES])).notes

    def test_about_the_music_may_be_longer_than_the_track(self) -> None:
        assert pitches(raw([f"00 FF 01 FF 7F {NOTES}"])) == SCALE

    def test_may_keep_their_meter_in_two_bytes(self) -> None:
        (meter,) = song_of(raw([f"00 FF 58 02 03 02 {NOTES}"])).tempo_map.meters
        assert (meter.numerator, meter.denominator) == (3, 4)

    @pytest.mark.parametrize(
        "message",
        [
            "F0 7E 7F 09 01 F7",
            "F0 05 7E 7F 09 01 F7",
            "F0 03 43 12 00 00 F7 02 01 F7",
            "F7 01 F8",
            "F0 00",
        ],
        ids=["no length", "length", "in two parts", "escaped", "empty"],
    )
    def test_for_one_instrument_are_passed_over(self, message: str) -> None:
        assert song_of(raw([f"00 {message} {NOTES}"])).notes == song_of(raw([NOTES])).notes

    def test_for_one_instrument_may_be_longer_than_the_track(self) -> None:
        assert pitches(raw([f"00 F0 FF 7F {NOTES}"])) == SCALE

    def test_may_come_hours_after_the_others(self) -> None:
        late = "FF FF FF 7F 90 3C 50 60 80 3C 00"
        song = song_of(raw([f"{NOTES} {late}"]))
        assert song.notes == song_of(raw([NOTES])).notes
        assert [track.note_count for track in song.tracks] == [8]

    def test_may_never_end(self) -> None:
        song = song_of(raw([NOTES, "00 91 30 50 FF FF FF 7F 81 30 00"]))
        assert song.duration_s == pytest.approx(song.notes[-1].onset_s + LONGEST_WAIT_S, abs=0.01)


class TestWhatIsWhole:
    def test_stays_the_same(self) -> None:
        assert facts(mido.MidiFile(file=BytesIO(repaired(PIECE).data))) == facts(
            mido.MidiFile(file=BytesIO(PIECE))
        )
        assert not repaired(PIECE).cut
        assert not repaired(PIECE).lost

    def test_is_not_repaired_twice(self) -> None:
        once = repaired(PIECE).data
        assert repaired(once).data == once

    def test_no_song_needs_the_rest(self) -> None:
        full = raw([f"00 B0 07 64 00 E0 00 40 00 A0 3C 10 00 D0 10 {NOTES}"])
        assert repaired(full).data == repaired(raw([NOTES])).data

    @given(
        st.lists(
            st.lists(
                st.one_of(
                    st.builds(
                        mido.Message,
                        st.sampled_from(["note_on", "note_off"]),
                        channel=st.integers(0, 15),
                        note=st.integers(0, 127),
                        velocity=st.integers(0, 127),
                        time=st.integers(0, 2**28 - 1),
                    ),
                    st.builds(
                        mido.Message,
                        st.just("program_change"),
                        program=st.integers(0, 127),
                        time=st.integers(0, 1000),
                    ),
                    st.builds(mido.Message, st.just("pitchwheel"), time=st.integers(0, 1000)),
                    st.builds(
                        mido.Message,
                        st.just("sysex"),
                        data=st.lists(st.integers(0, 127), max_size=4),
                    ),
                    st.builds(
                        mido.MetaMessage,
                        st.just("set_tempo"),
                        tempo=st.integers(0, 2**24 - 1),
                        time=st.integers(0, 1000),
                    ),
                    st.builds(
                        mido.MetaMessage,
                        st.just("lyrics"),
                        text=st.text(st.characters(max_codepoint=255), max_size=200),
                    ),
                ),
                max_size=12,
            ),
            min_size=1,
            max_size=4,
        ),
        st.integers(0, 2),
        st.integers(1, 32767),
    )
    @settings(max_examples=60)
    def test_stays_the_same_whatever_it_holds(
        self, tracks: list[list[mido.Message]], kind: int, division: int
    ) -> None:
        data = written(*tracks, kind=kind if len(tracks) == 1 else 1, division=division)
        before = mido.MidiFile(file=BytesIO(data))
        after = mido.MidiFile(file=BytesIO(repaired(data).data))
        assert (after.type, after.ticks_per_beat) == (before.type, division)
        assert facts(after) == facts(before)


def assert_song_or_sentence(data: bytes) -> None:
    try:
        song = song_of(data)
    except SongError as refused:
        assert str(refused).endswith(".")
    else:
        assert song.notes
        assert all(note.duration_s >= 0 and note.onset_s >= 0 for note in song.notes)


class TestAnyDamage:
    @given(st.binary(max_size=30), st.integers(0, len(PIECE)), st.integers(0, 12))
    @settings(max_examples=200)
    def test_bytes_lost_or_put_in(self, inserted: bytes, place: int, lost: int) -> None:
        assert_song_or_sentence(PIECE[:place] + inserted + PIECE[place + lost :])

    @given(st.lists(st.tuples(st.integers(0, len(PIECE) - 1), st.integers(0, 255)), max_size=12))
    @settings(max_examples=200)
    def test_bytes_changed(self, changes: list[tuple[int, int]]) -> None:
        data = bytearray(PIECE)
        for place, value in changes:
            data[place] = value
        assert_song_or_sentence(bytes(data))

    @given(st.permutations(PIECE.split(b"MT")), st.binary(max_size=8))
    @settings(max_examples=50)
    def test_chunks_in_another_order(self, parts: list[bytes], between: bytes) -> None:
        assert_song_or_sentence((between + b"MT").join(parts))

    @given(st.binary(max_size=80))
    @settings(max_examples=100)
    def test_what_is_repaired_is_always_read_by_mido(self, body: bytes) -> None:
        mido.MidiFile(file=BytesIO(repaired(raw([body])).data))
