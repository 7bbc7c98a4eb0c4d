"""Small drawn pictures: the font has no arrows and no symbols."""

from __future__ import annotations

import math
from enum import Enum
from functools import lru_cache

import pygame

from game.screens.ui.shapes import Point, disc, limb, round_polygon
from game.screens.ui.theme import Colour

_FINER = 4


class Icon(Enum):
    """What can stand beside a word or alone on a button."""

    PAUSE = "pause"
    PLAY = "play"
    LESS = "less"
    MORE = "more"
    STAR = "star"
    HEART = "heart"
    CLOSE = "close"


@lru_cache(maxsize=128)
def icon(which: Icon, size: int, colour: Colour) -> pygame.Surface:
    """The icon in a square of `size` window pixels."""
    side = size * _FINER
    large = pygame.Surface((side, side), pygame.SRCALPHA)
    large.fill((*colour, 0))
    if which is Icon.STAR:
        round_polygon(large, colour, _star(side), side * 0.03)
    elif which is Icon.PLAY:
        points = [(0.3 * side, 0.2 * side), (0.3 * side, 0.8 * side), (0.8 * side, 0.5 * side)]
        round_polygon(large, colour, points, side * 0.06)
    elif which is Icon.HEART:
        _draw_heart(large, colour, side)
    else:
        for start, end in _STROKES[which]:
            limb(
                large,
                colour,
                (start[0] * side, start[1] * side),
                side * 0.085,
                (end[0] * side, end[1] * side),
                side * 0.085,
            )
    return pygame.transform.smoothscale(large, (size, size))


@lru_cache(maxsize=64)
def stars(count: int, size: int, colour: Colour, unlit: Colour) -> pygame.Surface:
    """Five stars in a row, the first `count` of them lit, the others only just to be seen."""
    gap = size // 6
    picture = pygame.Surface((5 * size + 4 * gap, size), pygame.SRCALPHA)
    for place in range(5):
        lit = colour if place < count else unlit
        picture.blit(icon(Icon.STAR, size, lit), (place * (size + gap), 0))
    return picture


@lru_cache(maxsize=64)
def dots(count: int, of: int, size: int, colour: Colour, unlit: Colour) -> pygame.Surface:
    """`of` dots in a row, the first `count` of them lit, the others only just to be seen."""
    gap = size // 2
    picture = pygame.Surface((of * size + (of - 1) * gap, size), pygame.SRCALPHA)
    for place in range(of):
        lit = colour if place < count else unlit
        picture.blit(disc(size // 2, lit, lit, 0), (place * (size + gap), 0))
    return picture


_STROKES: dict[Icon, tuple[tuple[Point, Point], ...]] = {
    Icon.PAUSE: (((0.33, 0.22), (0.33, 0.78)), ((0.67, 0.22), (0.67, 0.78))),
    Icon.CLOSE: (((0.28, 0.28), (0.72, 0.72)), ((0.28, 0.72), (0.72, 0.28))),
    Icon.LESS: (((0.2, 0.5), (0.8, 0.5)),),
    Icon.MORE: (((0.2, 0.5), (0.8, 0.5)), ((0.5, 0.2), (0.5, 0.8))),
}


def _draw_heart(surface: pygame.Surface, colour: Colour, side: int) -> None:
    """Two thick strokes that meet at the bottom."""
    for x in (0.33, 0.67):
        limb(
            surface,
            colour,
            (x * side, 0.37 * side),
            0.2 * side,
            (side / 2, 0.8 * side),
            0.03 * side,
        )
    pygame.draw.circle(surface, colour, (side / 2, 0.5 * side), 0.12 * side)


def _star(side: int) -> list[Point]:
    middle, outer, inner = side / 2, side * 0.45, side * 0.2
    return [
        (
            middle + (outer if tip % 2 == 0 else inner) * math.sin(math.pi * tip / 5),
            middle + side * 0.03 - (outer if tip % 2 == 0 else inner) * math.cos(math.pi * tip / 5),
        )
        for tip in range(10)
    ]
