"""No text is cut off, overlaps another one or is shortened: in any language, at any size."""

from __future__ import annotations

import pygame
import pytest

from game.screens.screen import Screen
from game.screens.ui.layout import Layout
from tests.gallery import looks
from tests.gallery.entries import all_entries
from tests.gallery.places import complaints
from tests.gallery.world import data

DEFAULT = (looks.MADE_UP,)
"""The check of the gallery's command goes through all."""


@pytest.mark.usefixtures("unseen")
@pytest.mark.parametrize("look", DEFAULT, ids=lambda look: look.name)
def test_every_text_can_be_read_as_a_whole(look: looks.Look) -> None:
    told: list[str] = []
    for entry in all_entries():
        with entry.in_look(look) as screen:
            told += [f"{entry.name}: {one}" for one in complaints(screen, look.size, data())]
    assert told == []


class _Words(Screen):
    """Words at places."""

    def __init__(self, *words: tuple[str, float, float], most: float = 0) -> None:
        self._words = words
        self._most = most

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        if self._drawn == (surface.get_size(),):
            return []
        self._drawn = (surface.get_size(),)
        layout = Layout(surface.get_size(), self.style)
        surface.fill(layout.colours.ground)
        for word, x, y in self._words:
            layout.put(surface, layout.text(word, 40, most=self._most), x, y)
        return [surface.get_rect()]


def _told(screen: Screen, *written: str) -> list[str]:
    return complaints(screen, (1280, 720), frozenset(written))


def test_nothing_is_said_of_words_that_stand_apart() -> None:
    assert _told(_Words(("One", 100, 100), ("One", 100, 200), ("Two", 400, 100))) == []


def test_words_beyond_an_edge_are_told() -> None:
    for x, y in ((1200, 300), (-20, 300), (300, 4), (300, 715)):
        (told,) = _told(_Words(("Melody", x, y)))
        assert "cut by the window" in told


def test_words_over_words_are_told() -> None:
    (told,) = _told(_Words(("Melody", 300, 300), ("Tune", 320, 320)))
    assert "'Melody' is cut or overlapped" in told
    assert "'Tune'" in told


def test_only_what_people_wrote_may_be_shortened() -> None:
    screen = _Words(("Ode to Joy and to more", 100, 100), most=200)
    (told,) = _told(screen)
    assert "is shortened: 'Ode to Joy and to more'" in told
    assert _told(screen, "Ode to Joy and to more") == []
