"""The gallery's pictures of what is taken along, and of what is deleted for good."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from game.app.along_desk import AlongDesk, made_in_words
from game.screens.along import TakeAlongScreen
from game.screens.screen import Screen
from game.screens.steps import OpenHome, OpenPlayers, OpenTakeAlong
from tests.gallery import looks
from tests.gallery.registry import shown
from tests.gallery.world import NOW_MS, PLAYER, Scene

_SEEN_ONCE = (looks.DARK, looks.LARGE, looks.SMALL, looks.GERMAN, looks.MADE_UP)


@dataclass(frozen=True, slots=True)
class _Over:
    """Work that is over, or never is."""

    said: str | None

    def make(self, *, everybody: bool) -> _Over:
        return self

    def take_over(self) -> _Over:
        return self


@shown("Take your data along", "One file, for another computer or to keep it safe.")
def take_along(scene: Scene) -> Screen:
    scene.start(first=OpenHome())
    return scene.follow(OpenTakeAlong())


@shown("Taken along", "It says where the file is.", _SEEN_ONCE)
def taken_along(scene: Scene) -> Screen:
    path = Path("/home/grandma/Documents/Thumbtune/thumbtune-2026-11-22.zip")
    return _made(scene, made_in_words(path))


@shown("Taking along", "Where there are many runs it takes a moment.", _SEEN_ONCE)
def taking_along(scene: Scene) -> Screen:
    return _made(scene, None)


@shown("Take over?", "A file that was dropped on the window: it says whose it is.")
def take_over(scene: Scene) -> Screen:
    stage = scene.start(first=OpenHome())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "thumbtune.zip"
        stage.records.exchange.write(path, "0.1.0")
        return AlongDesk(stage.flow.visit).question(path, stage.screen)


@shown("Players: one was deleted", "They can be brought back for 30 days.", _SEEN_ONCE)
def players_deleted(scene: Scene) -> Screen:
    scene.start(first=OpenHome())
    records = scene.stage.records
    tom = next(one for one in records.players.all() if one.name != PLAYER)
    records.players.delete(tom.id, NOW_MS)
    return scene.follow(OpenPlayers())


@shown("Players: delete for good?", "Asked once more: this can't be undone.", _SEEN_ONCE)
def players_forget(scene: Scene) -> Screen:
    players_deleted(scene)
    return scene.choose("forget")


def _made(scene: Scene, said: str | None) -> Screen:
    scene.start(first=OpenHome())
    screen = TakeAlongScreen(_Over(said), has_others=True)
    screen.choose("all")
    screen.tick(0.0)
    return screen
