"""What a control sent so far, as a part of a page: a line of a table, or a card where texts are
large."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.screens.ui import fonts
from game.screens.ui.blocks import Words
from game.screens.ui.button import Button
from game.screens.ui.layout import Align, Layout
from game.screens.ui.shapes import rounded_box
from game.text import later, tr

COLUMNS = (
    later("Device"),
    later("Input"),
    later("Finger"),
    later("Touches"),
    later("Bounces"),
    later("Held"),
)
_SHARES = (0.31, 0.16, 0.18, 0.12, 0.12, 0.11)
_NUMBERS_FROM = 3
_SIZE = 26
_LEFT, _INSET, _GAP = 44, 9, 12
_PAIR_GAP = 12


@dataclass(slots=True)
class MeterRow:
    """The `cells` under `COLUMNS`, with a light for what `is_down`."""

    cells: tuple[str, ...]
    is_down: bool
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        placed = self._placed(layout, pygame.Rect(left, top, width, 0))
        return max(rect.bottom for _, rect in placed) - top + _INSET

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        box, colours = layout.rect(rect), layout.colours
        ground = colours.raised if self.is_down else colours.panel
        surface.blit(rounded_box(box.w, box.h, layout.px(14), ground), box)
        light = layout.rect(pygame.Rect(rect.left + 14, rect.centery - 9, 18, 18))
        ink = colours.glad if self.is_down else colours.ground
        surface.blit(rounded_box(light.w, light.h, light.w // 2, ink), light)
        for words, place in self._placed(layout, rect):
            words.draw(surface, layout, place)

    def _placed(self, layout: Layout, rect: pygame.Rect) -> list[tuple[Words, pygame.Rect]]:
        inside = pygame.Rect(rect.left + _LEFT, rect.top + _INSET, rect.w - _LEFT - 20, 0)
        if is_table(layout, inside.w):
            return _in_columns(layout, [Words(cell, _SIZE) for cell in self.cells], inside)
        device, control, finger, *numbers = self.cells
        named = zip(COLUMNS[_NUMBERS_FROM:], numbers, strict=True)
        pair = tr("{what}: {number}")
        line = "   ".join(pair.format(what=tr(name), number=cell) for name, cell in named if cell)
        texts = (
            Words(device, _SIZE, bold=True),
            Words(f"{control}  ·  {finger}", _SIZE),
            Words(line, _SIZE, ink="dim"),
        )
        placed: list[tuple[Words, pygame.Rect]] = []
        top = inside.top
        for words in texts:
            high = words.place(layout, 0, 0, inside.w)
            placed.append((words, pygame.Rect(inside.left, top, inside.w, high)))
            top += high
        return placed


@dataclass(slots=True)
class MeterHead:
    """The names of the columns, where there are columns."""

    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        inside = pygame.Rect(left + _LEFT, top, width - _LEFT - 20, 0)
        if not is_table(layout, inside.w):
            return 0
        return max(rect.h for _, rect in self._placed(layout, inside))

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        inside = pygame.Rect(rect.left + _LEFT, rect.top, rect.w - _LEFT - 20, rect.h)
        if rect.h:
            for words, place in self._placed(layout, inside):
                words.draw(surface, layout, place)

    def _placed(self, layout: Layout, inside: pygame.Rect) -> list[tuple[Words, pygame.Rect]]:
        return _in_columns(layout, [Words(tr(name), 24, ink="dim") for name in COLUMNS], inside)


def is_table(layout: Layout, width: int) -> bool:
    """Whether the names of the columns fit above them."""
    return all(
        fonts.width(tr(name), layout.type_px(24)) <= layout.px(width * share - _GAP)
        for name, share in zip(COLUMNS, _SHARES, strict=True)
    )


def _in_columns(
    layout: Layout, cells: Sequence[Words], inside: pygame.Rect
) -> list[tuple[Words, pygame.Rect]]:
    placed: list[tuple[Words, pygame.Rect]] = []
    left = inside.left
    for number, (words, share) in enumerate(zip(cells, _SHARES, strict=True)):
        wide = round(inside.w * share)
        words.align = Align.RIGHT if number >= _NUMBERS_FROM else Align.LEFT
        high = words.place(layout, 0, 0, wide - _GAP)
        placed.append((words, pygame.Rect(left, inside.top, wide - _GAP, high)))
        left += wide
    return placed
