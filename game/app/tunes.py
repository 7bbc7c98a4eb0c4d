"""Lets the player choose which part of a song is its tune, and hear each part."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from game.app.parts import Parts
from game.candidates import Candidate, candidates, choice_of, chosen, preview_of
from game.library import Library
from game.music.song import Song
from game.music.tune import Tune, find_tune
from game.records.songs import Choice
from game.screens.tunes import TuneRow, TunesScreen
from game.screens.ui import words
from game.sound.cache import SoundCache
from game.sound.voice import Performance, SoundError

_LEAD_IN_S = 0.2


@dataclass(frozen=True, slots=True)
class _Read:
    """A song, the tune found in it, and what is offered."""

    song: Song
    found: Tune
    offered: tuple[Candidate, ...]


class TuneChoice:
    """The choice for the song in the file at `path`. Belongs to the thread with the records."""

    def __init__(self, path: Path, parts: Parts) -> None:
        self.path = path
        self._parts = parts
        self._reading: Future[_Read] = parts.workers.submit(_read, parts.library, path)
        self._screen: TunesScreen | None = None
        self._rendering: Future[Path] | None = None

    def poll(self) -> TunesScreen | None:
        """The screen when the song has been read, None before. Raises `SongError`."""
        if not self._reading.done():
            return None
        read, now = self._reading.result(), self._now()
        rows = [_row(one, is_tune=one.choice == now) for one in read.offered]
        self._screen = TunesScreen(
            read.song.title, rows, self._listen if self._parts.sounds else None
        )
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
        read = self._reading.result()
        self._parts.records.songs.choose_tune(
            read.song.sha256, read.offered[number].choice, before=self._now()
        )

    def close(self) -> None:
        """Fall silent."""
        if self._screen is not None and self._parts.sounds:
            self._parts.music.stop()

    def _now(self) -> Choice:
        read = self._reading.result()
        return choice_of(chosen(read.song, read.found, self._parts.records.songs))

    def _listen(self, number: int) -> None:
        sounds, read = self._parts.sounds, self._reading.result()
        assert sounds is not None
        preview = preview_of(read.song, read.offered[number])
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


def _read(library: Library, path: Path) -> _Read:
    song = library.song(path)
    found = find_tune(song)
    return _Read(song, found, candidates(song, found))


def _render(sounds: SoundCache, preview: Song) -> Path:
    return sounds.wav_for(
        Performance(preview, lead_in_s=_LEAD_IN_S, tune=preview.notes, count_in_times_s=())
    )


def _row(candidate: Candidate, *, is_tune: bool) -> TuneRow:
    told = [
        candidate.range,
        words.count(candidate.note_count, "note", "notes"),
        f"begins {candidate.first_notes}",
    ]
    names = [candidate.part, candidate.name, candidate.instrument]
    name, *rest = [name for name in names if name]
    return TuneRow(_capital(name), _capital("  ·  ".join([*rest, *told])), is_tune)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
