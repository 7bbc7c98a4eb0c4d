"""What a level is called fits wherever it stands, with the longest of windows in its name."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from game.screens.hand import HandScreen
from game.screens.songs import SongsScreen
from game.settings import ScreenSettings
from game.text import PSEUDO, use_language
from tests.screens import helpers
from tests.screens.desk import FakeDesk
from tests.screens.fitting import SIZES, assert_fits
from tests.screens.helpers import FIVE, LEVELS, Game
from tests.screens.song_screen import ROWS

SETTINGS = helpers.settings("3~50", FIVE, speed=90)
PERCENTS = (100, 150, 200)
OWN = [*(row.title for row in ROWS), "This file ends too early to be a song."]


def songs() -> SongsScreen:
    return SongsScreen(ROWS, SETTINGS, LEVELS, lambda _: ROWS, desk=FakeDesk())


def test_among_the_songs() -> None:
    assert_fits(songs, own=OWN, percents=PERCENTS)


def test_on_the_page_of_the_hand() -> None:
    assert_fits(lambda: HandScreen(SETTINGS, ScreenSettings(), lambda _: ""), percents=PERCENTS)


@pytest.mark.parametrize("language", ["en", PSEUDO])
def test_at_play(language: str) -> None:
    try:
        use_language(language)
        for size, percent in product(SIZES, PERCENTS):
            game = Game(SETTINGS, size=size, look=ScreenSettings(text_percent=percent))
            assert game.screen.canvas
            sprites = game.screen.canvas.sprites
            shown = [sprites[key] for key in ("line", "percent", "points") if key in sprites]
            assert ("line" in sprites) or percent > 100
            inks = [one.image.get_bounding_rect().move(one.x, one.y) for one in shown]
            assert all(game.surface.get_rect().contains(ink) for ink in inks)
            for first, second in combinations(inks, 2):
                assert not first.colliderect(second)
    finally:
        use_language("en")
