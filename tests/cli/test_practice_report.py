"""`thumbtune report`: the page or the table of a player's practice, and trouble in one sentence."""

from __future__ import annotations

import csv
import errno
import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from game.cli import main
from game.folders import data_folders
from game.records.opening import open_records
from tests.records.making import NOW_MS
from tests.reporting.practice import play

TODAY = date.today()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("THUMBTUNE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


def practised(*names: str, back: int = 3) -> None:
    """One song each, so many days ago."""
    with open_records(data_folders().records, NOW_MS).records as records:
        for name in names:
            player = records.players.choose(name)
            records.plays.store(play(player, [0, None, 30], TODAY - timedelta(days=back)))


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What the command says; it has one line."""
    status = main(["report", *arguments])
    out, err = capsys.readouterr()
    assert (status == 0) is bool(out)
    assert len((out + err).splitlines()) == 1
    return out + err


def test_the_page_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    practised("Anna")
    assert told(capsys, "--out", "anna.html") == "anna.html: 1 day of practice.\n"
    assert "Anna" in (tmp_path / "anna.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [["--out", "anna.csv"], ["--csv", "--out", "anna.txt"]])
def test_the_table_is_written(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    practised("Anna")
    assert told(capsys, *arguments) == f"{arguments[-1]}: 3 notes.\n"
    data = (tmp_path / arguments[-1]).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert len(list(csv.DictReader(data.decode("utf-8-sig").splitlines()))) == 3


def test_the_days_asked_for_are_those_told(capsys: pytest.CaptureFixture[str]) -> None:
    practised("Anna", back=10)
    near = (TODAY - timedelta(days=5)).isoformat()
    far = (TODAY - timedelta(days=10)).isoformat()
    assert "1 day" in told(capsys, "--from", far, "--to", far, "--out", "a.html")
    assert "the report says so" in told(capsys, "--from", near, "--out", "a.html")
    assert ": 0 notes." in told(capsys, "--from", near, "--out", "a.csv")


def test_an_empty_time_is_a_report_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    practised("Anna")
    said = told(capsys, "--from", "2001-01-01", "--to", "2001-02-01", "--out", "a.html")
    assert "no songs were played from 1 Jan 2001 to 1 Feb 2001" in said
    assert "No songs were played in this time." in (tmp_path / "a.html").read_text()


def test_a_day_to_come_is_only_told_where_it_is_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    practised("Anna", back=-30)
    assert "no songs" in told(capsys, "--out", "a.html")
    to = (TODAY + timedelta(days=40)).isoformat()
    assert "1 day of practice" in told(capsys, "--to", to, "--out", "a.html")


def test_of_several_players_one_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    practised("Anna", "Ben")
    assert "with --player: Anna, Ben." in told(capsys, "--out", "a.html")
    assert "1 day" in told(capsys, "--player", "ben", "--out", "a.html")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--player", "Nobody", "--out", "a.html"], 'There is no player called "Nobody".'),
        (["--out", "a.pdf"], "A report's name ends in .html, or in .csv"),
        (
            ["--from", "2026-02-02", "--to", "2026-02-01", "--out", "a.html"],
            "The first day, 2 Feb 2026, comes after the last, 1 Feb 2026.",
        ),
        (["--out", "no/such/a.html"], "can't be written to: no such file or directory."),
        (["--out", "no/such/a.csv"], "can't be written to: no such file or directory."),
    ],
)
def test_trouble_is_one_sentence(
    arguments: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    practised("Anna")
    assert sentence in told(capsys, *arguments)
    assert [one.name for one in tmp_path.iterdir()] == ["home"]


def test_where_nobody_has_played_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Nobody has played here yet" in told(capsys, "--out", "a.html")


def test_no_day_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["report", "--from", "yesterday", "--out", "a.html"])
    assert '"yesterday" is no day; days are written like 2026-11-22' in capsys.readouterr().err


@pytest.mark.parametrize("name", ["a.html", "a.csv"])
def test_a_full_disk_leaves_the_earlier_report(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    practised("Anna")
    (tmp_path / name).write_text("earlier")
    monkeypatch.setattr("game.reporting.writing.os.fsync", full)
    assert "no space left on device" in told(capsys, "--out", name)
    assert (tmp_path / name).read_text() == "earlier"
