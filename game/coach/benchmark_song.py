"""The music of the weekly check: its tune, chords under it, and a soft knock on every beat.

It is in no file and among no songs.
"""

from __future__ import annotations

import hashlib

from game.charting.chart import Grip
from game.coach.benchmark import BEAT_S, INTERVAL_S, benchmark_chart
from game.music.song import (
    DRUM_CHANNEL,
    Meter,
    Note,
    Song,
    TempoChange,
    TempoMap,
    Track,
)

_BARS = 31
"""One before the first note, thirty with two notes each."""
_BAR_BEATS = 4
_CHORDS = {"C": (48, 60, 64, 67), "F": (41, 60, 65, 69), "G": (43, 59, 62, 67), "a": (45, 60, 64)}
"""A low note, and what is played above it; MIDI pitches."""
_PROGRESSION = "C" + "CFCG" + "CFGC" + "FFCG" + "CFGC" + "aGFC" + "FFCG" + "CFCG" + "GC"
_VIBRAPHONE, _GUITAR = 11, 24
_TUNE_TRACK, _CHORD_TRACK, _KNOCK_TRACK = 0, 1, 2
_KNOCKS = (76, 77)
"""High and low wood block."""
_TUNE_LENGTH = 0.92
"""A note of the tune lasts so much of its time."""


def benchmark_tune() -> tuple[Note, ...]:
    """The sixty notes of the tune."""
    notes = benchmark_chart((Grip.INDEX,)).notes
    length_s = INTERVAL_S * _TUNE_LENGTH
    return tuple(
        _note(note.time_s, length_s, note.pitch, 92, _TUNE_TRACK, _VIBRAPHONE) for note in notes
    )


def benchmark_song(title: str) -> Song:
    """The whole music, under a title."""
    tune = benchmark_tune()
    notes = sorted((*tune, *_chords(), *_knocks()), key=lambda note: (note.onset_s, note.track))
    names = ("Tune", "Chords", "Knocks")
    counts = [sum(note.track == track for note in notes) for track in range(len(names))]
    return Song(
        title=title,
        notes=tuple(notes),
        tempo_map=TempoMap((TempoChange(0.0, 0.0, BEAT_S),), (Meter(0.0, _BAR_BEATS, 4),)),
        tracks=tuple(
            Track(index, name, count)
            for index, (name, count) in enumerate(zip(names, counts, strict=True))
        ),
        duration_s=max(note.end_s for note in notes),
        sha256=hashlib.sha256(repr(notes).encode()).hexdigest(),
    )


def _chords() -> list[Note]:
    """The low note through the bar, the others one after the other on its other beats."""
    notes: list[Note] = []
    for bar, chord in enumerate(_PROGRESSION):
        low, *above = _CHORDS[chord]
        begins_s = bar * _BAR_BEATS * BEAT_S
        notes.append(_note(begins_s, _BAR_BEATS * BEAT_S, low, 58, _CHORD_TRACK, _GUITAR))
        for beat in range(1, _BAR_BEATS):
            pitch = above[(beat - 1) % len(above)]
            onset_s = begins_s + beat * BEAT_S
            notes.append(_note(onset_s, 2 * BEAT_S, pitch, 44, _CHORD_TRACK, _GUITAR))
    return notes


def _knocks() -> list[Note]:
    return [
        _note(beat * BEAT_S, 0.1, _KNOCKS[beat % _BAR_BEATS > 0], 40, _KNOCK_TRACK, 0)
        for beat in range(_BARS * _BAR_BEATS)
    ]


def _note(
    onset_s: float, duration_s: float, pitch: int, velocity: int, track: int, program: int
) -> Note:
    return Note(
        onset_s=onset_s,
        duration_s=duration_s,
        onset_beats=onset_s / BEAT_S,
        duration_beats=duration_s / BEAT_S,
        pitch=pitch,
        velocity=velocity,
        track=track,
        channel=DRUM_CHANNEL if track == _KNOCK_TRACK else track,
        program=program,
    )
