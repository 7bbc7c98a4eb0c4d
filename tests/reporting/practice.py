"""Records with practice in them, for the tests of the reports."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4

from game.charting.chart import Chart, Grip
from game.charting.level import read_levels
from game.coach.care import Asked, Pain
from game.folders import shipped_folder
from game.play.events import InputKind, Pinch
from game.play.replay import Replay
from game.records.exercises import ExerciseRun
from game.records.feelings import Feeling
from game.records.keys import Moment
from game.records.players import Player
from game.records.plays import NewPlay
from game.records.store import Records
from game.reporting.gather import Asked as AskedFor
from game.reporting.gather import PracticeReport, gather
from tests.records.making import WINDOW_S, chart_of

TODAY = date(2026, 6, 10)
TIME = AskedFor(date(2026, 4, 1), TODAY, TODAY)
LEVELS = read_levels(shipped_folder("levels"))
GRIPS = (Grip.INDEX, Grip.MIDDLE, Grip.RING)


def moment(day: date, hour: int = 10) -> Moment:
    at = datetime(day.year, day.month, day.day, hour)
    return Moment(round((at - datetime(1970, 1, 1)).total_seconds() * 1000), 0)


def run_of(chart: Chart, errors_ms: list[int | None], others: set[int] | None = None) -> Replay:
    """A run that meets each note so late (negative: early), or not at all for None; before notes
    in `others` the next finger comes first."""
    pinches: list[Pinch] = []
    for number, (note, error_ms) in enumerate(zip(chart.notes, errors_ms, strict=True)):
        if others and number in others:
            other = chart.grips[(chart.grips.index(note.grip) + 1) % len(chart.grips)]
            pinches.append(Pinch(note.time_s - WINDOW_S, other, down=True))
        if error_ms is not None:
            pinches.append(Pinch(note.time_s + error_ms / 1000, note.grip, down=True))
    return Replay(
        chart.hash,
        WINDOW_S,
        tuple(sorted(pinches, key=lambda one: one.time_s)),
        chart.end_s + 1,
        finished=True,
    )


def play(
    player: Player,
    errors_ms: list[int | None],
    day: date = TODAY,
    *,
    title: str = "Ode to Joy",
    others: set[int] | None = None,
    hour: int = 10,
) -> NewPlay:
    chart = chart_of(len(errors_ms), grips=GRIPS)
    return NewPlay(
        player_id=player.id,
        song_title=title,
        chart=chart,
        replay=run_of(chart, errors_ms, others),
        input_kind=InputKind.TOUCH,
        started=moment(day, hour),
        program_version="1",
        settings={"hand": "left", "hit_window_ms": 200},
        id=uuid4(),
    )


def feeling(player: Player, pain: Pain, asked: Asked, day: date = TODAY) -> Feeling:
    return Feeling(player.id, pain, asked, moment(day))


def exercise(player: Player, repetitions: int, seconds: int, day: date = TODAY) -> ExerciseRun:
    return ExerciseRun(
        player.id, "coin-drop", moment(day), repetitions, 1000 * seconds, finished=True
    )


def report_on(records: Records, player: Player, asked: AskedFor = TIME) -> PracticeReport:
    return gather(records, player, asked, LEVELS)
