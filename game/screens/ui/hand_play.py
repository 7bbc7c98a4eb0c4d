"""The hand at play: targets on the fingertips, the thumb that meets them, and the way it takes."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import pygame

from game.charting.chart import Grip
from game.screens.ui import fonts, hand, shapes
from game.screens.ui.canvas import Sprite
from game.screens.ui.lanes import letter_on
from game.screens.ui.layout import Align, Layout
from game.screens.ui.playfield import HIT_Y, Playfield
from game.screens.ui.theme import Colour, GripLook, mixed
from game.screens.ui.thumb import SHARES
from game.text import later, tr

NAME_Y = 602.0
NAME_ROWS = (598.0, 631.0)
"""Where names stand in two rows, one finger up, one down, that have no room side by side."""
PILL_BOTTOM = 716
_PILL_HEIGHT, _PILL_HIGHEST = 52, 68
_PILL_MARGIN = 30
_NAME_SIZE, _ROW_SIZE = 26, 32
_NAME_GAP = 10
_WORTH_ROWS = 1.2
"""Two rows are for names that are so much larger in them."""
_SENTENCE_SIZE = 30
_SENTENCE_ROOM = 900
_SIDES = (24, 1256)
_AFTER_LAST = later("That was the last note")
_DUE_RING, _RING_SHARE = 60, 0.56
_DOT_GAP = 15
_MARK_RADIUS = 11
_TAG_BESIDE, _TAG_HEIGHT = 5, 0.9
"""How much wider than a name the tag behind it is, at each side, and how high it is in ems."""
_NAME_ROOM = 9
"""Beside a name: the largest dot with its edge."""


@dataclass(frozen=True, slots=True)
class _GripPictures:
    target: Sprite
    lit_target: Sprite
    due_ring: Sprite
    tag: Sprite
    name: Sprite
    due_name: Sprite
    dots: Sprite
    thumbs: tuple[Sprite, ...]
    """The thumb at each of its steps towards this grip, the first one at rest."""
    thumb_due: Sprite
    """The mark on the resting thumb while this grip is due."""
    thumbs_lit: tuple[Sprite, ...]
    sentence: Sprite


class HandAtPlay:
    """The pictures of the hand for one playfield at one window size."""

    def __init__(
        self,
        layout: Layout,
        field: Playfield,
        looks: Mapping[Grip, GripLook],
        key_labels: Mapping[Grip, str],
    ) -> None:
        self._layout = layout
        self._field = field
        self._resting_thumb = self._thumb(None, 0.0)
        self._name_places, self._has_all_names = _name_places(layout, field, looks)
        self._names = [self._name_rect(grip, look) for grip, look in looks.items()]
        self._grips = {
            grip: self._pictures_of(grip, look, key_labels.get(grip, ""))
            for grip, look in looks.items()
        }
        self._last_sentence = self._sentence(tr(_AFTER_LAST))

    def below_notes(
        self, due: Grip | None, pinched: frozenset[Grip], thumb: tuple[Grip | None, int]
    ) -> dict[Hashable, Sprite]:
        """What notes fall onto. `thumb` is the grip that the thumb is near, and at which step."""
        near, step = thumb
        sprites: dict[Hashable, Sprite] = {}
        sprites["thumb"] = self._resting_thumb if near is None else self._grips[near].thumbs[step]
        if near is not None:
            sprites["thumb light"] = self._grips[near].thumbs_lit[step]
        elif due is not None:
            sprites["way"] = self._grips[due].dots
            sprites["thumb light"] = self._grips[due].thumb_due
        if due is not None:
            sprites["due ring"] = self._grips[due].due_ring
        named = [one for one in self._grips if one is due or self._has_all_names]
        sprites |= {("tag", grip): self._grips[grip].tag for grip in named}
        for grip, pictures in self._grips.items():
            sprites["target", grip] = pictures.lit_target if grip in pinched else pictures.target
            if grip in named:
                sprites["name", grip] = pictures.due_name if grip is due else pictures.name
        sprites["sentence"] = self._last_sentence if due is None else self._grips[due].sentence
        return sprites

    def _pictures_of(self, grip: Grip, look: GripLook, letter: str) -> _GripPictures:
        layout, field = self._layout, self._field
        radius = layout.px(field.note_radius)
        waiting = shapes.hollow(look.shape, radius, look.colour, look.halo)
        lit = shapes.hollow(look.shape, radius, look.colour, look.halo, filled=1.0)
        x = field.lane(grip).x
        due_ring = min(_DUE_RING, field.pitch * _RING_SHARE)
        ring = shapes.ring(layout.px(due_ring), layout.px(3), look.colour, 255)
        dark = mixed(look.colour, layout.colours.ground, 0.3)
        return _GripPictures(
            target=self._centred(
                letter_on(layout, waiting, look, letter, layout.colours.text, field.note_radius),
                *(x, HIT_Y),
            ),
            lit_target=self._centred(
                letter_on(layout, lit, look, letter, look.on_grip, field.note_radius), x, HIT_Y
            ),
            due_ring=self._centred(ring, x, HIT_Y),
            tag=self._tag(grip, look),
            name=self._name(grip, look, layout.colours.dim, bold=False),
            due_name=self._name(grip, look, layout.colours.text, bold=True),
            dots=self._dots(grip, look.colour),
            thumbs=tuple(
                self._thumb(grip, share) if share else self._resting_thumb for share in SHARES
            ),
            thumb_due=self._thumb_light(field.thumb, dark, look.colour),
            thumbs_lit=tuple(
                self._thumb_light(
                    hand.thumb_tip(field, grip, share),
                    *(look.colour, look.colour, hand.TOUCHING_LIGHT_RADIUS),
                )
                for share in SHARES
            ),
            sentence=self._sentence(look.to_do),
        )

    def _centred(self, picture: pygame.Surface, x: float, y: float) -> Sprite:
        left = self._layout.x(x) - picture.get_width() // 2
        return Sprite(picture, left, self._layout.y(y) - picture.get_height() // 2)

    def _name(self, grip: Grip, look: GripLook, colour: Colour, *, bold: bool) -> Sprite:
        x, y, size = self._name_places[grip]
        label = self._layout.text(look.name, size, colour, bold=bold)
        return self._layout.sprite(label, x, y, Align.MIDDLE)

    def _tag(self, grip: Grip, look: GripLook) -> Sprite:
        """In the skin's colour, for the name: edges of fingers and thumb may lie behind it."""
        layout, (x, y, size) = self._layout, self._name_places[grip]
        name = self._name(grip, look, layout.colours.text, bold=True)
        high = round(layout.type_px(size) * _TAG_HEIGHT)
        tag = shapes.rounded_box(
            name.rect.w + 2 * layout.px(_TAG_BESIDE), high, high // 3, layout.colours.skin
        )
        return self._centred(tag, x, y)

    def _name_rect(self, grip: Grip, look: GripLook) -> pygame.Rect:
        """The window pixels of a finger's name: the thumb's way leaves them free."""
        name = self._name(grip, look, self._layout.colours.text, bold=True)
        return name.rect.inflate(2 * self._layout.px(_NAME_ROOM), 0)

    def _thumb(self, towards: Grip | None, share: float) -> Sprite:
        layout, field = self._layout, self._field
        place = layout.rect(hand.thumb_rect(layout, field, towards, share))
        return Sprite(hand.thumb_image(layout, field, towards, share), place.x, place.y)

    def _thumb_light(
        self,
        tip: shapes.Point,
        colour: Colour,
        edge: Colour,
        radius: float = hand.THUMB_LIGHT_RADIUS,
    ) -> Sprite:
        layout = self._layout
        picture = shapes.disc(layout.px(radius), colour, edge, layout.px(4))
        return self._centred(picture, *tip)

    def _dots(self, grip: Grip, colour: Colour) -> Sprite:
        points = hand.path_points(self._field, grip, _DOT_GAP)
        grown = 2.0 / len(points)
        return self._way([(p, 3.5 + grown * place) for place, p in enumerate(points)], colour)

    def _way(self, dots: list[tuple[shapes.Point, float]], colour: Colour) -> Sprite:
        """Dots with a dark edge, so that they are seen on lanes, ground and fingers alike."""
        finer, layout = 3, self._layout
        dots = [(point, radius) for point, radius in dots if not self._is_on_name(*point)] or dots
        reach = max(radius for _, radius in dots) + 4
        xs, ys = [x for (x, _), _ in dots], [y for (_, y), _ in dots]
        left, top = layout.x(min(xs) - reach), layout.y(min(ys) - reach)
        size = (layout.x(max(xs) + reach) - left, layout.y(max(ys) + reach) - top)
        large = pygame.Surface((size[0] * finer, size[1] * finer), pygame.SRCALPHA)
        large.fill((*layout.colours.ground, 0))
        scale = layout.scale * finer
        origin_x, origin_y = layout.to_design(left, top)
        for ink, grown in ((layout.colours.ground, 2.5), (colour, 0.0)):
            for (x, y), radius in dots:
                middle = ((x - origin_x) * scale, (y - origin_y) * scale)
                pygame.draw.circle(large, ink, middle, math.ceil((radius + grown) * scale))
        return Sprite(pygame.transform.smoothscale(large, size), left, top)

    def _is_on_name(self, x: float, y: float) -> bool:
        place = (self._layout.x(x), self._layout.y(y))
        return any(name.collidepoint(place) for name in self._names)

    def _sentence(self, text: str) -> Sprite:
        layout = self._layout
        size = layout.fitting_size(text, _SENTENCE_SIZE, _SENTENCE_ROOM, bold=True)
        high = min(max(_PILL_HEIGHT, round(size * layout.text_scale * 1.3)), _PILL_HIGHEST)
        size = min(size, _PILL_HIGHEST / layout.text_scale / 1.3)
        label = layout.text(text, size, layout.colours.text, bold=True)
        width = max(label.width + 2 * layout.px(_PILL_MARGIN), layout.px(380))
        height, edge = layout.px(high), layout.px(2)
        picture = shapes.rounded_box(width, height, height // 2, layout.colours.skin_edge).copy()
        inner = shapes.rounded_box(
            width - 2 * edge, height - 2 * edge, height // 2 - edge, layout.colours.panel
        )
        picture.blit(inner, (edge, edge))
        picture.blit(label.image, ((width - label.width) // 2, height // 2 - label.middle))
        reach = self._field.reach
        left, right = layout.x(_SIDES[0]), layout.x(_SIDES[1])
        x = layout.x(sum(reach) / 2) - width // 2
        return Sprite(picture, max(min(x, right - width), left), layout.y(PILL_BOTTOM) - height)


def _name_places(
    layout: Layout, field: Playfield, looks: Mapping[Grip, GripLook]
) -> tuple[dict[Grip, tuple[float, float, float]], bool]:
    """Where each finger's name stands, and its size: in two rows if there is no room in one.

    The second result is whether there is room for all of them at once.
    """
    names = {grip: look.name for grip, look in looks.items()}
    ordered = sorted(names, key=lambda grip: field.lane(grip).x)
    between = [
        hand.finger_x(field, right, NAME_Y) - hand.finger_x(field, left, NAME_Y)
        for left, right in pairwise(ordered)
    ]
    room = min(between, default=2 * field.pitch) - _NAME_GAP
    rows = {grip: NAME_ROWS[number % 2] for number, grip in enumerate(ordered)}
    xs = {grip: hand.finger_x(field, grip, y) for grip, y in rows.items()}
    apart = [xs[right] - xs[left] for left, right in zip(ordered, ordered[2:], strict=False)]
    room_in_row = min(apart, default=4 * field.pitch) - _NAME_GAP

    def largest(size: float, room: float) -> float:
        return min(layout.fitting_size(name, size, room, bold=True) for name in names.values())

    beside = largest(_NAME_SIZE, room)
    above = largest(min(_NAME_SIZE, _ROW_SIZE / layout.text_scale), room_in_row)

    def has_room(size: float, room: float) -> bool:
        pixels = layout.type_px(size)
        return all(
            fonts.width(name, pixels, bold=True) <= layout.px(room) for name in names.values()
        )

    in_two = not has_room(beside, room) or above >= beside * _WORTH_ROWS
    if in_two and has_room(above, room_in_row):
        return {grip: (xs[grip], float(y), above) for grip, y in rows.items()}, True
    places = {g: (hand.finger_x(field, g, NAME_Y), float(NAME_Y), beside) for g in ordered}
    return places, has_room(beside, room)
