"""What has been counted in the warm-up: every run of an exercise, and the best of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from game.records.database import Database
from game.records.figures import local_day
from game.records.keys import Moment


@dataclass(frozen=True, slots=True)
class ExerciseRun:
    """An exercise as it was done once: `finished` if its goal was reached, `helped` if the other
    hand did the moving. Raises `ValueError` for what can't have been counted."""

    player_id: int
    exercise_id: str
    started: Moment
    repetitions: int
    duration_ms: int
    finished: bool
    helped: bool = False
    id: UUID = field(default_factory=uuid4)

    def __post_init__(self) -> None:
        if self.repetitions < 0 or self.duration_ms < 0:
            raise ValueError(f"{self.repetitions} times in {self.duration_ms} ms is no exercise")


class ExerciseRuns:
    """The exercise runs of one database. Every method raises `RecordsError` when it can't be used.

    Bests are of finished runs that the hand did by itself.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def store(self, run: ExerciseRun) -> None:
        """Keep a run; stored twice it is kept once, with what was said last of who helped."""
        self._database.change(
            """
            INSERT INTO exercise_runs (
                id, player_id, exercise_id, repetitions, duration_ms, finished, helped,
                started_at_ms, utc_offset_minutes
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET helped = excluded.helped
            """,
            str(run.id),
            run.player_id,
            run.exercise_id,
            run.repetitions,
            run.duration_ms,
            run.finished,
            run.helped,
            run.started.at_ms,
            run.started.utc_offset_minutes,
        )

    def all(self, player_id: int) -> tuple[ExerciseRun, ...]:
        """Every run of the player, the first one first."""
        rows = self._database.rows(
            "SELECT * FROM exercise_runs WHERE player_id = ? ORDER BY started_at_ms, id", player_id
        )
        return tuple(
            ExerciseRun(
                player_id=row["player_id"],
                exercise_id=row["exercise_id"],
                started=Moment(row["started_at_ms"], row["utc_offset_minutes"]),
                repetitions=row["repetitions"],
                duration_ms=row["duration_ms"],
                finished=bool(row["finished"]),
                helped=bool(row["helped"]),
                id=UUID(row["id"]),
            )
            for row in rows
        )

    def most(self, player_id: int, exercise_id: str) -> int | None:
        """The most repetitions in one run; None before the first."""
        return self._best("max(repetitions)", player_id, exercise_id)

    def quickest_ms(self, player_id: int, exercise_id: str) -> int | None:
        """The shortest run; None before the first."""
        return self._best("min(duration_ms)", player_id, exercise_id)

    def counted_on(self, player_id: int, day: date) -> Mapping[str, int]:
        """Repetitions of each exercise on a day of the player's own."""
        rows = self._database.rows(
            f"""
            SELECT exercise_id, sum(repetitions) AS repetitions FROM exercise_runs
            WHERE player_id = ? AND {local_day("exercise_runs")} = ? GROUP BY exercise_id
            """,
            player_id,
            day.toordinal() - date(1970, 1, 1).toordinal(),
        )
        return {row["exercise_id"]: row["repetitions"] for row in rows}

    def duration_ms_on(self, player_id: int, day: date) -> int:
        """How long all exercises of a day of the player's own took."""
        row = self._database.row(
            "SELECT total(duration_ms) AS duration_ms FROM exercise_runs "
            f"WHERE player_id = ? AND {local_day('exercise_runs')} = ?",
            player_id,
            day.toordinal() - date(1970, 1, 1).toordinal(),
        )
        return int(row["duration_ms"]) if row else 0

    def _best(self, which: str, player_id: int, exercise_id: str) -> int | None:
        row = self._database.row(
            f"SELECT {which} AS best FROM exercise_runs "
            "WHERE player_id = ? AND exercise_id = ? AND finished = 1 AND helped = 0",
            player_id,
            exercise_id,
        )
        return row["best"] if row else None
