"""Writes what happened in a run as JSON lines, for measuring."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self

from game.charting.chart import Grip
from game.inputs.contact import Contact
from game.play.events import Event
from game.reasons import reason_of
from game.records.plays import StoredPlay
from game.session import Session
from game.sound.clock import ClockReading
from game.text import tr

_NS_PER_S = 1_000_000_000


class TraceError(Exception):
    """The trace can't be written. Its text is one sentence."""


class Trace:
    """A trace file. A line is a song, a frame, a pinch or a run; `kind` says which.

    A song, before its first frame: `title`, `lead_in_s` (song time of the sound file's first
    sample, negated), `sound` (`driver`, `devices`, `buffer_frames`; empty in silence). A frame:
    `perf_ns` (when it began), `song_s` (song time told for that moment), `stage`, `interruption`
    (why it paused by itself, or null), `work_ms` (what drawing took), `points`, `best_points` (of
    the run being raced, or null), and how the clock came to `song_s`: `read_ns` (right before the
    position was read), `raw_pos_ms` (the position in the file, or null), `line_s` (the clock's line
    at `perf_ns`), `latency_ms`, `offset_ms`. A pinch: `perf_ns` (its stamp), `song_s`, `grip`,
    `down` and `events`, each with its name. A run, once it is stored: `play`, `finished`, `points`.
    `..._ns` are on the scale of `time.perf_counter_ns`. Each line is written out at once, so the
    file can be followed. Every method raises `TraceError` when the disk takes no more.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._file = path.open("w", encoding="utf-8", newline="\n", buffering=1)
        except OSError as problem:
            raise self._refusal(problem) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with suppress(OSError):  # what the disk did not take has been told
            self._file.close()

    def song(self, title: str, lead_in_s: float, sound: Mapping[str, object]) -> None:
        """A song is about to be played; `sound` tells on what."""
        self._write(kind="song", title=title, lead_in_s=lead_in_s, sound=dict(sound))

    def frame(self, now_s: float, work_s: float, session: Session, clock: ClockReading) -> None:
        """A frame of `session` began at `now_s`, took `work_s` and had its time from `clock`."""
        self._write(
            kind="frame",
            perf_ns=round(now_s * _NS_PER_S),
            song_s=round(session.song_s, 6),
            stage=session.stage.value,
            interruption=session.interruption,
            read_ns=round(clock.read_s * _NS_PER_S),
            raw_pos_ms=clock.raw_position_ms,
            line_s=round(clock.line_s, 6),
            latency_ms=round(clock.latency_s * 1000, 3),
            offset_ms=round(clock.offset_s * 1000, 3),
            work_ms=round(work_s * 1000, 3),
            points=session.run.score.points,
            best_points=session.run.best_points,
        )

    def run(self, play: StoredPlay) -> None:
        """A run has been stored."""
        result = play.result
        self._write(
            kind="run",
            play=str(play.play_id),
            finished=result.finished,
            points=result.score.points,
        )

    def pinch(self, contact: Contact, song_s: float, events: list[Event]) -> None:
        """A contact was judged at `song_s` and caused `events`."""
        self._write(
            kind="pinch",
            perf_ns=round(contact.stamp_s * _NS_PER_S),
            song_s=round(song_s, 6),
            grip=contact.grip.name.lower(),
            down=contact.down,
            events=[_facts(event) for event in events],
        )

    def _write(self, **values: object) -> None:
        try:
            self._file.write(json.dumps(values) + "\n")
        except OSError as problem:
            raise self._refusal(problem) from None

    def _refusal(self, problem: OSError) -> TraceError:
        told = tr("The trace {path} can't be written: {reason}.")
        reason = reason_of(problem, type(problem).__name__)
        return TraceError(told.format(path=self._path, reason=reason))


def _facts(event: Event) -> dict[str, object]:
    facts = asdict(event).items()
    named = {key: value.name.lower() if isinstance(value, Grip) else value for key, value in facts}
    return {"event": type(event).__name__, **named}
