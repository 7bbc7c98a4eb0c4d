"""Home: today's song is one press away, everything else two, and nobody leaves by chance."""

from __future__ import annotations

import pygame
import pytest

from game.inputs.actions import MOUSE_ID, Action, Phase, Pointer
from game.screens.home import HomeScreen, HomeView, TodayLine
from game.screens.steps import Leave, OpenInputs, OpenPlay, OpenPlayers, OpenSongs, OpenSound, Step
from game.screens.ui.layout import SMALLEST_WINDOW, Layout
from game.screens.ui.portrait import PICTURES, Face, draw_face, initials
from game.screens.ui.theme import LIGHT, Style

ANNA = Face(1, "Anna")
VIEW = HomeView(ANNA, TodayLine("ode", "Ode to Joy", "New for you"))
TOUCH_ID = 7
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def home(
    view: HomeView = VIEW, percent: int = 100, size: tuple[int, int] = (1280, 720)
) -> HomeScreen:
    screen = HomeScreen(view)
    screen.style = Style(text_percent=percent)
    screen.tick(1.0)
    screen.draw(pygame.Surface(size))
    return screen


def act(screen: HomeScreen, *actions: Action) -> Step | None:
    step = None
    for action in actions:
        step = screen.act(action)
    return step


def tap(screen: HomeScreen, name: str, pointer_id: int) -> Step | None:
    button = next(b for block in screen.blocks() for b in block.buttons if b.name == name)
    screen.refresh()
    screen.draw(pygame.Surface((1280, 720)))
    for _ in range(30):
        focused = screen.page.focused
        if focused is not None and focused.name == button.name:
            break
        screen.act(Action.NEXT)
    screen.draw(pygame.Surface((1280, 720)))
    assert screen.page.focused is not None
    x, y = screen.page.focused.rect.center
    screen.point(Pointer(Phase.DOWN, x, y, pointer_id))
    return screen.point(Pointer(Phase.UP, x, y, pointer_id))


def test_ok_plays_todays_song_at_once() -> None:
    assert act(home(), Action.OK) == OpenPlay("ode")


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [(1280, 720), SMALLEST_WINDOW])
def test_one_finger_reaches_everything(percent: int, size: tuple[int, int]) -> None:
    steps: list[Step | None] = []
    screen = home(percent=percent, size=size)
    for _ in range(12):
        focused = screen.page.focused
        assert focused is not None
        if focused.name != "leave":
            steps.append(screen.act(Action.OK))
        screen.act(Action.NEXT)
    assert {OpenPlay("ode"), OpenSongs(), OpenPlayers()} <= set(steps)


@pytest.mark.parametrize("pointer_id", [MOUSE_ID, TOUCH_ID])
@pytest.mark.parametrize(
    ("name", "step"),
    [("play", OpenPlay("ode")), ("songs", OpenSongs()), ("players", OpenPlayers())],
)
def test_everything_can_be_tapped(pointer_id: int, name: str, step: Step) -> None:
    assert tap(home(), name, pointer_id) == step


def test_keys_lead_to_sound_and_keys() -> None:
    assert act(home(), Action.SOUND) == OpenSound()
    assert act(home(), Action.INPUTS) == OpenInputs()


def test_nobody_leaves_by_chance() -> None:
    screen = home()
    assert act(screen, Action.BACK, Action.BACK) is None
    assert act(screen, Action.OK) == OpenPlay("ode")
    assert act(screen, Action.BACK, Action.OK) is None
    assert act(screen, Action.BACK, Action.RIGHT, Action.OK) == Leave()


@pytest.mark.parametrize("pointer_id", [MOUSE_ID, TOUCH_ID])
def test_leaving_can_be_tapped(pointer_id: int) -> None:
    screen = home()
    assert tap(screen, "leave", pointer_id) is None
    assert act(screen, Action.RIGHT, Action.OK) == Leave()


def test_without_songs_the_way_to_the_songs_is_suggested() -> None:
    assert act(home(HomeView(ANNA)), Action.OK) == OpenSongs()


def test_a_song_found_before_the_player_moves_is_what_they_begin_with() -> None:
    screen = HomeScreen(HomeView(ANNA))
    screen.show(VIEW)
    assert screen.page.focused and screen.page.focused.name == "play"
    moved = HomeScreen(HomeView(ANNA))
    moved.act(Action.DOWN)
    moved.show(VIEW)
    assert moved.page.focused and moved.page.focused.name == "songs"


def test_a_song_found_while_it_is_on_show_appears() -> None:
    screen = home(HomeView(ANNA))
    screen.show(VIEW)
    screen.draw(pygame.Surface((1280, 720)))
    assert tap(screen, "play", MOUSE_ID) == OpenPlay("ode")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Anna", "A"),
        ("Bruno (demo)", "BD"),
        ("(", "("),
        ("anna maria schmidt", "AS"),
        ("\u00e9mile", "\u00c9"),
        ("e\u0301mile", "E\u0301"),
        ("\u674e \u660e", "\u674e\u660e"),
        ("\u674e\u660e", "\u674e"),
        ("\u0915\u093e\u0935\u094d\u092f\u093e", "\u0915\u093e"),
        ("\U0001f1e9\U0001f1ea Team", "\U0001f1e9\U0001f1ea"),
        ("Ben \U0001f44d\U0001f3fd", "\U0001f44d\U0001f3fd"),
        (
            "\U0001f468\u200d\U0001f469\u200d\U0001f467 Ada",
            "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        ),
        ("\u00dfen", "\u00df"),
        ("", ""),
    ],
)
def test_initials_are_letters_as_people_see_them(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize("size", [8, 56, 200])
def test_every_player_has_a_face_of_their_own_colour(size: int) -> None:
    def face(picture: str, name: str = "Anna") -> bytes:
        surface, layout = pygame.Surface((220, 220)), Layout((1280, 720), Style(LIGHT))
        draw_face(surface, layout, Face(3, name, picture), 110, 110, size)
        return pygame.image.tobytes(surface, "RGB")

    pictures = {face(name) for name in PICTURES}
    assert len(pictures) == len(PICTURES)
    assert face("from a newer edition") == face("")
    nothing = pygame.image.tobytes(pygame.Surface((220, 220)), "RGB")
    assert face("", FAMILY) not in {face(""), nothing}
