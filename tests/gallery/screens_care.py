"""The gallery's pictures of care and of guided sessions."""

from __future__ import annotations

from game.coach.care import Asked, Today
from game.screens.care import DayScreen, DayView, Ended, GoalScreen, PainScreen
from game.screens.rest import RestScreen, RestView
from game.screens.screen import Screen
from game.screens.steps import BeginSitting, OpenCare, OpenHome, OpenSitting, PlayNext, Step
from game.settings import CareSettings
from game.text import tr
from tests.gallery import looks
from tests.gallery.registry import shown
from tests.gallery.world import Scene

_SEEN_ONCE = (looks.DARK, looks.LARGE, looks.SMALL, looks.GERMAN, looks.MADE_UP)
_TODAY = Today(312, 300, 840.0)


@shown("A guided session", "Exercises, songs with rests, exercises, in so many minutes.")
def sitting(scene: Scene) -> Screen:
    return _follow(scene, OpenSitting())


@shown("A guided session: go on", "Stopping loses nothing.", _SEEN_ONCE)
def sitting_go_on(scene: Scene) -> Screen:
    _follow(scene, BeginSitting(15))
    scene.wait()
    scene.choose("on")
    scene.follow(OpenHome())
    return scene.follow(OpenSitting())


@shown("A guided session: an exercise", "Which one it is, and on with a key.", _SEEN_ONCE)
def sitting_exercise(scene: Scene) -> Screen:
    _follow(scene, BeginSitting(15))
    return scene.wait()


@shown("Does anything hurt?", "Before a session and after each song; one key answers.")
def pain(scene: Scene) -> Screen:
    scene.start()
    return PainScreen(Asked.AFTER, PlayNext())


@shown("A rest", "A calm countdown that can be cut short at any moment.")
def rest(scene: Scene) -> Screen:
    scene.start()
    following = tr("Next: {title}").format(title="Ode to Joy")
    return _rested(RestView(45, following=following), 17.0)


@shown("A rest: something gentler", "Offered where something hurts a little.", _SEEN_ONCE)
def rest_gentler(scene: Scene) -> Screen:
    scene.start()
    why = tr("Then a rest first. Only as far as is comfortable.")
    gently = tr("Slower: {percent}% speed").format(percent=80)
    return _rested(RestView(60, why, gently=gently), 21.0)


@shown("The day's goal", "Said once a day.", _SEEN_ONCE)
def goal(scene: Scene) -> Screen:
    scene.start()
    return GoalScreen(_TODAY, PlayNext())


@shown("Enough for today", "The end of a day on which something hurt.", _SEEN_ONCE)
def day_hurts(scene: Scene) -> Screen:
    scene.start()
    return DayScreen(DayView(_TODAY, Ended.HURTS, talks=True))


@shown("The end of a session", "What the day came to.", _SEEN_ONCE)
def day_whole(scene: Scene) -> Screen:
    scene.start()
    return DayScreen(DayView(_TODAY, Ended.WHOLE_SESSION))


@shown("Settings: goals and care", "What the player means to do, and wants to be asked.")
def care(scene: Scene) -> Screen:
    scene.start().choices.care = CareSettings()
    return scene.follow(OpenCare())


def _follow(scene: Scene, step: Step) -> Screen:
    scene.start()
    return scene.follow(step)


def _rested(view: RestView, seconds: float) -> Screen:
    """A rest of which so many seconds are over."""
    screen = RestScreen(view, PlayNext(), lambda: None)
    screen.tick(1000.0)
    screen.tick(1000.0 + seconds)
    return screen
