"""A text in a box of a given size: in one line or more, as large as fits."""

from __future__ import annotations

from functools import lru_cache

import pygame

from game.screens.ui import fonts
from game.screens.ui.layout import Align, Layout
from game.screens.ui.theme import Colour

_LINE = 1.2
_MANY = 20
_STEP = 2.0


@lru_cache(maxsize=128)
def fitted(
    layout: Layout,
    text: str,
    size: float,
    room: tuple[float, float],
    colour: Colour,
    *,
    bold: bool = False,
    align: Align = Align.LEFT,
) -> fonts.Label:
    """`text` no larger than `size`, in lines no wider than `room`, and no higher together.

    The size goes down as far as it may (see `Layout.fitting_size`). Sizes are design pixels;
    `middle` is the way to the middle of the first line.
    """
    width, height = room
    least = min(size, fonts.SMALLEST / layout.text_scale)
    lines = layout.lines(text, size, width, _MANY, bold=bold)
    while size > least and not _fits(layout, lines, size, width, height, bold=bold):
        size = max(least, size - _STEP / layout.text_scale)
        lines = layout.lines(text, size, width, _MANY, bold=bold)
    labels = [layout.text(line, size, colour, bold=bold) for line in lines]
    if len(labels) <= 1:
        return labels[0] if labels else layout.text("", size, colour)
    step = layout.px(size * layout.text_scale * _LINE)
    wide = max(label.width for label in labels)
    first, last = labels[0], labels[-1]
    high = step * (len(labels) - 1) + last.image.get_height()
    picture = pygame.Surface((wide, high), pygame.SRCALPHA)
    for number, label in enumerate(labels):
        x = round((wide - label.width) * align.value)
        picture.blit(label.image, (x, number * step + first.middle - label.middle))
    return fonts.Label(picture, first.middle)


def _fits(
    layout: Layout, lines: list[str], size: float, width: float, height: float, *, bold: bool
) -> bool:
    if len(lines) * size * layout.text_scale * _LINE > height:
        return False
    pixels = layout.type_px(size)
    return all(
        "…" not in line[-1:] and fonts.width(line, pixels, bold=bold) <= layout.px(width)
        for line in lines
    )
