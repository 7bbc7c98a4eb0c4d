"""What records are kept for: a player on a course with a kind of input. And when a run began."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from game.charting.chart import Chart, Grip
from game.charting.level import parse_grips
from game.play.events import InputKind

_MAX_MS = 253_402_300_799_999 - 86_400_000
"""The end of the year 9999, less a day for the player's own clock."""
_MAX_OFFSET_MINUTES = 14 * 60
"""Kiribati, the furthest from UTC that people live."""


@dataclass(frozen=True, slots=True)
class Moment:
    """`at_ms` milliseconds since 1970 in UTC, where clocks were `utc_offset_minutes` ahead of UTC.

    Raises `ValueError` for values that no clock shows.
    """

    at_ms: int
    utc_offset_minutes: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.at_ms <= _MAX_MS:
            raise ValueError(f"{self.at_ms} is not a moment in milliseconds since 1970")
        if abs(self.utc_offset_minutes) > _MAX_OFFSET_MINUTES:
            raise ValueError(f"no clock is {self.utc_offset_minutes} minutes ahead of UTC")

    @property
    def local(self) -> datetime:
        """What the player's own clock showed; its date is the day the run belongs to."""
        zone = timezone(timedelta(minutes=self.utc_offset_minutes))
        return datetime.fromtimestamp(self.at_ms // 1000, UTC).astimezone(zone)


@dataclass(frozen=True, slots=True)
class Course:
    """A song at a level, a speed (100: as written) and with certain grips, in lane order."""

    song_sha256: str
    level_id: str
    speed_percent: int
    grips: tuple[Grip, ...]

    @property
    def grip_names(self) -> str:
        """The grips as they are stored: "index,middle"."""
        return names_of(self.grips)


@dataclass(frozen=True, slots=True)
class RecordKey:
    """Whose record, where, and made with what. `player_id` is `Player.id`."""

    player_id: int
    course: Course
    input_kind: InputKind


def course_of(chart: Chart) -> Course:
    """The course that `chart` is for."""
    return Course(chart.song_sha256, chart.level_id, chart.speed_percent, chart.grips)


def names_of(grips: Iterable[Grip]) -> str:
    """The names of `grips`, each once, by number: it matters which they are, not where they lie."""
    return ",".join(grip.name.lower() for grip in sorted(set(grips)))


def grips_named(names: str) -> tuple[Grip, ...]:
    """The grips behind `names_of`, in lane order. Raises `ValueError` for anything else."""
    return parse_grips(names.split(","))
