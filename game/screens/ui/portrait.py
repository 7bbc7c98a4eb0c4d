"""What stands for a player: a drawn picture or their initials, on a disc in a colour of theirs."""

from __future__ import annotations

import math
import string
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import pygame

from game.screens.ui import fonts
from game.screens.ui.icons import Icon, icon
from game.screens.ui.layout import Layout
from game.screens.ui.shapes import Point, disc, limb, round_polygon
from game.screens.ui.theme import Colour

_FINER = 4
_JOINER = "\u200d"
_TONES = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)


@dataclass(frozen=True, slots=True)
class Face:
    """A player as they are shown. `picture` is one of `PICTURES`; anything else: the initials."""

    id: int
    name: str
    picture: str = ""


def draw_face(
    surface: pygame.Surface, layout: Layout, face: Face, x: float, y: float, size: float
) -> None:
    """The face in a disc of a design `size` with its middle at a design point."""
    colours = layout.colours
    names = tuple(PICTURES)
    number = names.index(face.picture) if face.picture in names else face.id
    ground, ink = colours.five[number % len(colours.five)], colours.on_grip
    side = layout.px(size)
    left, top = layout.x(x) - side // 2, layout.y(y) - side // 2
    surface.blit(disc(side // 2, ground, ground, 0), (left, top))
    letters = "" if face.picture in names else initials(face.name)
    if not letters or not fonts.can_show(letters):
        drawn = face.picture if face.picture in names else _PERSON
        surface.blit(_picture(drawn, side, ink, ground), (left, top))
        return
    high = side * (0.5 if len(letters) == 1 else 0.42)
    label = fonts.render(letters, max(8, round(high)), ink, bold=True)
    surface.blit(label.image, (layout.x(x) - label.width // 2, layout.y(y) - label.middle))


def initials(name: str) -> str:
    """The first letters of the first and the last word, as people of any script see letters."""
    words = [bare for word in name.split() if (bare := word.strip(string.punctuation))]
    words = words or name.split()
    if not words:
        return ""
    firsts = [_letter(words[0]), *([_letter(words[-1])] if len(words) > 1 else [])]
    if any(unicodedata.category(first[0]) == "So" for first in firsts):
        return next(first for first in firsts if unicodedata.category(first[0]) == "So")
    return "".join(first.upper() if len(first.upper()) == len(first) else first for first in firsts)


def _letter(word: str) -> str:
    """The first character of a word with all that belongs to it: accents, and parts of an emoji."""
    taken = 1
    if ord(word[0]) in _FLAGS:
        return word[:2]
    while taken < len(word):
        char = word[taken]
        is_part = unicodedata.category(char).startswith("M") or ord(char) in _TONES
        if not (is_part or char == _JOINER or word[taken - 1] == _JOINER):
            break
        taken += 1
    return word[:taken]


_Paint = Callable[[pygame.Surface, float, Colour, Colour], None]


@lru_cache(maxsize=64)
def _picture(name: str, side: int, ink: Colour, ground: Colour) -> pygame.Surface:
    large = pygame.Surface((side * _FINER, side * _FINER), pygame.SRCALPHA)
    large.fill((*ink, 0))
    _PAINTERS[name](large, float(side * _FINER), ink, ground)
    return pygame.transform.smoothscale(large, (side, side))


def _icon(which: Icon) -> _Paint:
    def paint(surface: pygame.Surface, side: float, ink: Colour, ground: Colour) -> None:
        drawn = icon(which, round(side * 0.66), ink)
        surface.blit(drawn, drawn.get_rect(center=surface.get_rect().center))

    return paint


def _sun(surface: pygame.Surface, side: float, ink: Colour, ground: Colour) -> None:
    middle = (side / 2, side / 2)
    pygame.draw.circle(surface, ink, middle, 0.17 * side)
    for ray in range(8):
        along = (math.cos(math.pi * ray / 4), math.sin(math.pi * ray / 4))
        ends: list[Point] = [
            (middle[0] + far * side * along[0], middle[1] + far * side * along[1])
            for far in (0.26, 0.34)
        ]
        limb(surface, ink, ends[0], 0.035 * side, ends[1], 0.035 * side)


def _moon(surface: pygame.Surface, side: float, ink: Colour, ground: Colour) -> None:
    pygame.draw.circle(surface, ink, (0.48 * side, 0.5 * side), 0.28 * side)
    pygame.draw.circle(surface, (*ground, 255), (0.6 * side, 0.44 * side), 0.23 * side)


def _flower(surface: pygame.Surface, side: float, ink: Colour, ground: Colour) -> None:
    for petal in range(6):
        x = side * (0.5 + 0.19 * math.cos(math.pi * petal / 3))
        y = side * (0.5 + 0.19 * math.sin(math.pi * petal / 3))
        pygame.draw.circle(surface, ink, (x, y), 0.115 * side)
    pygame.draw.circle(surface, (*ground, 255), (0.5 * side, 0.5 * side), 0.1 * side)


def _fish(surface: pygame.Surface, side: float, ink: Colour, ground: Colour) -> None:
    pygame.draw.ellipse(surface, ink, (0.2 * side, 0.33 * side, 0.44 * side, 0.34 * side))
    tail = [(0.58 * side, 0.5 * side), (0.78 * side, 0.35 * side), (0.78 * side, 0.65 * side)]
    round_polygon(surface, ink, tail, 0.02 * side)
    pygame.draw.circle(surface, (*ground, 255), (0.32 * side, 0.45 * side), 0.035 * side)


def _boat(surface: pygame.Surface, side: float, ink: Colour, ground: Colour) -> None:
    sail = [(0.52 * side, 0.2 * side), (0.52 * side, 0.54 * side), (0.76 * side, 0.54 * side)]
    jib = [(0.45 * side, 0.3 * side), (0.45 * side, 0.54 * side), (0.27 * side, 0.54 * side)]
    hull = [(0.2 * side, 0.62 * side), (0.8 * side, 0.62 * side)]
    hull += [(0.68 * side, 0.76 * side), (0.32 * side, 0.76 * side)]
    for points in (sail, jib, hull):
        round_polygon(surface, ink, points, 0.015 * side)


def _tree(surface: pygame.Surface, side: float, ink: Colour, ground: Colour) -> None:
    for x, y, radius in ((0.5, 0.33, 0.16), (0.36, 0.45, 0.14), (0.64, 0.45, 0.14)):
        pygame.draw.circle(surface, ink, (x * side, y * side), radius * side)
    limb(surface, ink, (side / 2, 0.5 * side), 0.045 * side, (side / 2, 0.78 * side), 0.055 * side)


def _person(surface: pygame.Surface, side: float, ink: Colour, ground: Colour) -> None:
    pygame.draw.circle(surface, ink, (0.5 * side, 0.36 * side), 0.15 * side)
    left, right = (0.36 * side, 0.72 * side), (0.64 * side, 0.72 * side)
    limb(surface, ink, left, 0.11 * side, right, 0.11 * side)


_PERSON = "person"
PICTURES: dict[str, _Paint] = {
    "star": _icon(Icon.STAR),
    "heart": _icon(Icon.HEART),
    "sun": _sun,
    "moon": _moon,
    "flower": _flower,
    "fish": _fish,
    "boat": _boat,
    "tree": _tree,
}
"""What can stand for a player, by the name under which it is stored."""
_PAINTERS = {**PICTURES, _PERSON: _person}
