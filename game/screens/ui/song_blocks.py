"""Blocks that the pages about songs are made of, beside those that every page has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.screens.ui import fonts
from game.screens.ui.blocks import (
    GAP,
    LEAST_TARGET,
    Buttons,
    button_width,
    line_height,
    target_height,
)
from game.screens.ui.button import CORNER as BUTTON_CORNER
from game.screens.ui.button import TEXT_SIZE, Button, draw_focus_ring
from game.screens.ui.layout import Align, Layout
from game.screens.ui.text_field import TextField

LEAST_KEY = 64
"""The keys of the letters are no smaller."""
_KEY_GAP = 8
_MANY = 99
_SIDES = 32
_PICTURE = 40
_CLOSER = 24
"""So much of the room beside a label may be saved for buttons to go into one line."""
_LEAST_SIZE = 24
"""A label is written this small before it goes on in another line."""
BETWEEN = "  ·  "
"""Stands between facts that are told in one line."""


def fact_lines(
    layout: Layout, facts: Sequence[str], size: float, room: float, *, bold: bool = False
) -> list[str]:
    """`facts` in as few lines of the design width `room` as they go into, each fact whole."""
    pixels, most = layout.type_px(size), layout.px(room)
    lines = list(facts[:1])
    for fact in facts[1:]:
        longer = f"{lines[-1]}{BETWEEN}{fact}"
        if fonts.width(longer, pixels, bold=bold) <= most:
            lines[-1] = longer
        else:
            lines.append(fact)
    return lines


@dataclass(slots=True)
class LinesButton(Button):
    """A button whose label goes on in further lines where there is no room for it in one."""

    facts: tuple[str, ...] = ()
    """What the label tells; a line ends only between them."""

    def lines(self, layout: Layout, width: int) -> list[str]:
        """The label as it is written on a button of a design width."""
        room = self._room(layout, width)
        if fonts.width(self.label, layout.type_px(_LEAST_SIZE), bold=True) <= layout.px(room):
            return [self.label]
        facts = fact_lines(layout, self.facts or (self.label,), TEXT_SIZE, room, bold=True)
        return [
            line for fact in facts for line in layout.lines(fact, TEXT_SIZE, room, _MANY, bold=True)
        ]

    def height(self, layout: Layout, width: int) -> int:
        """How high it is for its lines to have room."""
        lines = len(self.lines(layout, width))
        return target_height(layout) + (lines - 1) * line_height(layout, TEXT_SIZE)

    def _draw_inside(
        self, surface: pygame.Surface, layout: Layout, ink: tuple[int, int, int]
    ) -> None:
        lines = self.lines(layout, self.rect.w)
        if len(lines) == 1:
            Button._draw_inside(self, surface, layout, ink)
            return
        step = line_height(layout, TEXT_SIZE)
        x = self.rect.centerx + (round(20 * layout.text_scale) if self.picture else 0)
        y = self.rect.centery - step * (len(lines) - 1) / 2
        if self.picture:
            self._draw_icon(surface, layout, ink, self.rect.left + 16 + 17 * layout.text_scale)
        for number, line in enumerate(lines):
            label = layout.text(line, TEXT_SIZE, ink, bold=True)
            layout.put(surface, label, x, y + number * step, Align.MIDDLE)

    def _room(self, layout: Layout, width: int) -> int:
        return width - _SIDES - (round(_PICTURE * layout.text_scale) if self.picture else 0)


@dataclass(slots=True)
class SearchField(Button):
    """What is looked for, as a button: it opens the letters."""

    text: str = ""
    hint: str = ""
    active: bool = True

    def draw(
        self, surface: pygame.Surface, layout: Layout, *, focused: bool, pressed: bool
    ) -> None:
        """Draw the text, or the hint, with a ring round it while it is `focused`."""
        if focused:
            draw_focus_ring(surface, layout, self.rect, BUTTON_CORNER)
        TextField(self.rect, self.hint, self.text, self.active).draw(surface, layout)


@dataclass(slots=True)
class Column:
    """Buttons below each other, each as wide as the page."""

    buttons: Sequence[LinesButton]
    least: int = LEAST_TARGET
    gap: int = GAP

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        y = top
        for button in self.buttons:
            high = max(self.least, button.height(layout, width))
            button.rect = pygame.Rect(left, y, width, high)
            y += high + self.gap
        return max(0, y - self.gap - top)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""


@dataclass(slots=True)
class Lead:
    """The button that matters most, as wide as the others beside it allow."""

    buttons: Sequence[Button]
    height: int = LEAST_TARGET

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        widths = [button_width(layout, button) for button in self.buttons]
        left_over = width - sum(widths) - GAP * (len(widths) - 1)
        high = max(self.height, target_height(layout))
        if left_over < -_CLOSER * len(widths):
            return Buttons(self.buttons).place(layout, left, top, width)
        if left_over < 0:
            widths = [wide + left_over // len(widths) for wide in widths]
        else:
            widths[0] += left_over
        x = left
        for button, wide in zip(self.buttons, widths, strict=True):
            button.rect = pygame.Rect(x, top, wide, high)
            x += wide + GAP
        return high

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""


@dataclass(slots=True)
class Keys:
    """Small buttons of one size in as many rows as they need: the letters."""

    buttons: Sequence[Button]

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        high = max(LEAST_KEY, round(TEXT_SIZE * layout.text_scale * 1.6))
        across = max(1, (width + _KEY_GAP) // (high + _KEY_GAP))
        wide = (width - _KEY_GAP * (across - 1)) / across
        for number, button in enumerate(self.buttons):
            row, place = divmod(number, across)
            x = left + round(place * (wide + _KEY_GAP))
            button.rect = pygame.Rect(x, top + row * (high + _KEY_GAP), int(wide), high)
        rows = -(-len(self.buttons) // across)
        return max(0, rows * (high + _KEY_GAP) - _KEY_GAP)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
