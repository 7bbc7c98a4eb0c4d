"""The tune within a stream that plays several notes at a time."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.music.melody_line import Net, likeliest_line, log_odds, melody_line
from game.music.reading import parse_song
from game.music.song import Note
from game.music.streams import top_notes
from game.music.texture import surroundings, texture_of
from game.music.tune import find_tune
from tests.music.midi import played, written

Played = tuple[float, float, int]

PHRASE = [(0, 1), (4, 1), (7, 1), (9, 1), (7, 2), (5, 1), (4, 1), (5, 1), (2, 1), (4, 2), (0, 2)]
"""Steps over the keynote and beats."""
ROOTS = (48, 53, 55, 48, 45, 50, 55, 48)


def melody(times: int = 4, keynote: int = 72) -> list[Played]:
    notes: list[Played] = []
    beat = 0.0
    for time in range(times):
        for step, beats in PHRASE:
            notes.append((beat, beats * 0.95, keynote + step + (2 if time % 3 == 1 else 0)))
            beat += beats
        beat += 2.0
    return notes


def broken_chords(beats: float) -> list[Played]:
    return [
        (eighth / 2, 0.5, ROOTS[eighth // 8 % 8] + (0, 7, 12, 16, 12, 7, 12, 7)[eighth % 8])
        for eighth in range(int(beats * 2))
    ]


def block_chords(beats: float, above: int = 12) -> list[Played]:
    return [
        (beat * 1.0, 0.9, ROOTS[beat // 4 % 8] + above + interval)
        for beat in range(int(beats))
        for interval in (0, 4, 7)
    ]


def notes_of(*parts: Sequence[Played]) -> tuple[Note, ...]:
    """All parts played by one hand, as it were: one track, one channel."""
    every = sorted(
        {(beat, pitch): (beat, beats, pitch) for p in parts for beat, beats, pitch in p}.values()
    )
    return parse_song(written(played(every)), "x").notes


def likeness(found: Sequence[Note], true: Sequence[Played]) -> float:
    got = {(round(note.onset_beats, 2), note.pitch) for note in found}
    want = {(round(beat, 2), pitch) for beat, _, pitch in true}
    return 2 * len(got & want) / (len(got) + len(want))


class TestPianoPieces:
    LENGTH = 64.0

    @pytest.mark.parametrize("keynote", [67, 72, 76])
    def test_the_tune_over_broken_chords(self, keynote: int) -> None:
        tune = melody(keynote=keynote)
        piece = notes_of(tune, broken_chords(self.LENGTH))
        assert likeness(melody_line(piece), tune) > 0.85
        assert likeness(top_notes(piece), tune) < 0.7

    def test_the_tune_over_block_chords_in_the_right_hand(self) -> None:
        tune = melody()
        piece = notes_of(tune, block_chords(self.LENGTH))
        assert likeness(melody_line(piece), tune) > 0.9

    def test_both_hands_in_two_streams(self) -> None:
        tune = melody()
        right = played(sorted([*tune, *block_chords(self.LENGTH)]), channel=0)
        left = played([(b, 1.9, ROOTS[int(b) // 4 % 8] - 12) for b in range(0, 64, 2)], channel=1)
        found = find_tune(parse_song(written(left, right), "x"))
        assert (found.track, found.channel) == (1, 0)
        assert likeness(found.notes, tune) > 0.9

    def test_a_second_voice_in_thirds_is_not_the_tune(self) -> None:
        tune = melody()
        third = [(beat, beats, pitch - 4) for beat, beats, pitch in tune]
        assert likeness(melody_line(notes_of(tune, third)), tune) > 0.9

    def test_no_matter_in_which_key(self) -> None:
        piece = notes_of(melody(), broken_chords(self.LENGTH))
        higher = tuple(replace(note, pitch=note.pitch + 5) for note in piece)
        found = melody_line(piece)
        assert [n.pitch + 5 for n in found] == [n.pitch for n in melody_line(higher)]
        assert [n.onset_s for n in found] == [n.onset_s for n in melody_line(higher)]

    def test_no_matter_how_loud(self) -> None:
        piece = notes_of(melody(), broken_chords(self.LENGTH))
        random.seed(1)
        shaped = tuple(replace(note, velocity=random.randint(1, 127)) for note in piece)
        assert [n.pitch for n in melody_line(piece)] == [n.pitch for n in melody_line(shaped)]


class TestOneNoteAtATime:
    def test_a_single_line_is_its_top_notes(self) -> None:
        piece = notes_of(melody())
        assert melody_line(piece) == piece

    def test_so_are_lines_that_overlap_now_and_then(self) -> None:
        held = [
            (beat, beats * (1.4 if n % 2 else 0.9), p)
            for n, (beat, beats, p) in enumerate(melody())
        ]
        piece = notes_of(held)
        assert melody_line(piece) == piece

    @pytest.mark.parametrize("count", [1, 2, 5])
    def test_a_single_chord(self, count: int) -> None:
        piece = notes_of([(0.0, 1.0, 60 + 3 * n) for n in range(count)])
        assert len(melody_line(piece)) == 1


class TestAnyNotes:
    @settings(max_examples=40, deadline=None)
    @given(
        st.lists(
            st.tuples(st.integers(0, 400), st.integers(0, 60), st.integers(0, 127)),
            min_size=1,
            max_size=60,
        )
    )
    def test_make_a_line_of_rising_onsets(self, drawn: list[tuple[int, int, int]]) -> None:
        notes = tuple(
            Note(on / 20, long / 20, on / 10, long / 10, pitch, 80, 0, 0, 0)
            for on, long, pitch in sorted(drawn)
        )
        line = melody_line(notes)
        onsets = [note.onset_s for note in line]
        assert onsets == sorted(set(onsets))
        assert set(line) <= set(notes)
        assert line

    def test_the_line_is_never_two_notes_of_a_moment(self) -> None:
        texture = texture_of(notes_of(melody(), block_chords(64), broken_chords(64)))
        moments = texture.moment[likeliest_line(texture, log_odds(texture))].tolist()
        assert moments == sorted(set(moments))

    def test_odds_are_whole_numbers(self) -> None:
        odds = log_odds(texture_of(notes_of(melody(), broken_chords(64))))
        assert np.array_equal(odds, np.rint(odds))

    def test_a_long_piece_is_heard_in_blocks_without_seams(self) -> None:
        once = melody(times=240)
        piece = notes_of(once, broken_chords(240 * 16))
        texture = texture_of(piece)
        assert len(texture.begins_s) > 5000
        assert len(log_odds(texture)) == len(texture.pitch)
        assert likeness(melody_line(piece), once) > 0.9

    def test_more_notes_than_hands_play_are_not_listened_to(self) -> None:
        piece = notes_of(melody(), broken_chords(64))
        assert melody_line(piece) != top_notes(piece)
        many = tuple(
            replace(note, onset_s=note.onset_s + 40.0 * time)
            for time in range(20_000 // len(piece) + 1)
            for note in piece
        )
        assert melody_line(many) == top_notes(many)


class TestTexture:
    def test_onsets_almost_together_are_one_moment(self) -> None:
        notes = [
            Note(at, 1.0, at, 1.0, p, 80, 0, 0, 0) for at, p in [(0, 60), (0.03, 64), (0.05, 67)]
        ]
        assert texture_of(notes).moment.tolist() == [0, 0, 1]

    def test_doubled_notes_count_once_and_the_longest_stands(self) -> None:
        notes = [Note(0.0, long, 0.0, long, 60, 80, 0, 0, 0) for long in (0.1, 0.5, 0.2)]
        texture = texture_of(notes)
        assert (texture.source.tolist(), texture.doubles.tolist()) == ([1], [3])

    def test_what_sounds_above_and_below(self) -> None:
        texture = texture_of(
            notes_of([(0.0, 4.0, 48), (1.0, 1.0, 60), (1.0, 1.0, 67), (4.0, 1.0, 60)])
        )
        found = surroundings(texture)
        assert (found["gap below"] * 12).tolist() == [24, 12, 7, 24]
        assert (found["gap above"] * 12).tolist() == [24, 7, 24, 24]
        assert (found["sounding above"] * 3).tolist() == [0, 1, 0, 0]
        assert (found["highest begun"]).tolist() == [1, 0, 1, 1]

    def test_figures_stay_finite_at_the_ends_of_the_keyboard(self) -> None:
        texture = texture_of(
            notes_of([(b * 1.0, 0.0, p) for b in range(3) for p in (0, 1, 126, 127)])
        )
        assert all(np.isfinite(values).all() for values in surroundings(texture).values())

    def test_crowding_is_the_share_of_moments_with_several_notes(self) -> None:
        piece = notes_of(
            [(0.0, 1.0, 60), (1.0, 1.0, 60), (1.0, 1.0, 64), (2.0, 3.0, 50), (3.0, 1.0, 62)]
        )
        assert texture_of(piece).crowding() == 0.5


def test_a_net_counts_in_whole_numbers() -> None:
    net = Net(np.array([[4096.0], [-2048.0]]), np.array([0.0]), np.array([8192.0]), 4096.0)
    assert net(np.array([[64.0, 32.0], [0.0, 64.0]])).tolist() == [97.0, 1.0]
