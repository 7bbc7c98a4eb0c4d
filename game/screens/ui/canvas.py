"""Draws sprites over a still background and touches only what has changed since the last time."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import NamedTuple

import pygame


class Sprite(NamedTuple):
    """A picture at a place in window pixels; `area` is the part of it to show, all when None.

    The picture must never be drawn on again: the canvas tells sprites apart by their picture.
    """

    image: pygame.Surface
    x: int
    y: int
    area: tuple[int, int, int, int] | None = None

    @property
    def rect(self) -> pygame.Rect:
        """Where it is seen."""
        size = self.area[2:] if self.area else self.image.get_size()
        return pygame.Rect((self.x, self.y), size)


class Canvas:
    """A background with sprites over it.

    Each place that changed is built up anew from the background, so what is on the surface is
    always what drawing everything would give.
    """

    def __init__(self, background: pygame.Surface) -> None:
        self._background = background
        self._sprites: dict[Hashable, Sprite] = {}
        self._rects: dict[Hashable, pygame.Rect] = {}
        self._is_new = True

    @property
    def sprites(self) -> Mapping[Hashable, Sprite]:
        """What was shown last, in drawing order."""
        return self._sprites

    def show(
        self, surface: pygame.Surface, sprites: Mapping[Hashable, Sprite]
    ) -> list[pygame.Rect]:
        """Show `sprites` in this order instead of the last ones; the result is what was redrawn.

        A key stands for the same thing from one call to the next, and two keys that stay keep
        their order.
        """
        before, old_rects = self._sprites, self._rects
        rects: dict[Hashable, pygame.Rect] = {}
        dirty: list[pygame.Rect] = []
        for key, sprite in sprites.items():
            old = before.get(key)
            if old == sprite:
                rects[key] = old_rects[key]
                continue
            rect = rects[key] = sprite.rect
            if old is None:
                dirty.append(rect)
            elif rect.colliderect(old_rects[key]):
                dirty.append(rect.union(old_rects[key]))
            else:
                dirty += (old_rects[key], rect)
        dirty += (old_rects[key] for key in before if key not in sprites)
        self._sprites, self._rects = dict(sprites), rects
        if self._is_new:
            self._is_new = False
            dirty = [surface.get_rect()]
        return self._paint(surface, dirty)

    def forget(self) -> None:
        """Nothing of the last picture is left: the next one is drawn as a whole."""
        self._is_new = True

    def show_all(self, surface: pygame.Surface) -> None:
        """Draw the last picture from nothing."""
        self._paint(surface, [surface.get_rect()])

    def _paint(self, surface: pygame.Surface, dirty: list[pygame.Rect]) -> list[pygame.Rect]:
        sprites = list(self._sprites.values())
        rects = list(self._rects.values())
        painted: list[pygame.Rect] = []
        window = surface.get_rect()
        for rect in _without_inner(dirty):
            place = rect.clip(window)
            if not place:
                continue
            surface.set_clip(place)
            surface.blit(self._background, place, place)
            for number in place.collidelistall(rects):
                sprite = sprites[number]
                surface.blit(sprite.image, (sprite.x, sprite.y), sprite.area)
            painted.append(place)
        surface.set_clip(None)
        return painted


def _without_inner(rects: list[pygame.Rect]) -> list[pygame.Rect]:
    """`rects` without those that lie inside another one."""
    kept: list[pygame.Rect] = []
    for rect in sorted(rects, key=lambda rect: -rect.w * rect.h):
        if not any(other.contains(rect) for other in kept):
            kept.append(rect)
    return kept
