"""The drawn hand at the bottom of a screen, outside a song: fingers light up when they touch."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pygame

from game.charting.chart import Grip
from game.screens.ui import fonts, hand
from game.screens.ui.blocks import Words
from game.screens.ui.canvas import Canvas
from game.screens.ui.hand_play import HandAtPlay
from game.screens.ui.layout import Layout
from game.screens.ui.playfield import playfield
from game.screens.ui.theme import grip_looks
from game.screens.ui.thumb import Thumb
from game.settings import Hand

TEXT_WIDTH, TEXT_TOP, TEXT_BOTTOM = 1184, 24, 430
"""Where there is room for words above the hand."""
TEXT_GAP = 18
_NAMES_UNTIL = 1.3
"""Where texts are larger, only the finger that is asked for has room for its name."""


class HandStage:
    """Draws the hand with the fingers of `grips`, and knows which of them touch."""

    def __init__(self, grips: Collection[Grip], hand_used: Hand) -> None:
        self._grips = grips
        self.field = playfield(grips, hand_used)
        self._labels: Mapping[Grip, str] = {}
        self._down: dict[object, Grip] = {}
        """What is down, and the finger that is lit for it."""
        self._thumb = Thumb()
        self._layout: Layout | None = None
        self._canvas: Canvas | None = None
        self._picture: HandAtPlay | None = None

    def name(self, labels: Mapping[Grip, str]) -> None:
        """Write on each finger what it presses."""
        self._labels, self._picture = labels, None

    def touch(self, source: object, grip: Grip) -> None:
        """A finger touches the thumb, with whatever `source` is."""
        self._down.pop(source, None)
        self._down[source] = grip

    def let_go(self, source: object) -> None:
        """It does so no longer."""
        self._down.pop(source, None)

    def forget(self) -> None:
        """Nothing is down."""
        self._down.clear()

    def look(self, now_s: float, *, is_calm: bool) -> tuple[object, ...]:
        """Everything the picture depends on now, beside which finger is asked for."""
        self._thumb.go_to(next(reversed(self._down.values()), None), now_s)
        return (frozenset(self._down.values()), self._thumb.place(now_s, is_calm=is_calm))

    def grip_at(self, x: float, y: float) -> Grip | None:
        """The finger under a window pixel, or under the air above its tip."""
        if self._layout is None:
            return None
        at = self._layout.to_design(x, y)
        return self.field.grip_at(*at) if at[1] >= hand.HAND_TOP else None

    def draw(
        self, surface: pygame.Surface, layout: Layout, asked: Grip | None, now_s: float
    ) -> None:
        """Draw ground and hand; the finger that is `asked` for has a ring and a way to it."""
        canvas, picture = self._prepared(surface, layout)
        thumb = self._thumb.place(now_s, is_calm=layout.style.is_calm)
        sprites = picture.below_notes(asked, frozenset(self._down.values()), thumb)
        del sprites["sentence"]
        if layout.text_scale > _NAMES_UNTIL:
            others = {(what, grip) for what in ("tag", "name") for grip in self._grips}
            others -= {("tag", asked), ("name", asked)}
            sprites = {key: one for key, one in sprites.items() if key not in others}
        canvas.show(surface, sprites)
        canvas.show_all(surface)

    def _prepared(self, surface: pygame.Surface, layout: Layout) -> tuple[Canvas, HandAtPlay]:
        """The still hand, and what lights up on it, with today's labels."""
        if self._canvas is None or self._picture is None or layout != self._layout:
            ground = surface.copy()
            ground.fill(layout.colours.ground)
            ground.blit(
                hand.hand_image(layout, self.field),
                layout.rect(hand.hand_rect(layout, self.field)),
            )
            self._layout, self._canvas = layout, Canvas(ground)
            looks = grip_looks(self._grips, layout.colours)
            self._picture = HandAtPlay(layout, self.field, looks, self._labels)
        return self._canvas, self._picture


def draw_words(
    surface: pygame.Surface, layout: Layout, texts: Sequence[Words], below: int = 0
) -> pygame.Rect:
    """Draw texts above the hand, in the middle of the room there is, or above a picture.

    Where there is too little room the largest is made smaller first. The result is a design
    rectangle under them, at least `below` high unless texts are as small as they may be.
    """
    left, high = 640 - TEXT_WIDTH // 2, TEXT_BOTTOM - TEXT_TOP
    room = high - (below + TEXT_GAP if below else 0)
    least = fonts.SMALLEST / layout.text_scale
    while _height(layout, texts) > room:
        largest = max(texts, key=lambda words: words.size)
        if largest.size <= least:
            break
        largest.size -= 1
    used = _height(layout, texts)
    y = TEXT_TOP if below else TEXT_TOP + (high - used) // 2
    for words in texts:
        wide = words.place(layout, left, y, TEXT_WIDTH)
        words.draw(surface, layout, pygame.Rect(left, y, TEXT_WIDTH, wide))
        y += wide + TEXT_GAP
    return pygame.Rect(left, y, TEXT_WIDTH, TEXT_BOTTOM - y)


def _height(layout: Layout, texts: Sequence[Words]) -> int:
    return sum(words.place(layout, 0, 0, TEXT_WIDTH) + TEXT_GAP for words in texts) - TEXT_GAP
