"""Which finger came first when which was due, as a table: rows are due, columns came."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.charting.chart import Grip, lane_order
from game.coach.individuation import CameFirst, Finger
from game.screens.ui import finger_words, fonts, shapes, words
from game.screens.ui.blocks import line_height
from game.screens.ui.button import Button
from game.screens.ui.layout import Align, Layout
from game.screens.ui.shapes import rounded_box
from game.screens.ui.theme import GripLook, grip_looks
from game.text import tr

_TEXT = 26
_SHAPE = 12
_ROOM = 18
_ROW = 1.25
"""Rows are so much higher than their text."""


@dataclass(slots=True)
class CameTable:
    """A row for each of `fingers`, a column for each that came or was due: of 100 notes of the row,
    on so many the column came first. The last column tells of how many notes that is."""

    fingers: Sequence[Finger]
    buttons: Sequence[Button] = ()

    @property
    def came(self) -> Sequence[Grip]:
        """The grips of the columns, in lane order."""
        found = {one.came for finger in self.fingers for one in finger.instead}
        return lane_order({*found, *(finger.grip for finger in self.fingers)})

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return self._row_height(layout) * (1 + len(self.fingers))

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        looks = grip_looks(self.came, layout.colours)
        columns = self._measured(layout, rect, looks)
        high = self._row_height(layout)
        for grip, x in columns.xs.items():
            _put_shape(surface, layout, looks[grip], x, rect.top + high / 2)
        if columns.notes_right:
            label = layout.text(tr("Notes"), _TEXT, layout.colours.dim)
            layout.put(surface, label, columns.notes_right, rect.top + high / 2, Align.RIGHT)
        for number, finger in enumerate(self.fingers):
            row = pygame.Rect(rect.left, rect.top + high * (number + 1), rect.w, high)
            self._draw_row(surface, layout, row, finger, columns)

    def _draw_row(
        self,
        surface: pygame.Surface,
        layout: Layout,
        row: pygame.Rect,
        finger: Finger,
        columns: _Columns,
    ) -> None:
        colours, y = layout.colours, row.centery
        place = layout.rect(pygame.Rect(row.left, row.top + 3, row.w, row.h - 6))
        surface.blit(rounded_box(place.w, place.h, layout.px(8), colours.panel), place)
        look = grip_looks(self.came, colours)[finger.grip]
        _put_shape(surface, layout, look, row.left + columns.shape, y)
        if columns.has_names:
            x = row.left + columns.shape * 2 + 6
            layout.put(surface, layout.text(look.name, _TEXT), x, y)
        of = {one.came: one for one in finger.instead}
        for grip, x in columns.xs.items():
            if grip is not finger.grip:
                self._draw_cell(surface, layout, (x, y), of.get(grip))
        if columns.notes_right:
            label = layout.text(words.number(finger.timing.notes), _TEXT, colours.dim)
            layout.put(surface, label, columns.notes_right - _ROOM // 2, y, Align.RIGHT)

    def _draw_cell(
        self,
        surface: pygame.Surface,
        layout: Layout,
        at: tuple[float, float],
        one: CameFirst | None,
    ) -> None:
        """Few of them are few: only what is worth telling stands out."""
        stands_out = one is not None and one.is_telling
        ink = layout.colours.text if stands_out else layout.colours.dim
        count = finger_words.a_hundred(one.share) if one else 0
        label = layout.text(str(count), _TEXT, ink, bold=stands_out)
        layout.put(surface, label, *at, Align.MIDDLE)

    def _row_height(self, layout: Layout) -> int:
        return round(line_height(layout, _TEXT) * _ROW)

    def _measured(self, layout: Layout, rect: pygame.Rect, looks: dict[Grip, GripLook]) -> _Columns:
        """Names and notes are there where the width has room for them."""
        shape = round(_SHAPE * layout.text_scale * 1.5) + 4
        cell = _width(layout, "100") + _ROOM
        names = max(_width(layout, look.name) for look in looks.values()) + _ROOM
        notes = max(_width(layout, tr("Notes")), _width(layout, "10 000")) + _ROOM
        spare = rect.w - 2 * shape - cell * len(self.came)
        has_names = spare >= names
        has_notes = spare - names * has_names >= notes
        first = rect.left + 2 * shape + names * has_names
        last = rect.right - (notes if has_notes else 0)
        step = (last - first) / len(self.came)
        xs = {grip: first + step * (place + 0.5) for place, grip in enumerate(self.came)}
        return _Columns(shape, has_names, xs, rect.right if has_notes else 0)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of a table are; `notes_right` is 0 where there is no room for the notes."""

    shape: int
    has_names: bool
    xs: dict[Grip, float]
    notes_right: int


def _put_shape(surface: pygame.Surface, layout: Layout, look: GripLook, x: float, y: float) -> None:
    picture = shapes.solid(look.shape, layout.type_px(_SHAPE), look.colour, look.halo)
    half = picture.get_width() // 2
    surface.blit(picture, (layout.x(x) - half, layout.y(y) - half))


def _width(layout: Layout, text: str) -> int:
    return math.ceil(fonts.width(text, layout.type_px(_TEXT), bold=True) / layout.scale)
