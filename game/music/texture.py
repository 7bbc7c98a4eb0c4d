"""What surrounds each note of a stream that plays several notes at a time.

A texture is made of moments: onsets that sound as one. Everything about a note is relative to
what sounds around it, so that it does not matter in which key a piece is, nor how loud.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from game.music.song import Note
from game.music.streams import Floats, Ints

Bools = npt.NDArray[np.bool_]

_ONE_MOMENT_S = 0.04
_OVERLAP_S = 0.03
"""A note released this shortly after the next onset was meant to end there."""
_FAR = 24
"""Semitones beyond which a neighbour is no neighbour."""
PITCHES = 128
_WINDOWS_S = (1.0, 4.0, 16.0)


@dataclass(frozen=True, slots=True)
class Texture:
    """Notes, one of a pitch in each moment, in order of moment and pitch.

    `source` is each note's place in the notes the texture was made of, `doubles` how many of them
    it stands for, `moment` the number of its moment, `begins_s` when each moment begins.
    """

    source: Ints
    doubles: Ints
    moment: Ints
    pitch: Ints
    onset_s: Floats
    duration_s: Floats
    begins_s: Floats

    def window(self, before_s: float, after_s: float) -> tuple[Ints, Ints]:
        """For each moment the first moment of a window around it, and the first beyond."""
        first = np.searchsorted(self.begins_s, self.begins_s - before_s)
        beyond = np.searchsorted(self.begins_s, self.begins_s + after_s, side="right")
        return first, beyond

    def stretch(self, first: int, beyond: int) -> Texture:
        """The moments from number `first` to before number `beyond`."""
        notes = slice(*np.searchsorted(self.moment, [first, beyond]).tolist())
        return Texture(
            source=self.source[notes],
            doubles=self.doubles[notes],
            moment=self.moment[notes] - first,
            pitch=self.pitch[notes],
            onset_s=self.onset_s[notes],
            duration_s=self.duration_s[notes],
            begins_s=self.begins_s[first:beyond],
        )

    def crowding(self) -> float:
        """The share of moments in which several notes sound."""
        ends = self._ends()
        begun = np.bincount(self.moment, minlength=len(self.begins_s))
        ended = np.bincount(ends, minlength=len(self.begins_s) + 1)[:-1]
        return float(np.mean(np.cumsum(begun - ended) > 1))

    def sounding(self) -> Bools:
        """By moment and pitch: whether it sounds then."""
        changes = np.zeros((len(self.begins_s) + 1, PITCHES), dtype=np.int64)
        np.add.at(changes, (self.moment, self.pitch), 1)
        np.add.at(changes, (self._ends(), self.pitch), -1)
        return np.cumsum(changes, axis=0)[:-1] > 0

    def _ends(self) -> Ints:
        """The moment by which each note has ended."""
        ends = np.searchsorted(self.begins_s, self.onset_s + self.duration_s - _OVERLAP_S)
        return np.maximum(ends, self.moment + 1)

    def spread(self, values: Floats | Ints) -> Floats:
        """A row for each moment and a column for each pitch, 0 where nothing begins."""
        rows = np.zeros((len(self.begins_s), PITCHES))
        rows[self.moment, self.pitch] = values
        return rows


def texture_of(notes: Sequence[Note]) -> Texture:
    """The texture of `notes`, which are in order of onset and not empty."""
    onset_s = np.array([note.onset_s for note in notes])
    duration_s = np.array([note.duration_s for note in notes])
    pitch = np.array([note.pitch for note in notes], dtype=np.int64)
    moment = _moments(onset_s)
    order = np.lexsort((-duration_s, pitch, moment))
    key = (moment * PITCHES + pitch)[order]
    firsts = np.flatnonzero(np.append(True, key[1:] != key[:-1]))
    kept = order[firsts]
    begins = np.flatnonzero(np.append(True, moment[1:] != moment[:-1]))
    return Texture(
        source=kept,
        doubles=np.diff(np.append(firsts, len(key))),
        moment=moment[kept],
        pitch=pitch[kept],
        onset_s=onset_s[kept],
        duration_s=duration_s[kept],
        begins_s=onset_s[begins],
    )


def _moments(onset_s: Floats) -> Ints:
    numbers: list[int] = []
    begin_s, number = float(onset_s[0]), 0
    for moment_s in onset_s.tolist():
        if moment_s - begin_s > _ONE_MOMENT_S:
            begin_s, number = moment_s, number + 1
        numbers.append(number)
    return np.array(numbers, dtype=np.int64)


def running(rows: Floats) -> Floats:
    """Sums of all rows before each, and of all: differences are sums of stretches."""
    return np.concatenate((np.zeros((1, *rows.shape[1:])), np.cumsum(rows, axis=0)))


def surroundings(texture: Texture) -> dict[str, Floats]:
    """For each note of `texture`, figures by name about what sounds around it."""
    begun = texture.spread(np.ones(len(texture.pitch)))
    return {
        **_chord(texture, begun),
        **_lengths(texture),
        **_neighbours(texture, begun),
        **_places(texture, begun),
    }


def _chord(texture: Texture, begun: Floats) -> dict[str, Floats]:
    """What sounds at the same time, above and below."""
    moment, pitch = texture.moment, texture.pitch
    sounding = texture.sounding()
    above, below = _gaps(sounding, moment, pitch)
    sounds, starts = np.cumsum(sounding, axis=1), np.cumsum(begun, axis=1)
    octaves = np.pad(begun, ((0, 0), (12, 12)))
    return {
        "gap above": np.minimum(above, _FAR) / 12.0,
        "gap below": np.minimum(below, _FAR) / 12.0,
        "sounding above": np.minimum(sounds[moment, -1] - sounds[moment, pitch], 6) / 3.0,
        "sounding below": np.minimum(sounds[moment, pitch] - 1, 6) / 3.0,
        "begun above": np.minimum(starts[moment, -1] - starts[moment, pitch], 4) / 2.0,
        "begun below": np.minimum(starts[moment, pitch] - 1, 4) / 2.0,
        "highest begun": (starts[moment, -1] == starts[moment, pitch]).astype(np.float64),
        "octave below": octaves[moment, pitch],
        "octave above": octaves[moment, pitch + 24],
        "doubled": np.minimum(texture.doubles, 3) - 1.0,
    }


def _gaps(present: Bools, row: Ints, pitch: Ints) -> tuple[Ints, Ints]:
    """Semitones from `pitch` to the next present pitch above and below, in that row."""
    pitches = np.arange(PITCHES)
    none = np.full((len(present), 1), -10 * PITCHES)
    lower = np.maximum.accumulate(np.where(present, pitches, -10 * PITCHES), axis=1)
    higher = -np.maximum.accumulate(np.where(present, -pitches, -10 * PITCHES)[:, ::-1], axis=1)
    below = np.concatenate((none, lower), axis=1)
    above = np.concatenate((higher[:, ::-1], -none), axis=1)
    return above[row, pitch + 1] - pitch, pitch - below[row, pitch]


def _lengths(texture: Texture) -> dict[str, Floats]:
    """How long it lasts, by itself, beside the time to its neighbours and beside other notes."""
    moment = texture.moment
    steps_s = np.diff(texture.begins_s)
    until_s, since_s = np.append(steps_s, 2.0)[moment], np.append(2.0, steps_s)[moment]
    length = np.log(np.clip(texture.duration_s, 0.02, 4.0))
    filled = texture.duration_s / np.maximum(until_s, 0.04)
    first, beyond = texture.window(4.0, 4.0)
    sums = running(np.bincount(moment, length).astype(np.float64))
    counts = running(np.bincount(moment).astype(np.float64))
    usual = (sums[beyond] - sums[first]) / (counts[beyond] - counts[first])
    return {
        "length": length,
        "length beside others": length - usual[moment],
        "until next": np.log(np.clip(until_s, 0.04, 2.0)),
        "since last": np.log(np.clip(since_s, 0.04, 2.0)),
        "time filled": np.clip(filled, 0.0, 4.0),
        "unlike its time": np.abs(np.log(np.clip(filled, 0.1, 8.0))),
    }


def _neighbours(texture: Texture, begun: Floats) -> dict[str, Floats]:
    """How near in pitch the moments before and after come."""
    found: dict[str, Floats] = {}
    last = len(texture.begins_s) - 1
    for name, ahead in (("before", -1), ("after", 1)):
        row = np.clip(texture.moment + ahead, 0, last)
        above, below = _gaps(begun > 0, row, texture.pitch)
        same = begun[row, texture.pitch] > 0
        near = np.where(same, 0, np.minimum(above, below))
        found[f"nearest {name}"] = np.minimum(near, 12) / 12.0
        found[f"step {name}"] = (near <= 2).astype(np.float64)
        found[f"repeated {name}"] = same.astype(np.float64)
    return found


def _places(texture: Texture, begun: Floats) -> dict[str, Floats]:
    """Where it stands among the pitches of some seconds around."""
    found: dict[str, Floats] = {}
    moment, pitch = texture.moment, texture.pitch
    sums = running(begun)
    pitches = np.arange(PITCHES)
    for seconds in _WINDOWS_S:
        first, beyond = texture.window(seconds, seconds)
        around = sums[beyond] - sums[first]
        upto = np.cumsum(around, axis=1)
        count = upto[:, -1]
        mean = (around @ pitches) / count
        spread = np.sqrt(np.maximum((around @ pitches**2) / count - mean**2, 1.0))
        highest = PITCHES - 1 - np.argmax(around[:, ::-1] > 0, axis=1)
        same = around[moment, pitch]
        padded = np.pad(upto, ((0, 0), (6, 5)), mode="edge")
        padded[:, :6] = 0
        near = padded[moment, pitch + 8] - padded[moment, pitch + 3]
        wide = padded[moment, pitch + 11] - padded[moment, pitch]
        found |= {
            f"rank {seconds:.0f}": (upto[moment, pitch] - same / 2) / count[moment],
            f"height {seconds:.0f}": (pitch - mean[moment]) / 12.0,
            f"height in spreads {seconds:.0f}": (pitch - mean[moment]) / spread[moment],
            f"below highest {seconds:.0f}": np.minimum(highest[moment] - pitch, _FAR) / 12.0,
            f"notes around {seconds:.0f}": np.log(count[moment] / (2 * seconds)),
            f"same around {seconds:.0f}": np.log(same),
            f"steps around {seconds:.0f}": np.log(near - same + 1.0),
            f"thirds to fourths around {seconds:.0f}": np.log(wide - near + 1.0),
        }
    return found
