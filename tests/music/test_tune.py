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
from game.music.streams import Stream, streams_of
from game.music.tune import Candidate, find_tune, offered, tune_of
from game.music.votes import can_vote, votes
from tests.music.midi import played, written

TUNE = [(beat, 0.9, 72 + step) for beat, step in enumerate([0, 2, 4, 5, 4, 2, 0, -1] * 4)]
"""Eight bars that walk up and down."""
BASS = [(bar * 2.0, 2.0, 36 + (7 if bar % 2 else 0)) for bar in range(16)]
CHORDS = [(bar * 2.0, 2.0, pitch) for bar in range(16) for pitch in (55, 60, 64)]
DRUMS = [(half * 0.5, 0.1, (36, 42, 38, 42)[half % 4]) for half in range(64)]

HYMN = [
    [int(pitch) for pitch in voice.split()]
    for voice in (
        "67 67 66 64 62 67 69 71 71 71 71 69 67 72 71 69 67 69 71 69 67 64 66 67 74 71 67 69 72 71",
        "62 62 62 60 59 62 66 67 67 67 67 66 64 67 67 66 64 66 67 66 64 60 62 62 67 67 64 66 67 67",
        "59 59 57 55 55 59 62 62 62 62 62 62 59 64 62 62 60 62 62 62 59 57 57 59 59 62 60 62 64 62",
        "55 55 50 52 55 55 50 43 55 55 55 50 52 48 55 50 48 50 55 50 52 57 50 55 55 55 48 50 48 55",
    )
]
"""Soprano, alto, tenor and bass of the Old Hundredth, a note a beat."""

Played = tuple[float, float, int]


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

    @pytest.mark.parametrize("bars", [1, 4, 8])
    def test_even_when_it_begins_alone(self, bars: int) -> None:
        bass, chords = ([one for one in part if one[0] >= bars * 2] for part in (BASS, CHORDS))
        parts = (played(bass, channel=1, program=33), played(chords, channel=2))
        assert find_tune(song(*parts, played(TUNE, channel=3))).channel == 3

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

    def test_of_a_thousand_streams_the_longest_are_candidates(self) -> None:
        many = [played(TUNE[:8], channel=n % 9) for n in range(1000)]
        found = find_tune(song(*many, played(TUNE, channel=10)))
        assert found.channel == 10
        assert len(found.candidates) == 256

    def test_one_note(self) -> None:
        tune = find_tune(song(played([(3, 1, 60)])))
        assert [note.pitch for note in tune.notes] == [60]
        assert tune.confidence == 1.0
        assert len(tune.candidates) == 1

    def test_a_note_of_no_length(self) -> None:
        tune = find_tune(song(played([(0, 0, 60)])))
        assert [note.duration_s for note in tune.notes] == [0.0]


def octaves_up(notes: Sequence[tuple[float, float, int]], octaves: int = 1) -> list[Played]:
    return [(beat, beats, pitch + 12 * octaves) for beat, beats, pitch in notes]


def sung_at(beats: Sequence[float]) -> list[mido.MetaMessage]:
    ticks = [round(beat * 480) for beat in beats]
    return [
        mido.MetaMessage("lyrics", text="la", time=tick - before)
        for before, tick in zip([0, *ticks], ticks, strict=False)
    ]


class TestDoubledTunes:
    """Two tracks with one tune: either is right, and both count as one."""

    @pytest.mark.parametrize("octaves", [0, 1, -1])
    def test_share_a_line(self, octaves: int) -> None:
        double = played(octaves_up(TUNE, octaves), channel=4)
        found = find_tune(song(*BAND, double))
        lines = {candidate.channel: candidate.line for candidate in found.candidates}
        assert lines[3] == lines[4] == 0
        assert len(set(lines.values())) == 3

    def test_leave_no_doubt(self) -> None:
        twins = find_tune(song(played(TUNE), played(TUNE, channel=1)))
        assert twins.confidence == pytest.approx(1.0)

    def test_two_voices_in_thirds_are_two_lines(self) -> None:
        third = [(beat, beats, pitch - 4) for beat, beats, pitch in TUNE]
        found = find_tune(song(played(TUNE), played(third, channel=1)))
        assert {candidate.line for candidate in found.candidates} == {0, 1}

    def test_a_few_notes_of_the_tune_are_not_the_tune(self) -> None:
        found = find_tune(song(*BAND, played(TUNE[:16], channel=4)))
        lines = {candidate.channel: candidate.line for candidate in found.candidates}
        assert lines[3] != lines[4]


SUNG = [(beat + 0.5, 0.4, 60 + (beat * 5) % 7) for beat in range(32)]
"""Nothing one would take for the tune beside `TUNE`, until words go with it."""


class TestWords:
    def test_go_with_the_tune(self) -> None:
        words = sung_at([beat for beat, _, _ in SUNG])
        piece = [played(TUNE, channel=3), played(SUNG, channel=4)]
        assert find_tune(song(*piece)).channel == 3
        told = find_tune(song(words, *piece))
        assert told.channel == 4
        assert told.confidence > 0.9

    def test_too_few_say_nothing(self) -> None:
        words = sung_at([beat for beat, _, _ in SUNG[:29]])
        assert find_tune(song(words, played(TUNE, channel=3), played(SUNG, channel=4))).channel == 3

    def test_that_go_with_nothing_say_nothing(self) -> None:
        words = sung_at([beat * 0.77 + 0.2 for beat in range(40)])
        assert find_tune(song(words, *BAND)).channel == 3


class TestVotes:
    def test_are_shares(self) -> None:
        streams = streams_of(song(*BAND).notes)
        voted = votes(streams)
        for name in ("of the line", "of the chances"):
            assert math.fsum(vote[name] for vote in voted) == pytest.approx(1.0)

    def test_go_to_the_tune(self) -> None:
        streams = streams_of(song(*BAND).notes)
        of_line = {
            s.channel: v["of the line"] for s, v in zip(streams, votes(streams), strict=True)
        }
        assert max(of_line, key=lambda channel: of_line[channel]) == 3

    def test_count_notes_for_each_that_plays_them(self) -> None:
        streams = streams_of(song(played(TUNE), played(TUNE, channel=1)).notes)
        assert [vote["of the line"] for vote in votes(streams)] == [0.5, 0.5]

    def test_are_asked_for_only_in_doubt(self, monkeypatch: pytest.MonkeyPatch) -> None:
        heard: list[int] = []

        def listening(streams: Sequence[Stream]) -> list[dict[str, float]]:
            heard.append(len(streams))
            return votes(streams)

        monkeypatch.setattr("game.music.tune_score.votes", listening)
        find_tune(song(*BAND))
        assert heard == []
        find_tune(song(played(TUNE), played(octaves_up(TUNE), channel=1)))
        assert heard == [2]

    def test_need_something_to_choose_between_and_not_too_much(self) -> None:
        (alone,) = streams_of(song(played(TUNE)).notes)
        assert not can_vote([alone])
        assert can_vote([alone, alone])
        many = replace(alone, notes=alone.notes * 400)
        assert not can_vote([many, many])


class TestPieces:
    def test_a_choir_sings_its_soprano(self) -> None:
        voices = [
            [(beat * 1.0, 1.0, pitch) for beat, pitch in enumerate(pitches)] for pitches in HYMN
        ]
        choir = [played(voices[voice], channel=voice, program=52) for voice in (2, 3, 0, 1)]
        found = find_tune(song(*choir))
        assert found.channel == 0

    def test_the_right_hand_of_a_piano_piece(self) -> None:
        left = [(beat * 0.5, 0.5, 48 + (0, 7, 4, 7)[beat % 4]) for beat in range(64)]
        found = find_tune(song(played(left, channel=0), played(TUNE, channel=1)))
        assert found.channel == 1

    def test_a_tune_that_wanders_stays_with_the_instrument_that_has_most_of_it(self) -> None:
        flute, strings = TUNE[:20], TUNE[20:]
        found = find_tune(
            song(*BAND[:3], played(flute, channel=5, program=73), played(strings, channel=6))
        )
        assert found.channel == 5


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


def test_a_choice_offers_each_line_once_and_three_at_most() -> None:
    lines = [0, 0, 1, 2, 1, 3]
    candidates = [Candidate(track, 0, -float(track), line) for track, line in enumerate(lines)]
    assert [candidate.track for candidate in offered(candidates)] == [0, 2, 3]
