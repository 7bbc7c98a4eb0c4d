"""One button for a choice of two: both are written on it, and choosing it takes the other one."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.screens.ui.button import CORNER, Button, draw_focus_ring
from game.screens.ui.layout import Align, Layout
from game.screens.ui.shapes import rounded_box
from game.screens.ui.theme import mixed

_INSET = 6


@dataclass(slots=True)
class Toggle(Button):
    """A button with two words, of which the one at `chosen` (0 or 1) holds."""

    words: tuple[str, str] = ("", "")
    chosen: int = 0

    def draw(
        self, surface: pygame.Surface, layout: Layout, *, focused: bool, pressed: bool
    ) -> None:
        """Draw both words, the chosen one on a raised ground."""
        if focused:
            draw_focus_ring(surface, layout, self.rect, CORNER)
        place = layout.rect(self.rect)
        surface.blit(rounded_box(place.w, place.h, layout.px(CORNER), layout.colours.panel), place)
        for number, word in enumerate(self.words):
            half = self.rect.copy()
            half.w //= 2
            half.x += number * half.w
            is_chosen = number == self.chosen
            if is_chosen:
                inner = layout.rect(half.inflate(-2 * _INSET, -2 * _INSET))
                ground = (
                    mixed(layout.colours.text, layout.colours.raised, 0.25)
                    if pressed
                    else layout.colours.raised
                )
                surface.blit(rounded_box(inner.w, inner.h, layout.px(CORNER - 4), ground), inner)
            label = layout.text(
                word, 30, layout.colours.text if is_chosen else layout.colours.dim, bold=is_chosen
            )
            layout.put(surface, label, half.centerx, half.centery, Align.MIDDLE)
