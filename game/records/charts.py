"""The charts that were played, and which one each course goes on with.

A better charter must not move the goalposts of a song somebody is racing: a course keeps the first
chart played there until another is asked for. The earlier one stays, with its plays.
"""

from __future__ import annotations

import sqlite3

from game.charting.chart import Chart
from game.records.chart_codec import decode_notes, digest, encode_notes
from game.records.database import Database
from game.records.errors import RecordsError
from game.records.keys import Course, course_of, grips_named
from game.text import tr

_COLUMNS = """
    charts.notes, charts.digest, charts.charter_version,
    courses.song_sha256, courses.level_id, courses.speed_percent, courses.grips
"""


class Charts:
    """The charts of one database. Every method raises `RecordsError` when it can't be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def kept(self, course: Course) -> Chart | None:
        """The chart `course` goes on with.

        None if nothing was played there yet, or if its bytes are damaged: the same chart made and
        played again mends them.
        """
        row = self._database.row(
            f"""
            SELECT {_COLUMNS} FROM courses
            JOIN kept_charts ON kept_charts.course_id = courses.id
            JOIN charts ON charts.id = kept_charts.chart_id
            WHERE song_sha256 = ? AND level_id = ? AND speed_percent = ? AND grips = ?
            """,
            course.song_sha256,
            course.level_id,
            course.speed_percent,
            course.grip_names,
        )
        try:
            return _chart(row) if row else None
        except RecordsError:
            return None

    def keep(self, chart: Chart, song_title: str) -> None:
        """From now on, `chart` is the one its course goes on with.

        Raises `ValueError` for a chart that can't be stored, as `store` does.
        """
        with self._database.transaction():
            chart_id = self.store(chart, song_title)
            self._database.change(
                "UPDATE kept_charts SET chart_id = ? WHERE course_id = "
                "(SELECT course_id FROM charts WHERE id = ?)",
                chart_id,
                chart_id,
            )

    def store(self, chart: Chart, song_title: str) -> int:
        """Store `chart` if it is not there yet, inside the caller's transaction; its integer key.

        The first chart of a course becomes its kept one. Raises `ValueError` for a chart that could
        not be read back equal: times between 0.1 ms steps, or grips out of lane order.
        """
        chart_digest = digest(chart)
        course_id = self._course_id(course_of(chart), song_title)
        self._database.change(
            """
            INSERT INTO charts (course_id, hash, digest, charter_version, notes)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (digest) DO UPDATE SET notes = excluded.notes WHERE notes <> excluded.notes
            """,
            course_id,
            chart.hash,
            chart_digest,
            chart.charter_version,
            encode_notes(chart.notes),
        )
        row = self._database.row("SELECT id FROM charts WHERE digest = ?", chart_digest)
        assert row is not None
        chart_id: int = row["id"]
        self._database.change(
            "INSERT INTO kept_charts (course_id, chart_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
            course_id,
            chart_id,
        )
        return chart_id

    def read(self, chart_id: int) -> Chart:
        """The chart with the integer key `chart_id`. Raises `RecordsError` if it is damaged."""
        row = self._database.row(
            f"SELECT {_COLUMNS} FROM charts JOIN courses ON courses.id = course_id "
            "WHERE charts.id = ?",
            chart_id,
        )
        if row is None:
            raise RecordsError(tr("This chart is not among the records."))
        return _chart(row)

    def _course_id(self, course: Course, song_title: str) -> int:
        self._database.change(
            """
            INSERT INTO songs (sha256, title) VALUES (?, ?)
            ON CONFLICT (sha256) DO UPDATE SET title = excluded.title WHERE title <> excluded.title
            """,
            course.song_sha256,
            song_title.encode(errors="replace").decode(),
        )
        values = (course.song_sha256, course.level_id, course.speed_percent, course.grip_names)
        self._database.change(
            "INSERT INTO courses (song_sha256, level_id, speed_percent, grips) "
            "VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            *values,
        )
        row = self._database.row(
            "SELECT id FROM courses "
            "WHERE song_sha256 = ? AND level_id = ? AND speed_percent = ? AND grips = ?",
            *values,
        )
        assert row is not None
        return row["id"]


def _chart(row: sqlite3.Row) -> Chart:
    try:
        chart = Chart(
            notes=decode_notes(row["notes"]),
            level_id=row["level_id"],
            speed_percent=row["speed_percent"],
            grips=grips_named(row["grips"]),
            song_sha256=row["song_sha256"],
            charter_version=row["charter_version"],
        )
        sound = digest(chart) == row["digest"]
    except ValueError:
        sound, chart = False, None
    if not sound or chart is None:
        told = tr("The chart of this play is damaged, so the play can't be shown again.")
        raise RecordsError(told)
    return chart
