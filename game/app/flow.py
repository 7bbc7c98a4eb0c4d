"""Leads from screen to screen. Every step that a screen can ask for is answered here."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pygame

from game.app.along_desk import AlongDesk
from game.app.benchmark_desk import BenchmarkDesk
from game.app.first_desk import FirstDesk, first_step
from game.app.home_desk import HomeDesk, offered_songs
from game.app.keeping import Keeping
from game.app.language import speak
from game.app.parts import Parts, Wishes, chosen_player
from game.app.players_desk import PlayersDesk
from game.app.practising import Practising
from game.app.reach_desk import ReachDesk
from game.app.settings_desk import group_of
from game.app.sitting_desk import SittingDesk
from game.app.song_menu import SongMenu
from game.app.song_way import Guide, SongWay
from game.app.songbook import Songbook
from game.app.visit import Visit, parts_of, usual_settings
from game.charting.chart import Grip
from game.inputs.bindings import Bindings
from game.play.events import InputKind
from game.records.errors import RecordsError
from game.records.players import Player
from game.screens.first_start import FirstHandScreen
from game.screens.home import HomeScreen
from game.screens.message import MessageScreen
from game.screens.play import PlayScreen
from game.screens.players import PlayersScreen
from game.screens.reach_steps import ReachStep
from game.screens.screen import Screen
from game.screens.songs import SongsScreen
from game.screens.steps import (
    BeginFirst,
    BenchmarkStep,
    BindFirst,
    CareStep,
    CoachStep,
    GoBack,
    GoOn,
    InputStep,
    Leave,
    LookStep,
    MenuStep,
    OpenFirstStart,
    OpenHome,
    OpenPlay,
    OpenPlayers,
    OpenProgress,
    OpenSettings,
    OpenSongs,
    OpenTakeAlong,
    OpenTunes,
    PlayAgain,
    PlayNext,
    PracticeStep,
    RunEnded,
    SittingStep,
    SkipFirst,
    SoundStep,
    Step,
    TakenOver,
    TakePlayer,
    TakeTune,
)
from game.screens.ui.theme import Style
from game.session import Session
from game.settings import PlaySettings
from game.sound.font_file import is_soundfont_name
from game.trace import Trace

_HOME = OpenHome()


class Flow:
    """The way through the game. `screen` is the one to show; `is_over` once there is none.

    `first` is where it begins, unless the start asks for a song.
    """

    def __init__(
        self,
        parts: Parts,
        settings: PlaySettings,
        message: str | None,
        first: Step = _HOME,
    ) -> None:
        self._parts = parts
        self._keeping = Keeping(parts.records)
        self._songbook = Songbook(parts.library, lambda: self._way.running is None)
        self._all_choices = {parts.player.id: parts.choices}
        """Of everybody who has played since the start: some may not have been stored yet."""
        self._has_focus = True
        self._menu: MenuStep = _HOME
        """The menu that was opened last."""
        self._before_settings: MenuStep = _HOME
        self._next: Screen | None = None
        self.is_over = False
        self.screen: Screen
        self._begin(parts, settings)
        song = parts.wishes.song
        self.screen = self._way.prepare(song) if song else self._lead(first)
        self.screen = self._tell(message, self.screen)

    @property
    def session(self) -> Session | None:
        """The session on screen, if a song is being played."""
        return self._way.running.session if self._way.running else None

    @property
    def unsaved(self) -> int:
        """How many runs could not be stored yet."""
        return self._keeping.waiting

    @property
    def bindings(self) -> Bindings:
        """The keys and other controls in force."""
        return self.visit.bindings

    @property
    def style(self) -> Style:
        """How the player wants everything drawn."""
        return self.visit.style

    @property
    def is_full_screen(self) -> bool:
        """Whether the window is to fill the screen."""
        return self.visit.parts.choices.machine.full_screen

    def turn_full_screen(self) -> None:
        """Let the window fill the screen, or no longer."""
        self.visit.parts.choices.set_full_screen(is_full=not self.is_full_screen)

    @property
    def grips(self) -> tuple[Grip, ...]:
        """The grips in use."""
        return self.visit.settings.grips

    def pinched_with(self, kind: InputKind) -> None:
        """A menu was steered with pinches of this kind: so the next run will be."""
        self.visit.kind = kind

    def follow(self, step: Step | None) -> None:
        """Go where `step` leads; None stays."""
        if step is None:
            return
        if isinstance(step, GoBack):
            step = self._menu
        self.visit.sound.close()
        step = self._sitting.redirect(step)
        timing = self.visit.sound.question_before(step)
        self.screen = self.visit.care.question_before(step, timing) or self._lead(step)

    def tick(self, now_s: float) -> None:
        """Let the screen on show know the time."""
        self.visit.care.tick(now_s)
        self.follow(self.screen.tick(now_s))
        if isinstance(self.screen, SongsScreen):
            self._songs.tick(self.screen, now_s, is_looked_at=self._has_focus)
        elif isinstance(self.screen, HomeScreen):
            self._home.tick(self.screen, now_s)
        self._way.tick()
        if self._way.running and not self._way.running.is_ahead():
            self.screen.focus_lost()
        self._parts.workroom.look()

    def focus(self, *, has_it: bool) -> None:
        """The player looks at the window, or at something else."""
        self._has_focus = has_it
        if not has_it:
            self.screen.focus_lost()
            self.visit.ahead.leave()

    def drop(self, path: Path) -> None:
        """The player has dropped a file or a folder on the window."""
        if AlongDesk.takes(path):
            if self._way.running is None:
                self.screen = AlongDesk(self.visit).question(path, self.screen)
        elif not is_soundfont_name(path):
            self._songbook.drop(path)
        elif self._way.running is None:
            desk = self.visit.sound
            said = desk.take_font(path)
            screen = desk.renewed(self.screen, self.visit.settings.hand)
            self.screen = self._tell(said, screen)

    def dropped(self) -> None:
        """Everything has been dropped: add it, after the song if one is played."""
        if self._way.running is None:
            self._songbook.look()

    def hear_of(self, event: pygame.Event) -> None:
        """A sound device has come or gone."""
        self._parts.music.hear_of(event)

    def trace_frame(self, trace: Trace, now_s: float, work_s: float) -> None:
        """Write down the frame that began at `now_s` if a song is on."""
        running = self._way.running
        if running:
            trace.frame(now_s, work_s, running.session, running.playback.reading)

    def close(self) -> None:
        """Leave the game; a run that is on is kept as unfinished."""
        self._end_visit()
        self._keeping.try_again()
        self._let_go_of_choices()
        self._songbook.close()
        self.is_over = True

    def _lead(self, step: Step) -> Screen:
        """The screen that `step` leads to, in one step or in more."""
        found = self._in_room(step)
        if found is None:
            return self._on_the_way(step)
        return found if isinstance(found, Screen) else self._lead(found)

    def _in_room(self, step: Step) -> Screen | Step | None:
        """What the desk of a room answers; None if the step is none of theirs."""
        visit = self.visit
        if isinstance(step, ReachStep):
            return self._reach.lead(step)
        if isinstance(step, CareStep):
            return visit.care.lead(step, visit.settings, visit.set_settings)
        if isinstance(step, SittingStep):
            return self._sitting.lead(step)
        if isinstance(step, LookStep):
            return visit.look.open(step, visit.settings, visit.set_settings)
        if isinstance(step, SoundStep):
            return self._open_sound(step)
        if isinstance(step, InputStep):
            return visit.inputs.open(step, visit.settings)
        if isinstance(step, CoachStep):
            return visit.coach.open(step, visit.settings)
        if isinstance(step, PracticeStep):
            return self._practising.lead(step, self.screen)
        if isinstance(step, BenchmarkStep):
            return self._checking.lead(step)
        return None

    def _on_the_way(self, step: Step) -> Screen:
        """Where a step leads that goes from menu to menu, to a player, or through songs."""
        match step:
            case OpenHome() | OpenSongs() | OpenSettings():
                return self._open_menu(step)
            case OpenPlay(song_key):
                return self._way.open(Path(song_key))
            case OpenTunes(song_key):
                return self._way.offer_tunes(Path(song_key))
            case OpenPlayers():
                return self._open_players()
            case OpenFirstStart():
                return FirstHandScreen()
            case SkipFirst():
                FirstDesk(self.visit).skip()
                return self._open_menu(_HOME)
            case BindFirst(hand):
                return FirstDesk(self.visit).ask_fingers(hand)
            case BeginFirst(grips, settings):
                song = FirstDesk(self.visit).first_song(grips, settings)
                return self._way.open(song) if song else self._open_menu(_HOME)
            case TakePlayer(player_id):
                return self._take_player(player_id)
            case OpenTakeAlong():
                return AlongDesk(self.visit).take_along()
            case TakenOver():
                self._let_go_of_choices()
                return self._take_player(self.visit.player.id)
            case TakeTune(number):
                return self._way.take_tune(number)
            case RunEnded():
                self._sitting.note_run(self.session)
                return self._checking.end() if self._checking.is_playing else self._way.end()
            case PlayAgain() if self._checking.is_playing:
                return self._checking.again()
            case PlayAgain(settings):
                return self._way.again(settings)
            case PlayNext():
                return self._way.next()
            case GoOn():
                return self._next or self._open_menu(self._menu)
            case GoBack():
                return self._open_menu(self._menu)
            case Leave():
                self.close()
        return self.screen

    def _open_menu(self, step: MenuStep) -> Screen:
        """A menu, from which there is no way back to what was being made ready."""
        self._way.give_up()
        self._sitting.leave()
        if isinstance(step, OpenSettings):
            return self._open_settings()
        self._menu = step
        return self._home.open() if isinstance(step, OpenHome) else self._songs.open()

    def _open_settings(self) -> Screen:
        """Everything that can be set; from there it goes back to the menu that was left for it."""
        if not isinstance(self._menu, OpenSettings):
            self._before_settings, self._menu = self._menu, OpenSettings()
        return self.visit.look.hub(self._before_settings, focus=group_of(self.screen))

    def _open_sound(self, step: SoundStep) -> Screen:
        """A screen of the sound's; over a song that waits it leads back to it."""
        in_song = self._way.running is not None
        if in_song and isinstance(self.screen, PlayScreen):
            self._next = self.screen
        return self.visit.sound.open(step, self.visit.settings.hand, in_song=in_song)

    def _tell(self, sentence: str | None, then: Screen) -> Screen:
        """`then`, after the player has seen `sentence`, if there is one."""
        if not sentence:
            return then
        self._next = then
        return MessageScreen(sentence)

    def _begin(self, parts: Parts, settings: PlaySettings) -> None:
        """The player of `parts` sits down, and is spoken to in the language they have chosen."""
        speak(parts.choices.screen.language)
        self.visit = Visit(parts, settings, self._add)
        self._home = HomeDesk(self.visit, self._songbook, self._keeping)
        self._sitting = SittingDesk(self.visit, partial(offered_songs, self.visit))
        self._songs = SongMenu(self.visit, self._songbook, self._keeping)
        guide = Guide(self._show, self._tell, lambda: self._open_menu(self._menu))
        self._way = SongWay(self.visit, self._keeping, self._songbook, guide)
        self._practising = Practising(self.visit, self._way, guide)
        self._reach = ReachDesk(self.visit)
        progress = OpenProgress()
        self._checking = BenchmarkDesk(
            self.visit, self._way, guide, leave=lambda: self._lead(progress)
        )

    def _end_visit(self) -> None:
        """Whoever plays gets up; a run that is on is kept as unfinished."""
        self._practising.close()
        self._reach.close()
        self._checking.close()
        self._way.give_up()
        self._way.keep_run()
        self.visit.close()

    def _open_players(self) -> Screen:
        """Who plays here; whoever was deleted meanwhile gets up."""
        records, self._menu = self._parts.records, _HOME
        self._way.give_up()
        try:
            if all(one.id != self.visit.player.id for one in records.players.all()):
                self._change_to(chosen_player(Wishes(), records))
        except RecordsError as problem:
            return self._tell(str(problem), self._open_menu(_HOME))
        return PlayersScreen(PlayersDesk(self.visit))

    def _take_player(self, player_id: int) -> Screen:
        records = self._parts.records
        try:
            self._change_to(records.players.take(player_id))
            first = first_step(Wishes(), records, self.visit.player)
        except RecordsError as problem:
            return self._tell(str(problem), self._open_menu(_HOME))
        return self._lead(first)

    def _let_go_of_choices(self) -> None:
        """Store what is chosen, and read it anew from now on: it may have come from elsewhere."""
        for choices in self._all_choices.values():
            choices.try_again()
        self._all_choices.clear()

    def _change_to(self, player: Player) -> None:
        """Another player sits down. Raises `RecordsError`, with everything as it was."""
        choices = self._all_choices.get(player.id) or self._parts.choices.of(player)
        parts = parts_of(player, self._parts, choices)
        settings = usual_settings(parts)
        self._end_visit()
        self._all_choices[player.id] = choices
        self._begin(parts, settings)

    def _show(self, screen: Screen) -> None:
        self.screen = screen

    def _add(self, path: Path) -> None:
        """The player has typed where a file or a folder is."""
        self.drop(path)
        self.dropped()
