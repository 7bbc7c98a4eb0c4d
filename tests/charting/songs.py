"""Songs made of numbers, for tests of charting. No file is read."""

from __future__ import annotations

from collections.abc import Iterable

from game.charting.level import Level
from game.charting.metre import Metre, find_metre
from game.music.song import Meter, Note, Song, TempoChange, TempoMap, Track


def tempo_map(seconds_per_beat: float = 0.5, beats_a_bar: int = 4) -> TempoMap:
    return TempoMap((TempoChange(0.0, 0.0, seconds_per_beat),), (Meter(0.0, beats_a_bar, 4),))


def note_at(
    beat: float,
    pitch: int,
    beats: float = 1.0,
    *,
    seconds_per_beat: float = 0.5,
    velocity: int = 80,
    track: int = 0,
    channel: int = 0,
    program: int = 0,
) -> Note:
    return Note(
        onset_s=beat * seconds_per_beat,
        duration_s=beats * seconds_per_beat,
        onset_beats=beat,
        duration_beats=beats,
        pitch=pitch,
        velocity=velocity,
        track=track,
        channel=channel,
        program=program,
    )


def melody(
    pitches: Iterable[int], beats: float = 1.0, seconds_per_beat: float = 0.5
) -> tuple[Note, ...]:
    """One note after the other, all of one length."""
    return tuple(
        note_at(place * beats, pitch, beats, seconds_per_beat=seconds_per_beat)
        for place, pitch in enumerate(pitches)
    )


def song_of(notes: Iterable[Note], tempo: TempoMap | None = None, title: str = "Test") -> Song:
    """A song of `notes`, which may come in any order."""
    ordered = tuple(sorted(notes, key=lambda note: note.onset_s))
    tracks = sorted({note.track for note in ordered})
    return Song(
        title=title,
        notes=ordered,
        tempo_map=tempo or tempo_map(),
        tracks=tuple(
            Track(track, "", sum(note.track == track for note in ordered)) for track in tracks
        ),
        duration_s=max((note.end_s for note in ordered), default=0.0),
        sha256="0" * 64,
    )


def level_of(
    *,
    window_ms: int = 200,
    min_gap_s: float = 0.42,
    same_grip_gap_s: float = 0.5,
    max_rate_per_s: float = 20.0,
    long_note_from_s: float | None = None,
) -> Level:
    """A level that keeps all the time it can get, unless told otherwise."""
    return Level(
        id="test",
        number=1,
        name="Test",
        hit_window_ms=window_ms,
        approach_s=2.0,
        min_gap_s=min_gap_s,
        same_grip_gap_s=same_grip_gap_s,
        max_rate_per_s=max_rate_per_s,
        grips=("index", "middle", "ring", "little"),
        long_note_from_s=long_note_from_s,
    )


def metre_of(tempo: TempoMap | None = None) -> Metre:
    """The metre that a `tempo_map` says, with notes on every beat."""
    notes = [note_at(beat, 60, velocity=80) for beat in range(16)]
    return find_metre(song_of(notes, tempo))
