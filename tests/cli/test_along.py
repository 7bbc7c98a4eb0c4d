"""`export`, `import` and `forget` on the command line."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest

from game.cli import main
from game.folders import DataFolders
from tests.records.exchange.machines import NAMES, do
from tests.records.making import opened

Said = pytest.CaptureFixture[str]


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolders:
    """Anna, Ben and Li have done four things each."""
    folders = DataFolders(tmp_path / "data")
    monkeypatch.setenv("THUMBTUNE_HOME", str(folders.root))
    with opened(folders.records) as records:
        ids = [records.players.choose(name).id for name in NAMES]
        for number in range(12):
            do(records, number, ids[number % 3], helped=False)
    return folders


def names(folder: Path) -> list[str]:
    with opened(folder / "thumbtune.db") as records:
        return [player.name for player in records.players.all()]


def test_what_is_exported_is_taken_over_elsewhere_once(
    folders: DataFolders, tmp_path: Path, capsys: Said
) -> None:
    file, there = str(tmp_path / "all.zip"), str(tmp_path / "there")
    assert main(["export", "--out", file]) == 0
    assert "3 runs of Anna, Ben, Li." in capsys.readouterr().out
    assert main(["import", file, "--data-dir", there]) == 0
    assert "3 new runs are here now, of 3 in the file." in capsys.readouterr().out
    assert main(["import", file, "--data-dir", there]) == 0
    assert "Everything in this file was here already." in capsys.readouterr().out
    again = tmp_path / "again.zip"
    assert main(["export", "--out", str(again), "--data-dir", there]) == 0
    assert again.read_bytes() == Path(file).read_bytes()
    capsys.readouterr()
    assert main(["scores", "--data-dir", there, "--json"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_one_player_goes_alone_and_it_is_told_as_json(
    folders: DataFolders, tmp_path: Path, capsys: Said
) -> None:
    file, there = str(tmp_path / "anna.zip"), tmp_path / "there"
    assert main(["export", "--player", "ANNA", "--out", file, "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["players"], facts["plays"], facts["left_out"]) == (1, 1, 0)
    assert main(["import", file, "--data-dir", str(there), "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts == {"new_runs": 1, "runs": 1, "new": 4, "new_players": ["Anna"], "not_judged": 0}
    assert names(there) == ["Anna"]


def test_nobody_to_take_along_and_nobody_of_that_name_are_said(
    folders: DataFolders, tmp_path: Path, capsys: Said
) -> None:
    empty = str(tmp_path / "empty")
    assert main(["export", "--out", str(tmp_path / "e.zip"), "--data-dir", empty]) == 0
    assert "Nobody plays here yet" in capsys.readouterr().out
    for command in (["export", "--out", "x.zip"], ["forget", "--yes"]):
        assert main([*command, "--player", "Nobody"]) == 1
        assert 'There is no player called "Nobody".' in capsys.readouterr().err
    assert names(folders.root) == ["Anna", "Ben", "Li"]


def test_a_name_that_is_nobody_s_costs_no_copy_of_the_records(
    folders: DataFolders, capsys: Said
) -> None:
    copy = folders.root / "thumbtune.db.backup-v8"
    copy.write_bytes(b"an earlier edition")
    folders.records.write_bytes(b"no database" * 1000)
    assert main(["forget", "--player", "Anna", "--yes"]) == 1
    assert copy.exists()
    assert len(list(folders.root.glob("*.damaged-*"))) >= 1


@pytest.mark.parametrize("said", ["", "Ben\n", "yes\n"])
def test_forgetting_asks_for_the_name_and_another_answer_keeps_everything(
    folders: DataFolders, capsys: Said, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(said))
    assert main(["forget", "--player", "Anna"]) == 1
    assert "Nothing was deleted." in capsys.readouterr().out
    assert names(folders.root) == ["Anna", "Ben", "Li"]


@pytest.mark.parametrize("options", [[], ["--yes"]])
def test_who_is_forgotten_is_nowhere_in_the_data_folder(
    folders: DataFolders, capsys: Said, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("anna\n"))
    assert main(["forget", "--player", "Anna", *options]) == 0
    assert "Everything of Anna is deleted." in capsys.readouterr().out
    data = b"".join(path.read_bytes() for path in folders.root.rglob("*") if path.is_file())
    assert b"Anna" not in data and b"Ben" in data
    assert names(folders.root) == ["Ben", "Li"]
    assert main(["forget", "--player", "Anna", "--yes"]) == 1
