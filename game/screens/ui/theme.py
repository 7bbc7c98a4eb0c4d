"""Colours, and what stands for each grip on screen: a colour, a shape and a name.

Nothing rests on colour: shape, place, key letter and name say the same thing. The colours were
chosen for their contrast on the ground (8.1 to 18.4 : 1 for four grips) and for the distance
between them as colour-blind people see them; the second set is for five grips.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from game.charting.chart import Grip

Colour = tuple[int, int, int]

GROUND: Colour = (0x0E, 0x14, 0x20)
PANEL: Colour = (0x17, 0x20, 0x33)
RAISED: Colour = (0x2A, 0x37, 0x50)
"""Lines, tracks and buttons at rest."""
TEXT: Colour = (0xFF, 0xFF, 0xFF)
DIM: Colour = (0xB8, 0xC4, 0xD9)
ACCENT: Colour = (0x57, 0xB4, 0xE9)
"""Progress, and the one button a screen suggests."""
GLAD: Colour = (0x82, 0xE3, 0xAE)
"""Good news: a lead, a new best, stars."""
SKIN: Colour = (0x33, 0x44, 0x66)
SKIN_LOW: Colour = (0x22, 0x2E, 0x48)
SKIN_EDGE: Colour = (0x5E, 0x74, 0x9C)


class Shape(Enum):
    """The outline that stands for a grip."""

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    HEXAGON = "hexagon"


@dataclass(frozen=True, slots=True)
class GripLook:
    """How a grip is shown and named.

    `name` stands under its target, `to_do` is the line of words while it is due, `came` begins
    "... came first".
    """

    name: str
    to_do: str
    came: str
    shape: Shape
    colour: Colour


_NAMES = {
    Grip.INDEX: ("Index", "Thumb to index finger", "Index finger"),
    Grip.MIDDLE: ("Middle", "Thumb to middle finger", "Middle finger"),
    Grip.RING: ("Ring", "Thumb to ring finger", "Ring finger"),
    Grip.LITTLE: ("Little", "Thumb to little finger", "Little finger"),
    Grip.KEY: ("Side", "Thumb to side of index finger", "Side pinch"),
}
_SHAPES = {
    Grip.INDEX: Shape.CIRCLE,
    Grip.MIDDLE: Shape.SQUARE,
    Grip.RING: Shape.TRIANGLE,
    Grip.LITTLE: Shape.DIAMOND,
    Grip.KEY: Shape.HEXAGON,
}
_FOUR: dict[Grip, Colour] = {
    Grip.INDEX: (0xFF, 0xB0, 0x00),
    Grip.MIDDLE: (0x2E, 0xC4, 0xA6),
    Grip.RING: (0xFF, 0xFF, 0xFF),
    Grip.LITTLE: (0xB7, 0x9C, 0xFF),
}
_FIVE: dict[Grip, Colour] = {
    Grip.INDEX: (0xFF, 0xB0, 0x00),
    Grip.MIDDLE: (0x9B, 0xD7, 0xFF),
    Grip.RING: (0xFF, 0xFF, 0xFF),
    Grip.LITTLE: (0x7C, 0x9B, 0xFF),
    Grip.KEY: (0xE8, 0x5A, 0xA8),
}


def grip_looks(grips: Collection[Grip]) -> dict[Grip, GripLook]:
    """How each of `grips` is shown when just these are switched on."""
    colours = _FIVE if Grip.KEY in grips else _FOUR
    return {grip: GripLook(*_NAMES[grip], _SHAPES[grip], colours[grip]) for grip in grips}


def mixed(colour: Colour, ground: Colour, share: float) -> Colour:
    """`share` (0 to 1) of `colour` over `ground`."""
    return (
        round(ground[0] + (colour[0] - ground[0]) * share),
        round(ground[1] + (colour[1] - ground[1]) * share),
        round(ground[2] + (colour[2] - ground[2]) * share),
    )


def contrast(first: Colour, second: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
