"""Which part is the tune can be chosen with arrows and OK alone, with the mouse alone, by touch."""

from __future__ import annotations

import pygame
import pytest

from game.inputs.actions import MOUSE_ID, Action, Phase, Pointer, Scroll
from game.screens.steps import GoBack, Step, TakeTune
from game.screens.tunes import TuneRow, TunesScreen

ROWS = [TuneRow("Flute", "High", is_tune=True), TuneRow("Anna", "Piano"), TuneRow("Bass", "Low")]
UP, DOWN, LEFT, RIGHT = Action.UP, Action.DOWN, Action.LEFT, Action.RIGHT
OK, BACK = Action.OK, Action.BACK
LISTEN_X, TAKE_X = 920, 1130
ROW_Y = (190, 294, 398)


class Tunes:
    """The screen, with what it was asked to play."""

    def __init__(self, *, can_listen: bool = True) -> None:
        self.heard: list[int] = []
        listen = self.heard.append if can_listen else None
        self.screen = TunesScreen("Greensleeves", ROWS, listen)
        self.surface = pygame.Surface((1280, 720))
        self.screen.draw(self.surface)

    def act(self, *actions: Action) -> Step | None:
        step = None
        for action in actions:
            step = self.screen.act(action)
        return step

    def tap(self, x: int, y: int, pointer_id: int) -> Step | None:
        self.screen.point(Pointer(Phase.DOWN, x, y, pointer_id))
        return self.screen.point(Pointer(Phase.UP, x, y, pointer_id))


def test_arrows_and_ok_listen_and_take() -> None:
    tunes = Tunes()
    assert tunes.act(OK) is None
    assert tunes.act(DOWN, OK, DOWN, OK) is None
    assert tunes.heard == [0, 1, 2]
    assert tunes.act(RIGHT, OK) == TakeTune(2)
    assert tunes.act(UP, OK) == TakeTune(1)
    assert tunes.act(UP, OK) == TakeTune(0)


@pytest.mark.parametrize("pointer_id", [MOUSE_ID, 5])
def test_mouse_and_touch_reach_everything(pointer_id: int) -> None:
    tunes = Tunes()
    for number, y in enumerate(ROW_Y):
        assert tunes.tap(LISTEN_X, y, pointer_id) is None
        assert tunes.tap(TAKE_X, y, pointer_id) == TakeTune(number)
    assert tunes.heard == [0, 1, 2]
    assert tunes.tap(1000, 650, pointer_id) == GoBack()
    assert tunes.screen.point(Scroll(1)) is None


@pytest.mark.parametrize("can_listen", [True, False])
def test_back_leads_to_the_songs_and_is_reached_by_arrows(can_listen: bool) -> None:
    assert Tunes(can_listen=can_listen).act(BACK) == GoBack()
    tunes = Tunes(can_listen=can_listen)
    assert tunes.act(DOWN, DOWN, DOWN, OK) == GoBack()


def test_without_sound_the_first_part_is_ready_to_be_taken() -> None:
    tunes = Tunes(can_listen=False)
    assert tunes.act(OK) == TakeTune(0)
    assert tunes.tap(LISTEN_X, ROW_Y[0], MOUSE_ID) is None


def test_it_is_drawn_only_when_something_has_changed() -> None:
    tunes = Tunes()
    assert tunes.screen.draw(tunes.surface) == []
    tunes.act(DOWN)
    assert tunes.screen.draw(tunes.surface)
    tunes.screen.show_message("This part can't be heard just now.")
    assert tunes.screen.draw(tunes.surface)
    assert tunes.screen.draw(tunes.surface) == []
