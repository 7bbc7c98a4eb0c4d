"""`thumbtune demo --weeks`: made-up practice of made-up players, the same for the same seed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from game.cli import main
from game.coach.benchmark_trend import figures_of
from game.coach.reach import reach_from
from game.folders import data_folders
from game.made_up import PEOPLE
from game.records.benchmarks import benchmarks_of
from game.records.checks import CheckKind
from game.records.opening import open_records
from game.records.store import Records
from tests.records.making import NOW_MS
from tests.reporting.practice import play

UNTIL = date(2026, 3, 14)
NAMES = [one.name for one in PEOPLE]


def filled(folder: Path) -> int:
    return main(["--data-dir", str(folder), "demo", "--weeks", "1", "--until", UNTIL.isoformat()])


def opened(folder: Path) -> Records:
    return open_records(data_folders(str(folder)).records, NOW_MS).records


def facts_of(folder: Path) -> list[tuple[object, ...]]:
    """All that identifies what made-up players played, whoever has which number."""
    with opened(folder) as records:
        return [
            (one.player_name, one.id, one.started, one.score, one.key.course)
            for one in records.plays.latest(limit=10_000)
            if one.player_name in NAMES
        ]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which somebody real has played before."""
    folder = tmp_path_factory.mktemp("made")
    with opened(folder) as records:
        anna = records.players.choose("Anna")
        records.plays.store(play(anna, [0, 1, 2]))
    assert filled(folder) == 0
    return folder


def test_everybody_practises_some_days_of_a_week_and_the_last(made: Path) -> None:
    first = UNTIL - timedelta(days=6)
    with opened(made) as records:
        for name in NAMES:
            player = records.players.find(name)
            assert player is not None
            days = [one.day for one in records.figures.days(player.id)]
            assert first <= days[0] and days[-1] == UNTIL
            assert 4 <= len(days) <= 6
            assert records.feelings.between(player.id, first, UNTIL)
            assert len(benchmarks_of(records, player.id)) == 1
            (reach,) = records.checks.all(player.id, CheckKind.REACH)
            assert reach_from(reach.found) is not None


def test_hands_differ_as_they_are_meant_to(made: Path) -> None:
    with opened(made) as records:
        spreads: dict[str, float] = {}
        for name in NAMES:
            player = records.players.find(name)
            assert player is not None
            (checked,) = benchmarks_of(records, player.id)
            spreads[name] = figures_of(checked.benchmark).spread_ms or 0.0
    assert min(spreads, key=lambda name: spreads[name]) == "Dario (demo)"


def test_the_same_seed_makes_the_same_practice_whoever_else_practises(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.cli.demo_weeks.PEOPLE", PEOPLE[:2])
    filled(tmp_path)
    names = NAMES[:2]
    assert facts_of(tmp_path) == [one for one in facts_of(made) if one[0] in names] != []


def test_real_players_stay_as_they_are(made: Path) -> None:
    with opened(made) as records:
        anna = records.players.last()
        assert anna is not None and anna.name == "Anna"
        assert len(records.plays.latest(player_id=anna.id)) == 1


def test_made_up_players_are_not_made_twice(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = facts_of(made)
    assert filled(made) == 1
    assert "Anna (demo) practises here already" in capsys.readouterr().err
    assert facts_of(made) == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["demo"], "either a song or how many --weeks"),
        (["demo", "Ode to Joy", "--weeks", "3"], "either a song or how many --weeks"),
        (["demo", "--weeks", "3", "--until", "1970-01-05"], "no practice before 1970"),
    ],
)
def test_trouble_is_one_sentence(
    arguments: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data-dir", str(tmp_path), *arguments]) == 1
    told = capsys.readouterr().err
    assert sentence in told and len(told.splitlines()) == 1


def test_weeks_are_of_a_number_that_makes_sense(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["demo", "--weeks", "0"])
    assert "weeks are between 1 and 104" in capsys.readouterr().err
