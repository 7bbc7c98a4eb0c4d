"""The nine shipped levels go up in small, even steps, and so do the charts made with them."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

import pytest

from game.charting.chart import Chart, Grip
from game.charting.charter import make_chart
from game.charting.level import Level, read_levels
from game.coach.exercises import read_exercises, warm_ups
from game.folders import shipped_folder
from game.music.reading import read_song
from game.music.tune import find_tune

LEVELS = read_levels(shipped_folder("levels"))
MOST_MORE = 1.4
"""In the median a step brings at most this many times the notes."""


@pytest.fixture(scope="module")
def charts() -> dict[str, list[Chart]]:
    """For the id of each level the charts of all shipped songs, with the level's own grips."""
    songs = [read_song(path) for path in sorted(shipped_folder("songs").glob("*.mid"))]
    known = [(song, find_tune(song)) for song in songs]
    return {
        level.id: [make_chart(song, level, level.default_grips, tune=tune) for song, tune in known]
        for level in LEVELS
    }


def notes_a_minute(chart: Chart) -> float:
    span_s = chart.notes[-1].time_s - chart.notes[0].time_s
    return 60 * (len(chart.notes) - 1) / span_s


def test_there_are_nine_four_and_four_and_one() -> None:
    assert [level.place for level in LEVELS] == [
        *("1", "1.2", "1.3", "1.4", "2", "2.2", "2.3", "2.4", "3"),
    ]
    assert [level.id for level in LEVELS if level.step == 1] == [
        *("1-gentle", "2-moderate", "3-challenging"),
    ]


def test_a_step_is_called_after_the_first_of_its_number() -> None:
    for first, later in pairwise(LEVELS):
        if later.number == first.number:
            assert later.name == f"{first.name.removesuffix(f' {first.step}')} {later.step}"


@pytest.mark.parametrize(("easier", "harder"), list(pairwise(LEVELS)), ids=lambda level: level.id)
def test_everything_asked_goes_up_a_little_with_each_step(easier: Level, harder: Level) -> None:
    asked = ("hit_window_ms", "approach_s", "min_gap_s", "same_grip_gap_s")
    for key in asked:
        assert 0.8 < getattr(harder, key) / getattr(easier, key) < 0.97, key
    assert 1.1 < harder.max_rate_per_s / easier.max_rate_per_s < 1.25


def test_a_finger_joins_where_nothing_else_is_new() -> None:
    """The ring finger before Moderate with its other exercises, the little finger before
    Challenging with its notes to hold."""
    joined = {
        harder.id: set(harder.default_grips) - set(easier.default_grips)
        for easier, harder in pairwise(LEVELS)
        if harder.default_grips != easier.default_grips
    }
    assert joined == {"1-gentle-4": {Grip.RING}, "2-moderate-4": {Grip.LITTLE}}
    assert [level.id for level in LEVELS if level.long_note_from_s] == ["3-challenging"]


def test_steps_of_one_number_share_their_exercises() -> None:
    by_level = warm_ups(LEVELS, read_exercises(shipped_folder("levels")))
    for first, later in pairwise(LEVELS):
        is_shared = by_level[first.id] == by_level[later.id]
        assert by_level[first.id] and is_shared == (first.number == later.number)


def test_notes_a_minute_go_up_gently(charts: dict[str, list[Chart]]) -> None:
    medians = [median(map(notes_a_minute, charts[level.id])) for level in LEVELS]
    for easier, harder in pairwise(medians):
        assert easier < harder <= MOST_MORE * easier
    assert 35 < medians[0] < 45 and 90 < medians[-1] < 115


def test_no_song_has_fewer_notes_a_step_further(charts: dict[str, list[Chart]]) -> None:
    for easier, harder in pairwise(LEVELS):
        for fewer, more in zip(charts[easier.id], charts[harder.id], strict=True):
            assert len(fewer.notes) <= len(more.notes), (easier.id, harder.id)
