"""Everything can be set with arrows, a pointer, or one finger alone, and is seen at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pygame
import pytest

from game.charting.chart import Grip
from game.inputs.actions import MOUSE_ID, Action
from game.screens.hand import HandScreen
from game.screens.look import LookDesk, LookScreen
from game.screens.page_screen import PageScreen
from game.screens.settings import SettingsScreen
from game.screens.steps import GoBack, OpenHand, OpenHome, OpenLook, Step
from game.screens.ui.preview import Preview
from game.screens.ui.theme import PALETTES, Style
from game.settings import (
    TEXT_PERCENTS,
    WIDTH_PERCENTS,
    Hand,
    Place,
    PlaySettings,
    ScreenSettings,
    Theme,
)
from tests.screens import helpers
from tests.screens.fitting import assert_fits, watching
from tests.screens.pages import press

FOUR = helpers.FOUR
TROUBLE = "The disk is full, so this holds until Thumbtune is closed."
LANGUAGES = {"en": "English", "de": "Deutsch"}
OWN = (TROUBLE, *LANGUAGES.values())
USUAL = ScreenSettings()
TOUCH_ID = 7


class Look:
    """A screen of what is seen, and what it kept."""

    def __init__(self, settings: ScreenSettings = USUAL, said: str = "") -> None:
        self.kept: list[ScreenSettings] = []
        self.is_full = False
        self.said = said
        desk = LookDesk(self._keep, LANGUAGES, lambda: self.is_full, self._turn)
        self.screen = LookScreen(settings, desk, FOUR, Hand.RIGHT)

    def _keep(self, settings: ScreenSettings) -> str:
        self.kept.append(settings)
        return self.said

    def _turn(self) -> str:
        self.is_full = not self.is_full
        return self.said


class Hands:
    """A screen of the hand, and what it kept."""

    def __init__(self, settings: PlaySettings | None = None, said: str = "") -> None:
        self.kept: list[PlaySettings] = []
        self.said = said
        self.screen = HandScreen(settings or helpers.settings(), USUAL, self._keep)

    def _keep(self, settings: PlaySettings) -> str:
        self.kept.append(settings)
        return self.said


CHANGES: dict[str, tuple[tuple[str, ...], ScreenSettings]] = {
    "light": (("theme light",), replace(USUAL, theme=Theme.LIGHT)),
    "high contrast": (("theme high contrast",), replace(USUAL, theme=Theme.HIGH_CONTRAST)),
    "large": (("text more",) * 9, replace(USUAL, text_percent=200)),
    "and small again": (("text more", "text less", "text less"), USUAL),
    "calm": (("calm",), replace(USUAL, is_calm=True)),
    "left": (("page lanes", "place left"), replace(USUAL, lanes_place=Place.LEFT)),
    "right": (("page lanes", "place right"), replace(USUAL, lanes_place=Place.RIGHT)),
    "wide": (("page lanes", "width more", "width more"), replace(USUAL, lanes_percent=120)),
    "narrow": (("page lanes", *["width less"] * 5), replace(USUAL, lanes_percent=60)),
    "edges": (("page lanes", "bar"), replace(USUAL, shows_edge_bar=True)),
    "German": (("page more", "language de"), replace(USUAL, language="de")),
    "own": (("page more", "language de", "language own"), USUAL),
}


@pytest.mark.parametrize("pointer_id", [MOUSE_ID, TOUCH_ID])
@pytest.mark.parametrize("change", CHANGES)
def test_what_is_seen_is_set_by_mouse_and_touch(change: str, pointer_id: int) -> None:
    names, wanted = CHANGES[change]
    look = Look()
    assert press(look.screen, *names, pointer_id=pointer_id) is None
    assert look.kept[-1] == look.screen.settings == wanted


def by_one_finger(screen: PageScreen, *names: str) -> Step | None:
    """Go to each button with short pinches and choose it with a long one."""
    step = None
    for name in names:
        for _ in range(40):
            if screen.page.focused and screen.page.focused.name == name:
                break
            screen.act(Action.NEXT)
        else:
            raise AssertionError(f"no way to {name}")
        step = screen.act(Action.OK)
    return step


@pytest.mark.parametrize("change", ["light", "large", "left", "wide", "edges", "German"])
def test_what_is_seen_is_set_by_one_finger_alone(change: str) -> None:
    names, wanted = CHANGES[change]
    look = Look()
    if change == "large":
        names = ("text more",) * 4
    assert by_one_finger(look.screen, *names) is None
    assert look.screen.settings == wanted
    assert by_one_finger(look.screen, "back") == GoBack()


def test_the_size_of_the_words_keeps_to_its_steps() -> None:
    assert TEXT_PERCENTS[0] == 100 and TEXT_PERCENTS[-1] == 200
    assert 100 in WIDTH_PERCENTS


def test_a_key_that_fills_the_screen_is_noticed() -> None:
    look, surface = Look(), pygame.Surface((1280, 720))
    press(look.screen, "page more")
    look.screen.draw(surface)
    look.screen.tick(1.0)
    assert look.screen.draw(surface) == []
    look.is_full = True
    look.screen.tick(1.1)
    assert look.screen.draw(surface)
    press(look.screen, "full")
    assert not look.is_full


def test_trouble_is_told_where_the_change_was_made() -> None:
    look = Look(said=TROUBLE)
    press(look.screen, "calm")
    with watching() as watch:
        look.screen.draw(pygame.Surface((1000, 600)))
    said = [one.text for one in watch.texts]
    assert said.index("Calm motion") + 1 == said.index(TROUBLE)
    assert look.screen.settings.is_calm


def picture(settings: ScreenSettings, page: str) -> bytes:
    look, surface = Look(settings), pygame.Surface((1280, 720))
    look.screen.style = Style.of(USUAL)
    look.screen.choose(f"page {page}")
    look.screen.draw(surface)
    return pygame.image.tobytes(surface.subsurface((300, 116, 700, 164)), "RGB")


@pytest.mark.parametrize("change", ["left", "right", "wide", "narrow", "edges"])
def test_lanes_are_seen_as_they_are_set(change: str) -> None:
    assert picture(CHANGES[change][1], "lanes") != picture(USUAL, "lanes")


def test_the_picture_shows_where_the_lanes_are() -> None:
    box = pygame.Rect(0, 0, 400, 170)

    def middle(place: Place, percent: int = 100) -> float:
        preview = Preview(
            replace(USUAL, lanes_place=place, lanes_percent=percent), FOUR, Hand.RIGHT
        )
        lanes = list(preview.lanes(box).values())
        assert all(box.contains(lane) for lane in lanes)
        return sum(lane.centerx for lane in lanes) / len(lanes)

    for percent in WIDTH_PERCENTS:
        left, centre, right = (middle(place, percent) for place in Place)
        assert left < centre - 20 < centre + 20 < right
        assert centre == pytest.approx(200, abs=2)


def test_colours_of_the_page_are_those_that_are_chosen() -> None:
    for theme in Theme:
        look, surface = Look(), pygame.Surface((1280, 720))
        press(look.screen, f"theme {theme}")
        look.screen.style = Style.of(look.kept[-1])
        look.screen.draw(surface)
        assert tuple(surface.get_at((2, 2)))[:3] == PALETTES[theme].ground


def test_the_hand_is_set() -> None:
    hands = Hands()
    press(hands.screen, "hand left")
    assert hands.kept[-1].hand is Hand.LEFT
    press(hands.screen, "hand right")
    assert hands.kept[-1].hand is Hand.RIGHT
    assert hands.screen.act(Action.BACK) == GoBack()


def test_any_fingers_can_be_used_and_they_keep_their_order() -> None:
    hands = Hands()
    press(hands.screen, "finger index", "finger ring", "finger key")
    assert hands.kept[-1].grips == (Grip.KEY, Grip.MIDDLE, Grip.LITTLE)


def test_one_finger_always_stays() -> None:
    hands = Hands(helpers.settings(grips=(Grip.RING,)))
    press(hands.screen, "finger ring")
    assert hands.kept == []
    with watching() as watch:
        hands.screen.draw(pygame.Surface((1000, 600)))
    assert "One finger stays in use" in watch.words
    press(hands.screen, "finger key", "finger ring")
    assert hands.kept[-1].grips == (Grip.KEY,)


def test_the_fingers_of_the_level_can_be_had_again() -> None:
    hands = Hands(helpers.settings(grips=(Grip.RING,)))
    press(hands.screen, "level")
    assert hands.kept[-1].grips == hands.kept[-1].level.default_grips
    hands.kept.clear()
    press(hands.screen, "level")
    assert hands.kept == [], "there is nothing to change then"


def test_one_finger_alone_sets_the_hand() -> None:
    hands = Hands()
    by_one_finger(hands.screen, "hand left", "finger little", "level", "hand right")
    assert by_one_finger(hands.screen, "back") == GoBack()
    assert hands.screen.settings.hand is Hand.RIGHT


def test_the_groups_lead_where_they_say() -> None:
    hub = SettingsScreen(OpenHome())
    assert press(hub, "look") == OpenLook()
    assert by_one_finger(hub, "hand") == OpenHand()
    assert press(hub, "back") == hub.act(Action.BACK) == OpenHome()


def on_page(page: str) -> LookScreen:
    look = Look(said=TROUBLE)
    look.screen.choose(f"page {page}")
    look.screen.choose({"colours": "calm", "lanes": "bar", "more": "language de"}[page])
    return look.screen


def hand_in_trouble() -> HandScreen:
    hands = Hands(said=TROUBLE)
    hands.screen.choose("finger index")
    return hands.screen


PAGES: dict[str, Callable[[], PageScreen]] = {
    "hub": lambda: SettingsScreen(OpenHome(), message=TROUBLE),
    "colours": lambda: on_page("colours"),
    "lanes": lambda: on_page("lanes"),
    "more": lambda: on_page("more"),
    "hand": hand_in_trouble,
}


@pytest.mark.parametrize("name", PAGES)
def test_every_word_fits(name: str) -> None:
    def made() -> PageScreen:
        screen = PAGES[name]()
        screen.page.set_focus("back")
        return screen

    assert_fits(made, own=OWN, percents=(100, 150, 200))


@pytest.mark.parametrize("theme", Theme)
def test_every_word_fits_in_every_theme(theme: Theme) -> None:
    assert_fits(
        lambda: Look(replace(USUAL, theme=theme)).screen,
        own=OWN,
        languages=["en"],
        percents=[100],
        palette=PALETTES[theme],
    )


@pytest.mark.parametrize("name", PAGES)
def test_at_the_usual_size_nothing_has_to_be_scrolled(name: str) -> None:
    quiet: dict[str, Callable[[], PageScreen]] = {
        "hub": lambda: SettingsScreen(OpenHome()),
        "hand": lambda: Hands().screen,
    }

    def made() -> PageScreen:
        if name in quiet:
            return quiet[name]()
        look = Look()
        look.screen.choose(f"page {name}")
        return look.screen

    assert_fits(made, own=OWN, languages=["en"], percents=[100], scrolls_from=101)
