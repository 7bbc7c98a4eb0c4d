"""The rooms around the songs: how practice has gone, and warming the hand up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from game.app.parts import Parts
from game.coach.progress import WEEK_DAYS, Progress, progress_of
from game.records.errors import RecordsError
from game.screens.progress import ProgressScreen
from game.screens.screen import OpenProgress, Screen


class CoachDesk:
    """Opens both rooms for the player of `parts`. `today` tells the player's own day."""

    def __init__(self, parts: Parts, today: Callable[[], date] = date.today) -> None:
        self._parts = parts
        self._today = today

    def open(self, step: OpenProgress) -> Screen:
        """The room `step` leads to."""
        try:
            return ProgressScreen(self._progress())
        except RecordsError as problem:
            return ProgressScreen(None, str(problem))

    def _progress(self) -> Progress:
        figures, player_id, today = (
            self._parts.records.figures,
            self._parts.player.id,
            self._today(),
        )
        week = timedelta(days=WEEK_DAYS)
        return progress_of(
            figures.days(player_id),
            figures.grips(player_id, today - 2 * week, today),
            figures.early_late(player_id, today - week + timedelta(days=1), today),
            today,
        )
