"""How much each stream of a song is like a tune: features, weighed and added up.

The weights were fitted by `tests/benchmarks/tune_weights.py` on pop songs, karaoke files and folk
tunes together, with names hidden and every note equally loud; those of the bass, the hands of
a piano, the velocity, the name and the words are set by hand. `docs/charts.md` explains them and
gives what they reach.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np

from game.music.lyrics_match import lyric_match
from game.music.song import Note, Song
from game.music.streams import Stream, play_one_line, share_rhythm

WEIGHTS = {
    "density": 5.0,
    "polyphony": -3.2,
    "polyphony rank": -1.9,
    "register": -1.0,
    "second voice": -5.7,
    "leaps": -3.8,
    "interval": -4.6,
    "coverage": 12.0,
    "coverage squared": -7.1,
    "span": 11.6,
    "span rank": -5.6,
    "bass program": -1.1,
    "upper hand": 8.0,
    "velocity rank": 0.6,
    "name": 2.0,
    "lyrics": 20.0,
}

_MELODY_WORDS = re.compile(
    r"melod|vocal|voice|voc\b|lead|solo|sing|song|tune|canto|chant|gesang|stimme|soprano|theme",
    re.IGNORECASE,
)
_BASS_PROGRAMS = range(32, 40)
_KEYBOARDS = range(8)
_LEAP = 8
"""Semitones from which an interval is a leap."""


def scores(song: Song, streams: Sequence[Stream]) -> list[float]:
    """The score of each of `streams`, comparable within this song only."""
    return [
        round(math.fsum(weight * found[name] for name, weight in WEIGHTS.items()), 6)
        for found in features(song, streams)
    ]


def features(song: Song, streams: Sequence[Stream]) -> list[dict[str, float]]:
    """The features of each of `streams` by name, as in `WEIGHTS`."""
    names = {track.index: track.name for track in song.tracks}
    found = [_features_alone(song, stream, names.get(stream.track, "")) for stream in streams]
    velocities = [sum(note.velocity for note in s.notes) / len(s.notes) for s in streams]
    _add_ranks(found, "polyphony rank", [alone["polyphony"] for alone in found])
    _add_ranks(found, "span rank", [alone["span"] for alone in found])
    for alone, stream in zip(found, streams, strict=True):
        alone["second voice"] = float(any(_leads(other, stream) for other in streams))
        alone["upper hand"] = float(_is_upper_hand(stream, streams))
    _add_ranks(found, "velocity rank", velocities)
    return found


def _features_alone(song: Song, stream: Stream, name: str) -> dict[str, float]:
    sounding_s = max(_union_s(stream.notes), 1e-9)
    whole_s = max(song.duration_s, 1e-9)
    span_s = float(stream.onsets_s[-1] - stream.onsets_s[0])
    rate = len(stream.top) / max(span_s, 1.0)
    intervals = np.abs(np.diff(stream.pitches))
    polyphony = math.fsum(note.duration_s for note in stream.notes) / sounding_s - 1.0
    coverage = sounding_s / whole_s
    basses = sum(note.program in _BASS_PROGRAMS for note in stream.notes)
    return {
        "density": math.exp(-((math.log(rate / 2.0) / 0.8) ** 2)),
        "polyphony": min(max(polyphony, 0.0), 1.5),
        "register": ((stream.mean_pitch - 66.0) / 12.0) ** 2,
        "leaps": float(np.mean(intervals >= _LEAP)) if len(intervals) else 0.0,
        "interval": min(float(np.mean(intervals)) / 6.0, 1.5) if len(intervals) else 0.0,
        "coverage": coverage,
        "coverage squared": coverage**2,
        "span": span_s / whole_s,
        "bass program": basses / len(stream.notes),
        "name": float(bool(_MELODY_WORDS.search(name))),
        "lyrics": lyric_match(song.lyric_times_s, stream.onsets_s),
    }


def _leads(one: Stream, other: Stream) -> bool:
    """Whether `one` is a voice above `other` in the same rhythm, as the soprano of a choir is."""
    if one.mean_pitch <= other.mean_pitch:
        return False
    return share_rhythm(one, other) and not play_one_line(one, other)


def _is_upper_hand(stream: Stream, streams: Sequence[Stream]) -> bool:
    """Whether two keyboard parts are the whole piece and `stream` is the higher: a piano's hands.

    The right hand is full of chords, by which one would take the left for the tune.
    """
    if len(streams) != 2 or not all(n.program in _KEYBOARDS for s in streams for n in s.notes):
        return False
    return stream.mean_pitch > min(other.mean_pitch for other in streams)


def _union_s(notes: Sequence[Note]) -> float:
    """For how many seconds at least one of `notes` (in order of onset) sounds."""
    onsets = np.array([note.onset_s for note in notes])
    ends = np.maximum.accumulate(np.array([note.end_s for note in notes]))
    covered_until = np.concatenate(([onsets[0]], ends[:-1]))
    return float(np.sum(np.maximum(0.0, ends - np.maximum(onsets, covered_until))))


def _add_ranks(found: Sequence[dict[str, float]], name: str, values: Sequence[float]) -> None:
    """The share of the other streams whose value is smaller, ties counting half."""
    values = [round(value, 9) for value in values]
    others = max(len(values) - 1, 1)
    for features_of_one, value in zip(found, values, strict=True):
        smaller = sum(other < value for other in values)
        equal = values.count(value) - 1 if len(values) > 1 else 1
        features_of_one[name] = (smaller + equal / 2) / others
