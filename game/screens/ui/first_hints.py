"""What the very first song says while it is played: what to do, and that it was done well."""

from __future__ import annotations

from functools import lru_cache

import pygame

from game.charting.chart import Grip
from game.screens.ui import fonts
from game.screens.ui.canvas import Sprite
from game.screens.ui.layout import Layout
from game.screens.ui.shapes import rounded_box
from game.text import later, tr

_PRAISED_HITS = 3
"""After so many hits more there is nothing left to say."""
_TOP, _WIDTH, _MARGIN = 108, 640, 18
_SIZE, _LINE = 26, 1.3
_MOST_LINES = 2
_TO_DO = {
    Grip.INDEX: later("Touch index finger and thumb when the circle meets the line"),
    Grip.MIDDLE: later("Touch middle finger and thumb when the square meets the line"),
    Grip.RING: later("Touch ring finger and thumb when the triangle meets the line"),
    Grip.LITTLE: later("Touch little finger and thumb when the diamond meets the line"),
    Grip.KEY: later("Thumb to the side of your index finger when the hexagon meets the line"),
}


def first_hint(due: Grip | None, hits: int) -> str:
    """The line to show while `due` comes next, after so many hits; empty if there is none."""
    if due is None or hits > _PRAISED_HITS:
        return ""
    if hits == 0:
        return tr(_TO_DO[due])
    return tr("Just like that! Every shape has its finger.")


def hint_sprite(layout: Layout, text: str, x: float) -> Sprite:
    """`text` in a box above the lanes, with its middle at a design x, beside all figures."""
    picture = _picture(layout, text)
    left = layout.x(x) - picture.get_width() // 2
    return Sprite(picture, left, layout.y(_TOP))


@lru_cache(maxsize=8)
def _picture(layout: Layout, text: str) -> pygame.Surface:
    size, least = float(_SIZE), fonts.SMALLEST / layout.text_scale
    while len(lines := _lines(layout, text, size)) > _MOST_LINES and size > least:
        size = max(least, size - 1)
    labels = [layout.text(line, size, layout.colours.text, bold=True) for line in lines]
    step, margin = round(layout.type_px(size) * _LINE), layout.px(_MARGIN)
    width = max(label.width for label in labels) + 2 * margin
    height = step * len(labels) + margin
    box = rounded_box(width, height, layout.px(20), layout.colours.panel).copy()
    for number, label in enumerate(labels):
        middle = margin // 2 + step * (number + 0.5)
        box.blit(label.image, ((width - label.width) // 2, round(middle) - label.middle))
    return box


def _lines(layout: Layout, text: str, size: float) -> list[str]:
    return layout.lines(text, size, _WIDTH - 2 * _MARGIN, 9, bold=True)
