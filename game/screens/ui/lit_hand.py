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
from game.screens.ui.shapes import Point, limb, rounded_box
from game.screens.ui.theme import Colour, GripLook, grip_looks, mixed
from game.settings import Hand

NUMBER = 26
_FINER = 3
_EDGE = 3
_PITCH, _MOST_GROWN = 112, 1.5
"""From finger to finger, and how much more that may be where texts are large."""
_COLUMNS = 5.2
_TIPS = {Grip.KEY: 132, Grip.INDEX: 26, Grip.MIDDLE: 0, Grip.RING: 16, Grip.LITTLE: 62}
"""How far below the middle finger's tip the others are; the thumb stands for the side pinch."""
_LENGTH = 184
"""From the middle finger's tip to the knuckles."""
_PALM = 80
_TIP, _BASE = 0.40, 0.43
"""Radii of a finger, in ways from finger to finger."""
_CLOSER = 0.78
"""So much nearer to each other than their tips are the fingers' ends in the palm."""
_UNLIT_AT = 0.4
"""A finger that comes by itself no more often than this is as dark as one that is not used."""
_LEAST_LIGHT = 0.12
_STEPS = 48
_LIGHT_FROM, _THUMB_FROM = 0.12, 0.4
_MARK = 17
_LEAST_LINE, _LINE_SHARE, _MOST_LINE = 2.0, 24, 7.0
"""Half as thick as an arrow is: at least, for a share of 1 beyond that, and at most."""
_HEAD = 12
_SLOT = 26
"""How far apart arrows are where they meet the same finger."""
_ABOVE_TIP = 8
_ROOM_FOR_HEAD = 30
_FAR = 10_000
"""More than any height."""
_PALM_GROWN = 24
"""How much lower the palm reaches with text of twice the size."""
_PILL_SIDE = 10
_NUMBER_ROOM = 0.94
"""Of the way from finger to finger."""


@dataclass(frozen=True, slots=True)
class LitFinger:
    """A finger in use: the `share` (0 to 1) it is lit by, None for too little to tell, `number`
    beside it, and the number of its extra pinches. Empty texts are left out."""

    grip: Grip
    share: float | None
    number: str
    extra: str


@dataclass(frozen=True, slots=True)
class Instead:
    """`came` came instead of `due`, on a `share` (0 to 1) of its notes, told by `number`."""

    due: Grip
    came: Grip
    share: float
    number: str


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
        return _places(layout, self.hand, self.arrows, pygame.Rect(left, top, width, 0)).height

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        places = _places(layout, self.hand, self.arrows, rect)
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


@dataclass(frozen=True, slots=True)
class _Places:
    """Where everything is, in design pixels."""

    tips: dict[Grip, Point]
    bases: dict[Grip, Point]
    pitch: float
    bottom: float
    levels: dict[tuple[Grip, Grip], float]
    """The height of the top of each arrow."""
    slots: dict[tuple[Grip, Grip, Grip], float]
    """For each arrow (due, came) and finger, how far beside the tip's middle they meet."""
    height: int

    @property
    def room(self) -> float:
        """How wide a number may be for its neighbours to have room."""
        return self.pitch * _NUMBER_ROOM

    @property
    def outwards(self) -> int:
        """The thumb's side: -1 left, 1 right."""
        return 1 if self.tips[Grip.KEY][0] > self.tips[Grip.INDEX][0] else -1

    def ends(self, one: Instead) -> tuple[Point, Point]:
        """Where an arrow begins, and where its head is."""
        return self._end(one, one.due), self._end(one, one.came)

    def _end(self, one: Instead, grip: Grip) -> Point:
        beside = self.slots[one.due, one.came, grip]
        radius, (x, y) = self.pitch * _TIP, self.tips[grip]
        return x + beside, y - math.sqrt(max(radius**2 - beside**2, 0.0)) - _ABOVE_TIP

    def number_of(self, one: Instead) -> Point:
        """Where an arrow's number stands."""
        start, end = self.ends(one)
        return (start[0] + end[0]) / 2, self.levels[one.due, one.came]


def _grips(fingers: Sequence[LitFinger]) -> list[Grip]:
    """Those of the hand's grips whose looks are needed: a picture has one set of colours."""
    used = {one.grip for one in fingers}
    return [grip for grip in Grip if grip in used or grip is not Grip.KEY]


def _places(layout: Layout, hand: Hand, arrows: Sequence[Instead], rect: pygame.Rect) -> _Places:
    pitch = min(rect.w / _COLUMNS, _PITCH * min(layout.text_scale, _MOST_GROWN))
    towards = 1 if hand is Hand.RIGHT else -1
    order = (Grip.KEY, Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
    level = line_height(layout, NUMBER) + 14
    xs = {grip: rect.centerx + towards * (place - 2) * pitch for place, grip in enumerate(order)}
    stories = _stories(arrows, xs, pitch)
    above = level * (max(stories.values()) + 1) + _ROOM_FOR_HEAD if stories else 0
    top = rect.top + above + pitch * _TIP + _EDGE
    tips = {grip: (xs[grip], top + _TIPS[grip]) for grip in order}
    middle = sum(tips[grip][0] for grip in order[1:]) / 4
    knuckles = top + _LENGTH
    bases = {
        grip: (middle + (x - middle) * _CLOSER, knuckles + 8 * abs(place - 1.4))
        for place, (grip, (x, _)) in enumerate(list(tips.items())[1:])
    }
    ground = rect.top + above - _ROOM_FOR_HEAD
    levels = {arrow: ground - level * (story + 0.5) for arrow, story in stories.items()}
    bottom = knuckles + _PALM + _PALM_GROWN * (layout.text_scale - 1)
    height = math.ceil(bottom - rect.top)
    return _Places(tips, bases, pitch, bottom, levels, _slots(arrows, xs, levels), height)


def _stories(
    arrows: Sequence[Instead], xs: dict[Grip, float], pitch: float
) -> dict[tuple[Grip, Grip], int]:
    """How high up each arrow goes, 0 the lowest: so that no number hides another one."""
    found: dict[tuple[Grip, Grip], int] = {}
    taken: list[list[float]] = []
    for one in sorted(arrows, key=lambda one: abs(xs[one.due] - xs[one.came])):
        middle = (xs[one.due] + xs[one.came]) / 2
        free = (
            story
            for story, middles in enumerate(taken)
            if all(abs(middle - other) >= pitch * _NUMBER_ROOM for other in middles)
        )
        story = next(free, len(taken))
        if story == len(taken):
            taken.append([])
        taken[story].append(middle)
        found[one.due, one.came] = story
    return found


def _slots(
    arrows: Sequence[Instead], xs: dict[Grip, float], levels: dict[tuple[Grip, Grip], float]
) -> dict[tuple[Grip, Grip, Grip], float]:
    """Where at each fingertip the arrows meet it, side by side and without crossing."""
    found: dict[tuple[Grip, Grip, Grip], float] = {}
    for grip in xs:
        here: list[tuple[float, Instead]] = []
        for one in arrows:
            if grip in (one.due, one.came):
                other = one.came if grip is one.due else one.due
                side = 1 if xs[other] > xs[grip] else -1
                here.append((side * (_FAR + levels[one.due, one.came]), one))
        here.sort(key=lambda pair: pair[0])
        for number, (_, one) in enumerate(here):
            found[one.due, one.came, grip] = (number - (len(here) - 1) / 2) * _SLOT
    return found


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

    def limb(self, colour: Colour, one: _Limb, grown: float = 0.0) -> None:
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
            self.limb(colour, _Limb(start, radius, end, radius))

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


@dataclass(frozen=True, slots=True)
class _Limb:
    start: Point
    start_radius: float
    end: Point
    end_radius: float


def _draw_hand(
    pen: _Pen,
    places: _Places,
    fingers: dict[Grip, LitFinger],
    looks: dict[Grip, GripLook],
) -> None:
    """All limbs with one edge round them, those that are lit fading into the palm."""
    palm, limbs = _palm(places), {grip: _finger(places, grip) for grip in places.tips}
    colours = pen.colours
    for one in (*palm, *limbs.values()):
        pen.limb(colours.skin_edge, one)
    for one in (*palm, *limbs.values()):
        pen.limb(colours.skin, one, -_EDGE)
    for one in limbs.values():
        pen.limb(colours.skin_edge, one)
        pen.limb(colours.skin, one, -_EDGE)
    for one in palm:
        pen.limb(colours.skin, one, -_EDGE)
    for grip, one in limbs.items():
        shown = fingers.get(grip)
        if shown is not None and shown.share is not None:
            light = (shown.share - _UNLIT_AT) / (1 - _UNLIT_AT)
            first = _THUMB_FROM if grip is Grip.KEY else _LIGHT_FROM
            _light(pen, one, looks[grip].colour, max(light, 0.0) * (1 - _LEAST_LIGHT), first)


def _light(pen: _Pen, finger: _Limb, colour: Colour, light: float, first: float) -> None:
    """Light from the tip down to `first` (a share of the way from the palm), and fading there."""
    strength = _LEAST_LIGHT + light
    for step in range(_STEPS):
        part = first + (1 - first) * step / _STEPS
        start = (
            finger.start[0] + (finger.end[0] - finger.start[0]) * part,
            finger.start[1] + (finger.end[1] - finger.start[1]) * part,
        )
        radius = finger.start_radius + (finger.end_radius - finger.start_radius) * part
        now = _Limb(start, radius, finger.end, finger.end_radius)
        share = strength * min(1.0, (step + 1) / _STEPS * 1.6)
        pen.limb(mixed(colour, pen.colours.skin, share), now, -_EDGE)


def _finger(places: _Places, grip: Grip) -> _Limb:
    if grip is Grip.KEY:
        root_x = places.bases[Grip.INDEX][0] - places.outwards * places.pitch * 0.1
        root = (root_x, places.bottom + 6)
        return _Limb(root, places.pitch * 0.5, places.tips[grip], places.pitch * _TIP)
    return _Limb(places.bases[grip], places.pitch * _BASE, places.tips[grip], places.pitch * _TIP)


def _palm(places: _Places) -> list[_Limb]:
    """From knuckle to knuckle, and down to the wrist."""
    points = [places.bases[grip] for grip in (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)]
    radius = places.pitch * _BASE
    middle = (points[0][0] + points[-1][0]) / 2
    low = places.bottom + 40
    down = [
        _Limb(point, radius, (middle + (point[0] - middle) * 0.9, low), radius) for point in points
    ]
    return [*(_Limb(a, radius, b, radius) for a, b in pairwise(points)), *down]


def _draw_arrow(pen: _Pen, places: _Places, one: Instead, looks: dict[Grip, GripLook]) -> None:
    start, end = places.ends(one)
    apex = places.levels[one.due, one.came]
    control = (8 * apex - start[1] - end[1]) / 6
    stop = (end[0], end[1] - _HEAD)
    points = [
        _bezier(start, (start[0], control), (stop[0], control), stop, step / 40)
        for step in range(41)
    ]
    radius = min(_LEAST_LINE + _LINE_SHARE * one.share, _MOST_LINE)
    colour, head = looks[one.came].colour, _HEAD + radius
    for ink, grown in ((pen.colours.ground, 3.0), (colour, 0.0)):
        pen.way(ink, points, radius + grown)
        pen.head(ink, (end[0], end[1] - head * 0.5), math.pi / 2, head + grown * 1.6)


def _draw_numbers(
    surface: pygame.Surface, layout: Layout, places: _Places, one: LitFinger, look: GripLook
) -> None:
    """A finger's shape and number, and on the palm how often it came unasked."""
    tip, low = places.tips[one.grip], _knuckle(places, one.grip)
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


def _knuckle(places: _Places, grip: Grip) -> Point:
    """Where the extra pinches of a finger are told."""
    if grip is Grip.KEY:
        tip, index = places.tips[grip], places.bases[Grip.INDEX]
        return tip[0] + (index[0] - tip[0]) * 0.62, places.bottom - 34
    return places.bases[grip][0], places.bases[grip][1] + 26


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


def _bezier(p0: Point, p1: Point, p2: Point, p3: Point, t: float) -> Point:
    u = 1 - t
    a, b, c, d = u**3, 3 * u * u * t, 3 * u * t * t, t**3
    return (
        a * p0[0] + b * p1[0] + c * p2[0] + d * p3[0],
        a * p0[1] + b * p1[1] + c * p2[1] + d * p3[1],
    )
