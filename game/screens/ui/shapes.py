"""The shapes that stand for grips, as pictures: solid, hollow, in the dark halo that sets them off.

Drawn four times too large and shrunk, so that edges are smooth; every picture is kept.
"""

from __future__ import annotations

import math
from functools import lru_cache

import pygame

from game.screens.ui.theme import Colour, Shape, mixed

Point = tuple[float, float]

_FINER = 4
_CORNER = 0.16
"""How round corners are, as a share of the radius."""
_HALO = 0.15
_STROKE = 0.17
SHAPE_REACH = 1.5
"""No shape with its halo reaches further than this many radii from its middle."""

_OUTLINES: dict[Shape, tuple[Point, ...]] = {
    Shape.SQUARE: ((-0.92, -0.92), (0.92, -0.92), (0.92, 0.92), (-0.92, 0.92)),
    Shape.TRIANGLE: ((0.0, -1.17), (1.2, 0.88), (-1.2, 0.88)),
    Shape.DIAMOND: ((0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)),
    Shape.HEXAGON: tuple(
        (1.12 * math.cos(math.pi * corner / 3), 1.12 * math.sin(math.pi * corner / 3))
        for corner in range(6)
    ),
}
"""Corners in radii, of about the same weight to the eye as a circle of radius 1."""


@lru_cache(maxsize=256)
def solid(shape: Shape, radius: int, colour: Colour, halo: Colour) -> pygame.Surface:
    """A filled shape in its halo, in the middle of the picture; `radius` in window pixels."""
    picture = _Picture(radius, halo)
    picture.fill(shape, _HALO, halo)
    picture.fill(shape, 0.0, colour)
    return picture.shrunk()


@lru_cache(maxsize=256)
def hollow(
    shape: Shape, radius: int, colour: Colour, halo: Colour, filled: float = 0.28
) -> pygame.Surface:
    """The shape's outline, as large as `solid` with its halo; `filled`: how much light is in it."""
    picture = _Picture(radius, halo)
    picture.fill(shape, _HALO + 0.12, halo)
    picture.fill(shape, _HALO, colour)
    picture.fill(shape, _HALO - _STROKE, mixed(colour, halo, filled))
    return picture.shrunk()


@lru_cache(maxsize=256)
def ring(radius: int, stroke: int, colour: Colour, opacity: int) -> pygame.Surface:
    """A thin circle, see-through by `opacity` (0 to 255)."""
    side = 2 * (radius + stroke + 1)
    picture = pygame.Surface((side, side), pygame.SRCALPHA)
    picture.fill((*colour, 0))
    pygame.draw.aacircle(picture, colour, (side / 2, side / 2), radius, stroke)
    return faded(picture, opacity)


@lru_cache(maxsize=64)
def disc(radius: int, colour: Colour, edge: Colour, stroke: int) -> pygame.Surface:
    """A filled circle with an edge."""
    side = 2 * radius * _FINER
    picture = pygame.Surface((side, side), pygame.SRCALPHA)
    picture.fill((*edge, 0))
    middle = (side // 2, side // 2)
    pygame.draw.circle(picture, edge, middle, side // 2)
    pygame.draw.circle(picture, colour, middle, side // 2 - stroke * _FINER)
    return pygame.transform.smoothscale(picture, (2 * radius, 2 * radius))


@lru_cache(maxsize=128)
def rounded_box(width: int, height: int, radius: int, colour: Colour) -> pygame.Surface:
    """A filled rectangle with smooth round corners."""
    radius = min(radius, width // 2, height // 2)
    picture = pygame.Surface((width, height), pygame.SRCALPHA)
    picture.fill((*colour, 0))
    pygame.draw.rect(picture, colour, picture.get_rect(), border_radius=radius)
    if radius < 1:
        return picture
    corner = disc(radius, colour, colour, 0)
    for x, left in ((0, 0), (radius, width - radius)):
        for y, top in ((0, 0), (radius, height - radius)):
            part = corner.subsurface((x, y, radius, radius))
            picture.fill((*colour, 0), (left, top, radius, radius))
            picture.blit(part, (left, top), special_flags=pygame.BLEND_RGBA_MAX)
    return picture


def faded(picture: pygame.Surface, opacity: int) -> pygame.Surface:
    """A copy of `picture`, see-through by `opacity` (0 to 255)."""
    copy = picture.copy()
    copy.fill((255, 255, 255, opacity), special_flags=pygame.BLEND_RGBA_MULT)
    return copy


def letter_shift(shape: Shape) -> float:
    """How far below a shape's middle a letter looks centred, in radii."""
    return 0.2 if shape is Shape.TRIANGLE else 0.0


class _Picture:
    """A large square to draw one shape on, and shrink."""

    def __init__(self, radius: int, edge: Colour) -> None:
        self._radius = radius
        side = 2 * math.ceil(radius * SHAPE_REACH) * _FINER
        self._surface = pygame.Surface((side, side), pygame.SRCALPHA)
        self._surface.fill((*edge, 0))
        self._middle = side / 2

    def fill(self, shape: Shape, grown: float, colour: Colour) -> None:
        """Fill the shape with its edge moved outwards by `grown` radii (negative: inwards)."""
        unit = self._radius * _FINER
        if shape is Shape.CIRCLE:
            middle = (self._middle, self._middle)
            pygame.draw.circle(self._surface, colour, middle, round((1 + grown) * unit))
            return
        corners = _OUTLINES[shape]
        inset = _CORNER + max(0.0, -grown)
        round_off = _CORNER + max(0.0, grown)
        points = [
            (self._middle + x * unit, self._middle + y * unit)
            for x, y in _inset_polygon(corners, inset)
        ]
        round_polygon(self._surface, colour, points, round_off * unit)

    def shrunk(self) -> pygame.Surface:
        side = self._surface.get_width() // _FINER
        return pygame.transform.smoothscale(self._surface, (side, side))


def round_polygon(
    surface: pygame.Surface, colour: Colour, points: list[Point], radius: float
) -> None:
    """A filled polygon grown by `radius` on all sides, which rounds its corners."""
    pygame.draw.polygon(surface, colour, points)
    for start, end in zip(points, points[1:] + points[:1], strict=True):
        limb(surface, colour, start, radius, end, radius)


def limb(
    surface: pygame.Surface,
    colour: Colour,
    start: Point,
    start_radius: float,
    end: Point,
    end_radius: float,
) -> None:
    """Two circles and all that is between them: a finger, a thick line."""
    pygame.draw.circle(surface, colour, start, start_radius)
    pygame.draw.circle(surface, colour, end, end_radius)
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    if length <= abs(start_radius - end_radius):
        return
    along = math.atan2(dy, dx)
    lean = math.acos((start_radius - end_radius) / length)
    sides = [
        (centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle))
        for centre, radius, angle in (
            (start, start_radius, along + lean),
            (end, end_radius, along + lean),
            (end, end_radius, along - lean),
            (start, start_radius, along - lean),
        )
    ]
    pygame.draw.polygon(surface, colour, sides)


def bezier(p0: Point, p1: Point, p2: Point, p3: Point, t: float) -> Point:
    """The point after the part `t` (0 to 1) of a cubic Bézier curve."""
    u = 1 - t
    a, b, c, d = u**3, 3 * u * u * t, 3 * u * t * t, t**3
    return (
        a * p0[0] + b * p1[0] + c * p2[0] + d * p3[0],
        a * p0[1] + b * p1[1] + c * p2[1] + d * p3[1],
    )


def _inset_polygon(corners: tuple[Point, ...], inset: float) -> list[Point]:
    """Corners of a polygon with an inscribed circle, every side moved inwards by `inset`."""
    area = perimeter = 0.0
    centre_x = centre_y = 0.0
    for number, (x1, y1) in enumerate(corners):
        x0, y0 = corners[number - 1]
        x2, y2 = corners[(number + 1) % len(corners)]
        area += (x0 * y1 - x1 * y0) / 2
        perimeter += math.dist((x0, y0), (x1, y1))
        if len(corners) == 3:
            weight = math.dist((x0, y0), (x2, y2))
            centre_x += weight * x1
            centre_y += weight * y1
    inradius = 2 * abs(area) / perimeter
    if len(corners) == 3:
        centre_x, centre_y = centre_x / perimeter, centre_y / perimeter
    shrink = (inradius - inset) / inradius
    return [
        (centre_x + (x - centre_x) * shrink, centre_y + (y - centre_y) * shrink) for x, y in corners
    ]
