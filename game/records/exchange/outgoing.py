"""The records as the rows of an export."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from game.records.database import Database, Value
from game.records.exchange.checking import Checks, RowError, is_sound
from game.records.exchange.rows import (
    ChartRow,
    CheckRow,
    Contents,
    ExerciseRow,
    FavouriteRow,
    FeelingRow,
    PlayerRow,
    PlayRow,
    Row,
    SongRow,
    TuneRow,
    VersionRow,
)

OF_THIS_COMPUTER = ("sound.soundfont",)
"""Settings that mean nothing elsewhere: where a file is."""
_R = TypeVar("_R", bound=Row)
_HERE = "player_id NOT IN (SELECT player_id FROM deleted_players)"
_DONE = """
    SELECT {table}.*, players.name AS player FROM {table}
    JOIN players ON players.id = {table}.player_id
    WHERE {whose} ORDER BY {table}.id
"""
_PLAYS = """
    SELECT plays.*, players.name AS player, charts.digest FROM plays
    JOIN players ON players.id = plays.player_id
    JOIN charts ON charts.id = plays.chart_id
    WHERE {whose} ORDER BY plays.id
"""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What an export holds, and how many damaged rows had to be left out."""

    contents: Contents
    left_out: int


def outgoing(database: Database, player_id: int | None = None) -> Outgoing:
    """The records of everybody here, or of one player, as they are at this moment.

    With one player go their songs, and what is known about these.
    """
    with database.reading():
        return _Reading(database, player_id).all()


class _Reading:
    """Rows of the tables, in the order in which their lines stand in the file."""

    def __init__(self, database: Database, player_id: int | None) -> None:
        self._database = database
        self._whose = _HERE if player_id is None else f"{_HERE} AND player_id = ?"
        self._values: tuple[Value, ...] = () if player_id is None else (player_id,)
        self._checks = Checks()
        self._left_out = 0

    def all(self) -> Outgoing:
        """Everything, without what is damaged."""
        players = self._sound(PlayerRow, map(self._player, self._players()))
        names = {row.name for row in players}
        favourites = self._of(names, FavouriteRow, self._favourites())
        charts = self._sound(ChartRow, map(_chart, self._charts()))
        plays = self._of(names, PlayRow, map(_play, self._plays()))
        digests = {row.chart for row in plays}
        charts = tuple(row for row in charts if row.chart in digests)
        played = {row.song for row in charts}
        mentioned = played | {row.song for row in favourites}
        contents = Contents(
            players=players,
            songs=self._sound(SongRow, self._songs(played)),
            tunes=self._sound(TuneRow, self._tunes(mentioned)),
            versions=self._sound(VersionRow, self._versions(mentioned)),
            charts=charts,
            plays=plays,
            exercises=self._of(names, ExerciseRow, map(_exercise, self._done("exercise_runs"))),
            checks=self._of(names, CheckRow, map(_check, self._done("checks"))),
            feelings=self._of(names, FeelingRow, map(_feeling, self._done("feelings"))),
            favourites=favourites,
        )
        return Outgoing(contents, self._left_out)

    def _sound(self, kind: type[_R], rows: Iterable[dict[str, Any] | None]) -> tuple[_R, ...]:
        """Those of the rows that the other computer will take."""
        found: list[_R] = []
        for row in rows:
            try:
                made = msgspec.convert(row, kind)
                self._checks.row(made)
            except (RowError, msgspec.ValidationError):
                self._left_out += 1
            else:
                found.append(made)
        return tuple(found)

    def _of(
        self, names: set[str], kind: type[_R], rows: Iterable[dict[str, Any] | None]
    ) -> tuple[_R, ...]:
        """Those of players who are taken along."""
        return self._sound(kind, (row if row and row["player"] in names else None for row in rows))

    def _players(self) -> list[sqlite3.Row]:
        return self._database.rows(
            "SELECT id, name, picture, name_key FROM (SELECT *, id AS player_id FROM players) "
            f"WHERE {self._whose} ORDER BY name_key",
            *self._values,
        )

    def _player(self, row: sqlite3.Row) -> dict[str, Any]:
        settings = settings_of(self._database, row["id"])
        sound = {name: value for name, value in settings.items() if is_sound(name, value)}
        self._left_out += len(settings) - len(sound)
        return {"name": row["name"], "picture": row["picture"], "settings": sound}

    def _favourites(self) -> Iterable[dict[str, Any]]:
        rows = self._database.rows(
            "SELECT players.name, song_sha256 FROM favourites "
            f"JOIN players ON players.id = player_id WHERE {self._whose} "
            "ORDER BY name_key, song_sha256",
            *self._values,
        )
        return ({"player": row["name"], "song": row["song_sha256"]} for row in rows)

    def _done(self, table: str) -> list[sqlite3.Row]:
        return self._database.rows(_DONE.format(table=table, whose=self._whose), *self._values)

    def _plays(self) -> list[sqlite3.Row]:
        return self._database.rows(_PLAYS.format(whose=self._whose), *self._values)

    def _charts(self) -> list[sqlite3.Row]:
        return self._database.rows(
            """
            SELECT charts.*, song_sha256, level_id, speed_percent, grips,
                kept_charts.chart_id IS NOT NULL AS kept
            FROM charts JOIN courses ON courses.id = charts.course_id
            LEFT JOIN kept_charts ON kept_charts.chart_id = charts.id
            ORDER BY digest
            """
        )

    def _songs(self, which: set[str]) -> Iterable[dict[str, Any]]:
        rows = self._database.rows("SELECT sha256 AS song, title FROM songs ORDER BY sha256")
        return (dict(row) for row in rows if row["song"] in which)

    def _tunes(self, which: set[str]) -> Iterable[dict[str, Any]]:
        rows = self._database.rows(
            "SELECT song_sha256 AS song, track, channel, voice FROM tune_choices "
            "ORDER BY song_sha256"
        )
        return (dict(row) for row in rows if not self._values or row["song"] in which)

    def _versions(self, which: set[str]) -> Iterable[dict[str, Any]]:
        rows = self._database.rows(
            "SELECT sha256 AS song, earlier_sha256 AS earlier FROM song_versions "
            "ORDER BY sha256, earlier_sha256"
        )
        pairs = [(row["song"], row["earlier"]) for row in rows]
        akin = _akin(pairs, which) if self._values else {one for pair in pairs for one in pair}
        return ({"song": song, "earlier": earlier} for song, earlier in pairs if song in akin)


def settings_of(database: Database, player_id: int) -> dict[str, str]:
    """A player's settings but those of this computer; the values are JSON."""
    rows = database.rows("SELECT name, value FROM player_settings WHERE player_id = ?", player_id)
    return {row["name"]: row["value"] for row in rows if row["name"] not in OF_THIS_COMPUTER}


def _akin(pairs: Iterable[tuple[str, str]], which: set[str]) -> set[str]:
    """`which`, and everything these songs have been or have become."""
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    for song, earlier in pairs:
        neighbours[song].add(earlier)
        neighbours[earlier].add(song)
    found, waiting = set(which), list(which)
    while waiting:
        new = neighbours.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _chart(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "chart": row["digest"],
        "song": row["song_sha256"],
        "level": row["level_id"],
        "speed_percent": row["speed_percent"],
        "grips": row["grips"].split(","),
        "charter_version": row["charter_version"],
        "notes": row["notes"],
        "kept": bool(row["kept"]),
    }


def _play(row: sqlite3.Row) -> dict[str, Any] | None:
    try:
        settings: object = json.loads(row["settings"])
    except (ValueError, RecursionError):
        return None
    return _moment(row) | {
        "chart": row["digest"],
        "input": row["input_kind"],
        "finished": bool(row["finished"]),
        "rules_version": row["rules_version"],
        "program": row["program_version"],
        "settings": settings,
        "replay": row["replay"],
    }


def _exercise(row: sqlite3.Row) -> dict[str, Any]:
    return _moment(row) | {
        "exercise": row["exercise_id"],
        "repetitions": row["repetitions"],
        "duration_ms": row["duration_ms"],
        "finished": bool(row["finished"]),
        "helped": bool(row["helped"]),
    }


def _check(row: sqlite3.Row) -> dict[str, Any]:
    return _moment(row) | {"kind": row["kind"], "found": row["found"]}


def _feeling(row: sqlite3.Row) -> dict[str, Any]:
    return _moment(row) | {"pain": row["pain"], "asked": row["asked"]}


def _moment(row: sqlite3.Row) -> dict[str, Any]:
    """What every row has of something done."""
    return {
        "id": row["id"],
        "player": row["player"],
        "started_at_ms": row["started_at_ms"],
        "utc_offset_minutes": row["utc_offset_minutes"],
    }
