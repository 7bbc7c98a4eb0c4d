"""The strip below a menu that tells what pinches do there."""

from __future__ import annotations

import pygame

from game.screens.ui.blocks import line_height
from game.screens.ui.layout import Align, Layout
from game.screens.ui.theme import Style

_SIZE = 26
_AIR = 10
_MOST = 3


def strip_rect(window: pygame.Rect, hint: str, style: Style) -> pygame.Rect:
    """Where the strip for `hint` is in a window; the menu has what is above it."""
    layout = Layout(window.size, style)
    lines = _lines(layout, window, hint)
    height = layout.px(len(lines) * line_height(layout, _SIZE) + _AIR)
    return pygame.Rect(0, window.h - height, window.w, height)


def draw_strip(surface: pygame.Surface, hint: str, style: Style) -> pygame.Rect:
    """Draw `hint` in its strip; the result is the strip."""
    layout, rect = Layout(surface.get_size(), style), strip_rect(surface.get_rect(), hint, style)
    surface.fill(layout.colours.panel, rect)
    step = line_height(layout, _SIZE)
    _, top = layout.to_design(0, rect.top)
    for number, line in enumerate(_lines(layout, surface.get_rect(), hint)):
        label = layout.text(line, _SIZE, layout.colours.dim)
        layout.put(surface, label, 640, top + _AIR / 2 + step * (number + 0.5), Align.MIDDLE)
    return rect


def _lines(layout: Layout, window: pygame.Rect, hint: str) -> list[str]:
    return layout.lines(hint, _SIZE, window.w / layout.scale - 64, _MOST, bold=False)
