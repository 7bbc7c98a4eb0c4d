"""The fingers' figures: what the runs say, by day and player, the same judged anew."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.coach.individuation import FingerFigures, individuation_of
from game.play.events import InputKind, Pinch
from game.play.replay import Replay
from game.play.result import Result, result_of
from game.records.keys import Moment
from game.records.players import Player
from game.records.plays import NewPlay
from game.records.store import Records

from .making import NOW_MS, WINDOW_S, behind, chart_of, records_in_memory

TODAY = Moment(NOW_MS, 120).local.date()
DAY_MS = 86_400_000
LONG_AGO, FAR_AHEAD = date(1970, 1, 1), date(9990, 1, 1)
THREE = (Grip.INDEX, Grip.MIDDLE, Grip.RING)
TABLES = ("results", "grip_results", "came_instead", "extra_contacts")

Pinched = list[tuple[float, Grip]]
pinched = st.lists(
    st.tuples(st.floats(0.2, 8.0).map(lambda time_s: round(time_s, 3)), st.sampled_from(THREE)),
    max_size=14,
)


def play_with(
    player_id: int, pinches: Pinched, *, at_ms: int = NOW_MS, offset: int = 120, speed: int = 100
) -> NewPlay:
    """A run of six notes with any pinches at all."""
    chart = chart_of(6, grips=THREE, speed=speed)
    made = tuple(Pinch(time_s, grip, down=True) for time_s, grip in sorted(pinches))
    replay = Replay(chart.hash, WINDOW_S, made, 9.0, finished=True)
    return NewPlay(
        player_id, "Ode to Joy", chart, replay, InputKind.KEYBOARD, Moment(at_ms, offset), "0.1.0"
    )


def came_of(results: list[Result]) -> Counter[tuple[Grip, Grip]]:
    counts = Counter[tuple[Grip, Grip]]()
    for result in results:
        for one in result.statistics.came_instead:
            counts[one.due, one.came] += one.count
    return counts


def came_in(figures: FingerFigures) -> Counter[tuple[Grip, Grip]]:
    counts = Counter[tuple[Grip, Grip]]()
    for one in figures.came:
        counts[one.due, one.came] += one.notes
    return counts


def ever(records: Records, player: Player) -> FingerFigures:
    return records.fingers.of(player.id, LONG_AGO, FAR_AHEAD)


@settings(max_examples=25, deadline=None)
@given(st.lists(pinched, min_size=1, max_size=4), st.lists(pinched, max_size=3))
def test_figures_are_those_of_the_runs_and_players_do_not_mix(
    hers: list[Pinched], his: list[Pinched]
) -> None:
    with records_in_memory() as records:
        players = [records.players.choose(name) for name in ("Anna", "Ben")]
        for player, runs in zip(players, (hers, his), strict=True):
            for number, pinches in enumerate(runs):
                at_ms = NOW_MS - number * DAY_MS
                records.plays.store(play_with(player.id, pinches, at_ms=at_ms))
        for player, runs in zip(players, (hers, his), strict=True):
            plays = [play_with(player.id, pinches) for pinches in runs]
            results = [result_of(play.chart, play.replay) for play in plays]
            for figures in (
                ever(records, player),
                records.fingers.together(player.id, LONG_AGO, FAR_AHEAD),
            ):
                assert came_in(figures) == came_of(results)
                found = individuation_of(figures)
                assert found.extra == sum(one.statistics.extra_contact_count for one in results)
                assert found.notes == sum(one.statistics.overall.notes for one in results)


@settings(max_examples=10, deadline=None)
@given(st.lists(pinched, min_size=1, max_size=4))
def test_a_stretch_is_the_sum_of_its_days(runs: list[Pinched]) -> None:
    with records_in_memory() as records:
        anna = records.players.choose("Anna")
        for number, pinches in enumerate(runs):
            records.plays.store(play_with(anna.id, pinches, at_ms=NOW_MS - number * DAY_MS))
        days = [TODAY - timedelta(days=number) for number in range(len(runs))]
        apart = [records.fingers.of(anna.id, day, day) for day in days]
        whole = records.fingers.of(anna.id, days[-1], TODAY)
        assert came_in(whole) == sum(map(came_in, apart), Counter())
        assert sum(one.contacts for one in whole.extra) == sum(
            one.contacts for figures in apart for one in figures.extra
        )


def test_judged_again_it_is_the_same(records: Records, anna: Player, path: Path) -> None:
    swapped: Pinched = [(1.0, Grip.MIDDLE), (1.5, Grip.RING), (2.0, Grip.RING), (3.0, Grip.RING)]
    for number in range(3):
        records.plays.store(play_with(anna.id, swapped, at_ms=NOW_MS - number * DAY_MS))
    before = ever(records, anna)
    assert came_in(before) == {(Grip.INDEX, Grip.MIDDLE): 3, (Grip.MIDDLE, Grip.RING): 3}
    assert {(one.grip, one.contacts) for one in before.extra} == {(Grip.RING, 1)}
    for table in TABLES:
        behind(path, f"DELETE FROM {table}")
    assert ever(records, anna) == FingerFigures()
    assert records.rescore().judged == 3
    assert ever(records, anna) == before


def test_settings_are_kept_apart(records: Records, anna: Player) -> None:
    for speed in (80, 100):
        records.plays.store(
            play_with(anna.id, [(1.0, Grip.MIDDLE), (4.6, Grip.INDEX)], speed=speed)
        )
    figures = ever(records, anna)
    names = {"1-gentle 80 index,middle,ring", "1-gentle 100 index,middle,ring"}
    assert {one.setting for one in figures.came} == names
    assert {one.setting for one in figures.extra} == names


def test_a_day_is_the_one_that_the_clock_showed(records: Records, anna: Player) -> None:
    midnight_utc = NOW_MS - NOW_MS % DAY_MS
    for offset in (-660, 0, 840):
        play = play_with(anna.id, [(1.0, Grip.RING)], at_ms=midnight_utc, offset=offset)
        records.plays.store(play)
    day_before = records.fingers.of(anna.id, date(2025, 6, 14), date(2025, 6, 14))
    assert came_in(day_before) == {(Grip.INDEX, Grip.RING): 1}
    same_day = records.fingers.of(anna.id, date(2025, 6, 15), date(2025, 6, 15))
    assert came_in(same_day) == {(Grip.INDEX, Grip.RING): 2}


def test_a_clock_a_year_ahead_is_in_no_stretch_that_ends_today(
    records: Records, anna: Player
) -> None:
    for days in (-365, -1, 1, 365):
        at_ms = NOW_MS + days * DAY_MS
        records.plays.store(play_with(anna.id, [(1.0, Grip.RING)], at_ms=at_ms))
    month = records.fingers.of(anna.id, TODAY - timedelta(days=27), TODAY)
    assert came_in(month) == {(Grip.INDEX, Grip.RING): 1}
