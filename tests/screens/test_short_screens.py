"""Messages, waiting and short questions fit at every size of text, in every language."""

from __future__ import annotations

from collections.abc import Callable

import pygame
import pytest

from game.play.calibration import Adjustment
from game.screens.adjust import AdjustScreen
from game.screens.message import MessageScreen
from game.screens.preparing import PreparingScreen
from game.screens.screen import Screen
from game.screens.steps import OpenSongs
from game.screens.tunes import TuneRow, TunesScreen
from game.screens.ui import theme
from game.text import PSEUDO, use_language
from tests.screens.fitting import assert_fits, watching

TITLE = "A song whose title goes on and on, far longer than any window is wide, and then some more"
SENTENCE = "This run is kept in memory and stored as soon as that is possible."
PART = "Likeliest line  ·  High  ·  240 notes  ·  Begins C D E F G A B C"
OWN = [TITLE, SENTENCE, *PART.split("  ·  ")]


def message() -> Screen:
    return MessageScreen(SENTENCE)


def long_message() -> Screen:
    return MessageScreen(" ".join([SENTENCE] * 6))


def waiting() -> Screen:
    return PreparingScreen(TITLE, lambda: None, lambda: 0.5)


def waiting_with_dots() -> Screen:
    return PreparingScreen("Ode to Joy", lambda: None)


def question() -> Screen:
    return AdjustScreen(Adjustment(-1000, -1000), lambda: None, lambda: None, OpenSongs())


def tunes() -> Screen:
    rows = [TuneRow(PART, PART), TuneRow("Flute", PART, is_tune=True), TuneRow("Piano", "Low")]
    screen = TunesScreen(TITLE, rows, lambda _: None)
    screen.show_message(SENTENCE)
    return screen


def silent_tunes() -> Screen:
    return TunesScreen("Greensleeves", [TuneRow("Piano", PART)] * 3, None)


ALL = [message, long_message, waiting, waiting_with_dots, question, tunes, silent_tunes]


@pytest.mark.parametrize("make", ALL)
def test_short_screens_fit(make: Callable[[], Screen]) -> None:
    assert_fits(make, own=OWN)


@pytest.mark.parametrize("palette", [theme.LIGHT, theme.HIGH_CONTRAST])
@pytest.mark.parametrize("make", [message, waiting, question, silent_tunes])
def test_nothing_needs_scrolling_in_texts_of_the_usual_size(
    make: Callable[[], Screen], palette: theme.Palette
) -> None:
    assert_fits(make, own=OWN, palette=palette, percents=[100], scrolls_from=125)


@pytest.mark.parametrize("make", [waiting, question, silent_tunes])
def test_every_text_has_gone_through_the_translation(make: Callable[[], Screen]) -> None:
    use_language(PSEUDO)
    try:
        with watching() as watch:
            make().draw(pygame.Surface((1280, 720)))
        watch.assert_translated(own=[TITLE, "Greensleeves", "Piano", PART, "Likeliest", "Begins"])
    finally:
        use_language("en")


@pytest.mark.parametrize(
    ("mean_ms", "said"),
    [(60, "You were 60 ms late on the whole."), (-28, "You were 28 ms early on the whole.")],
)
def test_the_question_says_what_was_noticed(mean_ms: int, said: str) -> None:
    asked = AdjustScreen(Adjustment(mean_ms, mean_ms), lambda: None, lambda: None, OpenSongs())
    with watching() as watch:
        asked.draw(pygame.Surface((1280, 720)))
    assert said in watch.words
