"""Writes what happened in a run as JSON lines, for measuring."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self

from game.inputs.contact import Contact
from game.play.events import Event

_NS_PER_S = 1_000_000_000


class TraceError(Exception):
    """The trace can't be written. Its text is one sentence."""


class Trace:
    """A trace file. A line is a frame or a pinch; `kind` says which.

    A frame: `perf_ns` (when it began), `song_s`, `raw_pos_ms` (what the sound card said, or null)
    and `work_ms` (what drawing took). A pinch: `perf_ns` (its stamp), `song_s`, `grip`, `down` and
    `events`, each with its name. `perf_ns` is on the scale of `time.perf_counter_ns`.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._file = path.open("w", encoding="utf-8", newline="\n")
        except OSError as problem:
            raise TraceError(f"The trace {path} can't be written: {problem.strerror}.") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._file.close()

    def frame(
        self, now_s: float, song_s: float, raw_position_ms: float | None, work_s: float
    ) -> None:
        """A frame began at `now_s` and took `work_s`."""
        self._write(
            kind="frame",
            perf_ns=round(now_s * _NS_PER_S),
            song_s=round(song_s, 6),
            raw_pos_ms=raw_position_ms,
            work_ms=round(work_s * 1000, 3),
        )

    def pinch(self, contact: Contact, song_s: float, events: list[Event]) -> None:
        """A contact was judged at `song_s` and caused `events`."""
        self._write(
            kind="pinch",
            perf_ns=round(contact.stamp_s * _NS_PER_S),
            song_s=round(song_s, 6),
            grip=contact.grip.name.lower(),
            down=contact.down,
            events=[{"event": type(event).__name__, **asdict(event)} for event in events],
        )

    def _write(self, **values: object) -> None:
        self._file.write(json.dumps(values) + "\n")
