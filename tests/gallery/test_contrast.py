"""Every text can be told from what is beneath it: 4.5 : 1, and 7 : 1 in the high-contrast theme.

Those are the ratios of WCAG 2.2, success criteria 1.4.3 and 1.4.6. Buttons that can't be pressed
now are exempt there, and here.
"""

from __future__ import annotations

import pygame
import pytest

from game.charting.chart import Grip
from game.screens.screen import Screen
from game.screens.ui.layout import Layout
from game.screens.ui.theme import PALETTES, Colour, Palette, Style, contrast, grip_looks, mixed
from game.settings import Theme
from tests.gallery import looks
from tests.gallery.contrasts import contrasts
from tests.gallery.entries import all_entries
from tests.gallery.registry import Entry

LEAST = {Theme.DARK: 4.5, Theme.LIGHT: 4.5, Theme.HIGH_CONTRAST: 7.0}
INKS = ("text", "dim")
GROUNDS = ("ground", "panel", "raised", "skin")
GLAD_ON = ("ground", "panel")
FOUR = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
SIZE = looks.SMALL.size


@pytest.mark.parametrize("theme", Theme)
def test_texts_have_contrast_on_all_they_stand_on(theme: Theme) -> None:
    colours = PALETTES[theme]
    pairs = [(ink, ground) for ink in INKS for ground in GROUNDS]
    pairs += [("glad", ground) for ground in GLAD_ON] + [("on_accent", "accent")]
    for ink, ground in pairs:
        ratio = contrast(getattr(colours, ink), getattr(colours, ground))
        assert ratio >= LEAST[theme], (ink, ground, ratio)


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("grips", [FOUR, tuple(Grip)])
def test_letters_have_contrast_on_notes_and_targets(theme: Theme, grips: tuple[Grip, ...]) -> None:
    colours = PALETTES[theme]
    for look in grip_looks(grips, colours).values():
        assert contrast(look.on_grip, look.colour) >= LEAST[theme], look.shape
        target = mixed(look.colour, colours.ground, 0.28)
        assert contrast(colours.text, target) >= 4.5, look.shape


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("grips", [FOUR, tuple(Grip)])
def test_shapes_stand_out_from_ground_and_lane(theme: Theme, grips: tuple[Grip, ...]) -> None:
    """3 : 1 is what WCAG 2.2 asks of what is no text (1.4.11)."""
    colours = PALETTES[theme]
    for look in grip_looks(grips, colours).values():
        assert contrast(look.colour, colours.ground) >= 4.5, look.shape
        assert contrast(look.colour, mixed(look.colour, colours.ground, 0.24)) >= 3, look.shape


@pytest.mark.usefixtures("unseen")
@pytest.mark.parametrize("look", looks.THEMES, ids=lambda look: look.name)
def test_every_text_on_every_screen_has_contrast(look: looks.Look) -> None:
    told = [
        f"{entry.name}: {one}"
        for entry in all_entries()
        if look in entry.looks
        for one in _too_faint(entry, look)
    ]
    assert told == []


def _too_faint(entry: Entry, look: looks.Look) -> list[str]:
    with entry.in_look(look) as screen:
        return [
            f"{one.text!r} {one.ink} on {one.ground}: {one.ratio:.2f}"
            for one in contrasts(screen, SIZE)
            if one.ratio < LEAST[look.theme]
        ]


class _Words(Screen):
    """A word in a grey on a white or grey ground."""

    def __init__(self, ink: Colour, palette: Palette) -> None:
        self.style = Style(palette)
        self._ink = ink

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        layout = Layout(surface.get_size(), self.style)
        surface.fill((255, 255, 255))
        surface.fill((128, 128, 128), layout.rect(pygame.Rect(640, 0, 640, 720)))
        for x in (200, 800):
            layout.put(surface, layout.text("Word", 60, self._ink), x, 300)
        return [surface.get_rect()]


def test_the_contrast_measured_is_that_of_the_ground_beneath() -> None:
    grey = (0x40, 0x40, 0x40)
    screen = _Words(grey, PALETTES[Theme.LIGHT])
    found = list(contrasts(screen, (1280, 720)))
    assert [one.text for one in found] == ["Word", "Word"]
    assert found[0].ratio == pytest.approx(contrast(grey, (255, 255, 255)), abs=0.2)
    assert found[1].ratio == pytest.approx(contrast(grey, (128, 128, 128)), abs=0.1)
