"""The rows of the song list: what the library holds, with the player's bests beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from game.library import Entry, Library
from game.play.events import InputKind
from game.records.bests import Record
from game.records.keys import Moment
from game.records.players import Player
from game.records.store import Records
from game.screens.ui import words
from game.screens.ui.song_rows import SongRow
from game.settings import PlaySettings


@dataclass(frozen=True, slots=True)
class RecordsBeside:
    """What is kept of the player, to stand beside the songs.

    Records on the charts of today, and `earlier` ones, by song; the hashes that a song had before
    (`versions`), without those that are songs today; favourites, and when a song was last played.
    """

    today: Mapping[str, Sequence[Record]] = field(default_factory=dict[str, list[Record]])
    earlier: Mapping[str, Sequence[Record]] = field(default_factory=dict[str, list[Record]])
    versions: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    favourites: frozenset[str] = frozenset()
    last_runs: Mapping[str, Moment] = field(default_factory=dict[str, Moment])

    @classmethod
    def of(cls, player: Player, records: Records, library: Library) -> RecordsBeside:
        """All records of the player. Raises `RecordsError`.

        What the library knows of files that have changed is kept for good.
        """
        entries = library.known_entries()
        records.songs.note_versions(
            (entry.sha256, entry.earlier_sha256)
            for entry in entries
            if entry.sha256 and entry.earlier_sha256
        )
        listed = {entry.sha256 for entry in entries}
        before = records.songs.earlier_versions()
        return cls(
            _by_song(records.bests.all(player.id)),
            _by_song(records.bests.all(player.id, on_earlier_charts=True)),
            {sha256: versions - listed for sha256, versions in before.items()},
            records.songs.favourites(player.id),
            records.plays.last_runs(player.id),
        )

    def earlier_of(self, sha256: str) -> int:
        """How many records there are on earlier charts and earlier versions of a song."""
        before = self.versions.get(sha256, frozenset())
        on_them = sum(len(self.today.get(version, ())) for version in before)
        return on_them + sum(len(self.earlier.get(one, ())) for one in (sha256, *before))


class RowMaker:
    """Makes a row for each song of the library that has been read, by title.

    What does not depend on the settings is made once, so that other settings cost next to nothing.
    """

    def __init__(self, library: Library, beside: RecordsBeside) -> None:
        self._beside = beside
        today = date.today()
        entries = sorted(library.known_entries(), key=lambda entry: entry.title.casefold())
        self._rows = [_row(entry, beside, library, today) for entry in entries]
        self._with_records = [
            (place, beside.today[entry.sha256])
            for place, entry in enumerate(entries)
            if entry.sha256 is not None and entry.sha256 in beside.today
        ]

    def set_favourite(self, song_key: str, *, is_one: bool) -> None:
        """A song is a favourite from now on, or is none."""
        for place, row in enumerate(self._rows):
            if row.key == song_key:
                self._rows[place] = replace(row, is_favourite=is_one)

    def under(self, settings: PlaySettings, kind: InputKind) -> tuple[SongRow, ...]:
        """Of the player's records, the best shown is the one for these settings and this kind of
        input; the others are counted, and so are those on earlier charts and versions of a file."""
        rows = list(self._rows)
        for place, records in self._with_records:
            best = _best(records, settings, kind)
            rows[place] = replace(
                rows[place],
                best_points=best.score.points if best else None,
                best_stars=best.score.stars if best else 0,
                other_records=len(records) - (best is not None),
            )
        return tuple(rows)


def _by_song(records: Iterable[Record]) -> dict[str, list[Record]]:
    by_song: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_song[record.key.course.song_sha256].append(record)
    return by_song


def _row(entry: Entry, beside: RecordsBeside, library: Library, today: date) -> SongRow:
    sha256, path = entry.sha256 or "", entry.path
    last = beside.last_runs.get(sha256)
    return SongRow(
        key=str(path),
        title=entry.title,
        duration_s=entry.duration_s,
        earlier_records=beside.earlier_of(sha256),
        problem=entry.problem,
        has_tunes=entry.facts is not None and len(entry.facts.tune.candidates) > 1,
        level_number=library.marked_level(path),
        last_run=words.day(last.local.date(), today) if last else "",
        is_favourite=sha256 in beside.favourites,
        is_own=library.is_own(path),
    )


def _best(records: Iterable[Record], settings: PlaySettings, kind: InputKind) -> Record | None:
    for record in records:
        course = record.key.course
        wanted = (settings.level.id, settings.speed_percent, settings.grips, kind)
        if (course.level_id, course.speed_percent, course.grips, record.key.input_kind) == wanted:
            return record
    return None


def spoken_name(path: Path) -> str:
    """A file's name as a title: "ode-to-joy.mid" is "Ode to joy"."""
    words = path.stem.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]
