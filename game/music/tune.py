"""Which notes of a song are its tune: the stream that scores best as a melody.

A stream is what one track plays on one channel. The features and their weights were fitted on pop
songs and karaoke files together; `docs/charts.md` gives the table and what it reaches.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from game.music.song import DRUM_CHANNEL, Note, Song

MIN_STREAM_NOTES = 8
"""A stream with fewer notes is no tune, unless nothing else is there."""

_MELODY_WORDS = re.compile(
    r"melod|vocal|voice|voc\b|lead|solo|sing|song|tune|canto|chant|gesang|stimme|soprano|theme",
    re.IGNORECASE,
)
_BASS_PROGRAMS = range(32, 40)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stream that could be the tune, with its score (only comparable within one song)."""

    track: int
    channel: int
    score: float


@dataclass(frozen=True, slots=True)
class Tune:
    """The tune: its notes one after the other, in order of onset, each onset once.

    `confidence` is 0 to 1, the softmax share of the best score; `candidates` are all streams
    considered, best first.
    """

    track: int
    channel: int
    confidence: float
    candidates: tuple[Candidate, ...]
    notes: tuple[Note, ...]


def find_tune(song: Song) -> Tune:
    """The tune of `song`: the top notes of its best-scoring stream."""
    streams = _streams(song.notes)
    names = {track.index: track.name for track in song.tracks}
    ranks = _ranks(song, streams)
    candidates = sorted(
        (
            Candidate(*key, round(_score(song, notes, names.get(key[0], ""), ranks[key]), 6))
            for key, notes in streams.items()
        ),
        key=lambda candidate: (-candidate.score, candidate.track, candidate.channel),
    )
    return tune_of(song, candidates[0], tuple(candidates))


def tune_of(song: Song, choice: Candidate, candidates: tuple[Candidate, ...]) -> Tune:
    """The tune if `choice`, one of `candidates`, is its stream."""
    best = candidates[0].score
    weights = [math.exp(candidate.score - best) for candidate in candidates]
    stream = [n for n in song.notes if (n.track, n.channel) == (choice.track, choice.channel)]
    return Tune(
        track=choice.track,
        channel=choice.channel,
        confidence=math.exp(choice.score - best) / math.fsum(weights),
        candidates=candidates,
        notes=_top_notes(stream),
    )


def _streams(notes: Sequence[Note]) -> dict[tuple[int, int], list[Note]]:
    """Notes by (track, channel), without drums and crumbs as long as anything else is left."""
    streams: defaultdict[tuple[int, int], list[Note]] = defaultdict(list)
    for note in notes:
        streams[note.track, note.channel].append(note)
    pitched = {key: found for key, found in streams.items() if key[1] != DRUM_CHANNEL}
    long = {key: found for key, found in pitched.items() if len(found) >= MIN_STREAM_NOTES}
    return long or pitched or dict(streams)


def _top_notes(stream: Sequence[Note]) -> tuple[Note, ...]:
    """The highest note at each onset; of doubled ones the longest."""
    top: dict[float, Note] = {}
    for note in stream:
        standing = top.get(note.onset_s)
        if standing is None or _height(note) > _height(standing):
            top[note.onset_s] = note
    return tuple(top.values())


def _height(note: Note) -> tuple[int, float]:
    return note.pitch, note.duration_s


@dataclass(frozen=True, slots=True)
class _Ranks:
    """Where a stream stands among the song's streams, 0 (least) to 1 (most)."""

    coverage: float
    velocity: float


def _ranks(song: Song, streams: dict[tuple[int, int], list[Note]]) -> dict[tuple[int, int], _Ranks]:
    keys = list(streams)
    coverage = _relative_ranks([_coverage(song, streams[key]) for key in keys])
    velocity = _relative_ranks(
        [sum(note.velocity for note in streams[key]) / len(streams[key]) for key in keys]
    )
    return {
        key: _Ranks(covers, loud)
        for key, covers, loud in zip(keys, coverage, velocity, strict=True)
    }


def _relative_ranks(values: list[float]) -> list[float]:
    """The share of the other values that are smaller, ties counting half."""
    if len(values) < 2:
        return [0.5] * len(values)
    return [
        (sum(other < value for other in values) + (values.count(value) - 1) / 2) / (len(values) - 1)
        for value in values
    ]


def _coverage(song: Song, notes: Sequence[Note]) -> float:
    return _union_s(notes) / max(song.duration_s, 1e-9)


def _union_s(notes: Sequence[Note]) -> float:
    """For how many seconds at least one of `notes` (in order of onset) sounds."""
    onsets = np.array([note.onset_s for note in notes])
    ends = np.maximum.accumulate(np.array([note.end_s for note in notes]))
    covered_until = np.concatenate(([onsets[0]], ends[:-1]))
    return float(np.sum(np.maximum(0.0, ends - np.maximum(onsets, covered_until))))


def _score(song: Song, notes: Sequence[Note], name: str, ranks: _Ranks) -> float:
    onsets = np.array(sorted({note.onset_s for note in notes}))
    pitches = np.array([note.pitch for note in notes], dtype=np.float64)
    top = np.array([note.pitch for note in _top_notes(notes)], dtype=np.float64)
    sounding_s = max(_union_s(notes), 1e-9)
    span_s = float(onsets[-1] - onsets[0])
    rate = max(len(onsets) / max(span_s, 1.0), 1e-6)
    intervals = np.abs(np.diff(top))
    mean_pitch = float(pitches.mean())
    polyphony = math.fsum(note.duration_s for note in notes) / sounding_s - 1.0
    return (
        2.4 * math.exp(-((math.log(rate / 2.0) / 0.8) ** 2))
        - 2.1 * min(max(polyphony, 0.0), 1.5)
        + 1.6 * bool(_MELODY_WORDS.search(name))
        + 1.5 * sounding_s / max(song.duration_s, 1e-9)
        + 1.45 * min(max((mean_pitch - 50.0) / 10.0, 0.0), 1.0)
        - 1.4 * min(_mean(intervals) / 6.0, 1.5)
        + 1.2 * math.exp(-(((mean_pitch - 68.0) / 10.0) ** 2))
        + 1.1 * span_s / max(song.duration_s, 1e-9)
        + 1.1 * (_mean(intervals <= 4.0) if len(intervals) else 0.0)
        - 1.1 * (notes[0].program in _BASS_PROGRAMS)
        + 0.7 * ranks.coverage
        + 0.6 * ranks.velocity
        + 0.5 * _single_onset_share(notes)
    )


def _single_onset_share(notes: Sequence[Note]) -> float:
    at_onset = Counter(note.onset_s for note in notes)
    return sum(count == 1 for count in at_onset.values()) / len(at_onset)


def _mean(values: npt.NDArray[np.float64] | npt.NDArray[np.bool_]) -> float:
    return float(values.mean()) if len(values) else 0.0
