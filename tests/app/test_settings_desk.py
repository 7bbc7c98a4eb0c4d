"""What is set in one place holds everywhere, at once, and at the next start."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pygame
import pytest

from game.app.parts import Wishes
from game.charting.chart import Grip
from game.machine import MachineFile
from game.records.database import connect
from game.screens.binding import BindingScreen
from game.screens.hand import HandScreen
from game.screens.home import HomeScreen
from game.screens.look import LookScreen
from game.screens.page_screen import PageScreen
from game.screens.settings import SettingsScreen
from game.screens.songs import SongsScreen
from game.screens.sound import SoundScreen
from game.screens.steps import OpenHand, OpenHome, OpenLook, OpenSettings, OpenSongs, OpenTester
from game.screens.timing import TimingScreen
from game.screens.ui.layout import SMALLEST_WINDOW as SMALLEST
from game.screens.ui.theme import LIGHT
from game.settings import Hand, Theme
from game.text import language, tr, use_language
from tests.app.stage import Stage
from tests.records.making import records_on

Start = Callable[..., Stage]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Whatever is chosen here holds for the whole process."""
    yield
    use_language("en")


def choose(stage: Stage, *names: str) -> None:
    """Choose buttons of the page on screen, with arrows and OK as far as that goes."""
    for name in names:
        screen = stage.screen
        assert isinstance(screen, PageScreen), type(screen).__name__
        stage.frame()
        screen.page.set_focus(name)
        assert screen.page.focused and screen.page.focused.name == name
        stage.press(pygame.K_RETURN)
        stage.frame()


def ground() -> tuple[int, ...]:
    surface = pygame.display.get_surface()
    assert surface is not None
    return tuple(surface.get_at((1, 1)))[:3]


def test_what_is_seen_changes_at_once_and_is_so_at_the_next_start(start: Start) -> None:
    stage = start()
    stage.flow.follow(OpenSettings())
    choose(stage, "look", "theme light", "text more", "text more")
    assert ground() == LIGHT.ground
    assert stage.flow.style.text_percent == 150
    again = start(records=stage.records)
    again.frame()
    assert ground() == LIGHT.ground
    assert again.flow.style.text_percent == 150


def test_each_player_sees_it_their_own_way(start: Start) -> None:
    stage = start(Wishes(player="Anna"))
    stage.flow.follow(OpenLook())
    choose(stage, "theme light", "page more", "language de")
    stage = start(Wishes(player="Ben"), records=stage.records)
    assert stage.choices.screen.theme is Theme.DARK
    stage = start(Wishes(player="Anna"), records=stage.records)
    assert (stage.choices.screen.theme, stage.choices.screen.language) == (Theme.LIGHT, "de")


def test_another_language_is_spoken_on_the_very_screen(start: Start) -> None:
    stage = start()
    stage.flow.follow(OpenLook())
    choose(stage, "page more")
    assert "Language" in stage.shown()
    choose(stage, "language de")
    assert language() == "de"
    assert tr("Language") != "Language"
    assert tr("Language") in stage.shown()
    assert "Deutsch" in stage.shown()


@pytest.mark.parametrize(
    ("group", "screen"),
    [
        ("look", LookScreen),
        ("sound", SoundScreen),
        ("hand", HandScreen),
        ("inputs", BindingScreen),
        ("timing", TimingScreen),
    ],
)
def test_every_group_leads_back_to_where_all_is_set_and_from_there_home(
    start: Start, group: str, screen: type[PageScreen]
) -> None:
    stage = start(first=OpenHome())
    assert isinstance(stage.screen, HomeScreen)
    stage.frame()
    choose(stage, "settings", group)
    assert isinstance(stage.screen, screen)
    stage.frame()
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, SettingsScreen)
    assert stage.screen.page.focused and stage.screen.page.focused.name == group
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, HomeScreen)


def test_settings_lead_back_to_the_list_they_were_opened_from(start: Start) -> None:
    stage = start()
    stage.flow.follow(OpenSongs())
    stage.flow.follow(OpenSettings())
    choose(stage, "hand", "back", "look")
    stage.press(pygame.K_ESCAPE)
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, SongsScreen)


def test_the_hand_and_its_fingers_are_those_of_the_next_song_and_the_next_start(
    start: Start,
) -> None:
    stage = start()
    stage.flow.follow(OpenHand())
    choose(stage, "hand left", "finger index")
    again = start(records=stage.records)
    assert again.flow.visit.settings.hand is Hand.LEFT
    assert again.flow.grips == stage.flow.grips
    assert Grip.INDEX not in again.flow.grips
    again.open("Alpha")
    assert again.session.settings.hand is Hand.LEFT


def test_pinches_alone_change_the_theme(start: Start) -> None:
    stage = start()
    stage.flow.follow(OpenLook())
    stage.frame()
    screen = stage.screen
    assert isinstance(screen, LookScreen)
    for _ in range(20):
        if screen.page.focused and screen.page.focused.name == "theme light":
            break
        stage.pinch(Grip.INDEX)
        stage.frame(0.5)
    stage.finger(Grip.INDEX)
    for _ in range(10):
        stage.frame()
    stage.finger(Grip.INDEX, down=False)
    assert stage.choices.screen.theme is Theme.LIGHT


def test_what_the_records_do_not_take_holds_is_told_and_is_stored_later(
    start: Start, home: Path
) -> None:
    start().records.close()
    path = home / "thumbtune.db"
    stage = start(records=records_on(connect(path, busy_ms=20), path))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    stage.flow.follow(OpenLook())
    choose(stage, "theme light")
    assert "Another window is busy" in stage.shown()
    assert ground() == LIGHT.ground
    other.execute("ROLLBACK")
    stage.flow.close()
    assert start().choices.screen.theme is Theme.LIGHT


def f11(stage: Stage) -> None:
    stage.key(pygame.K_F11, pygame.KSCAN_F11)
    stage.key(pygame.K_F11, pygame.KSCAN_F11, down=False)
    stage.frame()


def test_a_key_fills_the_screen_anywhere_and_gives_it_back_in_its_former_size(
    start: Start, home: Path
) -> None:
    stage = start()
    for opened in (OpenSongs(), OpenLook(), OpenTester()):
        stage.flow.follow(opened)
        stage.frame()
        f11(stage)
        assert pygame.display.is_fullscreen()
        stage.frame()
        assert MachineFile(home / "settings.toml", 0).settings.full_screen
        f11(stage)
        assert not pygame.display.is_fullscreen()
        assert pygame.display.get_window_size() == SMALLEST
        stage.frame()


def test_the_key_that_fills_the_screen_pauses_no_song_and_is_bound_to_no_finger(
    start: Start,
) -> None:
    stage = start()
    stage.open("Alpha")
    stage.until_song(0.5)
    before = stage.session.stage
    f11(stage)
    assert stage.session.stage is before
    f11(stage)
    stage.flow.close()
    stage = start(records=stage.records)
    stage.key(pygame.K_F3, pygame.KSCAN_F3)
    choose(stage, "finger 0", "set")
    stage.frame(0.5)
    bindings = stage.flow.bindings
    f11(stage)
    assert stage.flow.bindings is bindings
    assert stage.screen.takes_edges, "it is still asked for"
    f11(stage)


def test_a_full_screen_is_one_at_the_next_start_and_escape_does_not_end_it(start: Start) -> None:
    stage = start()
    stage.choices.set_full_screen(is_full=True)
    again = start(records=stage.records)
    again.flow.follow(OpenSettings())
    again.frame()
    assert pygame.display.is_fullscreen()
    again.press(pygame.K_ESCAPE)
    again.frame()
    assert pygame.display.is_fullscreen()
    f11(again)
    assert not again.choices.machine.full_screen


def test_full_screen_that_can_not_be_written_down_holds_and_is_told(
    start: Start, home: Path
) -> None:
    stage = start()
    (home / "settings.toml").mkdir()
    stage.flow.follow(OpenLook())
    choose(stage, "page more", "full")
    assert pygame.display.is_fullscreen()
    assert "holds until Thumbtune is closed" in stage.shown()
    f11(stage)


def test_bright_edges_and_places_are_kept_together(start: Start) -> None:
    stage = start()
    stage.flow.follow(OpenLook())
    choose(stage, "page lanes", "place left", "width more", "bar", "page colours", "calm")
    kept = start(records=stage.records).choices.screen
    assert kept == stage.choices.screen
    assert (kept.lanes_percent, kept.shows_edge_bar, kept.is_calm) == (120, True, True)
