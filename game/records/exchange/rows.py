"""What a line of each table in an export holds, with what its values can be.

Names are the keys in the file (see `docs/export.md`). Players are told apart by their names, songs
and charts by their digests, everything that was done by its UUID; moments are milliseconds since
1970 in UTC. Bytes are base64.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec

FORMAT = "thumbtune-export"
FORMAT_VERSION = 1
_MOST = 2**31 - 1
_MAX_NOTES_BYTES = 2_000_000
"""A chart's note takes 4 to 6 bytes."""

Sha256 = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Id = Annotated[
    str, msgspec.Meta(pattern=r"\A[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z")
]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Word = Annotated[str, msgspec.Meta(pattern=r"\A[^\x00-\x1f\x7f]{1,200}\Z")]
"""An id such as a level's, which may be somebody's own, or the name of a setting."""
Json = Annotated[str, msgspec.Meta(max_length=1_000_000)]
Count = Annotated[int, msgspec.Meta(ge=0, le=_MOST)]
Milliseconds = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Minutes = Annotated[int, msgspec.Meta(ge=-1440, le=1440)]
Setting = str | int | float | bool | None
InputName = Literal["keyboard", "touch", "mouse", "gamepad", "midi", "mixed"]


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of a table."""


class PlayerRow(Row, frozen=True):
    """A player; the values of `settings` are JSON."""

    name: Name
    picture: Annotated[str, msgspec.Meta(max_length=64)]
    settings: Annotated[dict[Word, Json], msgspec.Meta(max_length=1_000)]


class SongRow(Row, frozen=True):
    """A song that was played."""

    song: Sha256
    title: Annotated[str, msgspec.Meta(max_length=10_000)]


class TuneRow(Row, frozen=True):
    """Which part of a song was chosen as its tune."""

    song: Sha256
    track: Count
    channel: Annotated[int, msgspec.Meta(ge=0, le=15)]
    voice: Word


class VersionRow(Row, frozen=True):
    """What the file of a song was before it was changed."""

    song: Sha256
    earlier: Sha256


class ChartRow(Row, frozen=True):
    """A chart that was played. `kept`: its course goes on with it."""

    chart: Sha256
    song: Sha256
    level: Word
    speed_percent: Annotated[int, msgspec.Meta(ge=1, le=10_000)]
    grips: Annotated[list[Word], msgspec.Meta(min_length=1, max_length=5)]
    charter_version: Count
    notes: Annotated[bytes, msgspec.Meta(max_length=_MAX_NOTES_BYTES)]
    kept: bool


class PlayRow(Row, frozen=True):
    """A run."""

    id: Id
    player: Name
    chart: Sha256
    input: InputName
    finished: bool
    started_at_ms: Milliseconds
    utc_offset_minutes: Minutes
    rules_version: Count
    program: Annotated[str, msgspec.Meta(max_length=100)]
    settings: Annotated[dict[str, Setting], msgspec.Meta(max_length=1_000)]
    replay: bytes


class ExerciseRow(Row, frozen=True):
    """A warm-up exercise as it was done once."""

    id: Id
    player: Name
    exercise: Word
    repetitions: Count
    duration_ms: Count
    finished: bool
    helped: bool
    started_at_ms: Milliseconds
    utc_offset_minutes: Minutes


class CheckRow(Row, frozen=True):
    """A check of the hand; `found` is JSON."""

    id: Id
    player: Name
    kind: Literal["reach", "benchmark"]
    found: Json
    started_at_ms: Milliseconds
    utc_offset_minutes: Minutes


class FeelingRow(Row, frozen=True):
    """An answer to "does anything hurt?"."""

    id: Id
    player: Name
    pain: Literal["none", "a little", "stop"]
    asked: Literal["before", "after"]
    started_at_ms: Milliseconds
    utc_offset_minutes: Minutes


class FavouriteRow(Row, frozen=True):
    """A song that a player likes best."""

    player: Name
    song: Sha256


DoneRow = PlayRow | ExerciseRow | CheckRow | FeelingRow
"""What was done at a moment."""


class Contents(msgspec.Struct, frozen=True):
    """Everything in an export, each table as a tuple of its rows."""

    players: tuple[PlayerRow, ...] = ()
    songs: tuple[SongRow, ...] = ()
    tunes: tuple[TuneRow, ...] = ()
    versions: tuple[VersionRow, ...] = ()
    charts: tuple[ChartRow, ...] = ()
    plays: tuple[PlayRow, ...] = ()
    exercises: tuple[ExerciseRow, ...] = ()
    checks: tuple[CheckRow, ...] = ()
    feelings: tuple[FeelingRow, ...] = ()
    favourites: tuple[FavouriteRow, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        return {table: len(getattr(self, table)) for table in TABLES}

    @property
    def done(self) -> tuple[DoneRow, ...]:
        """Everything that was done at a moment."""
        return (*self.plays, *self.exercises, *self.checks, *self.feelings)


TABLES: Mapping[str, type[Row]] = {
    "players": PlayerRow,
    "songs": SongRow,
    "tunes": TuneRow,
    "versions": VersionRow,
    "charts": ChartRow,
    "plays": PlayRow,
    "exercises": ExerciseRow,
    "checks": CheckRow,
    "feelings": FeelingRow,
    "favourites": FavouriteRow,
}
"""The tables in the order of the file; each is the member `<name>.jsonl`."""


class Head(msgspec.Struct, frozen=True):
    """What stands in the manifest of every version; other keys are passed over."""

    format: Annotated[str, msgspec.Meta(max_length=100)]
    version: Annotated[int, msgspec.Meta(ge=1, le=_MOST)]


class Manifest(Head, frozen=True, forbid_unknown_fields=True):
    """`manifest.json`: what the file is, and what is in it."""

    program: Annotated[str, msgspec.Meta(max_length=100)] = ""
    players: Annotated[list[Name], msgspec.Meta(max_length=10_000)] = []
    counts: dict[str, Count] = {}


def as_json(value: Any) -> bytes:
    """`value` as one line of JSON that is the same every time."""
    return msgspec.json.encode(value, order="deterministic")
