"""A name is a player, and the last one chosen is remembered."""

from __future__ import annotations

import pytest

from game.records.errors import RecordsError
from game.records.players import MAX_NAME
from game.records.store import Records


def test_a_player_is_made_once_and_found_again(records: Records) -> None:
    anna = records.players.choose("Anna")
    assert records.players.choose("Anna") == anna
    assert records.players.find("Anna") == anna
    assert records.players.find("Ben") is None


@pytest.mark.parametrize("name", ["anna", "  ANNA ", "An\x00na", "Anna\n"])
def test_capitals_and_spaces_make_no_other_player(records: Records, name: str) -> None:
    anna = records.players.choose("Anna")
    assert records.players.choose(name) == anna


def test_an_umlaut_is_the_same_however_it_is_composed(records: Records) -> None:
    assert records.players.choose("J\u00f6rg") == records.players.choose("Jo\u0308rg")


@pytest.mark.parametrize("name", ["", "   ", "\x00\x07", "\udcff"])
def test_a_name_with_nothing_to_show_is_refused(records: Records, name: str) -> None:
    with pytest.raises(RecordsError, match="needs a name"):
        records.players.choose(name)
    assert records.players.all() == ()


def test_a_name_has_an_end(records: Records) -> None:
    assert records.players.choose("x" * MAX_NAME).name == "x" * MAX_NAME
    with pytest.raises(RecordsError, match="at most"):
        records.players.choose("x" * (MAX_NAME + 1))


def test_the_last_one_chosen_is_remembered(records: Records) -> None:
    assert records.players.last() is None
    anna, ben = records.players.choose("Anna"), records.players.choose("Ben")
    assert records.players.last() == ben
    records.players.choose("anna")
    assert records.players.last() == anna
    records.players.find("Ben")
    assert records.players.last() == anna


def test_players_are_listed_by_name(records: Records) -> None:
    for name in ("carla", "Anna", "Ben"):
        records.players.choose(name)
    assert [player.name for player in records.players.all()] == ["Anna", "Ben", "carla"]
