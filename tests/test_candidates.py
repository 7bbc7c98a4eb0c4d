"""A choice of tune stays what it is, whatever else would be offered today."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.candidates import candidates, choice_of, chosen, tune_to_play
from game.music.reading import parse_song
from game.music.song import Song
from game.music.tune import find_tune
from game.music.voices import Voice, notes_of
from game.records.songs import Songs
from tests.music.midi import played, written
from tests.music.test_tune_line import block_chords, broken_chords, melody
from tests.records.making import opened

NEVER = (9, 9, "line")


@pytest.fixture
def songs(tmp_path: Path) -> Iterator[Songs]:
    with opened(tmp_path / "records.db") as records:
        yield records.songs


def piano() -> Song:
    return parse_song(written(played(sorted([*melody(), *broken_chords(64)]))), "x")


def test_without_a_choice_the_tune_is_what_was_found(songs: Songs) -> None:
    found = find_tune(piano())
    assert tune_to_play(piano(), found, songs) is found


def test_each_candidate_is_what_is_played_once_it_is_chosen(songs: Songs) -> None:
    song = piano()
    found = find_tune(song)
    for candidate in candidates(song, found):
        songs.choose_tune(song.sha256, candidate.choice, before=NEVER)
        assert choice_of(chosen(song, found, songs)) == candidate.choice
        assert tune_to_play(song, found, songs).notes == candidate.tune.notes


@pytest.mark.parametrize("voice", Voice)
def test_a_voice_is_played_even_where_it_is_not_offered(songs: Songs, voice: Voice) -> None:
    song = piano()
    songs.choose_tune(song.sha256, (0, 0, voice.value), before=NEVER)
    assert tune_to_play(song, find_tune(song), songs).notes == notes_of(song.notes, voice)


def test_a_voice_of_an_unknown_name_is_the_line_of_its_stream(songs: Songs) -> None:
    left = played(block_chords(64), channel=1)
    song = parse_song(written(played(melody()), left), "x")
    songs.choose_tune(song.sha256, (1, 1, "third horn"), before=NEVER)
    tune = tune_to_play(song, find_tune(song), songs)
    assert (tune.track, tune.channel, tune.voice) == (1, 1, Voice.LINE)


def test_a_stream_that_is_not_there_is_passed_over(songs: Songs) -> None:
    song = piano()
    found = find_tune(song)
    songs.choose_tune(song.sha256, (7, 3, "line"), before=NEVER)
    assert tune_to_play(song, found, songs) is found


def test_only_candidates_of_one_stream_are_told_apart_by_their_part() -> None:
    assert candidates(piano(), find_tune(piano()))[0].part == "likeliest line"
    bass = [(beat * 1.0, 0.9, 40 + beat % 3) for beat in range(64)]
    tracks = (melody(), block_chords(64), bass)
    band = parse_song(written(*(played(t, channel=c) for c, t in enumerate(tracks))), "x")
    assert [one.part for one in candidates(band, find_tune(band))] == [""] * 3
