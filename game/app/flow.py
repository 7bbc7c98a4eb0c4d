"""Leads from screen to screen: songs, preparing, play, results, and back."""

from __future__ import annotations

from pathlib import Path

import pygame

from game.app.ahead import Ahead
from game.app.input_desk import InputDesk
from game.app.keeping import Keeping, Kept, new_play
from game.app.parts import Parts, last_kind
from game.app.rows import spoken_name
from game.app.running import Running, begin_run
from game.app.song_desk import SongDesk
from game.app.songbook import Songbook
from game.app.sound_desk import SoundDesk
from game.app.tunes import TuneChoice, is_asked_for
from game.charting.chart import Grip
from game.inputs.bindings import Bindings
from game.music.song import SongError
from game.preparation import Preparation, Prepared
from game.records.errors import RecordsError
from game.screens.message import MessageScreen
from game.screens.play import PlayScreen
from game.screens.preparing import PreparingScreen
from game.screens.results import ResultsScreen
from game.screens.screen import (
    GoOn,
    Leave,
    OpenFonts,
    OpenInputs,
    OpenPlay,
    OpenSongs,
    OpenSound,
    OpenTester,
    OpenTiming,
    OpenTunes,
    PlayAgain,
    PlayNext,
    RunEnded,
    Screen,
    SoundStep,
    Step,
    TakeTune,
)
from game.screens.songs import SongsScreen
from game.screens.ui.song_rows import SongRow
from game.screens.ui.theme import Style
from game.session import Session
from game.settings import PlaySettings
from game.sound.font_file import is_soundfont_name
from game.trace import Trace


class Flow:
    """The way through the game. `screen` is the one to show; `is_over` once there is none."""

    def __init__(self, parts: Parts, settings: PlaySettings, message: str | None) -> None:
        self._parts = parts
        self._settings = settings
        self._keeping = Keeping(parts.records)
        self._path: Path | None = None
        self._running: Running | None = None
        self._songbook = Songbook(parts.library, lambda: self._running is None)
        self._ahead = Ahead(parts)
        self._remarks: set[str | None] = set()
        """What has been told once."""
        self._has_focus = True
        self._tunes: TuneChoice | None = None
        self._sound_desk = SoundDesk(parts)
        self._input_desk = InputDesk(parts)
        self._song_desk = SongDesk(parts, lambda: self.kind, self._add)
        self._next: Screen | None = None
        self._preparation: Preparation | None = None
        self.kind = last_kind(parts.records, parts.player)
        """What the last run was played with, or a menu pinched with: so the next run will be."""
        self.is_over = False
        self.screen: Screen
        first = self._prepare(parts.wishes.song) if parts.wishes.song else self._list_songs()
        self.screen = self._tell(message, first)

    @property
    def session(self) -> Session | None:
        """The session on screen, if a song is being played."""
        return self._running.session if self._running else None

    @property
    def unsaved(self) -> int:
        """How many runs could not be stored yet."""
        return self._keeping.waiting

    @property
    def bindings(self) -> Bindings:
        """The keys and other controls in force."""
        return self._input_desk.bindings(self._settings.hand)

    @property
    def style(self) -> Style:
        """How the player wants everything drawn."""
        return Style.of(self._parts.choices.screen)

    @property
    def grips(self) -> tuple[Grip, ...]:
        """The grips in use."""
        return self._settings.grips

    def follow(self, step: Step | None) -> None:
        """Go where `step` leads; None stays."""
        if step is None:
            return
        self._sound_desk.close()
        question = self._sound_desk.question_before(step)
        if question:
            self.screen = question
            return
        match step:
            case OpenSound() | OpenFonts() | OpenTiming():
                self.screen = self._open_sound(step)
            case OpenInputs() | OpenTester():
                self.screen = self._input_desk.open(step, self._settings)
            case OpenPlay(song_key):
                self.screen = self._open(Path(song_key))
            case OpenTunes(song_key):
                self.screen = self._offer_tunes(Path(song_key))
            case TakeTune(number):
                self.screen = self._take_tune(number)
            case OpenSongs():
                self.screen = self._list_songs()
            case GoOn():
                self.screen = self._next or self._list_songs()
            case RunEnded():
                self.screen = self._end_run()
            case PlayAgain() | PlayNext():
                self.screen = self._play_on(step)
            case Leave():
                self.close()

    def tick(self, now_s: float) -> None:
        """Let the screen on show know the time."""
        self.follow(self.screen.tick(now_s))
        if isinstance(self.screen, SongsScreen):
            self._show_new_songs(self.screen, now_s)
            self._look_ahead(self.screen, now_s)
        if self._tunes:
            self._tunes.tick()
        if self._running and not self._running.is_ahead():
            self.screen.focus_lost()
        self._parts.workroom.look()

    def focus(self, *, has_it: bool) -> None:
        """The player looks at the window, or at something else."""
        self._has_focus = has_it
        if not has_it:
            self.screen.focus_lost()
            self._ahead.leave()

    def drop(self, path: Path) -> None:
        """The player has dropped a file or a folder on the window."""
        if not is_soundfont_name(path):
            self._songbook.drop(path)
        elif self._running is None:
            said = self._sound_desk.take_font(path)
            screen = self._sound_desk.renewed(self.screen, self._settings.hand)
            self.screen = self._tell(said, screen)

    def dropped(self) -> None:
        """Everything has been dropped: add it, after the song if one is played."""
        if self._running is None:
            self._songbook.look()

    def hear_of(self, event: pygame.Event) -> None:
        """A sound device has come or gone."""
        self._parts.music.hear_of(event)

    def trace_frame(self, trace: Trace, now_s: float, work_s: float) -> None:
        """Write down the frame that began at `now_s` if a song is on."""
        if self._running:
            trace.frame(now_s, work_s, self._running.session, self._running.playback.reading)

    def close(self) -> None:
        """Leave the game; a run that is on is kept as unfinished."""
        self._give_up_preparing()
        if self._running:
            self._keep_run(self._running)
        self._keeping.try_again()
        self._parts.choices.try_again()
        self._sound_desk.close()
        self._songbook.close()
        self._song_desk.close()
        self.is_over = True

    def _tell(self, sentence: str | None, then: Screen) -> Screen:
        """`then`, after the player has seen `sentence`, if there is one."""
        if not sentence:
            return then
        self._next = then
        return MessageScreen(sentence)

    def _give_up_preparing(self) -> None:
        self._ahead.leave()
        if self._preparation:
            self._preparation.cancel()
            self._preparation = None
        if self._tunes:
            self._tunes.close()
            self._tunes = None

    def _open_sound(self, step: SoundStep) -> Screen:
        """A screen of the sound's; over a song that waits it leads back to it."""
        in_song = self._running is not None
        if in_song and isinstance(self.screen, PlayScreen):
            self._next = self.screen
        return self._sound_desk.open(step, self._settings.hand, in_song=in_song)

    def _list_songs(self) -> Screen:
        self._give_up_preparing()
        self._songbook.look()
        return SongsScreen(
            self._song_desk.rows(self._settings),
            self._settings,
            self._parts.levels,
            self._set_settings,
            song_key=str(self._path) if self._path else None,
            message=self._message(),
            desk=self._song_desk,
        )

    def _set_settings(self, settings: PlaySettings) -> tuple[SongRow, ...]:
        self._settings = settings
        self._parts.choices.set_play(settings)
        return self._song_desk.rows_again(settings)

    def _add(self, path: Path) -> None:
        """The player has typed where a file or a folder is."""
        self.drop(path)
        self.dropped()

    def _show_new_songs(self, songs: SongsScreen, now_s: float) -> None:
        """Show what the library has learnt since the list was last made."""

        def show(song_key: str | None) -> None:
            songs.show_rows(self._song_desk.rows(self._settings), song_key)
            songs.show_message(self._message())

        self._songbook.refresh(now_s, show)

    def _look_ahead(self, songs: SongsScreen, now_s: float) -> None:
        row = songs.chosen_row
        if self._has_focus and row and not row.problem:
            speed_percent = self._settings.speed_percent
            self._ahead.look_at(
                Path(row.key), speed_percent, now_s, is_resting=not songs.is_being_typed
            )

    def _message(self) -> str:
        """The sentence below the list of songs."""
        messages = (
            self._song_desk.trouble,
            self._waiting_message(),
            self._parts.choices.message,
            self._songbook.sentence,
            self._parts.music.message,
        )
        return next(filter(None, messages), "")

    def _waiting_message(self) -> str:
        waiting = self._keeping.waiting
        if not waiting:
            return ""
        runs = "1 run waits" if waiting == 1 else f"{waiting} runs wait"
        return f"{runs} to be stored: please leave Thumbtune open and see if the disk is full."

    def _open(self, path: Path) -> Screen:
        """Play a song, after a question about its tune if need be."""
        try:
            is_asked = is_asked_for(path, self._parts)
        except RecordsError:
            is_asked = False
        return self._offer_tunes(path) if is_asked else self._prepare(path)

    def _offer_tunes(self, path: Path) -> Screen:
        self._give_up_preparing()
        self._path = path
        tunes = self._tunes = TuneChoice(path, self._parts)
        title = self._title_of(path)

        def poll() -> Step | None:
            try:
                self.screen = tunes.poll() or self.screen
            except (SongError, RecordsError) as problem:
                self.screen = self._tell(f"{title}: {problem}", self._list_songs())
            return None

        return PreparingScreen(title, poll)

    def _take_tune(self, number: int) -> Screen:
        tunes = self._tunes
        if tunes is None:
            return self._list_songs()
        try:
            tunes.take(number)
        except RecordsError as problem:
            return self._tell(str(problem), self._list_songs())
        return self._prepare(tunes.path)

    def _title_of(self, path: Path) -> str:
        entry = self._parts.library.known(path)
        return entry.title if entry else spoken_name(path)

    def _prepare(self, path: Path) -> Screen:
        parts = self._parts
        self._give_up_preparing()
        self._path = path
        preparation = self._preparation = Preparation(
            path,
            self._settings,
            parts.records,
            parts.workroom,
            parts.sounds,
            parts.sound_settings(),
        )
        title = self._title_of(path)

        def poll() -> Step | None:
            try:
                prepared = preparation.poll()
                if prepared is not None:
                    self.screen = self._play(path, prepared)
                    self._preparation = None
            except (SongError, RecordsError) as problem:
                self.screen = self._tell(f"{title}: {problem}", self._list_songs())
            return None

        return PreparingScreen(title, poll, lambda: preparation.progress)

    def _play(self, path: Path, prepared: Prepared) -> Screen:
        begun = begin_run(self._parts, self._settings, self.kind, path, prepared)
        self._running = begun.running
        remark = prepared.remark if prepared.remark not in self._remarks else None
        self._remarks.add(prepared.remark)
        self._parts.choices.set_play(self._settings)
        picture_s = self._parts.choices.machine.picture_offset_ms / 1000
        labels, zones = self.bindings.labels(self.kind), self.bindings.zones()
        screen = PlayScreen(begun.running.session, labels, picture_s, zones)
        return self._tell(begun.message or remark, screen)

    def _end_run(self) -> Screen:
        running = self._running
        if running is None:
            return self._list_songs()
        kept = self._keep_run(running)
        if kept is None:
            return self._list_songs()
        self._songbook.look()
        self._sound_desk.note_result(kept.result)
        previous = kept.stored.previous_best if kept.stored else None
        results = ResultsScreen(
            kept.result,
            running.session.facts.title,
            running.session.settings,
            previous.score.points if previous else None,
            has_next=self._has_others(running.path),
            unfinished=not kept.result.finished,
        )
        return self._tell(kept.problem or running.problem, results)

    def _keep_run(self, running: Running) -> Kept | None:
        """Store the run on screen and let go of its music; None for one that had hardly begun."""
        self._running = None
        running.close()
        run = running.session.run
        if not run.events:
            return None
        play = new_play(running.session, self._parts.player.id, self.kind, running.begun)
        self.kind = play.input_kind
        kept = self._keeping.keep(play)
        if kept.stored and self._parts.wishes.trace:
            self._parts.wishes.trace.run(kept.stored)
        return kept

    def _play_on(self, step: PlayAgain | PlayNext) -> Screen:
        if self._running:
            self._keep_run(self._running)
        path = self._path
        if path is not None and isinstance(step, PlayNext):
            path = self._after(path)
        return self._open(path) if path else self._list_songs()

    def _has_others(self, path: Path) -> bool:
        """Whether there are songs beside the one at `path`, read or not."""
        library = self._parts.library
        known = any(entry.facts and entry.path != path for entry in library.known_entries())
        return known or any(other != path for other in library.paths())

    def _after(self, path: Path) -> Path | None:
        """The song after the one at `path` in the list, the first one after the last."""
        playable = [
            Path(row.key) for row in self._song_desk.rows(self._settings) if not row.problem
        ]
        if path not in playable:
            return playable[0] if playable else None
        return playable[(playable.index(path) + 1) % len(playable)]
