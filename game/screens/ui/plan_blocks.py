"""A guided session as a picture: a bar of its parts, on a card to choose, and how far one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pygame

from game.coach.sitting import Plan
from game.screens.ui.blocks import GAP, line_height
from game.screens.ui.button import CORNER, Button, draw_focus_ring
from game.screens.ui.care_pictures import draw_segments
from game.screens.ui.layout import Layout
from game.screens.ui.shapes import rounded_box
from game.screens.ui.theme import Colour, mixed

_NO_PLAN = Plan(15, 0, 900, 0)
_TITLE, _ABOUT = 36, 26
_INSET = 24
_ABOVE = 18
_BAR = 26
_BAR_BESIDE_UNTIL = 1.3
"""Where texts are larger, the bar of a card lies below its words."""
_WORDS_SHARE = 0.5
_LONGEST = 30
_SEGMENT_GAP = 6


@dataclass(slots=True)
class PlanCard(Button):
    """A session of some length: its minutes, what is in it, and a bar as long as it is."""

    plan: Plan = _NO_PLAN
    about: str = ""

    def height(self, layout: Layout, width: int) -> int:
        """How high it is when it is so wide."""
        words = sum(line_height(layout, size) for _, size, _ in self._lines(layout, width))
        bar = 0 if _is_beside(layout) else _BAR + GAP
        return max(words + bar + 2 * _ABOVE, 128)

    def draw(
        self, surface: pygame.Surface, layout: Layout, *, focused: bool, pressed: bool
    ) -> None:
        """See `Button`."""
        ground, ink = self._colours(layout.colours, pressed=pressed)
        if focused:
            draw_focus_ring(surface, layout, self.rect, 2 * CORNER)
        place = layout.rect(self.rect)
        surface.blit(rounded_box(place.w, place.h, layout.px(2 * CORNER), ground), place)
        lines = self._lines(layout, self.rect.w)
        words = sum(line_height(layout, size) for _, size, _ in lines)
        y = self.rect.top + _ABOVE
        if _is_beside(layout):
            y = self.rect.centery - words // 2
        for text, size, bold in lines:
            step = line_height(layout, size)
            label = layout.text(text, size, ink, bold=bold)
            layout.put(surface, label, self.rect.left + _INSET, y + step / 2)
            y += step
        self._draw_bar(surface, layout, y + GAP, ground, ink)

    def _draw_bar(
        self, surface: pygame.Surface, layout: Layout, top: float, ground: Colour, ink: Colour
    ) -> None:
        room = self.rect.inflate(-2 * _INSET, 0)
        bar = pygame.Rect(room.left, round(top), room.w, _BAR)
        if _is_beside(layout):
            left = self.rect.left + round(self.rect.w * _WORDS_SHARE)
            bar = pygame.Rect(left, self.rect.centery - _BAR // 2, room.right - left, _BAR)
        bar.w = round(bar.w * self.plan.minutes / _LONGEST)
        colours = {"songs": ink, "exercise": mixed(ink, ground, 0.5)}
        parts = tuple((share, colours[name]) for name, share in self.plan.parts)
        draw_segments(surface, layout.rect(bar), parts, layout.px(_SEGMENT_GAP))

    def _lines(self, layout: Layout, width: int) -> list[tuple[str, int, bool]]:
        room = width - 2 * _INSET
        if _is_beside(layout):
            room = round(width * _WORDS_SHARE) - _INSET - GAP
        found: list[tuple[str, int, bool]] = []
        for text, size, bold in ((self.label, _TITLE, True), (self.about, _ABOUT, False)):
            lines = layout.lines(text, size, room, 9, bold=bold)
            found += [(line, size, bold) for line in lines]
        return found


@dataclass(slots=True)
class PlanCards:
    """Cards below each other."""

    cards: Sequence[PlanCard]

    @property
    def buttons(self) -> Sequence[Button]:
        """See `Block`."""
        return self.cards

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        y = top
        for card in self.cards:
            card.rect = pygame.Rect(left, y, width, card.height(layout, width))
            y = card.rect.bottom + GAP
        return y - GAP - top

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""


@dataclass(slots=True)
class PlanBar:
    """The parts of a plan; those that are behind are lit."""

    plan: Plan
    share: float
    height: int = 44
    buttons: Sequence[Button] = field(default=())

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return self.height

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        colours, done = layout.colours, 0.0
        parts: list[tuple[float, Colour]] = []
        for _, share in self.plan.parts:
            lit = min(max(self.share - done, 0.0), share)
            done += share
            if lit > 1e-6:
                parts.append((lit, colours.accent))
            if share - lit > 1e-6:
                parts.append((share - lit, colours.raised))
        draw_segments(surface, layout.rect(rect), tuple(parts), layout.px(_SEGMENT_GAP))


def _is_beside(layout: Layout) -> bool:
    return layout.text_scale < _BAR_BESIDE_UNTIL
