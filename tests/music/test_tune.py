"""The tune among what else is played."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import replace

import mido
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.music.reading import parse_song
from game.music.song import Song
from game.music.tune import find_tune, tune_of
from tests.music.midi import played, written

TUNE = [(beat, 0.9, 72 + step) for beat, step in enumerate([0, 2, 4, 5, 4, 2, 0, -1] * 4)]
"""Eight bars that walk up and down."""
BASS = [(bar * 2.0, 2.0, 36 + (7 if bar % 2 else 0)) for bar in range(16)]
CHORDS = [(bar * 2.0, 2.0, pitch) for bar in range(16) for pitch in (55, 60, 64)]
DRUMS = [(half * 0.5, 0.1, (36, 42, 38, 42)[half % 4]) for half in range(64)]


def song(*tracks: Sequence[mido.Message], kind: int = 1) -> Song:
    return parse_song(written(*tracks, kind=kind), "x")


BAND = [
    played(DRUMS, channel=9, velocity=120),
    played(BASS, channel=1, program=33),
    played(CHORDS, channel=2),
    played(TUNE, channel=3),
]


class TestFindTune:
    def test_among_bass_chords_and_drums(self) -> None:
        tune = find_tune(song(*BAND))
        assert (tune.track, tune.channel) == (3, 3)
        assert tune.confidence > 0.9

    @pytest.mark.parametrize("seed", range(6))
    def test_wherever_its_track_stands(self, seed: int) -> None:
        order = list(BAND)
        random.Random(seed).shuffle(order)
        assert find_tune(song(*order)).channel == 3

    def test_even_when_it_is_the_quietest(self) -> None:
        quiet = played(TUNE, channel=3, velocity=40)
        assert find_tune(song(*BAND[:3], quiet)).channel == 3

    def test_all_in_one_track_by_channel(self) -> None:
        moments: list[tuple[int, mido.Message]] = []
        for channel, notes in ((9, DRUMS), (1, BASS), (2, CHORDS), (3, TUNE)):
            now = 0
            for message in played(notes, channel=channel):
                now += message.time
                moments.append((now, message))
        moments.sort(key=lambda moment: moment[0])
        track: list[mido.Message] = []
        now = 0
        for tick, message in moments:
            message.time, now = tick - now, tick
            track.append(message)
        tune = find_tune(song(track, kind=0))
        assert (tune.track, tune.channel) == (0, 3)

    def test_a_name_tips_the_balance(self) -> None:
        twins = [
            played(TUNE, channel=0, name="Guitar"),
            played(TUNE, channel=1, name="Vocals"),
        ]
        assert find_tune(song(*twins)).track == 1
        assert find_tune(song(*reversed(twins))).track == 0

    def test_a_bass_instrument_is_less_likely(self) -> None:
        twins = [played(TUNE, channel=0, program=33), played(TUNE, channel=1, program=73)]
        assert find_tune(song(*twins)).track == 1

    def test_of_equals_the_first(self) -> None:
        assert find_tune(song(played(TUNE), played(TUNE, channel=1))).track == 0

    def test_drums_only(self) -> None:
        tune = find_tune(song(played(DRUMS, channel=9)))
        assert tune.channel == 9
        assert len(tune.notes) == 64

    def test_drums_are_never_the_tune_beside_anything_else(self) -> None:
        tune = find_tune(song(played(DRUMS, channel=9, name="Melody"), played([(0, 1, 60)])))
        assert (tune.track, len(tune.notes)) == (1, 1)

    def test_crumbs_are_not_the_tune_beside_more(self) -> None:
        crumbs = played(TUNE[:7], channel=4, name="Melody")
        tune = find_tune(song(crumbs, played(BASS, channel=1, program=33)))
        assert tune.channel == 1

    def test_one_note(self) -> None:
        tune = find_tune(song(played([(3, 1, 60)])))
        assert [note.pitch for note in tune.notes] == [60]
        assert tune.confidence == 1.0
        assert len(tune.candidates) == 1

    def test_a_note_of_no_length(self) -> None:
        tune = find_tune(song(played([(0, 0, 60)])))
        assert [note.duration_s for note in tune.notes] == [0.0]


class TestTuneNotes:
    def test_are_the_highest_at_each_onset_once(self) -> None:
        tune = find_tune(song(played(CHORDS)))
        assert [note.pitch for note in tune.notes] == [64] * 16
        onsets = [note.onset_s for note in tune.notes]
        assert onsets == sorted(set(onsets))

    def test_of_doubled_notes_the_longest_counts(self) -> None:
        found = song(played([(0, 1, 60)]))
        short = replace(found.notes[0], duration_s=0.0)
        for notes in ((short, *found.notes), (*found.notes, short)):
            assert find_tune(replace(found, notes=notes)).notes[0].duration_s == 0.5


class TestCandidates:
    def test_are_all_streams_but_drums_best_first(self) -> None:
        tune = find_tune(song(*BAND))
        assert {candidate.channel for candidate in tune.candidates} == {1, 2, 3}
        scores = [candidate.score for candidate in tune.candidates]
        assert scores == sorted(scores, reverse=True)
        assert (tune.candidates[0].track, tune.candidates[0].channel) == (3, 3)

    def test_another_can_be_chosen(self) -> None:
        piece = song(*BAND)
        found = find_tune(piece)
        bass = next(candidate for candidate in found.candidates if candidate.channel == 1)
        chosen = tune_of(piece, bass, found.candidates)
        assert {note.channel for note in chosen.notes} == {1}
        assert chosen.confidence < found.confidence
        shares = [tune_of(piece, c, found.candidates).confidence for c in found.candidates]
        assert math.fsum(shares) == pytest.approx(1.0)

    @settings(max_examples=30)
    @given(st.permutations(range(4)), st.integers(1, 127))
    def test_scores_do_not_depend_on_order_nor_on_how_loud_it_all_is(
        self, order: list[int], velocity: int
    ) -> None:
        flat = [
            played(notes, channel=channel, velocity=velocity, program=program)
            for notes, channel, program in [
                (DRUMS, 9, 0),
                (BASS, 1, 33),
                (CHORDS, 2, 0),
                (TUNE, 3, 0),
            ]
        ]
        found = find_tune(song(*(flat[place] for place in order)))
        scores = {candidate.channel: candidate.score for candidate in found.candidates}
        plain = find_tune(song(*flat))
        assert scores == {candidate.channel: candidate.score for candidate in plain.candidates}
