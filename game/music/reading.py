"""Reads a MIDI file with mido and makes a `Song` of it, or says in one sentence why it can't."""

from __future__ import annotations

import hashlib
import stat
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import mido
import numpy as np

from game.music.lookalike import likely_kind
from game.music.repair import RawControl, Repaired, repair
from game.music.song import Control, ControlKind, Note, Song, SongError, Track
from game.music.ticks import TickScale, scale_for
from game.music.titles import code_page, is_title, karaoke_title, readable
from game.reasons import reason_of
from game.text import Sentence, later, sentence

MAX_BYTES = 4_000_000
MAX_DURATION_S = 4 * 3600.0
MAX_BEATS = 1_000_000
"""Four hours hold far fewer; a file that says otherwise would only fill the memory with bars."""
FEWEST_NOTES, FEWEST_NOTES_A_KB = 8, 1
"""What is left of a damaged file is a song if it has as many notes as a scale, and at least one
for each kilobyte: real files have 60 to 150."""
LONGEST_WAIT_S = 600.0
"""Damaged files put notes hours after the others; no song rests for so long."""
_PLAYED_ONE_AFTER_THE_OTHER = 2
"""MIDI format 2: every track is a piece of its own."""
_CONTROL_KINDS = {
    0xB0: ControlKind.CONTROLLER,
    0xC0: ControlKind.PROGRAM,
    0xD0: ControlKind.PRESSURE,
    0xE0: ControlKind.BEND,
}
_BEND_CENTRE = 0x2000


def read_song(path: Path) -> Song:
    """The song in the MIDI file at `path`. Raises `SongError`."""
    try:
        found = path.stat()
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            raise SongError(sentence("This is not an ordinary file."))
        if found.st_size > MAX_BYTES:
            too_big = later("This file is too big for a song (more than {megabytes} MB).")
            raise SongError(sentence(too_big, megabytes=MAX_BYTES // 10**6))
        data = path.read_bytes()
    except FileNotFoundError:
        raise SongError(sentence("There is no such file.")) from None
    except IsADirectoryError:
        raise SongError(sentence("This is a folder, not a file.")) from None
    except OSError as problem:
        reason = reason_of(problem, later("it can't be read"))
        raise SongError(sentence("This file can't be opened: {reason}.", reason=reason)) from None
    return parse_song(data, path.stem)


def parse_song(data: bytes, file_title: str) -> Song:
    """The song in the MIDI bytes `data`; `file_title` names it if it has no title of its own.

    Raises `SongError`.
    """
    repaired = _repaired(data)
    try:
        midi = mido.MidiFile(file=BytesIO(repaired.data))
    except (OSError, EOFError, ValueError, LookupError):
        raise SongError(sentence("This MIDI file is damaged and can't be read.")) from None
    contents = _collect(midi)
    scale = scale_for(midi.ticks_per_beat, contents.tempos)
    played = _playable(contents.notes, scale)
    notes = _in_seconds(played, contents.programs, scale)
    counts = Counter(note.track for note in played)
    duration_s = max(note.end_s for note in notes)
    if duration_s > MAX_DURATION_S:
        hours = round(MAX_DURATION_S / 3600)
        raise SongError(sentence("This song is longer than {hours} hours.", hours=hours))
    if max(note.onset_beats for note in notes) > MAX_BEATS:
        raise SongError(sentence("This song has more than {beats} beats.", beats=MAX_BEATS))
    title, names = _titles(contents, len(midi.tracks))
    return Song(
        title=title or file_title,
        notes=notes,
        tempo_map=scale.tempo_map(contents.meters),
        tracks=tuple(
            Track(index, names.get(index, ""), counts[index]) for index in range(len(midi.tracks))
        ),
        duration_s=duration_s,
        sha256=hashlib.sha256(data).hexdigest(),
        lyric_times_s=tuple(
            scale.seconds(np.array(sorted(contents.lyric_ticks), dtype=np.int64)).tolist()
        ),
        controls=_controls(repaired.controls, contents.track_starts, scale, duration_s),
    )


def _repaired(data: bytes) -> Repaired:
    """`data` in a form that mido reads. Raises `SongError` if there is no music in it."""
    if not data:
        raise SongError(sentence("This file is empty."))
    kind = likely_kind(data)
    repaired = repair(data) if kind is None else None
    if repaired is None:
        raise SongError(_no_midi(kind))
    few = repaired.notes < max(FEWEST_NOTES, len(data) // 1000 * FEWEST_NOTES_A_KB)
    if repaired.cut and few:
        raise SongError(sentence("This MIDI file is cut off: its end is missing."))
    if repaired.lost and few:
        raise SongError(sentence("This MIDI file is damaged and can't be read."))
    if not repaired.tracks:
        raise SongError(sentence("There are no tracks in this file."))
    if not repaired.notes:
        raise SongError(sentence("There are no notes in this file."))
    return repaired


def _no_midi(kind: str | None) -> Sentence:
    if kind is None:
        return sentence("This is not a MIDI file.")
    return sentence("This is not a MIDI file: it looks like {kind}.", kind=sentence(kind))


@dataclass(slots=True)
class _RawNote:
    onset: int
    end: int
    pitch: int
    velocity: int
    track: int
    channel: int


@dataclass(slots=True)
class _Contents:
    """What the tracks hold, in ticks."""

    notes: list[_RawNote] = field(default_factory=list["_RawNote"])
    tempos: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    meters: list[tuple[int, int, int]] = field(default_factory=list[tuple[int, int, int]])
    programs: defaultdict[int, list[tuple[int, int]]] = field(
        default_factory=lambda: defaultdict[int, list[tuple[int, int]]](list)
    )
    names: dict[int, str] = field(default_factory=dict[int, str])
    lines: list[str] = field(default_factory=list[str])
    lyric_ticks: set[int] = field(default_factory=set[int])
    track_starts: list[int] = field(default_factory=list[int])


def _collect(midi: mido.MidiFile) -> _Contents:
    contents = _Contents()
    start = 0
    for index, track in enumerate(midi.tracks):
        contents.track_starts.append(start)
        end = _collect_track(contents, index, track, start)
        if midi.type == _PLAYED_ONE_AFTER_THE_OTHER:
            start = end
    contents.notes.sort(key=lambda note: (note.onset, note.pitch, note.track, note.channel))
    for changes in contents.programs.values():
        changes.sort(key=lambda change: change[0])
    return contents


def _collect_track(contents: _Contents, index: int, track: mido.MidiTrack, start: int) -> int:
    """Adds one track whose first tick is `start`; the result is its last tick."""
    tick = start
    sounding: dict[tuple[int, int], _RawNote] = {}
    for message in track:
        tick += message.time
        kind = message.type
        if kind == "note_on" or kind == "note_off":
            key = (message.channel, message.note)
            earlier = sounding.pop(key, None)
            if earlier is not None:
                earlier.end = tick
            if kind == "note_on" and message.velocity > 0:
                note = _RawNote(tick, tick, message.note, message.velocity, index, message.channel)
                sounding[key] = note
                contents.notes.append(note)
        elif kind == "set_tempo":
            contents.tempos.append((tick, message.tempo))
        elif kind == "time_signature":
            contents.meters.append((tick, message.numerator, message.denominator))
        elif kind == "program_change":
            contents.programs[message.channel].append((tick, message.program))
        elif kind == "track_name" and index not in contents.names:
            contents.names[index] = message.name
        elif kind == "lyrics" or kind == "text":
            contents.lines.append(message.text)
            if _may_be_sung(message.text):
                contents.lyric_ticks.add(tick)
    for note in sounding.values():
        note.end = tick
    return tick


def _may_be_sung(text: str) -> bool:
    """Whether a lyric or text event can be a syllable.

    Karaoke files begin lines with a slash or backslash and facts about the song with "@"; files of
    rhythm games put orders to the animation in brackets.
    """
    syllable = text.strip(" \\/\r\n\t\0")
    return bool(syllable) and syllable[0] not in "@["


def _playable(notes: list[_RawNote], scale: TickScale) -> list[_RawNote]:
    """`notes`, or of a song that seems too long the part that is music.

    That is the fullest stretch without a wait of more than `LONGEST_WAIT_S` for the next note;
    none sounds on for longer than that after the last has begun.
    """
    last = max(note.end for note in notes)
    if scale.seconds(np.array([last], dtype=np.int64))[0] <= MAX_DURATION_S:
        return notes
    onsets_s = scale.seconds(np.array([note.onset for note in notes], dtype=np.int64))
    waits = np.flatnonzero(np.diff(onsets_s) > LONGEST_WAIT_S) + 1
    stretches = pairwise([0, *waits.tolist(), len(notes)])
    first, end = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    latest = notes[end - 1].onset + scale.ticks_in(LONGEST_WAIT_S, notes[end - 1].onset)
    for note in notes[first:end]:
        note.end = min(note.end, latest)
    return notes[first:end]


def _in_seconds(
    raw: list[_RawNote], programs: Mapping[int, list[tuple[int, int]]], scale: TickScale
) -> tuple[Note, ...]:
    onset_ticks = np.array([note.onset for note in raw], dtype=np.int64)
    end_ticks = np.array([note.end for note in raw], dtype=np.int64)
    onsets_s, ends_s = scale.seconds(onset_ticks), scale.seconds(end_ticks)
    onset_beats, end_beats = scale.beats(onset_ticks), scale.beats(end_ticks)
    columns = zip(
        raw,
        onsets_s.tolist(),
        (ends_s - onsets_s).tolist(),
        onset_beats.tolist(),
        (end_beats - onset_beats).tolist(),
        strict=True,
    )
    return tuple(
        Note(
            onset_s=onset_s,
            duration_s=duration_s,
            onset_beats=onset_beat,
            duration_beats=duration_beats,
            pitch=note.pitch,
            velocity=note.velocity,
            track=note.track,
            channel=note.channel,
            program=_program_at(programs.get(note.channel, ()), note.onset),
        )
        for note, onset_s, duration_s, onset_beat, duration_beats in columns
    )


def _controls(
    raw: Sequence[RawControl], track_starts: Sequence[int], scale: TickScale, duration_s: float
) -> tuple[Control, ...]:
    """The controls before the end of the last note, in order of time."""
    known = [control for control in raw if control.track < len(track_starts)]
    ticks = [control.tick + track_starts[control.track] for control in known]
    times_s = scale.seconds(np.array(ticks, dtype=np.int64)).tolist()
    timed = sorted(zip(times_s, known, strict=True), key=lambda pair: pair[0])
    return tuple(_control(time_s, raw) for time_s, raw in timed if time_s < duration_s)


def _control(time_s: float, raw: RawControl) -> Control:
    kind = _CONTROL_KINDS[raw.status & 0xF0]
    number, value = 0, raw.first
    if kind is ControlKind.CONTROLLER:
        number, value = raw.first, raw.second
    elif kind is ControlKind.BEND:
        value = (raw.second << 7 | raw.first) - _BEND_CENTRE
    return Control(time_s, raw.status & 0x0F, kind, number, value)


def _program_at(changes: Sequence[tuple[int, int]], tick: int) -> int:
    if not changes:
        return 0
    place = bisect_right(changes, tick, key=lambda change: change[0])
    return changes[place - 1][1] if place else changes[0][1]


def _titles(contents: _Contents, tracks: int) -> tuple[str, dict[int, str]]:
    """The song's title, or "", and the names of its tracks.

    The name of the first track is the song's, unless that track is one instrument of several.
    """
    page = code_page([*contents.names.values(), *contents.lines])
    names = {index: readable(name, page) for index, name in contents.names.items()}
    one_of_several = tracks > 1 and any(note.track == 0 for note in contents.notes)
    first = "" if one_of_several else names.get(0, "")
    title = karaoke_title(contents.lines, page) or (first if is_title(first) else "")
    return title, names
