"""The panel beside the lanes: the race against the best, or what there is instead of one."""

from __future__ import annotations

from collections.abc import Hashable

import pygame

from game.play.score import Score
from game.screens.ui import shapes, words
from game.screens.ui.canvas import Sprite
from game.screens.ui.fitted import fitted
from game.screens.ui.fonts import Label
from game.screens.ui.layout import Align, Layout
from game.screens.ui.theme import Colour, mixed
from game.text import tr

_INSIDE = 12
_HEADING, _SIZE, _SENTENCE = 28, 28, 30
_TRACK_WIDTH = 62
_LEAST_TRACK = 90
"""Tracks lower than this are left out: the sentence says the same."""
_APART = 0.21
"""How far the tracks are from the middle, as a share of the panel's width."""
_NAME_GAP = 8
"""Between the names of the runners, at least."""
_CORNER = 20


class RacePanel:
    """The panel at a design rectangle.

    With `races`, two runners and a sentence; else `paragraphs`, of which the first is bold.
    """

    def __init__(
        self, layout: Layout, rect: pygame.Rect, *, races: bool, paragraphs: tuple[str, ...]
    ) -> None:
        self._layout = layout
        self._rect = rect
        self._paragraphs = paragraphs
        self._races = races
        k = layout.text_scale
        self._heading_high = round(_HEADING * k * 1.2 * (2 if k > 1.2 or rect.w < 230 else 1))
        self._names_high, self._sentence_high = round(_SIZE * k * 1.25), round(_SENTENCE * k * 1.3)
        top = rect.top + 34 + self._heading_high
        bottom = rect.bottom - 26 - self._names_high - self._sentence_high
        self._tracks = pygame.Rect(rect.left, top, rect.w, bottom - top)
        self._has_tracks = self._tracks.h >= _LEAST_TRACK
        away = rect.w * _APART
        self._xs = (round(rect.centerx - away), round(rect.centerx + away))
        best = mixed(layout.colours.dim, layout.colours.panel, 0.8)
        self._you = _Runner(layout, self._track(0), layout.colours.text, smiles=True)
        self._best = _Runner(layout, self._track(1), best, smiles=False)

    def draw_still(self, surface: pygame.Surface) -> None:
        """What never changes during a run."""
        place = self._layout.rect(self._rect)
        panel = shapes.rounded_box(
            place.w, place.h, self._layout.px(_CORNER), self._layout.colours.panel
        )
        surface.blit(panel, place)
        if self._races:
            self._draw_race(surface)
        else:
            self._draw_paragraphs(surface)

    def sprites(self, score: Score, best: int | None) -> dict[Hashable, Sprite]:
        """The race as it stands."""
        sprites: dict[Hashable, Sprite] = {}
        if best is None:
            return sprites
        most = max(score.max_points, 1)
        if self._has_tracks:
            self._best.add_to(sprites, "best", best / most)
            self._you.add_to(sprites, "you", score.points / most)
        colours = self._layout.colours
        colour = colours.glad if score.points > best else colours.text
        label = self._fitted(words.race(score.points, best), _SENTENCE, self._sentence_high, colour)
        y = self._rect.bottom - 12 - self._sentence_high / 2
        sprites["race"] = _centred(self._layout, label, self._rect.centerx, y)
        return sprites

    def _track(self, number: int) -> pygame.Rect:
        wide = min(_TRACK_WIDTH, round(self._rect.w * 0.26))
        return pygame.Rect(
            self._xs[number] - wide // 2, self._tracks.top, wide, max(self._tracks.h, wide)
        )

    def _draw_race(self, surface: pygame.Surface) -> None:
        layout, rect = self._layout, self._rect
        heading = self._fitted(
            tr("Race your best"), _HEADING, self._heading_high, layout.colours.text
        )
        _draw_centred(
            surface, layout, heading, rect.centerx, rect.top + 10 + self._heading_high / 2
        )
        if not self._has_tracks:
            return
        y = self._tracks.bottom + 6 + self._names_high / 2
        names = (tr("You"), layout.colours.text), (tr("Best"), layout.colours.dim)
        room = rect.w * _APART * 2 - 8
        size = min(layout.fitting_size(name, _SIZE, room, bold=True) for name, _ in names)
        for number, (name, colour) in enumerate(names):
            track = layout.rect(self._track(number))
            surface.blit(
                shapes.rounded_box(track.w, track.h, track.w // 2, layout.colours.raised), track
            )
            label = layout.text(name, size, colour, bold=True)
            aside = (label.width / layout.scale + _NAME_GAP) / 2
            x = self._xs[number]
            x = max(x, rect.centerx + aside) if number else min(x, rect.centerx - aside)
            layout.put(surface, label, x, y, Align.MIDDLE)
        for start in range(rect.left + 24, rect.right - 24, 16):
            mark = pygame.Rect(start, self._tracks.top - 1, 9, 3)
            surface.fill(layout.colours.dim, layout.rect(mark))
        edge = pygame.Rect(rect.left + 24, rect.bottom - 18 - self._sentence_high, rect.w - 48, 2)
        surface.fill(layout.colours.raised, layout.rect(edge))

    def _draw_paragraphs(self, surface: pygame.Surface) -> None:
        layout, rect = self._layout, self._rect
        colours = layout.colours
        room = rect.h / max(len(self._paragraphs), 1) - 24
        labels = [
            self._fitted(text, _SENTENCE, room, colours.dim if number else colours.text)
            for number, text in enumerate(self._paragraphs)
        ]
        heights = [label.image.get_height() / layout.scale for label in labels]
        y = rect.centery - (sum(heights) + 20 * (len(heights) - 1)) / 2
        for label, height in zip(labels, heights, strict=True):
            _draw_centred(surface, layout, label, rect.centerx, y + height / 2)
            y += height + 20

    def _fitted(self, text: str, size: float, height: float, colour: Colour) -> Label:
        room = (self._rect.w - 2 * _INSIDE, height)
        return fitted(self._layout, text, size, room, colour, bold=True, align=Align.MIDDLE)


class _Runner:
    """A face on top of a column, in a track at a design rectangle."""

    def __init__(self, layout: Layout, track: pygame.Rect, colour: Colour, *, smiles: bool) -> None:
        self._track = layout.rect(track)
        side = self._track.w
        column = mixed(colour, layout.colours.raised, 0.7)
        self._column = shapes.rounded_box(side, self._track.h, side // 2, column)
        self._face = _face(side, colour, layout.colours.ground, smiles=smiles)

    def add_to(self, sprites: dict[Hashable, Sprite], name: str, share: float) -> None:
        """Put the runner `share` (0 to 1) of the way up."""
        side, track = self._track.w, self._track
        top = track.bottom - side - round((track.h - side) * min(max(share, 0.0), 1.0))
        start = track.h - (track.bottom - top - side // 2)
        area = (0, start, side, track.h - start)
        sprites[name, "column"] = Sprite(self._column, track.x, top + side // 2, area)
        sprites[name, "face"] = Sprite(self._face, track.x, top)


def _centred(layout: Layout, label: Label, x: float, y: float) -> Sprite:
    left = layout.x(x) - label.width // 2
    return Sprite(label.image, left, layout.y(y) - label.image.get_height() // 2)


def _draw_centred(
    surface: pygame.Surface, layout: Layout, label: Label, x: float, y: float
) -> None:
    sprite = _centred(layout, label, x, y)
    surface.blit(sprite.image, (sprite.x, sprite.y))


def _face(side: int, colour: Colour, features: Colour, *, smiles: bool) -> pygame.Surface:
    finer = 4
    large = pygame.Surface((side * finer, side * finer), pygame.SRCALPHA)
    large.fill((*colour, 0))
    unit = side * finer / 60
    pygame.draw.circle(large, colour, (30 * unit, 30 * unit), 30 * unit)
    for x in (20, 40):
        pygame.draw.circle(large, features, (x * unit, 26 * unit), 5 * unit)
    if smiles:
        mouth = pygame.Rect(0, 0, 28 * unit, 24 * unit)
        mouth.center = (round(30 * unit), round(33 * unit))
        pygame.draw.arc(large, features, mouth, 3.5, 5.93, round(4 * unit))
    return pygame.transform.smoothscale(large, (side, side))
