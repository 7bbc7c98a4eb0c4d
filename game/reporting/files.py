"""Writes the report and the table of notes to files."""

from __future__ import annotations

from pathlib import Path

from game.records.players import Player
from game.records.store import Records
from game.reporting.gather import Asked, PracticeReport
from game.reporting.note_table import ENCODING, Written, write_notes
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
    with replacing(path, ENCODING) as file:
        return write_notes(file, records.played_notes.runs(player.id, asked.first, asked.last))
