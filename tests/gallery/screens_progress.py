"""The gallery's pictures of the pages of progress behind the first."""

from __future__ import annotations

from game.screens.screen import OpenHome, OpenProgress, Screen
from game.settings import Hand
from tests.gallery import looks
from tests.gallery.registry import shown
from tests.gallery.world import Scene

_MIRRORED = (looks.DARK, looks.LIGHT)


@shown("Progress: the fingers", "The brighter a finger, the more often it comes by itself.")
def progress_fingers(scene: Scene) -> Screen:
    return _page(scene, "fingers")


@shown("Progress: the fingers of the left hand", "The same, mirrored.", _MIRRORED)
def progress_fingers_left(scene: Scene) -> Screen:
    return _page(scene, "fingers", Hand.LEFT)


@shown("Progress: timing", "How early or late each finger comes, week by week.")
def progress_timing(scene: Scene) -> Screen:
    return _page(scene, "timing")


@shown("Progress: records", "The best runs, and what else there is to be glad of.")
def progress_records(scene: Scene) -> Screen:
    return _page(scene, "records")


def _page(scene: Scene, name: str, hand: Hand = Hand.RIGHT) -> Screen:
    scene.start(first=OpenHome(), hand=hand)
    scene.follow(OpenProgress())
    return scene.choose(f"page {name}")
