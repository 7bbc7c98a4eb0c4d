"""How much each stream of a song is like a tune: features, weighed and added up.

Most songs are told at a glance: by what a stream is like, and beside the others. Where that leaves
a doubt, `votes` listens to all streams at once as to a piano piece.

The weights were fitted by `tests/benchmarks/tune_weights.py` on pop songs, karaoke files and folk
tunes together, with names hidden and every note equally loud; those in `BY_HAND` are set by hand.
`docs/charts.md` explains them and gives what they reach.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

import numpy as np

from game.music.lyrics_match import lyric_match
from game.music.song import Note, Song
from game.music.streams import Floats, Ints, Stream, play_one_line, share_rhythm
from game.music.votes import can_vote, votes

AT_A_GLANCE = {
    "density": 4.2,
    "polyphony": -4.2,
    "second voice": -5.2,
    "coverage": 3.5,
    "span": 10.5,
    "span rank": -2.6,
    "at once": -3.0,
    "voice range": 5.9,
    "lengths": 1.4,
    "uneven": -3.7,
    "interval rank": -2.8,
    "crumbs": -8.2,
    "intervals rank": 2.3,
    "steps": 3.5,
}
AFTER_LISTENING = {
    "density": 2.9,
    "polyphony": -4.5,
    "second voice": -4.8,
    "coverage": 1.5,
    "span": 8.3,
    "span rank": -3.1,
    "at once": -2.8,
    "voice range": 3.6,
    "lengths": 2.1,
    "uneven": -3.8,
    "interval rank": -3.1,
    "crumbs": -4.9,
    "intervals rank": 2.0,
    "steps": 3.3,
    "of the line": 4.4,
    "of the chances": 4.3,
}
BY_HAND = {
    "bass program": -1.1,
    "upper hand": 8.0,
    "velocity rank": 0.6,
    "name": 2.0,
    "lyrics": 30.0,
}
SURE_AT_A_GLANCE = 0.95
"""The softmax share of the best stream from which nothing needs to be listened to."""

_MELODY_WORDS = re.compile(
    r"melod|vocal|voice|voc\b|lead|solo|sing|song|tune|canto|chant|gesang|stimme|soprano|theme",
    re.IGNORECASE,
)
_BASS_PROGRAMS = range(32, 40)
_KEYBOARDS = range(8)
_LOWEST, _HIGHEST = 52, 81
"""Pitches that are sung."""
_STEP = 2
"""Semitones up to which an interval is a step."""
_IN_PHRASE_S = 1.0
"""Between onsets closer than this an interval is heard as one."""
_BREATH_S, _PAUSE_S = 0.3, 0.8
"""A phrase ends where nothing sounds for a breath and nothing begins for a pause."""
_CRUMB = 2
"""A phrase of so few notes is none."""


def scores(song: Song, streams: Sequence[Stream]) -> list[float]:
    """The score of each of `streams`, comparable within this song only."""
    found = features(song, streams)
    at_a_glance = _weighed(found, AT_A_GLANCE)
    if share_of_best(at_a_glance) >= SURE_AT_A_GLANCE or not can_vote(streams):
        return at_a_glance
    heard = [{**alone, **vote} for alone, vote in zip(found, votes(streams), strict=True)]
    return _weighed(heard, AFTER_LISTENING)


def share_of_best(scores: Sequence[float]) -> float:
    """The softmax share of the highest of `scores`."""
    best = max(scores)
    return 1.0 / math.fsum(math.exp(score - best) for score in scores)


def _weighed(found: Sequence[Mapping[str, float]], fitted: Mapping[str, float]) -> list[float]:
    weights = {**fitted, **BY_HAND}
    return [
        round(math.fsum(weight * alone[name] for name, weight in weights.items()), 6)
        for alone in found
    ]


def features(song: Song, streams: Sequence[Stream]) -> list[dict[str, float]]:
    """The features of each of `streams` by name, but for those of `votes`."""
    names = {track.index: track.name for track in song.tracks}
    found = [
        {
            **_extent(song, stream),
            **_movement(stream),
            **_rhythm(stream),
            **_marks(song, stream, names.get(stream.track, "")),
        }
        for stream in streams
    ]
    velocities = [sum(note.velocity for note in s.notes) / len(s.notes) for s in streams]
    for name in ("span", "interval", "intervals"):
        _add_ranks(found, f"{name} rank", [alone[name] for alone in found])
    for alone, stream in zip(found, streams, strict=True):
        alone["second voice"] = float(any(_leads(other, stream) for other in streams))
        alone["upper hand"] = float(_is_upper_hand(stream, streams))
    _add_ranks(found, "velocity rank", velocities)
    return found


def _extent(song: Song, stream: Stream) -> dict[str, float]:
    """How much of the song it fills, and how thickly."""
    sounding_s = max(_union_s(stream.notes), 1e-9)
    whole_s = max(song.duration_s, 1e-9)
    span_s = float(stream.onsets_s[-1] - stream.onsets_s[0])
    rate = len(stream.top) / max(span_s, 1.0)
    polyphony = math.fsum(note.duration_s for note in stream.notes) / sounding_s - 1.0
    return {
        "density": math.exp(-((math.log(rate / 2.0) / 0.8) ** 2)),
        "polyphony": min(max(polyphony, 0.0), 1.5),
        "coverage": sounding_s / whole_s,
        "span": span_s / whole_s,
        "at once": float(stream.onsets_s[0] < 0.02 * whole_s + 1.0),
    }


def _movement(stream: Stream) -> dict[str, float]:
    """How its pitches move and where they lie."""
    intervals = np.diff(stream.pitches)
    sizes = np.abs(intervals)
    flowing = sizes[np.diff(stream.onsets_s) < _IN_PHRASE_S]
    sung = (stream.pitches >= _LOWEST) & (stream.pitches <= _HIGHEST)
    return {
        "voice range": float(np.mean(sung)),
        "interval": min(float(np.mean(sizes)) / 6.0, 1.5) if len(sizes) else 0.0,
        "intervals": _variety(intervals),
        "steps": float(np.mean(flowing <= _STEP)) if len(flowing) else 0.0,
    }


def _rhythm(stream: Stream) -> dict[str, float]:
    """How lengths vary, and whether notes come in phrases."""
    lengths_s = np.array([note.duration_s for note in stream.top])
    steps_s = np.diff(stream.onsets_s)
    ends = (steps_s - lengths_s[:-1] > _BREATH_S) & (steps_s > _PAUSE_S)
    phrases = np.diff(np.concatenate(([-1], np.flatnonzero(ends), [len(lengths_s) - 1])))
    uneven = float(np.std(np.log(np.maximum(steps_s, 0.03)))) if len(steps_s) else 0.0
    half_octaves = np.rint(np.round(2.0 * np.log2(np.maximum(lengths_s, 0.02)), 6))
    return {
        "lengths": _variety(half_octaves),
        "uneven": uneven,
        "crumbs": float(phrases[phrases <= _CRUMB].sum() / phrases.sum()),
    }


def _marks(song: Song, stream: Stream, name: str) -> dict[str, float]:
    """What the file says of it."""
    basses = sum(note.program in _BASS_PROGRAMS for note in stream.notes)
    return {
        "bass program": basses / len(stream.notes),
        "name": float(bool(_MELODY_WORDS.search(name))),
        "lyrics": lyric_match(song.lyric_times_s, stream.onsets_s),
    }


def _variety(values: Floats | Ints) -> float:
    """The entropy of `values` in nats: 0 if all are equal or none is there."""
    counts = np.unique(values, return_counts=True)[1]
    shares = counts / max(counts.sum(), 1)
    return max(0.0, -math.fsum((shares * np.log(shares)).tolist()))


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
