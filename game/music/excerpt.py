"""A stretch of a song as a song of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from game.music.song import Note, Song


def excerpt(song: Song, notes: Iterable[Note], begins_s: float, length_s: float) -> Song:
    """What `notes` of `song` play from `begins_s` on, for `length_s`; both as written.

    Instruments and other controls are as they are at `begins_s`.
    """
    ends_s = begins_s + length_s
    return replace(
        song,
        notes=earlier(notes, begins_s, ends_s),
        duration_s=length_s,
        controls=tuple(
            control._replace(time_s=max(0.0, control.time_s - begins_s))
            for control in song.controls
            if control.time_s < ends_s
        ),
    )


def earlier(notes: Iterable[Note], begins_s: float, ends_s: float) -> tuple[Note, ...]:
    """Those `notes` that begin between `begins_s` and `ends_s`, each so much earlier."""
    return tuple(
        replace(note, onset_s=note.onset_s - begins_s)
        for note in notes
        if begins_s <= note.onset_s < ends_s
    )
