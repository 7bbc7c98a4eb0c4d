"""The gallery's pictures of the report for a therapist."""

from __future__ import annotations

from pathlib import Path

from game.coach.progress import Period
from game.screens.report import ReportScreen, Saved, Saving
from game.screens.screen import Screen
from game.screens.steps import OpenReport
from tests.gallery import looks
from tests.gallery.registry import shown
from tests.gallery.world import Scene

_SEEN_ONCE = (looks.DARK, looks.LARGE, looks.SMALL, looks.GERMAN, looks.MADE_UP)
_NAME = "thumbtune-Rosa-2026-03-14"


class _Desk:
    """Has saved the report where everybody has their documents."""

    def __init__(self, saving: Saving) -> None:
        self._saving = saving

    def begin(self, period: Period) -> None:
        """It is done already."""

    def go_on(self) -> Saving:
        return self._saving

    def open_page(self) -> bool:
        return True

    def stop(self) -> None:
        """There is nothing to stop."""


@shown("Report", "What a therapist gets, saved with one button.")
def report(scene: Scene) -> Screen:
    return scene.start(first=OpenReport()).screen


@shown("Report: being saved", "Years of practice take a moment.", _SEEN_ONCE)
def report_saving(scene: Scene) -> Screen:
    return _saved(scene, Saving(0.6))


@shown("Report: saved", "Where it is, and a button that opens it.", _SEEN_ONCE)
def report_saved(scene: Scene) -> Screen:
    names = (f"{_NAME}.html", f"{_NAME}.csv")
    return _saved(scene, Saving(1.0, Saved(Path("/home/rosa/Documents"), names)))


def _saved(scene: Scene, saving: Saving) -> Screen:
    scene.start(first=OpenReport())
    scene.stage.flow.screen = ReportScreen(_Desk(saving))
    scene.choose("save")
    return scene.wait()
