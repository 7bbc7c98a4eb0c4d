"""The page of the fingers: how each one moves by itself, drawn as a hand and said in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pygame

from game.charting.chart import Grip
from game.coach.individuation import Individuation
from game.coach.progress import WEEK_DAYS, GripTrend
from game.screens.ui import finger_words, progress_words, words
from game.screens.ui.blocks import Block, Columns, Space, Words
from game.screens.ui.came_table import CameTable
from game.screens.ui.layout import Align, Layout
from game.screens.ui.lit_hand import LitHand
from game.screens.ui.lit_hand_places import Instead, LitFinger
from game.screens.ui.marked import Marked, Paint, shape_of
from game.screens.ui.plots import GripLine, GripPlot
from game.screens.ui.shapes import limb, rounded_box
from game.screens.ui.theme import grip_looks
from game.screens.ui.tight import Tight
from game.settings import Hand
from game.text import tr

_LEAST_WEEKS = 2
"""Fewer make no line."""
_SIGN = 58
"""Room for a sign whose meaning is told."""


@dataclass(frozen=True, slots=True)
class FingersView:
    """What the page shows of `hand`: a stretch of `days` days (0: all there are), and how often
    each finger hit over time, in stretches of `stretch_days` days."""

    hand: Hand
    found: Individuation
    days: int
    trends: Sequence[GripTrend]
    stretch_days: int
    today: date


def fingers(view: FingersView) -> Sequence[Block]:
    """The page."""
    found = view.found
    sentence = finger_words.first_sentence(found, is_all=not view.days)
    first: list[Block] = [Words(sentence, 32, ink="glad")]
    if not found.notes:
        return (*first, Space(8), Words(_what_comes(), ink="dim"))
    if finger_words.freed_most(found) and found.telling:
        first.append(Words(finger_words.when_due(found.telling[0])))
    is_compared = any((found.extra_change, *(one.change for one in found.fingers)))
    about = finger_words.comparison(view.days) if view.days and is_compared else ""
    told = (_legend(found), *_table(found)) if found.has_enough else ()
    left, right = (_picture(view), *told), (*_each(found), *_over_time(view))
    return (Tight(first), Columns(left, right), Words(about, 24, ink="dim"))


def _what_comes() -> str:
    return tr(
        "Play some songs: then a hand is lit here by how often each finger comes by itself, with "
        "an arrow to another finger that comes in its place."
    )


def _picture(view: FingersView) -> Block:
    found = view.found
    extra = {one.grip: found.a_hundred(one.extra) for one in found.fingers}
    lit = [
        LitFinger(
            one.grip,
            one.by_itself if one.has_enough else None,
            finger_words.percent(one.by_itself)
            if one.has_enough and one.by_itself is not None
            else "",
            finger_words.plus(extra[one.grip]) if found.has_enough else "",
        )
        for one in found.fingers
    ]
    arrows = [
        Instead(one.due, one.came, one.share, finger_words.percent(one.share))
        for one in found.telling
    ]
    return LitHand(view.hand, lit, arrows)


def _legend(found: Individuation) -> Block:
    """What the signs in the picture mean; the sum of the extra pinches is told with them."""
    lines: list[Block] = [_sign(_paint_pill, tr("How often it came by itself."))]
    if found.telling:
        lines.append(
            _sign(_paint_arrow, tr("Points to the finger that came first instead, and how often."))
        )
    lines.append(_sign(_paint_plus, finger_words.extra(found)))
    return Tight(lines, gap=6)


def _table(found: Individuation) -> Sequence[Block]:
    """Every finger that was due often enough, beside every other that came."""
    fingers = [one for one in found.fingers if one.has_enough]
    if not any(one.instead for one in fingers):
        return ()
    title = tr("In each row a finger was due: so many times in 100 another one came first")
    return (Space(4), Words(title, 24), CameTable(fingers))


def _each(found: Individuation) -> Sequence[Block]:
    grips = [one.grip for one in found.fingers]
    looks = grip_looks(grips)
    return [
        Marked(
            shape_of(one.grip, grips),
            (
                Words(looks[one.grip].name, bold=True),
                Words(finger_words.about(one), 24, ink="dim"),
            ),
        )
        for one in found.fingers
    ]


def _over_time(view: FingersView) -> Sequence[Block]:
    """How often each finger hit, once there are weeks enough to make a line."""
    lasts = sorted({point.last for one in view.trends for point in one.points})
    if len(lasts) < _LEAST_WEEKS:
        return ()
    lines: list[GripLine] = []
    for one in view.trends:
        rates = {point.last: point.hit_rate for point in one.points}
        lines.append(GripLine(one.grip, [rates.get(last) for last in lasts]))
    firsts = [point.first for one in view.trends for point in one.points]
    ends = (words.day(min(firsts), view.today), words.day(lasts[-1], view.today))
    title = progress_words.grips_title(max(view.stretch_days, WEEK_DAYS))
    return (Space(4), Words(title, bold=True), GripPlot(lines, ends))


def _sign(paint: Paint, text: str) -> Block:
    return Marked(paint, (Words(text, 24),), room=_SIGN, line=24)


def _paint_pill(surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
    """An empty pill in the colour of a finger."""
    colours = layout.colours
    pill = pygame.Rect(rect.left, 0, round(rect.w * 0.72), round(rect.h * 0.8))
    pill.centery = rect.centery
    place, rim = layout.rect(pill), layout.px(2)
    edge = grip_looks((Grip.INDEX,), colours)[Grip.INDEX].colour
    surface.blit(rounded_box(place.w, place.h, place.h // 2, edge), place)
    inner = place.inflate(-2 * rim, -2 * rim)
    surface.blit(rounded_box(inner.w, inner.h, inner.h // 2, colours.ground), inner)
    label = layout.text("%", 24, colours.text, bold=True)
    layout.put(surface, label, pill.centerx, pill.centery, Align.MIDDLE)


def _paint_arrow(surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
    colour, y = layout.colours.text, rect.centery
    reach, head = rect.w * 0.66, rect.h * 0.36
    radius = max(layout.px(3), 1)
    points = [(rect.left + 4, y), (rect.left + reach - head, y)]
    ends = [(layout.x(px), layout.y(py)) for px, py in points]
    for start, end in pairwise(ends):
        limb(surface, colour, start, radius, end, radius)
    corners = [(reach + 4, 0.0), (reach - head, -head * 0.8), (reach - head, head * 0.8)]
    head_points = [(layout.x(rect.left + dx), layout.y(y + dy)) for dx, dy in corners]
    pygame.draw.polygon(surface, colour, head_points)


def _paint_plus(surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
    label = layout.text("+1", 24, layout.colours.text, bold=True)
    layout.put(surface, label, rect.left + 4, rect.centery)
