"""The beat of a song for an exercise: near the pace that is wanted, and even all along."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.coach.moving import (
    DRIFT_S,
    LEAST_STEPS,
    LONGEST_S,
    SHORTEST_S,
    Known,
    felt_beat,
    fitted,
    song_to_move_to,
    stretch_of,
)
from game.music.song import Meter, TempoChange, TempoMap

TODAY = date(2026, 3, 14)
PACES = (1.8, 1.2, 0.8)
FOUR = (Meter(0.0, 4, 4),)


def steady(beats_a_minute: float, meters: tuple[Meter, ...] = FOUR) -> TempoMap:
    return TempoMap((TempoChange(0.0, 0.0, 60 / beats_a_minute),), meters)


@settings(max_examples=100)
@given(st.floats(0.15, 3.0), st.sampled_from(PACES))
def test_the_song_is_never_played_much_slower_or_faster(beat_s: float, pace_s: float) -> None:
    beats, speed = fitted(beat_s, pace_s)
    assert 70 <= speed <= 142
    assert beat_s * beats * 100 / speed == pytest.approx(pace_s, rel=0.015)


@settings(max_examples=60)
@given(st.floats(30, 240), st.sampled_from(PACES), st.floats(0, 20))
def test_steps_are_beats_people_can_follow(tempo: float, pace_s: float, first_s: float) -> None:
    found = stretch_of(steady(tempo), first_s, 200.0, pace_s, 60.0)
    assert found is not None
    assert found.interval_s == pytest.approx(pace_s, rel=0.015)
    assert SHORTEST_S <= found.interval_s <= LONGEST_S + 1e-9
    assert found.steps >= LEAST_STEPS and found.steps % 4 == 0
    assert found.steps * found.interval_s <= 60.0
    assert found.begins_s >= first_s - DRIFT_S


@given(st.floats(0, 30))
def test_it_begins_with_a_bar(first_s: float) -> None:
    tempo_map = steady(100)
    found = stretch_of(tempo_map, first_s, 200.0, 1.2, 60.0)
    assert found is not None
    into = tempo_map.position_in_bar(tempo_map.beat_at(found.begins_s))
    assert min(into, 4 - into) < 1e-3
    assert found.begins_s < first_s + 2.4 + DRIFT_S


def test_in_six_eight_the_beat_is_three_eighths() -> None:
    assert felt_beat(Meter(0.0, 6, 8)) == 1.5
    assert felt_beat(Meter(0.0, 4, 4)) == 1.0 == felt_beat(Meter(0.0, 3, 4))
    assert felt_beat(Meter(0.0, 2, 2)) == 2.0
    found = stretch_of(steady(100, (Meter(0.0, 6, 8),)), 0.0, 100.0, 0.8, 60.0)
    assert found is not None and found.speed_percent == 113


def test_a_song_that_changes_its_tempo_is_moved_to_where_it_is_even() -> None:
    changes = [TempoChange(n + 0.1 * n * (n - 1), 2.0 * n, 0.5 + 0.1 * n) for n in range(4)]
    last = changes[-1]
    even = TempoChange(last.time_s + 2 * last.seconds_per_beat, last.beat + 2, 0.6)
    tempo_map = TempoMap((*changes, even), FOUR)
    found = stretch_of(tempo_map, 0.0, 200.0, 1.2, 60.0)
    assert found is not None and found.begins_s >= even.time_s - DRIFT_S


def test_a_song_without_an_even_stretch_is_none() -> None:
    changes, time_s = list[TempoChange](), 0.0
    for number in range(80):
        beat_s = 0.4 + 0.1 * (number % 3)
        changes.append(TempoChange(time_s, float(number), beat_s))
        time_s += beat_s
    assert stretch_of(TempoMap(tuple(changes), FOUR), 0.0, time_s, 1.2, 60.0) is None


def test_a_song_that_is_too_short_is_none() -> None:
    assert stretch_of(steady(100), 0.0, 8.0, 1.2, 60.0) is None


def known(name: str, plays: int = 0, *, liked: bool = False) -> Known:
    return Known(name, name * 64, liked, plays)


def test_a_favourite_comes_before_what_is_played_most() -> None:
    songs = [known("a", 90), known("b", liked=True)]
    assert song_to_move_to(songs, TODAY) == songs[1]


def test_without_favourites_it_is_one_of_the_best_known() -> None:
    songs = [known(name, plays) for plays, name in enumerate("abcdef")]
    days = {song_to_move_to(songs, TODAY + timedelta(days=day)) for day in range(40)}
    assert days == set(songs[3:])


def test_without_songs_that_are_known_there_is_none() -> None:
    assert song_to_move_to([known("a")], TODAY) is None
    assert song_to_move_to([], TODAY) is None


def test_all_day_it_is_the_same_and_not_on_all_days() -> None:
    songs = [known(name, liked=True) for name in "abcd"]
    assert song_to_move_to(songs, TODAY, "x") == song_to_move_to(songs[::-1], TODAY, "x")
    days = {song_to_move_to(songs, TODAY + timedelta(days=day)) for day in range(40)}
    assert len(days) > 2
