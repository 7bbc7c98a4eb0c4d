"""Whatever fingers are used, key pinch or not: every song becomes a chart that they can play."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pytest

from game.charting.chart import Chart, Grip, lane_order
from game.charting.charter import make_chart
from game.charting.figures import gap_violations
from game.charting.level import find_level, read_levels
from game.folders import shipped_folder
from game.music.reading import read_song
from game.music.song import Song
from game.music.tune import Tune, find_tune
from game.play.result import result_of
from game.play.run import Run

LEVELS = read_levels(shipped_folder("levels"))
HANDS = [lane_order(grips) for count in range(1, 6) for grips in combinations(Grip, count)]
"""All 31 sets of fingers."""
STEPS = ("1", "3")
SHAPE_COUNT = 24
"""With so many notes every finger has something to do."""


@cache
def tune_of(name: str) -> tuple[Song, Tune]:
    song = read_song(shipped_folder("songs") / f"{name}.mid")
    return song, find_tune(song)


@cache
def chart_for(hand: tuple[Grip, ...], step: str) -> Chart:
    song, tune = tune_of("ode-to-joy")
    return make_chart(song, find_level(LEVELS, step), hand, tune=tune)


def named(hand: tuple[Grip, ...]) -> str:
    return "+".join(grip.name.lower() for grip in hand)


def test_there_are_31() -> None:
    assert len(set(HANDS)) == 31
    assert sum(Grip.KEY in hand for hand in HANDS) == 16


@pytest.mark.parametrize("hand", HANDS, ids=named)
def test_every_hand_gets_a_chart_that_it_can_play(hand: tuple[Grip, ...]) -> None:
    for step in STEPS:
        level, chart = find_level(LEVELS, step), chart_for(hand, step)
        assert chart.grips == hand
        assert len(chart.notes) >= SHAPE_COUNT
        assert {note.grip for note in chart.notes} == set(hand)
        assert gap_violations(chart, level) == 0
        run = Run(chart, level)
        for note in chart.notes:
            run.press(note.time_s, note.grip)
            run.release(note.time_s + note.duration_s + 0.05, note.grip)
        run.finish()
        result = result_of(chart, run.replay())
        assert result.score.hits == len(chart.notes)
        assert {grip for grip, _ in result.statistics.by_grip} == set(hand)
        assert result.statistics.extra_contact_count == 0


@pytest.mark.parametrize("hand", [hand for hand in HANDS if len(hand) > 1], ids=named)
def test_no_finger_has_much_more_to_do_than_another(hand: tuple[Grip, ...]) -> None:
    chart = chart_for(hand, "2")
    counts = [sum(note.grip is grip for note in chart.notes) for grip in hand]
    assert min(counts) / len(chart.notes) >= 0.5 / len(hand)


@pytest.mark.parametrize("step", STEPS)
def test_one_finger_gets_the_same_notes_whichever_it_is(step: str) -> None:
    alone = {
        tuple((note.time_s, note.pitch, note.duration_s) for note in chart_for((grip,), step).notes)
        for grip in Grip
    }
    assert len(alone) == 1


def test_the_key_pinch_lies_at_the_thumb_s_side_of_the_others() -> None:
    """Low notes go to it, as they go to the index finger without it."""
    for hand in HANDS:
        if Grip.KEY in hand and len(hand) > 1:
            assert hand[0] is Grip.KEY
            chart = chart_for(hand, "2")
            means = [
                sum(pitches) / len(pitches)
                for grip in (hand[0], hand[-1])
                if (pitches := [note.pitch for note in chart.notes if note.grip is grip])
            ]
            assert means[0] < means[1], named(hand)
