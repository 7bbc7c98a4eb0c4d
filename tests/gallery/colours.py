"""How far apart colours are for people, also for those who see them otherwise.

Simulated as in Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of
Color Vision Deficiency", IEEE TVCG 15 (2009): their matrices for severity 1.0, on linear sRGB.
Distances are CIEDE2000 (Sharma, Wu and Dalal, Color Research and Application 30, 2005).
"""

from __future__ import annotations

from enum import Enum
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

from game.screens.ui.theme import Colour

Triple = tuple[float, float, float]
_Matrix = tuple[Triple, Triple, Triple]


class Eyes(Enum):
    """Which cones are missing."""

    USUAL = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
    PROTANOPIA = (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    )
    DEUTERANOPIA = (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    )
    TRITANOPIA = (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    )


_TO_XYZ: _Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
"""From linear sRGB (IEC 61966-2-1)."""
_WHITE = (0.95047, 1.0, 1.08883)


def lab_of(colour: Colour, eyes: Eyes = Eyes.USUAL) -> Triple:
    """CIELAB (D65) of a colour as these eyes see it."""
    seen = _times(eyes.value, _linear(colour))
    x, y, z = _times(_TO_XYZ, _clipped(seen))
    fx, fy, fz = (_cube_root(value / white) for value, white in zip((x, y, z), _WHITE, strict=True))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(first: Colour, second: Colour, eyes: Eyes = Eyes.USUAL) -> float:
    """CIEDE2000 of two colours as these eyes see them."""
    return ciede2000(lab_of(first, eyes), lab_of(second, eyes))


def ciede2000(first: Triple, second: Triple) -> float:
    """The colour difference of two CIELAB values, all weights 1."""
    (l1, a1, b1), (l2, a2, b2) = first, second
    mean7 = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    grown = 1.5 - 0.5 * sqrt(mean7 / (mean7 + 25**7))
    c1, c2 = hypot(a1 * grown, b1), hypot(a2 * grown, b2)
    h1, h2 = (degrees(atan2(b, a * grown)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn, hue = _turn_and_mean(h1, h2, is_grey=c1 * c2 == 0)
    d_hue = 2 * sqrt(c1 * c2) * sin(radians(turn) / 2)
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    around = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    s_light = 1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    x = (l2 - l1) / s_light
    y = (c2 - c1) / (1 + 0.045 * chroma)
    z = d_hue / (1 + 0.015 * chroma * around)
    rotation = 2 * sqrt(chroma**7 / (chroma**7 + 25**7))
    rotation *= -sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    return sqrt(x * x + y * y + z * z + rotation * y * z)


def _turn_and_mean(h1: float, h2: float, *, is_grey: bool) -> tuple[float, float]:
    """The way from one hue to the other, the shorter way round, and the hue half-way."""
    if is_grey:
        return 0.0, h1 + h2
    turn = (h2 - h1 + 180) % 360 - 180
    if turn == -180:
        turn = 180.0 if h2 > h1 else -180.0
    return turn, (h1 + turn / 2) % 360


def _linear(colour: Colour) -> Triple:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in colour)
    )
    return red, green, blue


def _times(matrix: _Matrix, vector: Triple) -> Triple:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z


def _clipped(vector: Triple) -> Triple:
    x, y, z = (min(max(value, 0.0), 1.0) for value in vector)
    return x, y, z


def _cube_root(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116
