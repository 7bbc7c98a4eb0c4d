"""What all runs come to per day: drawn by query from figures that are stored with every result.

Nothing is judged again here, and no replay is read, so years of practice take no time.
"""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

from game.charting.chart import Grip
from game.coach.figures import DayFigures, ErrorBin, GripFigures
from game.play.engine import RULES_VERSION
from game.play.result import Result
from game.play.statistics import BIN_MS, RunStatistics, Timing
from game.records.database import Database

_EPOCH = date(1970, 1, 1)
_DAY_MS = 86_400_000
_TABLES = ("grip_results", "early_late", "thirds", "came_instead", "extra_contacts")
"""Those that are kept of every run."""


def local_day(table: str) -> str:
    """SQL for the days since 1970 by the player's own clock, of the moments in `table`.

    A day is added and taken away because SQLite rounds towards 0, and in the first hours of 1970
    west of Greenwich that is upwards.
    """
    moment = f"{table}.started_at_ms + {table}.utc_offset_minutes * 60000"
    return f"({moment} + {_DAY_MS}) / {_DAY_MS} - 1"


_LOCAL_DAY = local_day("plays")
OF_PLAYER = f"""
    WITH played AS (
        SELECT plays.row, {_LOCAL_DAY} AS day
        FROM plays
        WHERE player_id = ? AND started_at_ms BETWEEN ? AND ? AND {_LOCAL_DAY} BETWEEN ? AND ?
    )
"""
"""SQL for the plays of a player on the days of `between`, with those days, as `played`."""
COURSE = """
    CROSS JOIN plays ON plays.row = played.row
    CROSS JOIN charts ON charts.id = plays.chart_id
    CROSS JOIN courses ON courses.id = charts.course_id
"""
"""SQL for what belongs to each of `played`."""
SETTING = "level_id, speed_percent, courses.grips"
"""The columns that a setting is made of (see `setting_of`)."""


class Figures:
    """The figures of one database. Every method raises `RecordsError` when it can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def store(self, play_row: int, result: Result) -> None:
        """Keep the figures of the play with the integer key `play_row`, over earlier ones."""
        for table in _TABLES:
            self._database.change(f"DELETE FROM {table} WHERE play_row = ?", play_row)
        self._store_timing(play_row, result.statistics)
        self._store_fingers(play_row, result.statistics)

    def _store_timing(self, play_row: int, statistics: RunStatistics) -> None:
        for grip, timing in statistics.by_grip:
            error_us, squares_us2 = _sums(timing)
            self._database.change(
                "INSERT INTO grip_results VALUES (?, ?, ?, ?, ?, ?)",
                play_row,
                grip.name.lower(),
                timing.notes,
                timing.hits,
                error_us,
                squares_us2,
            )
        for place, hits in statistics.early_late:
            self._database.change("INSERT INTO early_late VALUES (?, ?, ?)", play_row, place, hits)
        first, last = statistics.first_third, statistics.last_third
        self._database.change(
            "INSERT INTO thirds VALUES (?, ?, ?, ?, ?)",
            play_row,
            first.notes,
            first.hits,
            last.notes,
            last.hits,
        )

    def _store_fingers(self, play_row: int, statistics: RunStatistics) -> None:
        for one in statistics.came_instead:
            self._database.change(
                "INSERT INTO came_instead VALUES (?, ?, ?, ?)",
                play_row,
                one.due.name.lower(),
                one.came.name.lower(),
                one.count,
            )
        for grip, contacts in statistics.extra_contacts:
            self._database.change(
                "INSERT INTO extra_contacts VALUES (?, ?, ?)",
                play_row,
                grip.name.lower(),
                contacts,
            )

    def days(self, player_id: int) -> tuple[DayFigures, ...]:
        """Every day the player has ever played on, in order."""
        rows = self._database.rows(
            f"""
            SELECT {_LOCAL_DAY} AS day, count(*) AS runs,
                total(results.hits + results.passed) AS notes, total(results.hits) AS hits
            FROM plays INDEXED BY plays_by_day
            LEFT JOIN results ON results.play_row = plays.row AND results.rules_version = ?
            WHERE plays.player_id = ?
            GROUP BY day ORDER BY day
            """,
            RULES_VERSION,
            player_id,
        )
        return tuple(
            DayFigures(date_of(row["day"]), row["runs"], int(row["notes"]), int(row["hits"]))
            for row in rows
        )

    def pinches_on(self, player_id: int, day: date) -> int:
        """How many notes the player hit on a day, in all runs."""
        row = self._database.row(
            f"""{OF_PLAYER}
            SELECT total(results.hits) AS hits FROM played
            CROSS JOIN results ON results.play_row = played.row AND results.rules_version = ?
            """,
            player_id,
            *between(day, day),
            RULES_VERSION,
        )
        return int(row["hits"]) if row else 0

    def grips(self, player_id: int, first: date, last: date) -> tuple[GripFigures, ...]:
        """What each grip did on each day from `first` to `last`, per setting."""
        rows = self._database.rows(
            f"""{OF_PLAYER}
            SELECT played.day, grip, {SETTING},
                sum(grip_results.notes) AS notes, sum(hits) AS hits, sum(error_us) AS error_us,
                sum(error_squares_us2) AS error_squares_us2
            FROM played {COURSE}
            CROSS JOIN grip_results ON grip_results.play_row = played.row
            GROUP BY played.day, grip, {SETTING} ORDER BY played.day, grip, {SETTING}
            """,
            player_id,
            *between(first, last),
        )
        return tuple(_grip_figures(row, setting_of(row)) for row in rows)

    def grips_together(self, player_id: int, first: date, last: date) -> tuple[GripFigures, ...]:
        """What each grip did on each day from `first` to `last`, all settings (`""`) together.

        Quicker than `grips`, for long stretches of time.
        """
        rows = self._database.rows(
            f"""{OF_PLAYER}
            SELECT played.day, grip, sum(notes) AS notes, sum(hits) AS hits,
                sum(error_us) AS error_us, sum(error_squares_us2) AS error_squares_us2
            FROM played CROSS JOIN grip_results ON grip_results.play_row = played.row
            GROUP BY played.day, grip ORDER BY played.day, grip
            """,
            player_id,
            *between(first, last),
        )
        return tuple(_grip_figures(row, "") for row in rows)

    def early_late(self, player_id: int, first: date, last: date) -> tuple[ErrorBin, ...]:
        """How early or late the hits of the days from `first` to `last` came, earliest first."""
        rows = self._database.rows(
            f"""{OF_PLAYER}
            SELECT bin, sum(hits) AS hits
            FROM played CROSS JOIN early_late ON early_late.play_row = played.row
            GROUP BY bin ORDER BY bin
            """,
            player_id,
            *between(first, last),
        )
        return tuple(ErrorBin(row["bin"] * BIN_MS, row["hits"]) for row in rows)


def _sums(timing: Timing) -> tuple[int, int]:
    """The errors of the hits in microseconds, added up, and their squares."""
    mean_us = (timing.mean_s or 0.0) * 1e6
    sd_us = (timing.sd_s or 0.0) * 1e6
    squares_us2 = sd_us**2 * max(timing.hits - 1, 0) + mean_us**2 * timing.hits
    return round(mean_us * timing.hits), round(squares_us2)


def _grip_figures(row: sqlite3.Row, setting: str) -> GripFigures:
    return GripFigures(
        day=date_of(row["day"]),
        grip=Grip[row["grip"].upper()],
        setting=setting,
        notes=row["notes"],
        hits=row["hits"],
        error_us=row["error_us"],
        error_squares_us2=row["error_squares_us2"],
    )


def setting_of(row: sqlite3.Row) -> str:
    """The name of the setting whose `SETTING` columns a row has."""
    return f"{row['level_id']} {row['speed_percent']} {row['grips']}"


def date_of(day: int) -> date:
    """The date that is so many days after the first of 1970."""
    return _EPOCH + timedelta(days=day)


def between(first: date, last: date) -> tuple[int, int, int, int]:
    """The moments in which these days were somewhere, and the days themselves, since 1970."""
    from_day, to_day = (first - _EPOCH).days, (last - _EPOCH).days
    return (from_day - 1) * _DAY_MS, (to_day + 2) * _DAY_MS, from_day, to_day
