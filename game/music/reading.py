"""Reads a MIDI file with mido and makes a `Song` of it, or says in one sentence why it can't."""

from __future__ import annotations

import hashlib
import re
import stat
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import mido
import numpy as np

from game.music.lookalike import likely_kind
from game.music.song import Note, Song, SongError, Track
from game.music.ticks import TickScale, scale_for

MAX_BYTES = 8_000_000
MAX_NOTES = 150_000
MAX_DURATION_S = 4 * 3600.0
MAX_TICKS = 2**40
"""Beyond this, ticks no longer fit the arithmetic; no real file comes near."""
MAX_NUMBER_BYTES = 4096
"""The standard ends a number after four bytes; mido reads on, in time quadratic in its length."""
_HIGH_BYTES = re.compile(rb"[\x80-\xff]{64,}")
_PLAYED_ONE_AFTER_THE_OTHER = 2
"""MIDI format 2: every track is a piece of its own."""


def read_song(path: Path) -> Song:
    """The song in the MIDI file at `path`. Raises `SongError`."""
    try:
        found = path.stat()
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            raise SongError("This is not an ordinary file.")
        if found.st_size > MAX_BYTES:
            raise SongError(f"This file is too big for a song (more than {MAX_BYTES // 10**6} MB).")
        data = path.read_bytes()
    except FileNotFoundError:
        raise SongError("There is no such file.") from None
    except IsADirectoryError:
        raise SongError("This is a folder, not a file.") from None
    except OSError as problem:
        reason = (problem.strerror or "it can't be read").lower()
        raise SongError(f"This file can't be opened: {reason}.") from None
    return parse_song(data, path.stem)


def parse_song(data: bytes, file_title: str) -> Song:
    """The song in the MIDI bytes `data`; `file_title` names it if it has no title of its own.

    Raises `SongError`.
    """
    midi = _parse_midi(data)
    contents = _collect(midi)
    if not contents.notes:
        raise SongError("There are no notes in this file.")
    scale = scale_for(midi.ticks_per_beat, contents.tempos)
    if scale is None:
        raise SongError("This file does not say how its time is counted.")
    notes = _in_seconds(contents, scale)
    duration_s = max(note.end_s for note in notes)
    if duration_s > MAX_DURATION_S:
        raise SongError(f"This song is longer than {MAX_DURATION_S / 3600:.0f} hours.")
    return Song(
        title=_title(midi, contents) or file_title,
        notes=notes,
        tempo_map=scale.tempo_map(contents.meters),
        tracks=tuple(
            Track(index, contents.names.get(index, ""), contents.counts[index])
            for index in range(len(midi.tracks))
        ),
        duration_s=duration_s,
        sha256=hashlib.sha256(data).hexdigest(),
        lyric_times_s=tuple(
            scale.seconds(np.array(sorted(contents.lyric_ticks), dtype=np.int64)).tolist()
        ),
    )


def _parse_midi(data: bytes) -> mido.MidiFile:
    if not data:
        raise SongError("This file is empty.")
    if data[:4] != b"MThd":
        kind = likely_kind(data)
        looks = f": it looks like {kind}" if kind else ""
        raise SongError(f"This is not a MIDI file{looks}.")
    if any(len(run[0]) >= MAX_NUMBER_BYTES for run in _HIGH_BYTES.finditer(data)):
        raise SongError("This MIDI file is damaged and can't be read.")
    try:
        return mido.MidiFile(file=BytesIO(data), clip=True)
    except EOFError:
        raise SongError("This MIDI file is cut off: its end is missing.") from None
    except (OSError, ValueError, LookupError, TypeError, mido.KeySignatureError):
        raise SongError("This MIDI file is damaged and can't be read.") from None


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
    counts: defaultdict[int, int] = field(default_factory=lambda: defaultdict[int, int](int))
    lyric_ticks: set[int] = field(default_factory=set[int])


def _collect(midi: mido.MidiFile) -> _Contents:
    contents = _Contents()
    start = 0
    for index, track in enumerate(midi.tracks):
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
        tick += max(0, message.time)
        if tick > MAX_TICKS:
            raise SongError("This MIDI file is damaged: one of its notes would come after years.")
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
                contents.counts[index] += 1
                if len(contents.notes) > MAX_NOTES:
                    raise SongError(f"This song has more than {MAX_NOTES:,} notes.")
        elif kind == "set_tempo":
            contents.tempos.append((tick, message.tempo))
        elif kind == "time_signature":
            contents.meters.append((tick, message.numerator, message.denominator))
        elif kind == "program_change":
            contents.programs[message.channel].append((tick, message.program))
        elif kind == "track_name" and index not in contents.names:
            contents.names[index] = _decoded(message.name)
        elif (kind == "lyrics" or kind == "text") and _may_be_sung(message.text):
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


def _in_seconds(contents: _Contents, scale: TickScale) -> tuple[Note, ...]:
    raw = contents.notes
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
            program=_program_at(contents.programs[note.channel], note.onset),
        )
        for note, onset_s, duration_s, onset_beat, duration_beats in columns
    )


def _program_at(changes: list[tuple[int, int]], tick: int) -> int:
    if not changes:
        return 0
    place = bisect_right(changes, tick, key=lambda change: change[0])
    return changes[place - 1][1] if place else changes[0][1]


def _title(midi: mido.MidiFile, contents: _Contents) -> str:
    """The name of the first track is the song's, unless that track is one instrument of several."""
    if len(midi.tracks) > 1 and contents.counts[0]:
        return ""
    return contents.names.get(0, "")


def _decoded(name: str) -> str:
    """mido reads names as Latin-1; many are UTF-8."""
    raw = name.encode("latin-1", errors="replace")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = name
    return "".join(char for char in text if char.isprintable()).strip()
