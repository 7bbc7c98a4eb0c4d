"""Which sounds a chart needs: the notes of the tune at its times, alike ones shared."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Chart, ChartNote, Grip
from game.music.song import Note
from game.sound.hit_notes import LONGEST_S, MOST_SOUNDS, SHORTEST_S, hit_notes
from game.sound.instrument import Arrangement
from tests.sound.songs import BELL, note, song


def chart_of(due: Sequence[tuple[float, int]], speed_percent: int = 100) -> Chart:
    notes = tuple(ChartNote(time_s, Grip.INDEX, pitch) for time_s, pitch in due)
    return Chart(notes, "level", speed_percent, (Grip.INDEX,), "0" * 64)


def arranged(tune: Sequence[Note], speed_percent: int = 100) -> Arrangement:
    return Arrangement(song(tune), tuple(tune), speed_percent)


def test_a_pinch_plays_the_note_at_its_time_as_it_is_written() -> None:
    tune = [note(1.0, 60, 0.3, program=BELL, velocity=70), note(2.0, 62, 0.6, velocity=110)]
    found = hit_notes(chart_of([(2.0, 62), (1.0001, 60)][::-1]), arranged(tune))
    sounds = [found.sounds[number].note for number in found.of_note]
    assert [(one.pitch, one.program) for one in sounds] == [(60, BELL), (62, 0)]
    assert [one.velocity for one in sounds] == [70, 110]


@pytest.mark.parametrize("speed_percent", [40, 100, 120])
def test_times_and_lengths_are_as_played(speed_percent: int) -> None:
    tune = [note(1.0, 60, 0.5), note(1.5, 60, 0.5)]
    due = [(one.onset_s * 100 / speed_percent, 60) for one in tune]
    found = hit_notes(chart_of(due, speed_percent), arranged(tune, speed_percent))
    assert found.of_note == (0, 0)
    assert found.sounds[0].held_s == pytest.approx(0.5 * 100 / speed_percent, rel=0.13)


def test_notes_of_another_pitch_length_touch_or_instrument_sound_of_their_own() -> None:
    tune = [
        note(1.0, 60),
        note(2.0, 60),
        note(3.0, 61),
        note(4.0, 60, 2.0),
        note(5.0, 60, velocity=30),
        note(6.0, 60, program=BELL),
    ]
    found = hit_notes(chart_of([(one.onset_s, one.pitch) for one in tune]), arranged(tune))
    assert found.of_note == (0, 0, 1, 2, 3, 4)


def test_a_pitch_that_the_tune_has_not_is_played_by_the_nearest_note() -> None:
    tune = [note(1.0, 60, program=BELL), note(3.0, 64)]
    found = hit_notes(chart_of([(1.4, 61), (9.0, 62)]), arranged(tune))
    sounds = [found.sounds[number].note for number in found.of_note]
    assert [(one.pitch, one.program) for one in sounds] == [(61, BELL), (62, 0)]


def test_of_several_notes_at_one_time_the_one_of_the_right_pitch_plays() -> None:
    tune = [note(1.0, 60, program=BELL), note(1.01, 64)]
    found = hit_notes(chart_of([(1.0, 64)]), arranged(tune))
    assert found.sounds[0].note.program == 0


def test_a_song_without_a_tune_has_no_sounds() -> None:
    assert hit_notes(chart_of([(1.0, 60)]), arranged([])).sounds == ()


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.integers(0, 127), st.floats(0.0, 60.0), st.integers(1, 127)),
        min_size=1,
        max_size=400,
    )
)
def test_any_tune_needs_no_more_sounds_than_can_be_made(
    facts: list[tuple[int, float, int]],
) -> None:
    tune = [note(0.5 * n, p, length, velocity=v) for n, (p, length, v) in enumerate(facts)]
    found = hit_notes(chart_of([(one.onset_s, one.pitch) for one in tune]), arranged(tune))
    assert len(found.sounds) <= max(MOST_SOUNDS, 128 * 5)
    assert len(found.of_note) == len(tune)
    for one, number in zip(tune, found.of_note, strict=True):
        assert found.sounds[number].note.pitch == one.pitch
        assert SHORTEST_S / 2 <= found.sounds[number].held_s <= 2 * LONGEST_S
