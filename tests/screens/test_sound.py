"""The sound can be set with arrows and OK alone, with the mouse alone, by touch alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.inputs.actions import MOUSE_ID, Action, Phase, Pointer, Scroll
from game.play.calibration import Adjustment
from game.screens.adjust import AdjustScreen
from game.screens.fonts import FontsScreen
from game.screens.results import SETTLE_S
from game.screens.sound import SoundScreen
from game.screens.steps import GoOn, OpenFonts, OpenSongs, OpenSound, OpenTiming, PlayNext, Step
from game.settings import SoundSettings
from game.sound.examples import Kind
from game.text import tr
from tests.screens.fitting import assert_fits, watching
from tests.screens.pages import press

TOUCH_ID = 5
LONG = "A sentence that goes on and on, far longer than any window is wide, and then some more"
SAID = "The disk is full, so this holds until Thumbtune is closed."
FONT = Path(f"/{LONG}/{LONG}.sf2")
OWN = (SAID, LONG, str(FONT))
SIZES = [(1280, 720), (800, 480), (2560, 1440), (1024, 768)]
OK = Action.OK


class Sound:
    """A sound screen, what it asked for and what it played."""

    def __init__(self, *, in_song: bool = False, said: str = "") -> None:
        self.asked: list[SoundSettings] = []
        self.heard: list[Kind] = []
        self.said = said
        self.screen = SoundScreen(
            SoundSettings(),
            self._change,
            self.heard.append,
            GoOn() if in_song else OpenSongs(),
            timing="" if in_song else "Sound +118 ms, picture 0 ms.",
        )
        self.screen.draw(pygame.Surface((1280, 720)))

    def act(self, *actions: Action) -> Step | None:
        return [self.screen.act(action) for action in actions][-1]

    def tap(self, name: str, pointer_id: int) -> Step | None:
        return press(self.screen, name, pointer_id=pointer_id)

    def _change(self, settings: SoundSettings) -> str:
        self.asked.append(settings)
        return self.said


def test_a_volume_is_changed_and_its_example_heard() -> None:
    sound = Sound()
    sound.act(OK)
    assert sound.asked == [SoundSettings(music_volume=90)]
    sound.act(Action.RIGHT, OK, OK)
    assert sound.screen.settings.music_volume == 100
    assert sound.heard == [Kind.MUSIC] * 2


def test_every_volume_is_reached_with_arrows() -> None:
    sound = Sound()
    for _ in Kind:
        sound.act(OK, Action.DOWN)
        sound.screen.draw(pygame.Surface((1280, 720)))
    assert sound.screen.settings == SoundSettings(90, 50, 90, 90, 50)
    assert sound.act(OK) == OpenSongs()


@pytest.mark.parametrize("pointer_id", [MOUSE_ID, TOUCH_ID])
def test_everything_is_reached_by_mouse_and_touch(pointer_id: int) -> None:
    sound = Sound()
    loud = ("music less", "tune more", "menu listen")
    for name in (*loud, "page what", "by itself", "silent"):
        assert sound.tap(name, pointer_id) is None
    assert sound.screen.settings == replace(
        SoundSettings(), music_volume=90, tune_volume=70, tune_plays_itself=True, hits_silent=True
    )
    assert sound.heard == [Kind.MUSIC, Kind.TUNE, Kind.MENU]
    assert sound.tap("font", pointer_id) == OpenFonts()
    assert sound.tap("timing", pointer_id) == OpenTiming()
    assert sound.tap("back", pointer_id) == OpenSongs()
    assert sound.screen.point(Scroll(1)) is None


@pytest.mark.parametrize("key", [Action.BACK, Action.SOUND])
def test_the_keys_that_lead_here_lead_back(key: Action) -> None:
    assert Sound().act(key) == OpenSongs()
    assert Sound(in_song=True).act(key) == GoOn()


def test_volumes_stay_between_nothing_and_all() -> None:
    sound = Sound()
    for _ in range(15):
        sound.act(OK)
    assert sound.screen.settings.music_volume == 0
    assert len(sound.asked) == 10


def test_while_a_song_waits_its_timing_can_not_be_checked() -> None:
    sound = Sound(in_song=True)
    sound.tap("page what", MOUSE_ID)
    assert sound.tap("timing", MOUSE_ID) is None
    assert sound.tap("font", MOUSE_ID) == OpenFonts()


def test_without_a_sound_card_no_example_is_offered() -> None:
    screen = SoundScreen(SoundSettings(), lambda _: "", None, OpenSongs())
    screen.draw(pygame.Surface((1280, 720)))
    screen.act(OK)
    assert screen.settings.music_volume == 90


@pytest.mark.parametrize("page", [0, 1])
def test_the_words_of_the_sound_fit(page: int) -> None:
    def made() -> SoundScreen:
        screen = SoundScreen(
            SoundSettings(soundfont=FONT),
            lambda _: "",
            lambda _: None,
            OpenSongs(),
            timing=tr("Sound {sound}, picture {picture}.").format(sound="0 ms", picture="0 ms"),
            page=page,
            message=SAID,
        )
        screen.page.set_focus("back")
        return screen

    assert_fits(made, own=OWN)


def test_at_the_usual_size_nothing_of_the_sound_has_to_be_scrolled() -> None:
    for page in (0, 1):
        assert_fits(
            lambda page=page: SoundScreen(
                SoundSettings(), lambda _: "", lambda _: None, OpenSongs(), page=page
            ),
            languages=["en"],
            percents=[100],
            scrolls_from=101,
        )


def test_the_words_of_the_fonts_fit() -> None:
    def made() -> FontsScreen:
        screen = FontsScreen(FONT, lambda _: SAID)
        screen.type(LONG * 2)
        screen.page.set_focus("back")
        return screen

    assert_fits(made, own=(*OWN, LONG * 2))


def test_what_there_is_to_say_about_a_change_stands_where_it_was_made() -> None:
    sound = Sound(said="The disk is full.")
    sound.tap("menu less", MOUSE_ID)
    with watching() as watch:
        sound.screen.draw(pygame.Surface((1281, 720)))
    said = [one.text for one in watch.texts]
    assert said.index("Menus") + 1 == said.index("The disk is full.")


@pytest.mark.parametrize("size", SIZES)
def test_the_words_of_the_question_have_their_places(
    size: tuple[int, int], texts: list[pygame.Rect]
) -> None:
    asked = AdjustScreen(Adjustment(-1000, -1000), lambda: None, lambda: None, OpenSongs())
    asked.draw(pygame.Surface(size))
    assert_apart(texts, size)


def assert_apart(texts: list[pygame.Rect], size: tuple[int, int]) -> None:
    for number, rect in enumerate(texts):
        assert pygame.Rect((0, 0), size).contains(rect), rect
        assert rect.collidelist(texts[:number]) == -1, rect


class Fonts:
    """A font screen that takes everything."""

    def __init__(self) -> None:
        self.taken: list[Path | None] = []
        self.screen = FontsScreen(None, self._take)
        self.screen.draw(pygame.Surface((1280, 720)))

    def _take(self, path: Path | None) -> str:
        self.taken.append(path)
        return "Taken."


def test_a_path_is_typed_mended_and_taken() -> None:
    fonts = Fonts()
    fonts.screen.act(OK)
    assert fonts.taken == []
    for letter in "/my":
        fonts.screen.type(letter)
    fonts.screen.act(Action.PAUSE)
    fonts.screen.type("fontx\n")
    fonts.screen.act(Action.ERASE)
    fonts.screen.type(".sf2")
    assert fonts.screen.act(OK) is None
    assert fonts.taken == [Path("/my font.sf2")]


def test_a_pasted_path_may_stand_in_quotation_marks() -> None:
    fonts = Fonts()
    fonts.screen.type('"/my fonts/a.sf2"\n')
    fonts.screen.act(OK)
    assert fonts.taken == [Path("/my fonts/a.sf2")]


def test_back_to_the_built_in_instruments_and_out() -> None:
    fonts = Fonts()
    fonts.screen.act(Action.RIGHT)
    fonts.screen.act(OK)
    assert fonts.taken == [None]
    fonts.screen.act(Action.DOWN)
    assert fonts.screen.act(OK) == OpenSound()
    assert fonts.screen.act(Action.BACK) == OpenSound()


class Asked:
    """A question after a song, and what came of it."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.screen = AdjustScreen(
            Adjustment(-28, -27),
            lambda: self.said.append("yes"),
            lambda: self.said.append("no"),
            PlayNext(),
        )
        self.screen.draw(pygame.Surface((1280, 720)))
        self.screen.tick(5.0)

    def settle(self) -> None:
        self.screen.tick(5.0 + SETTLE_S)


@pytest.mark.parametrize(
    ("actions", "said"),
    [([OK], "yes"), ([Action.RIGHT, OK], "no"), ([Action.BACK], "no")],
)
def test_the_question_is_answered_and_the_way_goes_on(actions: list[Action], said: str) -> None:
    asked = Asked()
    asked.settle()
    steps = [asked.screen.act(action) for action in actions]
    assert steps[-1] == PlayNext()
    assert asked.said == [said]


def test_the_last_pinch_of_a_song_answers_no_question() -> None:
    asked = Asked()
    assert asked.screen.act(OK) is None
    assert asked.screen.act(Action.BACK) is None
    assert asked.screen.point(Pointer(Phase.DOWN, 420, 650, MOUSE_ID)) is None
    asked.settle()
    assert asked.screen.point(Pointer(Phase.UP, 420, 650, MOUSE_ID)) is None
    assert asked.said == []
    asked.screen.point(Pointer(Phase.DOWN, 860, 650, TOUCH_ID))
    assert asked.screen.point(Pointer(Phase.UP, 860, 650, TOUCH_ID)) == PlayNext()
    assert asked.said == ["no"]
