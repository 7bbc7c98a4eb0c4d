"""What the records hold is what the report tells: nothing more, nothing less, of nobody else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.coach.care import Asked, Pain
from game.coach.report import PainAnswers, PainCounts, PlayedSetting, Thirds, WarmUp
from game.reporting.gather import Asked as AskedFor
from game.reporting.gather import last_days
from tests.records.making import records_in_memory

from .practice import TIME, TODAY, exercise, feeling, play, report_on

ERRORS = st.lists(st.none() | st.integers(-80, 80), min_size=1, max_size=9)


@settings(max_examples=20)
@given(ERRORS, st.integers(-100, 100))
def test_a_shifted_replay_shifts_the_mean_by_exactly_that(
    errors_ms: list[int | None], shift_ms: int
) -> None:
    with records_in_memory() as records:
        anna, ben = records.players.choose("Anna"), records.players.choose("Ben")
        shifted: list[int | None] = [None if e is None else e + shift_ms for e in errors_ms]
        records.plays.store(play(anna, errors_ms))
        records.plays.store(play(ben, shifted))
        before, after = (report_on(records, one).facts.together for one in (anna, ben))
    assert (after.notes, after.hits) == (before.notes, before.hits)
    if before.mean_ms is not None and after.mean_ms is not None:
        assert after.mean_ms - before.mean_ms == pytest.approx(shift_ms, abs=0.001)


@settings(max_examples=10)
@given(st.permutations([("Anna", 0), ("Ben", 1), ("Anna", 2), ("Cleo", 3), ("Ben", 4)]))
def test_players_never_mix_whatever_the_order(order: list[tuple[str, int]]) -> None:
    runs: dict[int, list[int | None]] = {
        number: [10 * number, None, -5 * number] for number in range(5)
    }
    with records_in_memory() as together:
        for name, number in order:
            player = together.players.choose(name)
            day = TODAY - timedelta(days=number)
            together.plays.store(play(player, runs[number], day, title=f"Song of {name}"))
            together.feelings.store(feeling(player, Pain.NONE, Asked.AFTER, day))
        for name in ("Anna", "Ben", "Cleo"):
            player = together.players.choose(name)
            facts = report_on(together, player).facts
            own = [number for who, number in order if who == name]
            assert facts.runs == facts.days == facts.pain.after.none == len(own)
            assert facts.notes == 3 * len(own)
            assert {title for title, _ in facts.songs} <= {f"Song of {who}" for who, _ in order}
            means = [10 * number / 2 - 5 * number / 2 for number in own]
            assert facts.together.mean_ms == pytest.approx(sum(means) / len(means))


def test_the_report_adds_up_to_the_results() -> None:
    with records_in_memory() as records:
        anna = records.players.choose("Anna")
        stored = [
            records.plays.store(play(anna, [0, 50, None], TODAY - timedelta(days=back), hour=hour))
            for back in (0, 3)
            for hour in (9, 10)
        ]
        facts = report_on(records, anna).facts
    assert facts.hits == sum(one.result.score.hits for one in stored) == 8
    assert facts.notes == 12
    assert facts.runs == 4 and facts.days == 2
    assert facts.song_s == 4 * 4.0
    assert facts.thirds == Thirds(4, 4, 4, 0)
    assert facts.settings == (
        PlayedSetting(
            "1-gentle",
            100,
            (Grip.INDEX, Grip.MIDDLE, Grip.RING),
            200,
            "left",
            "touch",
            4,
            12,
            TODAY,
        ),
    )


def test_who_came_first_is_told() -> None:
    with records_in_memory() as records:
        anna = records.players.choose("Anna")
        records.plays.store(play(anna, [0, 0, 0], others={1}))
        facts = report_on(records, anna).facts
    instead = [one for line in facts.fingers for one in line.finger.instead]
    assert [(one.due, one.came, one.count) for one in instead] == [(Grip.MIDDLE, Grip.RING, 1)]


def test_answers_and_exercises_of_the_time_are_counted() -> None:
    before = TIME.first - timedelta(days=1)
    with records_in_memory() as records:
        anna = records.players.choose("Anna")
        for day in (TODAY, before):
            records.feelings.store(feeling(anna, Pain.NONE, Asked.BEFORE, day))
            records.feelings.store(feeling(anna, Pain.STOP, Asked.AFTER, day))
            records.feelings.store(feeling(anna, Pain.A_LITTLE, Asked.AFTER, day))
            records.exercises.store(exercise(anna, 10, 30, day))
        facts = report_on(records, anna).facts
    assert facts.pain == PainAnswers(PainCounts(none=1), PainCounts(a_little=1, stop=1), (TODAY,))
    assert facts.warm_up == WarmUp(1, 10, 30.0)
    assert facts.is_empty


def test_a_day_that_has_not_come_yet_is_left_out_and_said() -> None:
    with records_in_memory() as records:
        anna = records.players.choose("Anna")
        records.plays.store(play(anna, [0, 0, 0]))
        records.plays.store(play(anna, [0, 0, 0], TODAY + timedelta(days=1)))
        facts = report_on(records, anna).facts
        asked = AskedFor(TIME.first, TODAY + timedelta(days=1), TODAY)
        with_tomorrow = report_on(records, anna, asked).facts
    assert (facts.runs, facts.runs_to_come) == (1, 1)
    assert (with_tomorrow.runs, with_tomorrow.runs_to_come) == (2, 0)


def test_a_time_ends_today_and_has_so_many_days() -> None:
    assert (TODAY - last_days(28, TODAY).first).days == 27
    assert last_days(0, TODAY).first.year == 1
    with pytest.raises(ValueError, match="comes after"):
        AskedFor(TODAY, TODAY - timedelta(days=1), TODAY)


def test_a_time_that_never_ends_ends_today_or_with_the_last_day_there_is() -> None:
    with records_in_memory() as records:
        anna = records.players.choose("Anna")
        records.plays.store(play(anna, [0], TODAY - timedelta(days=3)))
        ever = AskedFor(date.min, date.max, TODAY)
        assert report_on(records, anna, ever).asked.last == TODAY
        records.plays.store(play(anna, [0], TODAY + timedelta(days=3)))
        assert report_on(records, anna, ever).asked.last == TODAY + timedelta(days=3)
        assert report_on(records, anna, ever).facts.begins == TODAY - timedelta(days=3)
