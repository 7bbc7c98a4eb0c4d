"""The gallery's pictures of reach, before the songs."""

from __future__ import annotations

from game.charting.chart import Grip
from game.coach.reach import TRIES, GripReach, Reach
from game.coach.reaching import SETTLE_S
from game.inputs.contact import Contact
from game.play.events import InputKind
from game.records.keys import Moment
from game.records.reaches import check_of
from game.screens.reach_steps import (
    BeginReach,
    OfferReach,
    OpenReach,
    OpenReaches,
    ReachEnded,
    ReachStep,
)
from game.screens.screen import Screen
from game.settings import Hand
from tests.gallery import looks
from tests.gallery.registry import shown
from tests.gallery.world import NOW_MS, Scene

_SEEN_ONCE = (looks.DARK, looks.LARGE, looks.SMALL, looks.GERMAN, looks.MADE_UP)
_FOUR = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
_DAY_MS = 86_400_000


@shown("Reach", "Two minutes that fit the game to the hand.")
def reach(scene: Scene) -> Screen:
    _start(scene)
    return scene.follow(OpenReach())


@shown("Reach at the first start", "Now, or later.", _SEEN_ONCE)
def reach_first(scene: Scene) -> Screen:
    scene.start()
    return scene.follow(OfferReach(_FOUR))


@shown("Reach: three pinches", "No clock, and any finger may rest.")
def reach_asked(scene: Scene) -> Screen:
    screen = _follow(scene, BeginReach(_FOUR))
    _pinch(scene, screen, Grip.INDEX, 2)
    return screen


@shown("Reach: another finger came", "No reproach.", (looks.DARK, looks.MADE_UP))
def reach_other(scene: Scene) -> Screen:
    screen = _follow(scene, BeginReach((Grip.KEY, *_FOUR)))
    _pinch(scene, screen, Grip.INDEX, 1)
    return screen


@shown("Reach: ten seconds", "As often as is comfortable.")
def reach_counted(scene: Scene) -> Screen:
    screen = _follow(scene, BeginReach(_FOUR))
    _pinch(scene, screen, Grip.INDEX, TRIES)
    scene.stage.frame(SETTLE_S)
    _pinch(scene, screen, Grip.INDEX, 11)
    return screen


@shown("Reach: the hand rests", "Then comes the next finger.", _SEEN_ONCE)
def reach_rest(scene: Scene) -> Screen:
    screen = reach_counted(scene)
    scene.stage.frame(6.0)
    scene.stage.frame(1.0)
    return screen


@shown("Reach: the result", "What each finger did, and what suits the hand.")
def reach_result(scene: Scene) -> Screen:
    return _follow(scene, ReachEnded(_reach(24, 21, 12)))


@shown("Reach: one finger", "A whole game.", _SEEN_ONCE)
def reach_one(scene: Scene) -> Screen:
    return _follow(scene, ReachEnded(_reach(11)))


@shown("Reach: every finger rests", "Kind words, and other ways.", _SEEN_ONCE)
def reach_none(scene: Scene) -> Screen:
    return _follow(scene, ReachEnded(_reach()))


@shown("Reach over time", "What is clear, and what is about the same.")
def reaches(scene: Scene) -> Screen:
    _start(scene)
    return scene.follow(OpenReaches())


def _start(scene: Scene) -> None:
    """The player has done it four times before."""
    stage = scene.start()
    counts = ((12, 14), (15, 13, 6), (17, 15, 8), (21, 15, 9))
    for number, done in enumerate(counts):
        started = Moment(NOW_MS - (40 - 10 * number) * _DAY_MS, 0)
        stage.records.checks.store(check_of(_reach(*done), stage.player.id, started))


def _follow(scene: Scene, step: ReachStep) -> Screen:
    scene.start()
    scene.follow(step)
    scene.stage.frame(1.0)
    return scene.stage.screen


def _pinch(scene: Scene, screen: Screen, grip: Grip, count: int) -> None:
    for _ in range(count):
        scene.stage.frame(0.4)
        for down in (True, False):
            screen.pinch(Contact(scene.stage.now_s, grip, down, InputKind.KEYBOARD))
    scene.stage.frame(0.2)


def _reach(*presses: int) -> Reach:
    """Fingers from the index finger on that came so often; the others rest."""
    found: list[GripReach] = []
    for number, grip in enumerate(_FOUR):
        count = presses[number] if number < len(presses) else 0
        gaps = tuple(9500 // count + 15 * (place % 5) for place in range(count - 1))
        found.append(GripReach(grip, count > 0, TRIES if count else 0, count, gaps))
    return Reach(Hand.RIGHT, tuple(found))
