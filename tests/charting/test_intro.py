"""A long silence before the music becomes a short one, whole bars at a time."""

from __future__ import annotations

import pytest

from game.charting.intro import COUNT_IN_S, silent_intro_s
from game.music.song import Song, TempoMap
from tests.charting.songs import note_at, song_of


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
