"""Fits the weights of `game.music.tune_score` to corpora: `python -m tests.benchmarks.tune_weights
POP909 KARAOKE NOTTINGHAM`.

A softmax over the streams of each song gives the true one its probability; Newton's method
maximises it with a small price on large weights. Corpora count alike however many files they have,
but for folk tunes in two streams, which any weights get right. Fits one half of the files and
checks the other, both ways, then prints the weights that both halves give.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

from game.music.streams import play_one_line, streams_of
from game.music.tune_score import WEIGHTS, features
from tests.benchmarks.figures import print_table
from tests.benchmarks.tune_corpora import Known, known_songs

BY_HAND = ("velocity rank", "name", "lyrics", "bass program", "upper hand")
FITTED = [name for name in WEIGHTS if name not in BY_HAND]
RIDGE = 0.003
CORPUS_WEIGHTS = (1.0, 1.5, 0.3)

Floats = npt.NDArray[np.float64]


def labelled(known: Known) -> tuple[Floats, int]:
    """Features (a row for each stream) and the row of the tune; its doubles are left out."""
    hidden = known.hidden(words=False)
    streams = streams_of(hidden.song.notes)
    true = next(s for s in streams if (s.track, s.channel) == (hidden.track, hidden.channel))
    found = features(hidden.song, streams)
    kept = [n for n, s in enumerate(streams) if s is true or not play_one_line(s, true)]
    rows = np.array([[found[n][name] for name in FITTED] for n in kept])
    return rows, kept.index(streams.index(true))


def fitted(corpora: list[list[tuple[Floats, int]]]) -> Floats:
    """The weights that make the true streams likeliest."""
    songs = [
        (rows, true, share / len(corpus))
        for corpus, share in zip(corpora, CORPUS_WEIGHTS, strict=True)
        for rows, true in corpus
    ]
    scale = np.concatenate([rows - rows.mean(axis=0) for rows, _, _ in songs]).std(axis=0) + 1e-6
    weights = np.zeros(len(FITTED))
    for _ in range(30):
        gradient, curvature = -RIDGE * weights, RIDGE * np.eye(len(FITTED))
        for rows, true, share in songs:
            scaled = rows / scale
            odds = np.exp(scaled @ weights - (scaled @ weights).max())
            chances = odds / odds.sum()
            mean = chances @ scaled
            gradient += share * (scaled[true] - mean)
            curvature += share * ((scaled.T * chances) @ scaled - np.outer(mean, mean))
        step = np.linalg.solve(curvature, gradient)
        weights += step * min(1.0, 3.0 / max(float(np.abs(step).max()), 1e-9))
    return weights / scale


def right(corpus: list[tuple[Floats, int]], weights: Floats, among: int) -> float:
    """The share of songs whose tune is among the best `among` streams."""
    places = [
        int(np.sum(rows @ weights > (rows @ weights)[true] + 1e-9)) < among for rows, true in corpus
    ]
    return sum(places) / len(places)


def main() -> None:
    """Prints the check and the weights."""
    folders = [Path(argument) for argument in sys.argv[1:]]
    corpora = [[labelled(known) for known in known_songs(folder)] for folder in folders]
    rows: list[list[object]] = []
    for half in (0, 1):
        weights = fitted([corpus[half::2] for corpus in corpora])
        for folder, corpus in zip(folders, corpora, strict=True):
            check = corpus[1 - half :: 2]
            rows.append([half + 1, folder.name, right(check, weights, 1), right(check, weights, 3)])
    print_table("Fitted on one half, checked on the other", ["fit", "corpus", "top", "3"], rows)
    for name, weight in zip(FITTED, fitted(corpora), strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
