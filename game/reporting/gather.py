"""Draws everything a report tells from the records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from game.charting.level import Level
from game.coach.benchmark_trend import BenchmarkTrend, trend_of
from game.coach.figures import DayFigures
from game.coach.reach import Reach, reach_from
from game.coach.report import Report, ReportFigures, report_of
from game.records.benchmarks import benchmarks_of
from game.records.checks import CheckKind
from game.records.players import Player
from game.records.practised import pain_answers
from game.records.store import Records
from game.settings import CareSettings

USUAL_DAYS = 91
"""How far back a report reaches where nobody says: 13 weeks, as long as a course of therapy."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked for: the days from `first` to `last`; `today` is the day it is
    written. Raises `ValueError` if `first` comes after `last`."""

    first: date
    last: date
    today: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"{self.first} comes after {self.last}")


@dataclass(frozen=True, slots=True)
class PracticeReport:
    """Everything on the page."""

    player_name: str
    asked: Asked
    facts: Report
    care: CareSettings
    levels: tuple[Level, ...]
    weekly: BenchmarkTrend | None = None
    """The weekly checks up to the last one in the time; None without any."""
    reaches: tuple[FoundReach, ...] = ()
    """What looking at every finger found, each time it was done in the time."""


@dataclass(frozen=True, slots=True)
class FoundReach:
    """A reach, and the day it was found on."""

    day: date
    reach: Reach


def last_days(days: int, today: date) -> Asked:
    """The last `days` days, today among them; as far back as the calendar goes for 0."""
    if days == 0:
        return Asked(date.min, today, today)
    return Asked(date.fromordinal(max(1, today.toordinal() - days + 1)), today, today)


def gather(
    records: Records, player: Player, asked: Asked, levels: Sequence[Level]
) -> PracticeReport:
    """The report on one player. A time that ends after today ends today, or with the last day that
    something carries: what is still to come is no practice. Raises `RecordsError`."""
    days = records.figures.days(player.id)
    newest = max((one.day for one in days), default=asked.today)
    last = min(asked.last, max(asked.first, asked.today, newest))
    asked = replace(asked, last=last)
    facts = report_of(_figures(records, player.id, asked, days), asked.first, asked.last)
    return PracticeReport(
        player_name=player.name,
        asked=asked,
        facts=facts,
        care=records.settings.care(player.id),
        levels=tuple(levels),
        weekly=trend_of(
            one for one in benchmarks_of(records, player.id) if asked.first <= one.day <= asked.last
        ),
        reaches=_reaches(records, player.id, asked),
    )


def _reaches(records: Records, player_id: int, asked: Asked) -> tuple[FoundReach, ...]:
    found: list[FoundReach] = []
    for check in records.checks.all(player_id, CheckKind.REACH):
        day, reach = check.started.local.date(), reach_from(check.found)
        if reach is not None and asked.first <= day <= asked.last:
            found.append(FoundReach(day, reach))
    return tuple(found)


def _figures(
    records: Records, player_id: int, asked: Asked, days: tuple[DayFigures, ...]
) -> ReportFigures:
    first, last = asked.first, asked.last
    figures, practised = records.figures, records.practised
    return ReportFigures(
        days=days,
        fingers=records.fingers.of(player_id, first, last),
        times=practised.times(player_id, first, last),
        early_late=figures.early_late(player_id, first, last),
        thirds=practised.thirds(player_id, first, last),
        settings=practised.settings(player_id, first, last),
        pain=pain_answers(records.feelings.between(player_id, first, last)),
        warm_up=practised.warm_up(player_id, first, last),
        songs=practised.songs(player_id, first, last),
        runs_to_come=sum(one.runs for one in days if one.day > max(asked.today, last)),
    )
