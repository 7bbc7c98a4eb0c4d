"""Results, waiting and messages answer every device, and results not too soon."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pygame
import pytest

from game.coach.adapting import Offer, Reason
from game.coach.ladder import Lever
from game.inputs.actions import MOUSE_ID, Action, Phase, Pointer, Scroll
from game.play.earlier import Earlier
from game.play.result import Result, result_of
from game.screens import preparing
from game.screens.message import MessageScreen
from game.screens.preparing import DOTS_S, PreparingScreen
from game.screens.results import SETTLE_S, ResultsScreen
from game.screens.screen import Screen
from game.screens.steps import (
    GoBack,
    GoOn,
    OpenPlay,
    OpenPractice,
    OpenSongs,
    PlayAgain,
    PlayNext,
    Step,
)
from game.screens.ui.theme import DARK, Colour
from game.suggestion import Next, Suggestion
from tests.screens import helpers
from tests.screens.helpers import Game

AGAIN, NEXT, SONGS = (200, 650), (640, 650), (1100, 650)
BACK = (640, 656)
TOUCH_ID = 3


@cache
def a_result() -> Result:
    game = Game(notes=6, size=(800, 480))
    game.play_until(5.0)
    return result_of(game.chart, game.session.run.replay())


def results(
    *,
    has_next: bool = True,
    settled: bool = True,
    suggestion: Suggestion | None = None,
    practice: OpenPractice | None = None,
    refuse: Callable[[], Suggestion] | None = None,
) -> ResultsScreen:
    screen = ResultsScreen(
        a_result(),
        "Ode to Joy",
        helpers.settings(),
        Earlier(),
        suggestion or Suggestion(Next.AGAIN),
        has_next=has_next,
        practice=practice,
        refuse=refuse,
    )
    screen.draw(pygame.Surface((1280, 720)))
    screen.tick(100.0)
    if settled:
        screen.tick(100.0 + SETTLE_S)
    return screen


def tap(screen: Screen, point: tuple[int, int], pointer_id: int = TOUCH_ID) -> Step | None:
    screen.point(Pointer(Phase.DOWN, *point, pointer_id))
    return screen.point(Pointer(Phase.UP, *point, pointer_id))


def pixels_of(surface: pygame.Surface, colour: Colour) -> int:
    return pygame.mask.from_threshold(surface, colour, (1, 1, 1, 255)).count()


def act(screen: Screen, *actions: Action) -> Step | None:
    step = None
    for action in actions:
        step = screen.act(action)
    return step


def test_again_is_the_first_choice() -> None:
    assert act(results(), Action.OK) == PlayAgain()


def test_arrows_reach_every_choice() -> None:
    assert act(results(), Action.RIGHT, Action.OK) == PlayNext()
    assert act(results(), Action.RIGHT, Action.RIGHT, Action.OK) == OpenSongs()
    assert act(results(), Action.RIGHT, Action.LEFT, Action.OK) == PlayAgain()
    assert act(results(has_next=False), Action.RIGHT, Action.OK) == OpenSongs()
    assert act(results(), Action.BACK) == GoBack()


SLOWER = helpers.settings(speed=90)
OFFERED = Suggestion(Next.CHANGED, Offer(Reason.EASIER, 0.4, Lever.SPEED, SLOWER))


def test_what_is_offered_has_the_focus_and_changes_the_settings() -> None:
    screen = results(suggestion=OFFERED, practice=OpenPractice("a"))
    assert act(screen, Action.OK) == PlayAgain(SLOWER)
    assert act(screen, Action.RIGHT, Action.RIGHT, Action.OK) == PlayNext()
    assert act(screen, Action.RIGHT, Action.OK) == OpenPractice("a")
    assert act(screen, Action.RIGHT, Action.OK) == OpenSongs()


def test_who_says_not_yet_is_asked_no_more_and_still_chooses_what_comes_next() -> None:
    refused: list[str] = []

    def refuse() -> Suggestion:
        refused.append("it")
        return Suggestion(Next.AGAIN)

    screen = results(suggestion=OFFERED, practice=OpenPractice("a"), refuse=refuse)
    assert act(screen, Action.RIGHT, Action.OK) is None
    assert refused == ["it"]
    assert act(screen, Action.OK) == PlayAgain()
    assert act(screen, Action.RIGHT, Action.OK) == PlayNext()
    assert act(screen, Action.RIGHT, Action.RIGHT, Action.OK) == OpenSongs()
    assert refused == ["it"]


def test_another_song_is_suggested_where_its_button_always_is() -> None:
    screen = results(suggestion=Suggestion(Next.OTHER_SONG))
    assert act(screen, Action.OK) == PlayNext()
    assert act(screen, Action.LEFT, Action.OK) == PlayAgain()


@pytest.mark.parametrize("pointer_id", [MOUSE_ID, TOUCH_ID])
def test_mouse_and_touch_reach_every_choice(pointer_id: int) -> None:
    assert tap(results(), AGAIN, pointer_id) == PlayAgain()
    assert tap(results(), NEXT, pointer_id) == PlayNext()
    assert tap(results(), SONGS, pointer_id) == OpenSongs()
    assert results().point(Scroll(1)) is None


def test_the_last_pinch_of_a_song_chooses_nothing() -> None:
    screen = results(settled=False)
    assert act(screen, Action.OK) is None
    assert act(screen, Action.BACK) is None
    assert tap(screen, AGAIN) is None
    screen.tick(100.0 + SETTLE_S - 0.05)
    assert act(screen, Action.OK) is None
    screen.tick(100.0 + SETTLE_S)
    assert act(screen, Action.OK) == PlayAgain()


def test_a_touch_that_began_too_soon_chooses_nothing_later() -> None:
    screen = results(settled=False)
    screen.point(Pointer(Phase.DOWN, *SONGS, TOUCH_ID))
    screen.tick(100.0 + SETTLE_S)
    assert screen.point(Pointer(Phase.UP, *SONGS, TOUCH_ID)) is None


def test_results_are_drawn_only_when_something_has_changed() -> None:
    screen, surface = results(), pygame.Surface((1000, 720))
    assert screen.draw(surface) == [surface.get_rect()]
    screen.tick(105.0)
    assert screen.draw(surface) == []
    act(screen, Action.RIGHT)
    assert screen.draw(surface) == [surface.get_rect()]
    assert screen.draw(surface) == []


def test_waiting_asks_until_the_song_is_ready() -> None:
    answers: list[Step | None] = [None, None, OpenPlay("ode")]
    screen = PreparingScreen("Ode to Joy", lambda: answers.pop(0))
    assert [screen.tick(0.1), screen.tick(0.2), screen.tick(0.3)] == [None, None, OpenPlay("ode")]


@pytest.mark.parametrize("pointer_id", [MOUSE_ID, TOUCH_ID])
def test_waiting_can_be_left(pointer_id: int) -> None:
    screen = PreparingScreen("Ode to Joy", lambda: None)
    screen.tick(10.0)
    screen.tick(10.0 + preparing.SETTLE_S)
    assert act(screen, Action.BACK) == GoBack()
    assert act(screen, Action.OK) == GoBack()
    assert tap(screen, BACK, pointer_id) == GoBack()
    assert tap(screen, (100, 100), pointer_id) is None


def test_who_presses_ok_twice_does_not_leave_the_song() -> None:
    screen = PreparingScreen("Ode to Joy", lambda: None)
    assert act(screen, Action.OK) is None
    screen.tick(10.0)
    screen.tick(10.0 + 0.9 * preparing.SETTLE_S)
    assert act(screen, Action.OK) is None
    assert act(screen, Action.BACK) == GoBack()


def test_waiting_dots_move_calmly() -> None:
    screen, surface = PreparingScreen("Ode to Joy", lambda: None), pygame.Surface((800, 480))
    drawn = 0
    for frame in range(60 * 6):
        screen.tick(frame / 60)
        drawn += bool(screen.draw(surface))
    assert drawn == pytest.approx(6 / DOTS_S, abs=1)
    assert drawn / 6 < 3


def test_waiting_shows_how_far_it_has_come() -> None:
    done = [0.2]
    screen = PreparingScreen("Ode to Joy", lambda: None, lambda: done[0])
    surface = pygame.Surface((1280, 720))
    screen.draw(surface)
    before = pixels_of(surface, DARK.accent)
    assert screen.draw(surface) == []
    done[0] = 0.8
    assert screen.draw(surface) == [surface.get_rect()]
    assert pixels_of(surface, DARK.accent) == pytest.approx(4 * before, rel=0.1)


@pytest.mark.parametrize("action", [Action.OK, Action.BACK])
def test_a_message_goes_on(action: Action) -> None:
    screen = MessageScreen("There is no sound device.")
    surface = pygame.Surface((1280, 720))
    assert screen.draw(surface)
    assert screen.draw(surface) == []
    assert act(screen, action) == GoOn()
    assert tap(screen, BACK) == GoOn()
    assert act(screen, Action.LEFT) is None
