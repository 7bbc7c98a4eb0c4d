"""In the real window: what is set by keys is seen at once, and at the next start."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pygame
import pytest

from game.records.settings import PlayChoice
from game.screens.ui.theme import DARK, LIGHT, Colour
from game.settings import Hand
from tests.e2e.display import Display, running_display, wait_until
from tests.e2e.playing import running_game
from tests.records.making import opened

pytestmark = pytest.mark.e2e
CORNER = (4, 4)


def ground(screen: Display, picture: Path, at: tuple[int, int]) -> Colour:
    red, green, blue, *_ = screen.picture(picture).get_at(at)
    return red, green, blue


def test_theme_and_size_of_the_words_are_set_by_keys_and_stay(
    pictures: Path, tmp_path: Path
) -> None:
    home, picture = tmp_path / "home", pictures / "settings.png"
    make_player(home)
    with running_display() as screen:
        robot = screen.robot

        def shows(colour: Colour) -> bool:
            return ground(screen, picture, CORNER) == colour

        def title() -> int:
            return text_height(screen.picture(picture))

        with running_game([], screen.environment, home) as game:
            wait_until(lambda: shows(DARK.ground), "the first screen")
            open_look(screen, picture)
            small = title()
            robot.tap("Right")
            robot.tap("Return")
            wait_until(lambda: shows(LIGHT.ground), "the light theme")
            robot.tap("Down")
            robot.tap("Right")
            for _ in range(4):
                robot.tap("Return")
            wait_until(lambda: title() > 1.6 * small, "large words")
            game.process.send_signal(signal.SIGTERM)
            assert game.process.wait(timeout=10) == 0
        with running_game([], screen.environment, home):
            wait_until(lambda: shows(LIGHT.ground), "the light theme at the next start")
            screen.picture(pictures / "settings-next-start.png")


def test_a_key_fills_the_screen_and_gives_it_back(pictures: Path, tmp_path: Path) -> None:
    home, picture = tmp_path / "home", pictures / "settings-full.png"
    make_player(home)
    outside = (4, 4)
    with running_display((1600, 1000)) as screen, window_manager(screen):
        with running_game([], screen.environment, home) as game:
            wait_until(lambda: ground(screen, picture, (800, 150)) == DARK.ground, "the window")
            time.sleep(1.0)
            before = screen.picture(picture)
            for _ in range(2):
                screen.robot.tap("F11")
                wait_until(lambda: ground(screen, picture, outside) == DARK.ground, "all of it")
                screen.robot.tap("F11")
                wait_until(lambda: is_same(screen.picture(picture), before), "the former size")
            screen.robot.tap("F11")
            wait_until(lambda: ground(screen, picture, outside) == DARK.ground, "all of it")
            game.process.send_signal(signal.SIGTERM)
            assert game.process.wait(timeout=10) == 0
        with running_game([], screen.environment, home):
            wait_until(lambda: ground(screen, picture, outside) == DARK.ground, "the same again")


def make_player(home: Path) -> None:
    """Somebody who has been here before."""
    home.mkdir()
    with opened(home / "thumbtune.db") as records:
        anna = records.players.choose("Anna")
        records.settings.keep_play(anna.id, PlayChoice("1-gentle", 100, Hand.RIGHT, None))


@contextmanager
def window_manager(screen: Display) -> Iterator[None]:
    """Without one, no window of X11 can fill the screen."""
    program = shutil.which("openbox")
    if program is None:
        pytest.skip("a window can't fill a screen without a window manager: openbox is needed")
    running = subprocess.Popen(
        [program], env={**os.environ, **screen.environment}, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        running.terminate()
        running.wait()


def open_look(screen: Display, picture: Path) -> None:
    """From home to what is seen, by keys alone."""
    for keys in (("Down", "Right", "Right", "Return"), ("Return",)):
        time.sleep(0.5)
        before = screen.picture(picture)
        for key in keys:
            screen.robot.tap(key)
        wait_until(lambda before=before: not is_same(screen.picture(picture), before), "a page")
        time.sleep(0.5)


def is_same(one: pygame.Surface, other: pygame.Surface) -> bool:
    return pygame.image.tobytes(one, "RGB") == pygame.image.tobytes(other, "RGB")


def text_height(shown: pygame.Surface) -> int:
    """How high the first line of the page is, in pixels."""
    back = shown.get_at(CORNER)
    part = shown.subsurface((48, 20, 160, 200))
    is_ink = [any(part.get_at((x, y)) != back for x in range(160)) for y in range(200)]
    top = is_ink.index(True)
    return is_ink.index(False, top) - top
