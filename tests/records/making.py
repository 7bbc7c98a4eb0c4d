"""Charts, runs and records for the tests of the records."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from uuid import UUID, uuid4

from game.charting.chart import Chart, ChartNote, Grip, on_tick
from game.play.events import InputKind, Pinch
from game.play.replay import Replay
from game.records.database import Database, connect
from game.records.keys import Moment
from game.records.migrating import migrate, migrations
from game.records.opening import open_records
from game.records.plays import NewPlay
from game.records.store import Records

NOW_MS = 1_750_000_000_000
WINDOW_S = 0.2
SONG = "ab" * 32


def chart_of(
    notes: int = 4,
    *,
    song: str = SONG,
    level: str = "1-gentle",
    speed: int = 100,
    grips: tuple[Grip, ...] = (Grip.INDEX, Grip.MIDDLE),
    gap_s: float = 1.0,
    pitch: int = 60,
) -> Chart:
    """`notes` notes, `gap_s` apart, taking turns over the grips."""
    return Chart(
        notes=tuple(
            ChartNote(on_tick((i + 1) * gap_s), grips[i % len(grips)], pitch) for i in range(notes)
        ),
        level_id=level,
        speed_percent=speed,
        grips=grips,
        song_sha256=song,
    )


def run_of(chart: Chart, hits: int, *, finished: bool = True, late_s: float = 0.01) -> Replay:
    """A run that hits the first `hits` notes, each `late_s` late."""
    pinches = [Pinch(note.time_s + late_s, note.grip, down=True) for note in chart.notes[:hits]]
    ended = chart.end_s + 1 if finished else max((p.time_s for p in pinches), default=0.0)
    return Replay(chart.hash, WINDOW_S, tuple(pinches), ended, finished)


def play_of(
    player_id: int,
    chart: Chart | None = None,
    hits: int = 2,
    *,
    finished: bool = True,
    kind: InputKind = InputKind.KEYBOARD,
    at_ms: int = NOW_MS,
    play_id: UUID | None = None,
) -> NewPlay:
    """A play that hits the first `hits` notes of `chart`."""
    chart = chart or chart_of()
    return NewPlay(
        player_id=player_id,
        song_title="Ode to Joy",
        chart=chart,
        replay=run_of(chart, hits, finished=finished),
        input_kind=kind,
        started=Moment(at_ms, 120),
        program_version="0.1.0",
        settings={"hand": "left", "volume": 0.5, "calm": True},
        id=play_id or uuid4(),
    )


def opened(path: Path) -> Records:
    """The records at `path`, which are expected to be sound."""
    found = open_records(path, NOW_MS)
    assert found.message is None
    return found.records


def records_on(connection: sqlite3.Connection, path: Path) -> Records:
    """Records over a connection the test keeps a hand on."""
    return Records(Database(path, connection))


def records_in_memory() -> Records:
    """Records that leave nothing behind."""
    nowhere = Path(":memory:")
    connection = connect(nowhere)
    migrate(connection, nowhere, migrations())
    return records_on(connection, nowhere)


def behind(path: Path, sql: str, *values: object) -> None:
    """Change the file at `path` behind the game's back."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(sql, values)
    connection.close()
