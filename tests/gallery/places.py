"""Whether every text on a screen can be read as a whole: not cut off, overlapped or shortened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pygame

from game.inputs.actions import MOUSE_ID, Phase, Pointer, Scroll
from game.screens.play import PlayScreen
from game.screens.screen import Screen
from game.screens.songs import SongsScreen
from game.screens.ui import fonts
from game.screens.ui.layout import Layout
from tests.gallery.drawing import Stencil, Text, stencil

ELLIPSIS = "…"
_MOST_SCROLLS = 200
_ROWS = 3
"""So many rows of songs are passed at once while more are seen."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands; `seen` is the share of it that nothing lies over and no edge cuts."""

    number: int
    text: Text
    rect: pygame.Rect
    seen: float


def places(found: Stencil) -> Iterator[Place]:
    """Every place of every text; one that is drawn nowhere has none."""
    spread = np.argwhere(found.numbers >= 0)
    if not len(spread):
        return
    numbers = found.numbers[spread[:, 0], spread[:, 1]]
    order = np.argsort(numbers, kind="stable")
    spread, numbers = spread[order], numbers[order]
    starts = np.flatnonzero(np.diff(numbers, prepend=-1))
    for points in np.split(spread, starts[1:]):
        number = int(found.numbers[tuple(points[0])])
        yield from _places_of(number, found.texts[number], points)


def _places_of(
    number: int, text: Text, points: np.ndarray[tuple[int, int], np.dtype[np.int64]]
) -> Iterator[Place]:
    """Blocks of the ink's size, from the left and the top; what is left of a cut one is smaller."""
    width, height = text.ink.size
    while len(points):
        left = points[:, 0].min()
        top = points[points[:, 0] == left][:, 1].min()
        inside = (
            (points[:, 0] < left + width) & (points[:, 1] >= top) & (points[:, 1] < top + height)
        )
        block = points[inside]
        right, bottom = block.max(axis=0) + 1
        rect = pygame.Rect(left, top, right - left, bottom - top)
        yield Place(number, text, rect, len(block) / (width * height))
        points = points[~inside]


def complaints(screen: Screen, size: tuple[int, int], data: frozenset[str]) -> list[str]:
    """What is not as it should be. `data` are texts that people wrote: they may be shortened.

    Where there is more to scroll to, a text may be cut above and below if it is seen as a whole
    further on.
    """
    window, moving = pygame.Rect((0, 0), size), _moving(screen)
    least = Layout(size, screen.style).px(fonts.SMALLEST)
    told, cut = dict[str, str](), dict[str, str]()
    whole = set[str]()
    for found in _scrolled(screen, size):
        for place in places(found):
            text = place.text
            if text.size < least:
                told[f"{text.text!r} has {text.size} px, less than {least}"] = ""
            if text.text.endswith(ELLIPSIS) and not _is_data(text, data):
                told[f"{text.text!r} is shortened: {text.whole!r}"] = ""
            if place.seen == 1:
                whole.add(text.text)
            elif text.text not in moving and not _is_passed_over(place, found, screen):
                how = f"{text.text!r} is {_how_cut(place, window, found)}"
                is_narrower = place.rect.w < text.ink.w
                (told if is_narrower else cut)[how if is_narrower else text.text] = how
    never_whole = [how for text, how in cut.items() if text not in whole]
    return [*told, *never_whole]


def _scrolled(screen: Screen, size: tuple[int, int]) -> Iterator[Stencil]:
    """The screen from its beginning to its end: all that the wheel scrolls."""
    if not isinstance(screen, SongsScreen):
        yield from _scrolled_here(screen, size, 1)
        return
    x, y = size[0] * 9 // 10, size[1] // 2
    screen.draw(pygame.Surface(size))
    screen.point(Pointer(Phase.MOVE, x, y, MOUSE_ID))
    yield from _scrolled_here(screen, size, 1)
    screen.point(Pointer(Phase.MOVE, size[0] // 4, y, MOUSE_ID))
    yield from _scrolled_here(screen, size, _ROWS if screen.style.text_percent == 100 else 1)


def _scrolled_here(screen: Screen, size: tuple[int, int], steps: int) -> Iterator[Stencil]:
    surface = pygame.Surface(size)
    screen.draw(surface)
    screen.point(Scroll(-_MOST_SCROLLS))
    for _ in range(_MOST_SCROLLS):
        yield stencil(screen, size)
        screen.draw(surface)
        screen.point(Scroll(steps))
        if not screen.draw(surface):
            return


def _how_cut(place: Place, window: pygame.Rect, found: Stencil) -> str:
    rect = place.rect
    around = rect.inflate(2 * place.text.ink.w, 2 * place.text.ink.h).clip(window)
    region = found.numbers[around.left : around.right, around.top : around.bottom]
    others = sorted({found.texts[int(one)].text for one in np.unique(region) if one >= 0})
    at_edge = rect.left == 0 or rect.top == 0 or rect.right == window.w or rect.bottom == window.h
    how = "cut by the window" if at_edge else "cut or overlapped"
    return f"{how}: {place.seen:.0%} of it is seen at {tuple(rect)}, beside {others[:5]}"


def _is_data(text: Text, data: frozenset[str]) -> bool:
    return any(text.whole in one or one in text.whole for one in data)


def _is_passed_over(place: Place, found: Stencil, screen: Screen) -> bool:
    """Whether nothing but a ring or a note that moves by lies over a part of it."""
    rect = place.rect
    region = found.numbers[rect.left : rect.right, rect.top : rect.bottom]
    return isinstance(screen, PlayScreen) and set(np.unique(region)) <= {-1, place.number}


def _moving(screen: Screen) -> frozenset[str]:
    """What is written on notes: they come from behind an edge, and fall onto one another."""
    return frozenset(screen._labels.values()) if isinstance(screen, PlayScreen) else frozenset()
