"""A value between a "less" and a "more" button."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.screens.ui.button import Button
from game.screens.ui.icons import Icon
from game.screens.ui.layout import Align, Layout
from game.screens.ui.shapes import rounded_box

BUTTON_SIDE = 72
_CAPTION_HEIGHT = 38


@dataclass(frozen=True, slots=True)
class Stepper:
    """A caption, a value and two buttons, called `<name> less` and `<name> more`."""

    name: str
    caption: str
    rect: pygame.Rect
    less: Button
    more: Button

    def draw(self, surface: pygame.Surface, layout: Layout, value: str) -> None:
        """Draw caption and value; the buttons belong to the group that steers them."""
        layout.put(
            surface,
            layout.text(self.caption, 26, layout.colours.dim),
            self.rect.left,
            self.rect.top + 14,
        )
        between = pygame.Rect(
            self.less.rect.right + 8,
            self.less.rect.top,
            self.more.rect.left - self.less.rect.right - 16,
            BUTTON_SIDE,
        )
        place = layout.rect(between)
        surface.blit(rounded_box(place.w, place.h, layout.px(14), layout.colours.panel), place)
        size = layout.fitting_size(value, 32, between.w - 16, bold=True)
        label = layout.text(value, size, layout.colours.text, bold=True, most=between.w - 16)
        layout.put(surface, label, between.centerx, between.centery, Align.MIDDLE)


def stepper(name: str, caption: str, left: int, top: int, width: int) -> Stepper:
    """A stepper whose caption begins at a design point."""
    y = top + _CAPTION_HEIGHT
    less = pygame.Rect(left, y, BUTTON_SIDE, BUTTON_SIDE)
    more = pygame.Rect(left + width - BUTTON_SIDE, y, BUTTON_SIDE, BUTTON_SIDE)
    return Stepper(
        name,
        caption,
        pygame.Rect(left, top, width, _CAPTION_HEIGHT + BUTTON_SIDE),
        Button(f"{name} less", less, picture=Icon.LESS),
        Button(f"{name} more", more, picture=Icon.MORE),
    )
