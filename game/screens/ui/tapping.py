"""What is seen while taps are taken: a disc that comes to a ring, and where the taps lie."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import pygame

from game.play.calibration import Tapped
from game.screens.ui import shapes
from game.screens.ui.blocks import Words, target_height
from game.screens.ui.canvas import Canvas, Sprite
from game.screens.ui.layout import Align, Layout
from game.screens.ui.shapes import rounded_box
from game.screens.ui.tap_scale import TapScale, scale_height
from game.screens.ui.theme import Shape, mixed
from game.settings import Hand
from game.text import tr
from game.timing_check import TimingCheck

APPROACH_S = 2.0
TAP_AREA_BOTTOM = 572
_LEFT, _RIGHT = 48, 1232
_LANE_TOP, _LINE_Y, _LANE_BOTTOM = 200, 470, 560
_LANE_WIDTH = 150
_LANE_FROM_EDGE = 160
_NOTE_RADIUS = 34
_PANEL = pygame.Rect(_LEFT, 36, 960, 524)
_INSET = 50


@dataclass(frozen=True, slots=True)
class Said:
    """The words beside the lane: what to do, how many taps there are, and how many are needed."""

    what_to_do: str
    count: str
    more: str


class Tapping:
    """The picture in one window size, for one number of taps; notes move over it."""

    def __init__(
        self,
        surface: pygame.Surface,
        layout: Layout,
        hand: Hand,
        said: Said,
        reach_ms: int,
    ) -> None:
        self._layout = layout
        self._panel = _PANEL.copy()
        if hand is Hand.LEFT:
            self._panel.right = _RIGHT
        self._lane_x = _LANE_FROM_EDGE if hand is Hand.LEFT else 1280 - _LANE_FROM_EDGE
        picture = surface.copy()
        picture.fill(layout.colours.ground)
        place = layout.rect(self._panel)
        picture.blit(rounded_box(place.w, place.h, layout.px(24), layout.colours.panel), place)
        inside = self._panel.inflate(-2 * _INSET, 0)
        high = scale_height(layout)
        self._scale = TapScale(
            pygame.Rect(inside.left, inside.bottom - high - 16, inside.w, high), reach_ms
        )
        self._scale.draw(picture, layout)
        self._draw_words(picture, inside, said)
        self._draw_lane(picture)
        self._canvas = Canvas(picture)
        self.picture = picture
        """What stands still; a button may be drawn on it before it is shown."""

    def show(self, surface: pygame.Surface, sprites: dict[Hashable, Sprite]) -> list[pygame.Rect]:
        """Show it with what moves; the result is what was redrawn."""
        return self._canvas.show(surface, sprites)

    def sprites(
        self, check: TimingCheck, taps: Tapped | None, ahead_s: float, *, is_lit: bool
    ) -> dict[Hashable, Sprite]:
        """What moves: the taps so far, the notes, and a light round the ring."""
        made = self._scale.sprites(self._layout, taps) if taps else {}
        made |= self._notes(check, check.song_s + ahead_s)
        if is_lit:
            layout = self._layout
            lit = shapes.ring(layout.px(_NOTE_RADIUS + 14), layout.px(5), layout.colours.text, 255)
            made["lit"] = _centred(lit, layout.x(self._lane_x), layout.y(_LINE_Y))
        return made

    def _draw_words(self, picture: pygame.Surface, inside: pygame.Rect, said: Said) -> None:
        """All of them where there is room; where words are large, those that change."""
        layout = self._layout
        words = [
            Words(said.what_to_do, 28, ink="dim"),
            Words(said.count, 36, bold=True),
            Words(said.more, 26, ink="dim"),
        ]
        bottom = self._scale.rect.top - 8
        heights = [one.place(layout, 0, 0, inside.w) for one in words]
        if sum(heights) + 16 > bottom - inside.top - 16:
            del words[0], heights[0]
        top = inside.top + 20
        for number, (one, high) in enumerate(zip(words, heights, strict=True)):
            one.draw(picture, layout, pygame.Rect(inside.left, top, inside.w, high))
            top += high + (16 if number == 0 and len(words) > 2 else 0)

    def _draw_lane(self, picture: pygame.Surface) -> None:
        layout, x = self._layout, self._lane_x
        lane = pygame.Rect(0, _LANE_TOP, _LANE_WIDTH, _LANE_BOTTOM - _LANE_TOP)
        lane.centerx = x
        picture.fill(mixed(layout.colours.four[0], layout.colours.ground, 0.14), layout.rect(lane))
        line = pygame.Rect(lane.left - 20, _LINE_Y - 2, lane.w + 40, 4)
        picture.fill(mixed(layout.colours.dim, layout.colours.ground, 0.55), layout.rect(line))
        target = shapes.hollow(
            Shape.CIRCLE, layout.px(_NOTE_RADIUS), layout.colours.four[0], layout.colours.halo
        )
        sprite = _centred(target, layout.x(x), layout.y(_LINE_Y))
        picture.blit(sprite.image, (sprite.x, sprite.y))

    def _notes(self, check: TimingCheck, drawn_s: float) -> dict[Hashable, Sprite]:
        layout = self._layout
        disc = shapes.solid(
            Shape.CIRCLE, layout.px(_NOTE_RADIUS), layout.colours.four[0], layout.colours.halo
        )
        x, made = layout.x(self._lane_x), dict[Hashable, Sprite]()
        for click in check.clicks:
            left_s = click.time_s - drawn_s
            y = _LINE_Y - left_s / APPROACH_S * (_LINE_Y - _LANE_TOP)
            if _LANE_TOP <= y <= _LANE_BOTTOM:
                made[click.time_s] = _centred(disc, x, layout.y(y))
        return made


def draw_stop_hint(picture: pygame.Surface, layout: Layout, stop: pygame.Rect) -> None:
    """Say beside the button what stops the taps."""
    said = Words(tr("Escape or this button stops."), 26, ink="dim", align=Align.RIGHT)
    room = stop.left - 24 - _LEFT
    high = said.place(layout, 0, 0, room)
    said.draw(picture, layout, pygame.Rect(_LEFT, stop.centery - high // 2, room, high))


def stop_rect(layout: Layout, width: int) -> pygame.Rect:
    """Where the button that stops is; its label is so wide."""
    high = target_height(layout)
    return pygame.Rect(_RIGHT - max(width, 262), 644 - high // 2 + 16, max(width, 262), high)


def _centred(picture: pygame.Surface, x: int, y: int) -> Sprite:
    return Sprite(picture, x - picture.get_width() // 2, y - picture.get_height() // 2)
