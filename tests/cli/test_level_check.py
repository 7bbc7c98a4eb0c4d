"""`thumbtune level check` tells what a level is and what is amiss; own levels are there at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import game.app.start
from game.charting.level import Level
from game.cli.main import main
from game.folders import shipped_folder
from tests.test_own_levels import GOOD, PAGE, blocks

ODE = shipped_folder("songs") / "ode-to-joy.mid"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("THUMBTUNE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def own(home: Path) -> Path:
    """The folder for levels of one's own."""
    (home / "levels").mkdir(parents=True)
    return home / "levels"


def test_the_page_shows_what_is_said_of_its_example(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = blocks(PAGE.read_text("utf-8"))
    file = tmp_path / "sunday.toml"
    file.write_text(next(block for block in shown if "number =" in block), encoding="utf-8")
    assert main(["level", "check", str(file)]) == 0
    said = capsys.readouterr().out.strip()
    assert said in shown


def test_every_file_is_told_and_one_amiss_is_enough(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(GOOD, encoding="utf-8")
    bad.write_text(GOOD.replace("0.9", "0,9"), encoding="utf-8")
    assert main(["level", "check", str(bad), str(tmp_path), str(good), str(good)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "bad.toml: line 7: expected a point in the number, as in 0.9, not a comma."
    assert lines[1] == f"{tmp_path.name} is a folder, not a level."
    assert lines[2] == "good.toml: Sunday, step 5 of level 1. It can be played."
    assert lines[-1] == "  Warm-up: Finger curl."
    assert len(lines) == 8
    assert main(["level", "check", str(good)]) == 0


def test_two_files_that_are_alike_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [tmp_path / "a.toml", tmp_path / "b.toml"]
    for file in files:
        file.write_text(GOOD, encoding="utf-8")
    assert main(["level", "check", *map(str, files)]) == 1
    assert "b.toml: step: Sunday has number = 1 and step = 5" in capsys.readouterr().out


def test_json_says_the_same_in_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, gone = tmp_path / "good.toml", tmp_path / "gone.toml"
    good.write_text(GOOD + "long_note_from_s = 1.5\n", encoding="utf-8")
    assert main(["level", "check", "--json", str(good), str(gone)]) == 1
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["file"], first["ok"], first["message"]) == (str(good), True, None)
    assert first["level"] == {
        "name": "Sunday",
        "number": 1,
        "step": 5,
        "hit_window_ms": 350,
        "approach_s": 3.5,
        "min_gap_s": 0.9,
        "same_grip_gap_s": 1.0,
        "max_rate_per_minute": 30,
        "grips": ["key", "index"],
        "long_note_from_s": 1.5,
        "warm_up": ["finger-curl"],
    }
    assert (second["ok"], second["level"]) == (False, None)
    assert second["message"] == f"There is no file {gone}."


def test_every_shipped_level_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    files = sorted(map(str, shipped_folder("levels").glob("*.toml")))
    assert main(["level", "check", *files]) == 0
    assert capsys.readouterr().out.count("It can be played.") == 9


@pytest.mark.parametrize("arguments", [["level"], ["level", "check"], ["level", "tune"]])
def test_what_is_left_out_is_asked_for(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: thumbtune level" in capsys.readouterr().err


def test_an_own_level_can_be_played_at_once(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own / "sunday.toml").write_text(GOOD, encoding="utf-8")
    for wanted in ("1.5", "sunday", "own-sunday", "sunday~75"):
        assert main(["demo", str(ODE), "--level", wanted, "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert (told["level"], told["step"], told["grips"]) == (1, 5, ["key", "index"])


def test_a_broken_one_is_told_and_hinders_nothing(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own / "sunday.toml").write_text(GOOD.replace("0.9", "true"), encoding="utf-8")
    assert main(["demo", str(ODE), "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["level"] == 1
    assert told.err == (
        "thumbtune: sunday.toml: min_gap_s: expected a number, got true or false.\n"
    )


def test_the_game_opens_with_own_levels_and_says_what_is_left_out(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own / "a.toml").write_text(GOOD, encoding="utf-8")
    (own / "b.toml").write_text("", encoding="utf-8")
    seen: list[tuple[tuple[Level, ...], str | None]] = []

    def playing(wishes: object, levels: tuple[Level, ...], *rest: object) -> None:
        message = rest[-1]
        assert message is None or isinstance(message, str)
        seen.append((levels, message))

    monkeypatch.setattr(game.app.start, "play", playing)
    assert main([]) == 0
    ((levels, message),) = seen
    assert [level.id for level in levels if level.is_own] == ["own-a"]
    assert message == (
        "1 level of your own is left out. "
        "b.toml: number: expected in every level, but it is not there."
    )
