"""Which notes are kept: never nearer than the gaps, strong beats first, over the whole tune."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate, combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.level import first_steps, read_levels
from game.charting.metre import find_metre
from game.charting.thinning import LADDER, Candidates, Gaps, select, thin
from game.music.song import Meter, Note, TempoChange, TempoMap
from tests.charting.songs import level_of, melody, metre_of, note_at, song_of, tempo_map

GENTLE, MODERATE, CHALLENGING = first_steps(read_levels(Path(__file__).parents[2] / "levels"))


def kept_beats(notes: Sequence[Note], tempo: TempoMap, min_gap_s: float) -> list[float]:
    level = level_of(window_ms=20, min_gap_s=min_gap_s, same_grip_gap_s=min_gap_s)
    kept = thin(notes, metre_of(tempo), level, grip_count=4, speed_percent=100)
    return [note.onset_beats for note in kept]


def test_nothing_of_nothing() -> None:
    assert thin([], metre_of(), GENTLE, grip_count=4, speed_percent=100) == []


def test_one_note_is_kept_whatever_it_is() -> None:
    note = note_at(0.37, 60, 0.01)
    assert thin([note], metre_of(), GENTLE, grip_count=1, speed_percent=100) == [note]


def test_everything_is_kept_where_there_is_room() -> None:
    notes = melody([60, 62, 64, 65], beats=2)
    assert thin(notes, metre_of(), MODERATE, grip_count=3, speed_percent=100) == list(notes)


class TestStrongBeats:
    def test_beats_before_the_notes_between_them(self) -> None:
        notes = melody([60, 62] * 8, beats=0.5)
        assert kept_beats(notes, tempo_map(), min_gap_s=0.42) == [0, 1, 2, 3, 4, 5, 6, 7]

    def test_bars_and_their_halves_before_other_beats(self) -> None:
        notes = melody([60, 62] * 8)
        kept = kept_beats(notes, tempo_map(), min_gap_s=0.9)
        assert kept == [0, 2, 4, 6, 8, 10, 12, 14]

    def test_the_bar_when_there_are_three_beats(self) -> None:
        notes = melody([60, 62, 64] * 4)
        tempo = tempo_map(beats_a_bar=3)
        kept = kept_beats(notes, tempo, min_gap_s=1.3)
        assert kept == [0, 3, 6, 9]

    @pytest.mark.parametrize("off", [-0.08, 0.08])
    def test_a_note_a_little_off_the_beat_counts_as_on_it(self, off: float) -> None:
        notes = [note_at(beat, 60 + place) for place, beat in enumerate([0, 3.5, 4 + off, 8])]
        assert kept_beats(notes, tempo_map(), min_gap_s=0.42) == [0, 4 + off, 8]

    def test_bars_begin_where_the_meter_changes(self) -> None:
        tempo = TempoMap((TempoChange(0, 0, 0.5),), (Meter(0, 4, 4), Meter(5, 4, 4)))
        notes = melody([60, 62] * 10)
        kept = kept_beats(notes, tempo, min_gap_s=1.9)
        assert kept[-3:] == [9, 13, 17]

    @pytest.mark.parametrize(
        ("meter", "kept"), [(Meter(0, 9, 8), [0, 1.5, 2.5]), (Meter(0, 9, 4), [0, 1.0, 2.5])]
    )
    def test_three_eighths_are_one_beat_in_nine_eight(
        self, meter: Meter, kept: list[float]
    ) -> None:
        tempo = TempoMap((TempoChange(0, 0, 0.5),), (meter,))
        notes = [note_at(beat, 60 + place) for place, beat in enumerate([0, 1.0, 1.5, 2.5])]
        assert kept_beats(notes, tempo, min_gap_s=0.3) == kept

    def test_a_long_note_before_a_short_one(self) -> None:
        notes = [note_at(0, 60), note_at(1.25, 62, 0.25), note_at(1.5, 64, 2), note_at(3.5, 65)]
        kept = kept_beats(notes, tempo_map(), min_gap_s=0.42)
        assert 1.5 in kept
        assert 1.25 not in kept

    @pytest.mark.parametrize(("sounding_beats", "kept"), [(2.5, [0, 4.5]), (2.6, [0, 5.05])])
    def test_the_first_note_after_a_rest_of_two_beats(
        self, sounding_beats: float, kept: list[float]
    ) -> None:
        notes = [note_at(0, 60, sounding_beats), note_at(4.5, 62, 0.5), note_at(5.05, 64, 0.5)]
        assert kept_beats(notes, tempo_map(), min_gap_s=0.42) == kept


class TestGaps:
    def test_a_pitch_again_needs_the_wider_gap(self) -> None:
        notes = melody([60, 60, 62, 60], beats=0.9)
        kept = thin(notes, metre_of(), level_of(), grip_count=4, speed_percent=100)
        assert [note.pitch for note in kept] == [60, 62, 60]

    def test_with_one_grip_every_note_needs_the_wider_gap(self) -> None:
        notes = melody([60, 62, 64, 65, 67], beats=0.9)
        kept = thin(notes, metre_of(), level_of(), grip_count=1, speed_percent=100)
        assert [note.onset_beats for note in kept] == pytest.approx([0, 1.8, 3.6])

    def test_exactly_the_gap_is_enough(self) -> None:
        notes = [note_at(place * 0.84, 60 + place % 2) for place in range(200)]
        kept = thin(notes, metre_of(), level_of(), grip_count=4, speed_percent=100)
        assert len(kept) == 200

    def test_slower_there_is_room_for_more(self) -> None:
        notes = melody([60, 62] * 20, beats=0.5)
        counts = [
            len(thin(notes, metre_of(), level_of(), grip_count=4, speed_percent=speed))
            for speed in (40, 60, 100, 120)
        ]
        assert counts == [40, 20, 20, 10]


class TestRate:
    def test_holds_over_the_whole_tune(self) -> None:
        notes = melody([60, 62, 64, 65] * 30)
        for rate in (0.2, 0.5, 0.8, 1.1, 1.5):
            level = level_of(max_rate_per_s=rate)
            kept = thin(notes, metre_of(), level, grip_count=4, speed_percent=100)
            assert len(kept) <= rate * notes[-1].onset_s + 1

    def test_of_equal_notes_an_even_spread_is_kept(self) -> None:
        bars = melody([60, 62, 64, 65] * 15, beats=4, seconds_per_beat=0.25)
        kept = thin(bars, metre_of(tempo_map(0.25)), GENTLE, grip_count=2, speed_percent=100)
        assert len(kept) == 45
        between = [later.onset_s - note.onset_s for note, later in pairwise(kept)]
        assert max(between) == 2.0
        assert kept[-1].onset_s >= 57

    def test_one_heavy_note_does_not_stand_alone(self) -> None:
        beats = [0.0, *(8.0 + 4 * bar for bar in range(60))]
        notes = [note_at(beat, 60, 1, seconds_per_beat=0.25) for beat in beats]
        kept = thin(notes, metre_of(tempo_map(0.25)), GENTLE, grip_count=2, speed_percent=100)
        assert len(kept) >= 0.6 * 0.8 * notes[-1].onset_s

    def test_equal_bars_are_kept_equal_where_that_leaves_enough(self) -> None:
        notes = melody([60, 62, 64, 65] * 15)
        level = level_of(max_rate_per_s=1.2)
        kept = thin(notes, metre_of(), level, grip_count=3, speed_percent=100)
        assert {note.onset_beats % 4 for note in kept} == {0.0, 2.0}
        assert len(kept) == 30


@settings(max_examples=60)
@given(
    steps=st.lists(st.integers(1, 6), min_size=1, max_size=9),
    keys=st.lists(st.sampled_from([60, 62]), min_size=9, max_size=9),
    weights=st.lists(st.integers(0, 5), min_size=9, max_size=9),
    gaps=st.sampled_from([Gaps(2, 3, 99), Gaps(3, 3, 99), Gaps(4, 6, 99)]),
)
def test_no_other_selection_weighs_more(
    steps: list[int], keys: list[int], weights: list[int], gaps: Gaps
) -> None:
    times = tuple(accumulate(steps))
    count = len(times)
    alone = (-1,) * count
    there = Candidates(times, tuple(keys[:count]), tuple(weights[:count]), alone, alone)
    kept = select(there, range(count), gaps)

    def allowed(indices: Sequence[int]) -> bool:
        return all(
            times[later] - times[index]
            >= (gaps.same_key if keys[index] == keys[later] else gaps.between)
            for index, later in pairwise(indices)
        )

    best = max(
        sum(weights[index] for index in indices)
        for size in range(count + 1)
        for indices in combinations(range(count), size)
        if allowed(indices)
    )
    assert allowed(kept)
    assert sum(weights[index] for index in kept) == best


def test_a_tune_of_five_thousand_notes() -> None:
    dice = random.Random(1)
    notes = [note_at(place * 0.5, 55 + dice.randrange(20), 0.5) for place in range(5000)]
    kept = thin(notes, metre_of(), CHALLENGING, grip_count=4, speed_percent=100)
    assert {note.onset_beats for note in kept} >= set(range(2500))
    assert len(kept) <= CHALLENGING.max_rate_per_s * notes[-1].onset_s + 1


class TestNesting:
    def test_the_ladder_is_that_of_the_shipped_levels(self) -> None:
        steps = [
            (level.min_gap_s, level.same_grip_gap_s, level.max_rate_per_s)
            for level in (CHALLENGING, MODERATE)
        ]
        assert tuple(steps) == LADDER

    @settings(max_examples=30)
    @given(st.lists(st.tuples(st.sampled_from([0.25, 0.5, 1.0, 3.0]), st.integers(60, 65))))
    def test_an_easier_level_keeps_nothing_that_a_harder_one_lacks(
        self, steps: list[tuple[float, int]]
    ) -> None:
        beats = accumulate(step for step, _ in steps)
        notes = [note_at(beat, pitch) for beat, (_, pitch) in zip(beats, steps, strict=True)]
        kept = [
            set(thin(notes, metre_of(), level, grip_count=4, speed_percent=100))
            for level in (GENTLE, MODERATE, CHALLENGING)
        ]
        assert kept[0] <= kept[1] <= kept[2]


class TestEqualBars:
    def test_keep_the_same_notes(self) -> None:
        dice = random.Random(3)
        bars = [[60 + dice.randrange(5) for _ in range(8)] for _ in range(4)]
        tune = melody([pitch for number in (0, 1, 0, 2, 1, 3, 0) for pitch in bars[number]], 0.5)
        for level in (GENTLE, MODERATE, CHALLENGING):
            kept = thin(tune, metre_of(), level, grip_count=4, speed_percent=100)
            inside = [
                tuple(n.onset_beats % 4 for n in kept if n.onset_beats // 4 == bar)
                for bar in range(7)
            ]
            assert inside[0] == inside[2] == inside[6]
            assert inside[1] == inside[4]


def test_without_a_grid_long_notes_are_kept() -> None:
    dice = random.Random(5)
    beats = list(accumulate(dice.uniform(0.3, 0.6) for _ in range(200)))
    slow = {30, 90, 150}
    beats = [beat + sum(index > place for place in slow) for index, beat in enumerate(beats)]
    notes = [note_at(beat, 60 + place % 7, 0.3) for place, beat in enumerate(beats)]
    metre = find_metre(song_of(notes))
    assert not metre.holds
    kept = thin(notes, metre, GENTLE, grip_count=4, speed_percent=100)
    assert {notes[place] for place in slow} <= set(kept)
