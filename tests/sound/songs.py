"""Songs made for the sound tests."""

from __future__ import annotations

from collections.abc import Iterable

from game.music.song import Meter, Note, Song, TempoChange, TempoMap
from tests.sound import playing

PIANO, BELL, ORGAN, BASS, STRINGS = 0, 9, 16, 33, 48


def note(
    onset_s: float,
    pitch: int = 69,
    duration_s: float = 0.5,
    *,
    velocity: int = 90,
    program: int = PIANO,
    channel: int = 0,
) -> Note:
    return playing.note(
        onset_s, duration_s, pitch, velocity=velocity, channel=channel, program=program
    )


def song(notes: Iterable[Note], seconds_per_beat: float = 0.5, sha256: str = "0" * 64) -> Song:
    ordered = tuple(sorted(notes, key=lambda n: n.onset_s))
    tempo_map = TempoMap((TempoChange(0.0, 0.0, seconds_per_beat),), (Meter(0.0, 4, 4),))
    end_s = max((n.end_s for n in ordered), default=0.0)
    return Song("Test", ordered, tempo_map, (), end_s, sha256)
