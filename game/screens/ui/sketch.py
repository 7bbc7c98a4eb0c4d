"""A small stage to draw a hand at work on: limbs with one edge round them, props, arrows.

Scenes are drawn for a right hand in their own units (`WIDTH` x `HEIGHT`, y downwards), several
times too large, and shrunk; for a left hand the picture is turned round.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pygame

from game.screens.ui.shapes import Point, limb
from game.screens.ui.theme import Colour, Palette

WIDTH, HEIGHT = 480, 360
_FINE, _FINER = 2, 3
"""How many times too large pictures are drawn; small ones need more to look smooth."""
_LARGE = 1.2
"""From this scale on a picture is large."""
_EDGE = 3.5
_ARROW = 3.5
_HEAD = 15


@dataclass(frozen=True, slots=True)
class Limb:
    """Two circles and all between them."""

    start: Point
    start_radius: float
    end: Point
    end_radius: float


class Sketch:
    """One picture of a scene, at most `size` window pixels large."""

    def __init__(self, size: tuple[int, int], colours: Palette) -> None:
        scale = min(size[0] / WIDTH, size[1] / HEIGHT)
        self.colours = colours
        self._size = (max(1, round(WIDTH * scale)), max(1, round(HEIGHT * scale)))
        finer = _FINER if scale < _LARGE else _FINE
        self._scale = scale * finer
        large = (self._size[0] * finer, self._size[1] * finer)
        self._surface = pygame.Surface(large, pygame.SRCALPHA)
        self._surface.fill((*colours.skin_edge, 0))

    def body(self, limbs: Sequence[Limb], colour: Colour | None = None) -> None:
        """Limbs grown together, with one edge round them all."""
        for one in limbs:
            self.limb(one, self.colours.skin_edge)
        for one in limbs:
            self.limb(one, colour or self.colours.skin, -_EDGE)

    def limb(self, one: Limb, colour: Colour, grown: float = 0.0) -> None:
        """One limb, with its radii made larger by `grown`."""
        limb(
            self._surface,
            colour,
            self._scaled(one.start),
            max(one.start_radius + grown, 0.5) * self._scale,
            self._scaled(one.end),
            max(one.end_radius + grown, 0.5) * self._scale,
        )

    def disc(self, middle: Point, radius: float, colour: Colour, edge: Colour) -> None:
        """A coin, or a bottle from above."""
        pygame.draw.circle(self._surface, edge, self._scaled(middle), radius * self._scale)
        inner = (radius - _EDGE) * self._scale
        pygame.draw.circle(self._surface, colour, self._scaled(middle), inner)

    def box(self, rect: pygame.Rect, colour: Colour, corner: float = 14) -> None:
        """A table top, or its edge."""
        left, top = self._scaled(rect.topleft)
        place = pygame.Rect(left, top, rect.w * self._scale, rect.h * self._scale)
        pygame.draw.rect(self._surface, colour, place, border_radius=round(corner * self._scale))

    def lines(self, points: Sequence[Point], colour: Colour, radius: float = 2.5) -> None:
        """Thick lines from point to point."""
        for start, end in pairwise(points):
            self.limb(Limb(start, radius, end, radius), colour)

    def arrow(self, points: Sequence[Point]) -> None:
        """The way something moves, with its end marked."""
        colour = self.colours.accent
        self.lines(points, colour, _ARROW)
        (x0, y0), (x1, y1) = points[-2:]
        along = math.atan2(y1 - y0, x1 - x0)
        corners = [
            (x1 + _HEAD * math.cos(along + turn), y1 + _HEAD * math.sin(along + turn))
            for turn in (0, 2.3, -2.3)
        ]
        pygame.draw.polygon(self._surface, colour, [self._scaled(point) for point in corners])

    def shape(self, picture: pygame.Surface, middle: Point) -> None:
        """A ready picture, its middle there; `px` tells how large it has to be."""
        x, y = self._scaled(middle)
        self._surface.blit(picture, (x - picture.get_width() / 2, y - picture.get_height() / 2))

    def px(self, length: float) -> int:
        """A length in the pixels that are drawn on."""
        return max(1, round(length * self._scale))

    def shrunk(self, *, is_left: bool) -> pygame.Surface:
        """The picture in window pixels."""
        picture = pygame.transform.smoothscale(self._surface, self._size)
        return pygame.transform.flip(picture, flip_x=True, flip_y=False) if is_left else picture

    def _scaled(self, point: Point) -> Point:
        return point[0] * self._scale, point[1] * self._scale


def between(start: float, end: float, part: float) -> float:
    """`part` (0 to 1) of the way from `start` to `end`."""
    return start + (end - start) * part


def on_way(start: Point, end: Point, part: float) -> Point:
    """The point after `part` of the way."""
    return between(start[0], end[0], part), between(start[1], end[1], part)


def eased(value: float) -> float:
    """0 to 1 for values from 0 to 1, slow at both ends; 0 and 1 beyond."""
    return (1 - math.cos(math.pi * min(max(value, 0.0), 1.0))) / 2


def swing(phase: float) -> float:
    """There (1 at half of `phase`) and back."""
    return (1 - math.cos(2 * math.pi * phase)) / 2


def at(start: Point, degrees: float, length: float) -> Point:
    """The point so far away; 0 degrees is to the right, 90 downwards."""
    angle = math.radians(degrees)
    return start[0] + length * math.cos(angle), start[1] + length * math.sin(angle)


def arc(middle: Point, radius: float, first: float, last: float) -> list[Point]:
    """Points on a circle from one angle (degrees) to another."""
    return [at(middle, between(first, last, step / 16), radius) for step in range(17)]


def chain(
    start: Point, bends: Sequence[tuple[float, float]], radii: tuple[float, float]
) -> list[Limb]:
    """A finger of joints: each one's direction (degrees) and length."""
    limbs: list[Limb] = []
    thick, thin = radii
    for number, (degrees, length) in enumerate(bends):
        end = at(start, degrees, length)
        begins = between(thick, thin, number / len(bends))
        ends = between(thick, thin, (number + 1) / len(bends))
        limbs.append(Limb(start, begins, end, ends))
        start = end
    return limbs


SIZE = 1.3
"""How large an open hand is; its measures are given for 1."""
KNUCKLES: tuple[Point, ...] = ((-37, -88), (-12, -95), (13, -92), (36, -82))
"""Of an open right hand seen from its back: index to little finger, above the wrist."""
TIPS: tuple[Point, ...] = ((-47, -158), (-15, -176), (17, -168), (48, -138))
PALM: tuple[Limb, ...] = (
    Limb((0, -4), 30, (-24, -76), 29),
    Limb((0, -4), 30, (24, -72), 28),
    Limb((-24, -76), 29, (24, -72), 28),
)
THUMB_ROOT: Point = (-24, -30)
THUMB_TIP: Point = (-78, -78)
FINGER_RADII = (16.0, 13.0)


def turned(point: Point, wrist: Point, degrees: float = 0.0, *, mirrored: bool = False) -> Point:
    """A point of a hand whose wrist is at 0, 0 and whose fingers point upwards, turned and put."""
    x, y = SIZE * (-point[0] if mirrored else point[0]), SIZE * point[1]
    angle = math.radians(degrees)
    return (
        wrist[0] + x * math.cos(angle) - y * math.sin(angle),
        wrist[1] + x * math.sin(angle) + y * math.cos(angle),
    )


def open_hand(
    wrist: Point, degrees: float = 0.0, *, mirrored: bool = False, thumb: Point = THUMB_TIP
) -> list[Limb]:
    """An open hand at its wrist; `thumb` is where the thumb's tip is, on a hand that is not
    turned. Mirrored it is a right hand seen from its palm."""

    def put(point: Point) -> Point:
        return turned(point, wrist, degrees, mirrored=mirrored)

    return [*palm(put), *fingers(put), thumb_to(put, thumb)]


def palm(put: Callable[[Point], Point]) -> list[Limb]:
    """The palm of an open hand, its points turned and put."""
    return [
        Limb(put(one.start), SIZE * one.start_radius, put(one.end), SIZE * one.end_radius)
        for one in PALM
    ]


def fingers(put: Callable[[Point], Point]) -> list[Limb]:
    """The four fingers of an open hand, index finger first."""
    thick, thin = (SIZE * radius for radius in FINGER_RADII)
    return [
        Limb(put(knuckle), thick, put(tip), thin)
        for knuckle, tip in zip(KNUCKLES, TIPS, strict=True)
    ]


def thumb_to(put: Callable[[Point], Point], tip: Point) -> Limb:
    """The thumb with its tip at a point of the hand."""
    return Limb(put(THUMB_ROOT), SIZE * 20, put(tip), SIZE * 14)
