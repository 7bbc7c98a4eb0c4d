"""Text: the game's two fonts, runs in a system font where they lack a character, and a cache.

Sizes here are window pixels; `Layout.text` turns design pixels into them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from itertools import groupby

import pygame
import pygame.freetype

from game.screens.ui.theme import Colour

SMALLEST = 24
"""No text is smaller than this at 1280x720."""
_FOLDER = files("game.screens.ui") / "fonts"
_MEDIUM = "AtkinsonHyperlegibleNext-Medium.ttf"
_BOLD = "AtkinsonHyperlegibleNext-Bold.ttf"
_FALLBACKS = "notosans,notosanscjksc,dejavusans,arialunicodems,segoeui,applesdgothicneo,arial"
_ELLIPSIS = "…"
_BREAK = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
"""Where a line may be broken: not within 1 240."""


@dataclass(frozen=True, slots=True)
class Label:
    """Text as a picture. `middle` is the way from its top to the middle of its capitals."""

    image: pygame.Surface
    middle: int

    @property
    def width(self) -> int:
        """In window pixels."""
        return self.image.get_width()


@lru_cache(maxsize=1024)
def render(text: str, size: int, colour: Colour, *, bold: bool = False) -> Label:
    """`text` in one line, `size` pixels high (the em)."""
    font = _font(size, bold=bold)
    middle = font.get_ascent() - _capital_height(size, bold=bold) // 2
    pieces = [
        (font if known else _fallback(size, bold=bold)).render(run, True, colour)
        for run, known in _runs(text)
    ]
    if not pieces:
        return Label(pygame.Surface((0, font.get_height()), pygame.SRCALPHA), middle)
    if len(pieces) == 1:
        return Label(pieces[0], middle)
    return Label(_joined(pieces, font.get_height()), middle)


@lru_cache(maxsize=4096)
def width(text: str, size: int, *, bold: bool = False) -> int:
    """How wide `render` would make it."""
    return sum(
        (_font(size, bold=bold) if known else _fallback(size, bold=bold)).size(run)[0]
        for run, known in _runs(text)
    )


def can_show(text: str) -> bool:
    """Whether there is a picture for its first character, here or in a system font."""
    first = text[:1]
    return _knows(first) or _fallback_characters().get_metrics(first)[0] is not None


def shortened(text: str, size: int, most: int, *, bold: bool) -> str:
    """`text`, or as much of its beginning as fits into `most` pixels, with an ellipsis."""
    if width(text, size, bold=bold) <= most:
        return text
    fits, too_long = 0, len(text)
    while too_long - fits > 1:
        tried = (fits + too_long) // 2
        if width(text[:tried].rstrip() + _ELLIPSIS, size, bold=bold) <= most:
            fits = tried
        else:
            too_long = tried
    return text[:fits].rstrip() + _ELLIPSIS


def wrapped(text: str, size: int, most: int, lines: int, *, bold: bool) -> list[str]:
    """`text` in at most `lines` lines of `most` pixels; what is left over ends in an ellipsis."""
    done: list[str] = []
    words = _BREAK.split(text.strip()) if text.strip() else []
    while words and len(done) < lines - 1:
        taken = 1
        while taken < len(words) and width(" ".join(words[: taken + 1]), size, bold=bold) <= most:
            taken += 1
        done.append(shortened(" ".join(words[:taken]), size, most, bold=bold))
        words = words[taken:]
    if words:
        done.append(shortened(" ".join(words), size, most, bold=bold))
    return done


@lru_cache(maxsize=64)
def _font(size: int, *, bold: bool) -> pygame.font.Font:
    if not pygame.font.get_init():
        pygame.font.init()
    _forget_when_pygame_quits()
    return pygame.font.Font(BytesIO(_font_bytes(bold=bold)), size)


@lru_cache(maxsize=2)
def _font_bytes(*, bold: bool) -> bytes:
    return (_FOLDER / (_BOLD if bold else _MEDIUM)).read_bytes()


@lru_cache(maxsize=32)
def _fallback(size: int, *, bold: bool) -> pygame.font.Font:
    return pygame.font.SysFont(_FALLBACKS, size, bold=bold)


@lru_cache(maxsize=4096)
def _knows(char: str) -> bool:
    """Whether the game's own fonts (both have the same characters) can show `char`."""
    return _character_set().get_metrics(char)[0] is not None


@lru_cache(maxsize=1)
def _character_set() -> pygame.freetype.Font:
    """Only this module of pygame tells a missing character from a drawn one."""
    if not pygame.freetype.get_init():
        pygame.freetype.init()
    return pygame.freetype.Font(BytesIO(_font_bytes(bold=False)), SMALLEST)


@lru_cache(maxsize=1)
def _fallback_characters() -> pygame.freetype.Font:
    """As `_character_set`, of the system font."""
    if not pygame.freetype.get_init():
        pygame.freetype.init()
    return pygame.freetype.Font(pygame.font.match_font(_FALLBACKS, bold=True), SMALLEST)


@lru_cache(maxsize=1)
def _forget_when_pygame_quits() -> None:
    """Fonts die with pygame; whoever starts it again needs new ones."""
    caches = (_font, _fallback, _character_set, _fallback_characters)
    for cached in (*caches, _forget_when_pygame_quits):
        pygame.register_quit(cached.cache_clear)


@lru_cache(maxsize=64)
def _capital_height(size: int, *, bold: bool) -> int:
    metrics = _font(size, bold=bold).metrics("H")[0]
    return metrics[3] if metrics else size


def _runs(text: str) -> list[tuple[str, bool]]:
    """Pieces of `text`, each with whether the game's own font has its characters."""
    clean = (char if char.isprintable() else " " for char in text)
    return [("".join(run), known) for known, run in groupby(clean, key=_knows)]


def _joined(pieces: list[pygame.Surface], height: int) -> pygame.Surface:
    whole = pygame.Surface((sum(p.get_width() for p in pieces), height), pygame.SRCALPHA)
    x = 0
    for piece in pieces:
        whole.blit(piece, (x, (height - piece.get_height()) // 2))
        x += piece.get_width()
    return whole
