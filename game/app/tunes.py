"""Lets the player choose which part of a song is its tune, and hear each part."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

from game.app.parts import Parts
from game.candidates import Candidate, candidates, preview_of, tune_to_play
from game.library import Library
from game.music.song import Song
from game.music.tune import Tune, find_tune
from game.screens.tunes import TuneRow, TunesScreen
from game.screens.ui import words
from game.sound.cache import SoundCache
from game.sound.voice import Performance, SoundError

_LEAD_IN_S = 0.2


class TuneChoice:
    """The choice for the song in the file at `path`. Belongs to the thread with the records."""

    def __init__(self, path: Path, parts: Parts) -> None:
        self.path = path
        self._parts = parts
        self._reading: Future[tuple[Song, Tune]] = parts.workers.submit(_read, parts.library, path)
        self._song: Song | None = None
        self._offered: tuple[Candidate, ...] = ()
        self._screen: TunesScreen | None = None
        self._rendering: Future[Path] | None = None

    def poll(self) -> TunesScreen | None:
        """The screen when the song has been read, None before. Raises `SongError`."""
        if not self._reading.done():
            return None
        song, found = self._reading.result()
        self._song, self._offered = song, candidates(song, found)
        now = tune_to_play(song, found, self._parts.records.songs)
        rows = [_row(one, is_tune=one.stream == _stream(now)) for one in self._offered]
        self._screen = TunesScreen(song.title, rows, self._listen if self._parts.sounds else None)
        return self._screen

    def tick(self) -> None:
        """Play what was asked for, once it can be heard."""
        if self._rendering is None or self._screen is None or not self._rendering.done():
            return
        rendering, self._rendering = self._rendering, None
        try:
            self._parts.music.load(rendering.result())
            self._parts.music.play()
        except SoundError:
            self._screen.show_message("This part can't be heard just now.")

    def take(self, number: int) -> None:
        """Keep the candidate with this number as the tune. Raises `RecordsError`."""
        assert self._song is not None
        _, found = self._reading.result()
        before = tune_to_play(self._song, found, self._parts.records.songs)
        self._parts.records.songs.choose_tune(
            self._song.sha256, self._offered[number].stream, before=_stream(before)
        )

    def close(self) -> None:
        """Fall silent."""
        if self._screen is not None and self._parts.sounds:
            self._parts.music.stop()

    def _listen(self, number: int) -> None:
        sounds = self._parts.sounds
        assert self._song is not None and sounds is not None
        preview = preview_of(self._song, self._offered[number])
        self._rendering = self._parts.workers.submit(_render, sounds, preview)


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


def _read(library: Library, path: Path) -> tuple[Song, Tune]:
    song = library.song(path)
    return song, find_tune(song)


def _render(sounds: SoundCache, preview: Song) -> Path:
    return sounds.wav_for(
        Performance(preview, lead_in_s=_LEAD_IN_S, tune=preview.notes, count_in_times_s=())
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
