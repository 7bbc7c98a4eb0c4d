"""Whatever a file holds, it is a song or one sentence, soon."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from game.music.reading import MAX_BYTES, parse_song, read_song
from game.music.repair import MAX_EVENTS, MAX_NOTES
from game.music.song import SongError
from tests.music.midi import hexed, played, raw, written

PIECE = written(
    played([(0, 1, 60), (1, 1, 62), (2, 2, 64)], name="Tune", program=40),
    played([(0, 4, 36)], channel=1, name="Bass"),
)
NOT_MIDI = "This is not a MIDI file"
CUT_OFF = "This MIDI file is cut off: its end is missing."
DAMAGED = "This MIDI file is damaged and can't be read."


def sentence(data: bytes) -> str:
    with pytest.raises(SongError) as refused:
        parse_song(data, "x")
    return str(refused.value)


def assert_song_or_sentence(data: bytes) -> None:
    try:
        song = parse_song(data, "x")
    except SongError as refused:
        text = str(refused)
        assert text.endswith(".")
        assert "\n" not in text
        assert text[0].isupper()
    else:
        assert song.notes
        assert all(note.duration_s >= 0 and note.onset_s >= 0 for note in song.notes)


class TestNotMidi:
    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (b"", "This file is empty."),
            (b"Hello, this is a letter.\r\n", f"{NOT_MIDI}: it looks like a text."),
            ("Grüße aus Köln".encode(), f"{NOT_MIDI}: it looks like a text."),
            (b"<!DOCTYPE html><html><body>404", f"{NOT_MIDI}: it looks like a web page."),
            (b"\xef\xbb\xbf\r\n <HTML><head>", f"{NOT_MIDI}: it looks like a web page."),
            (b"Rar!\x1a\x07\x00" + bytes(99), f"{NOT_MIDI}: it looks like a RAR archive."),
            (b"PK\x03\x04" + bytes(99), f"{NOT_MIDI}: it looks like a ZIP archive."),
            (b"7z\xbc\xaf\x27\x1c", f"{NOT_MIDI}: it looks like a 7-Zip archive."),
            (b"\x1f\x8b\x08" + bytes(9), f"{NOT_MIDI}: it looks like a gzip archive."),
            (b"RIFF\x24\x00\x00\x00WAVEfmt ", f"{NOT_MIDI}: it looks like a WAV recording."),
            (b"RIFF\x24\x00\x00\x00AVI LIST", f"{NOT_MIDI}: it looks like a film."),
            (b"RIFF\x24\x00\x00\x00ACONLIST", f"{NOT_MIDI}."),
            (b"FORM\x00\x00\x10\x00AIFFCOMM", f"{NOT_MIDI}: it looks like an AIFF recording."),
            (b"ID3\x04\x00" + bytes(9), f"{NOT_MIDI}: it looks like an MP3 recording."),
            (b"\xff\xfb\x90\x64" + bytes(9), f"{NOT_MIDI}: it looks like an MP3 recording."),
            (b"\xff\xe3\x30\xc4" + bytes(9), f"{NOT_MIDI}: it looks like an MP3 recording."),
            (b"\xff\xff\xff\xff" + bytes(9), f"{NOT_MIDI}."),
            (b"CAKEWALK\x1a\x00", f"{NOT_MIDI}: it looks like a Cakewalk song."),
            (b"ENIGMA BINARY FILE\x00", f"{NOT_MIDI}: it looks like a Finale score."),
            (
                b"\x00\x00\x00\x20ftypisom",
                f"{NOT_MIDI}: it looks like a film or an MP4 recording.",
            ),
            (
                b"\x00\x04Song" + bytes(59) + b"CWMF2.00" + bytes(60),
                f"{NOT_MIDI}: it looks like a music file of an old Macintosh program.",
            ),
            (
                b'<?xml version="1.0"?><score-partwise version="4.0">',
                f"{NOT_MIDI}: it looks like a MusicXML score.",
            ),
            (b"X:1\nT:Reel\nK:D\n", f"{NOT_MIDI}: it looks like a tune in ABC notation."),
            (b"<p>A MIDI file begins with MThd", f"{NOT_MIDI}: it looks like a text."),
            (b"PK\x03\x04" + raw(["00 90 3C 50"]), f"{NOT_MIDI}: it looks like a ZIP archive."),
            (b"OggS\x00\x02" + bytes(9), f"{NOT_MIDI}: it looks like an Ogg recording."),
            (b"fLaC\x00" + bytes(9), f"{NOT_MIDI}: it looks like a FLAC recording."),
            (b"%PDF-1.7\n", f"{NOT_MIDI}: it looks like a PDF document."),
            (b"\x89PNG\r\n\x1a\n", f"{NOT_MIDI}: it looks like a picture."),
            (b"\x7fELF\x02", f"{NOT_MIDI}: it looks like a program."),
            (bytes(1000), f"{NOT_MIDI}: it looks like nothing but zeros."),
            (b"\x01\x02\x03\x04", f"{NOT_MIDI}."),
        ],
    )
    def test_says_what_it_looks_like(self, data: bytes, said: str) -> None:
        assert sentence(data) == said


class TestBrokenMidi:
    @pytest.mark.parametrize("length", range(1, len(PIECE)))
    def test_cut_off_anywhere(self, length: int) -> None:
        said = sentence(PIECE[:length])
        assert said == CUT_OFF if length >= 4 else said.startswith(NOT_MIDI)

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            (raw([]), "There are no tracks in this file."),
            (raw([""]), "There are no notes in this file."),
            (raw(["00 C0 28"]), "There are no notes in this file."),
            (raw(["00 90 3C 00"]), "There are no notes in this file."),
            (b"MTrk" + bytes(20), DAMAGED),
            (b"MThd" + bytes(40), "There are no tracks in this file."),
            (b"MThd\0\0\0\6\0\1\0\1\0\x60", CUT_OFF),
            (raw(["00 3C 50"]), DAMAGED),
            (raw(["00 FF FF"]), DAMAGED),
            (raw(["00 90 3C 50"]).replace(b"MTrk", b"XTrk")[:-1], CUT_OFF),
        ],
    )
    def test_each_kind_has_its_sentence(self, data: bytes, said: str) -> None:
        assert sentence(data) == said

    def test_too_many_notes(self) -> None:
        body = hexed("00 90 3C 50") + b"\x01\x3c\x50" * MAX_NOTES + hexed("00 FF 2F 00")
        assert sentence(raw([body])) == "This song has more than 60,000 notes."

    def test_too_many_events(self) -> None:
        body = hexed("00 FF 51 03 07 A1 20") * MAX_EVENTS + hexed("00 FF 2F 00")
        assert sentence(raw([body])).startswith("This file holds more than 150,000 events")

    @pytest.mark.parametrize(
        "body",
        [
            b"\xff",
            b"\x80",
            b"\x00",
            b"\x00\xb0\x07\x10",
            b"\x00\xff\x01\xff\xff\xff\x7f",
            b"\x00\xf0\xff\xff\xff\x7f",
            b"MTrk",
            b"MTrk\x00\x00\x00\x00",
        ],
    )
    def test_the_largest_files_are_refused_soon(self, body: bytes) -> None:
        started = time.process_time()
        sentence(raw([body * ((MAX_BYTES - 100) // len(body))]))
        assert time.process_time() - started < 4

    def test_a_long_number_is_no_song(self) -> None:
        assert sentence(raw([b"\xff" * 4000])) == DAMAGED


class TestAnyBytes:
    @given(st.binary(max_size=300))
    def test_alone(self, data: bytes) -> None:
        assert_song_or_sentence(data)

    @given(st.binary(max_size=120))
    @example(b"\x00\xff\x59\x02\x7f\x7f")
    @example(b"\x00\xff\x58\x00")
    @example(b"\x00\xff\x00\x01\x00")
    @example(b"\x00\xff\x20\x00")
    @example(b"\x00\xf0\x00")
    def test_as_a_track(self, data: bytes) -> None:
        assert_song_or_sentence(raw([data]))
        assert_song_or_sentence(raw([hexed("00 90 3C 50") + data + hexed("00 FF 2F 00")]))

    @given(kind=st.integers(0x00, 0x7F), body=st.binary(max_size=12))
    @settings(max_examples=300)
    @example(0x58, b"\x00\x1d")  # a bar of notes of length 1 / 2**29
    def test_as_a_meta_message(self, kind: int, body: bytes) -> None:
        message = bytes([0, 0xFF, kind, len(body)]) + body
        assert_song_or_sentence(raw([message + hexed("00 90 3C 50 60 80 3C 00 00 FF 2F 00")]))

    @given(st.binary(min_size=10, max_size=10))
    def test_as_a_header(self, header: bytes) -> None:
        assert_song_or_sentence(PIECE[:4] + header + PIECE[14:])

    def test_any_bit_flipped(self) -> None:
        for bit in range(8 * len(PIECE)):
            flipped = bytearray(PIECE)
            flipped[bit // 8] ^= 1 << bit % 8
            assert_song_or_sentence(bytes(flipped))

    @given(st.lists(st.tuples(st.integers(0, len(PIECE) - 1), st.integers(0, 255)), max_size=8))
    def test_some_bytes_changed(self, changes: list[tuple[int, int]]) -> None:
        changed = bytearray(PIECE)
        for place, value in changes:
            changed[place] = value
        assert_song_or_sentence(bytes(changed))


class TestFiles:
    def test_a_song_is_called_as_its_file(self, tmp_path: Path) -> None:
        path = tmp_path / "Ode to Joy.mid"
        path.write_bytes(written(played([(0, 1, 60)])))
        assert read_song(path).title == "Ode to Joy"

    def refusal(self, path: Path) -> str:
        with pytest.raises(SongError) as refused:
            read_song(path)
        return str(refused.value)

    def test_that_are_not_there(self, tmp_path: Path) -> None:
        assert self.refusal(tmp_path / "nowhere.mid") == "There is no such file."

    def test_that_are_folders(self, tmp_path: Path) -> None:
        assert self.refusal(tmp_path) == "This is a folder, not a file."

    def test_that_are_too_big(self, tmp_path: Path) -> None:
        path = tmp_path / "big.mid"
        with path.open("wb") as file:
            file.truncate(MAX_BYTES + 1)
        assert self.refusal(path) == "This file is too big for a song (more than 4 MB)."

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes in the file system")
    def test_that_would_never_end(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe.mid"
        os.mkfifo(pipe)
        assert stat.S_ISFIFO(pipe.stat().st_mode)
        assert self.refusal(pipe) == "This is not an ordinary file."

    def test_that_may_not_be_opened(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "locked.mid"
        path.write_bytes(PIECE)

        def locked(self: Path) -> bytes:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "read_bytes", locked)
        assert self.refusal(path) == "This file can't be opened: permission denied."
