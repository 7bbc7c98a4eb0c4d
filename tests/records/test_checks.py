"""Checks of a hand: kept as they were done, each once, and read again whatever is in them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from game.charting.chart import Grip
from game.coach.reach import Reach
from game.records.checks import Check, CheckKind
from game.records.keys import Moment
from game.records.players import KEPT_MS, Player
from game.records.reaches import all_reaches, check_of, last_reach
from game.records.store import Records
from game.settings import Hand
from tests.coach.hands import counted, hand_of
from tests.records.making import NOW_MS, behind

DAY_MS = 86_400_000


def moment(days: int = 0) -> Moment:
    return Moment(NOW_MS + days * DAY_MS, 60)


def check(player: Player, found: str = "{}", days: int = 0) -> Check:
    return Check(player.id, CheckKind.BENCHMARK, found, moment(days))


def test_what_is_stored_is_read_again_in_order(records: Records, anna: Player) -> None:
    later, sooner = check(anna, "[2]", 5), check(anna, "[1]", 1)
    for one in (later, sooner):
        records.checks.store(one)
    assert records.checks.all(anna.id, CheckKind.BENCHMARK) == (sooner, later)
    assert records.checks.last(anna.id, CheckKind.BENCHMARK) == later
    assert records.checks.last(anna.id, CheckKind.REACH) is None


def test_stored_twice_it_is_kept_once_as_it_was(records: Records, anna: Player) -> None:
    once = check(anna, "[1]")
    records.checks.store(once)
    records.checks.store(replace(once, found="[2]"))
    assert records.checks.all(anna.id, CheckKind.BENCHMARK) == (once,)


def test_players_do_not_mix_and_go_with_what_is_theirs(records: Records, anna: Player) -> None:
    ben = records.players.choose("Ben")
    records.checks.store(check(anna))
    assert records.checks.all(ben.id, CheckKind.BENCHMARK) == ()
    records.players.delete(anna.id, NOW_MS)
    records.forgetting.purge(NOW_MS + KEPT_MS)
    assert records.checks.all(anna.id, CheckKind.BENCHMARK) == ()


def test_the_last_reach_of_a_hand_is_found(records: Records, anna: Player) -> None:
    assert last_reach(records, anna.id) is None
    first = hand_of({Grip.INDEX: 9, Grip.RING: None})
    left = Reach(Hand.LEFT, (counted(Grip.INDEX, 30),))
    for days, reach in enumerate((first, left)):
        records.checks.store(check_of(reach, anna.id, moment(days)))
    assert last_reach(records, anna.id) == left
    assert last_reach(records, anna.id, Hand.RIGHT) == first
    assert first.able == (Grip.INDEX,)
    assert [one.started for one in all_reaches(records, anna.id)] == [moment(0), moment(1)]


@pytest.mark.parametrize("damage", ["", "{", '{"hand": "left"}', "x" * 10_000])
def test_a_damaged_reach_is_passed_over(
    records: Records, anna: Player, path: Path, damage: str
) -> None:
    kept, broken = (check_of(hand_of({Grip.INDEX: n}), anna.id, moment(n)) for n in (3, 7))
    for one in (kept, broken):
        records.checks.store(one)
    behind(path, "UPDATE checks SET found = ? WHERE id = ?", damage, str(broken.id))
    assert last_reach(records, anna.id) == hand_of({Grip.INDEX: 3})
    assert len(all_reaches(records, anna.id)) == 1
