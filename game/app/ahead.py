"""What goes on while the player looks at the list of songs: previews, and rendering ahead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from game.app.parts import Parts
from game.beside import Job, WorkLostError
from game.records.errors import RecordsError
from game.settings import gain_of
from game.workshop import TOLD, Preview, Wanted, render_ahead

REST_S = 0.5
"""A song is prepared and heard once the choice has rested on it for so long."""


class Ahead:
    """Renders the song that is chosen in the list, as it would be played, and lets it be heard.

    Each song is heard once, from where its tune begins, as long as it stays chosen. Belongs to the
    thread with the records.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._looked_at: tuple[Path, int] | None = None
        self._since_s = 0.0
        self._job: Job | None = None
        self._is_done = False

    def look_at(
        self, path: Path | None, speed_percent: int, now_s: float, *, is_resting: bool
    ) -> None:
        """The song at `path` is the chosen one at `now_s`; None if there is none.

        While the choice is not `is_resting`, it may be another one soon.
        """
        looked_at = (path, speed_percent) if path else None
        if looked_at != self._looked_at:
            self._end(self._parts.previews.fade)
            self._looked_at, self._since_s, self._is_done = looked_at, now_s, False
        if not is_resting:
            self._since_s = now_s
        if path and not self._is_done and self._job is None and now_s >= self._since_s + REST_S:
            self._begin(path, speed_percent)
        if self._job:
            self._hear(self._job)

    def leave(self) -> None:
        """The list is not looked at any more: stop, and fall silent at once."""
        self._end(self._parts.previews.stop)
        self._looked_at = None

    def _begin(self, path: Path, speed_percent: int) -> None:
        parts = self._parts
        self._is_done = True
        entry = parts.library.known(path)
        if parts.sounds is None or entry is None or entry.sha256 is None:
            return
        try:
            stream = parts.records.songs.chosen_tune(entry.sha256)
        except RecordsError:
            return
        self._job = parts.workroom.begin(
            render_ahead,
            Wanted(path, stream, speed_percent),
            parts.sounds,
            parts.sound_settings().soundfont,
        )

    def _hear(self, job: Job) -> None:
        try:
            for news in job.news():
                if isinstance(news, Preview):
                    volume = gain_of(self._parts.sound_settings().menu_volume)
                    self._parts.previews.play(news.samples, volume)
        except (*TOLD, WorkLostError):  # it is told when the song is chosen to be played
            self._job = None
        if job.is_over:
            self._job = None

    def _end(self, silence: Callable[[], None]) -> None:
        if self._job:
            self._job.cancel()
            self._job = None
        silence()
