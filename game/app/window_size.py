"""How large the window is: at first, and while it fills the screen and no longer does."""

from __future__ import annotations

import warnings

import pygame

SIZE = (1280, 720)
FULL_SCREEN_KEY = pygame.K_F11
UNSEEN = ("dummy", "offscreen")
"""Drivers of SDL that draw into memory."""
_SHARE = 2 / 3
"""A large screen shows a window so much of its size: on one of fine pixels the usual size would be
tiny."""


def first_size() -> tuple[int, int]:
    """The size to begin with: no larger than the screen, where there is one."""
    if pygame.display.get_driver() in UNSEEN:
        return SIZE
    width, height = pygame.display.get_desktop_sizes()[0]
    scale = max(1.0, min(width * _SHARE / SIZE[0], height * _SHARE / SIZE[1]))
    return min(round(SIZE[0] * scale), width), min(round(SIZE[1] * scale), height)


class WindowSize:
    """Lets the window fill the screen it is on, and gives it back its former size and place."""

    def __init__(self) -> None:
        self._is_full = False

    def follow(self, *, is_full: bool) -> None:
        """Fill the screen, or no longer, if it is not so already."""
        if is_full == self._is_full:
            return
        self._is_full = is_full
        with warnings.catch_warnings():  # the display's own call opens another window instead
            warnings.simplefilter("ignore", DeprecationWarning)
            window = pygame.Window.from_display_module()
        if is_full:
            window.set_fullscreen(desktop=True)
        else:
            window.set_windowed()
