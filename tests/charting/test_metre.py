"""Where beats and bars are: as the file says, unless the notes clearly say otherwise."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.metre import SNAP_TICKS, TICKS, Strength, find_metre, strength_at
from game.music.song import Meter, Note, Song, TempoChange, TempoMap
from tests.charting.songs import note_at, song_of, tempo_map


def march(bars: int = 24, later: float = 0.0, tempo: TempoMap | None = None) -> Song:
    """Long low notes on the first beat of four, chords on the others, a tune in eighths."""
    dice = random.Random(7)
    notes: list[Note] = []
    for bar in range(bars):
        begin = 4 * bar + later
        notes.append(note_at(begin, 36 + 2 * (bar % 4), 3.5, track=2, channel=2))
        notes += [note_at(begin + beat, 55, 0.5, track=1, channel=1) for beat in (1, 2, 3)]
        lengths = dice.choice([(1, 1, 2), (2, 1, 0.5, 0.5), (4,)])
        place = begin
        for length in lengths:
            notes.append(note_at(place, 67 + dice.randrange(8), length))
            place += length
    return song_of(notes, tempo)


def downbeats(song: Song) -> set[float]:
    """The onsets of the low notes that `march` begins each bar with, as the metre sees them."""
    metre = find_metre(song)
    places = metre.places(song.notes)
    return {
        note.onset_beats
        for note, place in zip(song.notes, places, strict=True)
        if place.strength is Strength.DOWNBEAT
    }


def bar_begins(song: Song) -> set[float]:
    return {note.onset_beats for note in song.notes if note.channel == 2}


class TestPhase:
    def test_a_song_on_its_grid_is_left_there(self) -> None:
        song = march()
        assert find_metre(song).shifts == (0,) * len(find_metre(song).shifts)
        assert downbeats(song) == bar_begins(song)

    @settings(max_examples=25, deadline=None)
    @given(st.floats(0, 4, exclude_max=True, allow_nan=False))
    def test_a_song_that_begins_anywhere_is_found(self, later: float) -> None:
        song = march(later=later)
        assert downbeats(song) == bar_begins(song)

    def test_a_click_that_drifts_is_followed(self) -> None:
        song = march(60)
        drifting = replace(
            song, notes=tuple(replace(n, onset_beats=n.onset_beats * 1.001) for n in song.notes)
        )
        assert downbeats(drifting) >= bar_begins(drifting)

    def test_changes_of_time_signature_are_believed(self) -> None:
        meters = (Meter(0, 4, 4), Meter(8, 3, 4))
        song = march(tempo=TempoMap((TempoChange(0, 0, 0.5),), meters))
        places = find_metre(song).places([note_at(beat, 60) for beat in (0, 4, 8, 11, 12, 14)])
        assert [place.strength is Strength.DOWNBEAT for place in places] == [
            *(True, True, True, True),
            *(False, True),
        ]
        assert [place.bar for place in places] == [0, 1, 2, 3, 3, 4]

    def test_a_bar_of_one_beat_says_nothing(self) -> None:
        tempo = TempoMap((TempoChange(0, 0, 0.5),), (Meter(0, 1, 4),))
        assert downbeats(march(tempo=tempo)) == bar_begins(march(tempo=tempo))


class TestGrid:
    def test_of_triplets_holds(self) -> None:
        dice = random.Random(2)
        beats = [place / 3 for place in range(300) if dice.random() < 0.7]
        assert find_metre(song_of([note_at(beat, 60) for beat in beats])).holds

    def test_of_a_free_performance_does_not(self) -> None:
        dice = random.Random(2)
        beats = sorted(dice.uniform(0, 300) for _ in range(400))
        metre = find_metre(song_of([note_at(beat, 60) for beat in beats]))
        assert not metre.holds

    def test_of_a_loose_performance_holds(self) -> None:
        dice = random.Random(2)
        beats = [place / 2 + dice.gauss(0, 0.03) + 1 for place in range(400)]
        assert find_metre(song_of([note_at(beat, 60) for beat in sorted(beats)])).holds


@pytest.mark.parametrize(
    ("meter", "strengths"),
    [
        (Meter(0, 4, 4), "DEBEHEBE"),
        (Meter(0, 3, 4), "DEBEBE"),
        (Meter(0, 6, 8), "DEEHEE"),
        (Meter(0, 9, 8), "DEEBEEBEE"),
        (Meter(0, 2, 4), "DEBE"),
    ],
)
def test_strengths_in_a_bar_eighth_by_eighth(meter: Meter, strengths: str) -> None:
    eighths = range(0, round(meter.bar_beats * TICKS), TICKS // 2)
    assert "".join(strength_at(tick, meter).name[0] for tick in eighths) == strengths


@pytest.mark.parametrize(("off", "is_on"), [(SNAP_TICKS, True), (SNAP_TICKS + 1, False)])
def test_near_a_beat_is_on_it(off: int, is_on: bool) -> None:
    for tick in (TICKS + off, TICKS - off):
        assert (strength_at(tick, Meter(0, 4, 4)) is Strength.BEAT) is is_on


def test_no_notes_no_places() -> None:
    notes: Sequence[Note] = []
    assert find_metre(song_of([note_at(0, 60)], tempo_map())).places(notes) == []
