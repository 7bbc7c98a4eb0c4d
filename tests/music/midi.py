"""MIDI files for tests: spelled byte by byte, or written by mido from a few notes."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from io import BytesIO

import mido

from game.music.reading import parse_song
from game.music.song import Song

END = "00 FF 2F 00"


def raw(tracks: Sequence[str | bytes], *, kind: int = 1, division: int = 480) -> bytes:
    """A file of `kind` with these tracks, each in annotated hex; the end of track is added."""
    chunks = [hexed(f"{track} {END}") if isinstance(track, str) else track for track in tracks]
    head = b"MThd" + struct.pack(">Lhhh", 6, kind, len(chunks), division)
    return head + b"".join(b"MTrk" + struct.pack(">L", len(chunk)) + chunk for chunk in chunks)


def hexed(annotated: str) -> bytes:
    """The bytes of hex with `# remarks` to the end of each line."""
    return bytes.fromhex(" ".join(line.split("#")[0] for line in annotated.splitlines()))


def read(tracks: Sequence[str | bytes], *, kind: int = 1, division: int = 480) -> Song:
    return parse_song(raw(tracks, kind=kind, division=division), "file name")


def written(*tracks: Sequence[mido.Message], kind: int = 1, division: int = 480) -> bytes:
    """A file with these messages, written by mido."""
    midi = mido.MidiFile(type=kind, ticks_per_beat=division)
    midi.tracks.extend(mido.MidiTrack(track) for track in tracks)
    file = BytesIO()
    midi.save(file=file)
    return file.getvalue()


def played(
    notes: Sequence[tuple[float, float, int]],
    *,
    channel: int = 0,
    velocity: int = 80,
    program: int | None = None,
    name: str = "",
) -> list[mido.Message]:
    """A track of `(beat, beats, pitch)` notes at 480 ticks a beat."""
    moments: list[tuple[int, int, int]] = []
    for beat, beats, pitch in notes:
        moments.append((round(beat * 480), 1, pitch))
        moments.append((round((beat + beats) * 480), 0, pitch))
    track: list[mido.Message] = []
    if name:
        track.append(mido.MetaMessage("track_name", name=name))
    if program is not None:
        track.append(mido.Message("program_change", channel=channel, program=program))
    now = 0
    for tick, on, pitch in sorted(moments):
        kind = "note_on" if on else "note_off"
        track.append(
            mido.Message(kind, channel=channel, note=pitch, velocity=velocity, time=tick - now)
        )
        now = tick
    return track
