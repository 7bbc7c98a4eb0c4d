"""Made-up computers with records on them, for tests of taking records along.

What was done is the same wherever it is: `DONE` has every run, exercise, check and answer there can
be, each of one player, and a computer has some of them. Names, pictures, settings and choices may
differ from computer to computer.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from hypothesis import strategies as st

from game.charting.chart import Chart, Grip
from game.records.checks import Check, CheckKind
from game.records.database import connect
from game.records.exchange.part import read_export
from game.records.exchange.rows import Contents
from game.records.exercises import ExerciseRun
from game.records.feelings import Asked, Feeling, Pain
from game.records.keys import Moment
from game.records.migrating import migrate, migrations
from game.records.settings import PlayChoice
from game.records.store import Records
from game.settings import CareSettings

from ..making import NOW_MS, chart_of, play_of, records_on

NAMES = ("Anna", "Ben", "Li")
SONGS = tuple(f"{number:064x}" for number in (1, 2))
CHARTS: tuple[Chart, ...] = (
    chart_of(4, song=SONGS[0]),
    chart_of(6, song=SONGS[0]),
    chart_of(4, song=SONGS[1]),
    chart_of(4, song=SONGS[1], level="2-moderate", grips=tuple(Grip)[:4]),
)
_DAY_MS = 86_400_000
PROGRAM = "0.1.0"


@dataclass(frozen=True, slots=True)
class Person:
    """A player as one computer has them."""

    name: str
    letters: str
    picture: str
    pinches: int
    is_deleted: bool


@dataclass(frozen=True, slots=True)
class Machine:
    """What is on one computer. `done` are numbers of things done, each always the same thing."""

    people: tuple[Person, ...]
    done: tuple[int, ...]
    helped: bool
    favourites: tuple[tuple[int, int], ...]
    tunes: tuple[tuple[int, int], ...]
    versions: tuple[tuple[int, int], ...]
    title: str

    def records(self) -> Records:
        """Fresh records with all that on them."""
        records = fresh_records()
        ids = {one.name: records.players.choose(one.letters).id for one in self.people}
        for number in self.done:
            name = NAMES[number % len(NAMES)]
            if name in ids:
                do(records, number, ids[name], helped=self.helped, title=self.title)
        for one in self.people:
            records.players.set_picture(ids[one.name], one.picture)
            care = CareSettings(daily_pinches=one.pinches)
            records.settings.keep_care(ids[one.name], care)
            records.settings.keep_play(ids[one.name], PlayChoice(speed_percent=one.pinches))
        for player, song in self.favourites:
            if NAMES[player] in ids:
                records.songs.set_favourite(ids[NAMES[player]], SONGS[song], is_one=True)
        for song, track in self.tunes:
            records.songs.choose_tune(SONGS[song], (track, 0, "line"), (9, 0, "line"))
        records.songs.note_versions((SONGS[a], SONGS[b]) for a, b in self.versions if a != b)
        for one in self.people:
            if one.is_deleted:
                records.players.delete(ids[one.name], NOW_MS)
        return records


def do(records: Records, number: int, player_id: int, *, helped: bool, title: str = "Ode") -> None:
    """The thing with this number is done by its player."""
    at = Moment(NOW_MS + number // 4 * _DAY_MS, 60)
    thing_id = UUID(int=number)
    match number % 4:
        case 0:
            chart = CHARTS[number // 4 % len(CHARTS)]
            play = play_of(player_id, chart, number % 5, at_ms=at.at_ms, play_id=thing_id)
            records.plays.store(play)
            records.charts.keep(chart, title)
        case 1:
            run = ExerciseRun(player_id, "wrist-bend", at, 5, 9000, True, helped, thing_id)
            records.exercises.store(run)
        case 2:
            records.checks.store(
                Check(player_id, CheckKind.REACH, f'{{"n":{number}}}', at, thing_id)
            )
        case _:
            records.feelings.store(Feeling(player_id, Pain.A_LITTLE, Asked.AFTER, at, thing_id))


numbers = st.integers(0, 47)
pairs = st.tuples(st.integers(0, 1), st.integers(0, 1))
people = st.builds(
    lambda name, shout, picture, pinches, deleted: Person(
        name, name.upper() if shout else name, picture, pinches, deleted
    ),
    st.sampled_from(NAMES),
    st.booleans(),
    st.sampled_from(["", "sun", "moon"]),
    st.integers(90, 93),
    st.sampled_from([False, False, False, True]),
)
machines = st.builds(
    Machine,
    people=st.lists(people, max_size=3, unique_by=lambda one: one.name).map(tuple),
    done=st.lists(numbers, max_size=10, unique=True).map(tuple),
    helped=st.booleans(),
    favourites=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1)), max_size=2).map(tuple),
    tunes=st.lists(pairs, max_size=2, unique_by=lambda one: one[0]).map(tuple),
    versions=st.lists(pairs, max_size=2).map(tuple),
    title=st.sampled_from(["Ode", "Ode to Joy"]),
)


@cache
def _begun() -> sqlite3.Connection:
    """A database with all its tables, to be copied: making them takes longer than most tests."""
    connection = connect(Path(":memory:"))
    migrate(connection, Path(":memory:"), migrations())
    return connection


def fresh_records() -> Records:
    """Records that leave nothing behind."""
    connection = connect(Path(":memory:"))
    _begun().backup(connection)
    return records_on(connection, Path(":memory:"))


@contextmanager
def place() -> Iterator[Path]:
    """A folder for a moment."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def exported(records: Records, player_id: int | None = None) -> bytes:
    """The bytes of an export of everybody, or of one player."""
    with place() as folder:
        path = folder / "export.zip"
        records.exchange.write(path, PROGRAM, player_id)
        return path.read_bytes()


def taken(records: Records, *exports: bytes) -> Records:
    """The same records after these exports were taken over, one after the other."""
    for export in exports:
        records.exchange.take(contents_of(export))
    return records


def contents_of(export: bytes) -> Contents:
    """What is in the bytes of an export."""
    with place() as folder:
        path = folder / "export.zip"
        path.write_bytes(export)
        return read_export(path)


def merged(machines: Sequence[bytes]) -> bytes:
    """What fresh records export after taking over these, in this order."""
    with fresh_records() as records:
        return exported(taken(records, *machines))
