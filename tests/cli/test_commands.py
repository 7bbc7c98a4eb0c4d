"""The command line: every command does its work without a window, and trouble is one sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pygame
import pytest

from game.charting.chart import Grip
from game.cli import main
from game.cli.picture import COLOURS, OTHERS, TUNE
from game.folders import shipped_folder

ODE = str(shipped_folder("songs") / "ode-to-joy.mid")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("THUMBTUNE_HOME", str(folder))
    return folder


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_chart_tells_tune_and_pinches(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chart", ODE, "--level", "3", "--json"]) == 0
    (facts,) = lines(capsys)
    assert list(facts) == [
        "file",
        "ok",
        "error",
        "title",
        "duration_s",
        "sha256",
        "tune",
        "notes",
        "chart_hash",
        "seconds",
    ]
    assert facts["ok"] is True
    assert facts["title"] == "Ode to Joy"
    tune, notes, seconds = facts["tune"], facts["notes"], facts["seconds"]
    assert isinstance(tune, dict) and isinstance(notes, list) and isinstance(seconds, dict)
    assert list(tune) == ["track", "channel", "confidence", "candidates", "notes"]
    assert list(tune["candidates"][0]) == ["track", "channel", "score"]
    assert len(tune["notes"][0]) == 2
    assert list(notes[0]) == ["time_s", "grip", "pitch", "duration_s"]
    assert list(seconds) == ["read", "tune", "metre", "thin", "finger"]


def test_chart_reports_the_figures_of_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chart", ODE, "--level", "2", "--report", "--json"]) == 0
    (facts,) = lines(capsys)
    figures = facts["report"]
    assert isinstance(figures, dict)
    assert figures["gap_violations"] == 0
    assert isinstance(facts["notes"], list)
    assert figures["kept_notes"] == len(facts["notes"])
    assert set(figures["shares"]) == {"index", "middle", "ring"}
    main(["chart", ODE, "--level", "2", "--report"])
    assert "  contour kept " in capsys.readouterr().out


def test_chart_draws_a_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    png = tmp_path / "ode.png"
    assert main(["chart", ODE, "--level", "2", "--picture", str(png), "--json"]) == 0
    lines(capsys)
    page = pygame.image.load(png)
    colours = {tuple(page.get_at((x, y))[:3]) for x in range(0, 1800, 2) for y in range(0, 1500, 3)}
    assert {TUNE, OTHERS, *(COLOURS[grip] for grip in list(Grip)[:3])} <= colours
    assert COLOURS[Grip.LITTLE] not in colours


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ([ODE, "--picture", "two.png"], "A picture shows one file; name only one."),
        (["--picture", "ode.gif"], "a picture's name ends in .png or .jpg."),
        (["--picture", "no/such/folder/ode.png"], "can't be written to"),
    ],
)
def test_chart_says_why_there_is_no_picture(
    more: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chart", ODE, *more]) == 1
    assert sentence in capsys.readouterr().err


def test_chart_goes_on_after_a_file_it_cannot_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.mid"
    page.write_bytes(b"<html><body>Not found</body></html>")
    assert main(["chart", str(page), ODE, "--json"]) == 1
    bad, good = lines(capsys)
    assert bad == {
        "file": str(page),
        "ok": False,
        "error": "This is not a MIDI file: it looks like a web page.",
    }
    assert good["ok"] is True


def test_chart_has_only_the_grips_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    main(["chart", ODE, "--grips", "ring,key", "--json"])
    (facts,) = lines(capsys)
    notes = facts["notes"]
    assert isinstance(notes, list)
    assert {note["grip"] for note in notes} == {"ring", "key"}


def test_check_reads_every_file_below_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    below = tmp_path / "some" / "where"
    below.mkdir(parents=True)
    (below / "empty.mid").touch()
    (below / "song.mid").write_bytes(Path(ODE).read_bytes())
    assert main(["check", str(tmp_path), str(tmp_path / "missing.mid"), "--json"]) == 0
    found = {Path(str(fact["file"])).name: fact for fact in lines(capsys)}
    assert list(found["song.mid"]) == ["file", "ok", "message", "seconds"]
    assert (found["song.mid"]["ok"], found["song.mid"]["message"]) == (True, None)
    assert found["empty.mid"]["message"] == "This file is empty."
    assert found["missing.mid"]["message"] == "There is no such file."


def test_check_fails_only_if_something_unexpected_escapes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def explode(path: Path) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("game.cli.charts.read_song", explode)
    assert main(["check", ODE, "--json"]) == 1
    (fact,) = lines(capsys)
    assert fact["ok"] is False


def test_demo_plays_the_whole_song_the_same_way_each_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for _ in range(2):
        assert main(["demo", "ode to joy", "--skill", "0.5", "--seed", "7", "--json"]) == 0
    first, second = lines(capsys)
    assert first == second
    assert first["finished"] is True
    assert all(isinstance(first[key], int) for key in ("hits", "passed", "notes"))


def test_demo_hits_more_with_more_skill(capsys: pytest.CaptureFixture[str]) -> None:
    for skill in ("0", "0.5", "1"):
        main(["demo", ODE, "--skill", skill, "--json"])
    hits = [int(str(fact["hits"])) for fact in lines(capsys)]
    assert hits[0] < hits[1] < hits[2]


def test_songs_lists_shipped_and_added_ones_and_those_that_cannot_be_read(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "songs").mkdir(parents=True)
    (home / "songs" / "broken.mid").write_bytes(b"MThd")
    assert main(["songs", "--json"]) == 0
    found = {str(fact["title"]): fact for fact in lines(capsys)}
    assert found["Ode to Joy"]["problem"] is None
    assert found["broken"]["problem"] == "This MIDI file is cut off: its end is missing."


def test_scores_are_empty_before_the_first_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scores"]) == 0
    assert "No runs yet" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["demo", "no such song"], 'There is no song called "no such song"'),
        (["demo", "missing.mid"], "missing.mid: There is no such file."),
        (["demo", "a"], '"a" could be '),
        (["demo", ODE, "--level", "9"], 'There is no level "9"; levels are 1 (Gentle)'),
        (["replay", "0123"], 'There is no play "0123".'),
        (["scores", "--player", "Nobody"], 'There is no player called "Nobody".'),
    ],
)
def test_trouble_is_one_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    told = capsys.readouterr().err
    assert sentence in told
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--speed", "39", "speed is between 40 and 120"),
        ("--grips", "thumb", '"thumb" is no grip'),
        ("--skill", "2", "skill is between 0 and 1"),
    ],
)
def test_an_option_out_of_range_is_refused(
    option: str, value: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["demo", ODE, option, value])
    assert sentence in capsys.readouterr().err


def test_details_of_the_unexpected_go_to_the_log(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def explode(*_: object) -> None:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr("game.cli.demo.simulated_run", explode)
    assert main(["demo", ODE]) == 1
    log = home / "thumbtune.log"
    assert str(log) in capsys.readouterr().err
    assert "a mistake of ours" in log.read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_to_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert main(["--data-dir", str(tmp_path / "file" / "below"), "scores"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_damaged_database_is_set_aside_and_the_command_goes_on(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home.mkdir(parents=True)
    (home / "thumbtune.db").write_bytes(b"this is no database" * 100)
    assert main(["scores"]) == 0
    told = capsys.readouterr().err
    assert str(home / "thumbtune.db") in told and ".damaged-" in told


def test_commands_without_a_window_do_not_load_pygame() -> None:
    script = (
        "import sys; from game.cli import main; "
        f"main(['demo', {ODE!r}]); sys.exit('pygame' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True).returncode == 0


@pytest.mark.parametrize("command", ["play", "demo", "chart", "check", "scores", "songs", "replay"])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main([command, "--help"])
    assert f"usage: thumbtune {command}" in capsys.readouterr().out
