"""Does every text of a screen fit? At any size, in any language, in any window.

`assert_fits` draws a screen in every way that matters and scrolls it to its end. No text may be
shortened, stick out, or lie over another text or a foreign button, and each must be seen whole at
some point of scrolling. `watching` tells what was drawn, for tests with questions of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Protocol
from unittest.mock import patch

import pygame

from game.inputs.actions import Pointer, Scroll
from game.screens.ui import fonts
from game.screens.ui.button import Button
from game.screens.ui.canvas import Sprite
from game.screens.ui.layout import Align, Layout
from game.screens.ui.theme import Colour, Palette, Style
from game.settings import TEXT_PERCENTS
from game.text import PSEUDO, use_language

SIZES = ((1280, 720), (800, 480))
LANGUAGES = ("en", PSEUDO)
_MOST_SCROLLS = 200
_PLAIN = re.compile(r"[aeiou]")
"""The made-up language of tests has none of these letters, so a text with one was never in it."""


class Drawable(Protocol):
    """What is drawn here: any `Screen`."""

    @property
    def style(self) -> Style: ...

    @style.setter
    def style(self, style: Style) -> None: ...

    def point(self, pointer: Pointer | Scroll) -> object: ...

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]: ...


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text at its place: where its ink is, and how much of that is seen, in window pixels."""

    text: str
    size: int
    ink: pygame.Rect
    seen: pygame.Rect


@dataclass(slots=True)
class Watch:
    """What was drawn while watching."""

    texts: list[Drawn] = field(default_factory=list[Drawn])
    buttons: list[tuple[Button, pygame.Rect]] = field(
        default_factory=list[tuple[Button, pygame.Rect]]
    )
    shortened: list[str] = field(default_factory=list[str])
    """Texts that were cut, as they would have been."""

    def clear(self) -> None:
        """Forget everything."""
        self.texts.clear()
        self.buttons.clear()
        self.shortened.clear()

    @property
    def words(self) -> str:
        """Every text, in the order of drawing."""
        return " ".join(one.text for one in self.texts)

    def assert_tidy(self, window: pygame.Rect, own: Sequence[str] = ()) -> None:
        """Nothing shortened but `own` texts; nothing outside or over anything else."""
        cut = [text for text in self.shortened if not _is_own(text, own)]
        assert not cut, f"shortened: {cut}"
        for one in self.texts:
            is_inside = window.left <= one.ink.left and one.ink.right <= window.right
            is_inside &= not one.seen or window.contains(one.seen)
            assert is_inside, f"sticks out: {one}"
        seen = [one for one in self.texts if one.seen]
        for first, second in combinations(seen, 2):
            assert not first.seen.colliderect(second.seen), f"overlap: {first} {second}"
        self._assert_buttons_apart(seen)

    def assert_translated(self, own: Sequence[str] = ()) -> None:
        """In the made-up language: every text but `own` ones has gone through `game.text`."""
        left = [d.text for d in self.texts if _PLAIN.search(d.text) and not _is_own(d.text, own)]
        assert not left, f"not translated: {left}"

    def _assert_buttons_apart(self, seen: list[Drawn]) -> None:
        for one, (button, rect) in product(seen, self.buttons):
            if not one.seen.colliderect(rect):
                continue
            assert rect.contains(one.seen), f"over an edge of {button.name}: {one}"
        for (_, first), (_, second) in combinations(self.buttons, 2):
            assert not first.colliderect(second), f"buttons overlap: {first} {second}"


@contextmanager
def watching() -> Iterator[Watch]:
    """Notes every text, button and shortening while the block runs."""
    watch = Watch()
    labels: dict[int, tuple[fonts.Label, str, int]] = {}
    clips: list[pygame.Rect] = []
    render, shortened = fonts.render, fonts.shortened
    sprite, put = Layout.sprite, Layout.put

    def noting_render(text: str, size: int, colour: Colour, *, bold: bool = False) -> fonts.Label:
        label = render(text, size, colour, bold=bold)
        labels[id(label)] = (label, text, size)
        return label

    def noting_shortened(text: str, size: int, most: int, *, bold: bool) -> str:
        kept = shortened(text, size, most, bold=bold)
        if kept != text:
            watch.shortened.append(text)
        return kept

    def noting_put(
        self: Layout,
        surface: pygame.Surface,
        label: fonts.Label,
        x: float,
        y: float,
        align: Align = Align.LEFT,
    ) -> pygame.Rect:
        clips.append(surface.get_clip())
        try:
            return put(self, surface, label, x, y, align)
        finally:
            clips.pop()

    def noting_sprite(
        self: Layout, label: fonts.Label, x: float, y: float, align: Align = Align.LEFT
    ) -> Sprite:
        placed = sprite(self, label, x, y, align)
        ink = placed.image.get_bounding_rect().move(placed.x, placed.y)
        if ink.w:
            _, text, size = labels.get(id(label), (label, "?", 0))
            watch.texts.append(Drawn(text, size, ink, ink.clip(clips[-1]) if clips else ink))
        return placed

    with ExitStack() as patches:
        for where, name, noting in (
            (fonts, "render", noting_render),
            (fonts, "shortened", noting_shortened),
            (Layout, "sprite", noting_sprite),
            (Layout, "put", noting_put),
        ):
            patches.enter_context(patch.object(where, name, noting))
        for kind in _kinds_of_button():
            patches.enter_context(patch.object(kind, "draw", _noting_button(watch, kind.draw)))
        yield watch


def _noting_button(watch: Watch, draw: Callable[..., None]) -> Callable[..., None]:
    def noting(
        button: Button, surface: pygame.Surface, layout: Layout, *, focused: bool, pressed: bool
    ) -> None:
        place = layout.rect(button.rect).clip(surface.get_clip())
        if place:
            watch.buttons.append((button, place))
        draw(button, surface, layout, focused=focused, pressed=pressed)

    return noting


def _kinds_of_button() -> list[type[Button]]:
    """Those that draw themselves."""
    return [kind for kind in (Button, *Button.__subclasses__()) if "draw" in vars(kind)]


def assert_fits(
    make: Callable[[], Drawable],
    *,
    own: Sequence[str] = (),
    sizes: Sequence[tuple[int, int]] = SIZES,
    percents: Sequence[int] = TEXT_PERCENTS,
    languages: Sequence[str] = LANGUAGES,
    palette: Palette | None = None,
    scrolls_from: int | None = None,
) -> None:
    """The screens that `make` makes fit in every window, size of text and language.

    `own` are texts that people wrote themselves: they may be shortened and are not translated. From
    `scrolls_from` percent on a page may be longer than the window; by default any may.
    """
    try:
        for language, percent, size in product(languages, percents, sizes):
            use_language(language)
            screen = make()
            screen.style = Style(palette, percent) if palette else Style(text_percent=percent)
            said = f"{language} {percent}% {size}"
            try:
                pictures = _scrolled(screen, size, own)
            except AssertionError as problem:
                raise AssertionError(f"{said}: {problem}") from problem
            if scrolls_from is not None and percent < scrolls_from:
                assert pictures == 1, f"{said}: has to be scrolled"
    finally:
        use_language("en")


def _scrolled(screen: Drawable, size: tuple[int, int], own: Sequence[str]) -> int:
    """Draw `screen`, scroll it to its end; the result is in how many pictures."""
    surface, whole, all_texts = pygame.Surface(size), set[str](), set[str]()
    pictures = 0
    with watching() as watch:
        for steps in (0, -_MOST_SCROLLS, *[1] * _MOST_SCROLLS):
            screen.point(Scroll(steps))
            watch.clear()
            if screen.draw(surface):
                pictures += 1
                watch.assert_tidy(surface.get_rect(), own)
                all_texts |= {one.text for one in watch.texts}
                whole |= {one.text for one in watch.texts if one.seen == one.ink}
            elif steps > 0:
                assert all_texts <= whole, f"never seen whole: {all_texts - whole}"
                return pictures
    raise AssertionError("the page has no end")


def _is_own(text: str, own: Sequence[str]) -> bool:
    return any(written in text or text.strip() in written for written in own)
