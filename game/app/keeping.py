"""Stores runs the moment they end, and keeps what could not be stored until it can."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from game import __version__
from game.play.earlier import Earlier
from game.play.events import InputKind
from game.play.result import Result, result_of
from game.records.errors import RecordsError
from game.records.keys import Moment
from game.records.plays import NewPlay, StoredPlay
from game.records.store import Records
from game.session import Session
from game.text import tr


@dataclass(frozen=True, slots=True)
class Kept:
    """A run that is over. While it can't be stored, `stored` is None and `problem` says why."""

    result: Result
    stored: StoredPlay | None
    problem: str | None

    @property
    def earlier(self) -> Earlier | None:
        """The runs to compare it with; None while nobody knows."""
        if self.stored is None:
            return None
        best, last = self.stored.previous_best, self.stored.last_runs
        return Earlier(best.score if best else None, tuple(run.score for run in last))


class Keeping:
    """Stores runs in `records`; those that can't be stored wait here and are tried again."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._waiting: list[NewPlay] = []

    @property
    def waiting(self) -> int:
        """How many runs could not be stored yet."""
        return len(self._waiting)

    def keep(self, play: NewPlay) -> Kept:
        """Store `play`, and before it whatever is still waiting."""
        try:
            self._store_waiting()
            stored = self._records.plays.store(play)
        except RecordsError as problem:
            self._waiting.append(play)
            told = tr(
                "{problem} This run is kept in memory and stored as soon as that is possible."
            )
            return Kept(result_of(play.chart, play.replay), None, told.format(problem=problem))
        return Kept(stored.result, stored, None)

    def try_again(self) -> None:
        """Store what is waiting, if that is possible by now."""
        with suppress(RecordsError):
            self._store_waiting()

    def _store_waiting(self) -> None:
        """Store what is waiting, the earliest first. Raises `RecordsError` at the first refusal.

        Every further attempt would keep the player waiting for the same refusal.
        """
        while self._waiting:
            self._records.plays.store(self._waiting[0])
            del self._waiting[0]


def new_play(session: Session, player_id: int, expected: InputKind, started: Moment) -> NewPlay:
    """What is to be kept of the run of `session`. `expected` is its input if no pinch came."""
    settings = session.settings
    return NewPlay(
        player_id=player_id,
        song_title=session.facts.title,
        chart=session.run.chart,
        replay=session.run.replay(),
        input_kind=recorded_kind(session.kinds_used or {expected}),
        started=started,
        program_version=__version__,
        settings={
            "hand": settings.hand.value,
            "hit_window_ms": settings.level.hit_window_ms,
            "approach_s": settings.level.approach_s,
        },
    )


def recorded_kind(kinds: Iterable[InputKind]) -> InputKind:
    """The kind under which a run made with these `kinds` is recorded."""
    used = list(kinds)
    return used[0] if len(used) == 1 else InputKind.MIXED


def moment_now() -> Moment:
    """This moment, by the computer's clock and zone."""
    offset = datetime.now().astimezone().utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset else 0
    return Moment(round(time.time() * 1000), minutes)
