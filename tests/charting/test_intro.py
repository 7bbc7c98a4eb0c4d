"""A long silence before the music becomes a short one, whole bars at a time."""

from __future__ import annotations

from itertools import pairwise

import pytest

from game.charting.intro import COUNT_IN_S, silent_intro_s, without_silent_intro
from game.music.song import Meter, Song, TempoChange, TempoMap
from tests.charting.songs import note_at, song_of, tempo_map


def begins_at(beat: float, tempo: TempoMap | None = None) -> Song:
    notes = [note_at(beat + place, 60 + place) for place in range(8)]
    return song_of(notes, tempo)


@pytest.mark.parametrize(
    ("beat", "skipped_s"), [(0, 0), (4, 0), (7.5, 0), (8, 2), (11.9, 2), (12, 4), (101, 48)]
)
def test_whole_bars_are_left_out(beat: float, skipped_s: float) -> None:
    assert silent_intro_s(begins_at(beat)) == skipped_s


def test_a_count_in_stays() -> None:
    for beat in range(60):
        song = begins_at(beat)
        assert song.notes[0].onset_s - silent_intro_s(song) >= min(COUNT_IN_S, beat / 2)


def test_the_rest_of_the_song_is_as_it_was() -> None:
    tempo = TempoMap(
        (TempoChange(0, 0, 0.5), TempoChange(50, 100, 0.25)), (Meter(0, 4, 4), Meter(96, 3, 4))
    )
    song = begins_at(98, tempo)
    shorter = without_silent_intro(song)
    skipped_s = silent_intro_s(song)
    assert skipped_s > 40
    assert shorter.duration_s == pytest.approx(song.duration_s - skipped_s)
    for before, after in zip(song.notes, shorter.notes, strict=True):
        assert after.onset_s == pytest.approx(before.onset_s - skipped_s)
        assert shorter.tempo_map.position_in_bar(after.onset_beats) == pytest.approx(
            song.tempo_map.position_in_bar(before.onset_beats)
        )
    for beat in (0.0, 3.0, 6.0, 12.0):
        later = beat + song.tempo_map.beat_at(skipped_s)
        assert shorter.tempo_map.time_at(beat) == pytest.approx(
            song.tempo_map.time_at(later) - skipped_s
        )
    assert all(a.beat < b.beat for a, b in pairwise(shorter.tempo_map.changes))


def test_without_a_long_silence_it_is_the_same_song() -> None:
    song = begins_at(5, tempo_map())
    assert without_silent_intro(song) is song
