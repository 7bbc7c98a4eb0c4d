"""Who plays: chosen, made, renamed, deleted and brought back, with keys alone."""

from __future__ import annotations

from collections.abc import Callable

import pygame
import pytest

from game.charting.chart import Grip
from game.records.errors import RecordsError
from game.records.players import Players
from game.screens.home import HomeScreen
from game.screens.players import PlayersScreen
from game.screens.steps import OpenHome, OpenPlayers, Step
from tests.app.stage import Stage

Start = Callable[..., Stage]
KEYS = {" ": (pygame.K_SPACE, pygame.KSCAN_SPACE)}


@pytest.fixture
def stage(start: Start) -> Stage:
    """Anna, in front of the players."""
    stage = start()
    stage.flow.visit.be(stage.records.players.rename(stage.player.id, "Anna"))
    stage.flow.follow(OpenPlayers())
    return stage


def choose(stage: Stage, name: str) -> Step | None:
    """Come to a button with the key that leads on, and choose it."""
    assert isinstance(stage.screen, PlayersScreen)
    stage.screen.page.set_focus(name)
    focused = stage.screen.page.focused
    assert focused is not None and focused.name == name, name
    stage.press(pygame.K_RETURN)


def type_name(stage: Stage, text: str) -> None:
    for _ in range(60):
        stage.press(pygame.K_BACKSPACE)
    for char in text:
        key, scancode = KEYS.get(char, (ord(char.lower()), pygame.KSCAN_J))
        stage.key(key, scancode, text=char)


def names(stage: Stage) -> list[str]:
    return [player.name for player in stage.records.players.all()]


def test_somebody_new_is_made_and_plays_with_settings_of_their_own(stage: Stage) -> None:
    choose(stage, "new")
    type_name(stage, "Jo Lind")
    choose(stage, "ok")
    assert names(stage) == ["Anna", "Jo Lind"]
    assert stage.flow.visit.player.name == "Jo Lind"


def test_whoever_types_nothing_takes_the_name_that_is_there(stage: Stage) -> None:
    choose(stage, "new")
    choose(stage, "ok")
    assert names(stage) == ["Anna", "Player"]


def test_letters_of_finger_keys_are_letters_of_the_name(stage: Stage) -> None:
    choose(stage, "new")
    type_name(stage, "")
    stage.pinch(Grip.INDEX)
    stage.pinch(Grip.MIDDLE)
    choose(stage, "ok")
    assert names(stage) == ["Anna", "jk"]


@pytest.mark.parametrize(("typed", "said"), [("anna", "plays here already"), ("", "needs a name")])
def test_a_name_that_cannot_be_is_told_and_can_be_typed_again(
    stage: Stage, typed: str, said: str
) -> None:
    choose(stage, "new")
    type_name(stage, typed)
    choose(stage, "ok")
    assert said in stage.shown()
    type_name(stage, "Bo")
    choose(stage, "ok")
    assert names(stage) == ["Anna", "Bo"]


def test_name_and_picture_are_changed_and_shown_at_once(stage: Stage) -> None:
    choose(stage, "me")
    choose(stage, "picture sun")
    choose(stage, "rename")
    type_name(stage, "Annabel")
    choose(stage, "ok")
    assert "Annabel" in stage.shown()
    stage.press(pygame.K_ESCAPE)
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, HomeScreen)
    assert (stage.screen.view.face.name, stage.screen.view.face.picture) == ("Annabel", "sun")


def test_another_player_is_chosen(stage: Stage) -> None:
    ben = stage.records.players.make("Ben")
    stage.flow.follow(OpenPlayers())
    assert "Nothing played yet" in stage.shown()
    choose(stage, f"player {ben.id}")
    assert stage.flow.visit.player == ben


def test_a_deleted_player_is_brought_back_with_one_press(stage: Stage) -> None:
    stage.open("Alpha")
    stage.play(4)
    ben = stage.records.players.make("Ben")
    stage.flow.follow(OpenPlayers())
    choose(stage, "me")
    choose(stage, "delete")
    assert "Delete Anna?" in stage.shown()
    choose(stage, "delete now")
    assert stage.flow.visit.player == ben
    assert names(stage) == ["Ben"]
    assert "Anna was deleted" in stage.shown()
    choose(stage, "undo")
    assert names(stage) == ["Anna", "Ben"]
    assert stage.records.players.cards()[1].plays == 1


def test_deleting_is_asked_about_and_ok_keeps_everything(stage: Stage) -> None:
    choose(stage, "me")
    choose(stage, "delete")
    stage.press(pygame.K_RETURN)
    assert names(stage) == ["Anna"]


def test_after_the_only_player_is_deleted_there_is_a_fresh_one(stage: Stage) -> None:
    choose(stage, "me")
    choose(stage, "delete")
    choose(stage, "delete now")
    assert names(stage) == ["Player"]
    assert stage.flow.visit.player.name == "Player"
    stage.flow.follow(OpenHome())
    assert isinstance(stage.screen, HomeScreen)


def test_records_that_cannot_be_used_are_told_and_the_game_goes_on(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise RecordsError("The disk is full.")

    choose(stage, "me")
    with monkeypatch.context() as patched:
        for change in ("delete", "set_picture"):
            patched.setattr(Players, change, refuse)
        choose(stage, "picture moon")
        assert "The disk is full." in stage.shown()
        choose(stage, "delete")
        choose(stage, "delete now")
        assert "The disk is full." in stage.shown()
        patched.setattr(Players, "all", refuse)
        stage.flow.follow(OpenPlayers())
        assert stage.sentence() == "The disk is full."
    assert isinstance(stage.screen, HomeScreen)
    assert names(stage) == ["Anna"]
