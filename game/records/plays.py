"""Every run that was stored. Plays are only ever added: the database refuses to change one."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID, uuid4

from game.charting.chart import Chart
from game.play.engine import RULES_VERSION
from game.play.events import InputKind
from game.play.replay import Replay, ReplayError, decode
from game.play.result import Result, result_of
from game.play.score import Score
from game.records.bests import Bests, FinishedRun, Record, key_of, score_of
from game.records.charts import Charts
from game.records.database import Database, Value
from game.records.errors import RecordsError
from game.records.keys import Moment, RecordKey, course_of
from game.records.results import Results
from game.text import tr

Setting = str | int | float | bool | None
"""The value of one setting that was in force during a run."""

LAST_RUNS = 2
"""With the one that is stored they make three: enough to see whether a song goes well."""
_SELECT = """
    SELECT
        plays.row, plays.id, plays.player_id, plays.input_kind, plays.finished,
        plays.started_at_ms, plays.utc_offset_minutes, plays.program_version, plays.rules_version,
        players.name, songs.title, charts.hash,
        courses.song_sha256, courses.level_id, courses.speed_percent, courses.grips,
        results.points, results.max_points, results.hits, results.passed, results.notes,
        results.longest_row
    FROM plays
    JOIN players ON players.id = plays.player_id
    JOIN charts ON charts.id = plays.chart_id
    JOIN courses ON courses.id = charts.course_id
    JOIN songs ON songs.sha256 = courses.song_sha256
    LEFT JOIN results ON results.play_row = plays.row AND results.rules_version = ?
"""
_EVER_MS = 2**62
_ID_LETTERS = frozenset("0123456789abcdef-")


def _no_settings() -> Mapping[str, Setting]:
    return {}


@dataclass(frozen=True, slots=True)
class NewPlay:
    """A run that is over, played to the end or left early, with all that is to be kept of it.

    `player_id` is `Player.id`; `settings` are those in force. Raises `ValueError` for settings that
    are not finite numbers.
    """

    player_id: int
    song_title: str
    chart: Chart
    replay: Replay
    input_kind: InputKind
    started: Moment
    program_version: str
    settings: Mapping[str, Setting] = field(default_factory=_no_settings)
    id: UUID = field(default_factory=uuid4)

    def __post_init__(self) -> None:
        for name, value in self.settings.items():
            if isinstance(value, float) and not math.isfinite(value):
                raise ValueError(f"the setting {name} is {value}, which is no number to keep")

    @property
    def key(self) -> RecordKey:
        """What this run can be the best for."""
        return RecordKey(self.player_id, course_of(self.chart), self.input_kind)


@dataclass(frozen=True, slots=True)
class StoredPlay:
    """What storing a run found out.

    `previous_best` is the record without this run, on the same chart; `is_best` tells whether the
    record is now this run's. A run that was left early never is. `last_runs` are the finished runs
    of the same player, course, input kind and chart before this one, the last one first, at most
    `LAST_RUNS`.
    """

    play_id: UUID
    result: Result
    previous_best: Record | None
    is_best: bool
    last_runs: tuple[FinishedRun, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaySummary:
    """A stored run without its chart and pinches.

    `score` is None while it is not judged under today's rules. `rules_version` is the one it was
    played under.
    """

    id: UUID
    key: RecordKey
    player_name: str
    song_title: str
    chart_hash: str
    started: Moment
    finished: bool
    program_version: str
    rules_version: int
    score: Score | None


@dataclass(frozen=True, slots=True)
class Play:
    """A stored run with everything needed to run it again."""

    summary: PlaySummary
    chart: Chart
    replay: Replay
    settings: Mapping[str, Setting]


class Plays:
    """The plays of one database. Every method raises `RecordsError` when it can't be used."""

    def __init__(self, database: Database, charts: Charts, results: Results, bests: Bests) -> None:
        self._database = database
        self._charts = charts
        self._results = results
        self._bests = bests

    def store(self, play: NewPlay) -> StoredPlay:
        """Keep a run, its chart and its result: all of it or, if `RecordsError` is raised, nothing.

        After a `RecordsError` the same `NewPlay` may be stored again; stored twice it is kept once.
        Raises `ValueError` (`ReplayError` among them) for a replay and chart that don't belong
        together, and for a chart that can't be kept (`Charts.store`).
        """
        result = result_of(play.chart, play.replay)
        with self._database.transaction():
            chart_id = self._charts.store(play.chart, play.song_title)
            self._results.store(self._row_of(play, chart_id), result)
            chart_hash = play.chart.hash
            previous = self._bests.record(play.key, chart_hash, other_than=play.id)
            best = self._bests.record(play.key, chart_hash)
            last = self._bests.last_runs(
                play.key, chart_hash, LAST_RUNS, before=play.started, other_than=play.id
            )
        is_best = best is not None and best.play_id == play.id
        return StoredPlay(play.id, result, previous, is_best, last)

    def latest(
        self, *, player_id: int | None = None, song_sha256: str | None = None, limit: int = 50
    ) -> tuple[PlaySummary, ...]:
        """The latest plays, the last one first, where given only those of a player or a song."""
        wished: list[tuple[str, Value | None]] = [
            ("plays.player_id = ?", player_id),
            (
                "plays.chart_id IN (SELECT charts.id FROM courses "
                "CROSS JOIN charts ON charts.course_id = courses.id WHERE song_sha256 = ?)",
                song_sha256,
            ),
        ]
        given = [(condition, value) for condition, value in wished if value is not None]
        where = " AND ".join(["TRUE", *(condition for condition, _ in given)])
        rows = self._database.rows(
            f"{_SELECT} WHERE {where} ORDER BY plays.started_at_ms DESC, plays.id DESC LIMIT ?",
            RULES_VERSION,
            *(value for _, value in given),
            limit,
        )
        return tuple(_summary(row) for row in rows)

    def last_runs(self, player_id: int, before_ms: int = _EVER_MS) -> Mapping[str, Moment]:
        """For each song the player has played, when its last run began, finished or not.

        Only runs that began before `before_ms` (UTC milliseconds since 1970) count.
        """
        rows = self._database.rows(
            """
            SELECT courses.song_sha256, latest.started_at_ms, latest.utc_offset_minutes
            FROM (
                SELECT chart_id, max(started_at_ms) AS started_at_ms, utc_offset_minutes
                FROM plays WHERE player_id = ? AND started_at_ms < ? GROUP BY chart_id
            ) AS latest
            JOIN charts ON charts.id = latest.chart_id
            JOIN courses ON courses.id = charts.course_id
            ORDER BY latest.started_at_ms
            """,
            player_id,
            before_ms,
        )
        return {
            row["song_sha256"]: Moment(row["started_at_ms"], row["utc_offset_minutes"])
            for row in rows
        }

    def find(self, id_start: str) -> Play:
        """The play whose id is `id_start` or the only one to begin with it.

        Raises `RecordsError` if there is none, there are several, or the play is damaged.
        """
        start = id_start.strip().lower()
        rows: list[sqlite3.Row] = []
        if start and _ID_LETTERS.issuperset(start):
            rows = self._database.rows(
                f"{_SELECT} WHERE plays.id >= ? AND plays.id < ? LIMIT 2",
                RULES_VERSION,
                start,
                f"{start}g",  # sorts behind every id that begins with it
            )
        if not rows:
            raise RecordsError(tr('There is no play "{id}".').format(id=id_start))
        if len(rows) > 1:
            told = tr('More than one play begins with "{id}"; please give more of it.')
            raise RecordsError(told.format(id=id_start))
        return self._read(rows[0])

    def _row_of(self, play: NewPlay, chart_id: int) -> int:
        """The integer key of `play`, which is inserted unless an earlier attempt got through."""
        replay = play.replay.encode()
        there = self._database.row(
            "SELECT row, player_id, chart_id, replay FROM plays WHERE id = ?", str(play.id)
        )
        if there is None:
            return self._insert(play, chart_id, replay)
        if tuple(there)[1:] != (play.player_id, chart_id, replay):
            raise ValueError(f"another play has the id {play.id}")
        return there["row"]

    def _insert(self, play: NewPlay, chart_id: int, replay: bytes) -> int:
        return self._database.insert(
            """
            INSERT INTO plays (
                id, player_id, chart_id, input_kind, finished, started_at_ms, utc_offset_minutes,
                rules_version, program_version, settings, replay
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            str(play.id),
            play.player_id,
            chart_id,
            play.input_kind,
            play.replay.finished,
            play.started.at_ms,
            play.started.utc_offset_minutes,
            play.replay.rules_version,
            play.program_version,
            json.dumps(dict(play.settings), sort_keys=True),
            replay,
        )

    def _read(self, row: sqlite3.Row) -> Play:
        stored = self._database.row(
            "SELECT chart_id, settings, replay FROM plays WHERE row = ?", row["row"]
        )
        assert stored is not None
        chart = self._charts.read(stored["chart_id"])
        try:
            replay = decode(stored["replay"])
            settings = cast(dict[str, Setting], json.loads(stored["settings"]))
        except ReplayError as problem:
            told = tr("Play {id} can't be shown again, because it is damaged.")
            raise RecordsError(told.format(id=row["id"])) from problem
        except ValueError as problem:
            told = tr("The settings of play {id} are damaged.")
            raise RecordsError(told.format(id=row["id"])) from problem
        return Play(_summary(row), chart, replay, settings)


def _summary(row: sqlite3.Row) -> PlaySummary:
    return PlaySummary(
        id=UUID(row["id"]),
        key=key_of(row),
        player_name=row["name"],
        song_title=row["title"],
        chart_hash=row["hash"],
        started=Moment(row["started_at_ms"], row["utc_offset_minutes"]),
        finished=bool(row["finished"]),
        program_version=row["program_version"],
        rules_version=row["rules_version"],
        score=score_of(row) if row["points"] is not None else None,
    )
