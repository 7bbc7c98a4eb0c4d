"""The mix of a song as it is seen from the window: a file that plays and may still be growing."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from time import perf_counter

from game.beside import Job, WorkLostError
from game.sound.instrument import Samples
from game.sound.problem import SoundError
from game.sound.tone import SAMPLE_RATE
from game.text import tr
from game.workshop import HitMade, MixGrew

IS_PLAYED_WHILE_WRITTEN = os.name == "posix"
"""Windows opens a file for playing only when nobody has it open for writing."""
HEAD_S = 6.0
"""At least so much of what is heard first is there before it begins to play."""
CAUTION = 2.0
"""The rest may take so many times as long as it seems to."""
MARGIN_S = 1.0
"""Nothing is played that lies closer to the end of what is there."""


class Mixdown:
    """A mix of `frames` frames that `job` writes to `path`.

    It is heard from song time `starts_s` on; its first frame is at song time -`lead_in_s`. What
    can't be written any more is silence.
    """

    def __init__(
        self, job: Job, path: Path, frames: int, starts_s: float, lead_in_s: float
    ) -> None:
        self.path = path
        self.problem: str | None = None
        """Why the rest of the song is silent, in a sentence for the player; mostly None."""
        self.hits: list[Samples] = []
        """The sounds of pinches that have been made by now: those for all that is written."""
        self._job = job
        self._begun_s = perf_counter()
        self._total_s = frames / SAMPLE_RATE
        self._written_s = 0.0
        self._took_s = 0.0
        self._starts_s = starts_s
        self._lead_in_s = lead_in_s

    @property
    def is_whole(self) -> bool:
        """Whether all of it is written."""
        return self._written_s >= self._total_s

    @property
    def readiness(self) -> float:
        """How much of what must be there before it plays is there, 0 to 1."""
        return min(1.0, self._written_s / self._needed_s)

    @property
    def is_ready(self) -> bool:
        """Whether it can begin to play and will always be ahead of what is heard."""
        if self.is_whole:
            return True
        if not IS_PLAYED_WHILE_WRITTEN or self._written_s < self._needed_s:
            return False
        left_s = (self._total_s - self._written_s) * self._took_s / self._written_s
        return left_s * CAUTION <= self._total_s - self._starts_s

    def take(self, news: object) -> None:
        """This has just been heard of the job."""
        match news:
            case MixGrew(frames):
                self._written_s = frames / SAMPLE_RATE
                self._took_s = perf_counter() - self._begun_s
            case HitMade(samples):
                self.hits.append(samples)
            case _:
                pass

    def covers(self, song_s: float) -> bool:
        """Whether what is heard around `song_s` is there, or will never be."""
        heard_s = song_s + self._lead_in_s
        return self.is_whole or self.problem is not None or heard_s + MARGIN_S <= self._written_s

    def look(self) -> None:
        """Hear how far it is."""
        if self.is_whole or self.problem:
            return
        try:
            for news in self._job.news():
                self.take(news)
        except (SoundError, WorkLostError):
            self.problem = tr(
                "The sound of this song broke off; playing it again should mend that."
            )

    def close(self) -> None:
        """It is not heard any more: stop writing it and remove the file."""
        self._job.cancel()
        with suppress(OSError):
            self.path.unlink(missing_ok=True)

    @property
    def _needed_s(self) -> float:
        if not IS_PLAYED_WHILE_WRITTEN:
            return self._total_s
        return min(self._total_s, self._starts_s + HEAD_S)
