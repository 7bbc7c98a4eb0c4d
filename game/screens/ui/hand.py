"""The drawn hand: fingers that rise to the lanes, and a thumb that leans towards its finger.

Pictures cover the design rectangle that the function beside them tells. The thumb's end is its
own picture, because it moves.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate, pairwise

import pygame

from game.charting.chart import Grip
from game.screens.ui.layout import DESIGN_HEIGHT, Layout
from game.screens.ui.playfield import HIT_Y, Playfield
from game.screens.ui.shapes import Point, bezier, limb
from game.screens.ui.theme import Colour, mixed

HAND_TOP = 440
SIDE_MARK_Y = 628
"""Where on the index finger's side the thumb goes for a side pinch."""
THUMB_LIGHT_RADIUS = 25
TOUCHING_LIGHT_RADIUS = 20
"""Small enough to leave the names of the fingers alone."""
_BASE_Y = 764
_BASE_WIDER = 10
"""So much thicker than its tip a finger leaves the palm."""
_IDLE_TIP_Y = 572
_IDLE_NARROWER = 5
_THUMB_RADIUS = 41
_EDGE = 3
_KNUCKLE_RADIUS = 50
_ASIDE, _BELOW = 10, 2
"""The touching thumb is a little on its own side, and below the fingertip."""
_FINER = 3
_NEAR = 60
"""To a finger so near the thumb goes straight."""
_SPREAD = {Grip.INDEX: -106.0, Grip.MIDDLE: -36.0, Grip.RING: 34.0, Grip.LITTLE: 102.0}
"""Where fingers leave the palm, from its middle, on a right hand."""


@dataclass(frozen=True, slots=True)
class _Limb:
    start: Point
    start_radius: float
    end: Point
    end_radius: float


def thumb_tip(field: Playfield, towards: Grip | None, share: float = 1.0) -> Point:
    """Where the thumb's tip is while it rests, or `share` of its way `towards` a grip."""
    x, y = field.thumb
    if towards is None:
        return x, y
    goal_x, goal_y = touching_point(field, towards)
    return x + (goal_x - x) * share, y + (goal_y - y) * share


def touching_point(field: Playfield, grip: Grip) -> Point:
    """Where the thumb's tip is when it touches the finger of `grip`: right below the target."""
    x, y = meeting_point(field, grip)
    if grip is Grip.KEY:
        return x + field.outwards * _THUMB_RADIUS * 0.6, y + 6
    return x + field.outwards * _ASIDE, y + field.tip_radius + _BELOW


def meeting_point(field: Playfield, grip: Grip) -> Point:
    """Where thumb and finger meet for `grip`."""
    if grip is Grip.KEY:
        tip_x = field.tips[Grip.INDEX]
        along = (SIDE_MARK_Y - HIT_Y) / (_BASE_Y - HIT_Y)
        middle = tip_x + (_base_x(field, Grip.INDEX) - tip_x) * along
        return middle + field.outwards * field.tip_radius, SIDE_MARK_Y
    return field.lane(grip).x, HIT_Y


def finger_x(field: Playfield, grip: Grip, y: float) -> float:
    """The middle of a finger at height `y`; a side pinch has its place under its lane."""
    if grip is Grip.KEY:
        return field.lane(grip).x
    tip_x = field.tips[grip]
    return tip_x + (_base_x(field, grip) - tip_x) * (y - HIT_Y) / (_BASE_Y - HIT_Y)


def hand_rect(layout: Layout, field: Playfield) -> pygame.Rect:
    """The design rectangle of `hand_image`, down to the bottom of the window."""
    xs = [*field.tips.values(), field.thumb[0]]
    left, right = min(xs) - 70, max(xs) + 70
    return pygame.Rect(left, HAND_TOP, right - left, layout.bottom - HAND_TOP)


def thumb_rect(
    layout: Layout, field: Playfield, towards: Grip | None = None, share: float = 1.0
) -> pygame.Rect:
    """The design rectangle of `thumb_image`."""
    tip, knuckle = thumb_tip(field, towards, share), _knuckle(field)
    root = _thumb_root(field)
    left = min(tip[0] - _THUMB_RADIUS, knuckle[0] - root.start_radius, field.thumb[0] - 50)
    right = max(tip[0] + _THUMB_RADIUS, knuckle[0] + root.start_radius, field.thumb[0] + 50)
    top = tip[1] - _THUMB_RADIUS - 6
    return pygame.Rect(left - 6, top, right - left + 12, layout.bottom - top)


def hand_image(layout: Layout, field: Playfield) -> pygame.Surface:
    """Fingers and palm, all but the thumb's end; fingers without a lane rest lower and darker."""
    used = {lane.grip for lane in field.lanes}
    if Grip.KEY in used:
        used.add(Grip.INDEX)
    picture = _Picture(layout, hand_rect(layout, field))
    idle = [_finger(field, grip, idle=True) for grip in field.tips if grip not in used]
    busy = [_finger(field, grip, idle=False) for grip in field.tips if grip in used]
    picture.draw(
        idle,
        mixed(layout.colours.skin, layout.colours.ground, 0.5),
        mixed(layout.colours.skin_edge, layout.colours.ground, 0.5),
    )
    picture.draw([*busy, *_palm(layout, field)], layout.colours.skin, layout.colours.skin_edge)
    return picture.shrunk()


def thumb_image(
    layout: Layout, field: Playfield, towards: Grip | None, share: float = 1.0
) -> pygame.Surface:
    """The thumb's end, at rest or on its way `towards` a grip, to be laid over the hand."""
    picture = _Picture(layout, thumb_rect(layout, field, towards, share))
    end = _Limb(
        thumb_tip(field, towards, share), _THUMB_RADIUS - _EDGE, _knuckle(field), _KNUCKLE_RADIUS
    )
    picture.draw([end], layout.colours.skin, layout.colours.skin_edge)
    picture.fill(_thumb_root(field), layout.colours.skin, -_EDGE)
    return picture.shrunk()


def path_points(field: Playfield, grip: Grip, gap: float) -> list[Point]:
    """Points about `gap` apart on the way from the resting thumb to where it meets its finger.

    The way goes below the targets and above the names of the fingers between.
    """
    x0, y0 = field.thumb
    x3, y3 = meeting_point(field, grip)
    towards = -field.outwards
    start = (x0 + towards * 28, y0 - 28)
    if grip is Grip.KEY:
        return _evenly([start, (x3 - towards * 14, y3 + 4)], gap)
    end = (x3 - towards * 36, y3 + field.tip_radius - 8)
    if abs(end[0] - start[0]) < _NEAR:
        return _evenly([start, end], gap)
    low = HIT_Y + field.tip_radius + 12
    first = (start[0] + towards * 12, low - 4)
    second = (end[0] - towards * 50, low + 8)
    return _evenly([bezier(start, first, second, end, i / 200) for i in range(201)], gap)


def _base_x(field: Playfield, grip: Grip) -> float:
    return _palm_x(field) - field.outwards * _SPREAD[grip] * field.scale


def _palm_x(field: Playfield) -> float:
    tips = field.tips.values()
    return (min(tips) + max(tips)) / 2


def _finger(field: Playfield, grip: Grip, *, idle: bool) -> _Limb:
    tip = field.tip_radius
    tip_y, radius = (_IDLE_TIP_Y, tip - _IDLE_NARROWER) if idle else (HIT_Y, tip)
    base = (_base_x(field, grip), _BASE_Y)
    return _Limb((finger_x(field, grip, tip_y), tip_y), radius, base, tip + _BASE_WIDER)


def _palm(layout: Layout, field: Playfield) -> list[_Limb]:
    middle = _palm_x(field)
    low = max(layout.bottom + 60, _BASE_Y + 50)
    sides = [(middle + side * 70 * field.scale, _BASE_Y + 26) for side in (-1, 1)]
    return [
        _Limb(sides[0], 88, sides[1], 88),
        *(_Limb(side, 88, (middle + (side[0] - middle) * 0.8, low), 88) for side in sides),
        _thumb_root(field),
    ]


def _knuckle(field: Playfield) -> Point:
    x, y = field.thumb
    return x - field.outwards * 56, y + 92


def _thumb_root(field: Playfield) -> _Limb:
    return _Limb(
        _knuckle(field),
        _KNUCKLE_RADIUS,
        (_palm_x(field) + field.outwards * 60 * field.scale, _BASE_Y + 70),
        80,
    )


class _Picture:
    """A design rectangle to draw limbs on, three times too large."""

    def __init__(self, layout: Layout, rect: pygame.Rect) -> None:
        self._layout = layout
        self._rect = rect
        self._place = layout.rect(rect)
        self._scale = layout.scale * _FINER
        size = (self._place.w * _FINER, self._place.h * _FINER)
        self._surface = pygame.Surface(size, pygame.SRCALPHA)
        self._surface.fill((*layout.colours.skin_edge, 0))

    def draw(self, limbs: list[_Limb], skin: Colour, edge: Colour) -> None:
        """Limbs grown together, with one edge round them all."""
        for one in limbs:
            self.fill(one, edge, 0)
        for one in limbs:
            self.fill(one, skin, -_EDGE)

    def fill(self, one: _Limb, colour: Colour, grown: float) -> None:
        """One limb, with its radii made larger by `grown`."""
        limb(
            self._surface,
            colour,
            self._scaled(one.start),
            (one.start_radius + grown) * self._scale,
            self._scaled(one.end),
            (one.end_radius + grown) * self._scale,
        )

    def shrunk(self) -> pygame.Surface:
        """The picture in window pixels, darker towards the bottom."""
        picture = pygame.transform.smoothscale(self._surface, self._place.size)
        top, bottom = self._layout.y(HAND_TOP), self._layout.y(DESIGN_HEIGHT)
        colours = self._layout.colours
        for y in range(picture.get_height()):
            down = min((self._place.top + y - top) / (bottom - top), 1.0)
            shade = [
                round(255 * (1 + (low / high - 1) * down))
                for low, high in zip(colours.skin_low, colours.skin, strict=True)
            ]
            row = (0, y, picture.get_width(), 1)
            picture.fill((*shade, 255), row, pygame.BLEND_RGBA_MULT)
        return picture

    def _scaled(self, point: Point) -> Point:
        return (point[0] - self._rect.left) * self._scale, (point[1] - self._rect.top) * self._scale


def _evenly(way: list[Point], gap: float) -> list[Point]:
    """Points on a polygonal `way` from its beginning to its end, about `gap` apart."""
    lengths = [0.0, *accumulate(math.dist(a, b) for a, b in pairwise(way))]
    count = max(1, round(lengths[-1] / gap))
    points: list[Point] = []
    for number in range(count + 1):
        length = lengths[-1] * number / count
        place = min(max(bisect_left(lengths, length), 1), len(way) - 1)
        part = (length - lengths[place - 1]) / max(lengths[place] - lengths[place - 1], 1e-9)
        (x0, y0), (x1, y1) = way[place - 1], way[place]
        points.append((x0 + (x1 - x0) * part, y0 + (y1 - y0) * part))
    return points
