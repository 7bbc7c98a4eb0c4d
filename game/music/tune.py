"""Which notes of a song are its tune: the stream that scores best as a melody.

What a stream is stands in `streams`, how it is scored in `tune_score`, and which of its notes are
the tune in `melody_line`. A tune stays in one stream:
where a melody wanders between instruments, the stream that has most of it is taken.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from game.music.melody_line import melody_line
from game.music.song import Note, Song
from game.music.streams import Stream, play_one_line, streams_of
from game.music.tune_score import scores

OFFERED = 3
"""The right stream is among the first three of nearly every song measured."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stream that could be the tune, with its score (only comparable within one song).

    Candidates with the same `line` play the same notes, perhaps octaves apart; whoever offers a
    choice need offer only the first of them.
    """

    track: int
    channel: int
    score: float
    line: int


@dataclass(frozen=True, slots=True)
class Tune:
    """The tune: its notes one after the other, in order of onset, each onset once.

    `confidence` is 0 to 1, the softmax share of the chosen line; below .7 it is often another.
    `candidates` are all streams considered, best first.
    """

    track: int
    channel: int
    confidence: float
    candidates: tuple[Candidate, ...]
    notes: tuple[Note, ...]


def find_tune(song: Song) -> Tune:
    """The tune of `song`: the melody of its best-scoring stream."""
    streams = streams_of(song.notes)
    ranked = sorted(
        zip(scores(song, streams), streams, strict=True),
        key=lambda scored: (-scored[0], scored[1].track, scored[1].channel),
    )
    lines = _lines([stream for _, stream in ranked])
    candidates = tuple(
        Candidate(stream.track, stream.channel, score, line)
        for (score, stream), line in zip(ranked, lines, strict=True)
    )
    return tune_of(song, candidates[0], candidates)


def tune_of(song: Song, choice: Candidate, candidates: tuple[Candidate, ...]) -> Tune:
    """The tune if `choice`, one of `candidates`, is its stream."""
    best = candidates[0].score
    shares = [math.exp(candidate.score - best) for candidate in candidates]
    of_line = [
        share
        for share, candidate in zip(shares, candidates, strict=True)
        if candidate.line == choice.line
    ]
    stream = [n for n in song.notes if (n.track, n.channel) == (choice.track, choice.channel)]
    return Tune(
        track=choice.track,
        channel=choice.channel,
        confidence=math.fsum(of_line) / math.fsum(shares),
        candidates=candidates,
        notes=melody_line(stream),
    )


def _lines(streams: Sequence[Stream]) -> list[int]:
    """For each stream the number of its line, counted from 0 in the order of `streams`."""
    heads: list[Stream] = []
    lines: list[int] = []
    for stream in streams:
        line = next((n for n, head in enumerate(heads) if play_one_line(stream, head)), len(heads))
        if line == len(heads):
            heads.append(stream)
        lines.append(line)
    return lines


def offered(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Those to choose from where the tune is in doubt: the best of each line, three at most."""
    best_of_line: dict[int, Candidate] = {}
    for candidate in candidates:
        best_of_line.setdefault(candidate.line, candidate)
    return tuple(best_of_line.values())[:OFFERED]
