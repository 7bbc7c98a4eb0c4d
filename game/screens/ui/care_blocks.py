"""Blocks of the screens of care: answers as large cards, and the picture of a rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pygame

from game.screens.ui import fonts
from game.screens.ui.blocks import GAP, Block, Nest, line_height, stack, target_height
from game.screens.ui.button import CORNER, Button, draw_focus_ring
from game.screens.ui.care_pictures import Mark, draw_ring, draw_rings, mark
from game.screens.ui.layout import Align, Layout
from game.screens.ui.shapes import rounded_box

_BESIDE_UNTIL = 1.3
"""Where texts are larger, cards lie below each other."""
_CARD_HEIGHT = 250
_MARK = 104
_LABEL = 34
_SECONDS = 120
_PICTURE, _SMALL_PICTURE = 480, 320
_WORDS_LEFT = 0.46


@dataclass(slots=True)
class Card(Button):
    """An answer: a drawn mark above its words, or beside them where it is flat."""

    mark: Mark = Mark.SMILE

    def draw(
        self, surface: pygame.Surface, layout: Layout, *, focused: bool, pressed: bool
    ) -> None:
        """See `Button`."""
        ground, _ = self._colours(layout.colours, pressed=pressed)
        if focused:
            draw_focus_ring(surface, layout, self.rect, 2 * CORNER)
        place = layout.rect(self.rect)
        surface.blit(rounded_box(place.w, place.h, layout.px(2 * CORNER), ground), place)
        if self.rect.h < _CARD_HEIGHT:
            size = self.rect.h - 16
            left = self.rect.left + GAP
            self._draw_mark(surface, layout, left + size / 2, self.rect.centery, size)
            left += size + GAP
            self._draw_words(surface, layout, left, self.rect.centery, Align.LEFT)
            return
        top = self.rect.top + 28
        self._draw_mark(surface, layout, self.rect.centerx, top + _MARK / 2, _MARK)
        below = (top + _MARK + self.rect.bottom) / 2
        self._draw_words(surface, layout, self.rect.centerx, below, Align.MIDDLE)

    def words_height(self, layout: Layout, width: int) -> int:
        """How high its words are on a card so wide."""
        return len(self._lines(layout, width - 2 * GAP)) * line_height(layout, _LABEL)

    def _draw_mark(
        self, surface: pygame.Surface, layout: Layout, x: float, y: float, size: float
    ) -> None:
        _, ink = self._colours(layout.colours, pressed=False)
        picture = mark(self.mark, layout.px(size), ink)
        surface.blit(picture, picture.get_rect(center=(layout.x(x), layout.y(y))))

    def _draw_words(
        self, surface: pygame.Surface, layout: Layout, x: float, y: float, align: Align
    ) -> None:
        _, ink = self._colours(layout.colours, pressed=False)
        room = self.rect.right - GAP - x if align is Align.LEFT else self.rect.w - 2 * GAP
        lines = self._lines(layout, room)
        step = line_height(layout, _LABEL)
        y -= step * (len(lines) - 1) / 2
        for number, line in enumerate(lines):
            label = layout.text(line, _LABEL, ink, bold=True)
            layout.put(surface, label, x, y + number * step, align)

    def _lines(self, layout: Layout, width: float) -> list[str]:
        return layout.lines(self.label, _LABEL, width, 9, bold=True)


@dataclass(slots=True)
class Cards:
    """Cards side by side; below each other, and flat, where texts are large."""

    cards: Sequence[Card]

    @property
    def buttons(self) -> Sequence[Button]:
        """See `Block`."""
        return self.cards

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        if layout.text_scale >= _BESIDE_UNTIL:
            return self._place_below(layout, left, top, width)
        wide = (width - GAP * (len(self.cards) - 1)) / len(self.cards)
        words = max(card.words_height(layout, round(wide)) for card in self.cards)
        high = max(_CARD_HEIGHT, 28 + _MARK + words + 36)
        for number, card in enumerate(self.cards):
            card.rect = pygame.Rect(left + round(number * (wide + GAP)), top, round(wide), high)
        return high

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""

    def _place_below(self, layout: Layout, left: int, top: int, width: int) -> int:
        y, least = top, target_height(layout) + 8
        for card in self.cards:
            room = width - least - GAP
            high = min(max(card.words_height(layout, room) + 16, least), _CARD_HEIGHT - 1)
            card.rect = pygame.Rect(left, y, width, high)
            y += high + GAP
        return y - GAP - top


@dataclass(slots=True)
class MarkBlock:
    """A mark alone, in the middle, in the colour of good news or of quiet words."""

    which: Mark
    size: int = 150
    is_glad: bool = True
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return self.size

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        colours = layout.colours
        ink = colours.glad if self.is_glad else colours.accent
        picture = mark(self.which, layout.px(self.size), ink)
        middle = layout.rect(rect).center
        surface.blit(picture, picture.get_rect(center=middle))
        if self.which is Mark.TICK:
            draw_ring(surface, middle, layout.px(self.size * 0.46), 1.0, ink, colours.raised)


@dataclass(slots=True)
class RestPicture:
    """The seconds that are left of a rest, in rings that breathe."""

    seconds_left: int
    share: float = 0.0
    since_s: float = 0.0
    height: int = _PICTURE
    buttons: Sequence[Button] = ()
    seen: tuple[pygame.Rect, pygame.Rect] | None = field(init=False, default=None)
    """Where it was drawn last, and what could be drawn on."""

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return self.height

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        self.seen = (rect.copy(), surface.get_clip())
        self._draw(surface, layout, rect)

    def draw_again(self, surface: pygame.Surface, layout: Layout) -> pygame.Rect | None:
        """Draw it where it was drawn last; the result is what has changed, if anything."""
        if self.seen is None:
            return None
        rect, clip = self.seen
        changed = layout.rect(rect).clip(clip)
        if not changed:
            return None
        surface.set_clip(changed)
        surface.fill(layout.colours.ground)
        self._draw(surface, layout, rect)
        surface.set_clip(None)
        return changed

    def _draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        colours, area = layout.colours, layout.rect(rect)
        since_s = 0.0 if layout.style.is_calm else self.since_s
        draw_rings(surface, area, colours, self.share, since_s)
        if not self.seconds_left:
            side = layout.px(self.height * 0.34)
            picture = mark(Mark.TICK, side, colours.text)
            surface.blit(picture, picture.get_rect(center=area.center))
            return
        label = fonts.render(str(self.seconds_left), layout.px(_SECONDS), colours.text, bold=True)
        layout.put(surface, label, rect.centerx, rect.centery, Align.MIDDLE)


@dataclass(slots=True)
class BesideRest(Nest):
    """The picture of a rest at the left, words at its right; smaller where texts are large."""

    picture: RestPicture
    words: Sequence[Block]

    @property
    def buttons(self) -> Sequence[Button]:
        """See `Block`."""
        return ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        is_large = layout.text_scale >= _BESIDE_UNTIL
        self.picture.height = _SMALL_PICTURE if is_large else _PICTURE
        words_left = _SMALL_PICTURE + 2 * GAP if is_large else round(width * _WORDS_LEFT)
        placed = stack(layout, self.words, words_left, 0, width - words_left)
        needed = max(rect.bottom for _, rect in placed)
        high = max(needed, self.picture.height)
        down = (high - needed) // 2
        beside = pygame.Rect(0, 0, words_left - 2 * GAP, self.picture.height)
        self._placed = [(block, rect.move(0, down)) for block, rect in placed]
        self._placed.append((self.picture, beside))
        return high
