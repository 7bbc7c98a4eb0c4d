"""The rows of an export into the records: all of them or none, and in whatever order files come.

What is the same on two computers is found by what it is everywhere: a player's name as it is
compared, a song's hash, a chart's digest, the UUID of what was done. Beyond adding what is not here
yet, merging picks of two values the one that every computer would pick:

    a player's name, picture and settings   all from where the player did something last
    whether an exercise was helped          yes before no
    a song's title                          the first by the alphabet
    a song's tune                           one that was chosen, the first part of the file
    the chart a course goes on with         of the tune that was picked, the first version

Who was deleted here counts as not being here: their rows are left to them unless a file has them.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from game.records.database import Database, Value
from game.records.exchange.archive import ExchangeError
from game.records.exchange.checking import chart_of
from game.records.exchange.outgoing import OF_THIS_COMPUTER, settings_of
from game.records.exchange.rows import (
    ChartRow,
    CheckRow,
    Contents,
    DoneRow,
    ExerciseRow,
    FeelingRow,
    PlayerRow,
    PlayRow,
    TuneRow,
    as_json,
)
from game.records.keys import course_of
from game.records.players import name_key, remove_plays
from game.text import tr, trn, whole

_NEVER_MS = -1
_DONE_TABLES = ("plays", "exercise_runs", "checks", "feelings")
_PLAYED_HERE = """
    SELECT 1 FROM plays WHERE chart_id = kept_charts.chart_id
    AND player_id NOT IN (SELECT player_id FROM deleted_players)
"""
_SONG_PLAYED_HERE = """
    SELECT 1 FROM plays JOIN charts ON charts.id = plays.chart_id
    JOIN courses ON courses.id = charts.course_id
    WHERE courses.song_sha256 = songs.sha256
    AND player_id NOT IN (SELECT player_id FROM deleted_players)
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """How many things were new here, and how many the file holds; plays are runs."""

    new_plays: int
    plays: int
    new: int
    """Runs, exercises, checks and answers."""
    new_players: tuple[str, ...]


def take(database: Database, contents: Contents) -> Taken:
    """Merge checked rows into the records, in one transaction. The plays are not judged yet.

    Raises `ExchangeError`, with everything as it was, if the file says of something that is here
    already that it was something else.
    """
    with database.transaction():
        return _Taking(database, contents).all()


def taken_in_words(found: Taken) -> str:
    """What was taken over, in a sentence."""
    if not found.new and not found.new_players:
        return tr("Everything in this file was here already.")
    if not found.new_plays:
        return tr("The runs in this file were here already; the rest is here now, too.")
    told = trn(
        "{count} new run is here now, of {total} in the file.",
        "{count} new runs are here now, of {total} in the file.",
        found.new_plays,
    )
    return told.format(count=whole(found.new_plays), total=whole(found.plays))


class _Taking:
    """Takes over one file, table by table."""

    def __init__(self, database: Database, contents: Contents) -> None:
        self._database = database
        self._contents = contents
        self._player_ids: dict[str, int] = {}
        self._chart_ids: dict[str, int] = {}

    def all(self) -> Taken:
        contents = self._contents
        new_players = self._players()
        self._songs()
        self._charts()
        self._tunes()
        new_plays = sum(self._play(row) for row in contents.plays)
        new = new_plays
        new += sum(self._exercise(row) for row in contents.exercises)
        new += sum(self._check(row) for row in contents.checks)
        new += sum(self._feeling(row) for row in contents.feelings)
        for row in contents.favourites:
            self._change(
                "INSERT INTO favourites (player_id, song_sha256) VALUES (?, ?) "
                "ON CONFLICT DO NOTHING",
                self._player_ids[row.player],
                row.song,
            )
        for row in contents.versions:
            self._change("INSERT OR IGNORE INTO song_versions VALUES (?, ?)", row.song, row.earlier)
        return Taken(new_plays, len(contents.plays), new, new_players)

    def _players(self) -> tuple[str, ...]:
        """Find or make every player; the names of those who are new. Whoever did something last
        comes first among them, behind those who were here."""
        last_ms = _last_done(self._contents.done)
        rows = self._contents.players
        new: list[str] = []
        for brought in sorted(rows, key=lambda one: (-last_ms[one.name], one.name)):
            row = _for_everywhere(brought)
            there = self._row("SELECT * FROM players WHERE name_key = ?", name_key(row.name))
            if there is None:
                new.append(row.name)
                self._player_ids[row.name] = self._make(row)
            else:
                self._player_ids[row.name] = self._match(row, there, last_ms[row.name])
        return tuple(new)

    def _make(self, row: PlayerRow) -> int:
        player_id = self._database.insert(
            "INSERT INTO players (name, name_key, turn) "
            "VALUES (?, ?, (SELECT coalesce(min(turn), 0) - 1 FROM players))",
            row.name,
            name_key(row.name),
        )
        self._take_profile(row, player_id)
        return player_id

    def _match(self, row: PlayerRow, there: sqlite3.Row, last_ms: int) -> int:
        """Somebody who is here: as they are there, if they did something later there."""
        player_id: int = there["id"]
        settings = settings_of(self._database, player_id)
        ours = PlayerRow(there["name"], there["picture"], settings)
        if (last_ms, as_json(row)) > (self._last_done_ms(player_id), as_json(ours)):
            self._take_profile(row, player_id)
        return player_id

    def _take_profile(self, row: PlayerRow, player_id: int) -> None:
        self._change(
            "UPDATE players SET name = ?, picture = ? WHERE id = ?",
            row.name,
            row.picture,
            player_id,
        )
        places = ", ".join("?" * len(OF_THIS_COMPUTER))
        self._change(
            f"DELETE FROM player_settings WHERE player_id = ? AND name NOT IN ({places})",
            player_id,
            *OF_THIS_COMPUTER,
        )
        for name, value in row.settings.items():
            self._change(
                "INSERT INTO player_settings (player_id, name, value) VALUES (?, ?, ?)",
                player_id,
                name,
                value,
            )

    def _last_done_ms(self, player_id: int) -> int:
        """When the player did something last on this computer."""
        parts = [
            f"SELECT max(started_at_ms) AS at_ms FROM {table} WHERE player_id = {player_id}"
            for table in _DONE_TABLES
        ]
        row = self._row(f"SELECT max(at_ms) AS at_ms FROM ({' UNION ALL '.join(parts)})")
        return row["at_ms"] if row and row["at_ms"] is not None else _NEVER_MS

    def _songs(self) -> None:
        for row in self._contents.songs:
            self._change(
                f"""
                INSERT INTO songs (sha256, title) VALUES (?, ?) ON CONFLICT (sha256)
                DO UPDATE SET title = excluded.title
                WHERE title > excluded.title OR NOT EXISTS ({_SONG_PLAYED_HERE})
                """,
                row.song,
                row.title,
            )

    def _charts(self) -> None:
        """Charts of one digest are equal; bytes that were damaged here are mended.

        A course does not go on with a chart that only deleted players have played here.
        """
        for row in self._contents.charts:
            chart = chart_of(row)
            course_id = self._course_id(row)
            self._change(
                f"DELETE FROM kept_charts WHERE course_id = ? AND NOT EXISTS ({_PLAYED_HERE})",
                course_id,
            )
            self._change(
                """
                INSERT INTO charts (course_id, hash, digest, charter_version, notes)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (digest)
                DO UPDATE SET notes = excluded.notes WHERE notes <> excluded.notes
                """,
                course_id,
                chart.hash,
                row.chart,
                row.charter_version,
                row.notes,
            )
            found = self._row("SELECT id FROM charts WHERE digest = ?", row.chart)
            assert found is not None
            self._chart_ids[row.chart] = found["id"]

    def _course_id(self, row: ChartRow) -> int:
        course = course_of(chart_of(row))
        values = (course.song_sha256, course.level_id, course.speed_percent, course.grip_names)
        self._change(
            "INSERT INTO courses (song_sha256, level_id, speed_percent, grips) "
            "VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            *values,
        )
        found = self._row(
            "SELECT id FROM courses WHERE (song_sha256, level_id, speed_percent, grips) = "
            "(?, ?, ?, ?)",
            *values,
        )
        assert found is not None
        return found["id"]

    def _tunes(self) -> None:
        """The tune of each song, and with it the charts its courses go on with."""
        kept: defaultdict[str, list[ChartRow]] = defaultdict(list)
        for row in self._contents.charts:
            if row.kept:
                kept[row.song].append(row)
        theirs = {row.song: row for row in self._contents.tunes}
        for song in sorted({*kept, *theirs}):
            self._tune(song, theirs.get(song), kept[song])

    def _tune(self, song: str, theirs: TuneRow | None, kept: Iterable[ChartRow]) -> None:
        row = self._row(
            "SELECT track, channel, voice FROM tune_choices WHERE song_sha256 = ?", song
        )
        ours = tuple(row) if row else None
        tune = (theirs.track, theirs.channel, theirs.voice) if theirs else None
        if tune != ours:
            if tune is None or (ours is not None and ours < tune):
                return
            self._change("INSERT OR REPLACE INTO tune_choices VALUES (?, ?, ?, ?)", song, *tune)
            self._change(
                "DELETE FROM kept_charts WHERE course_id IN "
                "(SELECT id FROM courses WHERE song_sha256 = ?)",
                song,
            )
        for one in kept:
            self._keep(one)

    def _keep(self, row: ChartRow) -> None:
        self._change(
            """
            INSERT INTO kept_charts (course_id, chart_id)
            SELECT course_id, id FROM charts AS theirs WHERE digest = ?
            ON CONFLICT (course_id) DO UPDATE SET chart_id = excluded.chart_id
            WHERE (SELECT (charter_version, digest) > (?, ?)
                FROM charts WHERE id = kept_charts.chart_id)
            """,
            row.chart,
            row.charter_version,
            row.chart,
        )

    def _play(self, row: PlayRow) -> bool:
        values = {
            "chart_id": self._chart_ids[row.chart],
            "input_kind": row.input,
            "finished": int(row.finished),
            "rules_version": row.rules_version,
            "program_version": row.program,
            "settings": json.dumps(row.settings, sort_keys=True),
            "replay": row.replay,
        }
        return self._add("plays", row, values)

    def _exercise(self, row: ExerciseRow) -> bool:
        values: dict[str, Value] = {
            "exercise_id": row.exercise,
            "repetitions": row.repetitions,
            "duration_ms": row.duration_ms,
            "finished": int(row.finished),
        }
        is_new = self._add("exercise_runs", row, values, {"helped": int(row.helped)})
        if not is_new and row.helped:
            self._change("UPDATE exercise_runs SET helped = 1 WHERE id = ?", row.id)
        return is_new

    def _check(self, row: CheckRow) -> bool:
        return self._add("checks", row, {"kind": row.kind, "found": row.found})

    def _feeling(self, row: FeelingRow) -> bool:
        return self._add("feelings", row, {"pain": row.pain, "asked": row.asked})

    def _add(
        self,
        table: str,
        row: DoneRow,
        values: Mapping[str, Value],
        changing: Mapping[str, Value] | None = None,
    ) -> bool:
        """Add a row unless it is here; whether it was added. `changing` may differ here."""
        player_id = self._player_ids[row.player]
        values = {
            **values,
            "started_at_ms": row.started_at_ms,
            "utc_offset_minutes": row.utc_offset_minutes,
        }
        there = self._row(f"SELECT * FROM {table} WHERE id = ?", row.id)
        if there is not None and self._is_deleted(there["player_id"]):
            self._remove(table, there["row"])
            there = None
        if there is not None:
            self._refuse_another(there, row, player_id, values)
            return False
        values = {"id": row.id, "player_id": player_id, **values, **(changing or {})}
        places = ", ".join("?" * len(values))
        self._change(
            f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places})", *values.values()
        )
        return True

    def _refuse_another(
        self, there: sqlite3.Row, row: DoneRow, player_id: int, values: Mapping[str, Value]
    ) -> None:
        """Raises `ExchangeError` if what is there is not what the file says."""
        if any(_plain(name, there[name]) != _plain(name, value) for name, value in values.items()):
            raise ExchangeError(
                tr(
                    "This file says something else about what {name} did than your records do, "
                    "so nothing was taken over."
                ).format(name=row.player)
            )
        if there["player_id"] != player_id:
            found = self._row("SELECT name FROM players WHERE id = ?", there["player_id"])
            raise ExchangeError(
                tr(
                    "What {name} did is here as {other}'s. If they are the same person, give them "
                    "the same name on both computers and export again; nothing was taken over."
                ).format(name=row.player, other=found["name"] if found else "?")
            )

    def _is_deleted(self, player_id: int) -> bool:
        return bool(self._row("SELECT 1 FROM deleted_players WHERE player_id = ?", player_id))

    def _remove(self, table: str, row: int) -> None:
        """Take something from a deleted player: it is somebody's again."""
        if table == "plays":
            remove_plays(self._database, "row = ?", row)
        else:
            self._change(f"DELETE FROM {table} WHERE row = ?", row)

    def _row(self, sql: str, *values: Value) -> sqlite3.Row | None:
        return self._database.row(sql, *values)

    def _change(self, sql: str, *values: Value) -> None:
        self._database.change(sql, *values)


def _for_everywhere(row: PlayerRow) -> PlayerRow:
    """A player without what is of another computer."""
    settings = {name: row.settings[name] for name in row.settings if name not in OF_THIS_COMPUTER}
    return msgspec.structs.replace(row, settings=settings)


def _plain(name: str, value: Value) -> object:
    """A value as it is compared: JSON by what it says."""
    return json.loads(value) if name == "settings" and isinstance(value, str) else value


def _last_done(rows: Iterable[DoneRow]) -> Mapping[str, int]:
    """When each player did something last, as a file has it."""
    found: defaultdict[str, int] = defaultdict(lambda: _NEVER_MS)
    for row in rows:
        found[row.player] = max(found[row.player], row.started_at_ms)
    return found
