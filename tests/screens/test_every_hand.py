"""Every set of fingers, key pinch or not, has what it needs on the screens, and it fits there."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import combinations

import pygame
import pytest

from game.charting.chart import Grip, lane_order
from game.coach.exercises import read_exercises
from game.coach.progress import progress_of
from game.folders import shipped_folder
from game.inputs.actions import Action
from game.inputs.bindings import default_bindings
from game.inputs.contact import Contact
from game.inputs.steering import Steering
from game.play.events import InputKind
from game.play.result import Result, result_of
from game.play.run import Run
from game.screens.exercise import ExerciseScreen, Place
from game.screens.hand import HandScreen
from game.screens.page_screen import PageScreen
from game.screens.progress import ProgressScreen
from game.screens.steps import GoBack, OpenHome
from game.screens.ui.theme import grip_looks
from game.settings import Hand, ScreenSettings
from tests.coach.days import TODAY, day, grip_day
from tests.screens import helpers
from tests.screens.fitting import SIZES, assert_fits, watching
from tests.screens.helpers import Game
from tests.screens.test_looks import assert_apart
from tests.screens.test_results import results
from tests.screens.test_warm_up import FakeDesk

HANDS = [lane_order(grips) for count in range(1, 6) for grips in combinations(Grip, count)]
ODD_HANDS = [(Grip.KEY,), (Grip.KEY, Grip.INDEX), (Grip.KEY, Grip.LITTLE), lane_order(Grip)]
CURL = next(one for one in read_exercises(shipped_folder("levels")) if one.id == "finger-curl")
PLAYED = ((SIZES[0], Hand.RIGHT, 100), (SIZES[1], Hand.LEFT, 200))


def named(hand: tuple[Grip, ...]) -> str:
    return "+".join(grip.name.lower() for grip in hand)


@cache
def result_with(hand: tuple[Grip, ...]) -> Result:
    played = helpers.chart(hand, 40)
    run = Run(played, helpers.level("2"))
    for number, note in enumerate(played.notes):
        if number % 3:
            run.press(note.time_s + 0.02 * (number % 4), note.grip)
            run.release(note.time_s + 0.1, note.grip)
    run.finish()
    return result_of(played, run.replay())


def hand_page(hand: tuple[Grip, ...]) -> PageScreen:
    return HandScreen(helpers.settings("2", hand), ScreenSettings(), lambda _: "")


def results_of(hand: tuple[Grip, ...]) -> PageScreen:
    return results(result_with(hand))


def progress_with(hand: tuple[Grip, ...]) -> PageScreen:
    figures = [grip_day(back, 60, grip=grip) for back in (0, 1, 8) for grip in hand]
    return ProgressScreen(progress_of([day(0), day(1), day(8)], figures, (), TODAY))


def finger_curl(hand: tuple[Grip, ...]) -> ExerciseScreen:
    return ExerciseScreen(CURL, Place(0, 1, OpenHome()), Hand.RIGHT, hand, FakeDesk())


@pytest.mark.parametrize("hand", HANDS, ids=named)
def test_every_finger_in_use_has_its_lane_and_name_at_play(hand: tuple[Grip, ...]) -> None:
    for size, used, percent in PLAYED:
        look = ScreenSettings(text_percent=percent)
        game = Game(helpers.settings("2", hand, used), size=size, look=look, notes=8)
        assert game.screen.canvas
        sprites = game.screen.canvas.sprites
        names = [("name", grip) for grip in hand if ("name", grip) in sprites]
        shown = [sprites[key] for key in ("points", "percent", "sentence", *names)]
        inks = [one.image.get_bounding_rect().move(one.x, one.y) for one in shown]
        assert_apart(inks, game.surface.get_rect())
        assert len(names) == len(hand) or percent > 100


@pytest.mark.parametrize("room", [hand_page, results_of, progress_with, finger_curl])
@pytest.mark.parametrize("hand", ODD_HANDS, ids=named)
def test_rooms_fit_for_hands_with_the_key_pinch(
    hand: tuple[Grip, ...], room: Callable[[tuple[Grip, ...]], PageScreen | ExerciseScreen]
) -> None:
    assert_fits(lambda: room(hand), percents=[200], sizes=SIZES[1:], own=["Ode to Joy"])


@pytest.mark.parametrize("room", [results_of, progress_with])
@pytest.mark.parametrize("hand", HANDS, ids=named)
def test_results_and_progress_tell_of_each_finger_in_use_and_of_no_other(
    hand: tuple[Grip, ...], room: Callable[[tuple[Grip, ...]], PageScreen]
) -> None:
    looks = grip_looks(tuple(Grip))
    with watching() as watch:
        room(hand).draw(pygame.Surface((1280, 4000)))
    said = {one.text for one in watch.texts}
    told = {grip for grip in Grip if any(looks[grip].name in text.split() for text in said)}
    assert told == set(hand)


@pytest.mark.parametrize("hand", HANDS, ids=named)
def test_the_first_finger_of_any_hand_leads_through_every_menu(hand: tuple[Grip, ...]) -> None:
    steering = Steering()
    steering.use(hand)
    assert set(steering.order) == set(Grip)
    screen = hand_page(hand)
    screen.page.set_focus("hand right")

    def pinch(now_s: float, *, down: bool) -> Action | None:
        return steering.contact(Contact(now_s, hand[0], down, InputKind.KEYBOARD))

    for number in range(40):
        if screen.page.focused and screen.page.focused.name == "back":
            break
        assert pinch(number, down=True) is None
        action = pinch(number + 0.2, down=False)
        assert action is Action.NEXT
        screen.act(action)
    pinch(100.0, down=True)
    chosen = steering.tick(101.0)
    assert chosen is Action.OK
    assert screen.act(chosen) == GoBack()


@pytest.mark.parametrize("hand", list(Hand))
def test_every_finger_has_something_to_press_on_every_device(hand: Hand) -> None:
    bindings = default_bindings(hand)
    for kind in (InputKind.KEYBOARD, InputKind.GAMEPAD, InputKind.MIDI):
        assert all(bindings.controls(grip, kind) for grip in Grip), kind
