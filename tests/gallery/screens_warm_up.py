"""The gallery's pictures of the warm-up, before the songs."""

from __future__ import annotations

from game.charting.chart import Grip
from game.inputs.actions import Action
from game.inputs.contact import Contact
from game.play.events import InputKind
from game.screens.screen import Screen
from game.screens.steps import CoachStep, OpenExercise, OpenWarmUp
from tests.gallery import looks
from tests.gallery.registry import shown
from tests.gallery.world import Scene

_SEEN_ONCE = (looks.DARK, looks.LARGE, looks.SMALL, looks.GERMAN, looks.MADE_UP)


@shown("Warm-up", "The exercises of a level.")
def warm_up(scene: Scene) -> Screen:
    return _follow(scene, OpenWarmUp())


@shown("An exercise", "How it goes, in a picture that moves and a few short steps.")
def exercise(scene: Scene) -> Screen:
    return _follow(scene, OpenExercise("1-gentle", 0))


@shown("An exercise: counting", "Every key, tap and pinch is one.", _SEEN_ONCE)
def exercise_counting(scene: Scene) -> Screen:
    return _counted(scene, OpenExercise("2-moderate", 1), 7)


@shown("An exercise: fingers in turn", "The finger that is due lights up.", _SEEN_ONCE)
def exercise_fingers(scene: Scene) -> Screen:
    return _counted(scene, OpenExercise("3-challenging", 2), 2)


@shown("An exercise: done", "What was counted, and on to the next one.", _SEEN_ONCE)
def exercise_done(scene: Scene) -> Screen:
    screen = _counted(scene, OpenExercise("3-challenging", 1), 9)
    screen.act(Action.BACK)
    scene.stage.frame(0.1)
    scene.stage.frame(1.0)
    return screen


def _follow(scene: Scene, step: CoachStep) -> Screen:
    scene.start()
    return _show(scene, step)


def _show(scene: Scene, step: CoachStep) -> Screen:
    scene.stage.flow.follow(step)
    scene.stage.frame()
    scene.stage.frame(1.0)
    return scene.stage.screen


def _counted(scene: Scene, step: OpenExercise, count: int) -> Screen:
    """An exercise of which so much was counted with pinches in order."""
    screen = _follow(scene, step)
    scene.stage.flow.follow(screen.act(Action.OK))
    grips = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
    for number in range(count):
        scene.stage.frame(0.6)
        grip = grips[number % 4]
        screen.pinch(Contact(scene.stage.now_s, grip, True, InputKind.KEYBOARD))
    scene.stage.frame(0.2)
    return screen
