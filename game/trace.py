"""Writes what happened in a run as JSON lines, for measuring."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self

from game.charting.chart import Grip
from game.inputs.contact import Contact
from game.play.events import Event
from game.records.plays import StoredPlay
from game.session import Session

_NS_PER_S = 1_000_000_000


class TraceError(Exception):
    """The trace can't be written. Its text is one sentence."""


class Trace:
    """A trace file. A line is a frame, a pinch or a run; `kind` says which.

    A frame: `perf_ns` (when it began), `song_s`, `raw_pos_ms` (what the sound card said, or null),
    `work_ms` (what drawing took), `points` and `best_points` (of the run being raced, or null). A
    pinch: `perf_ns` (its stamp), `song_s`, `grip`, `down` and `events`, each with its name. A run,
    once it is stored: `play`, `finished`, `points`. `perf_ns` is on the scale of
    `time.perf_counter_ns`. Each line is written out at once, so the file can be followed. Every
    method raises `TraceError` when the disk takes no more.
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

    def frame(self, now_s: float, work_s: float, session: Session) -> None:
        """A frame of `session` began at `now_s` and took `work_s`."""
        self._write(
            kind="frame",
            perf_ns=round(now_s * _NS_PER_S),
            song_s=round(session.song_s, 6),
            raw_pos_ms=session.raw_position_ms,
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
        return TraceError(f"The trace {self._path} can't be written: {problem.strerror}.")


def _facts(event: Event) -> dict[str, object]:
    facts = asdict(event).items()
    named = {key: value.name.lower() if isinstance(value, Grip) else value for key, value in facts}
    return {"event": type(event).__name__, **named}
