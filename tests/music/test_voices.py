"""What is offered where one stream plays everything."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.music.melody_line import melody_line
from game.music.reading import parse_song
from game.music.song import Note, Song
from game.music.streams import top_notes
from game.music.tune import Candidate, find_tune, offered, tune_of
from game.music.voices import Voice, notes_of, parts_of
from tests.music.midi import played, written

from .test_tune_line import block_chords, broken_chords, likeness, melody
from .test_tune_line import notes_of as keys

Played = tuple[float, float, int]


def over_and_under() -> tuple[Note, ...]:
    """A tune in the middle, quick figures above it and a bass below."""
    above = [(eighth / 2, 0.4, (88, 91, 95, 91)[eighth % 4]) for eighth in range(128)]
    bass = [(beat * 1.0, 0.9, (36, 43)[beat % 2]) for beat in range(64)]
    return keys(melody(keynote=64), above, bass)


def piano(*parts: list[Played]) -> Song:
    every = sorted({(b, p): (b, d, p) for part in parts for b, d, p in part}.values())
    return parse_song(written(played(every)), "x")


def pitches(notes: tuple[Note, ...]) -> set[int]:
    return {note.pitch for note in notes}


def difference(some: tuple[Note, ...], others: tuple[Note, ...]) -> float:
    return 1 - 2 * len(set(some) & set(others)) / (len(some) + len(others))


class TestVoices:
    def test_the_top_notes_have_nothing_sounding_above_them(self) -> None:
        assert pitches(notes_of(over_and_under(), Voice.TOP)) == {88, 91, 95}

    def test_the_low_notes_have_nothing_sounding_below_them(self) -> None:
        assert pitches(notes_of(over_and_under(), Voice.LOW)) <= {36, 43, 88, 91, 95}
        low = [note for note in notes_of(over_and_under(), Voice.LOW) if note.pitch < 50]
        assert len(low) == 64

    def test_the_middle_line_is_between(self) -> None:
        middle = notes_of(over_and_under(), Voice.MIDDLE)
        assert likeness(middle, melody(keynote=64)) > 0.8

    def test_the_line_is_the_tune(self) -> None:
        assert notes_of(over_and_under(), Voice.LINE) == melody_line(over_and_under())

    @pytest.mark.parametrize("voice", Voice)
    def test_of_a_single_line_all_are_its_notes(self, voice: Voice) -> None:
        piece = keys(melody())
        assert notes_of(piece, voice) == piece

    @settings(max_examples=30, deadline=None)
    @given(
        st.lists(
            st.tuples(st.integers(0, 100), st.integers(0, 30), st.integers(0, 127)),
            min_size=1,
            max_size=50,
        ),
        st.sampled_from(Voice),
    )
    def test_are_lines_whatever_is_played(
        self, drawn: list[tuple[int, int, int]], voice: Voice
    ) -> None:
        piece = tuple(
            Note(on / 20, long / 20, on / 10, long / 10, pitch, 80, 0, 0, 0)
            for on, long, pitch in sorted(drawn)
        )
        found = notes_of(piece, voice)
        assert found and set(found) <= set(piece)
        assert all(one.onset_s < other.onset_s for one, other in pairwise(found))


class TestParts:
    def test_begin_with_the_line(self) -> None:
        line, *others = parts_of(over_and_under(), others=2)
        assert (line.voice, line.notes) == (Voice.LINE, melody_line(over_and_under()))
        assert len(others) == 2

    def test_differ_really(self) -> None:
        parts = parts_of(over_and_under(), others=3)
        for number, part in enumerate(parts):
            assert all(difference(part.notes, other.notes) > 0.2 for other in parts[:number])

    def test_what_sounds_like_the_line_is_not_offered(self) -> None:
        parts = parts_of(keys(melody(), block_chords(64, above=0)), others=3)
        assert Voice.TOP not in {part.voice for part in parts}

    def test_a_single_line_has_no_others(self) -> None:
        (line,) = parts_of(keys(melody()), others=2)
        assert line.expected == 1.0

    def test_no_more_are_found_than_asked_for(self) -> None:
        assert [len(parts_of(over_and_under(), others=most)) for most in (0, 1)] == [1, 2]


class TestCandidates:
    def test_a_piano_piece_offers_its_voices(self) -> None:
        song = piano(melody(), broken_chords(64))
        found = find_tune(song)
        best = offered(found.candidates)
        assert best[0].voice is found.voice is Voice.LINE
        assert len({candidate.voice for candidate in best}) == len(best) > 1
        assert {(one.track, one.channel) for one in best} == {(0, 0)}
        notes = [tune_of(song, one, found.candidates).notes for one in best]
        assert notes[0] == found.notes
        assert len(set(notes)) == len(best)

    def test_the_confidence_is_what_is_expected_of_the_line(self) -> None:
        song = piano(melody(), broken_chords(64))
        (line, *_) = parts_of(song.notes, others=2)
        assert find_tune(song).confidence == pytest.approx(line.expected, abs=1e-4)

    def test_hands_in_two_streams_are_offered_before_voices(self) -> None:
        left = [(half / 2, 0.45, 40 + (0, 7, 12, 7)[half % 4]) for half in range(128)]
        right = sorted([*melody(), *block_chords(64)])
        found = find_tune(parse_song(written(played(left), played(right, channel=1)), "x"))
        best = offered(found.candidates)
        assert {(one.track, one.channel) for one in best} == {(0, 0), (1, 1)}
        assert found.channel == 1

    def test_with_streams_enough_no_voices_are_offered(self) -> None:
        chords = played(block_chords(64), channel=1)
        bass = played([(b * 2.0, 2.0, 40 + b % 3) for b in range(32)], channel=2)
        found = find_tune(parse_song(written(played(melody()), chords, bass), "x"))
        assert [candidate.voice for candidate in found.candidates] == [Voice.LINE] * 3

    def test_a_voice_that_is_not_offered_can_still_be_played(self) -> None:
        song = piano(melody(), broken_chords(64))
        found = find_tune(song)
        low = tune_of(song, Candidate(0, 0, 0.0, -1, Voice.LOW), found.candidates)
        assert (low.voice, low.confidence) == (Voice.LOW, 0.0)
        assert low.notes == notes_of(song.notes, Voice.LOW) != top_notes(song.notes)
