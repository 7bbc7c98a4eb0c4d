"""A screen of our own (Xvfb), a robot that presses keys on it, and pictures of it.

Keys go through XTEST, the X server's own way to imitate a keyboard, straight from this process, so
the moment at which one is sent is known to a fraction of a millisecond. On Linux
`time.perf_counter` is one clock for all processes.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pygame

STARTUP_S = 15.0
SEEN_S = 0.5


def missing_tools() -> str | None:
    """Which of the programs and libraries needed here is not installed; None if all are there."""
    programs = (name for name in ("Xvfb", "import") if not shutil.which(name))
    libraries = (name for name in ("X11", "Xtst") if not ctypes.util.find_library(name))
    return next(programs, None) or next(libraries, None)


class Robot:
    """Presses keys and moves the mouse on one X display."""

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL(ctypes.util.find_library("X11"))
        self._test = ctypes.CDLL(ctypes.util.find_library("Xtst"))
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        self._x.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self._x.XFlush.argtypes = [ctypes.c_void_p]
        self._x.XCloseDisplay.argtypes = [ctypes.c_void_p]
        self._test.XTestFakeKeyEvent.argtypes = [
            ctypes.c_void_p,
            ctypes.c_uint,
            ctypes.c_int,
            ctypes.c_ulong,
        ]
        self._test.XTestFakeButtonEvent.argtypes = self._test.XTestFakeKeyEvent.argtypes
        self._test.XTestFakeMotionEvent.argtypes = [
            ctypes.c_void_p,
            ctypes.c_int,
            ctypes.c_int,
            ctypes.c_int,
            ctypes.c_ulong,
        ]
        self._display = self._x.XOpenDisplay(display.encode())
        assert self._display, f"no X display {display}"

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)

    def key(self, name: str, *, down: bool) -> float:
        """Press or release the key with this X name ("j", "Return"); when, in `perf_counter` s."""
        code = self._x.XKeysymToKeycode(self._display, self._x.XStringToKeysym(name.encode()))
        self._test.XTestFakeKeyEvent(self._display, code, int(down), 0)
        return self._sent()

    def tap(self, name: str, held_s: float = 0.05) -> float:
        """Press and release a key; when it was pressed."""
        pressed_s = self.key(name, down=True)
        time.sleep(held_s)
        self.key(name, down=False)
        return pressed_s

    def move(self, x: int, y: int) -> None:
        """Put the mouse at a pixel of the screen."""
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, 0)
        self._sent()

    def button(self, *, down: bool) -> float:
        """Press or release the left mouse button; when."""
        self._test.XTestFakeButtonEvent(self._display, 1, int(down), 0)
        return self._sent()

    def click(self, x: int, y: int, held_s: float = 0.05) -> None:
        """Move to a pixel, press and release."""
        self.move(x, y)
        time.sleep(held_s)
        self.button(down=True)
        time.sleep(held_s)
        self.button(down=False)

    def _sent(self) -> float:
        self._x.XFlush(self._display)
        return time.perf_counter()


class Display:
    """A running X server without a real screen."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.environment = {"DISPLAY": name, "SDL_VIDEODRIVER": "x11"}
        self.robot = Robot(name)

    def picture(self, path: Path) -> pygame.Surface:
        """What the screen shows now, also written to `path` as PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        command = ["import", "-display", self.name, "-window", "root", str(path)]
        subprocess.run(command, check=True)
        return pygame.image.load(path)


def open_songs(screen: Display, picture: Path) -> None:
    """Wait for the home screen, and go on to the list of songs, below today's song at the left."""
    _wait_for_another(screen, picture)
    for key in ("Down", "Left", "Left", "Left"):
        screen.robot.tap(key)
        time.sleep(0.1)
    time.sleep(SEEN_S)
    _wait_for_another(screen, picture, "Return")


def _wait_for_another(screen: Display, picture: Path, key: str = "") -> None:
    """Wait until something else is seen, after a key if one is to be pressed."""
    before = screen.picture(picture)
    if key:
        screen.robot.tap(key)
    wait_until(lambda: _differs(screen.picture(picture), before), "a screen")
    time.sleep(SEEN_S)


def _differs(now: pygame.Surface, before: pygame.Surface) -> bool:
    return pygame.image.tobytes(now, "RGB") != pygame.image.tobytes(before, "RGB")


@contextmanager
def running_display(size: tuple[int, int] = (1280, 720)) -> Iterator[Display]:
    """Start an X server of our own on a free display; stop it afterwards."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            f"{size[0]}x{size[1]}x24",
            "-nolisten",
            "tcp",
        ],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            display = Display(f":{answer.readline().strip()}")
        yield display
        display.robot.close()
    finally:
        server.terminate()
        server.wait(timeout=STARTUP_S)


def wait_until(is_so: Callable[[], bool], what: str, limit_s: float = STARTUP_S) -> None:
    """Wait for `is_so`; fails with `what` after `limit_s`."""
    until_s = time.perf_counter() + limit_s
    while not is_so():
        assert time.perf_counter() < until_s, f"waited {limit_s:.0f} s for {what}"
        time.sleep(0.02)
