"""Where everything is on the screen with the list of songs, at any size of text.

While texts are not much larger than usual, pages about the chosen song stand beside the list. Where
they are larger the list has all of the width, and such a page has the window to itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import pygame

from game.screens.ui import fonts
from game.screens.ui.blocks import GAP, button_width, line_height, target_height
from game.screens.ui.button import TEXT_SIZE, Button
from game.screens.ui.icons import Icon
from game.screens.ui.layout import Layout
from game.screens.ui.page import AREA
from game.screens.ui.song_blocks import LinesButton, SearchField
from game.text import tr

WIDE_FROM = 1.3
"""The list has all of the width where texts are larger by so much."""
_TOP, _LEFT, _RIGHT, _BOTTOM = 24, 34, 1246, 640
_LIST_WIDTH = 726
_SIDE_LEFT = 800
_FIELD_WIDTH, _SHOW_LEFT, _SHOW_WIDTH = 480, 530, 238
_SCROLL_MARK = 24
_MESSAGE = 26
_MESSAGE_BOTTOM = 697
_MANY = 99


class Zone(Enum):
    """What has the focus: what is above the list, the list, or a page about songs."""

    TOP = "top"
    LIST = "list"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the list is, a page beside it, a page that is `alone`, and the lines of the message
    from `message_top` on, in design pixels."""

    is_wide: bool
    list: pygame.Rect
    page: pygame.Rect
    alone: pygame.Rect
    message: tuple[str, ...]
    message_top: int

    def zone_at(self, x: float, y: float) -> Zone:
        """What is at a design point while the list is to be seen."""
        if self.list.collidepoint(x, y):
            return Zone.LIST
        is_in_page = not self.is_wide and self.page.collidepoint(x, y)
        return Zone.PAGE if is_in_page else Zone.TOP

    def draw_message(self, surface: pygame.Surface, layout: Layout) -> None:
        """The sentence at the bottom."""
        step = line_height(layout, _MESSAGE)
        for number, line in enumerate(self.message):
            label = layout.text(line, _MESSAGE, layout.colours.dim)
            layout.put(surface, label, 48, self.message_top + (number + 0.5) * step)


def frame_of(layout: Layout, top: Sequence[Button], message: str) -> Frame:
    """Put the buttons of the `top` where they belong, and everything else below them."""
    is_wide = layout.text_scale >= WIDE_FROM
    list_top = (_place_wide if is_wide else _place_beside)(layout, top) + GAP
    lines = tuple(layout.lines(message, _MESSAGE, AREA.w, _MANY, bold=False)) if message else ()
    message_top = _MESSAGE_BOTTOM - len(lines) * line_height(layout, _MESSAGE)
    bottom = message_top - 12 if lines else AREA.bottom
    bottom = bottom if is_wide else min(bottom, _BOTTOM)
    width = _RIGHT - _LEFT - _SCROLL_MARK if is_wide else _LIST_WIDTH
    side = pygame.Rect(_SIDE_LEFT, list_top, _RIGHT - _SIDE_LEFT, bottom - list_top)
    return Frame(
        is_wide,
        pygame.Rect(_LEFT, list_top, width, bottom - list_top),
        side,
        AREA,
        lines,
        message_top,
    )


def top_buttons(
    show: str, search: str, *, can_add: bool, takes_letters: bool
) -> list[SearchField | Button]:
    """What stands above the list: the line to search with, the way home, which songs to `show`,
    and adding some."""
    nowhere = pygame.Rect(0, 0, 0, 0)
    field = SearchField("find", nowhere.copy(), text=search, active=takes_letters)
    field.hint = tr("Type to find a song")
    made: list[SearchField | Button] = [field, LinesButton("show", nowhere.copy(), show)]
    made.insert(1, Button("home", nowhere.copy(), picture=Icon.HOME))
    if search:
        made.insert(1, Button("clear", nowhere.copy(), picture=Icon.CLOSE))
    if can_add:
        made.append(LinesButton("add songs", nowhere.copy(), tr("Add songs"), Icon.MORE))
    return made


def _place_beside(layout: Layout, top: Sequence[Button]) -> int:
    lefts = {"show": (_SHOW_LEFT, _SHOW_WIDTH), "add songs": (_SIDE_LEFT, _RIGHT - _SIDE_LEFT)}
    high = max(_height(layout, b, lefts[b.name][1]) for b in top if b.name in lefts)
    for button in top:
        if button.name in lefts:
            left, width = lefts[button.name]
            button.rect = pygame.Rect(left, _TOP, width, high)
    _place_field(top, _FIELD_WIDTH, high, target_height(layout))
    return _TOP + high


def _place_wide(layout: Layout, top: Sequence[Button]) -> int:
    """All in one row, or the line to search with in a row of its own."""
    side, width = target_height(layout), _RIGHT - _LEFT
    others = [button for button in top if button.name in ("show", "add songs")]
    widths = [button_width(layout, button) for button in others]
    hint = fonts.width(tr("Type to find a song"), layout.type_px(TEXT_SIZE)) / layout.scale
    room = width - sum(widths) - GAP * len(widths)
    if room >= hint + 80 + side * (len(top) - len(others) - 1):
        _place_field(top, room, side, side)
        x, y = _LEFT + room + GAP, _TOP
    else:
        _place_field(top, width, side, side)
        x, y = _LEFT, _TOP + side + GAP
        widths = [(width - GAP * (len(others) - 1)) // len(others)] * len(others)
    high = max(_height(layout, b, wide) for b, wide in zip(others, widths, strict=True))
    for button, wide in zip(others, widths, strict=True):
        button.rect = pygame.Rect(x, y, wide, high)
        x += wide + GAP
    return y + high


def _place_field(top: Sequence[Button], width: int, height: int, side: int) -> None:
    """The way home, `side` wide, the line to search with, and at its end the button to clear it."""
    field = pygame.Rect(_LEFT + side + 8, _TOP, width - side - 8, height)
    for button in top:
        if button.name == "home":
            button.rect = pygame.Rect(_LEFT, _TOP, side, height)
        if button.name == "clear":
            field.w -= side + 8
            button.rect = pygame.Rect(_LEFT + width - side, _TOP, side, height)
    top[0].rect = field


def _height(layout: Layout, button: Button, width: int) -> int:
    high = target_height(layout)
    return max(high, button.height(layout, width)) if isinstance(button, LinesButton) else high
