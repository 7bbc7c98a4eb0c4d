"""Every note as a row of a table that spreadsheets open: see "The table" in `docs/report.md`."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TextIO

from game.charting.chart import Grip
from game.play.judged import JudgedNote
from game.records.played_notes import NotedRun
from game.text import decimal

ENCODING = "utf-8-sig"
"""UTF-8 with the mark at its beginning by which spreadsheets know it."""
COLUMNS = (
    "date",
    "time",
    "song",
    "level",
    "speed_percent",
    "grips",
    "input",
    "note",
    "song_time_ms",
    "due",
    "judgement",
    "error_ms",
    "came_instead",
    "play_id",
)
_FORMULA = (
    *("=", "+", "-", "@"),
    *("\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}"),
    *("\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}"),
)
"""A spreadsheet takes what begins with one of these for a formula and works it out."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many songs and notes were written, and how many songs left out since they are damaged."""

    songs: int = 0
    notes: int = 0
    damaged: int = 0


def notes_writing(file: TextIO, runs: Iterable[NotedRun]) -> Iterator[Written]:
    """Write the table, one run after the other; what is written so far is told after each.

    Columns are separated by commas, or by semicolons where the language in use writes decimals with
    a comma: so do the spreadsheets there. Raises what `file` and `runs` raise.
    """
    separator = ";" if decimal(0.1, 1) == "0,1" else ","
    writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    written = Written()
    for run in runs:
        if run.notes is None:
            written = replace(written, damaged=written.damaged + 1)
        else:
            writer.writerows(_rows(run, run.notes))
            notes = written.notes + len(run.notes)
            written = replace(written, songs=written.songs + 1, notes=notes)
        yield written


def _rows(run: NotedRun, notes: Iterable[JudgedNote]) -> Iterator[tuple[str | int, ...]]:
    local = run.started.local
    before = (
        local.date().isoformat(),
        local.time().isoformat(timespec="seconds"),
        as_text(run.song_title),
        as_text(run.level_id),
        run.speed_percent,
        "+".join(map(_name, run.grips)),
        run.input_kind,
    )
    for note in notes:
        yield (
            *before,
            note.number + 1,
            round(1000 * note.time_s),
            _name(note.due),
            "passed" if note.error_s is None else "hit",
            "" if note.error_s is None else round(1000 * note.error_s),
            "" if note.came_instead is None else _name(note.came_instead),
            str(run.id),
        )


def as_text(words: str) -> str:
    """`words` on one line; an apostrophe goes before what spreadsheets would take for a formula."""
    line = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in words)
    is_formula = line.lstrip().startswith(_FORMULA)
    return f"'{line}" if is_formula else line


def _name(grip: Grip) -> str:
    return grip.name.lower()
