"""Where things are: the shipped folders in a checkout and in a wheel, and the player's own data."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
import pytest

from game import folders
from game.charting.level import LevelError, read_levels
from game.cli import main
from game.folders import HOME_VARIABLE, DataFolders, data_folders, shipped_folder


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that takes the package's place."""
    folder = tmp_path / "site-packages" / "game"
    folder.mkdir(parents=True)
    monkeypatch.setattr(folders, "_PACKAGE", folder)
    return folder


def test_songs_and_levels_lie_beside_the_package_in_a_checkout() -> None:
    for name in ("songs", "levels"):
        assert shipped_folder(name) == Path(folders.__file__).parents[1] / name
        assert any(shipped_folder(name).iterdir())


def test_songs_and_levels_lie_inside_the_package_in_a_wheel(package: Path) -> None:
    for name in ("songs", "levels"):
        (package / name).mkdir()
        (package.parent / name).mkdir()
        assert shipped_folder(name) == package / name


def test_levels_that_did_not_come_along_are_told_in_a_sentence(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(LevelError, match="There is no level file in"):
        read_levels(shipped_folder("levels"))
    assert main(["--data-dir", str(tmp_path), "demo", "ode"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_folder_asked_for_goes_before_the_variable_and_that_before_the_user_s_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "variable"))
    assert data_folders(str(tmp_path / "asked")).root == tmp_path / "asked"
    assert data_folders().root == tmp_path / "variable"
    monkeypatch.delenv(HOME_VARIABLE)
    assert data_folders().root == Path(platformdirs.user_data_dir("thumbtune", appauthor=False))


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, "")
    assert data_folders() == data_folders(None)
    assert data_folders().root.name == "thumbtune"


def test_the_data_folder_does_not_move_with_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = data_folders("data")
    monkeypatch.chdir(os.sep)
    assert found.root == tmp_path / "data"


def test_the_home_folder_can_be_written_as_a_tilde(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert data_folders("~/pinches").root == tmp_path / "pinches"


def test_all_data_is_in_the_data_folder(tmp_path: Path) -> None:
    here = DataFolders(tmp_path)
    for place in (here.records, here.songs, here.sounds, here.log):
        assert place.is_relative_to(tmp_path)


@pytest.mark.parametrize("first", [True, False])
def test_the_data_folder_can_be_given_before_or_after_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], first: bool
) -> None:
    folder = ["--data-dir", str(tmp_path / "here")]
    assert main([*folder, "songs"] if first else ["songs", *folder]) == 0
    assert str(tmp_path / "here" / "songs") in capsys.readouterr().out


def test_reports_go_where_people_keep_their_documents_or_beside_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents, usual = tmp_path / "Documents", tmp_path / "data"
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: documents)
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: usual)
    assert DataFolders(usual).reports == (usual / "reports",)
    documents.mkdir()
    assert DataFolders(usual).reports == (documents / "Thumbtune", usual / "reports")
    chosen = tmp_path / "chosen"
    assert DataFolders(chosen).reports == (chosen / "reports",)
