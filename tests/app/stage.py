"""The whole game in front of a test: fake sound, a hand-turned clock, a window nobody sees.

Everything between is real: library, records on disk, charts, sessions, screens, devices. Frames are
a fifth of a second apart; pinches come at the very moment that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import mido
import pygame
import pytest

from game.app.choices import Choices
from game.app.flow import Flow
from game.app.parts import Parts, Wishes, chosen_player, first_settings
from game.app.window import Window
from game.beside import Work
from game.charting.chart import Grip
from game.charting.level import read_levels
from game.folders import shipped_folder
from game.library import Library
from game.machine import MachineFile
from game.records.store import Records
from game.screens.message import MessageScreen
from game.screens.play import PlayScreen
from game.screens.screen import Screen
from game.screens.songs import SongsScreen
from game.screens.steps import OpenPlay, OpenSongs, Step
from game.screens.ui import fonts
from game.screens.ui.layout import SMALLEST_WINDOW as SMALLEST
from game.screens.ui.song_rows import SongRow
from game.session import Session
from game.settings import SoundSettings
from game.sound.cache import StemCache
from game.sound.instrument import Samples
from game.sound.player import Player as SoundPlayer
from game.sound.player import SilentPlayer
from tests.music.midi import played, written
from tests.records.making import opened

LEVELS = read_levels(shipped_folder("levels"))
FRAME_S = 0.2
LONGEST_WAIT_S = 60.0
SCANCODES = {
    Grip.INDEX: pygame.KSCAN_J,
    Grip.MIDDLE: pygame.KSCAN_K,
    Grip.RING: pygame.KSCAN_L,
    Grip.LITTLE: pygame.KSCAN_SEMICOLON,
    Grip.KEY: pygame.KSCAN_H,
}


class InlineJob:
    """A job that is done in this process, when it is asked for news."""

    def __init__(self, work: Work, arguments: tuple[object, ...], *, may_work: bool) -> None:
        self._news = work(*arguments)
        self._problem: Exception | None = None
        self.may_work = may_work
        self.is_over = False

    def news(self) -> list[object]:
        if self._problem is not None:
            problem, self._problem = self._problem, None
            raise problem
        told: list[object] = []
        if self.is_over or not self.may_work:
            return told
        try:
            told.extend(self._news)
        except Exception as problem:
            self._problem = problem
        self.is_over = True
        return told or self.news()

    def cancel(self) -> None:
        self.is_over = True
        self._news.close()


class AtOnce:
    """A workroom that does its jobs as soon as somebody wants to know."""

    def __init__(self) -> None:
        self.jobs: list[InlineJob] = []

    def begin(self, work: Work, *arguments: object) -> InlineJob:
        if self.jobs:
            self.jobs[-1].cancel()
        self.jobs.append(InlineJob(work, arguments, may_work=self._may_work()))
        return self.jobs[-1]

    def look(self) -> None:
        """There is nobody to look after."""

    def close(self) -> None:
        if self.jobs:
            self.jobs[-1].cancel()

    def _may_work(self) -> bool:
        return True


class Later(AtOnce):
    """A workroom that does its jobs when the test says so."""

    def work(self) -> None:
        """Do what has been begun by now."""
        if self.jobs:
            self.jobs[-1].may_work = True

    def _may_work(self) -> bool:
        return False


class HeardMusic(SilentPlayer):
    """A sound card that says nothing about where it is; remembers what it was given."""

    def __init__(self) -> None:
        super().__init__(None)
        self.loaded: list[Path] = []
        self.played_from_s: list[float] = []
        self.stops = 0

    def load(self, path: Path) -> None:
        self.loaded.append(path)

    def play(self, from_s: float = 0.0) -> float:
        self.played_from_s.append(from_s)
        return super().play(from_s)

    def stop(self) -> None:
        self.stops += 1


class HeardPreviews:
    """Remembers what was to be heard outside a song, and how it ended."""

    def __init__(self) -> None:
        self.played: list[Samples] = []
        self.volumes: list[float] = []
        self.ends: list[str] = []

    @property
    def is_playing(self) -> bool:
        return len(self.ends) > 0 and self.ends[-1] == "playing"

    def play(self, samples: Samples, volume: float) -> None:
        self.played.append(samples)
        self.volumes.append(volume)
        self.ends.append("playing")

    def fade(self) -> None:
        self._end("faded")

    def stop(self) -> None:
        self._end("stopped")

    def _end(self, how: str) -> None:
        if self.is_playing:
            self.ends[-1] = how


def write_song(path: Path, title: str, pitches: Sequence[int] = (60, 62, 64, 65)) -> Path:
    """A song of that title: its notes one and a half seconds apart, the first at 1 s."""
    path.parent.mkdir(parents=True, exist_ok=True)
    track = played([(2 + 3 * place, 3, pitch) for place, pitch in enumerate(pitches)])
    path.write_bytes(written([mido.MetaMessage("track_name", name=title), *track], kind=0))
    return path


class Stage:
    """One start of the game over the data folder `home`, with one song after the other.

    It begins at the list of songs, or where `first` leads. `asks_pain` is whether the player has
    left on the questions about pain.
    """

    def __init__(
        self,
        home: Path,
        wishes: Wishes | None = None,
        *,
        message: str | None = None,
        music: SoundPlayer | None = None,
        sounds: StemCache | None = None,
        workroom: AtOnce | None = None,
        sound_settings: SoundSettings | None = None,
        records: Records | None = None,
        first: Step | None = None,
        asks_pain: bool = False,
    ) -> None:
        wishes = wishes or Wishes()
        self.now_s = 1000.0
        self.songs = home / "songs"
        self.library = Library((self.songs,), trash=home / "trash")
        self.library.read_all()
        self.records = records or opened(home / "thumbtune.db")
        self.music = music or SilentPlayer(None)
        self.previews = HeardPreviews()
        self.player = chosen_player(wishes, self.records)
        self.machine = MachineFile(home / "settings.toml", now_ms=0)
        self.choices = Choices(self.records, self.player, self.machine)
        self._asks_pain = asks_pain
        self._be_asked(self.choices)
        if sound_settings:
            self.choices.set_sound(sound_settings)
        parts = self.parts = Parts(
            levels=LEVELS,
            library=self.library,
            records=self.records,
            player=self.player,
            music=self.music,
            sounds=sounds,
            previews=self.previews,
            workroom=workroom or AtOnce(),
            wishes=wishes,
            choices=self.choices,
            clicks=home / "clicks.wav",
            reports=(home / "reports",),
        )
        settings = first_settings(wishes, LEVELS, self.records, self.player)
        self.flow = Flow(parts, settings, message, first or OpenSongs())
        self.window = Window(self.flow, wishes.trace)

    @property
    def screen(self) -> Screen:
        """The screen on show."""
        return self.flow.screen

    @property
    def session(self) -> Session:
        """The session on screen."""
        assert self.flow.session is not None
        return self.flow.session

    def frame(self, step_s: float = FRAME_S) -> None:
        """Let a frame's time pass."""
        self.now_s += step_s
        self.window.frame(self.now_s)

    def until(self, is_so: Callable[[], bool]) -> None:
        """Let frames pass until `is_so`."""
        limit_s = self.now_s + LONGEST_WAIT_S
        while not is_so():
            assert self.now_s < limit_s, "this never came to be"
            self.frame()

    def until_song(self, song_s: float) -> None:
        """Let frames pass until song time is `song_s`."""
        limit_s = self.now_s + LONGEST_WAIT_S
        while (left_s := song_s - self.session.song_s) > 1e-9:
            assert self.now_s < limit_s, "song time does not come so far"
            self.frame(min(FRAME_S, left_s))

    def open(self, title: str) -> None:
        """Choose a song, and come to where its play screen has been drawn."""
        path = next(e.path for e in self.library.known_entries() if e.title == title)
        self._be_asked(self.flow.visit.parts.choices)
        self.flow.follow(OpenPlay(str(path)))
        self.until(lambda: isinstance(self.screen, PlayScreen))
        self.frame()

    def _be_asked(self, choices: Choices) -> None:
        choices.care = replace(choices.care, asks_pain=self._asks_pain)

    def event(self, kind: int, **values: object) -> None:
        """The window receives an event now."""
        self.window.handle(pygame.Event(kind, values), self.now_s)

    def key(self, key: int, scancode: int, *, down: bool = True, text: str = "") -> None:
        """A key goes down or up."""
        kind = pygame.KEYDOWN if down else pygame.KEYUP
        self.event(kind, key=key, scancode=scancode, unicode=text if down else "", mod=0)

    def press(self, key: int) -> None:
        """A menu key goes down and up."""
        scancode = _SCANCODE_OF[key]
        self.key(key, scancode)
        self.key(key, scancode, down=False)

    def finger(self, grip: Grip, *, down: bool = True) -> None:
        """The default right-hand key of a finger goes down or up."""
        letter = "jkl;h"[grip]
        self.key(ord(letter), SCANCODES[grip], down=down, text=letter)

    def pinch(self, grip: Grip) -> None:
        """A short pinch, now."""
        self.finger(grip)
        self.finger(grip, down=False)

    def hit(self, notes: int, *, late_s: float = 0.0, start: int = 0) -> None:
        """Pinch for these notes of the song that is on."""
        for note in self.session.run.chart.notes[start:notes]:
            self.until_song(note.time_s + late_s)
            self.pinch(note.grip)

    def play(self, hits: int, *, late_s: float = 0.0) -> None:
        """Play the song that is on to its end, with so many notes hit, and wait for a breath."""
        self.hit(hits, late_s=late_s)
        self.until(lambda: self.flow.session is None)
        over_s = self.now_s
        self.until(lambda: self.now_s > over_s + 1.0)

    def shown(self) -> str:
        """Every text on the screen."""
        with pytest.MonkeyPatch.context() as patched, texts(patched) as seen:
            self.screen.draw(pygame.Surface((SMALLEST[0], SMALLEST[1] + 1)))
        surface = pygame.display.get_surface()
        assert surface is not None
        self.screen.draw(surface)
        return " ".join(seen)

    def sentence(self) -> str:
        """What the message on screen says; the player then goes on."""
        assert isinstance(self.screen, MessageScreen), type(self.screen).__name__
        said = self.shown().removesuffix(" OK")
        self.press(pygame.K_RETURN)
        return said

    def row(self) -> SongRow:
        """The song that is chosen in the list."""
        assert isinstance(self.screen, SongsScreen), type(self.screen).__name__
        assert self.screen.chosen_row is not None
        return self.screen.chosen_row


_SCANCODE_OF = {
    pygame.K_RETURN: pygame.KSCAN_RETURN,
    pygame.K_ESCAPE: pygame.KSCAN_ESCAPE,
    pygame.K_SPACE: pygame.KSCAN_SPACE,
    pygame.K_UP: pygame.KSCAN_UP,
    pygame.K_DOWN: pygame.KSCAN_DOWN,
    pygame.K_LEFT: pygame.KSCAN_LEFT,
    pygame.K_RIGHT: pygame.KSCAN_RIGHT,
    pygame.K_F2: pygame.KSCAN_F2,
    pygame.K_BACKSPACE: pygame.KSCAN_BACKSPACE,
}


@contextmanager
def texts(patched: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every text that is drawn meanwhile."""
    seen: list[str] = []
    render = fonts.render

    def recorded(text: str, *args: Any, **kwargs: Any) -> fonts.Label:
        seen.append(text)
        return render(text, *args, **kwargs)

    patched.setattr(fonts, "render", recorded)
    yield seen
