"""The music that exercises are moved to: a song the player likes, made ready beside the screen."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from game.app.parts import Parts
from game.beside import Job, WorkLostError
from game.coach.moving import Known, song_to_move_to
from game.library import Entry
from game.records.errors import RecordsError
from game.records.songs import Choice
from game.workshop import TOLD, Moving, render_moving

LONGEST_S = 60.0
"""So much of a song is played before it begins again."""
_LATEST = 300
"""Of so many plays it is counted which songs are known best."""


class MovingMusic:
    """For the player of `parts`: the song is chosen anew each time an exercise is opened."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._entry: Entry | None = None
        self._wanted: tuple[str, float] | None = None
        """Of which song, and for which pace, music is made or has been."""
        self._job: Job | None = None
        self._made: Moving | None = None

    @property
    def title(self) -> str:
        """The song to move to; empty where there are only clicks."""
        return self._entry.title if self._entry else ""

    def prepare(self, pace_s: float) -> None:
        """Choose the song, and make its music ready for steps that are so far apart."""
        self._entry = self._liked() if self._parts.sounds else None
        self.make(pace_s)

    def make(self, pace_s: float) -> None:
        """Make the music of the song that was chosen, unless it is there."""
        entry = self._entry
        if entry is None or entry.sha256 is None or not pace_s:
            return
        if self._wanted == (entry.sha256, pace_s):
            return
        self._wanted, self._made = (entry.sha256, pace_s), None
        parts = self._parts
        font = parts.sound_settings().soundfont
        self._job = parts.workroom.begin(
            render_moving, entry.path, self._tune(entry.sha256), font, pace_s, LONGEST_S
        )

    def ready(self, pace_s: float) -> Moving | None:
        """The music for that pace, if it is there by now."""
        self._listen()
        if self._entry is None or self._wanted != (self._entry.sha256, pace_s):
            return None
        return self._made

    def close(self) -> None:
        """Make nothing any more."""
        if self._job:
            self._job.cancel()
        self._job = self._wanted = None

    def _listen(self) -> None:
        job = self._job
        if job is None:
            return
        try:
            news = job.news()
        except (*TOLD, WorkLostError):
            self._give_up()
            return
        for one in news:
            if isinstance(one, Moving):
                self._made = one
        if job.is_over:
            self._job = None
            if self._made is None:
                self._give_up()

    def _give_up(self) -> None:
        """Its beat is uneven, or it can't be read: then there are clicks."""
        self._job = self._entry = None

    def _tune(self, sha256: str) -> Choice | None:
        try:
            return self._parts.records.songs.chosen_tune(sha256)
        except RecordsError:
            return None

    def _liked(self) -> Entry | None:
        parts = self._parts
        entries = {
            str(entry.path): entry
            for entry in parts.library.known_entries()
            if entry.facts is not None and entry.sha256 is not None
        }
        try:
            favourites = parts.records.songs.favourites(parts.player.id)
            latest = parts.records.plays.latest(player_id=parts.player.id, limit=_LATEST)
        except RecordsError:
            return None
        plays = Counter(one.key.course.song_sha256 for one in latest)
        known = [
            Known(key, sha256, sha256 in favourites, plays[sha256])
            for key, entry in entries.items()
            if (sha256 := entry.sha256)
        ]
        found = song_to_move_to(known, date.today(), parts.player.name)
        return entries[str(Path(found.key))] if found else None
