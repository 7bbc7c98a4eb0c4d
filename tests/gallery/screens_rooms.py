"""The gallery's pictures of where everything begins, of who plays, and of how it has gone."""

from __future__ import annotations

import pygame

from game.inputs.controls import Edge, key_control
from game.play.practice import Bars, Practice
from game.screens.screen import Screen
from game.screens.steps import (
    BeginPractice,
    BindFirst,
    OpenFirstStart,
    OpenHome,
    OpenPlayers,
    OpenPractice,
    OpenProgress,
    Step,
)
from game.settings import Hand
from tests.gallery import looks
from tests.gallery.registry import shown
from tests.gallery.screens_playing import FOUR
from tests.gallery.world import Scene

_SEEN_ONCE = (looks.DARK, looks.LARGE, looks.SMALL, looks.GERMAN, looks.MADE_UP)
_SONG = "Ode to Joy"


@shown("First start: which hand", "It can be passed over, like all of the first start.")
def first_hand(scene: Scene) -> Screen:
    return scene.start(first=OpenFirstStart(), is_new=True).screen


@shown("First start: what to press", "Each finger lights up and sounds when it is pressed.")
def first_fingers(scene: Scene) -> Screen:
    return _bind_first(scene, Hand.RIGHT)


@shown("First start: the left hand", "The same, mirrored.", (looks.LIGHT, looks.LARGE))
def first_fingers_left(scene: Scene) -> Screen:
    return _bind_first(scene, Hand.LEFT)


@shown("Home", "Where everything begins.")
def home(scene: Scene) -> Screen:
    return scene.start(first=OpenHome()).screen


@shown("Leave?", "Nobody leaves by chance.", _SEEN_ONCE)
def home_leave(scene: Scene) -> Screen:
    scene.start(first=OpenHome())
    scene.stage.frame()
    return scene.press(pygame.K_ESCAPE)


@shown("Players", "Who plays here.")
def players(scene: Scene) -> Screen:
    return _from_home(scene, OpenPlayers())


@shown("Players: me", "A name and a picture of one's own.", _SEEN_ONCE)
def players_me(scene: Scene) -> Screen:
    return _player_page(scene, "me")


@shown("Players: somebody new", "A name, and that is all.", _SEEN_ONCE)
def players_new(scene: Scene) -> Screen:
    return _player_page(scene, "new")


@shown("Players: delete?", "Asked first, and it can be taken back.", _SEEN_ONCE)
def players_delete(scene: Scene) -> Screen:
    return _player_page(scene, "me", "delete")


@shown("Progress", "How practice has gone, in words first.")
def progress(scene: Scene) -> Screen:
    return _from_home(scene, OpenProgress())


@shown("Progress before the first song", "What there will be.", _SEEN_ONCE)
def progress_new(scene: Scene) -> Screen:
    scene.start(is_new=True)
    return scene.follow(OpenProgress())


@shown("Practise", "A phrase round and round, the song that waits, or both.")
def practice(scene: Scene) -> Screen:
    scene.start(level=3, grips=FOUR)
    scene.follow(OpenPractice(scene.key_of(_SONG), Practice(bars=Bars(4, 4))))
    return scene.wait()


@shown("Play: practising a phrase", "The song waits for the finger.")
def play_practice(scene: Scene) -> Screen:
    scene.start(level=3, grips=FOUR)
    chosen = Practice(waits=True, bars=Bars(4, 4), speed_percent=80)
    scene.follow(OpenPractice(scene.key_of(_SONG), chosen))
    scene.wait()
    scene.follow(BeginPractice(chosen))
    scene.wait()
    scene.wait(6.0)
    return scene.stage.screen


@shown("Practice paused", "From here it goes on, or back to the choice.", _SEEN_ONCE)
def practice_paused(scene: Scene) -> Screen:
    play_practice(scene)
    return scene.press(pygame.K_SPACE)


def _from_home(scene: Scene, step: Step) -> Screen:
    scene.start(first=OpenHome())
    return scene.follow(step)


def _player_page(scene: Scene, *names: str) -> Screen:
    _from_home(scene, OpenPlayers())
    return scene.choose(*names)


def _bind_first(scene: Scene, used: Hand) -> Screen:
    """One finger has got its key, and is still held."""
    scene.start(first=OpenFirstStart(), is_new=True, hand=used)
    scene.follow(BindFirst(used))
    screen = scene.wait()
    screen.edge(Edge(scene.stage.now_s, key_control(pygame.KSCAN_U), True, "keyboard", "Keyboard"))
    scene.stage.frame()
    return screen
