"""Players are renamed, deleted, brought back, and removed for good once that is over."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.records.database import connect
from game.records.errors import RecordsError
from game.records.players import KEPT_MS, MAX_NAME, Player
from game.records.store import Records
from game.settings import Hand, SoundSettings

from .making import NOW_MS, behind, opened, play_of, records_in_memory, records_on

EMOJI = "\U0001f468\u200d\U0001f469\u200d\U0001f467 Ada \U0001f1e9\U0001f1ea"
names = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["Anna", "ANNA", " anna", "Stra\u00dfe", "STRASSE", EMOJI, "\u674e\u660e", "x" * 300]
    ),
)


def test_a_player_is_renamed_and_stays_the_same_player(records: Records, anna: Player) -> None:
    records.plays.store(play_of(anna.id))
    renamed = records.players.rename(anna.id, "  Anna   Maria ")
    assert (renamed.id, renamed.name) == (anna.id, "Anna Maria")
    assert records.players.find("Anna") is None
    assert [play.player_name for play in records.plays.latest()] == ["Anna Maria"]


def test_a_player_may_change_the_capitals_of_their_own_name(records: Records, anna: Player) -> None:
    assert records.players.rename(anna.id, "ANNA").name == "ANNA"


def test_nobody_takes_the_name_of_somebody_else(records: Records, anna: Player) -> None:
    ben = records.players.make("Ben")
    for change in (
        lambda: records.players.rename(ben.id, " ANNA"),
        lambda: records.players.make("anna"),
    ):
        with pytest.raises(RecordsError, match="Anna plays here already"):
            change()
    assert [player.name for player in records.players.all()] == ["Anna", "Ben"]


@pytest.mark.parametrize("name", ["", " \t", "\u200b\u200d", "\x00", "\u0301", "y" * 300])
def test_a_name_that_cannot_be_changes_nothing(records: Records, anna: Player, name: str) -> None:
    with pytest.raises(RecordsError):
        records.players.rename(anna.id, name)
    with pytest.raises(RecordsError):
        records.players.make(name)
    assert records.players.all() == (anna,)


@settings(max_examples=60, deadline=None)
@given(st.lists(names, max_size=12))
def test_whatever_is_typed_no_two_players_are_called_the_same(typed: list[str]) -> None:
    with records_in_memory() as records:
        for name in typed:
            try:
                player = records.players.make(name)
            except RecordsError:
                continue
            assert records.players.find(name) == player
            assert len(player.name) <= MAX_NAME
        everybody = records.players.all()
        keys = {unicodedata.normalize("NFC", one.name.casefold()) for one in everybody}
        assert len(keys) == len(everybody)
        for player in everybody:
            assert player.name == " ".join(player.name.split())
            records.players.delete(player.id, NOW_MS)
            assert records.players.make(player.name).name == player.name
            assert records.players.bring_back(player.id).name != player.name


def test_a_picture_is_chosen_and_taken_back(records: Records, anna: Player) -> None:
    assert records.players.set_picture(anna.id, "star").picture == "star"
    assert records.players.last() == Player(anna.id, "Anna", "star")
    assert records.players.set_picture(anna.id, "").picture == ""


def test_players_are_told_with_their_runs_and_their_last_day(
    records: Records, anna: Player
) -> None:
    ben = records.players.choose("Ben")
    for at_ms in (NOW_MS, NOW_MS - 5000):
        records.plays.store(play_of(anna.id, at_ms=at_ms))
    cards = records.players.cards()
    assert [(card.player, card.plays) for card in cards] == [(ben, 0), (anna, 2)]
    assert cards[0].last is None
    assert cards[1].last is not None and cards[1].last.at_ms == NOW_MS


def test_a_deleted_player_is_nowhere_to_be_seen(records: Records, anna: Player) -> None:
    records.players.delete(anna.id, NOW_MS)
    assert records.players.all() == records.players.cards() == ()
    assert records.players.last() is None
    assert records.players.find("Anna") is None
    for change in (records.players.take, records.players.get):
        with pytest.raises(RecordsError, match="not here any more"):
            change(anna.id)


def test_a_player_brought_back_has_everything_again(records: Records, anna: Player) -> None:
    play = play_of(anna.id)
    records.plays.store(play)
    records.settings.keep_sound(anna.id, SoundSettings(music_volume=30))
    records.players.delete(anna.id, NOW_MS)
    assert [card.player.name for card in records.players.deleted()] == ["Anna"]
    assert records.players.bring_back(anna.id) == anna
    assert records.players.deleted() == ()
    assert records.settings.sound(anna.id).music_volume == 30
    assert records.bests.best(play.key) is not None


def test_a_name_given_away_meanwhile_gets_a_number(records: Records, anna: Player) -> None:
    records.players.delete(anna.id, NOW_MS)
    other = records.players.make("anna")
    assert records.players.bring_back(anna.id).name == "Anna 2"
    assert records.players.find("Anna") == other


def test_nothing_of_a_player_goes_before_its_time(records: Records, anna: Player) -> None:
    records.plays.store(play_of(anna.id))
    records.players.delete(anna.id, NOW_MS)
    assert records.forgetting.purge(NOW_MS + KEPT_MS - 1).names == ()
    assert records.players.bring_back(anna.id) == anna
    assert len(records.plays.latest(player_id=anna.id)) == 1


def test_once_its_time_is_over_nothing_is_left_and_others_lose_nothing(
    records: Records, anna: Player, path: Path
) -> None:
    ben = records.players.choose("Ben")
    for player in (anna, ben):
        records.plays.store(play_of(player.id))
        records.settings.keep_sound(player.id, SoundSettings())
        records.settings.keep_inputs(player.id, Hand.LEFT, ())
        records.songs.set_favourite(player.id, "ab", is_one=True)
    records.players.delete(anna.id, NOW_MS)
    assert records.forgetting.purge(NOW_MS + KEPT_MS).names == ("Anna",)
    with pytest.raises(RecordsError, match="any more"):
        records.players.bring_back(anna.id)
    with sqlite3.connect(path) as connection:
        for table in ("plays", "player_settings", "favourites"):
            (owners,) = connection.execute(f"SELECT group_concat(DISTINCT player_id) FROM {table}")
            assert owners == (str(ben.id),)
        assert connection.execute("SELECT count(*) FROM results").fetchone() == (1,)
    connection.close()
    assert records.bests.all(ben.id) != ()


def test_the_plays_of_a_player_who_is_here_are_never_removed(
    records: Records, anna: Player, path: Path
) -> None:
    records.plays.store(play_of(anna.id))
    with pytest.raises(sqlite3.IntegrityError, match="never removed"):
        behind(path, "DELETE FROM plays")


def test_a_run_that_ends_after_its_player_was_deleted_elsewhere_is_kept(path: Path) -> None:
    with opened(path) as here, opened(path) as elsewhere:
        anna = here.players.choose("Anna")
        elsewhere.players.delete(anna.id, NOW_MS)
        here.plays.store(play_of(anna.id))
        assert elsewhere.players.bring_back(anna.id) == anna
        assert here.players.cards()[0].plays == 1


def test_two_programs_that_make_the_same_player_at_once_make_one(path: Path) -> None:
    with opened(path) as here, opened(path) as elsewhere:
        here.players.make("Anna")
        with pytest.raises(RecordsError, match="already"):
            elsewhere.players.make("ANNA")
        ben = here.players.make("Ben")
        elsewhere.players.delete(ben.id, NOW_MS)
        with pytest.raises(RecordsError, match="not here any more"):
            here.players.rename(ben.id, "Benjamin")


CHANGES: list[Callable[[Records, Player], object]] = [
    lambda records, anna: records.players.make("Ben"),
    lambda records, anna: records.players.take(anna.id),
    lambda records, anna: records.players.rename(anna.id, "Ann"),
    lambda records, anna: records.players.set_picture(anna.id, "sun"),
    lambda records, anna: records.players.delete(anna.id, NOW_MS),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_database_that_cannot_be_written_says_so_and_stays_as_it_was(
    path: Path, change: Callable[[Records, Player], object]
) -> None:
    with opened(path) as records:
        anna = records.players.choose("Anna")
    connection = connect(path)
    connection.execute("PRAGMA query_only = ON")
    with records_on(connection, path) as records:
        with pytest.raises(RecordsError, match=f"can't write to .*{path.name}"):
            change(records, anna)
        assert records.players.all() == (anna,)
