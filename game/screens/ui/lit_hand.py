"""A hand that tells how each finger moves by itself: lit fingers, and arrows to those that came
instead.

Nothing rests on colour: every finger has its shape and its number, every arrow its number and a
head at the finger that came.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pygame

from game.charting.chart import Grip
from game.screens.ui import fonts, shapes
from game.screens.ui.blocks import line_height
from game.screens.ui.button import Button
from game.screens.ui.layout import Align, Layout
from game.screens.ui.lit_hand_places import EDGE, NUMBER, Instead, LitFinger, Places, places_of
from game.screens.ui.shapes import Point, bezier, limb, rounded_box
from game.screens.ui.sketch import Limb
from game.screens.ui.theme import Colour, GripLook, grip_looks, mixed
from game.settings import Hand

_FINER = 3
_UNLIT_AT = 0.4
"""A finger that comes by itself no more often than this is as dark as one that is not used."""
_LEAST_LIGHT = 0.12
_STEPS = 48
_LIGHT_FROM, _THUMB_FROM = 0.12, 0.4
_MARK = 17
_LEAST_LINE, _LINE_SHARE, _MOST_LINE = 2.0, 24, 7.0
"""Half as thick as an arrow is: at least, for a share of 1 beyond that, and at most."""
_HEAD = 12
_PILL_SIDE = 10


@dataclass(slots=True)
class LitHand:
    """The hand, seen on its back, with one thumb's width of room at each side."""

    hand: Hand
    fingers: Sequence[LitFinger]
    arrows: Sequence[Instead]
    buttons: Sequence[Button] = ()
    _drawn: tuple[Layout, tuple[int, int], pygame.Surface] | None = field(init=False, default=None)

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return places_of(layout, self.hand, self.arrows, pygame.Rect(left, top, width, 0)).height

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        places = places_of(layout, self.hand, self.arrows, rect)
        looks = grip_looks(_grips(self.fingers), layout.colours)
        at = layout.rect(rect)
        if self._drawn is None or self._drawn[:2] != (layout, at.size):
            pen = _Pen(layout, rect)
            _draw_hand(pen, places, {one.grip: one for one in self.fingers}, looks)
            for one in self.arrows:
                _draw_arrow(pen, places, one, looks)
            self._drawn = (layout, at.size, pen.shrunk())
        surface.blit(self._drawn[2], at)
        for one in self.fingers:
            _draw_numbers(surface, layout, places, one, looks[one.grip])
        for one in self.arrows:
            at_top = places.number_of(one)
            _draw_pill(surface, layout, at_top, one.number, looks[one.came].colour, places.room)


def _grips(fingers: Sequence[LitFinger]) -> list[Grip]:
    """Those of the hand's grips whose looks are needed: a picture has one set of colours."""
    used = {one.grip for one in fingers}
    return [grip for grip in Grip if grip in used or grip is not Grip.KEY]


class _Pen:
    """A design rectangle to draw on, three times too large."""

    def __init__(self, layout: Layout, rect: pygame.Rect) -> None:
        self._rect = rect
        self._size = layout.rect(rect).size
        self._scale = layout.scale * _FINER
        self.colours = layout.colours
        self._surface = pygame.Surface(
            (self._size[0] * _FINER, self._size[1] * _FINER), pygame.SRCALPHA
        )
        self._surface.fill((*self.colours.skin_edge, 0))

    def limb(self, colour: Colour, one: Limb, grown: float = 0.0) -> None:
        """A limb with its radii made larger by `grown`."""
        limb(
            self._surface,
            colour,
            self._at(one.start),
            max(one.start_radius + grown, 0.5) * self._scale,
            self._at(one.end),
            max(one.end_radius + grown, 0.5) * self._scale,
        )

    def way(self, colour: Colour, points: Sequence[Point], radius: float) -> None:
        """A thick line."""
        for start, end in pairwise(points):
            self.limb(colour, Limb(start, radius, end, radius))

    def head(self, colour: Colour, tip: Point, along: float, size: float) -> None:
        """The head of an arrow that points `along` (radians)."""
        corners = [
            (tip[0] + size * math.cos(along + turn), tip[1] + size * math.sin(along + turn))
            for turn in (0, 2.4, -2.4)
        ]
        pygame.draw.polygon(self._surface, colour, [self._at(point) for point in corners])

    def shrunk(self) -> pygame.Surface:
        """The picture in window pixels."""
        return pygame.transform.smoothscale(self._surface, self._size)

    def _at(self, point: Point) -> Point:
        return (point[0] - self._rect.left) * self._scale, (point[1] - self._rect.top) * self._scale


def _draw_hand(
    pen: _Pen,
    places: Places,
    fingers: dict[Grip, LitFinger],
    looks: dict[Grip, GripLook],
) -> None:
    """All limbs with one edge round them, those that are lit fading into the palm."""
    palm, limbs = places.palm, {grip: places.finger(grip) for grip in places.tips}
    colours = pen.colours
    for one in (*palm, *limbs.values()):
        pen.limb(colours.skin_edge, one)
    for one in (*palm, *limbs.values()):
        pen.limb(colours.skin, one, -EDGE)
    for one in limbs.values():
        pen.limb(colours.skin_edge, one)
        pen.limb(colours.skin, one, -EDGE)
    for one in palm:
        pen.limb(colours.skin, one, -EDGE)
    for grip, one in limbs.items():
        shown = fingers.get(grip)
        if shown is not None and shown.share is not None:
            light = (shown.share - _UNLIT_AT) / (1 - _UNLIT_AT)
            first = _THUMB_FROM if grip is Grip.KEY else _LIGHT_FROM
            _light(pen, one, looks[grip].colour, max(light, 0.0) * (1 - _LEAST_LIGHT), first)


def _light(pen: _Pen, finger: Limb, colour: Colour, light: float, first: float) -> None:
    """Light from the tip down to `first` (a share of the way from the palm), and fading there."""
    strength = _LEAST_LIGHT + light
    for step in range(_STEPS):
        part = first + (1 - first) * step / _STEPS
        start = (
            finger.start[0] + (finger.end[0] - finger.start[0]) * part,
            finger.start[1] + (finger.end[1] - finger.start[1]) * part,
        )
        radius = finger.start_radius + (finger.end_radius - finger.start_radius) * part
        now = Limb(start, radius, finger.end, finger.end_radius)
        share = strength * min(1.0, (step + 1) / _STEPS * 1.6)
        pen.limb(mixed(colour, pen.colours.skin, share), now, -EDGE)


def _draw_arrow(pen: _Pen, places: Places, one: Instead, looks: dict[Grip, GripLook]) -> None:
    start, end = places.ends(one)
    apex = places.levels[one.due, one.came]
    control = (8 * apex - start[1] - end[1]) / 6
    stop = (end[0], end[1] - _HEAD)
    points = [
        bezier(start, (start[0], control), (stop[0], control), stop, step / 40)
        for step in range(41)
    ]
    radius = min(_LEAST_LINE + _LINE_SHARE * one.share, _MOST_LINE)
    colour, head = looks[one.came].colour, _HEAD + radius
    for ink, grown in ((pen.colours.ground, 3.0), (colour, 0.0)):
        pen.way(ink, points, radius + grown)
        pen.head(ink, (end[0], end[1] - head * 0.5), math.pi / 2, head + grown * 1.6)


def _draw_numbers(
    surface: pygame.Surface, layout: Layout, places: Places, one: LitFinger, look: GripLook
) -> None:
    """A finger's shape and number, and on the palm how often it came unasked."""
    tip, low = places.tips[one.grip], places.knuckle(one.grip)
    maker = shapes.hollow if one.share is None else shapes.solid
    mark = maker(look.shape, layout.px(_MARK), look.colour, look.halo)
    half = mark.get_width() // 2
    surface.blit(mark, (layout.x(tip[0]) - half, layout.y(tip[1] - 4) - half))
    if one.number:
        high = line_height(layout, NUMBER)
        down = 0.5 * high + _MARK + 10
        part = down / (low[1] - tip[1])
        x = tip[0] + (low[0] - tip[0]) * part
        _draw_pill(surface, layout, (x, tip[1] + down), one.number, look.colour, places.room)
    if one.extra:
        label = layout.text(one.extra, NUMBER, layout.colours.text, bold=True)
        high = layout.px(line_height(layout, NUMBER) * 0.8)
        tag = rounded_box(label.width + layout.px(8), high, high // 3, layout.colours.skin)
        left, top = layout.x(low[0]) - tag.get_width() // 2, layout.y(low[1]) - high // 2
        surface.blit(tag, (left, top))
        layout.put(surface, label, low[0], low[1], Align.MIDDLE)


def _draw_pill(
    surface: pygame.Surface, layout: Layout, at: Point, text: str, edge: Colour, room: float
) -> None:
    """A number on a ground of its own, no wider than `room`."""
    size = layout.fitting_size(text, NUMBER, room - 2 * _PILL_SIDE, bold=True)
    wide = math.ceil(fonts.width(text, layout.type_px(size), bold=True) / layout.scale)
    rect = pygame.Rect(0, 0, wide + 2 * _PILL_SIDE, line_height(layout, NUMBER) + 2)
    rect.center = (round(at[0]), round(at[1]))
    place, rim = layout.rect(rect), layout.px(2)
    surface.blit(rounded_box(place.w, place.h, place.h // 2, edge), place)
    inner = place.inflate(-2 * rim, -2 * rim)
    surface.blit(rounded_box(inner.w, inner.h, inner.h // 2, layout.colours.ground), inner)
    label = layout.text(text, size, layout.colours.text, bold=True)
    layout.put(surface, label, rect.centerx, rect.centery, Align.MIDDLE)
