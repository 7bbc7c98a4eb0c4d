"""Fits the weights of `game.music.tune_score` to corpora: `python -m tests.benchmarks.tune_weights
POP909 KARAOKE NOTTINGHAM`.

A softmax over the streams of each song gives the true one its probability; Newton's method
maximises it with a small price on large weights. Corpora count alike however many files they have,
but for folk tunes in two streams, which any weights get right.

First every song is told by weights fitted without it: the files are dealt into five folds, three
times, and each fold is told by what the other four give; then each half by the other. Last come
the weights that all files give.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from game.music.streams import play_one_line, streams_of
from game.music.tune_score import (
    AFTER_LISTENING,
    AT_A_GLANCE,
    SURE_AT_A_GLANCE,
    features,
    share_of_best,
)
from game.music.votes import can_vote, votes
from tests.benchmarks.figures import print_table
from tests.benchmarks.tune_corpora import Known, known_songs

FOLDS = 5
DEALS = 3
RIDGE = 0.006
CORPUS_WEIGHTS = (1.0, 1.5, 0.3)

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A song's features, a row for each stream, as at a glance and after listening.

    `true` is the row of the tune, `rivals` are those of all streams that don't double it.
    """

    glance: Floats
    heard: Floats
    true: int
    rivals: list[int]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights for both sets of features."""

    glance: Floats
    heard: Floats


@dataclass(frozen=True, slots=True)
class Told:
    """Whether the tune came first, or its double did; whether one was among the first three."""

    first: bool
    or_double: bool
    among_three: bool


def labelled(known: Known) -> Labelled:
    """What the weights are fitted to."""
    hidden = known.hidden(words=False)
    streams = streams_of(hidden.song.notes)
    true = next(s for s in streams if (s.track, s.channel) == (hidden.track, hidden.channel))
    found = features(hidden.song, streams)
    voted = (
        votes(streams) if can_vote(streams) else [dict.fromkeys(AFTER_LISTENING, 0.0)] * len(found)
    )
    return Labelled(
        glance=np.array([[alone[name] for name in AT_A_GLANCE] for alone in found]),
        heard=np.array(
            [
                [{**v, **f}[name] for name in AFTER_LISTENING]
                for f, v in zip(found, voted, strict=True)
            ]
        ),
        true=streams.index(true),
        rivals=[n for n, s in enumerate(streams) if s is not true and not play_one_line(s, true)],
    )


def fitted(corpora: Sequence[Sequence[Labelled]]) -> Weights:
    """The weights that make the true streams likeliest."""
    songs = [
        (song, share / len(corpus))
        for corpus, share in zip(corpora, CORPUS_WEIGHTS, strict=True)
        for song in corpus
    ]
    return Weights(
        _likeliest([(song.glance[[song.true, *song.rivals]], share) for song, share in songs]),
        _likeliest([(song.heard[[song.true, *song.rivals]], share) for song, share in songs]),
    )


def _likeliest(songs: Sequence[tuple[Floats, float]]) -> Floats:
    """Weights that make the first row of each song likeliest; songs count by their share."""
    scale = np.concatenate([rows - rows.mean(axis=0) for rows, _ in songs]).std(axis=0) + 1e-6
    weights = np.zeros(len(scale))
    for _ in range(20):
        gradient, curvature = -RIDGE * weights, RIDGE * np.eye(len(scale))
        for rows, share in songs:
            scaled = rows / scale
            odds = np.exp(scaled @ weights - (scaled @ weights).max())
            chances = odds / odds.sum()
            mean = chances @ scaled
            gradient += share * (scaled[0] - mean)
            curvature += share * ((scaled.T * chances) @ scaled - np.outer(mean, mean))
        step = np.linalg.solve(curvature, gradient)
        weights += step * min(1.0, 3.0 / max(float(np.abs(step).max()), 1e-9))
        if np.abs(step).max() < 1e-4:
            break
    return weights / scale


def told(song: Labelled, weights: Weights) -> Told:
    """What comes of a song, at a glance if that leaves no doubt."""
    scores = song.glance @ weights.glance
    if share_of_best(scores.tolist()) < SURE_AT_A_GLANCE:
        scores = song.heard @ weights.heard
    better = scores > scores[song.true] + 1e-9
    before = int(better[song.rivals].sum())
    return Told(not better.any(), before == 0, before < 3)


def in_folds(corpora: Sequence[Sequence[Labelled]], deal: int) -> Iterator[tuple[int, Told]]:
    """Every song told by weights that were fitted without its fold, with its corpus's number."""
    random = np.random.default_rng(deal)
    dealt = [random.permutation(len(corpus)) % FOLDS for corpus in corpora]
    for fold in range(FOLDS):
        weights = fitted(
            [
                [song for song, at in zip(corpus, folds, strict=True) if at != fold]
                for corpus, folds in zip(corpora, dealt, strict=True)
            ]
        )
        for number, (corpus, folds) in enumerate(zip(corpora, dealt, strict=True)):
            for song, at in zip(corpus, folds, strict=True):
                if at == fold:
                    yield number, told(song, weights)


def _row(name: str, kind: str, songs: Sequence[Told]) -> list[object]:
    shares = (
        sum(song.first for song in songs) / len(songs),
        sum(song.or_double for song in songs) / len(songs),
        sum(song.among_three for song in songs) / len(songs),
    )
    return [name, kind, *(f"{share:.3f}" for share in shares)]


def main() -> None:
    """Prints the checks and the weights."""
    folders = [Path(argument) for argument in sys.argv[1:]]
    corpora = [[labelled(known) for known in known_songs(folder)] for folder in folders]
    rows: list[list[object]] = []
    answers = [answer for deal in range(DEALS) for answer in in_folds(corpora, deal)]
    for number, folder in enumerate(folders):
        rows.append(_row(folder.name, "folds", [told for of, told in answers if of == number]))
    for half in (0, 1):
        weights = fitted([corpus[half::2] for corpus in corpora])
        for folder, corpus in zip(folders, corpora, strict=True):
            check = [told(song, weights) for song in corpus[1 - half :: 2]]
            rows.append(_row(folder.name, f"half {2 - half} by the other", check))
    heading = ["corpus", "told", "first", "or its double", "first three"]
    print_table("Songs told by weights fitted without them", heading, rows)
    weights = fitted(corpora)
    for title, names, found in (
        ("AT_A_GLANCE", AT_A_GLANCE, weights.glance),
        ("AFTER_LISTENING", AFTER_LISTENING, weights.heard),
    ):
        print(f"{title} = {{")
        for name, weight in zip(names, found, strict=True):
            print(f'    "{name}": {weight:.1f},')
        print("}")


if __name__ == "__main__":
    main()
