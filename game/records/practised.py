"""What was done in a stretch of days, added up for a report: settings, minutes, songs, answers.

Like `game.records.figures`, by query from what is stored with every result; days are the player's.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import cast

from game.coach.care import Asked, Pain
from game.coach.report import (
    PainAnswers,
    PainCounts,
    PlayedSetting,
    PractisedTime,
    Thirds,
    WarmUp,
)
from game.play.replay import HEAD_BYTES, ReplayError, seconds_played
from game.records.database import Database
from game.records.feelings import Feeling
from game.records.figures import COURSE, OF_PLAYER, SETTING, between, date_of, local_day
from game.records.keys import grips_named

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
            f"""{OF_PLAYER}
            SELECT played.day, substr(plays.replay, 1, {HEAD_BYTES}) AS head
            FROM played CROSS JOIN plays ON plays.row = played.row ORDER BY played.day
            """,
            player_id,
            *between(first, last),
        )
        found: defaultdict[int, float] = defaultdict(float)
        for row in rows:
            with suppress(ReplayError):
                found[row["day"]] += seconds_played(row["head"])
        return tuple(PractisedTime(date_of(day), song_s) for day, song_s in found.items())

    def thirds(self, player_id: int, first: date, last: date) -> Thirds:
        """The first and the last third of all songs."""
        row = self._database.row(
            f"""{OF_PLAYER}
            SELECT coalesce(sum(first_notes), 0), coalesce(sum(first_hits), 0),
                coalesce(sum(last_notes), 0), coalesce(sum(last_hits), 0)
            FROM played CROSS JOIN thirds ON thirds.play_row = played.row
            """,
            player_id,
            *between(first, last),
        )
        return Thirds(*row) if row else Thirds()

    def settings(self, player_id: int, first: date, last: date) -> tuple[PlayedSetting, ...]:
        """What songs were played under, the last one first."""
        rows = self._database.rows(
            f"""{OF_PLAYER}
            SELECT {SETTING}, plays.settings, input_kind, count(*) AS runs,
                total(results.hits + results.passed) AS notes, max(played.day) AS day
            FROM played {COURSE}
            LEFT JOIN results ON results.play_row = played.row
            GROUP BY {SETTING}, plays.settings, input_kind
            ORDER BY max(plays.started_at_ms) DESC
            """,
            player_id,
            *between(first, last),
        )
        return _merged([_setting(row) for row in rows])

    def songs(self, player_id: int, first: date, last: date) -> tuple[tuple[str, int], ...]:
        """The titles played most, at most five, and how many times."""
        rows = self._database.rows(
            f"""{OF_PLAYER}
            SELECT songs.title, count(*) AS runs
            FROM played {COURSE}
            CROSS JOIN songs ON songs.sha256 = courses.song_sha256
            GROUP BY songs.sha256 ORDER BY runs DESC, songs.title LIMIT {_MOST_SONGS}
            """,
            player_id,
            *between(first, last),
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
            *between(first, last)[2:],
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
        last=date_of(row["day"]),
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
