"""Songs played otherwise: what a net must also know besides the songs as they are.

Nets fitted on performed pop songs alone lose the tune of pieces that are exactly in time, have
broken chords or a second voice. An arrangement is its notes and those of them that are the tune.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import numpy as np

from game.music.song import Note
from tests.benchmarks.tune_corpora import Known

Notes = list[Note]
Arrangement = tuple[Notes, Notes]

_BRIDGE = "BRIDGE"
_RIGHT_HAND = 60
"""The lowest pitch of a right hand that is not of the tune."""
_GRID_BEATS = 0.25


def performed(known: Known, random: np.random.Generator) -> Iterator[tuple[float, Arrangement]]:
    """A performed song with all in one stream, its right hand alone, and exactly in time; each
    with how much it counts."""
    tune = known.tune()
    merged = list(known.merged().notes)
    tones = {(round(note.onset_s, 2), note.pitch) for note in tune}
    hand = [n for n in merged if n.pitch >= _RIGHT_HAND or (round(n.onset_s, 2), n.pitch) in tones]
    bridges = {track.index for track in known.song.tracks if track.name == _BRIDGE}
    rest = [note for note in _accompaniment(known) if note.track not in bridges]
    seconds_per_beat = float(random.uniform(0.35, 0.75))
    yield 1.0, (merged, tune)
    yield 0.4, (hand, tune)
    yield 0.4, (_in_time(tune + rest, seconds_per_beat), _in_time(tune, seconds_per_beat))


def written_out(known: Known, random: np.random.Generator) -> Iterator[tuple[float, Arrangement]]:
    """A tune with its chords, with these broken or repeated, and with a second voice; each with
    how much it counts."""
    tune, chords = known.tune(), _accompaniment(known)
    second = [replace(note, pitch=note.pitch - int(random.integers(3, 5))) for note in tune]
    broken = _broken(chords, random)
    yield 2.0, (tune + chords, tune)
    for others in (broken, _repeated(chords), second, second + broken):
        stretch = float(random.uniform(0.6, 1.6))
        yield 2.0, (_stretched(tune + others, stretch), _stretched(tune, stretch))


def _accompaniment(known: Known) -> Notes:
    key = known.track, known.channel
    return [note for note in known.song.notes if (note.track, note.channel) != key]


def _in_time(notes: Notes, seconds_per_beat: float) -> Notes:
    moved: Notes = []
    for note in notes:
        begin = round(note.onset_beats / _GRID_BEATS) * _GRID_BEATS
        end = round((note.onset_beats + note.duration_beats) / _GRID_BEATS) * _GRID_BEATS
        beats = max(end - begin, _GRID_BEATS)
        moved.append(
            replace(
                note,
                onset_s=begin * seconds_per_beat,
                duration_s=beats * seconds_per_beat * 0.97,
            )
        )
    return moved


def _stretched(notes: Notes, by: float) -> Notes:
    return [replace(n, onset_s=n.onset_s * by, duration_s=n.duration_s * by) for n in notes]


def _broken(chords: Notes, random: np.random.Generator) -> Notes:
    """The notes of each chord one after the other in eighths, with a bass."""
    eighth_s = _beat_s(chords) / 2
    played: Notes = []
    for begin_s, chord in _by_onset(chords).items():
        pitches = sorted(note.pitch for note in chord)
        pitches.insert(0, pitches[0] - 12)
        up_and_down = pitches + pitches[-2:0:-1]
        alberti = [pitches[0], pitches[-1], pitches[len(pitches) // 2], pitches[-1]]
        pattern = up_and_down if random.random() < 0.5 else alberti
        for number, at_s in enumerate(_steps(begin_s, chord, eighth_s)):
            pitch = pattern[number % len(pattern)]
            one = replace(chord[0], onset_s=at_s, duration_s=eighth_s * 0.95, pitch=pitch)
            played.append(one)
    return played


def _repeated(chords: Notes) -> Notes:
    """Each chord on every beat."""
    beat_s = _beat_s(chords)
    return [
        replace(note, onset_s=at_s, duration_s=beat_s * 0.9)
        for begin_s, chord in _by_onset(chords).items()
        for at_s in _steps(begin_s, chord, beat_s)
        for note in chord
    ]


def _by_onset(chords: Notes) -> dict[float, Notes]:
    found: defaultdict[float, Notes] = defaultdict(list)
    for note in chords:
        found[note.onset_s].append(note)
    return found


def _steps(begin_s: float, chord: Notes, step_s: float) -> Iterator[float]:
    end_s = max(note.end_s for note in chord) - 0.05
    for number in count():
        if begin_s + number * step_s >= end_s:
            return
        yield begin_s + number * step_s


def _beat_s(notes: Notes) -> float:
    lengths = [note.duration_s / note.duration_beats for note in notes if note.duration_beats > 0]
    return float(np.median(lengths)) if lengths else 0.5
