"""The records, drawn by query from finished plays; nothing here is stored.

A best has the most points for its key (player, course, input kind) on one chart; of equal ones the
earliest run has it. Points on different charts can't be compared, so when a course goes on with a
new chart its bests begin again, and the earlier ones can be asked for.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from uuid import UUID

from game.charting.chart import Grip
from game.play.engine import RULES_VERSION
from game.play.events import InputKind
from game.play.replay import Replay, ReplayError, decode
from game.play.score import Score
from game.records.database import Database, Value
from game.records.keys import Course, Moment, RecordKey, grips_named, names_of

_RANKED = """
    WITH ranked AS (
        SELECT plays.row, row_number() OVER (
            PARTITION BY charts.course_id, charts.hash, plays.input_kind
            ORDER BY results.points DESC, plays.started_at_ms, plays.id
        ) AS place
        FROM courses
        LEFT JOIN kept_charts ON kept_charts.course_id = courses.id
        LEFT JOIN charts AS kept ON kept.id = kept_charts.chart_id
        CROSS JOIN charts ON charts.course_id = courses.id
        CROSS JOIN plays ON plays.chart_id = charts.id
        CROSS JOIN results ON results.play_row = plays.row
        WHERE plays.finished = 1 AND results.rules_version = ? AND {conditions}
    )
    SELECT
        plays.id, plays.player_id, plays.input_kind, plays.started_at_ms, plays.utc_offset_minutes,
        courses.song_sha256, courses.level_id, courses.speed_percent, courses.grips, charts.hash,
        results.points, results.max_points, results.hits, results.passed, results.notes,
        results.longest_row
    FROM ranked
    JOIN plays ON plays.row = ranked.row
    JOIN charts ON charts.id = plays.chart_id
    JOIN courses ON courses.id = charts.course_id
    JOIN results ON results.play_row = plays.row
    WHERE place = 1
    ORDER BY song_sha256, level_id, speed_percent, grips, input_kind, charts.hash
"""

"""CROSS JOIN has SQLite go this way round, from the few courses asked for to their plays, through
`plays_by_chart`: 10,000 songs take a third of a second, and one song no time."""

_Condition = tuple[str, Value]


@dataclass(frozen=True, slots=True)
class Record:
    """The best finished play for `key` on the chart with `chart_hash`."""

    key: RecordKey
    chart_hash: str
    play_id: UUID
    score: Score
    started: Moment


@dataclass(frozen=True, slots=True)
class FinishedRun:
    """A finished run: its score, and when it began."""

    score: Score
    started: Moment


@dataclass(frozen=True, slots=True)
class Best:
    """A record and the run to race. `replay` is None if its bytes are damaged: the points stand."""

    record: Record
    replay: Replay | None


_FINISHED_RUNS = """
SELECT
    plays.started_at_ms, plays.utc_offset_minutes, results.points, results.max_points,
    results.hits, results.passed, results.notes, results.longest_row
FROM courses
CROSS JOIN charts ON charts.course_id = courses.id
CROSS JOIN plays ON plays.chart_id = charts.id
CROSS JOIN results ON results.play_row = plays.row
WHERE song_sha256 = ? AND level_id = ? AND speed_percent = ? AND grips = ?
    AND charts.hash = ? AND player_id = ? AND input_kind = ? AND finished = 1
    AND results.rules_version = ?
"""
"""Those of a course, a chart, a player and a kind of input, judged by rules."""


class Bests:
    """The records of one database. Every method raises `RecordsError` when it can't be used.

    Plays count once they are judged under today's rules: see `Records.rescore`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def best(self, key: RecordKey, chart_hash: str | None = None) -> Best | None:
        """The best for `key` on the chart with `chart_hash`, by default the course's kept one."""
        record = self.record(key, chart_hash)
        if record is None:
            return None
        row = self._database.row("SELECT replay FROM plays WHERE id = ?", str(record.play_id))
        try:
            replay = decode(row["replay"]) if row else None
        except ReplayError:
            replay = None
        return Best(record, replay)

    def record(
        self, key: RecordKey, chart_hash: str | None = None, *, other_than: UUID | None = None
    ) -> Record | None:
        """As `best`, without the replay, and if wished as if one play had never been."""
        course = key.course
        conditions: list[_Condition] = [
            ("plays.player_id = ?", key.player_id),
            ("courses.song_sha256 = ?", course.song_sha256),
            ("courses.level_id = ?", course.level_id),
            ("courses.speed_percent = ?", course.speed_percent),
            ("courses.grips = ?", course.grip_names),
            ("plays.input_kind = ?", key.input_kind),
        ]
        if other_than is not None:
            conditions.append(("plays.id <> ?", str(other_than)))
        if chart_hash is not None:
            found = self._ranked([*conditions, ("charts.hash = ?", chart_hash)])
        else:
            found = self._ranked(conditions, "charts.hash = kept.hash")
        return found[0] if found else None

    def runs(self, key: RecordKey, chart_hash: str, limit: int) -> tuple[FinishedRun, ...]:
        """The best finished runs for `key` on the chart with `chart_hash`, the best one first."""
        order = "ORDER BY results.points DESC, plays.started_at_ms, plays.id LIMIT ?"
        return self._finished_runs(key, chart_hash, order, limit)

    def last_runs(
        self, key: RecordKey, chart_hash: str, limit: int, *, before: Moment, other_than: UUID
    ) -> tuple[FinishedRun, ...]:
        """The latest finished runs for `key` on that chart up to a moment, the last one first.

        As if the play `other_than` had never been.
        """
        which = """
            AND started_at_ms <= ? AND plays.id <> ?
            ORDER BY plays.started_at_ms DESC, plays.id DESC LIMIT ?
            """
        found = (before.at_ms, str(other_than), limit)
        return self._finished_runs(key, chart_hash, which, *found)

    def _finished_runs(
        self, key: RecordKey, chart_hash: str, which: str, *found: int | str
    ) -> tuple[FinishedRun, ...]:
        """The finished runs for `key` on that chart; `which` of them is the rest of the query."""
        course = key.course
        rows = self._database.rows(
            f"{_FINISHED_RUNS} {which}",
            *(course.song_sha256, course.level_id, course.speed_percent, course.grip_names),
            *(chart_hash, key.player_id, key.input_kind, RULES_VERSION),
            *found,
        )
        return tuple(_finished_run(row) for row in rows)

    def all(
        self,
        player_id: int,
        *,
        song_sha256: str | None = None,
        level_id: str | None = None,
        speed_percent: int | None = None,
        grips: tuple[Grip, ...] | None = None,
        input_kind: InputKind | None = None,
        on_earlier_charts: bool = False,
    ) -> tuple[Record, ...]:
        """The player's records, one a key, where given only those with that song, level and so on.

        They are those on the kept charts, or instead those `on_earlier_charts`; all are earlier
        ones in a course that begins again with a new chart.
        """
        names = names_of(grips) if grips is not None else None
        wished: list[tuple[str, Value | None]] = [
            ("plays.player_id = ?", player_id),
            ("courses.song_sha256 = ?", song_sha256),
            ("courses.level_id = ?", level_id),
            ("courses.speed_percent = ?", speed_percent),
            ("courses.grips = ?", names),
            ("plays.input_kind = ?", input_kind),
        ]
        given = [(condition, value) for condition, value in wished if value is not None]
        which = "charts.hash IS NOT kept.hash" if on_earlier_charts else "charts.hash = kept.hash"
        return self._ranked(given, which)

    def count_elsewhere(self, key: RecordKey) -> int:
        """How many records the player has on the same song under other settings than `key`."""
        course = key.course
        row = self._database.row(
            """
            SELECT count(DISTINCT charts.course_id || plays.input_kind) AS others
            FROM courses
            CROSS JOIN charts ON charts.course_id = courses.id
            CROSS JOIN plays ON plays.chart_id = charts.id
            CROSS JOIN results ON results.play_row = plays.row
            WHERE courses.song_sha256 = ? AND plays.player_id = ? AND plays.finished = 1
                AND results.rules_version = ?
                AND (level_id, speed_percent, grips, input_kind) <> (?, ?, ?, ?)
            """,
            course.song_sha256,
            key.player_id,
            RULES_VERSION,
            course.level_id,
            course.speed_percent,
            course.grip_names,
            key.input_kind,
        )
        return row["others"] if row else 0

    def _ranked(self, conditions: list[_Condition], which: str = "TRUE") -> tuple[Record, ...]:
        sql = " AND ".join([which, *(condition for condition, _ in conditions)])
        values = [value for _, value in conditions]
        rows = self._database.rows(_RANKED.format(conditions=sql), RULES_VERSION, *values)
        return tuple(_record(row) for row in rows)


def key_of(row: sqlite3.Row) -> RecordKey:
    """The key of a play, from the columns of its play and course."""
    course = Course(
        row["song_sha256"], row["level_id"], row["speed_percent"], grips_named(row["grips"])
    )
    return RecordKey(row["player_id"], course, InputKind(row["input_kind"]))


def score_of(row: sqlite3.Row) -> Score:
    """The score in the columns of a result."""
    return Score(
        points=row["points"],
        max_points=row["max_points"],
        hits=row["hits"],
        passed=row["passed"],
        notes=row["notes"],
        longest_row=row["longest_row"],
    )


def _record(row: sqlite3.Row) -> Record:
    return Record(
        key=key_of(row),
        chart_hash=row["hash"],
        play_id=UUID(row["id"]),
        score=score_of(row),
        started=Moment(row["started_at_ms"], row["utc_offset_minutes"]),
    )


def _finished_run(row: sqlite3.Row) -> FinishedRun:
    return FinishedRun(score_of(row), Moment(row["started_at_ms"], row["utc_offset_minutes"]))
