"""Saves the report for a therapist, a little at a time, and opens it."""

from __future__ import annotations

import webbrowser
from collections.abc import Generator
from contextlib import suppress
from datetime import date
from pathlib import Path
from time import perf_counter

from game.app.parts import Parts
from game.coach.progress import Period
from game.records.errors import RecordsError
from game.reporting.files import table_writing, write_page
from game.reporting.gather import Asked, PracticeReport, gather, last_days
from game.reporting.writing import ReportError
from game.screens.report import Saved, Saving

_AT_ONCE_S = 0.02
"""So long a piece of the work takes: more would keep the picture from moving."""
_LONGEST_NAME = 40


class ReportDesk:
    """The desk of a `ReportScreen` for the player of `parts`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._steps: Generator[Saving] | None = None
        self._page: Path | None = None

    def begin(self, period: Period) -> None:
        """See `ReportWork`."""
        self.stop()
        self._steps = self._save(last_days(period.value, date.today()))

    def go_on(self) -> Saving:
        """See `ReportWork`."""
        saving = Saving(0.0)
        until_s = perf_counter() + _AT_ONCE_S
        while self._steps is not None and perf_counter() < until_s:
            saving = next(self._steps)
            if saving.is_over:
                self.stop()
        return saving

    def open_page(self) -> bool:
        """See `ReportWork`."""
        if self._page is None:
            return False
        try:
            browser = webbrowser.get()
            if type(browser) is webbrowser.GenericBrowser:
                return False  # one that would take over a terminal
            return browser.open(self._page.as_uri())
        except (webbrowser.Error, OSError, ValueError):
            return False

    def stop(self) -> None:
        """See `ReportWork`."""
        if self._steps is not None:
            self._steps.close()
            self._steps = None

    def _save(self, asked: Asked) -> Generator[Saving]:
        """Save both files in the first folder that can be written to."""
        yield Saving(0.0)
        parts = self._parts
        try:
            report = gather(parts.records, parts.player, asked, parts.levels)
            trouble: ReportError | None = None
            for folder in parts.reports:
                try:
                    yield from self._save_in(folder, report)
                except ReportError as problem:
                    trouble = problem
                else:
                    return
            yield Saving(1.0, trouble=str(trouble or ""))
        except RecordsError as problem:
            yield Saving(1.0, trouble=str(problem))

    def _save_in(self, folder: Path, report: PracticeReport) -> Generator[Saving]:
        parts, asked = self._parts, report.asked
        name = f"thumbtune-{_plain(report.player_name)}-{asked.last.isoformat()}"
        page, table = folder / f"{name}.html", folder / f"{name}.csv"
        _make(folder)
        write_page(page, report)
        songs = max(report.facts.runs, 1)
        for written in table_writing(table, parts.records, parts.player, asked):
            yield Saving(min((written.songs + written.damaged) / songs, 1.0))
        self._page = page
        yield Saving(1.0, Saved(folder, (page.name, table.name), report.facts.is_empty))


def _make(folder: Path) -> None:
    """Make a folder; that it can't be shows when it is written to."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)


def _plain(name: str) -> str:
    """A player's name as a part of a file's name that every system takes."""
    kept = "".join(letter if letter.isalnum() else " " for letter in name)
    return "-".join(kept.split())[:_LONGEST_NAME] or "player"
