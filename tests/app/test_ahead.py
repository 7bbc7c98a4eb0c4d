"""In the list of songs: the chosen one is heard and rendered ahead, and nothing is in the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.app.ahead import REST_S
from game.music.reading import read_song
from game.music.song import Song, SongError
from game.screens.home import HomeScreen
from game.screens.play import PlayScreen
from game.screens.songs import SongsScreen
from game.settings import SoundSettings, gain_of
from game.sound.cache import StemCache
from game.sound.tone import SAMPLE_RATE
from game.workshop import PREVIEW_S
from tests.app.stage import AtOnce, HeardMusic, Later, Stage

Start = Callable[..., Stage]


@pytest.fixture
def stage(start: Start, home: Path) -> Stage:
    return with_sound(start, home)


def with_sound(
    start: Start,
    home: Path,
    workroom: AtOnce | None = None,
    sound_settings: SoundSettings | None = None,
) -> Stage:
    return start(
        music=HeardMusic(),
        sounds=StemCache(home / "sounds"),
        workroom=workroom,
        sound_settings=sound_settings,
    )


def rest(stage: Stage) -> None:
    for _ in range(5):
        stage.frame()


def entries(home: Path) -> int:
    return len(list((home / "sounds").glob("*/entry.json")))


def test_a_song_the_choice_rests_on_is_heard_once_and_rendered(stage: Stage, home: Path) -> None:
    stage.frame(REST_S / 4)
    stage.frame(REST_S / 4)
    assert stage.previews.played == []
    rest(stage)
    rest(stage)
    assert len(stage.previews.played) == 1
    assert stage.previews.volumes == [gain_of(SoundSettings().menu_volume)]
    assert entries(home) == 1


def test_a_preview_is_short_fades_in_and_out_and_begins_with_the_tune(stage: Stage) -> None:
    rest(stage)
    (samples,) = stage.previews.played
    assert len(samples) <= PREVIEW_S * SAMPLE_RATE
    assert not np.any(samples[0])
    assert not np.any(samples[-1])
    assert np.abs(samples[: 2 * SAMPLE_RATE]).max() > 1000


def test_another_choice_lets_it_fade_and_is_heard_itself(stage: Stage) -> None:
    rest(stage)
    stage.press(pygame.K_DOWN)
    stage.frame()
    assert stage.previews.ends == ["faded"]
    rest(stage)
    assert stage.previews.ends == ["faded", "playing"]
    first, second = stage.previews.played
    assert not np.array_equal(first, second)


def test_no_song_is_heard_in_passing(stage: Stage) -> None:
    for _ in range(6):
        stage.press(pygame.K_DOWN)
        stage.frame()
        stage.press(pygame.K_UP)
        stage.frame()
    assert stage.previews.played == []


def test_nothing_is_heard_while_a_title_is_typed(stage: Stage) -> None:
    stage.frame()
    for letter in "gamma":
        stage.key(ord(letter), ord(letter) - ord("a") + pygame.KSCAN_A, text=letter)
        stage.frame(0.6)
    assert stage.row().title == "Gamma"
    assert stage.previews.played == []
    rest(stage)
    rest(stage)
    assert len(stage.previews.played) == 1


def test_choosing_to_play_ends_the_preview_at_once_and_uses_what_was_rendered(
    stage: Stage, home: Path
) -> None:
    rest(stage)
    stage.press(pygame.K_RETURN)
    assert stage.previews.ends == ["stopped"]
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    assert entries(home) == 1


def test_leaving_and_looking_away_end_it_too(start: Start, home: Path) -> None:
    stage = with_sound(start, home)
    rest(stage)
    stage.event(pygame.WINDOWFOCUSLOST)
    rest(stage)
    assert stage.previews.ends == ["stopped"]
    stage.event(pygame.WINDOWFOCUSGAINED)
    rest(stage)
    assert stage.previews.ends == ["stopped", "playing"]
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, HomeScreen)
    assert stage.previews.ends == ["stopped", "stopped"]


def test_rendering_ahead_is_given_up_for_another_song(start: Start, home: Path) -> None:
    workroom = Later()
    stage = with_sound(start, home, workroom)
    rest(stage)
    stage.press(pygame.K_DOWN)
    stage.frame()
    assert workroom.jobs[-1].is_over
    workroom.work()
    rest(stage)
    workroom.work()
    rest(stage)
    assert len(stage.previews.played) == 1
    assert entries(home) == 1


def test_it_is_rendered_at_the_speed_that_is_set(stage: Stage, home: Path) -> None:
    rest(stage)
    for key in (pygame.K_RIGHT, pygame.K_UP, pygame.K_RETURN, pygame.K_DOWN, pygame.K_RETURN):
        stage.press(key)
    assert isinstance(stage.screen, SongsScreen)
    assert stage.screen.settings.speed_percent != 100
    rest(stage)
    assert entries(home) == 2


def test_without_sound_nothing_is_rendered(start: Start) -> None:
    workroom = AtOnce()
    stage = start(workroom=workroom)
    rest(stage)
    assert workroom.jobs == []
    assert stage.previews.played == []


def test_a_song_that_can_t_be_rendered_is_passed_over(
    start: Start, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(path: Path) -> Song:
        if path.stem == "alpha":
            raise SongError("This file is empty.")
        return read_song(path)

    monkeypatch.setattr("game.workshop.read_song", read)
    stage = with_sound(start, home)
    rest(stage)
    assert stage.previews.played == []
    stage.press(pygame.K_DOWN)
    rest(stage)
    assert len(stage.previews.played) == 1
