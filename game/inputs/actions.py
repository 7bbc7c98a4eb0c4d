"""The one stream that steers menus: actions from keys, pointers from mouse and touch."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import pygame


class Action(Enum):
    """What a person can ask of a menu."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    NEXT = "next"
    """On to the next thing there is, and from the last to the first: all that one finger needs."""
    OK = "ok"
    BACK = "back"
    PAUSE = "pause"
    SOUND = "sound"
    INPUTS = "inputs"
    ERASE = "erase"
    PAGE_UP = "page up"
    PAGE_DOWN = "page down"
    FIRST = "first"
    LAST = "last"


class Phase(Enum):
    """What a pointer does."""

    DOWN = "down"
    MOVE = "move"
    UP = "up"


@dataclass(frozen=True, slots=True)
class Pointer:
    """A mouse (left button) or one finger on a touch screen, in window pixels."""

    phase: Phase
    x: float
    y: float
    id: int


@dataclass(frozen=True, slots=True)
class Scroll:
    """The wheel turned; positive `steps` go down the page."""

    steps: float


MOUSE_ID = -1
PAGING = frozenset((Action.PAGE_UP, Action.PAGE_DOWN, Action.FIRST, Action.LAST))
"""Long ways in a list. Keys for them that are bound to fingers are fingers everywhere: pedals that
turn pages send them."""

_ACTIONS = {
    pygame.K_UP: Action.UP,
    pygame.K_DOWN: Action.DOWN,
    pygame.K_LEFT: Action.LEFT,
    pygame.K_RIGHT: Action.RIGHT,
    pygame.K_RETURN: Action.OK,
    pygame.K_KP_ENTER: Action.OK,
    pygame.K_ESCAPE: Action.BACK,
    pygame.K_AC_BACK: Action.BACK,
    pygame.K_SPACE: Action.PAUSE,
    pygame.K_F2: Action.SOUND,
    pygame.K_F3: Action.INPUTS,
    pygame.K_BACKSPACE: Action.ERASE,
    pygame.K_PAGEUP: Action.PAGE_UP,
    pygame.K_PAGEDOWN: Action.PAGE_DOWN,
    pygame.K_HOME: Action.FIRST,
    pygame.K_END: Action.LAST,
}
_FINGER_PHASES = {
    pygame.FINGERDOWN: Phase.DOWN,
    pygame.FINGERMOTION: Phase.MOVE,
    pygame.FINGERUP: Phase.UP,
}


def action_of(event: pygame.Event) -> Action | None:
    """The action that a key press means; None for every other event."""
    if event.type != pygame.KEYDOWN:
        return None
    return _ACTIONS.get(event.key)


def pointer_of(event: pygame.Event, window_size: tuple[int, int]) -> Pointer | Scroll | None:
    """What mouse and touch events mean.

    A real touch screen sends a finger event and a mouse event made from it (`touch=True`): the
    latter is dropped, so nothing happens twice.
    """
    if event.type in _FINGER_PHASES:
        width, height = window_size
        phase = _FINGER_PHASES[event.type]
        return Pointer(phase, event.x * width, event.y * height, event.finger_id)
    if event.type == pygame.MOUSEWHEEL:
        return Scroll(-event.y)
    return _mouse_pointer(event)


def _mouse_pointer(event: pygame.Event) -> Pointer | None:
    if event.type == pygame.MOUSEMOTION and not event.touch:
        return Pointer(Phase.MOVE, event.pos[0], event.pos[1], MOUSE_ID)
    if event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        if event.touch or event.button != pygame.BUTTON_LEFT:
            return None
        phase = Phase.DOWN if event.type == pygame.MOUSEBUTTONDOWN else Phase.UP
        return Pointer(phase, event.pos[0], event.pos[1], MOUSE_ID)
    return None
