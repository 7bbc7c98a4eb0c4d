"""Which finger: up in pitch, outward in hand; a pitch again stays where it was."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Grip, lane_order
from game.charting.fingering import assign_grips
from game.music.song import Note
from tests.charting.songs import level_of, melody, metre_of, note_at

FOUR = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
GRIP_SETS = st.sets(st.sampled_from(Grip), min_size=1).map(lane_order)


def grips_for(
    pitches: Sequence[int], lanes: Sequence[Grip] = FOUR, beats: float = 2.0
) -> list[Grip]:
    return assign_grips(melody(pitches, beats), metre_of(), level_of(), lanes, speed_percent=100)


def letters(grips: Sequence[Grip]) -> str:
    return "".join(grip.name[0] for grip in grips)


def test_nothing_for_nothing() -> None:
    assert grips_for([]) == []


class TestContour:
    @pytest.mark.parametrize(
        ("pitches", "expected"),
        [
            ([60, 62, 64, 65], "IMRL"),
            ([65, 64, 62, 60], "LRMI"),
            ([60, 62, 64, 65, 64, 62, 60], "IMRLRMI"),
            ([60, 60, 67, 67], "IILL"),
            ([60, 72, 60, 72], "ILIL"),
            ([64, 60, 64, 60], "LILI"),
        ],
    )
    def test_the_hand_draws_the_melody(self, pitches: list[int], expected: str) -> None:
        assert letters(grips_for(pitches)) == expected

    def test_with_two_fingers_higher_is_further_out(self) -> None:
        assert letters(grips_for([60, 67, 60, 67], (Grip.INDEX, Grip.LITTLE))) == "ILIL"

    def test_the_key_pinch_lies_inside_the_index_finger(self) -> None:
        lanes = lane_order([Grip.INDEX, Grip.MIDDLE, Grip.KEY])
        assert letters(grips_for([60, 62, 64], lanes)) == "KIM"

    def test_one_finger_plays_everything(self) -> None:
        assert letters(grips_for([60, 67, 55, 60], (Grip.RING,))) == "RRRR"

    @given(st.lists(st.integers(48, 84), min_size=2, max_size=40), st.sampled_from([2, 3, 4]))
    def test_the_hand_hardly_ever_goes_against_the_tune(
        self, pitches: list[int], count: int
    ) -> None:
        grips = grips_for(pitches, FOUR[:count])
        reversed_moves = sum(
            (later_grip - grip) * (later - pitch) < 0
            for (grip, later_grip), (pitch, later) in zip(
                pairwise(grips), pairwise(pitches), strict=True
            )
        )
        assert reversed_moves == 0


class TestRepeats:
    def test_a_pitch_again_is_the_same_finger_again(self) -> None:
        assert letters(grips_for([64] * 6)) in {"M" * 6, "R" * 6}
        assert letters(grips_for([60, 64, 64, 64, 67])) in {"IMMML", "IRRRL"}

    @given(st.lists(st.integers(58, 66), min_size=2, max_size=30), GRIP_SETS)
    def test_whatever_comes_before_and_after(
        self, pitches: list[int], lanes: tuple[Grip, ...]
    ) -> None:
        grips = grips_for(pitches, lanes)
        again = [
            grip is later_grip
            for (grip, later_grip), (pitch, later) in zip(
                pairwise(grips), pairwise(pitches), strict=True
            )
            if pitch == later
        ]
        assert all(again)


class TestGaps:
    def test_too_near_for_one_finger_moves_to_another(self) -> None:
        notes = [note_at(0, 60, 0.9), note_at(0.9, 60, 0.9)]
        grips = assign_grips(notes, metre_of(), level_of(), FOUR, speed_percent=100)
        assert grips[0] is not grips[1]

    def test_slow_enough_the_same_pair_stays(self) -> None:
        notes = [note_at(0, 60, 0.9), note_at(0.9, 60, 0.9)]
        grips = assign_grips(notes, metre_of(), level_of(), FOUR, speed_percent=90)
        assert grips[0] is grips[1]

    @given(
        steps=st.lists(st.sampled_from([0.42, 0.4999, 0.5, 0.7, 3.0]), min_size=1, max_size=30),
        pitches=st.lists(st.integers(48, 84), min_size=31, max_size=31),
        lanes=GRIP_SETS.filter(lambda lanes: len(lanes) > 1),
    )
    def test_no_finger_comes_back_too_soon(
        self, steps: list[float], pitches: list[int], lanes: tuple[Grip, ...]
    ) -> None:
        beat, notes = 0.0, list[Note]()
        for step, pitch in zip([0.0, *steps], pitches, strict=False):
            beat += step * 2
            notes.append(note_at(beat, pitch))
        grips = assign_grips(notes, metre_of(), level_of(), lanes, speed_percent=100)
        last: dict[Grip, float] = {}
        for note, grip in zip(notes, grips, strict=True):
            assert grip in lanes
            assert note.onset_s - last.get(grip, -9.0) >= 0.5 - 1e-9
            last[grip] = note.onset_s


@pytest.mark.parametrize(("beats", "expected"), [(0.8, "IMLMM"), (1.0, "IMLRR")])
def test_the_ring_finger_is_spared_fast_repeats(beats: float, expected: str) -> None:
    level = level_of(window_ms=100, min_gap_s=0.2, same_grip_gap_s=0.2)
    notes = melody([60, 62, 64, 62, 62], beats)
    grips = assign_grips(notes, metre_of(), level, FOUR, speed_percent=100)
    assert letters(grips) == expected


class TestAfterARest:
    def phrases(self, rest_beats: int) -> str:
        """Eight notes that go up, with a rest in the middle."""
        beats = [0, 1, 2, 3, *(3 + rest_beats + beat for beat in range(4))]
        pitches = [60, 62, 64, 65, 67, 69, 71, 72]
        notes = [note_at(beat, pitch) for beat, pitch in zip(beats, pitches, strict=True)]
        return letters(assign_grips(notes, metre_of(), level_of(), FOUR, speed_percent=100))

    def test_that_is_long_the_hand_begins_anew(self) -> None:
        assert self.phrases(6) == "IMRLIMRL"

    def test_that_is_short_it_goes_on_outward(self) -> None:
        lanes = ["IMRL".index(letter) for letter in self.phrases(1)]
        assert lanes == sorted(lanes)


class TestShares:
    TUNE = tuple([60, 62, 64, 65, 67, 65, 64, 62, 59, 60, 64, 67, 72, 71, 67, 64] * 6)

    def shares(self, lanes: Sequence[Grip], asked: dict[Grip, float] | None) -> dict[Grip, float]:
        grips = assign_grips(
            melody(self.TUNE), metre_of(), level_of(), lanes, speed_percent=100, shares=asked
        )
        return {grip: grips.count(grip) / len(grips) for grip in lanes}

    @settings(max_examples=26)
    @given(GRIP_SETS.filter(lambda lanes: len(lanes) > 1))
    def test_are_even_unless_asked_for(self, lanes: tuple[Grip, ...]) -> None:
        for share in self.shares(lanes, None).values():
            assert share == pytest.approx(1 / len(lanes), abs=0.051)

    @pytest.mark.parametrize("favourite", FOUR)
    def test_a_finger_gets_more_of_the_work(self, favourite: Grip) -> None:
        even = self.shares(FOUR, None)[favourite]
        asked = {grip: 0.4 if grip is favourite else 0.2 for grip in FOUR}
        assert self.shares(FOUR, asked)[favourite] > even + 0.12

    @pytest.mark.parametrize(
        "pitches",
        [
            [74, 69, 71, 69, 74, 69, 71, 67] * 2 + [79, 77, 72, 65, 79, 77, 72, 67] * 2,
            [64, 76, 81, 71] * 4 + [76, 83, 76, 83, 76, 83, 78, 71] * 2,
            [79, 79, 74, 72] * 4 + [71, 71, 78, 81] * 4,
        ],
    )
    def test_are_even_in_short_tunes_that_come_back_too(self, pitches: list[int]) -> None:
        grips = grips_for(pitches, beats=1.0)
        assert {grips.count(grip) for grip in FOUR} == {len(pitches) // 4}

    def test_count_in_any_unit(self) -> None:
        assert self.shares(FOUR, dict.fromkeys(FOUR, 7.0)) == self.shares(FOUR, None)

    def test_of_fingers_that_are_not_in_use_do_not_count(self) -> None:
        two = (Grip.INDEX, Grip.RING)
        asked = {Grip.LITTLE: 5.0, Grip.INDEX: 1.0, Grip.RING: 1.0}
        assert self.shares(two, asked) == self.shares(two, None)


def test_a_tune_that_comes_back_is_played_the_same_way() -> None:
    phrase = [60, 64, 62, 65, 64, 67, 69, 65]
    pitches = [*phrase, 72, 71, *phrase, 55, 57, 59, *phrase]
    grips = letters(grips_for(pitches, beats=1.0))
    assert grips[1:8] == grips[11:18] == grips[22:29]


def test_no_finger_is_kept_going_for_long() -> None:
    grips = grips_for([60, 61] * 4 + [79, 80] * 4 + [60, 61] * 4 + [62, 63] * 8)
    runs = [len(list(run)) for _, run in groupby(grips)]
    assert max(runs) <= 7
