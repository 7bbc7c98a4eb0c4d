"""In the real window: what is set by keys is seen at once, and at the next start."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pygame
import pytest

from game.screens.ui.theme import DARK, LIGHT, Colour
from tests.e2e.display import Display, running_display, wait_until
from tests.e2e.playing import running_game

pytestmark = pytest.mark.e2e
LARGE = (1600, 1000)
CORNER = (4, 4)
"""Of the whole screen: the window is there only while it fills the screen."""


def ground(screen: Display, picture: Path, at: tuple[int, int]) -> Colour:
    red, green, blue, *_ = screen.picture(picture).get_at(at)
    return red, green, blue


def text_height(shown: pygame.Surface, middle: tuple[int, int]) -> int:
    """How high the title of the page is: rows in which something differs from the ground."""
    left, top = middle[0] - 640, middle[1] - 360
    title = shown.subsurface((left + 40, top + 20, 200, 120))
    back = title.get_at((0, 0))
    width = title.get_width()
    rows = [y for y in range(120) if any(title.get_at((x, y)) != back for x in range(width))]
    first = rows[0]
    return next((n for n, y in enumerate(rows) if y != first + n), len(rows))


def test_theme_and_size_of_the_words_are_set_by_keys_and_stay(
    pictures: Path, tmp_path: Path
) -> None:
    home, picture = tmp_path / "home", pictures / "settings.png"
    with running_display() as screen:
        robot, inside = screen.robot, (8, 360)

        def shows(colour: Colour) -> bool:
            return ground(screen, picture, inside) == colour

        with running_game([], screen.environment, home) as game:
            wait_until(lambda: shows(DARK.ground), "the first screen")
            time.sleep(1.0)
            open_settings(screen)
            robot.tap("Return")
            time.sleep(0.6)
            small = text_height(screen.picture(picture), (640, 360))
            robot.tap("Right")
            robot.tap("Return")
            wait_until(lambda: shows(LIGHT.ground), "the light theme")
            robot.tap("Down")
            for _ in range(4):
                robot.tap("Return")
            wait_until(
                lambda: text_height(screen.picture(picture), (640, 360)) > 1.5 * small,
                "large words",
            )
            game.process.send_signal(signal.SIGTERM)
            assert game.process.wait(timeout=10) == 0
        with running_game([], screen.environment, home):
            wait_until(lambda: shows(LIGHT.ground), "the light theme at the next start")
            screen.picture(pictures / "settings-next-start.png")


def open_settings(screen: Display) -> None:
    """From home by keys alone."""
    raise NotImplementedError
