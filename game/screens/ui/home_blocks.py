"""What the home screen is made of beside words and buttons: who plays, and today's song."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pygame

from game.screens.ui.blocks import GAP, Buttons, button_width, line_height, target_height
from game.screens.ui.button import CORNER, Button, draw_focus_ring
from game.screens.ui.icons import Icon, icon, stars
from game.screens.ui.layout import Layout
from game.screens.ui.portrait import Face, draw_face
from game.screens.ui.shapes import disc, rounded_box
from game.screens.ui.theme import mixed

_FACE = 56
_CARD_HEIGHT = 104
_ONE_ABOVE = 1.3
"""Where texts are larger than so much, a card has the whole width."""
_INSET = 32
_SMALL_INSET = 24
_DISC = 156
_DISC_UNTIL = 1.5
"""Where texts are larger, they need the room of the picture."""
_STAR = 34
_MOST_TITLE_LINES = 2
_LEAST_HEIGHT = 352


@dataclass(slots=True)
class FaceButton(Button):
    """A player: the picture, the name, and a line about them."""

    face: Face = field(default_factory=lambda: Face(0, ""))
    about: str = ""
    is_alone: bool = False
    """Only the picture is shown."""

    def width(self, layout: Layout) -> int:
        """How wide it wants to be."""
        name = button_width(layout, Button("", self.rect, self.face.name))
        return name + self._face_size(layout) + _INSET // 2

    def draw(
        self, surface: pygame.Surface, layout: Layout, *, focused: bool, pressed: bool
    ) -> None:
        """See `Button`; a name that is too long is shortened."""
        ground, ink = self._colours(layout.colours, pressed=pressed)
        if focused:
            draw_focus_ring(surface, layout, self.rect, CORNER)
        place, size = layout.rect(self.rect), self._face_size(layout)
        surface.blit(rounded_box(place.w, place.h, layout.px(CORNER), ground), place)
        if self.is_alone:
            draw_face(surface, layout, self.face, *self.rect.center, size)
            return
        middle = self.rect.left + _INSET // 2 + size / 2
        draw_face(surface, layout, self.face, middle, self.rect.centery, size)
        left = self.rect.left + _INSET + size
        room = self.rect.right - _INSET // 2 - left
        name = layout.text(self.face.name, 30, ink, bold=True, most=room)
        step = line_height(layout, 30) / 2 if self.about else 0
        layout.put(surface, name, left, self.rect.centery - step)
        if self.about:
            about = layout.text(self.about, 26, ink, most=room)
            layout.put(surface, about, left, self.rect.centery + step)

    def _face_size(self, layout: Layout) -> int:
        size = max(round(_FACE * layout.text_scale), self.rect.h - 2 * _INSET)
        return min(size, self.rect.h - 12) if self.rect.h else size


@dataclass(slots=True)
class Cards(Buttons):
    """Players side by side, below each other where texts are large; each has two lines."""

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        height = round(_CARD_HEIGHT * layout.text_scale)
        most = 1 if layout.text_scale > _ONE_ABOVE else self.most
        return Buttons(self.buttons, height, most).place(layout, left, top, width)


@dataclass(slots=True)
class Corners:
    """Two buttons at the ends of a line, each as wide as it needs to be."""

    left: FaceButton
    right: Button

    @property
    def buttons(self) -> Sequence[Button]:
        """See `Block`."""
        return (self.left, self.right)

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        high = target_height(layout)
        wide = button_width(layout, self.right)
        self.right.rect = pygame.Rect(left + width - wide, top, wide, high)
        most = width - wide - 2 * GAP
        self.left.rect = pygame.Rect(left, top, min(self.left.width(layout), most), high)
        return high

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""


@dataclass(slots=True)
class TodayButton(Button):
    """Today's song as one large button: `label`, then the title, why it is, and its stars."""

    title: str = ""
    reason: str = ""
    star_count: int = 0

    def height(self, layout: Layout, width: int) -> int:
        """How high it is when it is so wide."""
        lines = sum(line_height(layout, size) for _, size, _ in self._lines(layout, width))
        needed = lines + self._stars_height(layout)
        if not self._has_disc(layout):
            return needed + 2 * _SMALL_INSET
        return max(needed + 2 * _INSET, _LEAST_HEIGHT)

    def draw(
        self, surface: pygame.Surface, layout: Layout, *, focused: bool, pressed: bool
    ) -> None:
        """See `Button`."""
        ground, ink = self._colours(layout.colours, pressed=pressed)
        if focused:
            draw_focus_ring(surface, layout, self.rect, 2 * CORNER)
        place = layout.rect(self.rect)
        surface.blit(rounded_box(place.w, place.h, layout.px(2 * CORNER), ground), place)
        left = self.rect.left + _INSET
        if self._has_disc(layout):
            self._draw_disc(surface, layout)
            left += _DISC + _INSET
        lines = self._lines(layout, self.rect.w)
        high = sum(line_height(layout, size) for _, size, _ in lines) + self._stars_height(layout)
        y = self.rect.centery - high / 2
        for text, size, bold in lines:
            step = line_height(layout, size)
            label = layout.text(text, size, ink, bold=bold)
            layout.put(surface, label, left, y + step / 2)
            y += step
        if self.star_count:
            lit = stars(
                self.star_count,
                layout.px(_STAR * layout.text_scale),
                ink,
                mixed(ink, ground, 0.25),
            )
            surface.blit(lit, (layout.x(left), layout.y(y + 10)))

    def _draw_disc(self, surface: pygame.Surface, layout: Layout) -> None:
        ground, ink = self._colours(layout.colours, pressed=False)
        x, y = layout.x(self.rect.left + _INSET + _DISC / 2), layout.y(self.rect.centery)
        for picture in (
            disc(layout.px(_DISC / 2), ink, ink, 0),
            icon(Icon.PLAY, layout.px(_DISC * 0.66), ground),
        ):
            surface.blit(picture, picture.get_rect(center=(x, y)))

    def _has_disc(self, layout: Layout) -> bool:
        return layout.text_scale < _DISC_UNTIL

    def _stars_height(self, layout: Layout) -> int:
        return round(_STAR * layout.text_scale) + 14 if self.star_count else 0

    def _lines(self, layout: Layout, width: int) -> list[tuple[str, int, bool]]:
        room = width - 2 * _INSET - (_DISC + _INSET if self._has_disc(layout) else 0)
        found: list[tuple[str, int, bool]] = []
        for text, size, bold, most in (
            (self.label, 32, False, 9),
            (self.title, 56 if self._has_disc(layout) else 40, True, _MOST_TITLE_LINES),
            (self.reason, 28, False, 9),
        ):
            lines = layout.lines(text, size, room, most, bold=bold)
            found += [(line, size, bold) for line in lines]
        return found


@dataclass(slots=True)
class TodaySong:
    """Today's song, as wide as the page."""

    button: TodayButton

    @property
    def buttons(self) -> Sequence[Button]:
        """See `Block`."""
        return (self.button,)

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        high = self.button.height(layout, width)
        self.button.rect = pygame.Rect(left, top, width, high)
        return high

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
