"""What was done in a stretch of days, added up for a report: settings, minutes, songs, answers.

Like `game.records.figures`, by query from what is stored with every result; days are the player's.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import cast

from game.charting.chart import Grip
from game.coach.report import (
    PainAnswers,
    PainCounts,
    PlayedSetting,
    PractisedTime,
    Thirds,
    WarmUp,
)
from game.play.replay import HEAD_BYTES, ReplayError, seconds_played
from game.play.statistics import CameInstead
from game.records.database import Database
from game.records.feelings import Asked, Feeling, Pain
from game.records.figures import local_day
from game.records.keys import grips_named

_EPOCH = date(1970, 1, 1)
_DAY_MS = 86_400_000
_LOCAL_DAY = local_day("plays")
_WHERE = f"""
    plays.player_id = ? AND plays.started_at_ms BETWEEN ? AND ? AND {_LOCAL_DAY} BETWEEN ? AND ?
"""
_MOST_SONGS = 5
_LONGEST_MS = 10_000
"""A hit window beyond this is no hit window."""


class Practised:
    """The practice in one database. Every method raises `RecordsError` when it can't be used.

    Every method is about one player and the days from `first` to `last`.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def times(self, player_id: int, first: date, last: date) -> tuple[PractisedTime, ...]:
        """How long songs were played on each day. A damaged replay counts as no time."""
        rows = self._database.rows(
            f"SELECT {_LOCAL_DAY} AS day, substr(plays.replay, 1, {HEAD_BYTES}) AS head "
            f"FROM plays WHERE {_WHERE} ORDER BY day",
            *_values(player_id, first, last),
        )
        found: defaultdict[int, float] = defaultdict(float)
        for row in rows:
            with suppress(ReplayError):
                found[row["day"]] += seconds_played(row["head"])
        return tuple(PractisedTime(_date(day), song_s) for day, song_s in found.items())

    def came_instead(self, player_id: int, first: date, last: date) -> tuple[CameInstead, ...]:
        """While which finger was to come, which other one came first, on how many notes."""
        rows = self._database.rows(
            f"""
            SELECT due, came, sum(came_instead.notes) AS notes
            FROM plays CROSS JOIN came_instead ON came_instead.play_row = plays.row
            WHERE {_WHERE} GROUP BY due, came
            """,
            *_values(player_id, first, last),
        )
        found = (CameInstead(_grip(row["due"]), _grip(row["came"]), row["notes"]) for row in rows)
        return tuple(sorted(found, key=lambda one: (one.due, one.came)))

    def extra_contacts(
        self, player_id: int, first: date, last: date
    ) -> tuple[tuple[Grip, int], ...]:
        """How often each finger touched while nothing was due."""
        rows = self._database.rows(
            f"""
            SELECT grip, sum(contacts) AS contacts
            FROM plays CROSS JOIN extra_contacts ON extra_contacts.play_row = plays.row
            WHERE {_WHERE} GROUP BY grip
            """,
            *_values(player_id, first, last),
        )
        return tuple(sorted((_grip(row["grip"]), row["contacts"]) for row in rows))

    def thirds(self, player_id: int, first: date, last: date) -> Thirds:
        """The first and the last third of all songs."""
        row = self._database.row(
            f"""
            SELECT coalesce(sum(first_notes), 0), coalesce(sum(first_hits), 0),
                coalesce(sum(last_notes), 0), coalesce(sum(last_hits), 0)
            FROM plays CROSS JOIN thirds ON thirds.play_row = plays.row WHERE {_WHERE}
            """,
            *_values(player_id, first, last),
        )
        return Thirds(*row) if row else Thirds()

    def settings(self, player_id: int, first: date, last: date) -> tuple[PlayedSetting, ...]:
        """What songs were played under, the last one first."""
        rows = self._database.rows(
            f"""
            SELECT level_id, speed_percent, courses.grips, plays.settings, input_kind,
                count(*) AS runs, total(results.hits + results.passed) AS notes,
                max({_LOCAL_DAY}) AS day, max(plays.started_at_ms) AS latest
            FROM plays
            CROSS JOIN charts ON charts.id = plays.chart_id
            CROSS JOIN courses ON courses.id = charts.course_id
            LEFT JOIN results ON results.play_row = plays.row
            WHERE {_WHERE}
            GROUP BY level_id, speed_percent, courses.grips, plays.settings, input_kind
            ORDER BY latest DESC
            """,
            *_values(player_id, first, last),
        )
        return _merged([_setting(row) for row in rows])

    def songs(self, player_id: int, first: date, last: date) -> tuple[tuple[str, int], ...]:
        """The titles played most, at most five, and how many times."""
        rows = self._database.rows(
            f"""
            SELECT songs.title, count(*) AS runs
            FROM plays
            CROSS JOIN charts ON charts.id = plays.chart_id
            CROSS JOIN courses ON courses.id = charts.course_id
            CROSS JOIN songs ON songs.sha256 = courses.song_sha256
            WHERE {_WHERE}
            GROUP BY songs.sha256 ORDER BY runs DESC, songs.title LIMIT {_MOST_SONGS}
            """,
            *_values(player_id, first, last),
        )
        return tuple((row["title"], row["runs"]) for row in rows)

    def warm_up(self, player_id: int, first: date, last: date) -> WarmUp:
        """The exercises that were done."""
        row = self._database.row(
            f"""
            SELECT count(*), coalesce(sum(repetitions), 0), coalesce(sum(duration_ms), 0) / 1000.0
            FROM exercise_runs
            WHERE player_id = ? AND {local_day("exercise_runs")} BETWEEN ? AND ?
            """,
            player_id,
            *_days(first, last),
        )
        return WarmUp(*row) if row else WarmUp()


def pain_answers(feelings: tuple[Feeling, ...]) -> PainAnswers:
    """The answers, counted."""
    counts = {asked: Counter(one.pain for one in feelings if one.asked is asked) for asked in Asked}
    before, after = (
        PainCounts(counts[asked][Pain.NONE], counts[asked][Pain.A_LITTLE], counts[asked][Pain.STOP])
        for asked in (Asked.BEFORE, Asked.AFTER)
    )
    stops = {one.started.local.date() for one in feelings if one.pain is Pain.STOP}
    return PainAnswers(before, after, tuple(sorted(stops)))


def _setting(row: sqlite3.Row) -> PlayedSetting:
    kept: dict[str, object] = {}
    with suppress(ValueError):
        read: object = json.loads(row["settings"])
        kept = cast(dict[str, object], read) if isinstance(read, dict) else {}
    window, hand = kept.get("hit_window_ms"), kept.get("hand")
    return PlayedSetting(
        level_id=row["level_id"],
        speed_percent=row["speed_percent"],
        grips=grips_named(row["grips"]),
        hit_window_ms=window if isinstance(window, int) and 0 < window < _LONGEST_MS else None,
        hand=hand if hand in ("left", "right") else "",
        input_kind=row["input_kind"],
        runs=row["runs"],
        notes=int(row["notes"]),
        last=_date(row["day"]),
    )


def _merged(settings: list[PlayedSetting]) -> tuple[PlayedSetting, ...]:
    """Each setting once, where it stood first: what else is kept with a play is left out."""
    found: dict[PlayedSetting, PlayedSetting] = {}
    for one in settings:
        key = replace(one, runs=0, notes=0, last=date.min)
        before = found.get(key)
        if before is not None:
            runs, notes = before.runs + one.runs, before.notes + one.notes
            one = replace(before, runs=runs, notes=notes)
        found[key] = one
    return tuple(found.values())


def _grip(name: str) -> Grip:
    return Grip[name.upper()]


def _date(day: int) -> date:
    return _EPOCH + timedelta(days=day)


def _days(first: date, last: date) -> tuple[int, int]:
    return (first - _EPOCH).days, (last - _EPOCH).days


def _values(player_id: int, first: date, last: date) -> tuple[int, int, int, int, int]:
    """The player, the moments in which these days were somewhere, and the days since 1970."""
    from_day, to_day = _days(first, last)
    return player_id, (from_day - 1) * _DAY_MS, (to_day + 2) * _DAY_MS, from_day, to_day
