"""The latest runs of a hand, as adapting looks at them: their settings, and each grip's notes."""

from __future__ import annotations

from itertools import groupby

from game.charting.chart import Grip
from game.charting.level import parse_grips
from game.coach.recent import GripCount, RecentRun
from game.records.database import Database
from game.settings import Hand

WEEK_MS = 7 * 86_400_000


class RecentRuns:
    """The latest runs in one database. Every method raises `RecordsError` when it can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def latest(self, player_id: int, hand: Hand, count: int) -> tuple[RecentRun, ...]:
        """So many runs of the player with that hand, the latest first."""
        rows = self._database.rows(
            """
            WITH latest AS (
                SELECT plays.row, chart_id, finished, started_at_ms, id
                FROM plays
                WHERE player_id = ? AND json_extract(settings, '$.hand') = ?
                ORDER BY started_at_ms DESC, id DESC LIMIT ?
            )
            SELECT latest.row AS play, finished, level_id, speed_percent, courses.grips,
                grip, grip_results.notes, hits
            FROM latest
            JOIN charts ON charts.id = latest.chart_id
            JOIN courses ON courses.id = charts.course_id
            JOIN grip_results ON grip_results.play_row = latest.row
            ORDER BY latest.started_at_ms DESC, latest.id DESC, grip
            """,
            player_id,
            hand,
            count,
        )
        return tuple(
            RecentRun(
                level_id=first["level_id"],
                speed_percent=first["speed_percent"],
                grips=parse_grips(first["grips"].split(",")),
                counts=tuple(
                    GripCount(Grip[row["grip"].upper()], row["notes"], row["hits"])
                    for row in (first, *others)
                ),
                finished=bool(first["finished"]),
            )
            for _, (first, *others) in groupby(rows, lambda row: row["play"])
        )

    def count(self, player_id: int) -> int:
        """How many runs the player has played in all."""
        row = self._database.row("SELECT count(*) FROM plays WHERE player_id = ?", player_id)
        return row[0] if row else 0

    def is_first_week(self, player_id: int) -> bool:
        """Whether the player's last run was less than a week after the first one."""
        row = self._database.row(
            "SELECT max(started_at_ms) - min(started_at_ms) FROM plays WHERE player_id = ?",
            player_id,
        )
        return row is None or row[0] is None or row[0] < WEEK_MS
