"""The results of the plays: a cache of what their replays say under today's rules."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from uuid import UUID

from game.play.engine import RULES_VERSION
from game.play.replay import decode
from game.play.result import Result, result_of
from game.records.charts import Charts
from game.records.database import Database
from game.records.errors import RecordsError
from game.records.figures import Figures

_BATCH = 100
"""Plays judged between two writes: well under a second, so that another window need not wait."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A play that can't be judged again, and why, in a sentence. It stays as it is."""

    play_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class Rescored:
    """How many plays were judged again, and those that can't be."""

    judged: int
    skipped: tuple[Skipped, ...]


class Results:
    """The results of one database. Every method raises `RecordsError` when it can't be used."""

    def __init__(self, database: Database, charts: Charts) -> None:
        self._database = database
        self._charts = charts
        self._figures = Figures(database)

    def store(self, play_row: int, result: Result) -> None:
        """Keep `result` for the play with the integer key `play_row`, over an earlier one.

        To be called inside a transaction: the result and its figures belong together.
        """
        score = result.score
        self._database.change(
            """
            INSERT OR REPLACE INTO results (
                play_row, rules_version, points, max_points, hits, passed, notes, longest_row
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            play_row,
            result.rules_version,
            score.points,
            score.max_points,
            score.hits,
            score.passed,
            score.notes,
            score.longest_row,
        )
        self._figures.store(play_row, result)

    def rescore(self) -> Rescored:
        """Judge every play that has no result under today's rules."""
        judged = 0
        skipped: list[Skipped] = []
        rows = self._waiting(0)
        while rows:
            results = self._judge(rows, skipped)
            with self._database.transaction():
                for play_row, result in results:
                    self.store(play_row, result)
            judged += len(results)
            rows = self._waiting(rows[-1]["row"])
        return Rescored(judged, tuple(skipped))

    def _waiting(self, after_row: int) -> list[sqlite3.Row]:
        return self._database.rows(
            """
            SELECT plays.row, plays.id, plays.chart_id, plays.replay
            FROM plays LEFT JOIN results ON results.play_row = plays.row
            WHERE plays.row > ? AND results.rules_version IS NOT ?
            ORDER BY plays.row LIMIT ?
            """,
            after_row,
            RULES_VERSION,
            _BATCH,
        )

    def _judge(self, rows: list[sqlite3.Row], skipped: list[Skipped]) -> list[tuple[int, Result]]:
        results: list[tuple[int, Result]] = []
        for row in rows:
            try:
                chart = self._charts.read(row["chart_id"])
                results.append((row["row"], result_of(chart, decode(row["replay"]))))
            except (RecordsError, ValueError) as error:
                skipped.append(Skipped(UUID(row["id"]), str(error)))
        return results
