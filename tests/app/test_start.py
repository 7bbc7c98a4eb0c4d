"""The game from its start to its end: however it ends, the run on screen is kept."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pygame
import pytest

from game.app import start as start_module
from game.app.flow import Flow
from game.app.parts import Parts, Wishes
from game.app.start import play
from game.app.window import WindowError, open_window
from game.folders import DataFolders
from game.library import Library
from game.records.database import connect
from game.records.errors import RecordsError
from game.records.store import Records
from game.screens.steps import Step
from game.settings import PlaySettings
from game.sound.player import SilentPlayer
from tests.app.stage import LEVELS
from tests.records.making import opened, records_on

Handle = Callable[[pygame.Event, float], None]
Frame = Callable[[float], None]
IsOver = Callable[[], bool]
LIMIT_S = 30.0


@pytest.fixture(autouse=True)
def no_devices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")


@pytest.fixture
def records(home: Path) -> Iterator[Records]:
    opened(home / "thumbtune.db").close()
    path = home / "thumbtune.db"
    with records_on(connect(path, busy_ms=20), path) as records:
        yield records


class Loop:
    """Instead of the real loop: frames on a clock of their own, then whatever `end` does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, end: Callable[[Handle], None]) -> None:
        self._now_s = 0.0
        self._end = end
        self._flows: list[Flow] = []
        monkeypatch.setattr("game.app.running.perf_counter", lambda: self._now_s)
        monkeypatch.setattr(start_module, "Flow", self._flow)
        monkeypatch.setattr(start_module, "run_loop", self._run)

    def _flow(self, parts: Parts, settings: PlaySettings, message: str | None, first: Step) -> Flow:
        self._flows.append(Flow(parts, settings, message, first))
        return self._flows[-1]

    def _run(self, handle: Handle, frame: Frame, is_over: IsOver) -> None:
        limit_s = time.monotonic() + LIMIT_S
        while not self._has_judged():
            assert time.monotonic() < limit_s, "the song did not begin"
            self._now_s += 0.2
            frame(self._now_s)
        self._end(handle)

    def _has_judged(self) -> bool:
        session = self._flows[-1].session
        return session is not None and len(session.run.events) >= 2


def play_alpha(home: Path, records: Records) -> None:
    library = Library((home / "songs",))
    wishes = Wishes(song=home / "songs" / "alpha.mid")
    play(wishes, LEVELS, library, records, DataFolders(home), None)


@pytest.mark.parametrize("problem", [KeyboardInterrupt(), ZeroDivisionError()])
def test_a_run_is_kept_when_the_game_is_ended_in_the_middle(
    home: Path, records: Records, monkeypatch: pytest.MonkeyPatch, problem: BaseException
) -> None:
    def end(handle: Handle) -> None:
        raise problem

    Loop(monkeypatch, end)
    with pytest.raises(type(problem)):
        play_alpha(home, records)
    (kept,) = records.plays.latest()
    assert not kept.finished
    assert kept.score is not None and kept.score.passed >= 2


def test_the_window_s_own_button_keeps_the_run_and_ends_quietly(
    home: Path, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    Loop(monkeypatch, lambda handle: handle(pygame.Event(pygame.QUIT), 0.0))
    play_alpha(home, records)
    assert len(records.plays.latest()) == 1
    assert not pygame.display.get_init()


def test_a_run_that_could_not_be_stored_until_the_end_is_told(
    home: Path, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(home / "thumbtune.db", isolation_level=None)

    def end(handle: Handle) -> None:
        other.execute("BEGIN IMMEDIATE")
        handle(pygame.Event(pygame.QUIT), 0.0)

    Loop(monkeypatch, end)
    with pytest.raises(RecordsError, match="1 run could not be stored before"):
        play_alpha(home, records)
    other.close()


def test_a_window_that_nobody_asked_for_and_nobody_sees_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SDL_VIDEODRIVER")
    monkeypatch.setattr(pygame.display, "get_driver", lambda: "offscreen")
    monkeypatch.setattr(pygame.display, "init", lambda: None)
    with pytest.raises(WindowError, match='"thumbtune demo SONG" plays a song without one'):
        open_window()


def test_a_window_asked_for_in_memory_is_opened_and_can_be_resized() -> None:
    surface = open_window()
    assert surface.get_size() == (1280, 720)
    assert surface.get_flags() & pygame.RESIZABLE
    pygame.display.quit()


def test_what_is_amiss_with_the_settings_is_told_first(
    home: Path, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str | None] = []

    def flow(parts: Parts, settings: PlaySettings, message: str | None, first: Step) -> Flow:
        told.append(message)
        return Flow(parts, settings, message)

    monkeypatch.setattr(start_module, "Flow", flow)
    monkeypatch.setattr(start_module, "run_loop", lambda *_: None)
    (home / "settings.toml").write_text("picture_offset_ms = far")
    library = Library((home / "songs",))
    wishes = Wishes(soundfont=home / "none.sf2")
    play(wishes, LEVELS, library, records, DataFolders(home), "A sentence.")
    play(Wishes(), LEVELS, library, records, DataFolders(home), None)
    first, second = told
    assert first is not None and second is None
    assert first.startswith("A sentence. The settings in ")
    assert "set aside as settings.toml.damaged-" in first
    assert first.endswith("none.sf2 that can be read.")


def test_the_sound_card_is_opened_with_the_buffer_that_is_set(
    home: Path, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def open_silent(buffer: int) -> SilentPlayer:
        asked.append(buffer)
        return SilentPlayer(None)

    monkeypatch.setattr(start_module, "open_music", open_silent)
    monkeypatch.setattr(start_module, "run_loop", lambda *_: None)
    (home / "settings.toml").write_text("audio_buffer_frames = 1024")
    play(Wishes(), LEVELS, Library((home / "songs",)), records, DataFolders(home), None)
    assert asked == [1024]
