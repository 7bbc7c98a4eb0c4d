"""What every test of the app can ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.app.sketching import Sketcher
from game.screens.ui.layout import SMALLEST_WINDOW as SMALLEST
from tests.app.stage import AtOnce, Stage, write_song


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with three songs."""
    for title in ("Alpha", "Beta", "Gamma"):
        pitches = [60, 62, 64, 65 + len(title)]
        write_song(tmp_path / "home" / "songs" / f"{title.lower()}.mid", title, pitches)
    return tmp_path / "home"


@pytest.fixture
def start(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Stage]]:
    """Starts the game, with the arguments of a `Stage` after its folder."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    pygame.display.init()
    pygame.display.set_mode(SMALLEST, pygame.RESIZABLE)
    monkeypatch.setattr("game.app.song_desk.Sketcher", lambda: Sketcher(AtOnce()))
    stages: list[Stage] = []

    def started(*arguments: Any, **options: Any) -> Stage:
        stage = Stage(home, *arguments, **options)
        stages.append(stage)
        for module in ("running", "sound_desk"):
            monkeypatch.setattr(f"game.app.{module}.perf_counter", lambda: stage.now_s)
        return stage

    yield started
    for stage in stages:
        stage.records.close()
    pygame.display.quit()
