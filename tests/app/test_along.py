"""Taking data along, taking it over, and deleting it for good, from the window."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from game.app.along_desk import THREAD
from game.records.exchange.archive import is_export
from game.records.exchange.part import read_export
from game.records.settings import PlayChoice
from game.screens.along import TakeAlongScreen, TakeOverScreen
from game.screens.home import HomeScreen
from game.screens.play import PlayScreen
from game.screens.players import PlayersScreen
from game.screens.steps import OpenHome, OpenPlayers, OpenTakeAlong
from game.settings import SoundSettings
from tests.app.stage import Stage
from tests.records.making import NOW_MS, chart_of, opened, play_of, records_in_memory

Start = Callable[..., Stage]


@pytest.fixture
def stage(start: Start) -> Stage:
    """Anna, at home, with one run."""
    stage = start()
    stage.flow.visit.be(stage.records.players.rename(stage.player.id, "Anna"))
    stage.open("Alpha")
    stage.play(3)
    stage.flow.follow(OpenHome())
    return stage


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Anna and Ben from another computer: two runs, and what Anna wants to hear."""
    path = tmp_path / "from elsewhere.zip"
    with records_in_memory() as other:
        for name in ("Anna", "Ben"):
            player = other.players.choose(name)
            play = play_of(player.id, chart_of(4), at_ms=NOW_MS + 10**12)
            other.plays.store(play)
            other.settings.keep_sound(player.id, SoundSettings(music_volume=11))
            other.settings.keep_play(player.id, PlayChoice(speed_percent=80))
        other.exchange.write(path, "0.1.0")
    return path


def choose(stage: Stage, name: str) -> None:
    assert isinstance(stage.screen, TakeAlongScreen | TakeOverScreen | PlayersScreen)
    stage.screen.page.set_focus(name)
    focused = stage.screen.page.focused
    assert focused is not None and focused.name == name, name
    stage.press(pygame.K_RETURN)


def drop(stage: Stage, path: Path) -> None:
    stage.event(pygame.DROPFILE, file=str(path))
    stage.event(pygame.DROPCOMPLETE)


def wait(stage: Stage) -> str:
    """Until the work beside the window is done; what is said then."""
    assert "One moment, please." in stage.shown()
    for key in (pygame.K_ESCAPE, pygame.K_RETURN, pygame.K_DOWN, pygame.K_UP):
        stage.press(key)
    for thread in threading.enumerate():
        if thread.name == THREAD:
            thread.join(20)
    stage.frame()
    return stage.shown()


@pytest.mark.parametrize(("who", "names"), [("all", ["Anna", "Ben"]), ("me", ["Anna"])])
def test_a_file_is_made_and_it_is_said_where_it_is(
    stage: Stage, who: str, names: list[str]
) -> None:
    stage.records.players.make("Ben")
    stage.flow.follow(OpenPlayers())
    choose(stage, "me")
    choose(stage, "along")
    choose(stage, who)
    said = wait(stage)
    (path,) = (stage.songs.parent / "exports").iterdir()
    assert "Your file is ready." in said and path.name in said and "exports" in said
    contents = read_export(path)
    assert [row.name for row in contents.players] == names
    assert len(contents.plays) == 1
    stage.press(pygame.K_RETURN)
    assert isinstance(stage.screen, PlayersScreen)


def test_whoever_plays_alone_is_not_asked_for_whom(stage: Stage) -> None:
    for number in (1, 2):
        stage.flow.follow(OpenTakeAlong())
        assert "Everybody" not in stage.shown()
        choose(stage, "me")
        assert "ready" in wait(stage)
        assert len(list((stage.songs.parent / "exports").iterdir())) == number
    stage.flow.follow(OpenTakeAlong())
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, PlayersScreen)


def test_a_file_that_was_dropped_is_taken_over_after_a_question(stage: Stage, export: Path) -> None:
    drop(stage, export)
    shown = stage.shown()
    assert "Anna, Ben" in shown and "2 runs" in shown
    choose(stage, "take")
    assert "2 new runs are here now, of 2 in the file." in wait(stage)
    stage.press(pygame.K_RETURN)
    assert isinstance(stage.screen, HomeScreen)
    cards = {card.player.name: card.plays for card in stage.records.players.cards()}
    assert cards == {"Anna": 2, "Ben": 1}
    assert all(play.score for play in stage.records.plays.latest())
    assert stage.flow.visit.player.name == "Anna"
    assert stage.flow.visit.parts.choices.sound.music_volume == 11
    assert stage.flow.visit.settings.speed_percent == 80


def test_the_same_file_again_changes_nothing(stage: Stage, export: Path) -> None:
    for said in ("2 new runs", "Everything in this file was here already."):
        drop(stage, export)
        choose(stage, "take")
        assert said in wait(stage)
        stage.press(pygame.K_RETURN)
    assert len(stage.records.plays.latest()) == 3


def test_not_now_changes_nothing(stage: Stage, export: Path) -> None:
    drop(stage, export)
    choose(stage, "back")
    assert isinstance(stage.screen, HomeScreen)
    assert len(stage.records.players.all()) == 1


def test_a_file_from_a_newer_edition_asks_for_an_update(stage: Stage, export: Path) -> None:
    newer = export.with_name("newer.zip")
    with zipfile.ZipFile(newer, "w") as made:
        made.writestr("manifest.json", '{"format": "thumbtune-export", "version": 2}')
    drop(stage, newer)
    assert "made by a newer Thumbtune" in stage.shown()
    stage.press(pygame.K_RETURN)
    assert isinstance(stage.screen, HomeScreen)


def test_other_zips_are_a_matter_of_the_songs(stage: Stage, tmp_path: Path) -> None:
    other = tmp_path / "holiday.zip"
    other.write_bytes(b"PK\x05\x06" + bytes(18))
    assert not is_export(other)
    drop(stage, other)
    assert isinstance(stage.screen, HomeScreen)


def test_during_a_song_nobody_is_asked(stage: Stage, export: Path) -> None:
    stage.open("Alpha")
    drop(stage, export)
    assert isinstance(stage.screen, PlayScreen)


def test_what_cannot_be_taken_over_is_said_and_the_game_goes_on(stage: Stage, export: Path) -> None:
    drop(stage, export)
    export.write_bytes(export.read_bytes()[:-40])
    choose(stage, "take")
    assert "was damaged or changed" in wait(stage)
    stage.press(pygame.K_RETURN)
    assert isinstance(stage.screen, HomeScreen)
    assert len(stage.records.players.all()) == 1


def test_who_was_deleted_is_deleted_for_good_after_a_second_question(stage: Stage) -> None:
    stage.records.players.make("Ben")
    stage.flow.follow(OpenPlayers())
    for name in ("me", "delete", "delete now", "forget"):
        choose(stage, name)
    assert "Delete Anna for good?" in stage.shown()
    choose(stage, "keep")
    assert [card.player.name for card in stage.records.players.deleted()] == ["Anna"]
    choose(stage, "forget")
    choose(stage, "forget now")
    assert "Anna" not in stage.shown()
    assert stage.records.players.deleted() == ()
    data = b"".join(path.read_bytes() for path in stage.songs.parent.glob("thumbtune.db*"))
    assert b"Anna" not in data and b"Ben" in data


def test_a_run_that_ends_after_its_player_was_forgotten_elsewhere_is_told(stage: Stage) -> None:
    stage.open("Alpha")
    with opened(stage.records.path) as elsewhere:
        elsewhere.forgetting.forget([stage.player.id])
    stage.play(3)
    assert "This player is not here any more." in stage.shown()
    stage.flow.follow(OpenPlayers())
    assert [player.name for player in stage.records.players.all()] == ["Player"]
    assert stage.flow.visit.player.name == "Player"
