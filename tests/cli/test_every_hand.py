"""The commands take every set of fingers, the key pinch like any other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.cli.main import main
from game.folders import shipped_folder

ODE = str(shipped_folder("songs") / "ode-to-joy.mid")
HANDS = ["key", "key,index", "little,key", "key,index,middle,ring,little"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THUMBTUNE_HOME", str(tmp_path / "home"))


@pytest.mark.parametrize("hand", HANDS)
def test_a_simulated_player_plays_with_it(hand: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", ODE, "--grips", hand, "--skill", "1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told["grips"]) == set(hand.split(","))
    assert set(told["by_grip"]) == set(told["grips"])
    assert told["hits"] == told["notes"] > 0
    assert main(["demo", ODE, "--grips", hand]) == 0
    words = capsys.readouterr().out
    assert all(f"  {grip} " in words for grip in told["grips"])


@pytest.mark.parametrize("hand", HANDS)
def test_its_chart_is_told_and_drawn(
    hand: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "chart.png"
    options = ["--grips", hand, "--report", "--picture", str(picture), "--json"]
    assert main(["chart", ODE, *options]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {note["grip"] for note in told["notes"]} == set(hand.split(","))
    assert told["report"]["gap_violations"] == 0
    assert picture.stat().st_size > 1000
