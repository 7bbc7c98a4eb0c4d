"""What pages are made of: words, rows with controls, buttons that wrap, columns that stack.

A block is as wide as it is told to be and as high as its contents need, at any size of text.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import pygame

from game.screens.ui import fonts
from game.screens.ui.button import CORNER, TEXT_SIZE, Button
from game.screens.ui.icons import Icon
from game.screens.ui.layout import Align, Layout
from game.screens.ui.shapes import rounded_box
from game.screens.ui.toggle import Toggle

Ink = Literal["text", "dim", "glad"]
GAP = 16
"""Between neighbours."""
LEAST_TARGET = 72
"""No button is lower or narrower."""
_LINE = 1.3
"""Line spacing in ems."""
_MANY = 99
_INSIDE = 64
"""What a button has beside its label."""
_STACK_FROM = 1.3
"""Columns stand below each other when texts are larger by so much."""
_LEAST_WORDS = 0.42
"""Of a row's words, usually."""


class Block(Protocol):
    """A part of a page. All rectangles are design rectangles."""

    @property
    def buttons(self) -> Sequence[Button]:
        """What can be chosen in it, in reading order."""
        ...

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """Put the buttons where they belong; the result is the height."""
        ...

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """Draw everything but the buttons."""
        ...


def line_height(layout: Layout, size: float) -> int:
    """How far lines of a size are apart, in design pixels."""
    return round(size * layout.text_scale * _LINE)


def target_height(layout: Layout) -> int:
    """How high a button is for its label to have room."""
    return max(LEAST_TARGET, round(TEXT_SIZE * layout.text_scale * 1.6))


def button_width(layout: Layout, button: Button) -> int:
    """How wide a button is for its label not to be made smaller."""
    if isinstance(button, Toggle):
        return 2 * max(_words_width(layout, word, TEXT_SIZE) + 48 for word in button.words)
    if button.picture and not button.label:
        return target_height(layout)
    picture = 48 if button.picture else 0
    return max(_words_width(layout, button.label, TEXT_SIZE) + _INSIDE + picture, 120)


def _words_width(layout: Layout, text: str, size: float) -> int:
    return math.ceil(fonts.width(text, layout.type_px(size), bold=True) / layout.scale)


@dataclass(slots=True)
class Words:
    """A paragraph, in as many lines as it needs."""

    text: str
    size: int = 28
    bold: bool = False
    ink: Ink = "text"
    align: Align = Align.LEFT
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return len(self._lines(layout, width)) * line_height(layout, self.size)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        step, colour = line_height(layout, self.size), getattr(layout.colours, self.ink)
        x = rect.left + rect.w * self.align.value
        for number, line in enumerate(self._lines(layout, rect.w)):
            label = layout.text(line, self.size, colour, bold=self.bold)
            layout.put(surface, label, x, rect.top + step * (number + 0.5), self.align)

    def _lines(self, layout: Layout, width: int) -> list[str]:
        return layout.lines(self.text, self.size, width, _MANY, bold=self.bold)


def heading(text: str) -> Words:
    """The title of a page."""
    return Words(text, size=40, bold=True)


@dataclass(slots=True)
class Space:
    """Nothing, so high."""

    height: int = GAP
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return self.height

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""


@dataclass(slots=True)
class Picture:
    """Something drawn: `paint` gets its design rectangle, the page's width and `height` high."""

    height: int
    paint: Callable[[pygame.Surface, Layout, pygame.Rect], None]
    grows: bool = False
    """Whether it is higher where texts are larger."""
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return round(self.height * layout.text_scale) if self.grows else self.height

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        self.paint(surface, layout, rect)


@dataclass(slots=True)
class Dial:
    """A value between a button for less and one for more, called `<name> less`, `<name> more`."""

    name: str
    value: str
    can_less: bool = True
    can_more: bool = True
    less: Button = field(init=False)
    more: Button = field(init=False)
    rect: pygame.Rect = field(init=False)

    def __post_init__(self) -> None:
        nowhere = pygame.Rect(0, 0, 0, 0)
        self.rect = nowhere.copy()
        self.less = Button(f"{self.name} less", nowhere.copy(), picture=Icon.LESS)
        self.more = Button(f"{self.name} more", nowhere.copy(), picture=Icon.MORE)
        self.less.enabled, self.more.enabled = self.can_less, self.can_more

    def width(self, layout: Layout) -> int:
        """How wide it wants to be."""
        value = max(_words_width(layout, self.value, 32) + 40, 160)
        return 2 * target_height(layout) + value

    def put(self, rect: pygame.Rect, side: int) -> None:
        """Put both buttons at the ends of `rect`."""
        self.rect = rect
        self.less.rect = pygame.Rect(rect.left, rect.top, side, rect.h)
        self.more.rect = pygame.Rect(rect.right - side, rect.top, side, rect.h)

    def draw(self, surface: pygame.Surface, layout: Layout, y: int) -> None:
        """Draw the value; `y` is the top of the dial now."""
        side = self.less.rect.w
        between = pygame.Rect(
            self.rect.left + side + 8, y, self.rect.w - 2 * side - 16, self.rect.h
        )
        place = layout.rect(between)
        ground = rounded_box(place.w, place.h, layout.px(CORNER), layout.colours.panel)
        surface.blit(ground, place)
        size = layout.fitting_size(self.value, 32, between.w - 16, bold=True)
        label = layout.text(self.value, size, bold=True)
        layout.put(surface, label, between.centerx, between.centery, Align.MIDDLE)


Control = Button | Dial


@dataclass(slots=True)
class Row:
    """A setting: its name and what it does at the left, its controls at the right, or below them
    where there is too little room."""

    name: str
    about: str = ""
    controls: Sequence[Control] = ()
    gap: int = GAP
    """How much there is below its contents."""
    least_words: float = _LEAST_WORDS
    """The words have at least this share of the width, else the controls go below them."""
    _words: pygame.Rect = field(init=False, default_factory=lambda: pygame.Rect(0, 0, 0, 0))
    _dial_tops: list[int] = field(init=False, default_factory=list[int])

    @property
    def buttons(self) -> Sequence[Button]:
        """See `Block`."""
        found: list[Button] = []
        for control in self.controls:
            found += (control.less, control.more) if isinstance(control, Dial) else (control,)
        return found

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        widths = [_control_width(layout, one) for one in self.controls]
        wanted = sum(widths) + GAP * max(len(widths) - 1, 0)
        is_beside = width - wanted - 2 * GAP >= width * self.least_words
        side, room = target_height(layout), width - wanted - 2 * GAP if is_beside else width
        high = self._words_height(layout, room)
        self._words = pygame.Rect(0, 0, room, high)
        if is_beside:
            height = max(high, side if self.controls else 0) + self.gap
            self._words.top = (height - high) // 2
            self._put(layout, widths, left + width - wanted, top + (height - side) // 2, side)
            self._note_dials(top)
            return height
        x, y = left, top + high + 8
        for control, wide in zip(self.controls, widths, strict=True):
            if x > left and x + wide > left + width:
                x, y = left, y + side + GAP
            _put(control, pygame.Rect(x, y, min(wide, width), side), side)
            x += wide + GAP
        self._note_dials(top)
        return y + side - top + self.gap

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        top = rect.top + self._words.top
        for words in self._texts():
            height = words.place(layout, rect.left, top, self._words.w)
            words.draw(surface, layout, pygame.Rect(rect.left, top, self._words.w, height))
            top += height
        dials = (one for one in self.controls if isinstance(one, Dial))
        for dial, offset in zip(dials, self._dial_tops, strict=True):
            dial.draw(surface, layout, rect.top + offset)
        self._draw_edge(surface, layout, rect)

    def _draw_edge(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        edge = pygame.Rect(rect.left, rect.bottom - 2 + GAP - self.gap, rect.w, 2)
        surface.fill(layout.colours.raised, layout.rect(edge))

    def _texts(self) -> list[Words]:
        about = [Words(self.about, 26, ink="dim")] if self.about else []
        return [Words(self.name, 30, bold=True), *about]

    def _words_height(self, layout: Layout, width: int) -> int:
        return sum(words.place(layout, 0, 0, width) for words in self._texts())

    def _put(self, layout: Layout, widths: Sequence[int], x: int, y: int, side: int) -> None:
        for control, wide in zip(self.controls, widths, strict=True):
            _put(control, pygame.Rect(x, y, wide, side), side)
            x += wide + GAP

    def _note_dials(self, top: int) -> None:
        self._dial_tops = [one.rect.top - top for one in self.controls if isinstance(one, Dial)]


def _control_width(layout: Layout, control: Control) -> int:
    return control.width(layout) if isinstance(control, Dial) else button_width(layout, control)


def _put(control: Control, rect: pygame.Rect, side: int) -> None:
    if isinstance(control, Dial):
        control.put(rect, side)
    else:
        control.rect = rect


@dataclass(slots=True)
class Buttons:
    """Buttons of one width side by side, in as many lines as their labels need."""

    buttons: Sequence[Button]
    height: int = LEAST_TARGET
    most: int = _MANY
    """At most so many in a line."""
    may_be_uneven: bool = False
    """Whether long ones may be wider than short ones, where they need fewer lines so."""
    widest: int = 0
    """None is wider, unless its label is; narrower lines stand in the middle. 0: they fill it."""

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        if not self.buttons:
            return 0
        wanted = [button_width(layout, button) for button in self.buttons]
        fitting = max(1, (width + GAP) // (max(wanted) + GAP))
        uneven = _in_lines(wanted, width, self.most)
        lines = math.ceil(len(self.buttons) / min(fitting, self.most))
        if self.may_be_uneven and len(uneven) < lines:
            return self._place_uneven(layout, pygame.Rect(left, top, width, 0), uneven)
        across = math.ceil(len(self.buttons) / lines)
        wide = (width - GAP * (across - 1)) / across
        if self.widest:
            wide = min(wide, max([self.widest, *wanted]))
        left += round((width - across * (wide + GAP) + GAP) / 2)
        high = max(self.height, target_height(layout))
        for number, button in enumerate(self.buttons):
            line, place = divmod(number, across)
            x = left + round(place * (wide + GAP))
            button.rect = pygame.Rect(x, top + line * (high + GAP), round(wide), high)
        return lines * high + (lines - 1) * GAP

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""

    def _place_uneven(
        self, layout: Layout, room: pygame.Rect, lines: Sequence[Sequence[int]]
    ) -> int:
        """Long ones wider than short ones: so they need fewer lines."""
        high, y, buttons = max(self.height, target_height(layout)), room.top, iter(self.buttons)
        for line in lines:
            spare, x = room.w - sum(line) - GAP * (len(line) - 1), float(room.left)
            for wanted in line:
                wide = wanted + spare / len(line)
                next(buttons).rect = pygame.Rect(round(x), y, round(wide), high)
                x += wide + GAP
            y += high + GAP
        return y - GAP - room.top


def _in_lines(wanted: Sequence[int], width: int, most: int) -> list[list[int]]:
    """Widths in as few lines as they need, at most so many in each."""
    lines: list[list[int]] = []
    for wide in wanted:
        is_full = not lines or len(lines[-1]) >= most
        if is_full or sum(lines[-1]) + GAP * len(lines[-1]) + wide > width:
            lines.append([])
        lines[-1].append(min(wide, width))
    return lines


@dataclass(slots=True)
class Nest:
    """What blocks made of blocks share: each draws at its place, told from their corner."""

    _placed: list[tuple[Block, pygame.Rect]] = field(
        init=False, default_factory=list[tuple[Block, pygame.Rect]]
    )

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        for block, place in self._placed:
            block.draw(surface, layout, place.move(rect.topleft))


@dataclass(slots=True)
class Columns(Nest):
    """Two stacks of blocks side by side, or below each other where texts are large."""

    left: Sequence[Block]
    right: Sequence[Block]
    share: float = 0.5
    """How much of the width the left one has."""

    @property
    def buttons(self) -> Sequence[Button]:
        """See `Block`."""
        return [button for block in (*self.left, *self.right) for button in block.buttons]

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        if layout.text_scale >= _STACK_FROM:
            placed = stack(layout, (*self.left, *self.right), left, top, width)
        else:
            wide = round((width - 3 * GAP) * self.share)
            placed = stack(layout, self.left, left, top, wide)
            other = left + wide + 3 * GAP
            placed += stack(layout, self.right, other, top, left + width - other)
        self._placed = [(block, rect.move(-left, -top)) for block, rect in placed]
        return max((rect.bottom for _, rect in placed), default=top) - top


def stack(
    layout: Layout, blocks: Sequence[Block], left: int, top: int, width: int
) -> list[tuple[Block, pygame.Rect]]:
    """`blocks` below each other, with where each one is."""
    placed: list[tuple[Block, pygame.Rect]] = []
    for block in blocks:
        height = block.place(layout, left, top, width)
        placed.append((block, pygame.Rect(left, top, width, height)))
        top += height + (GAP if height else 0)
    return placed
