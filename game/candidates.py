"""Which notes of a song are its tune: the player's choice if there is one; and all in words.

A choice is kept as track, channel and voice, which stay what they are whatever else a later
version may offer first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from game.music.excerpt import excerpt
from game.music.note_names import note_name
from game.music.song import DRUM_CHANNEL, Note, Song
from game.music.tune import Candidate as Found
from game.music.tune import Tune, offered, tune_of
from game.music.voices import Voice
from game.records.songs import Choice, Songs
from game.text import later

PREVIEW_S = 10.0
"""How much of a candidate is played to the person who chooses."""
_FIRST_NOTES = 8
_HIGH_FROM, _LOW_BELOW = 72, 55
_FAMILIES = (
    *(later("Piano"), later("Chimes"), later("Organ"), later("Guitar"), later("Bass")),
    *(later("Strings"), later("Choir and strings"), later("Brass"), later("Reed")),
    *(later("Flute"), later("Synthesizer"), later("Soft synthesizer"), later("Effects")),
    *(later("Plucked strings"), later("Percussion"), later("Noises")),
)
"""The sixteen families of General MIDI, eight programs each."""
_PARTS = {
    Voice.LINE: later("likeliest line"),
    Voice.TOP: later("top notes"),
    Voice.MIDDLE: later("middle line"),
    Voice.LOW: later("low notes"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """What could be the tune. `name` is the track's.

    `instrument`, `range` and `part` are words for `tr` when they are shown.
    `part` tells it from other candidates that the same instrument plays; empty if there are none.
    `first_notes` names the notes it begins with, at `begins_s` in the song.
    """

    choice: Choice
    name: str
    part: str
    instrument: str
    range: str
    note_count: int
    begins_s: float
    first_notes: str
    tune: Tune


def candidates(song: Song, found: Tune) -> tuple[Candidate, ...]:
    """The best few candidates among what was `found`, best first."""
    names = {track.index: track.name for track in song.tracks}
    best = offered(found.candidates)
    streams = [(one.track, one.channel) for one in best]
    return tuple(
        _candidate(
            found if choice_of(one) == choice_of(found) else tune_of(song, one, found.candidates),
            names.get(one.track, ""),
            _PARTS[one.voice] if streams.count((one.track, one.channel)) > 1 else "",
        )
        for one in best
    )


def choice_of(tune: Tune | Found) -> Choice:
    """What is kept when a tune or candidate has been chosen."""
    return tune.track, tune.channel, tune.voice.value


def chosen(song: Song, found: Tune, songs: Songs) -> Found:
    """The candidate that was chosen for `song`; the best of what was `found` if none was."""
    return _candidate_of(song, found, songs.chosen_tune(song.sha256))


def tune_to_play(song: Song, found: Tune, songs: Songs) -> Tune:
    """The tune that was chosen for `song`; the one that was `found` if none was."""
    return tune_by(song, found, songs.chosen_tune(song.sha256))


def tune_by(song: Song, found: Tune, choice: Choice | None) -> Tune:
    """The tune of `song` by the player's `choice`; what was `found` without one."""
    one = _candidate_of(song, found, choice)
    return found if choice_of(one) == choice_of(found) else tune_of(song, one, found.candidates)


def _candidate_of(song: Song, found: Tune, choice: Choice | None) -> Found:
    """What was chosen need not be among what was found; an unknown voice is the likeliest line."""
    if choice is None:
        return found.candidates[0]
    for one in found.candidates:
        if choice_of(one) == choice:
            return one
    track, channel, name = choice
    if not any((note.track, note.channel) == (track, channel) for note in song.notes):
        return found.candidates[0]
    voice = Voice(name) if name in list(Voice) else Voice.LINE
    return Found(track, channel, found.candidates[-1].score, line=-1, voice=voice)


def preview_of(song: Song, candidate: Candidate) -> Song:
    """The beginning of a candidate alone, from its first note, as a song of its own."""
    begins_s = candidate.begins_s
    heard = excerpt(song, candidate.tune.notes, begins_s, PREVIEW_S)
    notes = tuple(_alone(note, after) for note, after in pairwise([*heard.notes, None]) if note)
    return replace(heard, notes=notes, duration_s=max(note.end_s for note in notes))


def _alone(note: Note, after: Note | None) -> Note:
    """The note, ending no later than the next one begins."""
    most_s = after.onset_s - note.onset_s if after else PREVIEW_S / 2
    return replace(note, duration_s=min(note.duration_s, most_s))


def _candidate(tune: Tune, name: str, part: str) -> Candidate:
    notes = tune.notes
    return Candidate(
        choice=choice_of(tune),
        name=name,
        part=part,
        instrument=_instrument(notes[0]),
        range=_range(notes),
        note_count=len(notes),
        begins_s=notes[0].onset_s,
        first_notes=" ".join(note_name(note.pitch) for note in notes[:_FIRST_NOTES]),
        tune=tune,
    )


def _instrument(note: Note) -> str:
    return later("Drums") if note.channel == DRUM_CHANNEL else _FAMILIES[note.program // 8]


def _range(notes: tuple[Note, ...]) -> str:
    mean = sum(note.pitch for note in notes) / len(notes)
    if mean >= _HIGH_FROM:
        return later("high")
    return later("low") if mean < _LOW_BELOW else later("in the middle")
