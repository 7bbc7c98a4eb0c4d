"""The way of a song: its tune is chosen, it is made ready, played, and its run is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from game.app.keeping import Keeping, Kept, new_play
from game.app.rows import spoken_name
from game.app.running import Running, begin_run
from game.app.songbook import Songbook
from game.app.tunes import TuneChoice, is_asked_for
from game.app.visit import Visit
from game.coach.adapting import Offer
from game.music.song import SongError
from game.play.earlier import Earlier
from game.preparation import Preparation, Prepared
from game.records.errors import RecordsError
from game.screens.play import PlayScreen
from game.screens.preparing import PreparingScreen
from game.screens.results import ResultsScreen
from game.screens.screen import Screen
from game.screens.steps import OpenPractice, Step
from game.screens.ui.pause_menu import Waiting
from game.session import Session
from game.settings import PlaySettings
from game.suggestion import Suggestion, suggestion_after


@dataclass(frozen=True, slots=True)
class Guide:
    """How a song's way goes on: `show` a screen at once, `tell` a sentence before one, or go
    `back` to the menu that the song was chosen in."""

    show: Callable[[Screen], None]
    tell: Callable[[str | None, Screen], Screen]
    back: Callable[[], Screen]


class SongWay:
    """One song after the other for the player of a visit. Every way in answers with a screen."""

    def __init__(self, visit: Visit, keeping: Keeping, songbook: Songbook, guide: Guide) -> None:
        self._visit = visit
        self._keeping = keeping
        self._songbook = songbook
        self._guide = guide
        self._remarks: set[str | None] = set()
        """What has been told once."""
        self._tunes: TuneChoice | None = None
        self._preparation: Preparation | None = None
        self.running: Running | None = None
        """The run on screen, if a song is being played."""

    def open(self, path: Path) -> Screen:
        """Play a song, after a question about its tune if need be."""
        try:
            is_asked = is_asked_for(path, self._visit.parts)
        except RecordsError:
            is_asked = False
        return self.offer_tunes(path) if is_asked else self.prepare(path)

    def offer_tunes(self, path: Path) -> Screen:
        """Ask which part of a song is its tune."""
        self.give_up()
        self._visit.song = path
        tunes = self._tunes = TuneChoice(path, self._visit.parts)
        title = self.title_of(path)

        def poll() -> Step | None:
            try:
                screen = tunes.poll()
                if screen is not None:
                    self._guide.show(screen)
            except (SongError, RecordsError) as problem:
                self._refuse(title, problem)
            return None

        return PreparingScreen(title, poll)

    def take_tune(self, number: int) -> Screen:
        """The candidate with this number is the tune: play the song."""
        tunes = self._tunes
        if tunes is None:
            return self._guide.back()
        try:
            tunes.take(number)
        except RecordsError as problem:
            return self._guide.tell(str(problem), self._guide.back())
        return self.prepare(tunes.path)

    def prepare(self, path: Path) -> Screen:
        """Make a song ready, and play it."""
        visit, parts = self._visit, self._visit.parts
        self.give_up()
        visit.song = path
        preparation = self._preparation = Preparation(
            path,
            visit.settings,
            parts.records,
            parts.workroom,
            parts.sounds,
            parts.sound_settings(),
        )
        title = self.title_of(path)

        def poll() -> Step | None:
            try:
                prepared = preparation.poll()
                if prepared is not None:
                    self._guide.show(self._play(path, prepared))
                    self._preparation = None
            except (SongError, RecordsError) as problem:
                self._refuse(title, problem)
            return None

        return PreparingScreen(title, poll, lambda: preparation.progress)

    def end(self) -> Screen:
        """The run on screen is over: keep it, and show what it came to."""
        running = self.running
        kept = self.keep_run()
        if running is None or running.path is None or kept is None:
            return self._guide.back()
        self._songbook.look()
        self._visit.sound.note_result(kept.result)
        settings, has_next = running.session.settings, self._has_others(running.path)
        earlier = kept.earlier
        offer = self._visit.adapting.offer_after(settings) if kept.stored else None

        def suggested(offer: Offer | None) -> Suggestion:
            return suggestion_after(kept.result, earlier or Earlier(), offer, has_next=has_next)

        def refuse() -> Suggestion:
            if offer:
                self._visit.adapting.refuse(offer)
            return suggested(None)

        results = ResultsScreen(
            kept.result,
            running.session.facts.title,
            settings,
            earlier,
            suggested(offer),
            has_next=has_next,
            practice=OpenPractice(str(running.path)),
            refuse=refuse,
        )
        return self._guide.tell(kept.problem or running.problem, results)

    def again(self, settings: PlaySettings | None = None) -> Screen:
        """The same song from its beginning, under other settings from now on if any are given."""
        self.keep_run()
        self._visit.settings = settings or self._visit.settings
        return self.open(self._visit.song) if self._visit.song else self._guide.back()

    def next(self) -> Screen:
        """The song that comes after the one just played."""
        self.keep_run()
        path = self._after(self._visit.song) if self._visit.song else None
        return self.open(path) if path else self._guide.back()

    def tick(self) -> None:
        """Let time pass beside the screen: play what was asked for of a tune."""
        if self._tunes:
            self._tunes.tick()

    def give_up(self) -> None:
        """Prepare nothing any more, neither a song nor its tunes, and fall silent."""
        self._visit.ahead.leave()
        if self._preparation:
            self._preparation.cancel()
            self._preparation = None
        if self._tunes:
            self._tunes.close()
            self._tunes = None

    def keep_run(self) -> Kept | None:
        """Store the run on screen and let go of its music.

        None for practice, for what is no song, and for a run that had hardly begun.
        """
        running, self.running = self.running, None
        if running is None:
            return None
        running.close()
        is_song = running.path is not None and not running.session.practice
        if not is_song or not running.session.run.events:
            return None
        visit = self._visit
        play = new_play(running.session, visit.player.id, visit.kind, running.begun)
        visit.kind, visit.is_first = play.input_kind, False
        kept = self._keeping.keep(play)
        visit.care.note_run(running.session.played_s, kept.result.score.hits)
        trace = visit.parts.wishes.trace
        if kept.stored and trace:
            trace.run(kept.stored)
        return kept

    def play_screen(self, session: Session, waiting: Waiting | None = None) -> PlayScreen:
        """Shows `session` as the player has set it; for `waiting` see there."""
        visit, choices = self._visit, self._visit.parts.choices
        picture_s = choices.machine.picture_offset_ms / 1000
        labels, zones = visit.bindings.labels(visit.kind), visit.bindings.zones()
        first = visit.is_first
        return PlayScreen(
            *(session, labels, picture_s, zones, choices.screen), is_first=first, waiting=waiting
        )

    def _play(self, path: Path, prepared: Prepared) -> Screen:
        visit, choices = self._visit, self._visit.parts.choices
        begun = begin_run(visit.parts, visit.settings, visit.kind, path, prepared)
        self.running = begun.running
        remark = prepared.remark if prepared.remark not in self._remarks else None
        self._remarks.add(prepared.remark)
        choices.set_play(visit.settings)
        screen = self.play_screen(begun.running.session)
        return self._guide.tell(begun.message or remark, screen)

    def _refuse(self, title: str, problem: Exception) -> None:
        """Say why a song can't be played, and go back."""
        self._guide.show(self._guide.tell(f"{title}: {problem}", self._guide.back()))

    def title_of(self, path: Path) -> str:
        """What the song is called, even before it has been read."""
        entry = self._visit.parts.library.known(path)
        return entry.title if entry else spoken_name(path)

    def _has_others(self, path: Path) -> bool:
        """Whether there are songs beside the one at `path`, read or not."""
        library = self._visit.parts.library
        known = any(entry.facts and entry.path != path for entry in library.known_entries())
        return known or any(other != path for other in library.paths())

    def _after(self, path: Path) -> Path | None:
        """The song after the one at `path` in the list, the first one after the last."""
        rows = self._visit.songs.rows(self._visit.settings)
        playable = [Path(row.key) for row in rows if not row.problem]
        if path not in playable:
            return playable[0] if playable else None
        return playable[(playable.index(path) + 1) % len(playable)]
