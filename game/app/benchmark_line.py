"""A line about the weekly check for other screens, and when it is worth one."""

from __future__ import annotations

from datetime import date

from game.app.parts import Parts
from game.coach.benchmark_trend import days_left
from game.records.benchmarks import last_check_day
from game.records.errors import RecordsError
from game.screens.ui import benchmark_words
from game.text import tr

_SETTLED_IN = 3
"""Who has played fewer songs than that has other things to look at."""


def check_line(parts: Parts) -> str:
    """When the next check is due; empty while nobody knows."""
    try:
        last = last_check_day(parts.records, parts.player.id)
    except RecordsError:
        return ""
    return benchmark_words.due(last, date.today())


def due_line(parts: Parts) -> str:
    """A quiet word that a check is due; empty when it is not, or the player is new."""
    try:
        last = last_check_day(parts.records, parts.player.id)
        runs = parts.records.plays.latest(player_id=parts.player.id, limit=_SETTLED_IN)
    except RecordsError:
        return ""
    is_due = days_left(last, date.today()) == 0
    if not is_due or (last is None and len(runs) < _SETTLED_IN):
        return ""
    return tr("The weekly check is due. You find it under Progress.")
