"""A ring that empties calmly while time goes by."""

from __future__ import annotations

import math
from functools import lru_cache

import pygame

from game.screens.ui.theme import Colour

STEPS = 100
"""So many pictures of it there are, from empty to full."""
_FINER = 3
_CORNERS = 180


@lru_cache(maxsize=16)
def ring_picture(
    radius: int, stroke: int, step: int, colour: Colour, track: Colour
) -> pygame.Surface:
    """A ring of which `step` of `STEPS` are left, on its track; what is gone went clockwise from
    the top. `radius` (to its outer edge) and `stroke` are window pixels."""
    side = 2 * radius * _FINER
    picture = pygame.Surface((side, side), pygame.SRCALPHA)
    picture.fill((*track, 0))
    middle, outer = side / 2, side / 2 - _FINER
    thick = stroke * _FINER
    pygame.draw.circle(picture, track, (middle, middle), outer, thick)
    if step >= STEPS:
        pygame.draw.circle(picture, colour, (middle, middle), outer, thick)
    elif step > 0:
        _draw_arc(picture, middle, outer, thick, step / STEPS, colour)
    return pygame.transform.smoothscale(picture, (2 * radius, 2 * radius))


def _draw_arc(
    picture: pygame.Surface, middle: float, outer: float, thick: float, left: float, colour: Colour
) -> None:
    """The part from where it has emptied to, round to the top, with round ends."""
    count = max(round(_CORNERS * left), 1)
    angles = [2 * math.pi * (1 - left + left * place / count) for place in range(count + 1)]
    ways = [(math.sin(angle), -math.cos(angle)) for angle in angles]
    outside = [(middle + outer * x, middle + outer * y) for x, y in ways]
    inner = outer - thick
    inside = [(middle + inner * x, middle + inner * y) for x, y in reversed(ways)]
    pygame.draw.polygon(picture, colour, [*outside, *inside])
    half = outer - thick / 2
    for x, y in (ways[0], ways[-1]):
        pygame.draw.circle(picture, colour, (middle + half * x, middle + half * y), thick / 2)
