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
    HOME = "home"
    TAKEN = "taken"
    OPEN = "open"
    """A ring, with a disc in it where it is taken: one of several things to choose from."""
    ON = "on"
    OFF = "off"
    """A box, with a tick in it where it is on: any of several things."""


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
    elif which is Icon.HOME:
        _draw_house(large, colour, side)
    elif which in (Icon.TAKEN, Icon.OPEN):
        middle = (side / 2, side / 2)
        pygame.draw.circle(large, colour, middle, 0.4 * side, round(0.09 * side))
        if which is Icon.TAKEN:
            pygame.draw.circle(large, colour, middle, 0.22 * side)
    elif which in (Icon.ON, Icon.OFF):
        box = pygame.Rect(0, 0, round(0.8 * side), round(0.8 * side))
        box.center = (side // 2, side // 2)
        pygame.draw.rect(large, colour, box, round(0.09 * side), round(0.16 * side))
        if which is Icon.ON:
            _draw_strokes(large, colour, _TICK, side)
    else:
        _draw_strokes(large, colour, _STROKES[which], side)
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

_TICK: tuple[tuple[Point, Point], ...] = (((0.3, 0.52), (0.45, 0.67)), ((0.45, 0.67), (0.7, 0.35)))


def _draw_strokes(
    surface: pygame.Surface, colour: Colour, strokes: tuple[tuple[Point, Point], ...], side: int
) -> None:
    thick = side * 0.085
    for (from_x, from_y), (to_x, to_y) in strokes:
        start, end = (from_x * side, from_y * side), (to_x * side, to_y * side)
        limb(surface, colour, start, thick, end, thick)


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


def _draw_house(surface: pygame.Surface, colour: Colour, side: int) -> None:
    """A roof and walls, with a door left open."""
    roof = [(0.5 * side, 0.14 * side), (0.88 * side, 0.48 * side), (0.12 * side, 0.48 * side)]
    round_polygon(surface, colour, roof, 0.04 * side)
    walls = [(0.26 * side, 0.48 * side), (0.74 * side, 0.48 * side)]
    walls += [(0.74 * side, 0.84 * side), (0.26 * side, 0.84 * side)]
    round_polygon(surface, colour, walls, 0.03 * side)
    door = (round(0.43 * side), round(0.58 * side), round(0.14 * side), round(0.32 * side))
    surface.fill((*colour, 0), door)


def _star(side: int) -> list[Point]:
    middle, outer, inner = side / 2, side * 0.45, side * 0.2
    return [
        (
            middle + (outer if tip % 2 == 0 else inner) * math.sin(math.pi * tip / 5),
            middle + side * 0.03 - (outer if tip % 2 == 0 else inner) * math.cos(math.pi * tip / 5),
        )
        for tip in range(10)
    ]
