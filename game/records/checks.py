"""What was measured of a hand: its reach, and the weekly benchmark, as they were done.

What is found is kept as JSON; the modules in `game.coach` that measure say what it holds.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID, uuid4

from game.records.database import Database
from game.records.keys import Moment


class CheckKind(StrEnum):
    """What was measured."""

    REACH = "reach"
    BENCHMARK = "benchmark"


@dataclass(frozen=True, slots=True)
class Check:
    """A check of a player's hand; `found` is JSON."""

    player_id: int
    kind: CheckKind
    found: str
    started: Moment
    id: UUID = field(default_factory=uuid4)


class Checks:
    """The checks of one database. Every method raises `RecordsError` when it can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def store(self, check: Check) -> None:
        """Keep a check; stored twice it is kept once, as it was at first."""
        self._database.change(
            """
            INSERT INTO checks (id, player_id, kind, found, started_at_ms, utc_offset_minutes)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
            """,
            str(check.id),
            check.player_id,
            check.kind,
            check.found,
            check.started.at_ms,
            check.started.utc_offset_minutes,
        )

    def all(self, player_id: int, kind: CheckKind) -> tuple[Check, ...]:
        """Every check of this kind, the first one first."""
        rows = self._database.rows(
            "SELECT * FROM checks WHERE player_id = ? AND kind = ? ORDER BY started_at_ms, id",
            player_id,
            kind,
        )
        return tuple(map(_check, rows))

    def last(self, player_id: int, kind: CheckKind) -> Check | None:
        """The last check of this kind; None before the first."""
        row = self._database.row(
            "SELECT * FROM checks WHERE player_id = ? AND kind = ? "
            "ORDER BY started_at_ms DESC, id DESC LIMIT 1",
            player_id,
            kind,
        )
        return _check(row) if row else None


def _check(row: sqlite3.Row) -> Check:
    return Check(
        player_id=row["player_id"],
        kind=CheckKind(row["kind"]),
        found=row["found"],
        started=Moment(row["started_at_ms"], row["utc_offset_minutes"]),
        id=UUID(row["id"]),
    )
