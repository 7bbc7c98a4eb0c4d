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

        def height() -> int:
            return text_height(screen.picture(picture))

        with running_game([], screen.environment, home) as game:
            wait_until(lambda: shows(DARK.ground), "the first screen")
            open_look(screen, picture)
            small = height()
            robot.tap("Right")
            robot.tap("Return")
            wait_until(lambda: shows(LIGHT.ground), "the light theme")
            robot.tap("Down")
            robot.tap("Right")
            for _ in range(4):
                robot.tap("Return")
                time.sleep(0.2)  # or the X server takes it for a key that is held
            wait_until(lambda: height() > 1.6 * small, "large words")
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
            wait_until(lambda: ground(screen, picture, (180, 500)) == DARK.ground, "the window")
            settled(screen, picture)
            before = edges_of(screen, picture)
            for _ in range(2):
                screen.robot.tap("F11")
                wait_until(lambda: ground(screen, picture, outside) == DARK.ground, "all of it")
                screen.robot.tap("F11")
                wait_until(lambda: edges_of(screen, picture) == before, "the former size")
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
    for key in ("Down", "Left", "Left", *("Right",) * 3, "Return", "Return"):
        settled(screen, picture)
        screen.robot.tap(key)
    settled(screen, picture)


def settled(screen: Display, picture: Path) -> pygame.Surface:
    """The picture once it no longer changes by itself."""
    seen = [screen.picture(picture)]

    def is_still() -> bool:
        time.sleep(0.4)
        seen.append(screen.picture(picture))
        return is_same(*seen[-2:])

    wait_until(is_still, "a picture that stays")
    return seen[-1]


def edges_of(screen: Display, picture: Path) -> tuple[int, int]:
    """Where the ground of the game begins and ends, in a line across its lower part."""
    shown = screen.picture(picture)
    line = [x for x in range(shown.get_width()) if tuple(shown.get_at((x, 850)))[:3] == DARK.ground]
    return line[0], line[-1]


def is_same(one: pygame.Surface, other: pygame.Surface) -> bool:
    return pygame.image.tobytes(one, "RGB") == pygame.image.tobytes(other, "RGB")


def text_height(shown: pygame.Surface) -> int:
    """How high the word on the button at the bottom is, in pixels."""
    part = shown.subsurface((540, 624, 200, 64))
    back = part.get_at((0, 0))
    rows = [y for y in range(64) if any(part.get_at((x, y)) != back for x in range(200))]
    return rows[-1] - rows[0] if rows else 0
