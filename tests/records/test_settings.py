"""What a player has set is there the next time; what this edition does not know is left alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from game.charting.chart import Grip
from game.records.players import Player
from game.records.settings import PlayChoice
from game.records.store import Records
from game.settings import BoundInput, Hand, Place, ScreenSettings, SoundSettings, Theme

from .making import behind, opened

CHOICE = PlayChoice("2-moderate", 80, Hand.LEFT, (Grip.KEY, Grip.INDEX))
SCREEN = ScreenSettings(Theme.LIGHT, 175, True, Place.RIGHT, 80, True, "de")
SOUND = SoundSettings(70, 0, 90, 10, 30, True, True, Path("/fonts/Größe ♪.sf2"))


def test_nothing_set_is_nothing_chosen_and_the_usual_sound(records: Records, anna: Player) -> None:
    assert records.settings.play(anna.id) == PlayChoice()
    assert records.settings.sound(anna.id) == SoundSettings()


def test_what_is_set_is_there_at_the_next_start(path: Path) -> None:
    with opened(path) as records:
        anna = records.players.choose("Anna")
        records.settings.keep_play(anna.id, CHOICE)
        records.settings.keep_sound(anna.id, SOUND)
        records.settings.keep_screen(anna.id, SCREEN)
    with opened(path) as records:
        assert records.settings.play(anna.id) == CHOICE
        assert records.settings.screen(anna.id) == SCREEN
        assert records.settings.sound(anna.id) == SOUND
        records.settings.keep_sound(anna.id, SoundSettings())
        assert records.settings.sound(anna.id) == SoundSettings()


def test_each_player_has_their_own(records: Records, anna: Player) -> None:
    ben = records.players.choose("Ben")
    records.settings.keep_play(anna.id, CHOICE)
    records.settings.keep_sound(anna.id, SOUND)
    records.settings.keep_screen(anna.id, SCREEN)
    assert records.settings.play(ben.id) == PlayChoice()
    assert records.settings.sound(ben.id) == SoundSettings()
    assert records.settings.screen(ben.id) == ScreenSettings()


def test_what_a_choice_leaves_open_stays(records: Records, anna: Player) -> None:
    records.settings.keep_play(anna.id, CHOICE)
    records.settings.keep_play(anna.id, PlayChoice(speed_percent=60))
    assert records.settings.play(anna.id) == PlayChoice("2-moderate", 60, Hand.LEFT, CHOICE.grips)


def test_settings_of_a_newer_edition_are_kept(path: Path) -> None:
    with opened(path) as records:
        anna = records.players.choose("Anna")
        behind(
            path,
            "INSERT INTO player_settings VALUES (?, 'sound.reverb', '{\"size\":3}')",
            anna.id,
        )
        records.settings.keep_sound(anna.id, SOUND)
        assert records.settings.sound(anna.id) == SOUND
    kept = sqlite3.connect(path).execute(
        "SELECT value FROM player_settings WHERE name = 'sound.reverb'"
    )
    assert kept.fetchall() == [('{"size":3}',)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sound.music_volume", "101"),
        ("sound.music_volume", '"loud"'),
        ("sound.hits_silent", "1"),
        ("sound.tune_volume", "not JSON"),
        ("sound.soundfont", "3"),
        ("play.speed_percent", "1000"),
        ("play.hand", '"third"'),
        ("play.grips", '["toe"]'),
        ("play.grips", "[]"),
        ("play.level", "[]"),
        ("screen.theme", '"plaid"'),
        ("screen.text_percent", "300"),
        ("screen.is_calm", "0"),
        ("screen.lanes_place", '"above"'),
        ("screen.lanes_percent", '"wide"'),
        ("screen.shows_edge_bar", "not JSON"),
        ("screen.language", "7"),
    ],
)
def test_a_value_that_can_not_be_understood_counts_as_not_set(
    path: Path, name: str, value: str
) -> None:
    with opened(path) as records:
        anna = records.players.choose("Anna")
        behind(path, "INSERT INTO player_settings VALUES (?, ?, ?)", anna.id, name, value)
        assert records.settings.screen(anna.id) == ScreenSettings()
        assert records.settings.sound(anna.id) == SoundSettings()
        assert records.settings.play(anna.id) == PlayChoice()


def test_what_is_bound_belongs_to_the_player_and_the_hand(records: Records, anna: Player) -> None:
    inputs = (
        BoundInput(Grip.INDEX, "keyboard key 20", 100),
        BoundInput(Grip.KEY, "midi note 36 Größe ♪ 2", 0),
    )
    records.settings.keep_inputs(anna.id, Hand.LEFT, inputs)
    assert records.settings.inputs(anna.id, Hand.LEFT) == inputs
    assert records.settings.inputs(anna.id, Hand.RIGHT) == ()
    assert records.settings.inputs(records.players.choose("Ben").id, Hand.LEFT) == ()
    records.settings.keep_inputs(anna.id, Hand.LEFT, ())
    assert records.settings.inputs(anna.id, Hand.LEFT) == ()


@pytest.mark.parametrize(
    "value", ["", "{}", '"J"', "[1, 2]", '[["index", 3, 100]]', '[["thumb", "keyboard key 20", 5]]']
)
def test_bindings_that_cannot_be_understood_count_as_not_set(value: str, path: Path) -> None:
    with opened(path) as records:
        anna = records.players.choose("Anna")
        records.settings.keep_inputs(anna.id, Hand.RIGHT, [BoundInput(Grip.RING, "x", 1)])
    with sqlite3.connect(path) as database:
        database.execute("UPDATE player_settings SET value = ?", (value,))
    database.close()
    with opened(path) as records:
        assert records.settings.inputs(anna.id, Hand.RIGHT) == ()
