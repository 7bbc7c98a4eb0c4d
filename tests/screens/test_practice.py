"""Choosing what to practise: every choice can be reached, and says what it means."""

from __future__ import annotations

import pygame
import pytest

from game.charting.chart import Chart
from game.inputs.actions import Action
from game.play.practice import Bars, Practice
from game.screens.practice import Material, PracticeScreen
from game.screens.steps import BeginPractice, LeavePractice
from game.screens.ui.theme import Style
from game.session import SongFacts, beats_of
from game.settings import FASTEST_PERCENT, SLOWEST_PERCENT
from tests.screens import helpers
from tests.screens.fitting import assert_fits, watching
from tests.screens.helpers import FOUR
from tests.test_session import TEMPO_120

BAR_S = 2.0


def material(bars: int = 20, title: str = "Ode to Joy") -> Material:
    chart = helpers.chart(FOUR, bars * 4 - 6)
    return Material(chart, facts(bars * BAR_S - 0.5, title))


def facts(end_s: float, title: str = "Ode to Joy") -> SongFacts:
    return SongFacts(title, 120.0, end_s, beats_of(TEMPO_120, end_s, 100, 3.0), 3.0)


def screen_of(bars: int = 20, **options: object) -> PracticeScreen:
    screen = PracticeScreen(material(bars), 100, **options)  # pyright: ignore[reportArgumentType]
    screen.draw(pygame.Surface((1280, 720)))
    screen.tick(0.0)
    screen.tick(1.0)
    return screen


def said(screen: PracticeScreen) -> str:
    with watching() as watch:
        screen.show_anew()
        screen.draw(pygame.Surface((1280, 720)))
    return watch.words


def test_from_a_menu_the_whole_song_is_offered_waiting() -> None:
    screen = screen_of()
    assert screen.practice == Practice(waits=True)
    assert "The whole song, once." in said(screen)


def test_from_a_pause_the_phrase_around_it_is_offered() -> None:
    screen = screen_of(near_s=5 * BAR_S)
    assert screen.practice.bars == Bars(4, 4) or screen.practice.bars == Bars(2, 4)
    assert not screen.practice.waits


def test_start_begins_what_is_chosen_and_back_leads_back() -> None:
    screen = screen_of(first=Practice(True, Bars(4, 4), 70))
    assert screen.act(Action.OK) == BeginPractice(Practice(True, Bars(4, 4), 70))
    assert screen.act(Action.BACK) == LeavePractice()
    assert screen.choose("back") == LeavePractice()


def test_a_phrase_grows_and_shrinks_where_it_is() -> None:
    screen = screen_of(first=Practice(bars=Bars(8, 4)))
    screen.choose("length more")
    bars = screen.practice.bars
    assert bars is not None and bars.count == 8
    assert bars.first <= 8 and bars.last >= 11
    for _ in range(9):
        screen.choose("length less")
    assert screen.practice.bars is None
    screen.choose("length more")
    assert screen.practice.bars is not None and screen.practice.bars.count == 2


def test_a_phrase_moves_to_both_ends_of_the_song_and_no_farther() -> None:
    screen = screen_of(first=Practice(bars=Bars(8, 4)))
    for way, at_end in (("place less", 0), ("place more", 16)):
        for _ in range(30):
            screen.choose(way)
        assert screen.practice.bars == Bars(at_end, 4)
    assert "Bars 17 to 20, round and round." in said(screen)


def test_the_speed_stays_where_songs_can_be_played() -> None:
    screen = screen_of()
    for way, end in (("speed less", SLOWEST_PERCENT), ("speed more", FASTEST_PERCENT)):
        for _ in range(20):
            screen.choose(way)
        assert screen.practice.speed_percent == end


def test_a_short_song_is_practised_as_a_whole() -> None:
    chart = Chart(material().chart.notes[:3], "1-gentle", 100, FOUR, "")
    screen = PracticeScreen(Material(chart, facts(1.9)), 100, near_s=1.0)
    assert screen.practice.bars is None
    screen.choose("length more")
    assert screen.practice.bars is None


def test_a_phrase_asked_for_that_the_song_does_not_have_is_the_one_most_like_it() -> None:
    assert screen_of(first=Practice(bars=Bars(90, 4))).practice.bars == Bars(16, 4)
    assert screen_of(first=Practice(bars=Bars(0, 3))).practice.bars is None


def test_arrows_come_by_every_choice() -> None:
    screen = screen_of(near_s=20.0)
    seen: set[str] = set()
    for action in [Action.UP] * 5 + [Action.RIGHT] + [Action.DOWN] * 5:
        screen.act(action)
        assert screen.page.focused is not None
        seen.add(screen.page.focused.name.split()[0])
    assert seen >= {"length", "place", "wait", "speed", "start"}


@pytest.mark.parametrize("practice", [Practice(True), Practice(True, Bars(100, 8), 70)])
def test_everything_fits(practice: Practice) -> None:
    title = "A song whose title goes on and on, longer than any window is wide"
    told = material(120, title)
    assert_fits(lambda: PracticeScreen(told, 100, first=practice), own=[title])


def test_it_has_five_choices_and_a_way_back_and_needs_no_scrolling() -> None:
    screen = screen_of(near_s=20.0)
    screen.style = Style()
    with watching() as watch:
        screen.show_anew()
        screen.draw(pygame.Surface((1280, 720)))
    rows = {button.name.split()[0] for button, _ in watch.buttons}
    assert rows == {"length", "place", "wait", "speed", "start", "back"}
