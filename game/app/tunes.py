"""Lets the player choose which part of a song is its tune, and hear each part."""

from __future__ import annotations

from pathlib import Path

from game.app.parts import Parts
from game.beside import Job, WorkLostError
from game.candidates import Candidate, choice_of, chosen, preview_of
from game.music.song import SongError
from game.records.songs import Choice
from game.screens.tunes import TuneRow, TunesScreen
from game.screens.ui import words
from game.settings import gain_of
from game.text import sentence, tr, trn
from game.workshop import TOLD, Preview, TunesOffered, offer, render_piece


class TuneChoice:
    """The choice for the song in the file at `path`. Belongs to the thread with the records."""

    def __init__(self, path: Path, parts: Parts) -> None:
        self.path = path
        self._parts = parts
        self._reading = parts.workroom.begin(offer, path)
        self._offer: TunesOffered | None = None
        self._screen: TunesScreen | None = None
        self._rendering: Job | None = None

    def poll(self) -> TunesScreen | None:
        """The screen when the song has been read, None before. Raises `SongError`."""
        try:
            found = next(iter(self._reading.news()), None)
        except WorkLostError:
            raise SongError(sentence("This song can't be read.")) from None
        if not isinstance(found, TunesOffered):
            return None
        self._offer = found
        now = self._now(found)
        rows = [_row(one, is_tune=one.choice == now) for one in found.offered]
        self._screen = TunesScreen(
            found.song.title, rows, self._listen if self._parts.sounds else None
        )
        return self._screen

    def tick(self) -> None:
        """Play what was asked for, once it can be heard."""
        if self._rendering is None or self._screen is None:
            return
        try:
            news = self._rendering.news()
        except (*TOLD, WorkLostError):
            self._rendering = None
            self._screen.show_message(tr("This part can't be heard just now."))
            return
        for one in news:
            if isinstance(one, Preview):
                self._parts.previews.play(
                    one.samples, gain_of(self._parts.sound_settings().menu_volume)
                )

    def take(self, number: int) -> None:
        """Keep the candidate with this number as the tune. Raises `RecordsError`."""
        offer = self._offer
        assert offer is not None
        self._parts.records.songs.choose_tune(
            offer.song.sha256, offer.offered[number].choice, before=self._now(offer)
        )

    def close(self) -> None:
        """Fall silent."""
        self._reading.cancel()
        if self._rendering:
            self._rendering.cancel()
        self._parts.previews.stop()

    def _now(self, offer: TunesOffered) -> Choice:
        return choice_of(chosen(offer.song, offer.found, self._parts.records.songs))

    def _listen(self, number: int) -> None:
        assert self._offer is not None
        piece = preview_of(self._offer.song, self._offer.offered[number])
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


def _row(candidate: Candidate, *, is_tune: bool) -> TuneRow:
    count = candidate.note_count
    told = [
        tr(candidate.range),
        trn("{count} note", "{count} notes", count).format(count=words.number(count)),
        tr("begins {notes}").format(notes=candidate.first_notes),
    ]
    names = [tr(candidate.part), candidate.name, tr(candidate.instrument)]
    name, *rest = [name for name in names if name]
    return TuneRow(_capital(name), _capital("  ·  ".join([*rest, *told])), is_tune)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
