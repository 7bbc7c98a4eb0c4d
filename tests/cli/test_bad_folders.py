"""Folders and levels that are not as they should be: one sentence each, and the rest goes on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from game.charting.level import read_levels
from game.cli import main
from game.folders import shipped_folder
from tests.app.stage import write_song

ODE = shipped_folder("songs") / "ode-to-joy.mid"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("THUMBTUNE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def levels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the levels that the game takes for the shipped ones."""
    folder = tmp_path / "levels"
    shutil.copytree(shipped_folder("levels"), folder)
    shipped: Callable[[str], Path] = shipped_folder

    def chosen(name: str) -> Path:
        return folder if name == "levels" else shipped(name)

    monkeypatch.setattr("game.own_levels.shipped_folder", chosen)
    return folder


@pytest.fixture
def locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a song that the system refuses to list, whoever asks."""
    folder = tmp_path / "files" / "songs" / "locked"
    folder.mkdir(parents=True)
    shutil.copy(ODE, folder)
    scandir = os.scandir
    listdir = os.listdir

    def refusing(path: str | os.PathLike[str] = ".") -> object:
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    def refusing_names(path: str | os.PathLike[str] = ".") -> list[str]:
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return listdir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    monkeypatch.setattr(os, "listdir", refusing_names)
    return folder


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_check_tells_a_folder_that_cannot_be_opened_and_goes_on(
    locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(ODE, locked.parent / "song.mid")
    assert main(["check", str(locked.parent), "--json"]) == 0
    refused, song = lines(capsys)
    assert refused["file"] == str(locked)
    assert (refused["ok"], refused["message"]) == (
        False,
        "This folder can't be opened: permission denied.",
    )
    assert (Path(str(song["file"])).name, song["ok"]) == ("song.mid", True)


def test_check_tells_a_folder_asked_for_that_cannot_be_opened(
    locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(locked)]) == 0
    told = capsys.readouterr()
    assert told.out == f"{locked}: This folder can't be opened: permission denied.\n"
    assert told.err == ""


def test_check_has_no_lines_for_a_folder_that_holds_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["check", str(tmp_path / "empty"), "--json"]) == 0
    assert capsys.readouterr().out == ""


def test_check_looks_at_files_in_order_below_every_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ["b/x.mid", "a/y.mid", "a/deep/z.mid", "c.mid"]
    for name in names:
        (tmp_path / "files" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ODE, tmp_path / "files" / name)
    assert main(["check", str(tmp_path / "files"), "--json"]) == 0
    told = [Path(str(fact["file"])).relative_to(tmp_path / "files") for fact in lines(capsys)]
    assert told == sorted(Path(name) for name in names)


def test_check_does_not_go_round_in_circles(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    shutil.copy(ODE, folder)
    try:
        (folder / "again").symlink_to(folder, target_is_directory=True)
    except OSError:
        pytest.skip("links can't be made here")
    assert main(["check", str(folder), "--json"]) == 0
    assert len(lines(capsys)) == 1


def test_chart_tells_that_a_folder_is_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chart", str(tmp_path), "--json"]) == 1
    (fact,) = lines(capsys)
    assert fact == {
        "file": str(tmp_path),
        "ok": False,
        "error": "This is a folder, not a file.",
    }


def test_songs_in_a_folder_that_cannot_be_opened_are_left_out(
    locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_song(locked.parent / "mine.mid", "Mine")
    assert main(["--data-dir", str(locked.parents[1]), "songs", "--json"]) == 0
    files = [Path(str(fact["file"])) for fact in lines(capsys)]
    assert locked.parent / "mine.mid" in files
    assert all(locked not in file.parents for file in files)


def test_names_that_no_alphabet_holds_are_told_and_hinder_nothing(tmp_path: Path) -> None:
    """A file named on an old system: bytes that are no UTF-8, and a screen that knows little."""
    folder = tmp_path / "files"
    folder.mkdir()
    name = os.fsdecode(b"caf\xe9.mid") if os.name == "posix" else "caf\xe9.mid"
    try:
        shutil.copy(ODE, folder / name)
    except OSError:
        pytest.skip("such a name can't be given here")
    shutil.copy(ODE, folder / "\u017dlu\u0165.mid")
    for encoding, options in (("utf-8", []), ("ascii", ["--json"])):
        told = subprocess.run(
            [sys.executable, "-m", "game.cli", "check", str(folder), *options],
            env={**os.environ, "PYTHONIOENCODING": encoding},
            capture_output=True,
            timeout=30,
        )
        assert (told.returncode, told.stderr) == (0, b"")
        assert len(told.stdout.splitlines()) == 2
    facts = [json.loads(line) for line in told.stdout.splitlines()]
    assert {fact["file"] for fact in facts} == {str(file) for file in folder.iterdir()}


@pytest.mark.parametrize(
    "arguments", [[], ["play", str(ODE)], ["demo", str(ODE)], ["chart", str(ODE)]]
)
def test_a_mistyped_level_is_told_with_file_key_and_what_was_expected(
    levels: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    level = levels / "2-moderate.toml"
    text = level.read_text(encoding="utf-8")
    level.write_text(text.replace("min_gap_s =", 'min_gap_s = "wide" #'), encoding="utf-8")
    assert main(arguments) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == (
        "thumbtune: 2-moderate.toml: min_gap_s: expected a number, got a text in quotes.\n"
    )


def test_a_level_added_as_a_file_can_be_played_at_once(
    levels: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (levels / "1-gentle.toml").read_text(encoding="utf-8")
    text = text.replace("number = 1", "number = 1\nstep = 9").replace('"Gentle"', '"Sunday"')
    (levels / "9-sunday.toml").write_text(text, encoding="utf-8")
    assert len(read_levels(levels)) == 1 + len(read_levels(shipped_folder("levels")))
    for wanted in ("1.9", "sunday", "9-sunday"):
        assert main(["demo", str(ODE), "--level", wanted, "--json"]) == 0
    assert [(fact["level"], fact["step"]) for fact in lines(capsys)] == [(1, 9)] * 3
