"""Song, level, grips and speed become a chart, in three steps: tune, thinning, fingering."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.charting.chart import Chart, ChartNote, Grip, lane_order, on_tick
from game.charting.fingering import assign_grips
from game.charting.level import Level
from game.charting.thinning import thin
from game.music.song import Note, Song
from game.music.tune import Tune, find_tune


def make_chart(
    song: Song,
    level: Level,
    grips: Iterable[Grip],
    speed_percent: int = 100,
    tune: Tune | None = None,
) -> Chart:
    """The chart of `song`: the same one for the same arguments, on every machine.

    `tune` is the player's choice of tune; without it the best-scoring one is taken. Raises
    `ValueError` when no grip is given.
    """
    lanes = lane_order(grips)
    if not lanes:
        raise ValueError("at least one grip must be switched on")
    notes = (tune or find_tune(song)).notes
    kept = thin(notes, song.tempo_map, level, grip_count=len(lanes), speed_percent=speed_percent)
    assigned = assign_grips(kept, song.tempo_map, level, lanes, speed_percent=speed_percent)
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
    stretch = 100 / speed_percent
    lengths_s = _long_note_lengths(kept, level, stretch)
    return Chart(
        notes=tuple(
            ChartNote(on_tick(note.onset_s * stretch), grip, note.pitch, on_tick(length_s))
            for note, grip, length_s in zip(kept, assigned, lengths_s, strict=True)
        ),
        level_id=level.id,
        speed_percent=speed_percent,
        grips=grips,
        song_sha256=song.sha256,
    )


def _long_note_lengths(kept: Sequence[Note], level: Level, stretch: float) -> list[float]:
    """How long each note is to be held: 0 for a short one.

    A thumb holds one finger at a time, so a long note ends a gap before the next note.
    """
    if level.long_note_from_s is None:
        return [0.0] * len(kept)
    lengths_s: list[float] = []
    for index, note in enumerate(kept):
        length_s = note.duration_s * stretch
        if index + 1 < len(kept):
            free_s = (kept[index + 1].onset_s - note.onset_s) * stretch - level.min_gap_s
            length_s = min(length_s, free_s)
        lengths_s.append(length_s if length_s >= level.long_note_from_s else 0.0)
    return lengths_s
