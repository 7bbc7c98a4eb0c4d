"""How much of the silence before a song's first note can be left out."""

from __future__ import annotations

from game.music.song import Song

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
