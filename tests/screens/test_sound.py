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
from game.screens.screen import GoOn, OpenFonts, OpenSongs, OpenSound, OpenTiming, PlayNext, Step
from game.screens.sound import SoundScreen
from game.screens.ui.words import signed_ms
from game.settings import SoundSettings
from game.sound.examples import Kind

TOUCH_ID = 5
LONG = "A sentence that goes on and on, far longer than any window is wide, and then some more"
SIZES = [(1280, 720), (800, 480), (2560, 1440), (1024, 768)]
MUSIC_LESS, TUNE_MORE, MENU_LISTEN, PAGE, BACK = (
    *((900, 159), (1108, 259), (1196, 559), (960, 58)),
    (1050, 666),
)
BY_ITSELF, SILENT, FONT, TIMING = (1080, 159), (1080, 259), (1080, 359), (1080, 459)
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

    def tap(self, point: tuple[int, int], pointer_id: int) -> Step | None:
        assert self.screen.point(Pointer(Phase.DOWN, *point, pointer_id)) is None
        return self.screen.point(Pointer(Phase.UP, *point, pointer_id))

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
    assert sound.screen.settings == SoundSettings(90, 50, 90, 90, 50)
    assert sound.act(OK) == OpenSongs()


@pytest.mark.parametrize("pointer_id", [MOUSE_ID, TOUCH_ID])
def test_everything_is_reached_by_mouse_and_touch(pointer_id: int) -> None:
    sound = Sound()
    for point in (MUSIC_LESS, TUNE_MORE, MENU_LISTEN, PAGE, BY_ITSELF, SILENT):
        assert sound.tap(point, pointer_id) is None
    assert sound.screen.settings == replace(
        SoundSettings(), music_volume=90, tune_volume=70, tune_plays_itself=True, hits_silent=True
    )
    assert sound.heard == [Kind.MUSIC, Kind.TUNE, Kind.MENU]
    assert sound.tap(FONT, pointer_id) == OpenFonts()
    assert sound.tap(TIMING, pointer_id) == OpenTiming()
    assert sound.tap(BACK, pointer_id) == OpenSongs()
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
    sound.tap(PAGE, MOUSE_ID)
    assert sound.tap(TIMING, MOUSE_ID) is None
    assert sound.tap(FONT, MOUSE_ID) == OpenFonts()


def test_without_a_sound_card_no_example_is_offered() -> None:
    screen = SoundScreen(SoundSettings(), lambda _: "", None, OpenSongs())
    screen.draw(pygame.Surface((1280, 720)))
    screen.act(OK)
    assert screen.settings.music_volume == 90


@pytest.mark.parametrize("size", SIZES)
def test_every_word_has_its_place(size: tuple[int, int], texts: list[pygame.Rect]) -> None:
    font = Path(f"/{LONG}/{LONG}.sf2")
    for page in (0, 1):
        texts.clear()
        screen = SoundScreen(
            SoundSettings(soundfont=font),
            lambda _: "",
            lambda _: None,
            OpenSongs(),
            timing=f"Sound {signed_ms(-1000)}, picture {signed_ms(-1000)}.",
            page=page,
            message=LONG * 4,
        )
        screen.draw(pygame.Surface(size))
        assert_apart(texts, size)
    fonts = FontsScreen(font, lambda _: LONG * 3)
    fonts.type(LONG * 2)
    texts.clear()
    fonts.draw(pygame.Surface(size))
    assert_apart(texts, size)
    texts.clear()
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
    fonts.screen.act(Action.RIGHT)
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
