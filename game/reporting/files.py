"""Writes the report and the table of notes to files."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path

from game.records.players import Player
from game.records.store import Records
from game.reporting.gather import Asked, PracticeReport
from game.reporting.note_table import ENCODING, Written, notes_writing
from game.reporting.page import page_of
from game.reporting.writing import replacing


def write_page(path: Path, report: PracticeReport) -> None:
    """Write the page. Raises `ReportError`, with what was there before as it was."""
    page = page_of(report)
    with replacing(path) as file:
        file.write(page)


def write_table(path: Path, records: Records, player: Player, asked: Asked) -> Written:
    """Write every note of the time, one song after the other.

    Raises `ReportError` or `RecordsError`, with what was there before as it was.
    """
    last = deque(table_writing(path, records, player, asked), maxlen=1)
    return last[0] if last else Written()


def table_writing(path: Path, records: Records, player: Player, asked: Asked) -> Iterator[Written]:
    """As `write_table`, a song at a time: what is written so far is told after each.

    The file is there once the iterator is at its end; closed earlier, it leaves nothing behind.
    """
    with replacing(path, ENCODING) as file:
        yield from notes_writing(
            file, records.played_notes.runs(player.id, asked.first, asked.last)
        )
