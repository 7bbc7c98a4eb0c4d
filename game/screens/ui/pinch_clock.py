"""What is seen while a finger pinches fast: words at the left, at the right a ring that empties."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pygame

from game.charting.chart import Grip
from game.coach.exercises import Motion
from game.screens.ui import fonts, shapes
from game.screens.ui.blocks import GAP, Block, Nest, stack
from game.screens.ui.button import Button
from game.screens.ui.exercise_pictures import motion_picture
from game.screens.ui.layout import Align, Layout
from game.screens.ui.shapes import Point
from game.screens.ui.theme import Colour, grip_looks
from game.settings import Hand

_FINER = 2
_STROKE = 0.085
"""How thick the ring is, as a share of its size."""
_NUMBER = 0.42
_LEAST_NUMBER = 60
_CURVE = 120
_TOGETHER = 0.5
"""The phase in which thumb and finger meet."""
_SHAPE = 0.3
_WIDE, _LEAST_WIDE = 540, 300


@dataclass(slots=True)
class Aside(Nest):
    """`words` in the middle of the left, `picture` at the right; together they are `height` high,
    or more where the words need it. Large words leave the picture less room."""

    words: Sequence[Block]
    picture: Block
    height: int

    @property
    def buttons(self) -> Sequence[Button]:
        """See `Block`."""
        return [button for block in self.words for button in block.buttons]

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        grown = min(layout.text_scale - 1, 1.0)
        wide = round(_WIDE - (_WIDE - _LEAST_WIDE) * grown)
        room = width - wide - 3 * GAP
        needed = max((rect.bottom for _, rect in stack(layout, self.words, 0, 0, room)), default=0)
        height = max(self.height, needed)
        placed = stack(layout, self.words, left, top + (height - needed) // 2, room)
        self._placed = [(block, rect.move(-left, -top)) for block, rect in placed]
        picture = pygame.Rect(width - wide, 0, wide, height)
        self._placed.append((self.picture, picture))
        return height


@dataclass(slots=True)
class PinchClock:
    """A ring of which `share` (0 to 1) is left, in the finger's colour, round a large `number`."""

    share: float
    number: int
    grip: Grip | None
    """None: the ring is of no finger."""
    grips: Sequence[Grip]
    """Those in use: they have their colours together."""
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return width

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        colours = layout.colours
        colour = (
            grip_looks(self.grips, colours)[self.grip].colour if self.grip is not None else None
        )
        size = min(rect.w, rect.h)
        ring = _ring(layout.px(size), colours.raised, colour or colours.dim, self.share)
        middle = (layout.x(rect.centerx), layout.y(rect.centery))
        surface.blit(ring, ring.get_rect(center=middle))
        text, room = str(self.number), layout.px(size * 0.66)
        tall = size * _NUMBER
        while fonts.width(text, layout.px(tall), bold=True) > room and tall > _LEAST_NUMBER:
            tall -= 8
        label = fonts.render(text, layout.px(tall), colours.text, bold=True)
        layout.put(surface, label, rect.centerx, rect.centery, Align.MIDDLE)


@dataclass(slots=True)
class PinchPicture:
    """The hand with thumb and finger together; the side pinch is shown by its shape."""

    grip: Grip
    grips: Sequence[Grip]
    hand: Hand
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return width

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        middle = (layout.x(rect.centerx), layout.y(rect.centery))
        if self.grip is Grip.KEY:
            look = grip_looks(self.grips, layout.colours)[self.grip]
            radius = layout.px(min(rect.size) * _SHAPE)
            picture = shapes.solid(look.shape, radius, look.colour, look.halo)
        else:
            picture = motion_picture(
                Motion.FINGER_CURL,
                _TOGETHER,
                layout.rect(rect).size,
                layout.colours,
                is_left=self.hand is Hand.LEFT,
                due=self.grip,
            )
        surface.blit(picture, picture.get_rect(center=middle))


@lru_cache(maxsize=4)
def _ring(side: int, empty: Colour, full: Colour, share: float) -> pygame.Surface:
    """A ring of so many window pixels. It is the same while only the number in it changes."""
    picture = pygame.Surface((side * _FINER, side * _FINER), pygame.SRCALPHA)
    picture.fill((*empty, 0))
    _draw_arc(picture, empty, 1.0)
    _draw_arc(picture, full, share)
    return pygame.transform.smoothscale(picture, (side, side))


def _draw_arc(picture: pygame.Surface, colour: Colour, share: float) -> None:
    """Clockwise from the top, round at its ends."""
    if share <= 0:
        return
    middle, stroke = picture.get_width() / 2, picture.get_width() * _STROKE
    outer, inner = middle - 1, middle - 1 - stroke
    steps = max(round(_CURVE * share), 1)
    angles = [2 * math.pi * share * step / steps for step in range(steps + 1)]

    def on(radius: float, angle: float) -> Point:
        return middle + radius * math.sin(angle), middle - radius * math.cos(angle)

    edge = [on(outer, angle) for angle in angles] + [on(inner, angle) for angle in angles[::-1]]
    pygame.draw.polygon(picture, colour, edge)
    for angle in (angles[0], angles[-1]):
        pygame.draw.circle(picture, colour, on((outer + inner) / 2, angle), stroke / 2)
