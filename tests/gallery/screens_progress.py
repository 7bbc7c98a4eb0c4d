"""The gallery's pictures of the pages of progress behind the first."""

from __future__ import annotations

from dataclasses import replace

from game.charting.chart import Chart, Grip
from game.charting.charter import make_chart
from game.charting.level import Level, first_steps
from game.play.events import InputKind
from game.play.simulated_hand import EXTRA_CONTACTS, GripModel, improved, played
from game.records.exercises import ExerciseRun
from game.records.keys import Moment
from game.records.plays import NewPlay
from game.screens.screen import Screen
from game.screens.steps import OpenHome, OpenProgress
from game.settings import Hand
from tests.app.stage import LEVELS
from tests.gallery import looks
from tests.gallery.registry import shown
from tests.gallery.world import NOW_MS, Scene

_MIRRORED = (looks.DARK, looks.LIGHT)
_SONGS = ("Amazing Grace", "Silent Night")
_FOUR = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
_DAYS = (1, 3, 6, 10, 13, 17, 20, 24, 27, 31, 38, 45, 52)
_DAY_MS = 86_400_000
_HAND = replace(
    EXTRA_CONTACTS, little=GripModel(0.45, 0.7, 0.6), late_ms=60, extra_per_100=12, gain_a_week=0.12
)
"""Somebody whose fingers come along at first, and more by themselves week by week."""


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
    """The page, after some more weeks of practice with all four fingers."""
    scene.start(first=OpenHome(), hand=hand)
    for back in _DAYS:
        _practise(scene, back)
    scene.follow(OpenProgress())
    return scene.choose(f"page {name}")


def _practise(scene: Scene, back: int) -> None:
    """Both songs and an exercise, so many days ago."""
    records, player_id = scene.stage.records, scene.stage.flow.visit.player.id
    level, began = first_steps(LEVELS)[1], Moment(NOW_MS - back * _DAY_MS)
    for title in _SONGS:
        chart = _chart(scene, title, level)
        run = played(chart, level, improved(_HAND, 8 - back / 7), seed=back)
        records.plays.store(
            NewPlay(
                player_id=player_id,
                song_title=title,
                chart=chart,
                replay=run.replay(),
                input_kind=InputKind.KEYBOARD,
                started=began,
                program_version="0.1.0",
            )
        )
    turns = 15 - back // 8
    records.exercises.store(ExerciseRun(player_id, "pen-spin", began, turns, 15_000, finished=True))


_CHARTS: dict[str, Chart] = {}


def _chart(scene: Scene, title: str, level: Level) -> Chart:
    """Made once: every look of every page shows the same runs."""
    if title not in _CHARTS:
        entries = scene.stage.library.known_entries()
        path = next(entry.path for entry in entries if entry.title == title)
        _CHARTS[title] = make_chart(scene.stage.library.song(path), level, _FOUR, 100)
    return _CHARTS[title]
