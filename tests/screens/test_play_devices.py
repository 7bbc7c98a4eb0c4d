"""What the play screen shows of devices: their names on notes, places to touch, sentences."""

from __future__ import annotations

import pygame
import pytest

from game.charting.chart import Grip
from game.inputs.actions import Action
from game.screens.play import PlayScreen
from game.screens.ui import shapes
from game.screens.ui.lanes import letter_on
from game.screens.ui.layout import Layout
from game.screens.ui.theme import DARK, grip_looks
from game.session import Stage
from tests.app.stage import texts as texts_of
from tests.screens.helpers import FIVE, Game

SIZES = [(1280, 720), (800, 480), (1024, 768), (1920, 1080)]
LONGEST = "Microsoft X-Box 360 pad (wired) was unplugged. Plug it in again, or go on without it."


def named(grip: Grip, name: str, size: tuple[int, int]) -> bool:
    """Whether a note with that name looks other than one without."""
    look = grip_looks(FIVE)[grip]
    body = shapes.solid(look.shape, Layout(size).px(34), look.colour, look.halo)
    note = letter_on(Layout(size), body, look, name, DARK.ground)
    return pygame.image.tobytes(note, "RGBA") != pygame.image.tobytes(body, "RGBA")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["A", "LB", "C#4", "Pad 3", "Pad 16", "F12"])
def test_a_note_shows_what_its_device_calls_it(name: str, size: tuple[int, int]) -> None:
    assert all(named(grip, name, size) for grip in Grip)


def test_a_name_that_has_no_room_is_left_out() -> None:
    assert not named(Grip.INDEX, "Left stick right", (1280, 720))
    assert not named(Grip.INDEX, "", (1280, 720))


@pytest.mark.parametrize("size", SIZES)
def test_a_place_to_touch_is_seen_where_it_is(size: tuple[int, int]) -> None:
    game = Game(size=size)
    screen = PlayScreen(game.session, {}, 0.0, [(Grip.INDEX, 0.17, 0.6), (Grip.KEY, 0.17, 0.8)])
    bare, shown = game.surface.copy(), game.surface.copy()
    PlayScreen(game.session, {}).draw(bare)
    screen.draw(shown)
    at = (round(0.17 * size[0]), round(0.6 * size[1]))
    assert shown.get_at(at) != bare.get_at(at)
    unused = (round(0.17 * size[0]), round(0.8 * size[1]))
    assert shown.get_at(unused) == bare.get_at(unused), "the key pinch is not in use"


@pytest.mark.parametrize("size", SIZES)
def test_what_pinches_do_in_a_pause_is_told_below_its_menu(size: tuple[int, int]) -> None:
    game = Game(size=size)
    game.play_until(2.0)
    game.screen.hint = "Middle: next   ·   Middle, held: choose   ·   Little: back"
    assert game.screen.canvas and "hint" not in game.screen.canvas.sprites
    game.screen.unplugged(LONGEST)
    game.frame()
    assert game.session.stage is Stage.PAUSED
    hint = game.screen.canvas.sprites["hint"].rect
    assert game.surface.get_rect().contains(hint)
    assert not hint.colliderect(game.screen.canvas.sprites["menu"].rect)


@pytest.mark.parametrize("size", SIZES)
def test_a_sentence_about_a_device_is_whole_however_long_its_name(size: tuple[int, int]) -> None:
    game = Game(size=size)
    game.play_until(2.0)
    game.screen.unplugged(LONGEST)
    assert LONGEST in shown(game)


def shown(game: Game) -> str:
    with pytest.MonkeyPatch.context() as patched, texts_of(patched) as seen:
        game.screen.draw(pygame.Surface((800, 481)))
    return " ".join(seen)


def test_a_device_that_is_gone_and_back_is_told_of_until_the_player_goes_on() -> None:
    game = Game()
    game.play_until(2.0)
    game.screen.unplugged("Pads was unplugged.")
    assert "Pads was unplugged." in shown(game)
    game.screen.plugged_in("Pads is back.")
    assert "Pads is back." in shown(game)
    game.screen.act(Action.OK)
    game.screen.act(Action.PAUSE)
    assert "Pads" not in shown(game)


def test_a_device_that_comes_back_in_the_middle_of_a_song_is_not_mentioned() -> None:
    game = Game()
    game.play_until(2.0)
    game.screen.plugged_in("Pads is back.")
    assert game.session.stage is Stage.PLAYING
    game.screen.act(Action.PAUSE)
    assert "Pads" not in shown(game)
