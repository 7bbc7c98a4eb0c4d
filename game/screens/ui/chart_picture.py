"""A chart as a small picture: a lane a finger, a mark a pinch, from the first to the last."""

from __future__ import annotations

from collections import Counter

import pygame

from game.charting.chart import Chart, Grip
from game.screens.ui.layout import Layout
from game.screens.ui.shapes import rounded_box
from game.screens.ui.theme import grip_looks

_INSET_X, _INSET_Y = 14, 10
_CORNER = 16
_MARK_WIDTH = 3
_MARK_SHARE = 0.72
"""How much of its lane's height a mark takes."""


class ChartPicture:
    """Draws a chart, and keeps the picture for as long as it is asked for again."""

    def __init__(self) -> None:
        self._chart: Chart | None = None
        self._look: tuple[object, ...] = ()
        self._picture: pygame.Surface | None = None

    def draw(
        self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect, chart: Chart | None
    ) -> None:
        """Draw `chart` at a design rectangle; an empty panel while there is none."""
        place = layout.rect(rect)
        look = (place.size, layout.scale, layout.colours)
        if self._picture is None or chart is not self._chart or look != self._look:
            self._chart, self._look = chart, look
            self._picture = _picture(layout, place.size, chart)
        surface.blit(self._picture, place)


def place_of(layout: Layout, rect: pygame.Rect, chart: Chart, song_s: float) -> int:
    """Where in the window `song_s` is in the picture drawn at `rect`."""
    place, left = layout.rect(rect), layout.px(_INSET_X)
    width = place.w - 2 * left
    share = min(max(song_s / max(chart.end_s, 1e-6), 0.0), 1.0)
    return place.left + left + round((width - layout.px(_MARK_WIDTH)) * share)


def pinches(chart: Chart) -> tuple[tuple[Grip, int], ...]:
    """How many pinches each finger has in `chart`, in the order of its lanes."""
    counted = Counter(note.grip for note in chart.notes)
    return tuple((grip, counted[grip]) for grip in chart.grips)


def _picture(layout: Layout, size: tuple[int, int], chart: Chart | None) -> pygame.Surface:
    picture = rounded_box(*size, layout.px(_CORNER), layout.colours.panel).copy()
    if chart is None or not chart.grips:
        return picture
    left, top = layout.px(_INSET_X), layout.px(_INSET_Y)
    width, lane = size[0] - 2 * left, (size[1] - 2 * top) / len(chart.grips)
    middles = {
        grip: round(top + lane * (len(chart.grips) - number - 0.5))
        for number, grip in enumerate(chart.grips)
    }
    thin = layout.px(2)
    for middle in middles.values():
        picture.fill(layout.colours.raised, (left, middle - thin // 2, width, thin))
    looks = grip_looks(chart.grips, layout.colours)
    mark, height = layout.px(_MARK_WIDTH), round(lane * _MARK_SHARE)
    across = (width - mark) / max(chart.end_s, 1e-6)
    for note in chart.notes:
        long = max(mark, round(note.duration_s * across))
        place = (left + round(note.time_s * across), middles[note.grip] - height // 2, long, height)
        pygame.draw.rect(picture, looks[note.grip].colour, place, border_radius=mark // 2)
    return picture
