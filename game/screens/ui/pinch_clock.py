"""What is seen while a finger pinches fast: words at the left, at the right a ring that empties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.charting.chart import Grip
from game.screens.ui import fonts, hand, shapes
from game.screens.ui.blocks import GAP, Block, Nest, stack
from game.screens.ui.button import Button
from game.screens.ui.layout import DESIGN_HEIGHT, DESIGN_WIDTH, Align, Layout
from game.screens.ui.playfield import HIT_Y, playfield
from game.screens.ui.ring import STEPS, ring_picture
from game.screens.ui.shapes import rounded_box
from game.screens.ui.theme import grip_looks
from game.settings import Hand

_STROKE = 0.085
"""How thick the ring is, as a share of its size."""
_NUMBER = 0.42
_LEAST_NUMBER = 60
_SHAPE = 34
_ABOVE = 84
"""So far above their tips fingers have their shapes."""
_HAND_HEIGHT = 370
"""What is seen of the hand, shapes and all, in the design in which it is drawn."""
_BESIDE = 60
_CORNER = 28
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
        colours, size = layout.colours, min(rect.w, rect.h)
        grip = self.grip
        colour = colours.dim if grip is None else grip_looks(self.grips, colours)[grip].colour
        radius = layout.px(size / 2)
        stroke, step = round(2 * radius * _STROKE), round(self.share * STEPS)
        ring = ring_picture(radius, stroke, step, colour, colours.raised)
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
    """The hand of the game, rising in a panel, with the thumb at the finger of `grip`, whose shape
    is filled."""

    grip: Grip
    grips: Sequence[Grip]
    hand: Hand
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return width

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        field = playfield(self.grips, self.hand)
        left, right = field.reach
        scale = min(rect.w / (right - left + 2 * _BESIDE), rect.h / _HAND_HEIGHT)
        whole = DESIGN_WIDTH * layout.scale * scale, DESIGN_HEIGHT * layout.scale * scale
        inner = Layout((round(whole[0]), round(whole[1])), layout.style)
        panel = pygame.Rect(0, 0, rect.w, round(_HAND_HEIGHT * scale))
        panel.center = rect.center
        place = layout.rect(panel)
        ground = rounded_box(place.w, place.h, layout.px(_CORNER), layout.colours.panel)
        surface.blit(ground, place)
        corner = (
            place.centerx - inner.x((left + right) / 2),
            place.bottom - inner.y(DESIGN_HEIGHT),
        )
        for picture, where in (
            (hand.hand_image(inner, field), hand.hand_rect(inner, field)),
            (
                hand.thumb_image(inner, field, self.grip),
                hand.thumb_rect(inner, field, self.grip),
            ),
        ):
            surface.blit(picture, inner.rect(where).move(corner))
        looks, radius = grip_looks(self.grips, layout.colours), inner.px(_SHAPE)
        for grip in self.grips:
            look = looks[grip]
            make = shapes.solid if grip is self.grip else shapes.hollow
            shape = make(look.shape, radius, look.colour, look.halo)
            at = (corner[0] + inner.x(field.lane(grip).x), corner[1] + inner.y(HIT_Y - _ABOVE))
            surface.blit(shape, shape.get_rect(center=at))
