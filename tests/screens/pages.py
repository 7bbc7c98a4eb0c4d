"""Pressing buttons of screens made of a page, by name, with a pointer."""

from __future__ import annotations

import pygame

from game.inputs.actions import MOUSE_ID, Phase, Pointer
from game.screens.page_screen import PageScreen
from game.screens.steps import Step

SIZE = (1280, 720)


def place_of(screen: PageScreen, name: str) -> tuple[int, int]:
    """The middle of a button, in window pixels, after it was brought into sight."""
    screen.page.set_focus(name)
    screen.draw(pygame.Surface(SIZE))
    focused = screen.page.focused
    assert focused is not None
    assert focused.name == name, f"there is no button {name}, but {focused.name}"
    return focused.rect.center


def press(screen: PageScreen, *names: str, pointer_id: int = MOUSE_ID) -> Step | None:
    """Press buttons, one after the other; what the last one leads to."""
    step = None
    for name in names:
        x, y = place_of(screen, name)
        assert screen.point(Pointer(Phase.DOWN, x, y, pointer_id)) is None
        step = screen.point(Pointer(Phase.UP, x, y, pointer_id))
    return step
