"""The rows of the song list: what the library holds, with the player's bests beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from game.library import Entry, Library
from game.play.events import InputKind
from game.records.bests import Record
from game.screens.ui.song_rows import SongRow
from game.settings import PlaySettings


def song_rows(
    library: Library, records: Iterable[Record], settings: PlaySettings, kind: InputKind
) -> tuple[SongRow, ...]:
    """A row for each file of the library that has been read, by title.

    Of the player's `records`, the best shown is the one for these settings and this kind of input;
    the others are counted.
    """
    by_song: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_song[record.key.course.song_sha256].append(record)
    rows = [_row(entry, by_song, settings, kind) for entry in library.known_entries()]
    return tuple(sorted(rows, key=lambda row: row.title.casefold()))


def _row(
    entry: Entry,
    by_song: dict[str, list[Record]],
    settings: PlaySettings,
    kind: InputKind,
) -> SongRow:
    song = entry.song
    records = by_song.get(song.sha256, []) if song else []
    best = _best(records, settings, kind)
    return SongRow(
        key=str(entry.path),
        title=entry.title,
        duration_s=song.duration_s if song else 0.0,
        best_points=best.score.points if best else None,
        best_stars=best.score.stars if best else 0,
        other_records=len(records) - (best is not None),
        problem=entry.problem,
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
