"""Beats and seconds are two readings of one clock."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.music.song import Meter, TempoChange, TempoMap


@st.composite
def tempo_maps(draw: st.DrawFn) -> TempoMap:
    time_s, beat = 0.0, 0.0
    changes = [TempoChange(0.0, 0.0, draw(st.floats(0.1, 3.0)))]
    for _ in range(draw(st.integers(0, 6))):
        beats = draw(st.floats(0.01, 50.0))
        time_s += beats * changes[-1].seconds_per_beat
        beat += beats
        changes.append(TempoChange(time_s, beat, draw(st.floats(0.1, 3.0))))
    return TempoMap(tuple(changes), (Meter(0.0, 4, 4),))


SONG = TempoMap(
    (TempoChange(0.0, 0.0, 0.5), TempoChange(2.0, 4.0, 1.0)),
    (Meter(0.0, 4, 4), Meter(4.0, 3, 4), Meter(10.0, 6, 8)),
)


@given(tempo_maps(), st.floats(-10, 1000))
def test_the_moment_of_the_beat_at_a_moment_is_that_moment(tempo: TempoMap, time_s: float) -> None:
    assert tempo.time_at(tempo.beat_at(time_s)) == pytest.approx(time_s, abs=1e-6)


@given(tempo_maps(), st.floats(-10, 1000))
def test_the_beat_at_the_moment_of_a_beat_is_that_beat(tempo: TempoMap, beat: float) -> None:
    assert tempo.beat_at(tempo.time_at(beat)) == pytest.approx(beat, abs=1e-6)


@given(tempo_maps(), st.floats(0, 1000), st.floats(0, 1000))
def test_later_is_a_later_beat(tempo: TempoMap, first_s: float, second_s: float) -> None:
    if first_s < second_s:
        assert tempo.beat_at(first_s) <= tempo.beat_at(second_s)


@pytest.mark.parametrize(
    ("time_s", "beat", "tempo"),
    [(-1.0, -2.0, 120), (0.0, 0.0, 120), (1.0, 2.0, 120), (2.0, 4.0, 60), (5.0, 7.0, 60)],
)
def test_a_song_that_halves_its_tempo(time_s: float, beat: float, tempo: float) -> None:
    assert SONG.beat_at(time_s) == beat
    assert SONG.time_at(beat) == time_s
    assert SONG.tempo_at(time_s) == tempo


@pytest.mark.parametrize(
    ("beat", "position", "numerator"),
    [(0, 0, 4), (3.5, 3.5, 4), (4, 0, 3), (6.5, 2.5, 3), (7, 0, 3), (10, 0, 6), (13.5, 0.5, 6)],
)
def test_the_place_in_its_bar(beat: float, position: float, numerator: int) -> None:
    assert SONG.position_in_bar(beat) == position
    assert SONG.meter_at(beat).numerator == numerator


def test_needs_a_tempo_and_a_meter() -> None:
    with pytest.raises(ValueError, match="needs a tempo and a meter"):
        TempoMap((), SONG.meters)
    with pytest.raises(ValueError, match="needs a tempo and a meter"):
        TempoMap(SONG.changes, ())
