"""What stands still while a song is played: lanes, line and hand, drawn once a window size."""

from __future__ import annotations

from collections.abc import Mapping

import pygame

from game.charting.chart import Grip
from game.screens.ui import hand, shapes
from game.screens.ui.layout import Layout
from game.screens.ui.playfield import HIT_Y, LANES_TOP, Lane, Playfield
from game.screens.ui.theme import Colour, GripLook, mixed

_LANE_LIGHT_TOP, _LANE_LIGHT_LINE = 0.07, 0.24
_EDGE_LIGHT = 0.45
EDGE_BAR_WIDTH, EDGE_BAR_GAP = 10, 8


def play_background(
    surface: pygame.Surface,
    layout: Layout,
    field: Playfield,
    looks: Mapping[Grip, GripLook],
    *,
    shows_edge_bar: bool = False,
) -> pygame.Surface:
    """A picture in the size and format of `surface`, without any words.

    With `shows_edge_bar` a bright bar on each side shows how far the lanes go.
    """
    picture = surface.copy()
    picture.fill(layout.colours.ground)
    for lane in field.lanes:
        _draw_lane(picture, layout, lane, looks[lane.grip].colour)
    _draw_line(picture, layout, field)
    if shows_edge_bar:
        _draw_edge_bars(picture, layout, field)
    place = layout.rect(hand.hand_rect(layout, field))
    picture.blit(hand.hand_image(layout, field), place)
    if any(lane.grip is Grip.KEY for lane in field.lanes):
        _draw_side_mark(picture, layout, field, looks[Grip.KEY].colour)
    return picture


def _draw_lane(picture: pygame.Surface, layout: Layout, lane: Lane, colour: Colour) -> None:
    left, right = layout.x(lane.x - lane.width / 2), layout.x(lane.x + lane.width / 2)
    top, line = layout.y(LANES_TOP), layout.y(HIT_Y)
    for y in range(top, line):
        down = (y - top) / (line - top)
        light = _LANE_LIGHT_TOP + (_LANE_LIGHT_LINE - _LANE_LIGHT_TOP) * down
        picture.fill(mixed(colour, layout.colours.ground, light), (left, y, right - left, 1))
        edge = mixed(colour, layout.colours.ground, light + (_EDGE_LIGHT - _LANE_LIGHT_TOP) * down)
        picture.fill(edge, (left, y, layout.px(1), 1))
        picture.fill(edge, (right - layout.px(1), y, layout.px(1), 1))


def _draw_line(picture: pygame.Surface, layout: Layout, field: Playfield) -> None:
    left, right = layout.x(field.left), layout.x(field.right)
    thickness = layout.px(4)
    place = (left, layout.y(HIT_Y) - thickness // 2, right - left, thickness)
    picture.fill(mixed(layout.colours.dim, layout.colours.ground, 0.55), place)


def _draw_edge_bars(picture: pygame.Surface, layout: Layout, field: Playfield) -> None:
    high = HIT_Y - LANES_TOP
    for left in (field.left - EDGE_BAR_GAP - EDGE_BAR_WIDTH, field.right + EDGE_BAR_GAP):
        bar = layout.rect(pygame.Rect(round(left), LANES_TOP, EDGE_BAR_WIDTH, high))
        picture.blit(shapes.rounded_box(bar.w, bar.h, bar.w // 2, layout.colours.text), bar)


def _draw_side_mark(
    picture: pygame.Surface, layout: Layout, field: Playfield, colour: Colour
) -> None:
    x, y = hand.meeting_point(field, Grip.KEY)
    mark = shapes.disc(
        layout.px(12), mixed(colour, layout.colours.ground, 0.35), colour, layout.px(3)
    )
    half = mark.get_width() // 2
    picture.blit(mark, (layout.x(x) - half, layout.y(y) - half))
