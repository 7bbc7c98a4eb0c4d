"""On a machine without a screen the game says so in one sentence and ends by itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.folders import shipped_folder

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere there is always a screen to SDL"
)
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER", "XDG_RUNTIME_DIR")
LIMIT_S = 30
SENTENCE = (
    "thumbtune: There is no screen here to play on; "
    '"thumbtune demo SONG" plays a song without one.\n'
)


def without_a_screen(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key not in SCREENS}
    return subprocess.run(
        [sys.executable, "-m", "game.cli", *arguments],
        env={**environment, "THUMBTUNE_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
    )


@pytest.mark.parametrize("arguments", [[], ["play", "ode to joy"]])
def test_the_game_names_the_command_that_needs_none(tmp_path: Path, arguments: list[str]) -> None:
    ended = without_a_screen(tmp_path, *arguments)
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", SENTENCE)


def test_the_command_it_names_plays_a_song_there(tmp_path: Path) -> None:
    ended = without_a_screen(tmp_path, "demo", "ode to joy")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "points" in ended.stdout


def test_what_is_asked_for_is_looked_at_before_the_screen(tmp_path: Path) -> None:
    ended = without_a_screen(tmp_path, "play", str(shipped_folder("songs") / "no-song.mid"))
    assert ended.stderr == "thumbtune: no-song.mid: There is no such file.\n"


def test_a_sound_font_can_be_asked_for_with_and_without_a_song(tmp_path: Path) -> None:
    for command in ([], ["play", "ode to joy"]):
        ended = without_a_screen(tmp_path, *command, "--soundfont", str(tmp_path / "none.sf2"))
        assert (ended.returncode, ended.stderr) == (1, SENTENCE)
