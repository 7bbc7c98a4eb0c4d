"""A result fits at every size of text, says what is known, and is all in sight as a rule."""

from __future__ import annotations

from functools import cache

import pygame
import pytest

from game.charting.chart import Grip
from game.coach.adapting import Offer
from game.play.earlier import Earlier
from game.play.result import Result, result_of
from game.play.score import Score
from game.screens.results import ResultsScreen
from game.screens.steps import OpenPractice
from game.screens.ui import theme
from game.screens.ui.layout import Layout
from game.screens.ui.result_blocks import SpreadPicture
from game.suggestion import Next, Suggestion
from game.text import use_language
from tests.screens import helpers
from tests.screens.fitting import PSEUDO, assert_fits, watching
from tests.screens.helpers import FIVE, FOUR, Game
from tests.screens.offers import LEVEL_UP, OFFERS, REST_TWO

TITLE = "A song whose title goes on and on, far longer than any window is wide, and then some more"
FINGERS = ["Index", "Middle", "Ring", "Little", "Side"]
"""Their names are translated where the shapes and colours of fingers are defined."""
EARLIER = Earlier(Score(123_000, 150_000, 900, 100, 1000, 90), (Score(1, 100, 1, 0, 1, 1),))
ONE_FINGER = FOUR[3:]


AGAIN = Suggestion(Next.AGAIN)
OTHER_SONG = Suggestion(Next.OTHER_SONG)


def offered(offer: Offer) -> Suggestion:
    return Suggestion(Next.CHANGED if offer.settings else Next.AGAIN, offer)


REST = offered(REST_TWO)
HARDER = offered(LEVEL_UP)


@cache
def a_result(grips: tuple[Grip, ...], skill: float = 0.6, until_s: float = 26.0) -> Result:
    game = Game(helpers.settings(grips=grips), notes=48, size=(800, 480))
    game.play_until(until_s, skill=skill)
    return result_of(game.chart, game.session.run.replay())


def results(
    result: Result,
    earlier: Earlier | None = EARLIER,
    suggestion: Suggestion = AGAIN,
    title: str = "Ode to Joy",
) -> ResultsScreen:
    grips = tuple(grip for grip, _ in result.statistics.by_grip)
    settings = helpers.settings(grips=grips)
    return ResultsScreen(
        result,
        title,
        settings,
        earlier,
        suggestion,
        has_next=True,
        practice=OpenPractice("a"),
    )


@pytest.mark.parametrize("grips", [FIVE, ONE_FINGER])
@pytest.mark.parametrize("suggestion", [REST, HARDER])
def test_everything_fits_at_every_size_of_text(
    grips: tuple[Grip, ...], suggestion: Suggestion
) -> None:
    assert_fits(lambda: results(a_result(grips), suggestion=suggestion, title=TITLE), own=[TITLE])


@pytest.mark.parametrize("suggestion", [AGAIN, OTHER_SONG, *map(offered, OFFERS)])
@pytest.mark.parametrize("result", [a_result(FIVE), a_result(FOUR, 0.0), a_result(FOUR, 1.0)])
def test_all_of_it_is_in_sight_at_once_in_texts_of_the_usual_size(
    result: Result, suggestion: Suggestion
) -> None:
    assert_fits(
        lambda: results(result, suggestion=suggestion),
        percents=[100],
        languages=["en"],
        scrolls_from=125,
    )


@pytest.mark.parametrize("palette", [theme.LIGHT, theme.HIGH_CONTRAST])
def test_other_themes_fit_as_well(palette: theme.Palette) -> None:
    assert_fits(lambda: results(a_result(FIVE)), palette=palette, percents=[100, 200])


@pytest.mark.parametrize("result", [a_result(FIVE), a_result(FOUR, 0.0), a_result(FOUR, 0.9, 6.0)])
def test_everything_has_gone_through_the_translation(result: Result) -> None:
    use_language(PSEUDO)
    try:
        screen = results(result, suggestion=REST)
        with watching() as watch:
            screen.draw(pygame.Surface((1280, 1000)))
        watch.assert_translated(own=["Ode to Joy", *FINGERS])
    finally:
        use_language("en")


def shown(screen: ResultsScreen) -> str:
    with watching() as watch:
        screen.draw(pygame.Surface((1280, 720)))
    return watch.words


def test_a_result_shows_score_best_last_time_fingers_and_timing() -> None:
    result = a_result(FOUR)
    words = shown(results(result))
    score, spread = result.score, result.spread
    assert f"{score.points:,}".replace(",", " ") in words
    for said in ("short of your best, 123 000", "more than last time", "Once more"):
        assert said in words
    assert f"{score.hits} of {score.notes} notes" in words
    for name in FINGERS[:4]:
        assert name in words
    for said in (f"Early: {spread.early}", f"On time: {spread.on_time}", f"Late: {spread.late}"):
        assert said in words


def test_nothing_is_said_about_runs_that_are_not_known() -> None:
    words = shown(results(a_result(FOUR), earlier=None))
    for said in ("best", "record", "last time"):
        assert said not in words
    assert "from the beginning" in words


def test_a_run_left_early_is_no_record_and_is_compared_with_nothing() -> None:
    words = shown(results(a_result(FOUR, 0.9, 6.0)))
    assert "kept, but not as a record" in words
    assert "last time" not in words


def test_early_and_late_differ_in_shape_from_on_time() -> None:
    result = a_result(FOUR)
    surface, layout = pygame.Surface((1280, 720)), Layout((1280, 720))
    surface.fill(theme.DARK.ground)
    picture = SpreadPicture(result.spread)
    height = picture.place(layout, 0, 0, 640)
    picture.draw(surface, layout, pygame.Rect(0, 0, 640, height))
    tallest_early = max(range(6), key=lambda place: result.spread.counts[place])
    tallest_on_time = max(range(6, 10), key=lambda place: result.spread.counts[place])
    assert surface.get_at((tallest_early * 40 + 20, 70)) == (*theme.DARK.ground, 255)
    assert surface.get_at((tallest_on_time * 40 + 20, 70)) == (*theme.DARK.glad, 255)
