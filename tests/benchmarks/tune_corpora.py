"""Songs whose tune is known, with everything hidden that would give it away.

A corpus is a folder of MIDI files. Its truth is a `truth.json` of `{file: {channel, mtrack}}`, or
else the track named MELODY, or else the higher of two streams. Names are hidden, tracks shuffled
and every note is equally loud; words that are sung are left out unless asked for.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import mido

from game.music.reading import parse_song
from game.music.song import DRUM_CHANNEL, Note, Song
from game.music.streams import streams_of

_VELOCITY = 80
_MELODY_NAME = "MELODY"


@dataclass(frozen=True, slots=True)
class Known:
    """A song as read from its file, and the track and channel of its tune."""

    path: Path
    song: Song
    track: int
    channel: int

    def tune(self) -> list[Note]:
        """The notes of the tune's stream."""
        key = self.track, self.channel
        return [note for note in self.song.notes if (note.track, note.channel) == key]

    def hidden(self, *, words: bool) -> Known:
        """The same song with names, velocities and order of tracks hidden."""
        order = list(range(len(self.song.tracks)))
        random.Random(self.path.name).shuffle(order)
        notes = (
            replace(note, track=order[note.track], velocity=_VELOCITY) for note in self.song.notes
        )
        song = replace(
            self.song,
            notes=tuple(sorted(notes, key=lambda note: (note.onset_s, note.pitch, note.track))),
            tracks=tuple(replace(track, name="") for track in self.song.tracks),
            lyric_times_s=self.song.lyric_times_s if words else (),
        )
        return replace(self, song=song, track=order[self.track])

    def merged(self) -> Song:
        """The song with everything but drums in one track on one channel."""
        return parse_song(
            _merged(mido.MidiFile(file=BytesIO(self.path.read_bytes()), clip=True)), "merged"
        )


def known_songs(corpus: Path) -> Iterator[Known]:
    """The songs of a corpus, in order of name; files whose tune is not known are left out."""
    truth = corpus / "truth.json"
    told = json.loads(truth.read_text()) if truth.exists() else {}
    for path in sorted(corpus.glob("*.mid")):
        song = parse_song(path.read_bytes(), path.stem)
        key = _told(told[path.name]) if path.name in told else _recognised(song)
        if key is not None:
            yield Known(path, song, *key)


def _told(entry: dict[str, int]) -> tuple[int, int]:
    return entry["mtrack"], entry["channel"]


def _recognised(song: Song) -> tuple[int, int] | None:
    named = {track.index for track in song.tracks if track.name == _MELODY_NAME}
    streams = streams_of(song.notes)
    for stream in streams:
        if stream.track in named:
            return stream.track, stream.channel
    if len(streams) != 2:
        return None
    higher = max(streams, key=lambda s: sum(note.pitch for note in s.notes) / len(s.notes))
    return higher.track, higher.channel


def _merged(midi: mido.MidiFile) -> bytes:
    moments: list[tuple[int, int, mido.Message]] = []
    for track in midi.tracks:
        tick = 0
        for message in track:
            tick += message.time
            if message.type in ("set_tempo", "time_signature"):
                moments.append((tick, 0, message))
            elif message.type in ("note_on", "note_off") and message.channel != DRUM_CHANNEL:
                begins = message.type == "note_on" and message.velocity > 0
                velocity = _VELOCITY if begins else 0
                on = mido.Message("note_on", note=message.note, velocity=velocity)
                moments.append((tick, 2 if begins else 1, on))
    moments.sort(key=lambda moment: moment[:2])
    merged, now = mido.MidiTrack(), 0
    for tick, _, message in moments:
        message.time, now = tick - now, tick
        merged.append(message)
    file = BytesIO()
    mido.MidiFile(type=0, ticks_per_beat=midi.ticks_per_beat, tracks=[merged]).save(file=file)
    return file.getvalue()
