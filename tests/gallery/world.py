"""The game with everything in it that its screens can show, and a day that never ends.

The shipped songs, three players with made-up runs, the real app over them with a hand-turned clock.
Whatever is drawn here is the same each time: no chance, no calendar, no window that anybody sees.
"""

from __future__ import annotations

import datetime
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

import pygame
import pytest

from game.app.coach_desk import CoachDesk
from game.app.parts import DEFAULT_PLAYER, Wishes
from game.app.sketching import Sketcher
from game.charting.chart import Chart, Grip
from game.charting.charter import make_chart
from game.charting.level import Level, first_steps
from game.folders import shipped_folder
from game.inputs.actions import MOUSE_ID, Action, Phase, Pointer
from game.inputs.contact import Contact
from game.library import Library
from game.play.events import InputKind, Pinch
from game.play.simulated import simulated_pinches, simulated_run
from game.records.keys import Moment
from game.records.opening import open_records
from game.records.plays import NewPlay
from game.records.store import Records
from game.screens.page_screen import PageScreen
from game.screens.screen import Screen
from game.screens.songs import SongsScreen
from game.screens.steps import Step
from game.screens.ui.button import Button, ButtonGroup
from game.screens.ui.layout import Layout
from game.settings import Hand, ScreenSettings
from game.sound.cache import StemCache
from game.text import use_language
from tests.app import stage
from tests.app.stage import LEVELS, AtOnce, Stage
from tests.gallery.looks import SMALL_SIZE, Look
from tests.screens.desk import place_of

NOW = datetime.datetime(2026, 3, 14, 18, 0, tzinfo=datetime.UTC)
NOW_MS = round(NOW.timestamp() * 1000)
PLAYER = "Rosa"
_FIRST_NOTES = ("B B C C B C A B", "B B C D D C B A", "H H C C H C A H", "H H C D D C H A")
"""Of parts of Ode to Joy, in English and German."""
_HOUR_MS = 3_600_000
_DAY_MS = 86_400_000
_RUNS = (
    ("Ode to Joy", 1, 0.80, 9),
    ("Ode to Joy", 2, 0.55, 5),
    ("Ode to Joy", 2, 0.70, 1),
    ("Ode to Joy", 3, 0.60, 2),
    ("Amazing Grace", 1, 0.75, 12),
    ("Amazing Grace", 2, 0.65, 0),
    ("Für Elise", 2, 0.50, 3),
    ("Twinkle Twinkle Little Star", 1, 0.90, 20),
    ("Silent Night", 3, 0.70, 4),
    *(
        (title, 2, 0.45 + 0.01 * week, 7 * (30 - week) + day)
        for week in range(29)
        for title, day in (("Ode to Joy", 0), ("Amazing Grace", week % 5))
    ),
)
"""Title, number of the level, skill of the simulated player, how many days ago."""


class Scene:
    """What a scene is set up in: one look, and a start of the game in it."""

    def __init__(self, look: Look, folder: Path) -> None:
        self.look = look
        self._folder = folder
        self._started: Stage | None = None

    @property
    def stage(self) -> Stage:
        """The game on show."""
        assert self._started is not None
        return self._started

    def start(
        self,
        *,
        level: int = 2,
        hand: Hand = Hand.RIGHT,
        grips: tuple[Grip, ...] | None = None,
        speed: int = 100,
        hears: bool = False,
        is_new: bool = False,
        message: str | None = None,
        first: Step | None = None,
        screen: ScreenSettings | None = None,
    ) -> Stage:
        """Start the game over the prepared folder, or an empty one if it `is_new`.

        `hears` is whether there is sound, `first` where it begins, by default at the songs.
        `screen` are settings beyond those of the look.
        """
        home = self._folder / "home"
        home.mkdir()
        if not is_new:
            shutil.copyfile(_prepared() / "thumbtune.db", home / "thumbtune.db")
        own = self.look.settings
        settings = replace(
            screen or own,
            theme=own.theme,
            text_percent=own.text_percent,
            language=own.language,
        )
        records = _opened(home)
        player = records.players.choose(DEFAULT_PLAYER if is_new else PLAYER)
        records.settings.keep_screen(player.id, settings)
        wishes = Wishes(
            level=_level(level),
            hand=hand,
            grips=grips,
            speed_percent=speed,
            player=player.name,
        )
        sounds = StemCache(self._folder / "sounds") if hears else None
        started = Stage(home, wishes, message=message, records=records, sounds=sounds, first=first)
        self._started = started
        return started

    def play(self, title: str, until_s: float, *, skill: float = 0.9, seed: int = 1) -> Screen:
        """A simulated player plays a song up to a song time."""
        self.stage.open(title)
        self.pinch_until(until_s, skill=skill, seed=seed)
        return self.stage.screen

    def pinch_until(self, until_s: float, *, skill: float = 0.9, seed: int = 1) -> None:
        """The simulated player pinches up to a song time; then a moment passes."""
        session = self.stage.session
        run = session.run
        for pinch in simulated_pinches(run.chart, session.settings.level, skill, seed):
            if session.song_s < pinch.time_s < until_s:
                self.pinch(pinch)
        self.stage.until_song(until_s)

    def finish(self, *, skill: float = 0.9, seed: int = 1) -> Screen:
        """The simulated player plays the song that is on to its end."""
        self.pinch_until(self.stage.session.run.chart.end_s, skill=skill, seed=seed)
        self.stage.until(lambda: self.stage.flow.session is None)
        self.stage.frame(1.0)
        return self.stage.screen

    def follow(self, step: Step) -> Screen:
        """Go where `step` leads."""
        self.stage.flow.follow(step)
        self.stage.frame()
        return self.stage.screen

    def wait(self, time_s: float = 1.0) -> Screen:
        """Let some time pass."""
        until_s = self.stage.now_s + time_s
        self.stage.until(lambda: self.stage.now_s >= until_s)
        return self.stage.screen

    def press(self, *keys: int) -> Screen:
        """Menu keys, one after the other."""
        for key in keys:
            self.stage.press(key)
            self.stage.frame()
        return self.stage.screen

    def choose(self, *names: str) -> Screen:
        """Press the buttons of these names, one after the other."""
        for name in names:
            self._choose(name)
            self.stage.frame()
        return self.stage.screen

    def _choose(self, name: str) -> None:
        screen, flow = self.stage.screen, self.stage.flow
        if isinstance(screen, PageScreen):
            screen.page.set_focus(name)
            assert screen.page.focused and screen.page.focused.name == name
            flow.follow(screen.act(Action.OK))
            return
        if isinstance(screen, SongsScreen):
            if name not in [button.name for button in screen.buttons]:
                screen.act(Action.RIGHT)
            screen.draw(pygame.Surface(SMALL_SIZE))
            at = Layout(SMALL_SIZE)
            x, y = place_of(screen, name)
            self._click(at.x(x), at.y(y))
            return
        button = _button(screen, name)
        self._click(*Layout(SMALL_SIZE).rect(button.rect).center)

    def _click(self, x: int, y: int) -> None:
        screen, flow = self.stage.screen, self.stage.flow
        flow.follow(screen.point(Pointer(Phase.DOWN, x, y, MOUSE_ID)))
        flow.follow(screen.point(Pointer(Phase.UP, x, y, MOUSE_ID)))

    def type(self, text: str) -> Screen:
        """Write something."""
        for letter in text:
            self.stage.flow.follow(self.stage.screen.type(letter))
        self.stage.frame(2.0)
        return self.stage.screen

    def key_of(self, title: str) -> str:
        """What the list knows a song by."""
        entries = self.stage.library.known_entries()
        return str(next(entry.path for entry in entries if entry.title == title))

    def pinch(self, pinch: Pinch) -> None:
        """The player pinches, or lets go, at the moment of `pinch`."""
        self.stage.until_song(pinch.time_s)
        now_s = self.stage.now_s
        contact = Contact(now_s, pinch.grip, pinch.down, InputKind.KEYBOARD)
        self.stage.flow.follow(self.stage.screen.pinch(contact))

    def close(self) -> None:
        """The game is over."""
        if self._started:
            self._started.flow.close()
            self._started.records.close()


def _button(screen: Screen, name: str) -> Button:
    """The button of that name in a group of the screen, or of its menu."""
    holders = (one for one in (screen, *vars(screen).values()) if hasattr(one, "__dict__"))
    groups = (
        one for holder in holders for one in vars(holder).values() if isinstance(one, ButtonGroup)
    )
    return next(one for group in groups for one in group.buttons if one.name == name)


@contextmanager
def scene(look: Look) -> Iterator[Scene]:
    """A scene in this look; what it needs of the world outside stands still until it is over."""
    with pytest.MonkeyPatch.context() as patched, tempfile.TemporaryDirectory() as folder:
        made = Scene(look, Path(folder))
        _hold_time_still(patched, made)
        patched.setattr(CoachDesk.__init__, "__defaults__", (_Today.today,))
        songs = _library()
        patched.setattr(stage, "Library", lambda *_, **__: songs)
        patched.setattr("game.app.song_desk.Sketcher", lambda: Sketcher(AtOnce()))
        use_language(look.language)
        try:
            yield made
        finally:
            made.close()
            use_language("en")


@contextmanager
def no_screen() -> Iterator[None]:
    """A window that nobody sees."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SDL_VIDEODRIVER", "dummy")
        patched.setenv("SDL_AUDIODRIVER", "dummy")
        pygame.display.init()
        pygame.display.set_mode(SMALL_SIZE)
        yield
        pygame.display.quit()


class _Today(datetime.date):
    """A calendar with one day."""

    @classmethod
    def today(cls) -> datetime.date:
        return NOW.date()


class _Now(datetime.datetime):
    """A clock that stands."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        return NOW if tz else NOW.replace(tzinfo=None)


def _hold_time_still(patched: pytest.MonkeyPatch, made: Scene) -> None:
    """Every clock and calendar that a module of the game reads."""

    def reading_s() -> float:
        return made.stage.now_s

    instead = {
        "date": (datetime.date, _Today),
        "datetime": (datetime.datetime, _Now),
        "perf_counter": (__import__("time").perf_counter, reading_s),
    }
    modules = [module for name, module in sys.modules.items() if name.startswith("game.")]
    for module in modules:
        for name, (usual, still) in instead.items():
            if getattr(module, name, None) is usual:
                patched.setattr(module, name, still)
        if hasattr(module, "moment_now"):
            patched.setattr(module, "moment_now", lambda: Moment(NOW_MS))


@cache
def _folder() -> Path:
    """Of the songs and records; as long as this process."""
    kept = tempfile.TemporaryDirectory()
    _KEPT.append(kept)
    return Path(kept.name)


_KEPT: list[tempfile.TemporaryDirectory[str]] = []


@cache
def _library() -> Library:
    songs = _folder() / "songs"
    left_out = shutil.ignore_patterns("abc", "README.md")
    shutil.copytree(shipped_folder("songs"), songs, ignore=left_out)
    library = Library((songs,), trash=_folder() / "trash")
    library.read_all()
    return library


def data() -> frozenset[str]:
    """What the songs themselves say, as long as it may be: titles, and how a tune begins."""
    return frozenset(entry.title for entry in _library().known_entries()) | {*_FIRST_NOTES}


def _level(number: int) -> Level:
    """The first step of the level with this number."""
    return first_steps(LEVELS)[number - 1]


@cache
def _prepared() -> Path:
    """A data folder whose players have played."""
    home = _folder() / "prepared"
    home.mkdir()
    records = _opened(home)
    for name in ("Tom", "Grandma Li", PLAYER):
        player = records.players.choose(name)
    for title, level, skill, days in _RUNS:
        records.plays.store(_play(player.id, title, _level(level), skill, days))
    records.close()
    return home


def _play(player_id: int, title: str, level: Level, skill: float, days: int) -> NewPlay:
    chart = _chart(title, level)
    return NewPlay(
        player_id=player_id,
        song_title=title,
        chart=chart,
        replay=simulated_run(chart, level, skill, seed=days).replay(),
        input_kind=InputKind.KEYBOARD,
        started=Moment(NOW_MS - days * _DAY_MS - _HOUR_MS),
        program_version="0.1.0",
        settings={"hand": "right"},
        id=uuid5(NAMESPACE_OID, f"{title} {level.id} {days}"),
    )


@cache
def _chart(title: str, level: Level) -> Chart:
    entry = next(one for one in _library().known_entries() if one.title == title)
    return make_chart(_library().song(entry.path), level, level.default_grips, 100)


def _opened(home: Path) -> Records:
    return open_records(home / "thumbtune.db", NOW_MS).records
