"""The gallery's pictures of everything that can be set, bound and checked."""

from __future__ import annotations

import pygame

from game.charting.chart import Grip
from game.inputs.contact import Contact
from game.inputs.controls import Edge, key_control
from game.play.calibration import Adjustment
from game.play.events import InputKind
from game.screens.adjust import AdjustScreen
from game.screens.screen import Screen
from game.screens.steps import (
    OpenFonts,
    OpenHand,
    OpenInputs,
    OpenLook,
    OpenSettings,
    OpenSongs,
    OpenSound,
    OpenTester,
    OpenTiming,
    Step,
)
from game.screens.timing import TimingScreen
from game.text import tr
from tests.gallery import looks
from tests.gallery.registry import shown
from tests.gallery.world import Scene

_SEEN_ONCE = (looks.DARK, looks.LARGE, looks.SMALL, looks.GERMAN, looks.MADE_UP)
_LATE_MS = (108, 131, 96, 120, 142, 85, 117, 112, 99, 126, 104, 138, 111, 90)


@shown("Settings", "Everything that can be set, in groups.")
def settings(scene: Scene) -> Screen:
    return _follow(scene, OpenSettings())


@shown("Settings: what you see", "A picture of the lanes follows each change.")
def look(scene: Scene) -> Screen:
    return _follow(scene, OpenLook())


@shown("Settings: lanes", "Where they are, how wide, with bright edges.")
def look_lanes(scene: Scene) -> Screen:
    _follow(scene, OpenLook())
    return scene.choose("page lanes")


@shown("Settings: more of what you see", "Language and full screen.", _SEEN_ONCE)
def look_more(scene: Scene) -> Screen:
    _follow(scene, OpenLook())
    return scene.choose("page more")


@shown("Settings: your hand", "Which one, and which fingers.")
def hand(scene: Scene) -> Screen:
    return _follow(scene, OpenHand())


@shown("Sound", "How loud each kind of sound is.")
def sound(scene: Scene) -> Screen:
    return _follow(scene, OpenSound())


@shown("Sound: what is heard", "What a pinch sounds like, and with which instruments.", _SEEN_ONCE)
def sound_what(scene: Scene) -> Screen:
    _follow(scene, OpenSound())
    return scene.choose("page what")


@shown("Sound fonts", "Instruments of the player's own.")
def sound_fonts(scene: Scene) -> Screen:
    return _follow(scene, OpenFonts())


@shown("Timing", "Before the clicks begin.")
def timing(scene: Scene) -> Screen:
    return _follow(scene, OpenTiming())


@shown("Timing: tapping", "Some taps, all of them a little late.", _SEEN_ONCE)
def timing_tapping(scene: Scene) -> Screen:
    screen = _follow(scene, OpenTiming())
    _tap(scene)
    return screen


@shown("Timing: what came of it", "The middle of the taps is suggested.")
def timing_told(scene: Scene) -> Screen:
    screen = _follow(scene, OpenTiming())
    _tap(scene)
    scene.stage.flow.screen.focus_lost()
    scene.stage.frame(2.0)
    return screen


@shown("Adjust the timing?", "Asked after a song that was clearly early or late.")
def adjust(scene: Scene) -> Screen:
    scene.start()
    asked = Adjustment(mean_ms=84, change_ms=80)
    scene.stage.flow.screen = AdjustScreen(asked, _nothing, _nothing, OpenSongs())
    scene.stage.frame()
    return scene.stage.screen


@shown("Keys and pads", "What each finger presses.")
def binding(scene: Scene) -> Screen:
    return _follow(scene, OpenInputs())


@shown("Keys and pads: press it", "Binding is done by pressing.")
def binding_capture(scene: Scene) -> Screen:
    _follow(scene, OpenInputs())
    scene.choose("all")
    scene.stage.now_s += 1.0
    scene.stage.flow.follow(scene.stage.screen.edge(_edge(scene, pygame.KSCAN_U)))
    scene.stage.frame()
    return scene.stage.screen


@shown("Try them out", "What every input sends.")
def tester(scene: Scene) -> Screen:
    screen = _follow(scene, OpenTester())
    for scancode in (pygame.KSCAN_J, pygame.KSCAN_K, pygame.KSCAN_L):
        screen.edge(_edge(scene, scancode))
        scene.stage.now_s += 0.3
        screen.edge(_edge(scene, scancode, down=False))
    screen.edge(_edge(scene, pygame.KSCAN_P))
    scene.stage.frame()
    return screen


def _follow(scene: Scene, step: Step) -> Screen:
    scene.start(hears=True)
    return scene.follow(step)


def _tap(scene: Scene) -> None:
    """Taps along with the clicks, each so much late."""
    screen = scene.choose("start")
    assert isinstance(screen, TimingScreen)
    check = screen._lag.check
    for click, late_ms in zip(check.clicks, _LATE_MS, strict=False):
        while (left_s := click.time_s + late_ms / 1000 - check.song_s) > 1e-6:
            scene.stage.frame(min(0.1, left_s))
        screen.pinch(Contact(scene.stage.now_s, Grip.INDEX, True, InputKind.KEYBOARD))
        scene.stage.frame(0.01)
    scene.stage.frame(0.3)


def _edge(scene: Scene, scancode: int, *, down: bool = True) -> Edge:
    return Edge(scene.stage.now_s, key_control(scancode), down, "keyboard", tr("Keyboard"))


def _nothing() -> None:
    """The answer does not matter here."""
