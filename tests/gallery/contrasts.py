"""The contrast of every text with what is beneath it, measured on the pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pygame

from game.screens.screen import Screen
from game.screens.ui.theme import Colour, Palette, contrast, mixed
from tests.gallery import drawing
from tests.gallery.drawing import Stencil
from tests.gallery.places import Place, places

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
    """The worst pixel of what is seen of the text; None without one of full ink."""
    ink = place.text.ink
    rect = place.rect
    opaque = pygame.surfarray.array_alpha(place.text.label.image)[
        ink.left : ink.left + rect.w, ink.top : ink.top + rect.h
    ]
    here = (slice(rect.left, rect.right), slice(rect.top, rect.bottom))
    full = (opaque == opaque.max()) & (found.numbers[here] == place.number)
    if place.seen < 1 or not full.any():
        return None
    pairs = np.unique(np.hstack([pixels[here][full], below[here][full]]), axis=0)
    told = [(_colour(pair[:3]), _colour(pair[3:])) for pair in pairs]
    ratio, on, under = min((contrast(on, under), on, under) for on, under in told)
    return Written(place.text.text, on, under, ratio)


def _colour(values: np.ndarray[tuple[int], np.dtype[np.uint8]]) -> Colour:
    red, green, blue = (int(value) for value in values)
    return red, green, blue
