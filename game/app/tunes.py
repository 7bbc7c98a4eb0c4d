"""Lets the player choose which part of a song is its tune, and hear each part."""

from __future__ import annotations

from pathlib import Path

from game.app.parts import Parts
from game.beside import Job, WorkLostError
from game.candidates import Candidate, candidates, preview_of, tune_to_play
from game.music.song import SongError
from game.music.tune import Tune
from game.screens.tunes import TuneRow, TunesScreen
from game.screens.ui import words
from game.settings import gain_of
from game.workshop import TOLD, Preview, SongRead, read, render_piece


class TuneChoice:
    """The choice for the song in the file at `path`. Belongs to the thread with the records."""

    def __init__(self, path: Path, parts: Parts) -> None:
        self.path = path
        self._parts = parts
        self._reading = parts.workroom.begin(read, path)
        self._read: SongRead | None = None
        self._offered: tuple[Candidate, ...] = ()
        self._screen: TunesScreen | None = None
        self._rendering: Job | None = None

    def poll(self) -> TunesScreen | None:
        """The screen when the song has been read, None before. Raises `SongError`."""
        try:
            found = next(iter(self._reading.news()), None)
        except WorkLostError:
            raise SongError("This song can't be read.") from None
        if not isinstance(found, SongRead):
            return None
        self._read, song = found, found.song
        self._offered = candidates(song, found.tune)
        now = _stream(self._tune_now(found))
        rows = [_row(one, is_tune=one.stream == now) for one in self._offered]
        self._screen = TunesScreen(song.title, rows, self._listen if self._parts.sounds else None)
        return self._screen

    def tick(self) -> None:
        """Play what was asked for, once it can be heard."""
        if self._rendering is None or self._screen is None:
            return
        try:
            news = self._rendering.news()
        except (*TOLD, WorkLostError):
            self._rendering = None
            self._screen.show_message("This part can't be heard just now.")
            return
        for one in news:
            if isinstance(one, Preview):
                self._parts.previews.play(
                    one.samples, gain_of(self._parts.sound_settings().menu_volume)
                )

    def take(self, number: int) -> None:
        """Keep the candidate with this number as the tune. Raises `RecordsError`."""
        assert self._read is not None
        before = _stream(self._tune_now(self._read))
        self._parts.records.songs.choose_tune(
            self._read.song.sha256, self._offered[number].stream, before=before
        )

    def close(self) -> None:
        """Fall silent."""
        self._reading.cancel()
        if self._rendering:
            self._rendering.cancel()
        self._parts.previews.stop()

    def _tune_now(self, found: SongRead) -> Tune:
        return tune_to_play(found.song, found.tune, self._parts.records.songs)

    def _listen(self, number: int) -> None:
        assert self._read is not None
        piece = preview_of(self._read.song, self._offered[number])
        font = self._parts.sound_settings().soundfont
        self._parts.previews.fade()
        self._rendering = self._parts.workroom.begin(render_piece, piece, font)


def is_asked_for(path: Path, parts: Parts) -> bool:
    """Whether the player should choose before a song is played for the first time.

    That is when the game is not sure, and nobody has chosen. Raises `RecordsError`.
    """
    entry = parts.library.known(path)
    if entry is None or entry.facts is None or entry.sha256 is None:
        return False
    records = parts.records
    return (
        entry.facts.tune.is_doubtful
        and records.songs.chosen_tune(entry.sha256) is None
        and not records.plays.latest(song_sha256=entry.sha256, limit=1)
    )


def _stream(tune: Tune) -> tuple[int, int]:
    return tune.track, tune.channel


def _row(candidate: Candidate, *, is_tune: bool) -> TuneRow:
    told = [
        candidate.range,
        words.count(candidate.note_count, "note", "notes"),
        f"begins {candidate.first_notes}",
    ]
    if candidate.name:
        told.insert(0, candidate.instrument)
    line = "  ·  ".join(told)
    name = candidate.name or candidate.instrument
    return TuneRow(name, f"{line[:1].upper()}{line[1:]}", is_tune)
