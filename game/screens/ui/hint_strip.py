"""The strip below a menu that tells what pinches do there."""

from __future__ import annotations

import pygame

from game.screens.ui.layout import Align, Layout
from game.screens.ui.theme import Style

HEIGHT = 44


def strip_rect(window: pygame.Rect, style: Style) -> pygame.Rect:
    """Where the strip is in a window; the menu has what is above it."""
    layout = Layout(window.size, style)
    height = layout.px(max(HEIGHT, 34 * layout.text_scale))
    return pygame.Rect(0, window.h - height, window.w, height)


def draw_strip(surface: pygame.Surface, hint: str, style: Style) -> pygame.Rect:
    """Draw `hint` in its strip; the result is the strip."""
    layout, rect = Layout(surface.get_size(), style), strip_rect(surface.get_rect(), style)
    surface.fill(layout.colours.panel, rect)
    room = rect.w / layout.scale - 64
    size = layout.fitting_size(hint, 26, room, bold=False)
    label = layout.text(hint, size, layout.colours.dim, most=room)
    _, middle = layout.to_design(0, rect.centery)
    layout.put(surface, label, 640, middle, Align.MIDDLE)
    return rect
