"""Where everything of the lit hand is: fingers, palm, and the arrows over them. Draws nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pygame

from game.charting.chart import Grip
from game.screens.ui.blocks import line_height
from game.screens.ui.layout import Layout
from game.screens.ui.shapes import Point
from game.screens.ui.sketch import Limb
from game.settings import Hand

NUMBER = 26
"""The size of the numbers."""
EDGE = 3
_ORDER = (Grip.KEY, Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
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
_SLOT = 26
"""How far apart arrows are where they meet the same finger."""
_ABOVE_TIP = 8
_ROOM_FOR_HEAD = 30
_FAR = 10_000
"""More than any height."""
_PALM_GROWN = 24
"""How much lower the palm reaches with text of twice the size."""
_NUMBER_ROOM = 0.94
"""How wide a number may be, of the way from finger to finger."""
_Arrow = tuple[Grip, Grip]
"""The finger that was due, and the one that came."""


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


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything is, in design pixels."""

    tips: dict[Grip, Point]
    bases: dict[Grip, Point]
    pitch: float
    bottom: float
    levels: dict[_Arrow, float]
    """The height of the top of each arrow."""
    slots: dict[tuple[Grip, Grip, Grip], float]
    """For each arrow (due, came) and finger, how far beside the tip's middle they meet."""
    height: int

    @property
    def room(self) -> float:
        """How wide a number may be for its neighbours to have room."""
        return self.pitch * _NUMBER_ROOM

    @property
    def tip_radius(self) -> float:
        """How large a fingertip is."""
        return self.pitch * _TIP

    @property
    def outwards(self) -> int:
        """The thumb's side: -1 left, 1 right."""
        return 1 if self.tips[Grip.KEY][0] > self.tips[Grip.INDEX][0] else -1

    def ends(self, one: Instead) -> tuple[Point, Point]:
        """Where an arrow begins, and where its head is."""
        return self._end(one, one.due), self._end(one, one.came)

    def _end(self, one: Instead, grip: Grip) -> Point:
        beside = self.slots[one.due, one.came, grip]
        radius, (x, y) = self.tip_radius, self.tips[grip]
        return x + beside, y - math.sqrt(max(radius**2 - beside**2, 0.0)) - _ABOVE_TIP

    def number_of(self, one: Instead) -> Point:
        """Where an arrow's number stands."""
        start, end = self.ends(one)
        return (start[0] + end[0]) / 2, self.levels[one.due, one.came]

    def finger(self, grip: Grip) -> Limb:
        """A finger from the palm to its tip; for the side pinch it is the thumb."""
        if grip is Grip.KEY:
            root_x = self.bases[Grip.INDEX][0] - self.outwards * self.pitch * 0.1
            root = (root_x, self.bottom + 6)
            return Limb(root, self.pitch * 0.5, self.tips[grip], self.tip_radius)
        return Limb(self.bases[grip], self.pitch * _BASE, self.tips[grip], self.tip_radius)

    @property
    def palm(self) -> list[Limb]:
        """From knuckle to knuckle, and down to the wrist."""
        points = list(self.bases.values())
        radius = self.pitch * _BASE
        middle = (points[0][0] + points[-1][0]) / 2
        low = self.bottom + 40
        down = [
            Limb(point, radius, (middle + (point[0] - middle) * 0.9, low), radius)
            for point in points
        ]
        return [*(Limb(a, radius, b, radius) for a, b in pairwise(points)), *down]

    def knuckle(self, grip: Grip) -> Point:
        """Where the extra pinches of a finger are told."""
        if grip is Grip.KEY:
            tip, index = self.tips[grip], self.bases[Grip.INDEX]
            return tip[0] + (index[0] - tip[0]) * 0.62, self.bottom - 34
        return self.bases[grip][0], self.bases[grip][1] + 26


def places_of(layout: Layout, hand: Hand, arrows: Sequence[Instead], rect: pygame.Rect) -> Places:
    """The places in a design rectangle; its height counts for nothing."""
    pitch = min(rect.w / _COLUMNS, _PITCH * min(layout.text_scale, _MOST_GROWN))
    towards = 1 if hand is Hand.RIGHT else -1
    level = line_height(layout, NUMBER) + 14
    xs = {grip: rect.centerx + towards * (place - 2) * pitch for place, grip in enumerate(_ORDER)}
    stories = _stories(arrows, xs, pitch)
    above = level * (max(stories.values()) + 1) + _ROOM_FOR_HEAD if stories else 0
    top = rect.top + above + pitch * _TIP + EDGE
    tips = {grip: (xs[grip], top + _TIPS[grip]) for grip in _ORDER}
    middle = sum(tips[grip][0] for grip in _ORDER[1:]) / 4
    knuckles = top + _LENGTH
    bases = {
        grip: (middle + (x - middle) * _CLOSER, knuckles + 8 * abs(place - 1.4))
        for place, (grip, (x, _)) in enumerate(list(tips.items())[1:])
    }
    ground = rect.top + above - _ROOM_FOR_HEAD
    levels = {arrow: ground - level * (story + 0.5) for arrow, story in stories.items()}
    bottom = knuckles + _PALM + _PALM_GROWN * (layout.text_scale - 1)
    height = math.ceil(bottom - rect.top)
    return Places(tips, bases, pitch, bottom, levels, _slots(arrows, xs, levels), height)


def _stories(arrows: Sequence[Instead], xs: dict[Grip, float], pitch: float) -> dict[_Arrow, int]:
    """How high up each arrow goes, 0 the lowest: so that no number hides another one."""
    found: dict[_Arrow, int] = {}
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
    arrows: Sequence[Instead], xs: dict[Grip, float], levels: dict[_Arrow, float]
) -> dict[tuple[Grip, Grip, Grip], float]:
    """Where at each fingertip the arrows meet it, side by side and without crossing."""
    found: dict[tuple[Grip, Grip, Grip], float] = {}
    for grip, x in xs.items():
        here = {
            (one.due, one.came): xs[one.came if grip is one.due else one.due] > x
            for one in arrows
            if grip in (one.due, one.came)
        }

        def from_left(arrow: _Arrow, here: dict[_Arrow, bool] = here) -> float:
            return (1 if here[arrow] else -1) * (_FAR + levels[arrow])

        for number, arrow in enumerate(sorted(here, key=from_left)):
            found[*arrow, grip] = (number - (len(here) - 1) / 2) * _SLOT
    return found
