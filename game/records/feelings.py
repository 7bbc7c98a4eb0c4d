"""How the hand felt: the answers to "does anything hurt?"."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from game.coach.care import Asked, Pain
from game.records.database import Database
from game.records.figures import local_day
from game.records.keys import Moment


@dataclass(frozen=True, slots=True)
class Feeling:
    """An answer of a player's."""

    player_id: int
    pain: Pain
    asked: Asked
    started: Moment
    id: UUID = field(default_factory=uuid4)


class Feelings:
    """The answers in one database. Every method raises `RecordsError` when it can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def store(self, feeling: Feeling) -> None:
        """Keep an answer; stored twice it is kept once."""
        self._database.change(
            """
            INSERT INTO feelings (id, player_id, pain, asked, started_at_ms, utc_offset_minutes)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
            """,
            str(feeling.id),
            feeling.player_id,
            feeling.pain,
            feeling.asked,
            feeling.started.at_ms,
            feeling.started.utc_offset_minutes,
        )

    def between(self, player_id: int, first: date, last: date) -> tuple[Feeling, ...]:
        """The answers of the days from `first` to `last` by the player's own clock, in order."""
        epoch = date(1970, 1, 1).toordinal()
        rows = self._database.rows(
            f"SELECT * FROM feelings WHERE player_id = ? AND {local_day('feelings')} BETWEEN ? "
            "AND ? ORDER BY started_at_ms, id",
            player_id,
            first.toordinal() - epoch,
            last.toordinal() - epoch,
        )
        return tuple(map(_feeling, rows))


def _feeling(row: sqlite3.Row) -> Feeling:
    return Feeling(
        player_id=row["player_id"],
        pain=Pain(row["pain"]),
        asked=Asked(row["asked"]),
        started=Moment(row["started_at_ms"], row["utc_offset_minutes"]),
        id=UUID(row["id"]),
    )
