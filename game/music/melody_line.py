"""The tune within one stream that plays several notes at a time, such as a piano piece.

Every note gets a chance to be of the tune, in two rounds: the first from what sounds around it, the
second from that and from the chances the first gave to its surroundings. A round is a small net
of one hidden layer; `melody_weights.json` holds the numbers, and
`tests/benchmarks/melody_weights.py` fits them. Then the likeliest line is found that has at most
one note in a moment.

Nets count in whole numbers, so every machine finds the same line.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from game.music.song import Note
from game.music.streams import Floats, Ints, top_notes
from game.music.texture import Bools, Texture, running, surroundings, texture_of

UNIT = 64
"""Figures and log odds are counted in 64ths."""
WEIGHT_UNIT = 4096
_CERTAIN = 255
_DOUBT = 13.0
"""The weight of the middle of all notes, where the line is taken to be while none is heard."""
_CROWDED = 0.7
"""The share of moments with several notes from which the top notes are no tune: sung lines that
overlap or are sung in two voices stay below, hands at the piano above."""
_LEAST_SHARE = 0.1
"""Of the moments of a piece: with fewer notes it is no tune."""
MOST_NOTES = 20_000
"""Listening to more would take seconds."""
_BLOCK = 2048
_MARGIN = 256
"""Moments: long pieces are heard a block at a time, with a margin before and after."""
_MOST_AT_ONCE = 10
"""Fingers: of more notes in one moment, which no net was fitted to, only the top one counts."""
_LEAST_ODDS = -64.0
"""A note adds to the line what its log odds are above this, in `UNIT`."""
_UNLIKELY = -192.0
"""Notes of lower log odds are left out at once."""
_SEMITONE_COST = 4.0
_MOST_SEMITONES = 12.0
"""From there on all intervals cost the same."""
_PITCHES = np.arange(128)
_NEAR = np.rint(UNIT * np.exp(-np.abs(_PITCHES[:, None] - _PITCHES) / 3.0))
_NEARBY = np.rint(UNIT * np.exp(-np.abs(_PITCHES[:, None] - _PITCHES) / 8.0))
_BEFORE_AND_AFTER_S = 1.2
_AROUND_S = 6.0


@dataclass(frozen=True, slots=True)
class Net:
    """A layer of rectified sums and a sum of these, of whole numbers in `WEIGHT_UNIT`."""

    hidden: Floats
    hidden_bias: Floats
    out: Floats
    out_bias: float

    def __call__(self, figures: Floats) -> Floats:
        """The log odds in `UNIT` of each row of `figures`, which are in `UNIT` too.

        Floats hold whole numbers below 2**53 exactly, in whatever order they are added.
        """
        sums = np.maximum(figures @ self.hidden + self.hidden_bias, 0.0)
        return np.floor((np.floor(sums / WEIGHT_UNIT) @ self.out + self.out_bias) / WEIGHT_UNIT)


@cache
def nets() -> tuple[Net, Net]:
    """The nets of the two rounds."""
    path = Path(__file__).with_name("melody_weights.json")
    first, second = (
        Net(
            np.array(stored["hidden"], dtype=np.float64),
            np.array(stored["hidden_bias"], dtype=np.float64),
            np.array(stored["out"], dtype=np.float64),
            float(stored["out_bias"]),
        )
        for stored in json.loads(path.read_text(encoding="utf-8"))
    )
    return first, second


def in_units(figures: dict[str, Floats]) -> Floats:
    """A row for each note, a column for each figure, in whole `UNIT`."""
    return np.rint(np.column_stack(list(figures.values())) * UNIT)


@dataclass(frozen=True, slots=True)
class Heard:
    """A stream as it was listened to: the log `odds` of each note of its `texture`, in `UNIT`, and
    the places of its likeliest `line`; empty where almost no note is likely."""

    texture: Texture
    odds: Floats
    line: Ints


def hear(notes: Sequence[Note]) -> Heard | None:
    """Listens to `notes` (in order of onset, not empty); None where hardly ever more than one
    sounds, so that the top ones are the tune, and where there are too many."""
    if len(notes) > MOST_NOTES:
        return None
    texture = texture_of(notes)
    if texture.crowding() < _CROWDED:
        return None
    odds = log_odds(texture)
    line = likeliest_line(texture, odds)
    is_tune = len(line) >= _LEAST_SHARE * len(texture.begins_s)
    return Heard(texture, odds, line if is_tune else line[:0])


def melody_line(notes: Sequence[Note]) -> tuple[Note, ...]:
    """The notes of `notes` (in order of onset, not empty) that are likeliest the tune.

    Their onsets rise. These are the top notes where no other line is heard.
    """
    heard = hear(notes)
    if heard is None or not len(heard.line):
        return top_notes(notes)
    return tuple(notes[int(place)] for place in heard.texture.source[heard.line])


def likeliest_line(texture: Texture, odds: Floats) -> Ints:
    """The places in `texture` of the notes that make the likeliest line, by their log `odds`.

    Moment by moment, for each pitch the best line that ends there: a line goes on for the price of
    the interval, or waits.
    """
    gains = odds - _LEAST_ODDS
    places = np.flatnonzero((gains > _UNLIKELY - _LEAST_ODDS) & _within_reach(texture))
    intervals = np.abs(_PITCHES[:, None] - _PITCHES)
    prices = _SEMITONE_COST * np.minimum(intervals, _MOST_SEMITONES)
    worth, ending = np.zeros(len(_PITCHES)), np.full(len(_PITCHES), -1)
    before = np.full(len(gains), -1)
    for group in np.split(places, np.flatnonzero(np.diff(texture.moment[places])) + 1):
        pitches = texture.pitch[group]
        reached = worth - prices[pitches]
        best = np.argmax(reached, axis=1)
        before[group] = ending[best]
        totals = reached[np.arange(len(group)), best] + gains[group]
        better = totals > worth[pitches]
        worth[pitches[better]] = totals[better]
        ending[pitches[better]] = group[better]
    line = [int(ending[np.argmax(worth)])]
    while line[-1] >= 0:
        line.append(int(before[line[-1]]))
    return np.array(line[-2::-1], dtype=np.int64)


def _within_reach(texture: Texture) -> Bools:
    """The notes that hands can play together, and the top ones of all other moments."""
    is_top = np.append(np.diff(texture.moment) > 0, True)
    return is_top | (np.bincount(texture.moment)[texture.moment] <= _MOST_AT_ONCE)


def log_odds(texture: Texture) -> Floats:
    """The log odds in `UNIT` that each note is of the tune."""
    moments = len(texture.begins_s)
    blocks: list[Floats] = []
    for first in range(0, moments, _BLOCK):
        start = max(0, first - _MARGIN)
        odds = _log_odds_of_block(texture.stretch(start, first + _BLOCK + _MARGIN))
        inner = np.searchsorted(texture.moment, [start, first, first + _BLOCK]).tolist()
        blocks.append(odds[inner[1] - inner[0] : inner[2] - inner[0]])
    return np.concatenate(blocks)


def _log_odds_of_block(texture: Texture) -> Floats:
    first, second = nets()
    figures = in_units(surroundings(texture))
    return second(np.column_stack((figures, in_units(company(texture, first(figures))))))


def company(texture: Texture, odds: Floats) -> dict[str, Floats]:
    """What the first round's log `odds` (in `UNIT`) say about a note and those around it."""
    moment, pitch = texture.moment, texture.pitch
    chances = np.rint(_CERTAIN / (1.0 + np.exp(-odds / UNIT)))
    spread = texture.spread(chances)
    upto = np.cumsum(spread, axis=1)
    rival = _best_rival(texture, odds)
    return {
        "odds": odds / UNIT,
        "rival": np.maximum(rival, -8.0 * UNIT) / UNIT,
        "lead": np.clip(odds - rival, -8.0 * UNIT, 8.0 * UNIT) / UNIT,
        "chances above": (upto[moment, -1] - upto[moment, pitch]) / _CERTAIN,
        "chances below": (upto[moment, pitch] - chances) / _CERTAIN,
        **_line_around(texture, spread, chances),
        **_nearness(texture, spread),
    }


def _best_rival(texture: Texture, odds: Floats) -> Floats:
    """The best odds of another note in the same moment; very low without any."""
    order = np.lexsort((odds, texture.moment))
    moment = texture.moment[order]
    last = np.flatnonzero(np.append(moment[1:] != moment[:-1], True))
    alone = np.append(True, moment[1:] != moment[:-1])[last]
    best = odds[order[last]]
    second = np.where(alone, -99.0 * UNIT, odds[order[np.maximum(last - 1, 0)]])
    rival = best[texture.moment]
    rival[order[last]] = second
    return rival


def _line_around(texture: Texture, spread: Floats, chances: Floats) -> dict[str, Floats]:
    """How busy and how high the likely tune is some seconds around, this note left out."""
    found: dict[str, Floats] = {}
    moment, pitch = texture.moment, texture.pitch
    sums = running(np.column_stack((spread.sum(axis=1), spread @ _PITCHES, spread @ _PITCHES**2)))
    best = running(spread.max(axis=1))
    middle = float(np.rint(np.mean(pitch)))
    for seconds in (1.0, 3.0, 10.0):
        first, beyond = texture.window(seconds, seconds)
        total, first_moment, second_moment = (sums[beyond] - sums[first])[moment].T
        weight = total - chances + _DOUBT
        mean = (first_moment - chances * pitch + _DOUBT * middle) / weight
        square = (second_moment - chances * pitch**2 + _DOUBT * (middle**2 + 50.0)) / weight
        busy = (best[beyond] - best[first]) / (beyond - first)
        found |= {
            f"busy {seconds:.0f}": np.log(weight / (_CERTAIN * 2 * seconds)),
            f"above line {seconds:.0f}": (pitch - mean) / 12.0,
            f"off line {seconds:.0f}": np.abs(pitch - mean) / 12.0,
            f"line spread {seconds:.0f}": np.sqrt(np.maximum(square - mean**2, 1.0)) / 6.0,
            f"moments with tune {seconds:.0f}": busy[moment] / _CERTAIN,
        }
    return found


def _nearness(texture: Texture, spread: Floats) -> dict[str, Floats]:
    """How near in pitch likely notes are, just before, just after and around."""
    found: dict[str, Floats] = {}
    moment, pitch = texture.moment, texture.pitch
    last = len(texture.begins_s) - 1
    one = UNIT * _CERTAIN
    for name, kernel in (("near", _NEAR), ("nearby", _NEARBY)):
        blurred = spread @ kernel
        sums = running(blurred)
        first, beyond = texture.window(_BEFORE_AND_AFTER_S, _BEFORE_AND_AFTER_S)
        here = np.arange(last + 1)
        before, after = sums[here] - sums[first], sums[beyond] - sums[here + 1]
        first, beyond = texture.window(_AROUND_S, _AROUND_S)
        around = sums[beyond] - sums[first] - blurred
        found[f"{name} before"] = before[moment, pitch] / one
        found[f"{name} after"] = after[moment, pitch] / one
        found[f"{name} around"] = np.log(around[moment, pitch] / one + 0.1)
        if name == "near":
            for ahead in (-2, -1, 1, 2):
                row = np.clip(moment + ahead, 0, last)
                found[f"near {ahead:+d}"] = blurred[row, pitch] / one
    return found
