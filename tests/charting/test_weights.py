"""What notes are worth: more for what people keep, in whatever key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.thinning import thin
from game.charting.weights import weights_of
from game.music.song import Note
from tests.charting.songs import level_of, melody, metre_of, note_at


def weights(notes: Sequence[Note]) -> list[int]:
    return weights_of(notes, metre_of().places(notes))


def line(*notes: tuple[float, int]) -> list[Note]:
    """Notes at (beat, pitch) after two bars of even quarters, each sounding half a beat."""
    lead = melody([60] * 8)
    return [*lead, *(note_at(8 + beat, pitch, 0.5) for beat, pitch in notes)]


def test_stronger_places_are_worth_more() -> None:
    there = weights(melody([60] * 64, beats=0.25))[16:]
    downbeat, half_bar, beat, eighth, sixteenth = (there[place] for place in (0, 8, 4, 2, 1))
    assert downbeat > half_bar > beat > eighth > sixteenth > 0


def test_a_downbeat_is_worth_more_than_the_beats_around_it() -> None:
    notes = [note_at(beat, 60 + place, 2.0) for place, beat in enumerate([4, 7, 8, 9, 11])]
    level = level_of(min_gap_s=0.9, same_grip_gap_s=1.0)
    kept = thin(notes, metre_of(), level, grip_count=4, speed_percent=100)
    assert [note.onset_beats for note in kept] == [4, 8, 11]


@pytest.mark.parametrize(("weak", "stronger"), [(1.5, 2.0), (1.25, 1.5), (1.75, 2.0)])
def test_a_note_held_over_a_stronger_place_is_worth_more(weak: float, stronger: float) -> None:
    held = weights(line((1, 60), (weak, 62), (stronger + 0.25, 64)))
    followed = weights(line((1, 60), (weak, 62), (stronger, 64)))
    assert held[9] - followed[9] > 1000


def test_the_top_of_a_line_is_worth_more_than_what_leads_there() -> None:
    top, passing = (weights(line((0, 60), (1, 62), (2, pitch)))[9] for pitch in (60, 64))
    assert top > passing


def test_of_a_pitch_repeated_the_first_is_worth_most() -> None:
    there = weights(line((0, 60), (0.25, 62), (0.75, 62), (1.25, 64), (1.75, 65)))
    assert there[9] > there[10]


def test_longer_notes_are_worth_more() -> None:
    short, long = (
        weights([*melody([60] * 4), note_at(5, 62, beats), note_at(9, 64)])[4]
        for beats in (0.25, 2.0)
    )
    assert long > short


def test_the_first_note_of_a_phrase_is_worth_more_than_a_beat_in_one() -> None:
    there = weights([*melody([60] * 6), note_at(8.5, 60), note_at(9, 60)])
    assert there[6] > there[5]


def test_on_no_grid_longer_notes_and_first_ones_are_worth_more() -> None:
    beats = [0.0, 1.1, 1.9, 3.0, 5.1, 6.0, 9.3, 10.2]
    there = weights_of([note_at(beat, 60, 0.5) for beat in beats], None)
    assert max(there[1:]) == there[6]
    assert there[3] > there[2]


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from([0.25, 0.5, 1.0, 3.0]), st.integers(50, 70)), min_size=1),
    st.integers(-12, 12),
    st.integers(0, 4),
)
def test_neither_key_nor_bars_of_waiting_matter(
    steps: list[tuple[float, int]], up: int, bars: int
) -> None:
    beats = accumulate(step for step, _ in steps)
    notes = [note_at(beat, pitch) for beat, (_, pitch) in zip(beats, steps, strict=True)]
    moved = [
        replace(note, pitch=note.pitch + up, onset_beats=note.onset_beats + 4 * bars)
        for note in notes
    ]
    assert weights(moved) == weights(notes)
