"""The result of reach as a picture: the hand, and on each finger a bar as high as it is quick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.coach.reach import Reach
from game.screens.ui import fonts, hand, shapes
from game.screens.ui.button import Button
from game.screens.ui.layout import Align, Layout
from game.screens.ui.playfield import HIT_Y, Playfield, playfield
from game.screens.ui.shapes import rounded_box
from game.screens.ui.theme import grip_looks

_HAND_HEIGHT = 196
_BARS_HEIGHT = 200
_NUMBER, _NUMBER_GAP = 32, 6
_HAND_BOTTOM = 712
"""So much of the hand is seen, in the design in which it is drawn."""
_FADING = 0.3
"""Over such a share of its height it fades into the ground, at its bottom."""
_ABOVE_TIP = 54
_BAR_SHARE = 0.42
"""How wide a bar is, as a share of the way from finger to finger."""
_LEAST_BAR = 12
_LEAST_MOST = 10
"""The highest bar stands for at least so many pinches: few are to look like few."""
_SHAPE_SHARE = 0.3


@dataclass(slots=True)
class ReachHand:
    """Shows `reach`, of which at least one finger can be played with. Fingers that rest are lower
    and darker, without a bar."""

    reach: Reach
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return _HAND_HEIGHT + _BARS_HEIGHT + self._number_height(layout)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        field = playfield(self.reach.able, self.reach.hand)
        scale = _HAND_HEIGHT / (_HAND_BOTTOM - hand.HAND_TOP)
        inner = Layout(
            (round(1280 * layout.scale * scale), round(720 * layout.scale * scale)), layout.style
        )
        ground = layout.y(rect.bottom - _HAND_HEIGHT)
        middle = sum(field.reach) / 2
        corner = (
            layout.x(rect.centerx) - inner.x(middle),
            ground - inner.y(hand.HAND_TOP),
        )
        self._draw_hand(surface, layout, rect, inner, field, corner)
        self._draw_bars(surface, layout, rect, inner, field, corner)

    def _draw_hand(
        self,
        surface: pygame.Surface,
        layout: Layout,
        rect: pygame.Rect,
        inner: Layout,
        field: Playfield,
        corner: tuple[int, int],
    ) -> None:
        before = surface.get_clip()
        surface.set_clip(layout.rect(rect).clip(before))
        for picture, where in (
            (hand.hand_image(inner, field), hand.hand_rect(inner, field)),
            (hand.thumb_image(inner, field, None), hand.thumb_rect(inner, field)),
        ):
            surface.blit(picture, inner.rect(where).move(corner))
        _fade(surface, layout, rect)
        surface.set_clip(before)

    def _draw_bars(
        self,
        surface: pygame.Surface,
        layout: Layout,
        rect: pygame.Rect,
        inner: Layout,
        field: Playfield,
        corner: tuple[int, int],
    ) -> None:
        looks = grip_looks([one.grip for one in self.reach.grips], layout.colours)
        most = max(_LEAST_MOST, *(one.presses for one in self.reach.grips))
        wide = inner.px(field.pitch * _BAR_SHARE)
        ground = corner[1] + inner.y(HIT_Y - _ABOVE_TIP)
        room = ground - layout.y(rect.top + self._number_height(layout))
        for one in self.reach.grips:
            if not one.able:
                continue
            look, x = looks[one.grip], corner[0] + inner.x(field.lane(one.grip).x)
            shape = shapes.solid(
                look.shape, inner.px(field.pitch * _SHAPE_SHARE), look.colour, look.halo
            )
            surface.blit(shape, shape.get_rect(center=(x, corner[1] + inner.y(HIT_Y))))
            high = max(round(room * one.presses / most), layout.px(_LEAST_BAR))
            bar = rounded_box(wide, high, min(layout.px(8), high // 2), look.colour)
            surface.blit(bar, (x - wide // 2, ground - high))
            label = self._label(layout, inner, field, str(one.presses))
            design = layout.to_design(x, ground - high)
            y = design[1] - _NUMBER_GAP - self._number_height(layout) / 2 + 4
            layout.put(surface, label, design[0], y, Align.MIDDLE)

    def _label(self, layout: Layout, inner: Layout, field: Playfield, text: str) -> fonts.Label:
        most = (inner.px(field.pitch) - 4) / layout.scale
        size = layout.fitting_size(text, _NUMBER, most, bold=True)
        return layout.text(text, size, bold=True)

    def _number_height(self, layout: Layout) -> int:
        return round(_NUMBER * layout.text_scale * 1.2)


def _fade(surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
    """Lay the ground over the lowest part of the picture, more and more of it."""
    place = layout.rect(rect)
    high = layout.px(_HAND_HEIGHT * _FADING)
    veil = pygame.Surface((place.w, high), pygame.SRCALPHA)
    for row in range(high):
        veil.fill((*layout.colours.ground, round(255 * (row + 1) / high)), (0, row, place.w, 1))
    surface.blit(veil, (place.left, place.bottom - high))
