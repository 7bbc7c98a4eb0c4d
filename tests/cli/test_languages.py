"""The commands speak the language that the computer, or our own variable, asks for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.cli import main
from game.text import LANGUAGE_VARIABLE


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LANGUAGE_VARIABLE, "de_DE.UTF-8")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THUMBTUNE_HOME", str(tmp_path / "home"))


@pytest.mark.usefixtures("german")
def test_help_is_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["demo", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert told.startswith("Aufruf: thumbtune demo")
    assert "diese Hilfe zeigen" in told
    assert "40 bis 120 (sonst 100)" in told


@pytest.mark.usefixtures("german")
def test_what_is_amiss_with_the_command_line_is_told_in_the_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["demo", "--speed", "300", "x"])
    assert "das Tempo liegt zwischen 40 und 120, nicht bei 300" in capsys.readouterr().err


@pytest.mark.usefixtures("german")
def test_results_and_trouble_are_told_in_the_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "Ode to Joy"]) == 0
    told = capsys.readouterr().out
    assert "Stufe 1 (Sanft)" in told
    assert "von 5 Sternen" in told
    assert main(["demo", str(tmp_path / "none.mid")]) == 1
    assert capsys.readouterr().err == "thumbtune: none.mid: Diese Datei gibt es nicht.\n"


@pytest.mark.usefixtures("german")
def test_levels_are_known_by_their_names_in_both_languages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    names = ("Fordernd", "Challenging", "3")
    for name in names:
        assert main(["demo", "Ode to Joy", "--level", name, "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [facts["level"] for facts in told] == [3, 3, 3]


def test_names_for_programs_stay_as_they_are(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for command in (["demo", "Ode to Joy", "--json"], ["tune", "Ode to Joy", "--json"]):
        told: list[str] = []
        for code in ("en", "de"):
            monkeypatch.setenv(LANGUAGE_VARIABLE, code)
            assert main(command) == 0
            facts = json.loads(capsys.readouterr().out.splitlines()[0])
            told.append(json.dumps({key: facts[key] for key in facts if key != "first_notes"}))
        assert told[0] == told[1]
