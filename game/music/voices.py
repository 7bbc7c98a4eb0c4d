"""What else could be the tune within one stream that plays several notes at a time.

The likeliest line is what `melody_line` finds. Where it may be another, a person is offered the
notes on top, those at the bottom, and a line between them, as far as these really differ.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from game.music.melody_line import UNIT, Heard, hear, likeliest_line
from game.music.song import Note
from game.music.streams import MIN_STREAM_NOTES, Floats, Ints, top_notes
from game.music.texture import Bools

_DIFFERS = 0.2
"""Two voices with fewer different notes than this share sound alike."""
_OUT = -1e6
"""The log odds of what can't be in a line."""


class Voice(StrEnum):
    """A line within a stream. The values are stored with a choice, so they stay as they are."""

    LINE = "line"
    TOP = "top"
    MIDDLE = "middle"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Part:
    """The notes of a voice, in order of onset, and the F1 with the tune the nets expect of them."""

    voice: Voice
    notes: tuple[Note, ...]
    expected: float


def notes_of(notes: Sequence[Note], voice: Voice) -> tuple[Note, ...]:
    """One voice of the stream `notes` (in order of onset, not empty); its line if it has no such
    voice."""
    heard = hear(notes)
    if heard is None:
        return top_notes(notes)
    places = _places(heard, voice)
    return _notes_at(notes, heard, places if len(places) else heard.line)


def parts_of(notes: Sequence[Note], *, others: int) -> tuple[Part, ...]:
    """The likeliest line of a stream and at most so many `others`, likeliest first, that differ.

    There are no others where hardly ever more than one note sounds, nor where that can't be told.
    """
    heard = hear(notes)
    if heard is None:
        return (Part(Voice.LINE, top_notes(notes), 1.0),)
    chances = 1.0 / (1.0 + np.exp(-heard.odds / UNIT))
    line = heard.line if len(heard.line) else _places(heard, Voice.TOP)
    found = [Part(Voice.LINE, _notes_at(notes, heard, heard.line), _expected(chances, line))]
    taken = [line]
    choice = [(voice, _places(heard, voice)) for voice in (Voice.TOP, Voice.MIDDLE, Voice.LOW)]
    choice.sort(key=lambda one: -_expected(chances, one[1]))
    for voice, places in choice:
        differs = all(_difference(places, other) > _DIFFERS for other in taken)
        if len(found) <= others and len(places) >= MIN_STREAM_NOTES and differs:
            expected = _expected(chances, places)
            found.append(Part(voice, _notes_at(notes, heard, places), expected))
            taken.append(places)
    return tuple(found)


def _notes_at(notes: Sequence[Note], heard: Heard, places: Ints) -> tuple[Note, ...]:
    if not len(places):
        return top_notes(notes)
    return tuple(notes[int(place)] for place in heard.texture.source[places])


def _places(heard: Heard, voice: Voice) -> Ints:
    """Where the notes of a voice are in what was heard."""
    texture = heard.texture
    if voice is Voice.LINE:
        return heard.line
    sounding = texture.sounding()
    highest = sounding.shape[1] - 1 - np.argmax(sounding[:, ::-1], axis=1)
    is_top = texture.pitch == highest[texture.moment]
    is_low = texture.pitch == np.argmax(sounding, axis=1)[texture.moment]
    if voice is Voice.MIDDLE:
        return _middle_line(heard, ~(is_top | is_low))
    return np.flatnonzero(is_top if voice is Voice.TOP else is_low)


def _middle_line(heard: Heard, is_inner: Bools) -> Ints:
    """The likeliest line of inner notes alone, half of which at least are taken for likely: that
    it is offered at all is because the nets may have heard it badly."""
    if not is_inner.any():
        return heard.line[:0]
    lift = max(0.0, -float(np.floor(np.median(heard.odds[is_inner]))))
    return likeliest_line(heard.texture, np.where(is_inner, heard.odds + lift, _OUT))


def _expected(chances: Floats, places: Ints) -> float:
    """The F1 with the tune that notes have, if each is of it by its chance."""
    hits = math.fsum(chances[places].tolist())
    return round(2.0 * hits / max(len(places) + math.fsum(chances.tolist()), 1e-9), 6)


def _difference(some: Ints, others: Ints) -> float:
    """The share of notes that only one of two voices has."""
    alike = len(np.intersect1d(some, others))
    return 1.0 - 2.0 * alike / max(len(some) + len(others), 1)
