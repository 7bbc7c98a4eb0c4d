"""How much of the silence before a song's first note can be left out, and the song without it."""

from __future__ import annotations

from dataclasses import replace

from game.music.song import Meter, Song, TempoChange, TempoMap

COUNT_IN_S = 2.0
"""At least this much of the silence stays."""
WORTH_IT_S = 1.0
"""Less than this is not cut off."""


def silent_intro_s(song: Song) -> float:
    """How many seconds can be skipped at the start; 0 if there is no long silence.

    Whole bars are skipped, so that the bars of what remains are those of the song.
    """
    beat = _skipped_beats(song)
    skipped_s = song.tempo_map.time_at(beat)
    return skipped_s if skipped_s >= WORTH_IT_S else 0.0


def _skipped_beats(song: Song) -> float:
    tempo_map = song.tempo_map
    latest = tempo_map.beat_at(max(0.0, song.notes[0].onset_s - COUNT_IN_S))
    return max(0.0, latest - tempo_map.position_in_bar(latest))


def without_silent_intro(song: Song) -> Song:
    """`song` beginning `silent_intro_s` later; itself if there is nothing to leave out."""
    skipped_s = silent_intro_s(song)
    if not skipped_s:
        return song
    beats = _skipped_beats(song)
    return replace(
        song,
        notes=tuple(
            replace(
                note,
                onset_s=max(0.0, note.onset_s - skipped_s),
                onset_beats=max(0.0, note.onset_beats - beats),
            )
            for note in song.notes
        ),
        tempo_map=_tempo_map_from(song.tempo_map, skipped_s, beats),
        duration_s=song.duration_s - skipped_s,
    )


def _tempo_map_from(tempo_map: TempoMap, skipped_s: float, beats: float) -> TempoMap:
    first_tempo = 60 / tempo_map.tempo_at(skipped_s)
    first_meter = tempo_map.meter_at(beats)
    return TempoMap(
        (
            TempoChange(0.0, 0.0, first_tempo),
            *(
                TempoChange(c.time_s - skipped_s, c.beat - beats, c.seconds_per_beat)
                for c in tempo_map.changes
                if c.beat > beats
            ),
        ),
        (
            Meter(0.0, first_meter.numerator, first_meter.denominator),
            *(replace(m, beat=m.beat - beats) for m in tempo_map.meters if m.beat > beats),
        ),
    )
