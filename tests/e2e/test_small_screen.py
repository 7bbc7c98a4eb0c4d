"""On a screen smaller than the window would like to be, everything is on it."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from tests.e2e.display import running_display, wait_until
from tests.e2e.playing import running_game

pytestmark = pytest.mark.e2e
SMALL = (800, 480)


def test_the_window_fits_the_screen(tmp_path: Path, pictures: Path) -> None:
    with running_display(SMALL) as screen:
        picture = pictures / "songs-small-screen.png"

        def shows_all() -> bool:
            shown = screen.picture(picture)
            return has_play_button(shown)

        with running_game(["--player", "Anna"], screen.environment, tmp_path / "home"):
            wait_until(shows_all, "the Play button")


def has_play_button(shown: pygame.Surface) -> bool:
    """Whether the one button in the accent colour stands whole on the screen, bottom right."""
    accent = (0x57, 0xB4, 0xE9)
    rows = [y for y in range(SMALL[1]) if tuple(shown.get_at((560, y)))[:3] == accent]
    return bool(rows) and max(rows) < SMALL[1] - 20 and max(rows) - min(rows) > 30
