"""Fits the two nets of `game.music.melody_line` and writes them: `python -m
tests.benchmarks.melody_weights melody_weights.json POP909 NOTTINGHAM`.

Every other song of each corpus is merged into one stream, as it is and arranged otherwise; the
notes of its tune are to be told from the others. Adam minimises the cross entropy; the first net
is fitted before the second, which hears its answers.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from game.music.melody_line import UNIT, WEIGHT_UNIT, Net, company, in_units
from game.music.streams import SAME_MOMENT_S, Floats
from game.music.texture import Texture, surroundings, texture_of
from tests.benchmarks.arrangements import Arrangement, performed, written_out
from tests.benchmarks.tune_corpora import known_songs

HIDDEN = 16
EPOCHS = 12
BATCH = 2048
RATE = 0.003
RIDGE = 1e-5


@dataclass(frozen=True, slots=True)
class Example:
    """A texture, the figures of its notes, which of them are the tune, and how much it counts."""

    texture: Texture
    figures: Floats
    true: Floats
    weight: float


def example(weight: float, arrangement: Arrangement) -> Example:
    """What the nets are to learn from an arrangement."""
    notes, tune = arrangement
    notes = sorted(notes, key=lambda note: (note.onset_s, note.pitch))
    texture = texture_of(notes)
    true = np.zeros(len(texture.pitch))
    for note in tune:
        away_s = np.abs(texture.onset_s - note.onset_s) + 9.0 * (texture.pitch != note.pitch)
        if away_s.min() <= SAME_MOMENT_S:
            true[np.argmin(away_s)] = 1.0
    return Example(texture, in_units(surroundings(texture)), true, weight)


def fitted(figures: Floats, true: Floats, weights: Floats, seed: int) -> Net:
    """A net fitted to rows of `figures`, in whole numbers."""
    mean, scale = figures.mean(axis=0) / UNIT, figures.std(axis=0) / UNIT + 0.001
    rows = ((figures / UNIT - mean) / scale).astype(np.float32)
    hidden, hidden_bias, out, out_bias = _minimised(rows, true, weights, seed)
    hidden = hidden / scale[:, None]
    return Net(
        hidden=np.rint(hidden * WEIGHT_UNIT),
        hidden_bias=np.rint((hidden_bias - mean @ hidden) * WEIGHT_UNIT * UNIT),
        out=np.rint(out * WEIGHT_UNIT),
        out_bias=float(np.rint(out_bias[0] * WEIGHT_UNIT * UNIT)),
    )


def _minimised(rows: Floats, true: Floats, weights: Floats, seed: int) -> list[Floats]:
    random = np.random.default_rng(seed)
    inputs = rows.shape[1]
    numbers = [
        random.normal(0.0, np.sqrt(2.0 / inputs), (inputs, HIDDEN)),
        np.zeros(HIDDEN),
        random.normal(0.0, 0.01, HIDDEN),
        np.zeros(1),
    ]
    means = [np.zeros_like(number) for number in numbers]
    squares = [np.zeros_like(number) for number in numbers]
    steps = EPOCHS * (len(rows) // BATCH)
    batches = np.empty((0, BATCH), dtype=np.int64)
    for step in range(steps):
        if step % (len(rows) // BATCH) == 0:
            order = random.permutation(len(rows))
            batches = order[: len(rows) // BATCH * BATCH].reshape(-1, BATCH)
        some = batches[step % len(batches)]
        gradients = _gradients(numbers, rows[some], true[some], weights[some])
        rate = RATE * (1.0 - step / steps)
        for number, gradient, mean, square in zip(numbers, gradients, means, squares, strict=True):
            mean += 0.1 * (gradient - mean)
            square += 0.001 * (gradient**2 - square)
            unbiased = square / (1.0 - 0.999 ** (step + 1))
            number -= rate * mean / (1.0 - 0.9 ** (step + 1)) / (np.sqrt(unbiased) + 1e-8)
    return numbers


def _gradients(
    numbers: list[Floats], rows: Floats, true: Floats, weights: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    hidden, hidden_bias, out, out_bias = numbers
    heard = np.maximum(rows @ hidden + hidden_bias, 0.0)
    chances = 1.0 / (1.0 + np.exp(-(heard @ out + out_bias[0])))
    off = (chances - true) * weights / len(rows)
    back = np.outer(off, out) * (heard > 0)
    return (
        rows.T @ back + RIDGE * hidden,
        back.sum(axis=0),
        heard.T @ off + RIDGE * out,
        np.array([off.sum()]),
    )


def main() -> None:
    """Fits on every other song of the corpora and writes the nets."""
    target, pop, folk = (Path(argument) for argument in sys.argv[1:])
    found: list[Example] = []
    for folder, arranged in ((pop, performed), (folk, written_out)):
        for number, known in enumerate(list(known_songs(folder))[::2]):
            found += [example(*one) for one in arranged(known, np.random.default_rng(number))]
    true = np.concatenate([example.true for example in found])
    weights = np.concatenate([np.full(len(e.true), e.weight) for e in found])
    first = fitted(np.concatenate([e.figures for e in found]), true, weights, seed=0)
    heard = [
        np.column_stack((e.figures, in_units(company(e.texture, first(e.figures))))) for e in found
    ]
    second = fitted(np.concatenate(heard), true, weights, seed=1)
    stored = [
        {
            "hidden": net.hidden.astype(int).tolist(),
            "hidden_bias": net.hidden_bias.astype(int).tolist(),
            "out": net.out.astype(int).tolist(),
            "out_bias": int(net.out_bias),
        }
        for net in (first, second)
    ]
    lines = json.dumps(stored, separators=(",", ":")).replace("],", "],\n").replace("},", "},\n")
    target.write_text(f"{lines}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
