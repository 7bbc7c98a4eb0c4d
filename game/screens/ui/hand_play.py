"""The hand at play: targets on the fingertips, the thumb that meets them, and the way it takes."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import pygame

from game.charting.chart import Grip
from game.screens.ui import hand, shapes
from game.screens.ui.canvas import Sprite
from game.screens.ui.lanes import letter_on
from game.screens.ui.layout import Align, Layout
from game.screens.ui.playfield import HIT_Y, MIDDLE_X, NOTE_RADIUS, Playfield
from game.screens.ui.theme import Colour, GripLook, mixed

NAME_Y = 602
PILL = pygame.Rect(0, 660, 0, 52)
_NAME_SIZE = 26
_SENTENCE_SIZE = 30
_AFTER_LAST = "That was the last note"
_DUE_RING = 60
_DOT_GAP = 15
_MARK_RADIUS = 11
_NAME_ROOM = 9
"""Beside a name: the largest dot with its edge."""


@dataclass(frozen=True, slots=True)
class _GripPictures:
    target: Sprite
    lit_target: Sprite
    due_ring: Sprite
    name: Sprite
    due_name: Sprite
    dots: Sprite
    link: Sprite
    thumb: Sprite
    thumb_due: Sprite
    """The mark on the resting thumb while this grip is due."""
    thumb_lit: Sprite
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
        self._names = [self._name_rect(grip, look) for grip, look in looks.items()]
        self._grips = {
            grip: self._pictures_of(grip, look, key_labels.get(grip, ""))
            for grip, look in looks.items()
        }
        self._resting_thumb = self._thumb(None)
        self._last_sentence = self._sentence(_AFTER_LAST)

    def below_notes(
        self, due: Grip | None, pinched: frozenset[Grip], leaning: Grip | None
    ) -> dict[Hashable, Sprite]:
        """What notes fall onto. `leaning` is the pinched grip that the thumb leans to, if any."""
        sprites: dict[Hashable, Sprite] = {}
        sprites["thumb"] = self._resting_thumb if leaning is None else self._grips[leaning].thumb
        way = leaning if leaning is not None else due
        if way is not None:
            pictures = self._grips[way]
            sprites["way"] = pictures.dots if leaning is None else pictures.link
        if leaning is not None:
            sprites["thumb light"] = self._grips[leaning].thumb_lit
        elif due is not None:
            sprites["thumb light"] = self._grips[due].thumb_due
        if due is not None:
            sprites["due ring"] = self._grips[due].due_ring
        for grip, pictures in self._grips.items():
            sprites["target", grip] = pictures.lit_target if grip in pinched else pictures.target
            sprites["name", grip] = pictures.due_name if grip is due else pictures.name
        sprites["sentence"] = self._last_sentence if due is None else self._grips[due].sentence
        return sprites

    def _pictures_of(self, grip: Grip, look: GripLook, letter: str) -> _GripPictures:
        layout, field = self._layout, self._field
        radius = layout.px(NOTE_RADIUS)
        waiting = shapes.hollow(look.shape, radius, look.colour, look.halo)
        lit = shapes.hollow(look.shape, radius, look.colour, look.halo, filled=1.0)
        x = field.lane(grip).x
        ring = shapes.ring(layout.px(_DUE_RING), layout.px(3), look.colour, 255)
        name_x = hand.finger_x(field, grip, NAME_Y)
        tip = hand.thumb_tip(field, grip)
        dark = mixed(look.colour, layout.colours.ground, 0.3)
        return _GripPictures(
            target=self._centred(
                letter_on(layout, waiting, look, letter, layout.colours.text), x, HIT_Y
            ),
            lit_target=self._centred(letter_on(layout, lit, look, letter, look.on_grip), x, HIT_Y),
            due_ring=self._centred(ring, x, HIT_Y),
            name=self._name(look.name, name_x, layout.colours.dim, bold=False),
            due_name=self._name(look.name, name_x, layout.colours.text, bold=True),
            dots=self._dots(grip, look.colour),
            link=self._link(grip, look.colour),
            thumb=self._thumb(grip),
            thumb_due=self._thumb_light(field.thumb, dark, look.colour),
            thumb_lit=self._thumb_light(tip, look.colour, look.colour),
            sentence=self._sentence(look.to_do),
        )

    def _centred(self, picture: pygame.Surface, x: float, y: float) -> Sprite:
        left = self._layout.x(x) - picture.get_width() // 2
        return Sprite(picture, left, self._layout.y(y) - picture.get_height() // 2)

    def _name(self, name: str, x: float, colour: Colour, *, bold: bool) -> Sprite:
        label = self._layout.text(name, _NAME_SIZE, colour, bold=bold)
        return self._layout.sprite(label, x, NAME_Y, Align.MIDDLE)

    def _name_rect(self, grip: Grip, look: GripLook) -> pygame.Rect:
        """The window pixels of a finger's name: the thumb's way leaves them free."""
        x = hand.finger_x(self._field, grip, NAME_Y)
        name = self._name(look.name, x, self._layout.colours.text, bold=True)
        return name.rect.inflate(2 * self._layout.px(_NAME_ROOM), 0)

    def _thumb(self, towards: Grip | None) -> Sprite:
        place = self._layout.rect(hand.thumb_rect(self._layout, self._field))
        return Sprite(hand.thumb_image(self._layout, self._field, towards), place.x, place.y)

    def _thumb_light(self, tip: shapes.Point, colour: Colour, edge: Colour) -> Sprite:
        layout = self._layout
        picture = shapes.disc(layout.px(hand.THUMB_LIGHT_RADIUS), colour, edge, layout.px(4))
        return self._centred(picture, *tip)

    def _dots(self, grip: Grip, colour: Colour) -> Sprite:
        points = hand.path_points(self._field, grip, _DOT_GAP)
        grown = 2.0 / len(points)
        return self._way([(p, 3.5 + grown * place) for place, p in enumerate(points)], colour)

    def _link(self, grip: Grip, colour: Colour) -> Sprite:
        return self._way([(p, 3.0) for p in hand.path_points(self._field, grip, 1.5)], colour)

    def _way(self, dots: list[tuple[shapes.Point, float]], colour: Colour) -> Sprite:
        """Dots with a dark edge, so that they are seen on lanes, ground and fingers alike."""
        finer, layout = 3, self._layout
        dots = [(point, radius) for point, radius in dots if not self._is_on_name(*point)]
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
        size = layout.fitting_size(text, _SENTENCE_SIZE, 480, bold=True)
        label = layout.text(text, size, layout.colours.text, bold=True)
        width = max(label.width + layout.px(60), layout.px(380))
        height, edge = layout.px(PILL.h), layout.px(2)
        picture = shapes.rounded_box(width, height, height // 2, layout.colours.skin_edge).copy()
        inner = shapes.rounded_box(
            width - 2 * edge, height - 2 * edge, height // 2 - edge, layout.colours.panel
        )
        picture.blit(inner, (edge, edge))
        middle = layout.y(PILL.centery) - layout.y(PILL.top)
        picture.blit(label.image, ((width - label.width) // 2, middle - label.middle))
        return Sprite(picture, layout.x(MIDDLE_X) - width // 2, layout.y(PILL.top))
