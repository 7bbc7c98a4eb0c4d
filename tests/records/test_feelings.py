"""Answers to "does anything hurt?" are kept: each once, by player and by the player's own day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from game.coach.care import Asked, Pain
from game.records.errors import RecordsError
from game.records.feelings import Feeling
from game.records.keys import Moment
from game.records.players import Player
from game.records.store import Records

from .making import behind, opened

DAY_MS = 86_400_000
EVER = (date(1, 1, 1), date(9999, 12, 31))


def feeling(player: Player, at_ms: int, pain: Pain = Pain.NONE, offset: int = 0) -> Feeling:
    return Feeling(player.id, pain, Asked.AFTER, Moment(at_ms, offset))


def test_answers_come_back_in_order(records: Records, anna: Player) -> None:
    later, earlier = feeling(anna, 2000, Pain.STOP), feeling(anna, 1000, Pain.A_LITTLE)
    for one in (later, earlier):
        records.feelings.store(one)
    assert records.feelings.between(anna.id, *EVER) == (earlier, later)


def test_an_answer_stored_twice_is_kept_once(records: Records, anna: Player) -> None:
    one = feeling(anna, 1000)
    records.feelings.store(one)
    records.feelings.store(one)
    assert records.feelings.between(anna.id, *EVER) == (one,)


def test_each_player_has_their_own(records: Records, anna: Player) -> None:
    ben = records.players.choose("Ben")
    records.feelings.store(feeling(anna, 1000))
    assert records.feelings.between(ben.id, *EVER) == ()


def test_the_day_is_the_one_the_player_s_clock_showed(records: Records, anna: Player) -> None:
    day = date(1970, 1, 11)
    late = feeling(anna, 10 * DAY_MS - 1000, offset=60)
    early = feeling(anna, 10 * DAY_MS - 1000, offset=0)
    for one in (late, early):
        records.feelings.store(one)
    assert records.feelings.between(anna.id, day, day) == (late,)


def test_they_are_there_at_the_next_start(path: Path) -> None:
    with opened(path) as records:
        anna = records.players.choose("Anna")
        one = Feeling(anna.id, Pain.STOP, Asked.BEFORE, Moment(5, 120))
        records.feelings.store(one)
    with opened(path) as records:
        assert records.feelings.between(anna.id, *EVER) == (one,)


def test_what_can_not_be_used_is_told(path: Path) -> None:
    with opened(path) as records:
        anna = records.players.choose("Anna")
        behind(path, "DROP TABLE feelings")
        with pytest.raises(RecordsError):
            records.feelings.store(feeling(anna, 1))
