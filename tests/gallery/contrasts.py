"""The contrast of every text with what is beneath it, measured on the pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import pygame

from game.screens.screen import Screen
from game.screens.ui.theme import Colour, Palette, contrast, mixed
from tests.gallery import drawing
from tests.gallery.drawing import Stencil
from tests.gallery.places import Place, places

_LINE = 0.05
"""An edge of what is drawn behind a word may cross it: so much of its ink has no say."""
Pixels = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]


@dataclass(frozen=True, slots=True)
class Written:
    """A text, the colour it was written in, and its least contrast with the ground beneath."""

    text: str
    ink: Colour
    ground: Colour
    ratio: float


def contrasts(screen: Screen, size: tuple[int, int]) -> Iterator[Written]:
    """Every text that is seen as a whole. What a veil lies over is not meant to be read."""
    picture = drawing.draw(screen, size)
    found = drawing.stencil(screen, size)
    beneath = drawing.ground(screen, size)
    pixels, below = pygame.surfarray.array3d(picture), pygame.surfarray.array3d(beneath)
    for place in places(found):
        written = _least(place, found, pixels, below)
        if written and place.text.colour != disabled_ink(screen.style.palette):
            yield written


def disabled_ink(colours: Palette) -> Colour:
    """What stands on a button that can't be pressed now: exempt, as WCAG 2.2 has it (1.4.3)."""
    return mixed(colours.dim, colours.panel, 0.5)


def _least(place: Place, found: Stencil, pixels: Pixels, below: Pixels) -> Written | None:
    """The worst ground that lies under more than a line's share of the ink."""
    ink = place.text.ink
    rect = place.rect
    opaque = pygame.surfarray.array_alpha(place.text.label.image)[
        ink.left : ink.left + rect.w, ink.top : ink.top + rect.h
    ]
    here = (slice(rect.left, rect.right), slice(rect.top, rect.bottom))
    full = (opaque == opaque.max()) & (found.numbers[here] == place.number)
    if place.seen < 1 or not full.any():
        return None
    both = np.hstack([pixels[here][full], below[here][full]])
    pairs, counts = np.unique(both, axis=0, return_counts=True)
    told = [(_colour(pair[:3]), _colour(pair[3:])) for pair in pairs]
    ranked = sorted(
        (contrast(on, under), on, under, int(count))
        for (on, under), count in zip(told, counts, strict=True)
    )
    so_many = accumulate(count for *_, count in ranked)
    few = _LINE * int(sum(counts))
    ratio, on, under, _ = next(
        one for one, so_far in zip(ranked, so_many, strict=True) if so_far > few
    )
    return Written(place.text.text, on, under, ratio)


def _colour(values: np.ndarray[tuple[int], np.dtype[np.uint8]]) -> Colour:
    red, green, blue = (int(value) for value in values)
    return red, green, blue
