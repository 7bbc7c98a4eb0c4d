"""The gallery's pictures of playing: hands, fingers, places, and what can come in between."""

from __future__ import annotations

import pygame

from game.charting.chart import Grip
from game.screens.screen import Screen
from game.settings import Hand, Place, ScreenSettings
from game.sound.player import DEVICE_GONE
from game.text import tr
from tests.gallery import looks
from tests.gallery.registry import shown
from tests.gallery.world import Scene

ONE = (Grip.INDEX,)
TWO = (Grip.INDEX, Grip.MIDDLE)
FOUR = (*TWO, Grip.RING, Grip.LITTLE)
FIVE = (*FOUR, Grip.KEY)
SOME_S = 14.3
"""Song time of the pictures: well into the tune."""
_DARK = (looks.DARK,)
_LIGHT = (looks.LIGHT,)
_CONTRAST = (looks.HIGH_CONTRAST,)


@shown("Play", "Four fingers of the right hand, racing the best run.")
def play(scene: Scene) -> Screen:
    return _playing(scene, FOUR)


@shown("Play: one finger", "Right hand.", _DARK)
def play_right_1(scene: Scene) -> Screen:
    return _playing(scene, ONE)


@shown("Play: one finger, left hand", "Everything is mirrored.", _LIGHT)
def play_left_1(scene: Scene) -> Screen:
    return _playing(scene, ONE, Hand.LEFT)


@shown("Play: two fingers", "Right hand.", _LIGHT)
def play_right_2(scene: Scene) -> Screen:
    return _playing(scene, TWO)


@shown("Play: two fingers, left hand", "Everything is mirrored.", _DARK)
def play_left_2(scene: Scene) -> Screen:
    return _playing(scene, TWO, Hand.LEFT)


@shown("Play: four fingers, left hand", "Everything is mirrored.", (*_DARK, *_LIGHT))
def play_left_4(scene: Scene) -> Screen:
    return _playing(scene, FOUR, Hand.LEFT)


@shown("Play: five pinches", "With the key pinch, which has colours of its own.", looks.THEMES)
def play_right_5(scene: Scene) -> Screen:
    return _playing(scene, FIVE)


@shown("Play: five pinches, left hand", "Everything is mirrored.", (*_DARK, *_CONTRAST))
def play_left_5(scene: Scene) -> Screen:
    return _playing(scene, FIVE, Hand.LEFT)


@shown("Play: lanes at the left", "Narrower, with a bright bar at their edge.", _DARK)
def play_at_left(scene: Scene) -> Screen:
    settings = ScreenSettings(lanes_place=Place.LEFT, lanes_percent=80, shows_edge_bar=True)
    return _playing(scene, FOUR, settings=settings)


@shown("Play: lanes at the right", "Wider, with a bright bar at their edge.", (*_DARK, *_LIGHT))
def play_at_right(scene: Scene) -> Screen:
    settings = ScreenSettings(lanes_place=Place.RIGHT, lanes_percent=120, shows_edge_bar=True)
    return _playing(scene, FOUR, Hand.LEFT, settings)


@shown("Play: long notes", "They are held to their end.", looks.THEMES)
def play_long(scene: Scene) -> Screen:
    scene.start(level=3)
    return scene.play("Scarborough Fair", 31.7, skill=1.0)


@shown("Play: a first run", "There is no best to race yet; the count-in is on.")
def play_count_in(scene: Scene) -> Screen:
    scene.start(level=2)
    scene.stage.open("Greensleeves")
    scene.stage.frame(0.4)
    return scene.stage.screen


@shown("Paused", "The song waits for as long as it takes.")
def paused(scene: Scene) -> Screen:
    _playing(scene, FOUR)
    return scene.press(pygame.K_SPACE)


@shown("Paused by itself", "A loudspeaker is gone.", (looks.DARK, looks.LARGE, looks.MADE_UP))
def paused_by_itself(scene: Scene) -> Screen:
    screen = _playing(scene, FOUR)
    screen.unplugged(tr(DEVICE_GONE))
    scene.stage.frame()
    return screen


def _playing(
    scene: Scene,
    grips: tuple[Grip, ...],
    hand: Hand = Hand.RIGHT,
    settings: ScreenSettings | None = None,
) -> Screen:
    level = 3 if len(grips) >= len(FOUR) else 1
    scene.start(level=level, grips=grips, hand=hand, screen=settings)
    return scene.play("Ode to Joy", SOME_S, skill=0.93)
