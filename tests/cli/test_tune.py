"""`tune` tells the candidates for a song's tune and keeps the choice, which `demo` then plays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.cli import main
from tests.app.test_songs import write_two_voices
from tests.music.midi import played, written
from tests.music.test_tune_line import broken_chords, melody


@pytest.fixture(autouse=True)
def song(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("THUMBTUNE_HOME", str(tmp_path / "home"))
    return str(write_two_voices(tmp_path / "two.mid"))


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert main([*arguments, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_best_candidate_is_the_tune_until_another_is_chosen(
    song: str, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = told(capsys, "tune", song)
    assert (first["is_tune"], second["is_tune"]) == (True, False)
    assert {first["instrument"], second["instrument"]} == {"Flute", "Piano"}
    assert {first["name"], second["name"]} == {"", "Anna"}
    first, second = told(capsys, "tune", song, "--choose", "2")
    assert (first["is_tune"], second["is_tune"]) == (False, True)
    assert told(capsys, "tune", song) == [first, second]


def test_the_choice_is_what_is_played(song: str, capsys: pytest.CaptureFixture[str]) -> None:
    (before,) = told(capsys, "demo", song)
    told(capsys, "tune", song, "--choose", "2")
    (after,) = told(capsys, "demo", song)
    assert before["chart_hash"] != after["chart_hash"]


def test_in_words_each_candidate_is_a_line(song: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tune", song]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.endswith("(this is the tune)")
    assert first.startswith("1  ") and second.startswith("2  ")
    assert "begins C D E F G A B C" in first + second


@pytest.mark.parametrize("number", ["0", "3", "-1"])
def test_a_number_that_is_no_candidate_is_refused(
    song: str, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tune", song, "--choose", number]) == 1
    assert "The candidates for this tune are 1 to 2." in capsys.readouterr().err


def test_a_piano_piece_offers_its_voices_and_plays_the_one_that_was_chosen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    piece = tmp_path / "piano.mid"
    piece.write_bytes(written(played(sorted([*melody(), *broken_chords(64)]))))
    first, second, *_ = told(capsys, "tune", str(piece))
    assert (first["part"], first["voice"], first["is_tune"]) == ("likeliest line", "line", True)
    assert second["part"] in ("top notes", "middle line", "low notes")
    (before,) = told(capsys, "demo", str(piece))
    told(capsys, "tune", str(piece), "--choose", "2")
    assert told(capsys, "tune", str(piece))[1]["is_tune"]
    (after,) = told(capsys, "demo", str(piece))
    assert before["chart_hash"] != after["chart_hash"]
    assert main(["tune", str(piece)]) == 0
    assert f"Piano, {second['part']}" in capsys.readouterr().out
