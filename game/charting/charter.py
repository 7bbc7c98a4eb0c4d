"""Song, level, grips and speed become a chart, in three steps: tune, thinning, fingering."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from game.charting.chart import (
    TICKS_PER_S,
    Chart,
    ChartNote,
    Grip,
    gap_ticks,
    lane_order,
    played_ticks,
)
from game.charting.fingering import assign_grips
from game.charting.level import Level
from game.charting.metre import find_metre
from game.charting.thinning import thin
from game.music.song import Note, Song
from game.music.tune import Tune, find_tune


def make_chart(
    song: Song,
    level: Level,
    grips: Iterable[Grip],
    speed_percent: int = 100,
    tune: Tune | None = None,
    *,
    shares: Mapping[Grip, float] | None = None,
) -> Chart:
    """The chart of `song`: the same one for the same arguments, on every machine.

    `tune` is the player's choice of tune; without it the best-scoring one is taken. `shares` says
    how much of the work each finger should get (see `assign_grips`). Raises `ValueError` when no
    grip is given.
    """
    lanes = lane_order(grips)
    if not lanes:
        raise ValueError("at least one grip must be switched on")
    notes = (tune or find_tune(song)).notes
    metre = find_metre(song)
    kept = thin(notes, metre, level, grip_count=len(lanes), speed_percent=speed_percent)
    assigned = assign_grips(kept, metre, level, lanes, speed_percent=speed_percent, shares=shares)
    return chart_of(song, level, lanes, speed_percent, kept, assigned)


def chart_of(
    song: Song,
    level: Level,
    grips: tuple[Grip, ...],
    speed_percent: int,
    kept: Sequence[Note],
    assigned: Sequence[Grip],
) -> Chart:
    """The chart of the `kept` notes, each on its `assigned` grip; `grips` are in lane order."""
    onsets = [played_ticks(note.onset_s, speed_percent) for note in kept]
    lengths = [played_ticks(note.duration_s, speed_percent) for note in kept]
    lengths = _long_note_lengths(onsets, lengths, level)
    return Chart(
        notes=tuple(
            ChartNote(onset / TICKS_PER_S, grip, note.pitch, length / TICKS_PER_S)
            for note, grip, onset, length in zip(kept, assigned, onsets, lengths, strict=True)
        ),
        level_id=level.id,
        speed_percent=speed_percent,
        grips=grips,
        song_sha256=song.sha256,
    )


def _long_note_lengths(onsets: Sequence[int], lengths: Sequence[int], level: Level) -> list[int]:
    """How many steps of 0.1 ms each note is to be held: 0 for a short one.

    A thumb holds one finger at a time, so a long note ends a gap before the next note.
    """
    if level.long_note_from_s is None:
        return [0] * len(onsets)
    gap, long_from = gap_ticks(level.min_gap_s), gap_ticks(level.long_note_from_s)
    free = [later - onset - gap for onset, later in pairwise(onsets)]
    held = [min(length, room) for length, room in zip(lengths, [*free, *lengths[-1:]], strict=True)]
    return [length if length >= long_from else 0 for length in held]
