"""Which stream of a song is its tune: the player's choice if there is one; and all in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from game.music.excerpt import excerpt
from game.music.song import DRUM_CHANNEL, Note, Song
from game.music.tune import Tune, offered, tune_of
from game.records.songs import Songs, Stream

PREVIEW_S = 10.0
"""How much of a candidate is played to the person who chooses."""
_FIRST_NOTES = 8
_HIGH_FROM, _LOW_BELOW = 72, 55
_FAMILIES = (
    *("Piano", "Chimes", "Organ", "Guitar", "Bass", "Strings", "Choir and strings", "Brass"),
    *("Reed", "Flute", "Synthesizer", "Soft synthesizer", "Effects", "Plucked strings"),
    *("Percussion", "Noises"),
)
"""The sixteen families of General MIDI, eight programs each."""
_NOTE_NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stream that could be the tune. `instrument` and `range` are words, `name` is the track's.

    `first_notes` names the notes it begins with, at `begins_s` in the song.
    """

    stream: Stream
    name: str
    instrument: str
    range: str
    note_count: int
    begins_s: float
    first_notes: str
    tune: Tune


def candidates(song: Song, found: Tune) -> tuple[Candidate, ...]:
    """The best few candidates among what was `found`, best first."""
    names = {track.index: track.name for track in song.tracks}
    tunes = [tune_of(song, one, found.candidates) for one in offered(found.candidates)]
    return tuple(_candidate(tune, names.get(tune.track, "")) for tune in tunes)


def tune_to_play(song: Song, found: Tune, songs: Songs) -> Tune:
    """The tune that was chosen for `song`; the one that was `found` if none was."""
    chosen = songs.chosen_tune(song.sha256)
    for one in found.candidates:
        if (one.track, one.channel) == chosen:
            return tune_of(song, one, found.candidates)
    return found


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


def _candidate(tune: Tune, name: str) -> Candidate:
    notes = tune.notes
    return Candidate(
        stream=(tune.track, tune.channel),
        name=name,
        instrument=_instrument(notes[0]),
        range=_range(notes),
        note_count=len(notes),
        begins_s=notes[0].onset_s,
        first_notes=" ".join(_NOTE_NAMES[note.pitch % 12] for note in notes[:_FIRST_NOTES]),
        tune=tune,
    )


def _instrument(note: Note) -> str:
    return "Drums" if note.channel == DRUM_CHANNEL else _FAMILIES[note.program // 8]


def _range(notes: tuple[Note, ...]) -> str:
    mean = sum(note.pitch for note in notes) / len(notes)
    if mean >= _HIGH_FROM:
        return "high"
    return "low" if mean < _LOW_BELOW else "middle"
