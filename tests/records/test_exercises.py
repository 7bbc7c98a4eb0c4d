"""What was counted in the warm-up is kept, and its bests are found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from game.records.exercises import ExerciseRun
from game.records.keys import Moment
from game.records.players import KEPT_MS, Player
from game.records.store import Records

from .making import NOW_MS

NOW = Moment(NOW_MS, 120)
DAY_MS = 86_400_000


def run(player: Player, exercise: str = "pen-spin", times: int = 10, **more: Any) -> ExerciseRun:
    made = ExerciseRun(player.id, exercise, NOW, times, 15_000, finished=True)
    return replace(made, **more)


def test_what_was_counted_comes_back(records: Records, anna: Player) -> None:
    runs = [run(anna), run(anna, "palm-turn", 3, finished=False, helped=True)]
    for one in runs:
        records.exercises.store(one)
    assert sorted(records.exercises.all(anna.id), key=lambda one: one.repetitions) == runs[::-1]


def test_stored_twice_it_is_kept_once(records: Records, anna: Player) -> None:
    once = run(anna)
    records.exercises.store(once)
    records.exercises.store(once)
    assert records.exercises.all(anna.id) == (once,)


def test_who_helped_can_be_said_afterwards(records: Records, anna: Player) -> None:
    once = run(anna)
    records.exercises.store(once)
    records.exercises.store(replace(once, helped=True, repetitions=99))
    assert records.exercises.all(anna.id) == (replace(once, helped=True),)


def test_bests_are_of_finished_runs_of_the_hand_itself(records: Records, anna: Player) -> None:
    assert records.exercises.most(anna.id, "pen-spin") is None
    assert records.exercises.quickest_ms(anna.id, "coin-drop") is None
    for one in (
        run(anna, times=12),
        run(anna, times=9),
        run(anna, times=30, finished=False),
        run(anna, times=40, helped=True),
        run(anna, "coin-drop", 8, duration_ms=21_500),
        run(anna, "coin-drop", 8, duration_ms=19_250),
        run(anna, "coin-drop", 2, duration_ms=3_000, finished=False),
    ):
        records.exercises.store(one)
    assert records.exercises.most(anna.id, "pen-spin") == 12
    assert records.exercises.quickest_ms(anna.id, "coin-drop") == 19_250


def test_days_are_those_of_the_player(records: Records, anna: Player) -> None:
    late = Moment(NOW_MS - NOW_MS % DAY_MS - 60_000, 120)
    for one in (run(anna, times=4), run(anna, times=5), run(anna, started=late)):
        records.exercises.store(one)
    today = NOW.local.date()
    assert late.local.date() == today
    assert records.exercises.counted_on(anna.id, today) == {"pen-spin": 19}
    assert records.exercises.counted_on(anna.id, today - timedelta(days=1)) == {}


def test_players_do_not_mix_and_go_with_what_is_theirs(records: Records, anna: Player) -> None:
    ben = records.players.choose("Ben")
    records.exercises.store(run(anna))
    assert records.exercises.all(ben.id) == ()
    assert records.exercises.most(ben.id, "pen-spin") is None
    records.players.delete(anna.id, NOW_MS)
    records.forgetting.purge(NOW_MS + KEPT_MS)
    assert records.exercises.all(anna.id) == ()


def test_less_than_nothing_was_never_counted(anna: Player) -> None:
    with pytest.raises(ValueError, match="no exercise"):
        run(anna, times=-1)
