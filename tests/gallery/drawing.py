"""Draws a screen as the window does, and finds on the picture every text that was written.

A text can be drawn on a panel that is copied into a menu that lies over a veil. So nobody is asked
where texts are: the screen is drawn again with a stencil, in which each text is a block of a colour
of its own, and a third time without any text, for the ground beneath.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import pygame
import pytest

from game.screens.first_start import FirstFingersScreen
from game.screens.play import PlayScreen
from game.screens.screen import Screen
from game.screens.ui import fonts, hint_strip
from game.screens.ui.fonts import Label
from game.screens.ui.theme import Colour

Mask = np.ndarray[tuple[int, int], np.dtype[np.bool_]]
_MARK = 253
"""The red of the stencil's colours; green and blue are the text's number. No theme comes near."""
_WORDLESS = (".fonts", ".shapes", ".icons", ".song_finder")
"""Modules whose functions keep no pictures with words in them."""
_OTHER_SIZE = (320, 180)
_PREPARE = (FirstFingersScreen, PlayScreen)
"""Screens that prepare pictures for a size of window: another one makes them begin anew."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that was written: `size` in window pixels, `ink` where it has any in its picture.

    `whole` is what it was to be if it was shortened.
    """

    text: str
    whole: str
    size: int
    colour: Colour
    label: Label

    @property
    def ink(self) -> pygame.Rect:
        """Where in its picture there is something to see."""
        return self.label.image.get_bounding_rect()


def draw(screen: Screen, size: tuple[int, int]) -> pygame.Surface:
    """The whole window of this size, as it looks when nothing was drawn before.

    Where a page has been scrolled to it stays.
    """
    surface = pygame.Surface(size)
    screen.show_anew()
    if isinstance(screen, _PREPARE):
        screen.draw(pygame.Surface(_OTHER_SIZE))
    _draw(screen, surface)
    return surface


def _draw(screen: Screen, surface: pygame.Surface) -> None:
    if not screen.hint or screen.shows_hint or screen.takes_pinches:
        screen.draw(surface)
        return
    strip = hint_strip.strip_rect(surface.get_rect(), screen.hint, screen.style)
    screen.draw(surface.subsurface((0, 0, strip.w, strip.top)))
    hint_strip.draw_strip(surface, screen.hint, screen.style)


@dataclass(frozen=True, slots=True)
class Stencil:
    """Which text is where: `numbers` (x, y) has for each pixel the text's number, or -1."""

    texts: tuple[Text, ...]
    numbers: np.ndarray[tuple[int, int], np.dtype[np.int32]]


def stencil(screen: Screen, size: tuple[int, int]) -> Stencil:
    """Where each text is, as the block around its ink, if nothing lies over it."""
    texts: list[Text] = []

    def block(text: Text) -> Label:
        green, blue = divmod(len(texts), 256)
        texts.append(text)
        picture = pygame.Surface(text.label.image.get_size(), pygame.SRCALPHA)
        picture.fill((_MARK, green, blue), text.ink)
        return Label(picture, text.label.middle)

    with _written_as(block):
        surface = draw(screen, size)
    pixels = pygame.surfarray.pixels3d(surface).astype(np.int32)
    numbers = np.where(pixels[..., 0] == _MARK, pixels[..., 1] * 256 + pixels[..., 2], -1)
    numbers[numbers >= len(texts)] = -1
    return Stencil(tuple(texts), numbers)


def ground(screen: Screen, size: tuple[int, int]) -> pygame.Surface:
    """The screen without its words."""

    def nothing(text: Text) -> Label:
        empty = pygame.Surface(text.label.image.get_size(), pygame.SRCALPHA)
        return Label(empty, text.label.middle)

    with _written_as(nothing):
        return draw(screen, size)


@contextmanager
def _written_as(picture_of: Callable[[Text], Label]) -> Iterator[None]:
    """Every text is drawn as `picture_of` it meanwhile."""
    render, shortened = fonts.render, fonts.shortened
    cut: dict[str, str] = {}

    def shortening(text: str, *arguments: Any, **options: Any) -> str:
        short = shortened(text, *arguments, **options)
        if short != text:
            cut[short] = text
        return short

    def rendering(text: str, size: int, colour: Colour, *, bold: bool = False) -> Label:
        label = render(text, size, colour, bold=bold)
        return picture_of(Text(text, cut.get(text, text), size, colour, label))

    forget_pictures()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(fonts, "render", rendering)
        patched.setattr(fonts, "shortened", shortening)
        yield
    forget_pictures()


def forget_pictures() -> None:
    """Pictures with words in them that are kept by the function that makes them."""
    for name, module in list(sys.modules.items()):
        if not name.startswith("game.screens") or name.endswith(_WORDLESS):
            continue
        for found in vars(module).values():
            if hasattr(found, "cache_clear") and found.__module__ == name:
                found.cache_clear()
