"""What taps amount to, in words and on a scale, as a part of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.play.calibration import Tapped
from game.screens.ui.blocks import Words
from game.screens.ui.button import Button
from game.screens.ui.layout import Layout
from game.screens.ui.shapes import rounded_box
from game.screens.ui.tap_scale import TapScale, reach_ms, scale_height

_ABOVE, _ASIDE = 14, 40


@dataclass(slots=True)
class TapBlock:
    """A panel with `head`, a line more, and a scale with `taps`."""

    head: str
    line: str
    taps: Tapped | None
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        words = sum(one.place(layout, 0, 0, width - 2 * _ASIDE) for one in self._words())
        return words + scale_height(layout) + 2 * _ABOVE

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        place = layout.rect(rect)
        surface.blit(rounded_box(place.w, place.h, layout.px(24), layout.colours.panel), place)
        inside = rect.inflate(-2 * _ASIDE, -2 * _ABOVE)
        top = inside.top
        for one in self._words():
            high = one.place(layout, 0, 0, inside.w)
            one.draw(surface, layout, pygame.Rect(inside.left, top, inside.w, high))
            top += high
        scale = TapScale(pygame.Rect(inside.left, top, inside.w, 0), reach_ms(self.taps))
        scale.draw(surface, layout)
        if self.taps:
            for sprite in scale.sprites(layout, self.taps).values():
                surface.blit(sprite.image, (sprite.x, sprite.y))

    def _words(self) -> list[Words]:
        return [Words(self.head, 34, bold=True), Words(self.line, 26, ink="dim")]
