"""The figures of progress: stored with every result, added up per day by the player's own clock."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.coach.figures import timing_of
from game.play.result import result_of
from game.records.keys import Moment
from game.records.players import Player
from game.records.plays import NewPlay
from game.records.store import Records

from .making import NOW_MS, behind, chart_of, play_of, records_in_memory, run_of

TODAY = Moment(NOW_MS, 120).local.date()
HOUR_MS = 3_600_000
LONG_AGO, FAR_AHEAD = date(1970, 1, 1), date(9990, 1, 1)


def play_at(player_id: int, moment: Moment, hits: int = 2, late_s: float = 0.01) -> NewPlay:
    chart = chart_of()
    return NewPlay(
        player_id, "Ode to Joy", chart, run_of(chart, hits, late_s=late_s), play_of(1).input_kind,
        moment, "0.1.0",
    )  # fmt: skip


def test_a_day_is_the_one_that_the_clock_showed(records: Records, anna: Player) -> None:
    midnight_utc = NOW_MS - NOW_MS % (24 * HOUR_MS)
    for offset_minutes in (-660, 0, 840):
        records.plays.store(play_at(anna.id, Moment(midnight_utc, offset_minutes)))
    days = [one.day for one in records.figures.days(anna.id)]
    assert days == [date(2025, 6, 14), date(2025, 6, 15)]
    assert [one.runs for one in records.figures.days(anna.id)] == [1, 2]


@settings(max_examples=20)
@given(
    st.lists(
        st.builds(Moment, st.integers(0, 253_402_200_000_000), st.integers(-840, 840)),
        min_size=1,
        max_size=4,
    )
)
def test_days_agree_with_the_calendar_for_any_clock(moments: list[Moment]) -> None:
    with records_in_memory() as records:
        anna = records.players.choose("Anna")
        for moment in moments:
            records.plays.store(play_at(anna.id, moment))
        local = {moment.local.date() for moment in moments}
        assert {one.day for one in records.figures.days(anna.id)} == local
        assert sum(one.runs for one in records.figures.days(anna.id)) == len(moments)
        for day in local:
            assert {one.day for one in records.figures.grips(anna.id, day, day)} == {day}


def test_notes_and_hits_add_up_over_the_runs_of_a_day(records: Records, anna: Player) -> None:
    for hits in (1, 4):
        records.plays.store(play_of(anna.id, hits=hits))
    records.plays.store(play_of(anna.id, hits=3, finished=False))
    (day,) = records.figures.days(anna.id)
    results = [result_of(chart_of(), run_of(chart_of(), hits)) for hits in (1, 4)]
    results.append(result_of(chart_of(), run_of(chart_of(), 3, finished=False)))
    assert day.runs == 3
    assert day.hits == 8
    assert day.notes == sum(one.statistics.overall.notes for one in results)
    by_grip = records.figures.grips(anna.id, TODAY, TODAY)
    assert sum(one.hits for one in by_grip) == day.hits
    assert sum(one.notes for one in by_grip) == day.notes
    assert sum(one.hits for one in records.figures.early_late(anna.id, TODAY, TODAY)) == day.hits


def test_timing_is_what_the_run_itself_says(records: Records, anna: Player) -> None:
    chart = chart_of(12)
    for late_s in (-0.03, 0.05):
        play = play_at(anna.id, Moment(NOW_MS, 120), hits=4, late_s=late_s)
        records.plays.store(play)
    index = [one for one in records.figures.grips(anna.id, TODAY, TODAY) if one.grip is Grip.INDEX]
    timing = timing_of(index)
    assert timing.mean_ms == pytest.approx(10, abs=0.2)
    assert timing.sd_ms == pytest.approx((4 * 40**2 / 3) ** 0.5, abs=0.5)
    bins = records.figures.early_late(anna.id, TODAY, TODAY)
    assert [(one.first_ms, one.hits) for one in bins] == [(-50, 4), (50, 4)]
    assert chart.grips == (Grip.INDEX, Grip.MIDDLE)


def test_settings_are_kept_apart(records: Records, anna: Player) -> None:
    for speed in (80, 100):
        records.plays.store(play_of(anna.id, chart_of(speed=speed)))
    found = records.figures.grips(anna.id, TODAY, TODAY)
    assert {one.setting for one in found} == {
        "1-gentle 80 index,middle",
        "1-gentle 100 index,middle",
    }


def test_all_settings_together_are_the_sum_of_each(records: Records, anna: Player) -> None:
    for speed in (80, 100):
        records.plays.store(play_of(anna.id, chart_of(8, speed=speed), hits=5))
    apart = records.figures.grips(anna.id, TODAY, TODAY)
    together = records.figures.grips_together(anna.id, date.min, TODAY)
    assert len(apart) == 2 * len(together) == 4
    for grip in (Grip.INDEX, Grip.MIDDLE):
        parts = [one for one in apart if one.grip is grip]
        (whole,) = (one for one in together if one.grip is grip)
        assert timing_of([whole]) == timing_of(parts)


def test_players_do_not_mix(records: Records, anna: Player) -> None:
    ben = records.players.choose("Ben")
    records.plays.store(play_of(anna.id, hits=4))
    assert records.figures.days(ben.id) == ()
    assert records.figures.grips(ben.id, LONG_AGO, FAR_AHEAD) == ()
    assert records.figures.early_late(ben.id, LONG_AGO, FAR_AHEAD) == ()


def test_only_the_days_asked_for_are_there(records: Records, anna: Player) -> None:
    for back in range(4):
        records.plays.store(play_of(anna.id, at_ms=NOW_MS - back * 24 * HOUR_MS))
    first = TODAY - timedelta(days=2)
    found = records.figures.grips(anna.id, first, TODAY - timedelta(days=1))
    assert {one.day for one in found} == {first, TODAY - timedelta(days=1)}


def test_judged_again_it_is_the_same(records: Records, anna: Player, path: Path) -> None:
    for hits in range(4):
        records.plays.store(play_of(anna.id, hits=hits))

    def figures() -> tuple[object, ...]:
        all_days = (anna.id, LONG_AGO, FAR_AHEAD)
        return (
            records.figures.days(anna.id),
            records.figures.grips(*all_days),
            records.figures.early_late(*all_days),
        )

    before = figures()
    for table in ("results", "grip_results", "early_late"):
        behind(path, f"DELETE FROM {table}")
    assert figures() != before
    assert records.rescore().judged == 4
    assert figures() == before


def test_a_play_that_can_not_be_judged_counts_as_a_run(
    records: Records, anna: Player, path: Path
) -> None:
    records.plays.store(play_of(anna.id))
    behind(path, "DELETE FROM results")
    (day,) = records.figures.days(anna.id)
    assert (day.runs, day.notes, day.hits) == (1, 0, 0)
