"""Bars that show a share: progress, hits of a finger."""

from __future__ import annotations

import pygame

from game.screens.ui.layout import Layout
from game.screens.ui.shapes import rounded_box
from game.screens.ui.theme import Colour


def draw_bar(
    surface: pygame.Surface, layout: Layout, rect: pygame.Rect, share: float, colour: Colour
) -> None:
    """A track at a design rectangle, filled from the left up to `share` (0 to 1)."""
    place = layout.rect(rect)
    surface.blit(rounded_box(place.w, place.h, place.h // 2, layout.colours.raised), place)
    filled = round(place.w * min(max(share, 0.0), 1.0))
    if filled:
        box = rounded_box(max(filled, place.h), place.h, place.h // 2, colour)
        surface.blit(box, place)
