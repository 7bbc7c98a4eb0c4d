"""Another player sits down: everything is theirs from then on, and nothing of the one before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pygame
import pytest

from game.charting.chart import Grip
from game.inputs.controls import key_control
from game.play.events import InputKind
from game.records.errors import RecordsError
from game.records.settings import PlayerSettings
from game.screens.steps import OpenSongs, TakePlayer
from game.settings import Hand, ScreenSettings, SoundSettings, Theme
from game.text import language
from tests.app.stage import LEVELS, Stage

Start = Callable[..., Stage]


def change_to(stage: Stage, name: str) -> None:
    stage.flow.follow(TakePlayer(stage.records.players.choose(name).id))


def test_settings_look_and_keys_are_those_of_who_plays(start: Start) -> None:
    stage = start()
    visit = stage.flow.visit
    visit.set_settings(replace(visit.settings, hand=Hand.LEFT, level=LEVELS[1]))
    stage.choices.set_screen(ScreenSettings(theme=Theme.LIGHT, text_percent=150))
    stage.choices.set_sound(SoundSettings(music_volume=20))
    bound = stage.flow.bindings.bound(Grip.INDEX, key_control(pygame.KSCAN_W), instead=True)
    stage.choices.set_inputs(Hand.RIGHT, bound.stored(Hand.RIGHT))
    first = visit.player.name
    change_to(stage, "Ben")
    now = stage.flow.visit
    assert now.player.name == "Ben"
    assert (now.settings.hand, now.settings.level) == (Hand.RIGHT, LEVELS[0])
    assert now.parts.choices.sound == SoundSettings()
    assert stage.flow.style.text_percent == 100
    assert stage.flow.bindings.grip_of(key_control(pygame.KSCAN_W)) is None
    change_to(stage, first)
    assert stage.flow.visit.settings.hand is Hand.LEFT
    assert stage.flow.style.text_percent == 150
    assert stage.flow.visit.parts.choices.sound.music_volume == 20


def test_the_keys_of_who_plays_are_those_that_pinch(start: Start) -> None:
    stage = start()
    ben = stage.records.players.choose("Ben")
    usual = stage.flow.bindings
    bound = usual.bound(Grip.INDEX, key_control(pygame.KSCAN_W), instead=True)
    stage.records.settings.keep_inputs(ben.id, Hand.RIGHT, bound.stored(Hand.RIGHT))
    stage.flow.follow(TakePlayer(ben.id))
    stage.open("Alpha")
    note = stage.session.run.chart.notes[0]
    stage.until_song(note.time_s)
    stage.finger(Grip.INDEX)
    assert stage.session.run.score.hits == 0
    stage.key(ord("w"), pygame.KSCAN_W, text="w")
    assert stage.session.run.score.hits == (note.grip is Grip.INDEX)


def test_a_run_that_is_on_is_kept_for_who_played_it(start: Start) -> None:
    stage = start()
    first = stage.flow.visit.player
    stage.open("Alpha")
    stage.hit(2)
    change_to(stage, "Ben")
    ben = stage.flow.visit.player
    assert stage.flow.session is None
    (play,) = stage.records.plays.latest()
    assert (play.key.player_id, play.finished) == (first.id, False)
    stage.open("Alpha")
    stage.play(4)
    assert [p.key.player_id for p in stage.records.plays.latest()] == [ben.id, first.id]
    assert stage.records.bests.all(first.id) == ()


def test_a_run_that_could_not_be_stored_is_stored_later_for_who_played_it(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = start()
    first, store = stage.flow.visit.player, stage.records.plays.store

    def refuse(_: object) -> None:
        raise RecordsError("The disk is full.")

    stage.open("Alpha")
    monkeypatch.setattr(stage.records.plays, "store", refuse)
    stage.hit(2)
    change_to(stage, "Ben")
    assert stage.flow.unsaved == 1
    monkeypatch.setattr(stage.records.plays, "store", store)
    stage.flow.close()
    assert stage.flow.unsaved == 0
    (play,) = stage.records.plays.latest()
    assert play.key.player_id == first.id


def test_settings_that_could_not_be_stored_are_stored_later_for_who_set_them(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = start()
    first = stage.flow.visit.player

    def refuse(*_: object) -> None:
        raise RecordsError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(PlayerSettings, "keep_sound", refuse)
        stage.choices.set_sound(SoundSettings(music_volume=10))
        change_to(stage, "Ben")
    stage.flow.close()
    assert stage.records.settings.sound(first.id).music_volume == 10
    assert stage.records.settings.sound(stage.flow.visit.player.id) == SoundSettings()


def test_bests_and_favourites_in_the_list_are_those_of_who_plays(start: Start) -> None:
    stage = start()
    stage.open("Alpha")
    stage.play(4)
    stage.flow.follow(OpenSongs())
    row = stage.row()
    assert row.best_points == 400
    stage.flow.visit.songs.set_favourite(row.key, is_one=True)
    change_to(stage, "Ben")
    stage.flow.follow(OpenSongs())
    assert (stage.row().best_points, stage.row().is_favourite) == (None, False)


def test_a_player_who_was_deleted_elsewhere_is_told_and_the_game_goes_on(start: Start) -> None:
    stage = start()
    first, gone = stage.flow.visit.player, stage.records.players.choose("Gone")
    stage.records.players.delete(gone.id, 0)
    stage.flow.follow(TakePlayer(gone.id))
    assert "not here any more" in stage.sentence()
    assert stage.flow.visit.player == first


def test_what_the_last_one_played_with_means_nothing_for_the_next(start: Start) -> None:
    stage = start()
    stage.flow.pinched_with(InputKind.MIDI)
    change_to(stage, "Ben")
    assert stage.flow.visit.kind is InputKind.KEYBOARD


def test_everybody_is_spoken_to_in_their_own_language(start: Start) -> None:
    stage = start()
    first = stage.flow.visit.player.name
    stage.choices.set_screen(ScreenSettings(language="de"))
    assert language() == "de"
    change_to(stage, "Ben")
    assert language() == "en", "the computer's own"
    change_to(stage, first)
    assert language() == "de"
