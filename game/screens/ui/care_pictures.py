"""The drawn pictures of care: faces that answer, a moon for the end of a day, rings for a rest."""

from __future__ import annotations

import math
from enum import Enum
from functools import lru_cache
from itertools import pairwise

import pygame

from game.screens.ui.shapes import disc, limb, rounded_box
from game.screens.ui.theme import Colour, Palette, mixed

_FINER = 4
_STARS = ((0.16, 0.22, 0.030), (0.84, 0.16, 0.022), (0.92, 0.62, 0.030), (0.08, 0.70, 0.020))
"""Round the moon: place and radius, as shares of the side."""
_BREATH_S = 9.0
_BREATH = 0.07
"""The rings grow by so much of their size and shrink again, once in `_BREATH_S`: a slow breath."""
_RINGS = ((1.0, 0.10), (0.86, 0.18), (0.72, 0.28))
"""Behind the seconds: radius as a share, and how much light is in it."""
_DOTS = 60


class Mark(Enum):
    """What stands on a card."""

    SMILE = "smile"
    SO_SO = "so-so"
    MOON = "moon"
    TICK = "tick"


@lru_cache(maxsize=32)
def mark(which: Mark, side: int, ink: Colour) -> pygame.Surface:
    """The mark in a square of `side` window pixels."""
    whole = float(side * _FINER)
    large = pygame.Surface((side * _FINER, side * _FINER), pygame.SRCALPHA)
    large.fill((*ink, 0))
    if which is Mark.MOON:
        _draw_moon(large, whole, ink)
    elif which is Mark.TICK:
        _draw_tick(large, whole, ink)
    else:
        _draw_face(large, whole, ink, smiles=which is Mark.SMILE)
    return pygame.transform.smoothscale(large, (side, side))


def _draw_face(surface: pygame.Surface, side: float, ink: Colour, *, smiles: bool) -> None:
    middle, stroke = side / 2, side * 0.035
    pygame.draw.circle(surface, ink, (middle, middle), side * 0.44, round(side * 0.06))
    for x in (0.36, 0.64):
        pygame.draw.circle(surface, ink, (side * x, side * 0.41), side * 0.048)
    if not smiles:
        limb(surface, ink, (side * 0.35, side * 0.63), stroke, (side * 0.65, side * 0.63), stroke)
        return
    points = [
        (middle + side * 0.2 * math.cos(angle), side * 0.52 + side * 0.19 * math.sin(angle))
        for angle in (math.pi * (0.08 + 0.84 * step / 16) for step in range(17))
    ]
    for start, end in pairwise(points):
        limb(surface, ink, start, stroke, end, stroke)


def _draw_moon(surface: pygame.Surface, side: float, ink: Colour) -> None:
    pygame.draw.circle(surface, ink, (side * 0.48, side * 0.5), side * 0.36)
    pygame.draw.circle(surface, (*ink, 0), (side * 0.63, side * 0.40), side * 0.30)
    for x, y, radius in _STARS:
        pygame.draw.circle(surface, ink, (side * x, side * y), side * radius)


def _draw_tick(surface: pygame.Surface, side: float, ink: Colour) -> None:
    stroke = side * 0.05
    points = [(side * x, side * y) for x, y in ((0.28, 0.52), (0.44, 0.68), (0.73, 0.34))]
    for start, end in pairwise(points):
        limb(surface, ink, start, stroke, end, stroke)


def draw_ring(
    surface: pygame.Surface,
    middle: tuple[int, int],
    radius: int,
    share: float,
    lit: Colour,
    unlit: Colour,
) -> None:
    """A circle of dots of which `share` (0 to 1) is lit, from the top round to the right."""
    dot = max(2, round(radius * 0.035))
    for number in range(_DOTS):
        angle = 2 * math.pi * number / _DOTS - math.pi / 2
        colour = lit if number < round(share * _DOTS) else unlit
        picture = disc(dot, colour, colour, 0)
        x = middle[0] + radius * math.cos(angle) - dot
        y = middle[1] + radius * math.sin(angle) - dot
        surface.blit(picture, (round(x), round(y)))


def draw_rings(
    surface: pygame.Surface, area: pygame.Rect, colours: Palette, share: float, since_s: float
) -> None:
    """Soft discs that breathe, in a circle of dots that fills up to `share`; at
    `since_s` 0 they are as large as they become."""
    outer = min(area.w, area.h) // 2 - 8
    breath = 1 - _BREATH / 2 * (1 - math.cos(2 * math.pi * since_s / _BREATH_S))
    for size, light in _RINGS:
        radius = round(outer * 0.88 * size * breath)
        shade = mixed(colours.accent, colours.ground, light)
        picture = disc(radius, shade, shade, 0)
        surface.blit(picture, picture.get_rect(center=area.center))
    draw_ring(surface, area.center, outer - 4, share, colours.accent, colours.raised)


def draw_segments(
    surface: pygame.Surface, place: pygame.Rect, shares: tuple[tuple[float, Colour], ...], gap: int
) -> None:
    """A bar of parts side by side, each so much of the whole, in window pixels."""
    room = place.w - gap * (len(shares) - 1)
    left = float(place.left)
    for share, colour in shares:
        wide = room * share
        box = rounded_box(max(round(wide), 2), place.h, place.h // 3, colour)
        surface.blit(box, (round(left), place.top))
        left += wide + gap
