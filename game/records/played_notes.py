"""Every note that was ever played, run by run, judged again from the stored replays."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from game.charting.chart import Chart, Grip
from game.play.judged import JudgedNote, judged_notes
from game.play.replay import decode
from game.records.charts import Charts
from game.records.database import Database
from game.records.errors import RecordsError
from game.records.figures import local_day
from game.records.keys import Moment, grips_named

_BATCH = 100
_CHARTS = 64
"""So many charts are kept in memory: songs are played again and again."""


@dataclass(frozen=True, slots=True)
class NotedRun:
    """A run with its notes; None where it is damaged and can't be judged again."""

    id: UUID
    started: Moment
    song_title: str
    level_id: str
    speed_percent: int
    grips: tuple[Grip, ...]
    input_kind: str
    notes: tuple[JudgedNote, ...] | None


class PlayedNotes:
    """The notes played in one database. Methods raise `RecordsError` when it can't be used."""

    def __init__(self, database: Database, charts: Charts) -> None:
        self._database = database
        self._charts = charts

    def runs(self, player_id: int, first: date, last: date) -> Iterator[NotedRun]:
        """The runs of a player on the days from `first` to `last`, in order of time.

        They are read in small batches, so that years of practice need no more memory than a week.
        """
        read_chart = lru_cache(maxsize=_CHARTS)(self._charts.read)
        after: tuple[int, str] = (-1, "")
        while rows := self._batch(player_id, first, last, after):
            for row in rows:
                yield _run(row, read_chart)
            after = (rows[-1]["started_at_ms"], rows[-1]["id"])

    def _batch(
        self, player_id: int, first: date, last: date, after: tuple[int, str]
    ) -> list[sqlite3.Row]:
        epoch = date(1970, 1, 1).toordinal()
        return self._database.rows(
            f"""
            SELECT plays.id, plays.chart_id, plays.input_kind, plays.started_at_ms,
                plays.utc_offset_minutes, plays.replay,
                courses.level_id, courses.speed_percent, courses.grips, songs.title
            FROM plays INDEXED BY plays_by_player
            CROSS JOIN charts ON charts.id = plays.chart_id
            CROSS JOIN courses ON courses.id = charts.course_id
            CROSS JOIN songs ON songs.sha256 = courses.song_sha256
            WHERE player_id = ? AND (plays.started_at_ms, plays.id) > (?, ?)
                AND {local_day("plays")} BETWEEN ? AND ?
            ORDER BY plays.started_at_ms, plays.id LIMIT {_BATCH}
            """,
            player_id,
            *after,
            first.toordinal() - epoch,
            last.toordinal() - epoch,
        )


def _run(row: sqlite3.Row, read_chart: Callable[[int], Chart]) -> NotedRun:
    try:
        notes = judged_notes(read_chart(row["chart_id"]), decode(row["replay"]))
    except (RecordsError, ValueError):
        notes = None
    return NotedRun(
        id=UUID(row["id"]),
        started=Moment(row["started_at_ms"], row["utc_offset_minutes"]),
        song_title=row["title"],
        level_id=row["level_id"],
        speed_percent=row["speed_percent"],
        grips=grips_named(row["grips"]),
        input_kind=row["input_kind"],
        notes=notes,
    )
