"""What is handed out works: wheel and source distribution, each in an environment of its own.

Needs uv, and the build backend and the dependencies from the package index or uv's cache.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from game.charting.level import read_levels
from game.folders import shipped_folder

pytestmark = pytest.mark.e2e

CHECKOUT = Path(__file__).parents[2]
LIMIT_S = 300


def uv(*arguments: str, folder: Path) -> None:
    """Run uv; its complaint is the test's if it does not succeed."""
    done = subprocess.run(
        ["uv", *arguments], cwd=folder, capture_output=True, text=True, timeout=LIMIT_S
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source distribution."""
    if not shutil.which("uv"):
        pytest.fail("uv is needed to build the packages")
    folder = tmp_path_factory.mktemp("packages")
    uv("build", "--out-dir", str(folder), str(CHECKOUT), folder=folder)
    return folder


@pytest.fixture(scope="module", params=["*.whl", "*.tar.gz"], ids=["wheel", "sdist"])
def thumbtune(
    request: pytest.FixtureRequest, packages: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The command, installed from one of the packages into a fresh environment."""
    (package,) = packages.glob(request.param)
    folder = tmp_path_factory.mktemp("installed")
    uv("venv", "--python", sys.executable, str(folder / "venv"), folder=folder)
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    uv("pip", "install", "--python", str(python), str(package), folder=folder)
    return python.with_name("thumbtune" + (".exe" if os.name == "nt" else ""))


def told(thumbtune: Path, home: Path, *arguments: str) -> list[dict[str, object]]:
    """The JSON lines that a command prints, far from the checkout."""
    variables = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(thumbtune), *arguments, "--json"],
        cwd=home,
        env={**variables, "THUMBTUNE_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_an_installed_game_has_every_song(thumbtune: Path, tmp_path: Path) -> None:
    songs = told(thumbtune, tmp_path, "songs")
    files = [Path(str(song["file"])) for song in songs]
    shipped = shipped_folder("songs")
    assert {file.name for file in files} == {file.name for file in shipped.glob("*.mid")}
    assert all(song["problem"] is None for song in songs)
    assert all(file.is_relative_to(thumbtune.parents[1]) for file in files)


def test_an_installed_game_plays_at_every_level(thumbtune: Path, tmp_path: Path) -> None:
    for level in read_levels(shipped_folder("levels")):
        (result,) = told(thumbtune, tmp_path, "demo", "ode", "--level", level.place)
        assert result["song"] == "Ode to Joy"
        assert (result["level"], result["step"]) == (level.number, level.step)
        assert result["finished"] is True


def test_an_installed_game_begins_records(thumbtune: Path, tmp_path: Path) -> None:
    assert told(thumbtune, tmp_path, "scores") == []
    assert (tmp_path / "thumbtune.db").exists()


def test_an_installed_game_speaks_german(thumbtune: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [str(thumbtune), "--help"],
        cwd=tmp_path,
        env={**os.environ, "THUMBTUNE_LANGUAGE": "de"},
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
    )
    assert done.stdout.startswith("Aufruf: thumbtune")


def test_the_fonts_and_their_licence_travel_along(packages: Path) -> None:
    (wheel,) = packages.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert sum(name.endswith(".ttf") for name in names) == 2
    assert any(name.endswith("OFL.txt") for name in names)
    assert any(name.endswith("LICENSE") for name in names)
    assert any(name.endswith(".sql") for name in names)
    assert "game/locale/de/LC_MESSAGES/thumbtune.mo" in names


def test_the_source_distribution_brings_its_songs_sources_and_tests(packages: Path) -> None:
    (source,) = packages.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    for path in ("songs/abc", "levels", "tests", "docs", "game"):
        assert any(name.startswith(f"{path}/") for name in names), path
    assert {"README.md", "LICENSE", "pyproject.toml"} <= names
    assert not any("test-output" in name for name in names)
