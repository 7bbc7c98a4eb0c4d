"""What the rows of an export must be beyond their types: each by itself, and all of them together.

The same rules hold on the way out and on the way in: what can't be read is left out of an export,
so a file that holds such a thing was damaged or changed after it was written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from game.charting.chart import Chart, Grip, lane_order
from game.play.engine import Engine
from game.play.replay import decode
from game.records.chart_codec import decode_notes, digest
from game.records.errors import RecordsError
from game.records.exchange.rows import (
    ChartRow,
    CheckRow,
    Contents,
    DoneRow,
    ExerciseRow,
    FeelingRow,
    PlayerRow,
    PlayRow,
    Row,
)
from game.records.keys import Moment
from game.records.players import checked_name, name_key

_LARGEST = 2**63


class RowError(ValueError):
    """A row that can't be. The text is for those who look for the reason."""


def chart_of(row: ChartRow) -> Chart:
    """The chart of a row. Raises `RowError` if it is not the one it says it is."""
    try:
        grips = tuple(Grip[name.upper()] for name in row.grips)
        chart = Chart(
            notes=decode_notes(row.notes),
            level_id=row.level,
            speed_percent=row.speed_percent,
            grips=lane_order(grips),
            song_sha256=row.song,
            charter_version=row.charter_version,
        )
        if len(set(grips)) < len(grips) or digest(chart) != row.chart:
            raise RowError("the digest is another one")
    except (KeyError, ValueError) as problem:
        raise RowError(f"chart {row.chart}: {problem}") from None
    return chart


@dataclass(slots=True)
class Checks:
    """Checks rows one by one; charts have to come before the plays on them."""

    _charts: dict[str, tuple[Chart, str]] = field(default_factory=dict[str, tuple[Chart, str]])
    """With their hashes, which take some time."""
    _fitting: set[tuple[str, float]] = field(default_factory=set[tuple[str, float]])

    def row(self, row: Row) -> None:
        """Raises `RowError` for a row that can't be."""
        match row:
            case PlayerRow():
                _check_player(row)
            case ChartRow():
                chart = chart_of(row)
                self._charts[row.chart] = chart, chart.hash
            case PlayRow():
                _check_moment(row)
                self._check_play(row)
            case CheckRow():
                _check_moment(row)
                _check_json(row.found)
            case ExerciseRow() | FeelingRow():
                _check_moment(row)
            case _:
                pass

    def _check_play(self, row: PlayRow) -> None:
        if row.chart not in self._charts:
            raise RowError(f"run {row.id}: its chart is not there")
        chart, chart_hash = self._charts[row.chart]
        for value in row.settings.values():
            if isinstance(value, int) and abs(value) >= _LARGEST:
                raise RowError(f"run {row.id}: a number is too large")
        try:
            replay = decode(row.replay)
            if (replay.chart_hash, replay.finished, replay.rules_version) != (
                chart_hash,
                row.finished,
                row.rules_version,
            ):
                raise RowError("the replay is of another run")
            if (row.chart, replay.hit_window_s) not in self._fitting:
                Engine(chart, replay)
                self._fitting.add((row.chart, replay.hit_window_s))
        except ValueError as problem:
            raise RowError(f"run {row.id}: {problem}") from None


def check_together(contents: Contents) -> None:
    """Raises `RowError` if rows say the same thing twice, or name what is not there."""
    players = [row.name for row in contents.players]
    _refuse_twice("player", map(name_key, players))
    _refuse_twice("chart", (row.chart for row in contents.charts))
    _refuse_twice("song", (row.song for row in contents.songs))
    _refuse_twice("tune", (row.song for row in contents.tunes))
    for rows in (contents.plays, contents.exercises, contents.checks, contents.feelings):
        _refuse_twice("id", (row.id for row in rows))
    kept = (_course(row) for row in contents.charts if row.kept)
    _refuse_twice("kept chart", kept)
    _refuse_strangers("player", (row.player for row in contents.done), players)
    _refuse_strangers("player", (row.player for row in contents.favourites), players)
    songs = [row.song for row in contents.songs]
    _refuse_strangers("song", (row.song for row in contents.charts), songs)


def _course(row: ChartRow) -> str:
    return f"{row.song} {row.level} {row.speed_percent} {sorted(row.grips)}"


def _check_player(row: PlayerRow) -> None:
    try:
        if checked_name(row.name) != row.name:
            raise RowError("a player's name is not as names are kept")
    except RecordsError:
        raise RowError("a player has no name") from None
    for value in row.settings.values():
        _check_json(value)


def is_sound(setting: str, value: str) -> bool:
    """Whether a setting can be taken along."""
    row = {"name": "-", "picture": "", "settings": {setting: value}}
    try:
        _check_player(msgspec.convert(row, PlayerRow))
    except (RowError, msgspec.ValidationError):
        return False
    return True


def _check_json(text: str) -> None:
    try:
        msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        raise RowError("what should be JSON is none") from None


def _check_moment(row: DoneRow) -> None:
    try:
        Moment(row.started_at_ms, row.utc_offset_minutes)
    except ValueError as problem:
        raise RowError(str(problem)) from None


def _refuse_twice(what: str, keys: Iterable[str]) -> None:
    for key, count in Counter(keys).items():
        if count > 1:
            raise RowError(f"{what} {key} is there {count} times")


def _refuse_strangers(what: str, named: Iterable[str], there: Iterable[str]) -> None:
    strangers = set(named) - set(there)
    if strangers:
        raise RowError(f"{what} {min(strangers)} is named and not there")
