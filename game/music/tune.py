"""Which notes of a song are its tune: the stream that scores best as a melody.

What a stream is stands in `streams`, how it is scored in `tune_score`, and which of its notes are
the tune in `melody_line`; `voices` has what else they might be. A tune stays in one stream:
where a melody wanders between instruments, the stream that has most of it is taken.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from game.music.song import Note, Song
from game.music.streams import Stream, play_one_line, streams_of
from game.music.tune_score import scores
from game.music.voices import Part, Voice, notes_of, parts_of

OFFERED = 3
"""The right stream is among the first three of nearly every song measured."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A voice of a stream that could be the tune, with its score (only comparable within one song).

    Candidates with the same `line` play the same notes, perhaps octaves apart; whoever offers a
    choice need offer only the first of them.
    """

    track: int
    channel: int
    score: float
    line: int
    voice: Voice = Voice.LINE


@dataclass(frozen=True, slots=True)
class Tune:
    """The tune: its notes one after the other, in order of onset, each onset once.

    `confidence` is 0 to 1, the softmax share of the chosen line; below .7 it is often another.
    `candidates` are all streams considered, best first, and other voices of the best one where
    there are too few streams to choose from.
    """

    track: int
    channel: int
    voice: Voice
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
    streams_alone = [
        Candidate(stream.track, stream.channel, score, line)
        for (score, stream), line in zip(ranked, lines, strict=True)
    ]
    parts = parts_of(ranked[0][1].notes, others=max(0, OFFERED - len(set(lines))))
    candidates = _with_voices(streams_alone, parts)
    return _tune(candidates[0], candidates, parts[0].notes)


def tune_of(song: Song, choice: Candidate, candidates: tuple[Candidate, ...]) -> Tune:
    """The tune if `choice` is it. Its stream is one of the song; what is none of `candidates` has
    no confidence."""
    stream = [n for n in song.notes if (n.track, n.channel) == (choice.track, choice.channel)]
    return _tune(choice, candidates, notes_of(stream, choice.voice))


def _tune(choice: Candidate, candidates: tuple[Candidate, ...], notes: tuple[Note, ...]) -> Tune:
    best = candidates[0].score
    shares = [math.exp(candidate.score - best) for candidate in candidates]
    of_line = [
        share
        for share, candidate in zip(shares, candidates, strict=True)
        if candidate.line == choice.line
    ]
    return Tune(
        track=choice.track,
        channel=choice.channel,
        voice=choice.voice,
        confidence=math.fsum(of_line) / math.fsum(shares),
        candidates=candidates,
        notes=notes,
    )


def _with_voices(candidates: Sequence[Candidate], parts: Sequence[Part]) -> tuple[Candidate, ...]:
    """`candidates` (best first) and the other `parts` of the first one's stream, best first.

    The first one's share beside them is what is expected of its line; they share the rest.
    """
    line, *others = parts
    if not others:
        return tuple(candidates)
    first, expected = candidates[0], min(max(line.expected, 0.5), 0.99)
    whole = math.fsum(other.expected for other in others)
    lines = 1 + max(candidate.line for candidate in candidates)
    voices: list[Candidate] = []
    for number, other in enumerate(others, start=lines):
        share = (1.0 - expected) * max(other.expected, 0.01) / max(whole, 0.01)
        score = round(first.score + math.log(share / expected), 6)
        voices.append(replace(first, score=score, line=number, voice=other.voice))
    return tuple(sorted([*candidates, *voices], key=lambda candidate: -candidate.score))


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
