"""From the 1280x720 the screens are designed in to the window there is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import pygame

from game.screens.ui import fonts
from game.screens.ui.canvas import Sprite
from game.screens.ui.theme import USUAL, Colour, Palette, Style

DESIGN_WIDTH = 1280
DESIGN_HEIGHT = 720
SMALLEST_WINDOW = (800, 480)


class Align(Enum):
    """Which part of a text stands at its x."""

    LEFT = 0.0
    MIDDLE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Layout:
    """Scale and place of the design in a window of `size` pixels: as large as fits, centred."""

    size: tuple[int, int]
    style: Style = USUAL

    @property
    def colours(self) -> Palette:
        """The colours to draw with."""
        return self.style.palette

    @property
    def text_scale(self) -> float:
        """How much larger than usual texts are."""
        return self.style.text_percent / 100

    def type_px(self, size: float) -> int:
        """The window pixels of text of a design size, as large as the player wants it."""
        return self.px(size * self.text_scale)

    @property
    def scale(self) -> float:
        """Window pixels a design pixel."""
        return min(self.size[0] / DESIGN_WIDTH, self.size[1] / DESIGN_HEIGHT)

    @property
    def origin(self) -> tuple[float, float]:
        """Where design (0, 0) is in the window."""
        scale = self.scale
        return (
            (self.size[0] - DESIGN_WIDTH * scale) / 2,
            (self.size[1] - DESIGN_HEIGHT * scale) / 2,
        )

    @property
    def bottom(self) -> float:
        """The design y of the bottom of the window; more than 720 in a tall one."""
        return self.to_design(0, self.size[1])[1]

    def px(self, length: float) -> int:
        """A length in window pixels; never 0 for a visible one."""
        return max(1, round(length * self.scale)) if length > 0 else 0

    def x(self, x: float) -> int:
        """A design x in the window."""
        return round(self.origin[0] + x * self.scale)

    def y(self, y: float) -> int:
        """A design y in the window."""
        return round(self.origin[1] + y * self.scale)

    def rect(self, rect: pygame.Rect) -> pygame.Rect:
        """A design rectangle in the window; neighbours stay neighbours."""
        left, top = self.x(rect.left), self.y(rect.top)
        return pygame.Rect(left, top, self.x(rect.right) - left, self.y(rect.bottom) - top)

    def to_design(self, x: float, y: float) -> tuple[float, float]:
        """A window point in design pixels."""
        left, top = self.origin
        return (x - left) / self.scale, (y - top) / self.scale

    def text(
        self,
        text: str,
        size: float,
        colour: Colour | None = None,
        *,
        bold: bool = False,
        most: float = 0,
    ) -> fonts.Label:
        """`text` at a design `size`, cut to the design width `most` (if any) with an ellipsis."""
        pixels = self.type_px(size)
        if most:
            text = fonts.shortened(text, pixels, self.px(most), bold=bold)
        return fonts.render(text, pixels, colour or self.colours.text, bold=bold)

    def lines(self, text: str, size: float, most: float, lines: int, *, bold: bool) -> list[str]:
        """`text` broken into at most `lines` lines of the design width `most`."""
        return fonts.wrapped(text, self.type_px(size), self.px(most), lines, bold=bold)

    def fitting_size(self, text: str, size: float, most: float, *, bold: bool) -> float:
        """The largest size up to `size` at which `text` is at most `most` wide.

        No text becomes smaller than it may be where texts are as large as usual.
        """
        room = most * self.scale
        least = fonts.SMALLEST / self.text_scale
        while size > least and fonts.width(text, self.type_px(size), bold=bold) > room:
            size = max(least, size - 2)
        return size

    def sprite(self, label: fonts.Label, x: float, y: float, align: Align = Align.LEFT) -> Sprite:
        """`label` with its capitals' middle at the design point."""
        left = self.x(x) - round(label.width * align.value)
        return Sprite(label.image, left, self.y(y) - label.middle)

    def put(
        self,
        surface: pygame.Surface,
        label: fonts.Label,
        x: float,
        y: float,
        align: Align = Align.LEFT,
    ) -> pygame.Rect:
        """Draw `label` like `sprite` would; the result is where it is."""
        sprite = self.sprite(label, x, y, align)
        return surface.blit(sprite.image, (sprite.x, sprite.y))
