"""What listening to all streams at once says about each of them.

Everything is heard as if one pair of hands played it, as in `melody_line`. How much of the line
that is found there, and of all chances of being the tune, belongs to each stream, tells more about
it than anything that can be said of the stream alone; but listening takes long.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.music.melody_line import MOST_NOTES, UNIT, likeliest_line, log_odds
from game.music.streams import Floats, Ints, Stream
from game.music.texture import PITCHES, Texture, texture_of


def can_vote(streams: Sequence[Stream]) -> bool:
    """Whether there is something to choose between, and not too much to listen to."""
    return len(streams) > 1 and sum(len(stream.notes) for stream in streams) <= MOST_NOTES


def votes(streams: Sequence[Stream]) -> list[dict[str, float]]:
    """For each stream its share "of the line" and "of the chances". A note that several play is
    counted for each of them."""
    notes = sorted((n for stream in streams for n in stream.notes), key=lambda note: note.onset_s)
    texture = texture_of(notes)
    odds = log_odds(texture)
    chances = 1.0 / (1.0 + np.exp(-odds / UNIT))
    in_line = np.zeros(len(odds))
    in_line[likeliest_line(texture, odds)] = 1.0
    places = [_places(texture, stream) for stream in streams]
    of_line = _shares([float(in_line[place].sum()) for place in places])
    of_chances = _shares([round(float(chances[place].sum()), 6) for place in places])
    return [
        {"of the line": line, "of the chances": chance}
        for line, chance in zip(of_line, of_chances, strict=True)
    ]


def _places(texture: Texture, stream: Stream) -> Ints:
    """Where the notes of `stream` are in `texture`."""
    onsets_s: Floats = np.array([note.onset_s for note in stream.notes])
    pitches = np.array([note.pitch for note in stream.notes])
    moments = np.searchsorted(texture.begins_s, onsets_s, side="right") - 1
    return np.searchsorted(texture.moment * PITCHES + texture.pitch, moments * PITCHES + pitches)


def _shares(values: Sequence[float]) -> list[float]:
    whole = max(sum(values), 1e-9)
    return [value / whole for value in values]
