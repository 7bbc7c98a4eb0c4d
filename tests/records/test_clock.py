"""Clocks that go back or ahead, and zones that change: everything is kept and stays in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from game.coach.progress import Progress, progress_of
from game.records.errors import RecordsError
from game.records.exercises import ExerciseRun
from game.records.feelings import Asked, Feeling, Pain
from game.records.keys import Moment
from game.records.players import KEPT_MS, Player
from game.records.store import Records

from .exchange.machines import exported, taken
from .making import NOW_MS, chart_of, play_of, records_in_memory

DAY_MS = 86_400_000
SHIFTS = {
    "a day back": -DAY_MS,
    "a day ahead": DAY_MS,
    "a year back": -365 * DAY_MS,
    "a year ahead": 365 * DAY_MS,
    "back to 1970": -NOW_MS,
}
shifted = pytest.mark.parametrize("shift_ms", SHIFTS.values(), ids=SHIFTS.keys())
TODAY = Moment(NOW_MS).local.date()


def progress(records: Records, player: Player, today: date = TODAY) -> Progress:
    figures = records.figures
    return progress_of(
        figures.days(player.id),
        figures.grips(player.id, today - timedelta(days=14), today),
        figures.early_late(player.id, today - timedelta(days=6), today),
        today,
    )


@shifted
def test_runs_of_a_clock_that_was_off_are_kept_and_the_best_stays_the_best(
    records: Records, anna: Player, shift_ms: int
) -> None:
    best = records.plays.store(play_of(anna.id, hits=4))
    off = records.plays.store(play_of(anna.id, hits=1, at_ms=NOW_MS + shift_ms))
    after = records.plays.store(play_of(anna.id, hits=2, at_ms=NOW_MS + 60_000))
    assert best.is_best and not off.is_best and not after.is_best
    assert after.previous_best is not None
    assert after.previous_best.play_id == best.play_id
    assert len(records.plays.latest(player_id=anna.id)) == 3
    assert records.players.cards()[0].plays == 3


@shifted
def test_progress_counts_them_and_shows_no_day_to_come(
    records: Records, anna: Player, shift_ms: int
) -> None:
    for at_ms in (NOW_MS, NOW_MS + shift_ms):
        records.plays.store(play_of(anna.id, hits=3, at_ms=at_ms))
    found = progress(records, anna)
    assert found.runs == 2 and found.pinches == 6
    assert all(one.day <= TODAY for one in found.days)
    assert found.runs_to_come == (1 if shift_ms > 0 else 0)
    assert found.week.practised[-1]


@shifted
def test_what_was_felt_and_counted_belongs_to_the_day_the_clock_showed(
    records: Records, anna: Player, shift_ms: int
) -> None:
    at = Moment(NOW_MS + shift_ms)
    records.feelings.store(Feeling(anna.id, Pain.NONE, Asked.BEFORE, at))
    records.exercises.store(ExerciseRun(anna.id, "wrist-bend", at, 7, 1000, finished=True))
    day = at.local.date()
    assert len(records.feelings.between(anna.id, day, day)) == 1
    assert records.exercises.counted_on(anna.id, day) == {"wrist-bend": 7}
    other = day + timedelta(days=1)
    assert records.exercises.counted_on(anna.id, other) == {}


@pytest.mark.parametrize("minutes", [-12 * 60, -210, 0, 330, 14 * 60])
def test_after_a_flight_a_run_belongs_to_the_day_over_there(
    records: Records, anna: Player, minutes: int
) -> None:
    play = replace(play_of(anna.id), started=Moment(NOW_MS, minutes))
    records.plays.store(play)
    (day,) = records.figures.days(anna.id)
    assert day.day == Moment(NOW_MS, minutes).local.date()
    assert progress(records, anna, day.day).week.days == 1
    assert progress(records, anna, day.day - timedelta(days=1)).week.days == 0


def test_in_another_zone_the_order_of_runs_stays_that_in_which_they_were_played(
    records: Records, anna: Player
) -> None:
    ids = [
        records.plays.store(replace(play_of(anna.id), started=Moment(NOW_MS + at, zone))).play_id
        for at, zone in ((0, 840), (1000, -720), (2000, 0))
    ]
    assert [play.id for play in records.plays.latest()] == ids[::-1]


@shifted
def test_who_was_deleted_by_a_clock_that_was_off_can_still_be_brought_back(
    records: Records, anna: Player, shift_ms: int
) -> None:
    """A clock that was behind shortens the 30 days, one that was ahead lengthens them."""
    deleted_ms = NOW_MS + shift_ms
    records.players.delete(anna.id, deleted_ms)
    assert records.forgetting.purge(deleted_ms + KEPT_MS - 1).names == ()
    assert records.players.bring_back(anna.id) == anna


@shifted
def test_exports_merge_whatever_the_clocks_showed(
    records: Records, anna: Player, shift_ms: int
) -> None:
    for number, at_ms in enumerate((NOW_MS, NOW_MS + shift_ms)):
        records.plays.store(play_of(anna.id, chart_of(4 + number), at_ms=at_ms))
    export = exported(records)
    with records_in_memory() as other:
        assert exported(taken(other, export, export)) == export


def test_with_one_run_everything_can_be_asked(records: Records, anna: Player) -> None:
    stored = records.plays.store(play_of(anna.id, hits=1))
    assert stored.is_best and stored.last_runs == ()
    found = progress(records, anna)
    assert (found.runs, found.change, found.week.days) == (1, None, 1)
    assert records.plays.last_runs(anna.id).keys() == {chart_of().song_sha256}
    export = exported(records)
    with records_in_memory() as other:
        assert exported(taken(other, export)) == export


def test_a_run_nobody_has_begun_on_any_clock_is_refused(records: Records, anna: Player) -> None:
    for at_ms, minutes in ((-1, 0), (10**15, 0), (NOW_MS, 15 * 60)):
        with pytest.raises(ValueError, match=r"moment|clock"):
            Moment(at_ms, minutes)
    with pytest.raises(RecordsError, match="no play"):
        records.plays.find("1")
