"""Bests are the most points of finished plays, whatever order they were stored in."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Chart, Grip
from game.play.events import InputKind
from game.play.result import result_of
from game.play.score import Score
from game.records.bests import Record
from game.records.database import connect
from game.records.keys import RecordKey, course_of
from game.records.players import Player
from game.records.plays import NewPlay
from game.records.store import Records

from .making import NOW_MS, chart_of, opened, play_of, records_in_memory, records_on

_CHARTS = [
    chart_of(),
    chart_of(gap_s=1.1),
    chart_of(song="cd" * 32),
    chart_of(level="2-moderate"),
    chart_of(speed=80),
    chart_of(grips=(Grip.INDEX, Grip.MIDDLE, Grip.RING)),
]
_plays = st.lists(
    st.tuples(
        st.sampled_from([1, 2]),
        st.sampled_from(_CHARTS),
        st.integers(0, 4),
        st.booleans(),
        st.sampled_from([InputKind.KEYBOARD, InputKind.TOUCH]),
        st.integers(0, 3),
    ),
    max_size=25,
)


def _best_of(plays: list[NewPlay]) -> dict[tuple[RecordKey, str], UUID]:
    """The bests as anybody would look for them by hand."""
    found: dict[tuple[RecordKey, str], NewPlay] = {}
    for play in plays:
        place = (play.key, play.chart.hash)
        if play.replay.finished and (place not in found or _rank(play) < _rank(found[place])):
            found[place] = play
    return {place: play.id for place, play in found.items()}


def _last_before(play: NewPlay, plays: list[NewPlay]) -> list[Score]:
    """The scores of the latest two finished runs before `play`, as anybody would look for them."""
    same = [
        other
        for other in plays
        if (other.key, other.chart.hash) == (play.key, play.chart.hash) and other.replay.finished
    ]
    before = [other for other in same if other.started.at_ms <= play.started.at_ms]
    before.sort(key=lambda other: (other.started.at_ms, str(other.id)), reverse=True)
    return [result_of(other.chart, other.replay).score for other in before[:2]]


def _rank(play: NewPlay) -> tuple[int, int, str]:
    points = result_of(play.chart, play.replay).score.points
    return -points, play.started.at_ms, str(play.id)


def _places(found: tuple[Record, ...]) -> dict[tuple[RecordKey, str], UUID]:
    return {(record.key, record.chart_hash): record.play_id for record in found}


@settings(max_examples=40, deadline=None)
@given(_plays, st.randoms(use_true_random=False))
def test_bests_are_those_found_by_hand_in_any_order_of_storing(
    drawn: list[tuple[int, Chart, int, bool, InputKind, int]], shuffler: random.Random
) -> None:
    plays = [
        play_of(
            player,
            chart,
            hits,
            finished=finished,
            kind=kind,
            at_ms=NOW_MS + at,
            play_id=UUID(int=number),
        )
        for number, (player, chart, hits, finished, kind, at) in enumerate(drawn)
    ]
    shuffler.shuffle(plays)
    with records_in_memory() as records:
        records.players.choose("Anna")
        records.players.choose("Ben")
        for count, play in enumerate(plays):
            stored = records.plays.store(play)
            place = (play.key, play.chart.hash)
            before, after = _best_of(plays[:count]), _best_of(plays[: count + 1])
            previous = stored.previous_best
            assert (previous.play_id if previous else None) == before.get(place)
            assert stored.is_best == (after.get(place) == play.id)
            found = [run.score for run in stored.last_runs]
            assert found == _last_before(play, plays[:count])
        expected = _best_of(plays)
        listed: dict[tuple[RecordKey, str], UUID] = {}
        for player_id in (1, 2):
            listed |= _places(records.bests.all(player_id))
            listed |= _places(records.bests.all(player_id, on_earlier_charts=True))
        assert listed == expected
        for key, chart_hash in expected:
            best = records.bests.best(key, chart_hash)
            assert best is not None
            assert best.record.play_id == expected[key, chart_hash]
            assert best.replay == next(p for p in plays if p.id == best.record.play_id).replay
            others = {k for k, _ in expected if k.player_id == key.player_id} - {key}
            same_song = {k for k in others if k.course.song_sha256 == key.course.song_sha256}
            assert records.bests.count_elsewhere(key) == len(same_song)


def test_storing_tells_what_there_was_to_beat(records: Records, anna: Player) -> None:
    first = records.plays.store(play_of(anna.id, hits=2, at_ms=NOW_MS))
    assert first.previous_best is None
    assert first.is_best
    lower = records.plays.store(play_of(anna.id, hits=1, at_ms=NOW_MS + 1))
    assert lower.previous_best is not None
    assert lower.previous_best.play_id == first.play_id
    assert lower.previous_best.score == first.result.score
    assert not lower.is_best
    higher = records.plays.store(play_of(anna.id, hits=4, at_ms=NOW_MS + 2))
    assert higher.previous_best is not None
    assert higher.previous_best.play_id == first.play_id
    assert higher.is_best


def test_of_equal_runs_the_earlier_one_has_the_record(records: Records, anna: Player) -> None:
    later = play_of(anna.id, at_ms=NOW_MS + 5)
    earlier = play_of(anna.id, at_ms=NOW_MS)
    assert records.plays.store(later).is_best
    assert records.plays.store(earlier).is_best
    assert not records.plays.store(play_of(anna.id, at_ms=NOW_MS + 9)).is_best


def test_a_run_left_early_is_kept_and_is_no_record(records: Records, anna: Player) -> None:
    play = play_of(anna.id, hits=4, finished=False)
    stored = records.plays.store(play)
    assert not stored.is_best
    assert stored.result.score.hits == 4
    assert records.bests.best(play.key) is None
    assert records.plays.find(str(play.id)).replay == play.replay


def test_records_are_asked_for_by_setting(records: Records, anna: Player) -> None:
    for chart in _CHARTS:
        records.plays.store(play_of(anna.id, chart))
    records.plays.store(play_of(anna.id, kind=InputKind.TOUCH))
    kept = {course_of(chart) for chart in _CHARTS}
    assert {record.key.course for record in records.bests.all(anna.id)} == kept
    one = records.bests.all(
        anna.id,
        level_id="1-gentle",
        speed_percent=100,
        grips=(Grip.INDEX, Grip.MIDDLE),
        input_kind=InputKind.KEYBOARD,
    )
    assert [record.key.course.song_sha256 for record in one] == ["ab" * 32, "cd" * 32]
    assert len(records.bests.all(anna.id, song_sha256="cd" * 32)) == 1
    assert len(records.bests.all(anna.id, input_kind=InputKind.TOUCH)) == 1
    key = play_of(anna.id).key
    assert records.bests.count_elsewhere(key) == 4
    assert records.bests.count_elsewhere(replace(key, input_kind=InputKind.MIDI)) == 5


def test_a_course_keeps_its_first_chart_until_another_is_asked_for(
    records: Records, anna: Player
) -> None:
    old, new = chart_of(), chart_of(gap_s=1.2)
    course = course_of(old)
    assert records.charts.kept(course) is None
    played = play_of(anna.id, old)
    records.plays.store(played)
    assert records.charts.kept(course) == old
    records.plays.store(play_of(anna.id, new, hits=4))
    assert records.charts.kept(course) == old
    best = records.bests.best(played.key)
    assert best is not None
    assert best.record.play_id == played.id


def test_a_new_chart_begins_a_new_race_and_takes_no_record_away(
    records: Records, anna: Player
) -> None:
    old, new = chart_of(), chart_of(gap_s=1.2)
    played = play_of(anna.id, old)
    records.plays.store(played)
    records.charts.keep(new, "Ode to Joy")
    assert records.charts.kept(course_of(old)) == new
    assert records.bests.best(played.key) is None
    assert records.bests.all(anna.id) == ()
    earlier = records.bests.all(anna.id, on_earlier_charts=True)
    assert [record.play_id for record in earlier] == [played.id]
    assert records.bests.best(played.key, old.hash) is not None
    records.charts.keep(old, "Ode to Joy")
    assert records.bests.best(played.key) is not None


def test_songs_with_charts_of_one_hash_are_kept_apart(records: Records, anna: Player) -> None:
    one, other = chart_of(), chart_of(song="cd" * 32)
    assert one.hash == other.hash
    for chart in (one, other):
        assert records.plays.store(play_of(anna.id, chart)).previous_best is None
    assert records.charts.kept(course_of(other)) == other


def test_a_chart_with_other_pitches_is_the_same_race(records: Records, anna: Player) -> None:
    played = play_of(anna.id, chart_of(pitch=60), hits=3)
    records.plays.store(played)
    sung_higher = play_of(anna.id, chart_of(pitch=72), hits=2, at_ms=NOW_MS + 1)
    stored = records.plays.store(sung_higher)
    assert stored.previous_best is not None
    assert stored.previous_best.play_id == played.id
    assert records.plays.find(str(sung_higher.id)).chart == sung_higher.chart


def test_a_song_list_shows_its_bests_by_one_query_that_reads_no_replay(path: Path) -> None:
    with opened(path) as records:
        anna = records.players.choose("Anna")
        records.plays.store(play_of(anna.id))
    asked: list[str] = []
    connection = connect(path)
    with records_on(connection, path) as records:
        connection.set_trace_callback(asked.append)
        found = records.bests.all(anna.id, level_id="1-gentle", input_kind=InputKind.KEYBOARD)
        connection.set_trace_callback(None)
        (query,) = asked
        plan = [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")]
    assert len(found) == 1
    assert any("plays USING COVERING INDEX plays_by_chart" in step for step in plan)
    assert not any(step.startswith("SCAN plays") for step in plan)
