"""A song's streams: what one track plays on one channel, and what makes two of them one line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from game.music.song import DRUM_CHANNEL, Note

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MIN_STREAM_NOTES = 8
"""A stream with fewer notes is no tune, unless nothing else is there."""

_MOST_STREAMS = 256
"""Streams are compared with each other; a song for people has fewer."""

SAME_MOMENT_S = 0.05
"""Onsets this close sound as one."""
_MOSTLY = 0.8
"""Two streams agree when this share of each one's top notes has its like in the other."""


@dataclass(frozen=True, slots=True)
class Stream:
    """What a track plays on a channel: its notes in order of onset, and the highest of each onset.

    `onsets_s` and `pitches` are those of the top notes, `mean_pitch` is that of all.
    """

    track: int
    channel: int
    notes: tuple[Note, ...]
    top: tuple[Note, ...]
    onsets_s: Floats
    pitches: Ints
    mean_pitch: float


def streams_of(notes: Sequence[Note]) -> list[Stream]:
    """Notes by track and channel, without drums and crumbs as long as anything else is left.

    Of very many the longest are taken.
    """
    streams: defaultdict[tuple[int, int], list[Note]] = defaultdict(list)
    for note in notes:
        streams[note.track, note.channel].append(note)
    pitched = {key: found for key, found in streams.items() if key[1] != DRUM_CHANNEL}
    long = {key: found for key, found in pitched.items() if len(found) >= MIN_STREAM_NOTES}
    left = long or pitched or streams
    longest = sorted(left, key=lambda key: (-len(left[key]), key))[:_MOST_STREAMS]
    return [_stream(key, left[key]) for key in sorted(longest)]


def _stream(key: tuple[int, int], notes: list[Note]) -> Stream:
    top = top_notes(notes)
    onsets_s = np.array([note.onset_s for note in top])
    pitches = np.array([note.pitch for note in top], dtype=np.int64)
    mean_pitch = sum(note.pitch for note in notes) / len(notes)
    return Stream(*key, tuple(notes), top, onsets_s, pitches, mean_pitch)


def top_notes(notes: Sequence[Note]) -> tuple[Note, ...]:
    """The highest note at each onset; of doubled ones the longest."""
    top: dict[float, Note] = {}
    for note in notes:
        standing = top.get(note.onset_s)
        if standing is None or _height(note) > _height(standing):
            top[note.onset_s] = note
    return tuple(top.values())


def _height(note: Note) -> tuple[int, float]:
    return note.pitch, note.duration_s


def play_one_line(one: Stream, other: Stream) -> bool:
    """Whether two streams double each other, at the same pitch or octaves apart."""
    return _agree(one, other, _share_of_tones)


def share_rhythm(one: Stream, other: Stream) -> bool:
    """Whether two streams begin their notes together, as voices of a choir do."""
    return _agree(one, other, _share_of_onsets)


def _agree(one: Stream, other: Stream, share: Callable[[Stream, Stream], float]) -> bool:
    fewer, more = sorted((len(one.top), len(other.top)))
    if fewer < _MOSTLY * more:
        return False
    return share(one, other) >= _MOSTLY and share(other, one) >= _MOSTLY


def _share_of_tones(one: Stream, other: Stream) -> float:
    """The share of the top notes of `one` that `other` plays too, in whatever octave."""
    found = np.zeros(len(one.top), dtype=np.bool_)
    first = np.searchsorted(other.onsets_s, one.onsets_s - SAME_MOMENT_S)
    last = np.searchsorted(other.onsets_s, one.onsets_s + SAME_MOMENT_S, side="right")
    for ahead in range(int((last - first).max(initial=0))):
        place = np.minimum(first + ahead, len(other.top) - 1)
        found |= (first + ahead < last) & ((other.pitches[place] - one.pitches) % 12 == 0)
    return float(found.mean())


def _share_of_onsets(one: Stream, other: Stream) -> float:
    return share_near(one.onsets_s, other.onsets_s, SAME_MOMENT_S)


def share_near(moments_s: Floats, others_s: Floats, within_s: float) -> float:
    """The share of `moments_s` with one of `others_s` nearby; both rise, neither is empty."""
    after = np.searchsorted(others_s, moments_s)
    behind_s = np.abs(moments_s - others_s[np.maximum(after - 1, 0)])
    ahead_s = np.abs(others_s[np.minimum(after, len(others_s) - 1)] - moments_s)
    return float(np.mean(np.minimum(behind_s, ahead_s) <= within_s))
