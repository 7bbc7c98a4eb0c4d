"""`render` writes what a song sounds like, in whole or in parts, or one sentence."""

from __future__ import annotations

import json
import wave
from pathlib import Path

import numpy as np
import pytest

from game.cli.main import main
from tests.app.stage import write_song

RATE_HZ = 48_000
NOTE_S = 1.5
"""From one note of the song to the next; the first is at 1 s."""


@pytest.fixture
def song(tmp_path: Path) -> Path:
    return write_song(tmp_path / "song.mid", "A song", (60, 64, 67, 72))


def rendered(song: Path, *options: str) -> np.ndarray:
    out = song.with_name("out.wav")
    assert (
        main(["--data-dir", str(song.parent), "render", str(song), "--out", str(out), *options])
        == 0
    )
    with wave.open(str(out)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE_HZ, 2, 2)
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    return samples.astype(np.float64)


def loudness(sound: np.ndarray, begin_s: float, end_s: float) -> float:
    return float(np.sqrt(np.mean(sound[round(begin_s * RATE_HZ) : round(end_s * RATE_HZ)] ** 2)))


def test_the_notes_sound_when_they_are_due(song: Path) -> None:
    sound = rendered(song)
    assert loudness(sound, 0, 0.99) == 0
    for number in range(4):
        onset_s = 1 + NOTE_S * number
        assert loudness(sound, onset_s, onset_s + 0.3) > 300


def test_the_parts_add_up_to_the_whole(song: Path) -> None:
    whole, tune, backing = (rendered(song, "--stem", stem) for stem in ("full", "tune", "backing"))
    assert not backing.any()
    assert np.abs(whole - tune).max() <= 1


def test_at_half_the_speed_the_last_note_begins_twice_as_late(song: Path) -> None:
    sound = rendered(song, "--speed", "50")
    last_s = 2 * (1 + 3 * NOTE_S)
    assert loudness(sound, last_s, last_s + 0.3) > 300
    assert len(sound) > (last_s + 1) * RATE_HZ


def test_it_is_told_as_data(song: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound = rendered(song, "--json")
    facts = json.loads(capsys.readouterr().out)
    assert facts["song"] == "A song"
    assert facts["duration_s"] == pytest.approx(len(sound) / RATE_HZ, abs=0.001)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--out", "nowhere/out.wav"), "can't be written: no such file or directory."),
        (("--out", "out.wav", "--soundfont", "song.mid"), "is no sound font"),
    ],
)
def test_what_can_not_be_done_is_one_sentence_and_leaves_nothing(
    song: Path,
    options: tuple[str, ...],
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(song.parent)
    assert main(["--data-dir", ".", "render", "song.mid", *options]) == 1
    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1
    assert not list(song.parent.glob("*out.wav*"))


def test_a_font_that_is_broken_inside_gives_way_to_the_built_in_one(
    song: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = song.with_name("broken.sf2")
    broken.write_bytes(b"RIFF\x10\x00\x00\x00sfbk" + bytes(40))
    sound = rendered(song, "--soundfont", str(broken))
    assert loudness(sound, 1, 1.3) > 300
    assert "The built-in sounds play instead." in capsys.readouterr().err
