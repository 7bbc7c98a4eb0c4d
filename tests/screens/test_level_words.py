"""What a level is called fits wherever it stands, with the longest of windows in its name."""

from __future__ import annotations

from itertools import product

import pytest

from game.charting.level import level_name
from game.screens.hand import HandScreen
from game.screens.songs import SongsScreen
from game.settings import ScreenSettings
from game.text import PSEUDO, use_language
from tests.screens import helpers
from tests.screens.desk import FakeDesk
from tests.screens.fitting import SIZES, assert_fits, watching
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
            with watching() as watch:
                Game(SETTINGS, size=size, look=ScreenSettings(text_percent=percent))
            assert not watch.shortened
            assert percent > 100 or level_name(SETTINGS.level) in watch.words
    finally:
        use_language("en")
