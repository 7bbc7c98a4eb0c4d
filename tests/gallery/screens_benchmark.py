"""The gallery's pictures of the weekly check."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pygame

from game.charting.chart import Grip
from game.coach.benchmark import encode_benchmark
from game.coach.fast_pinches import FAST_S
from game.inputs.contact import Contact
from game.play.events import InputKind
from game.records.checks import Check, CheckKind
from game.records.keys import Moment
from game.screens.fast_pinches import STILL_S, FastPinchesScreen
from game.screens.play import PlayScreen
from game.screens.screen import Screen
from game.screens.steps import BeginBenchmark, OpenBenchmark, PlayBenchmark
from tests.coach.checks import FOUR, Person, check_by
from tests.gallery import looks
from tests.gallery.registry import shown
from tests.gallery.world import NOW_MS, Scene

_WEEK_MS = 7 * 86_400_000
_EVERY_S = 0.45
_SEEN_ONCE = (looks.DARK, looks.LARGE, looks.SMALL, looks.GERMAN, looks.MADE_UP)


@shown("Weekly check", "What it is, when it is due, and the way into it.")
def weekly_check(scene: Scene) -> Screen:
    _after(scene, 3)
    return scene.follow(OpenBenchmark())


@shown("Weekly check: more fingers", "The hand can do more than the last time.", _SEEN_ONCE)
def weekly_check_more(scene: Scene) -> Screen:
    _after(scene, 3, FOUR[:2])
    return scene.follow(OpenBenchmark())


@shown("Weekly check: a finger's turn", "Its first pinch starts the clock.")
def fast_pinches(scene: Scene) -> Screen:
    scene.start(grips=FOUR)
    return scene.follow(BeginBenchmark())


@shown("Weekly check: fast pinches", "As many as there are in fifteen seconds.", _SEEN_ONCE)
def fast_pinches_running(scene: Scene) -> Screen:
    return _pinching(scene, FAST_S * 0.6)


@shown("Weekly check: a rest", "The ring tells how long it is.", _SEEN_ONCE)
def fast_pinches_rest(scene: Scene) -> Screen:
    return _pinching(scene, FAST_S + 3.0)


@shown("Weekly check: before the tune", "Every finger had its turn.", _SEEN_ONCE)
def fast_pinches_done(scene: Scene) -> Screen:
    return _pinching(scene, FAST_S + 3.0, (Grip.INDEX,))


@shown("Weekly check: the tune", "Sixty notes, the same every week.", (looks.DARK, looks.GERMAN))
def weekly_tune(scene: Scene) -> Screen:
    return _playing(scene)


@shown("Weekly check: paused", "It can be left, and begun again another time.", _SEEN_ONCE)
def weekly_tune_paused(scene: Scene) -> Screen:
    _playing(scene)
    return scene.press(pygame.K_SPACE)


@shown("Weekly check: the first one", "There is nothing yet to compare it with.", _SEEN_ONCE)
def weekly_check_first(scene: Scene) -> Screen:
    _after(scene, 1)
    return _told(scene)


@shown("Weekly check: about the same", "Every change lies within its band.", _SEEN_ONCE)
def weekly_check_same(scene: Scene) -> Screen:
    _after(scene, 3)
    return _told(scene)


@shown("Weekly check: after two months", "The sentence first; each measure over its band.")
def weekly_check_better(scene: Scene) -> Screen:
    _after(scene, 8, grows=0.09)
    return _told(scene)


def _after(
    scene: Scene, checks: int, grips: tuple[Grip, ...] = FOUR, *, grows: float = 0.0
) -> None:
    """So many checks, the last one a week ago, each better than the one before by a share."""
    stage, random = scene.start(grips=FOUR), Random(3)
    person = Person(taps=36, hits=0.55, spread_ms=85)
    for number in range(checks):
        now = replace(
            person,
            taps=person.taps * (1 + grows * number),
            hits=person.hits + 0.5 * grows * number,
            spread_ms=person.spread_ms * (1 - 0.5 * grows * number),
        )
        found = encode_benchmark(check_by(now, random, grips))
        started = Moment(NOW_MS - (checks - number) * _WEEK_MS)
        stage.records.checks.store(Check(stage.player.id, CheckKind.BENCHMARK, found, started))


def _told(scene: Scene) -> Screen:
    scene.follow(OpenBenchmark(shows_earlier=True))
    return scene.wait()


def _pinching(scene: Scene, time_s: float, grips: tuple[Grip, ...] = FOUR) -> Screen:
    """The first finger pinches for so long, its time and perhaps a little more."""
    stage = scene.start(grips=grips)
    screen = scene.follow(BeginBenchmark())
    assert isinstance(screen, FastPinchesScreen)
    scene.wait(STILL_S + 0.1)
    until_s = stage.now_s + time_s
    while stage.now_s < until_s:
        screen.pinch(Contact(stage.now_s, Grip.INDEX, True, InputKind.KEYBOARD))
        stage.frame(_EVERY_S)
    return screen


def _playing(scene: Scene) -> Screen:
    stage = scene.start(grips=FOUR)
    scene.follow(BeginBenchmark())
    scene.follow(PlayBenchmark((), frozenset()))
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    stage.frame()
    scene.pinch_until(9.4, skill=1.0)
    return stage.screen
