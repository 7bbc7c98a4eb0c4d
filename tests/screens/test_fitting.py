"""What checks whether texts fit sees what does not."""

from __future__ import annotations

from collections.abc import Sequence

import pygame
import pytest

from game.screens.page_screen import PageScreen
from game.screens.screen import Screen
from game.screens.steps import Step
from game.screens.ui.blocks import Block, Words
from game.screens.ui.button import Button
from game.screens.ui.layout import Layout
from game.text import PSEUDO, language, tr, use_language
from tests.screens.fitting import assert_fits, watching

SIZE = (1280, 720)


class Put(Screen):
    """Texts at design points, and a button."""

    def __init__(self, *texts: tuple[str, int, int], most: int = 0) -> None:
        self._texts = texts
        self._most = most
        self._is_drawn = False

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        if self._is_drawn:
            return []
        self._is_drawn = True
        layout = Layout(surface.get_size(), self.style)
        Button("ok", pygame.Rect(600, 300, 400, 90)).draw(
            surface, layout, focused=False, pressed=False
        )
        for text, x, y in self._texts:
            layout.put(surface, layout.text(text, 28, most=self._most), x, y)
        return [surface.get_rect()]


class Long(PageScreen):
    """A page of so many words."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.refresh()

    def blocks(self) -> Sequence[Block]:
        return [Words(self._words)]

    def choose(self, name: str) -> Step | None:
        return None


@pytest.mark.parametrize(
    ("screen", "said"),
    [
        (Put(("Over", 50, 50), ("each other", 70, 55)), "overlap"),
        (Put(("Out of the window", 1200, 50)), "sticks out"),
        (Put(("Far too long for it", 50, 50), most=90), "shortened"),
        (Put(("Half in the button", 560, 340)), "over an edge of ok"),
    ],
)
def test_what_does_not_fit_is_found(screen: Put, said: str) -> None:
    with pytest.raises(AssertionError, match=said):
        assert_fits(lambda: screen, sizes=[SIZE], percents=[100], languages=["en"])


def test_what_people_wrote_may_be_cut() -> None:
    screen = Put(("A title that is long", 50, 50), most=90)
    assert_fits(lambda: screen, own=["A title that is long"], sizes=[SIZE], percents=[100])


def test_a_long_page_is_read_to_its_end() -> None:
    assert_fits(lambda: Long("word " * 200), percents=[100, 200])
    with pytest.raises(AssertionError, match="has to be scrolled"):
        assert_fits(lambda: Long("word " * 300), scrolls_from=125)


def test_a_text_without_a_translation_is_found() -> None:
    use_language(PSEUDO)
    try:
        with watching() as watch:
            Put((tr("Translated"), 50, 50), ("Ode to Joy", 50, 100)).draw(pygame.Surface(SIZE))
        watch.assert_translated(own=["Ode to Joy"])
        with pytest.raises(AssertionError, match="not translated"):
            watch.assert_translated()
    finally:
        use_language("en")


def test_afterwards_the_language_is_english_again() -> None:
    with pytest.raises(AssertionError):
        assert_fits(lambda: Put(("Out of the window", 1200, 50)), languages=[PSEUDO])
    assert language() == "en"
