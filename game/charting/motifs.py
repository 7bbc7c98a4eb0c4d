"""Where a tune comes back: five notes with the same pitches in the same rhythm."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from game.music.song import Note

MOTIF_NOTES = 5


def motif_keys(notes: Sequence[Note]) -> list[tuple[int, ...]]:
    """For each five notes in a row: their pitches and, in sixteenths, the times between them."""
    apart = [round((later.onset_beats - note.onset_beats) * 4) for note, later in pairwise(notes)]
    pitches = [note.pitch for note in notes]
    return [
        (*pitches[start : start + MOTIF_NOTES], *apart[start : start + MOTIF_NOTES - 1])
        for start in range(len(notes) - MOTIF_NOTES + 1)
    ]


def motif_groups(notes: Sequence[Note]) -> npt.NDArray[np.int64]:
    """For each note the number of its group: notes at one place of one motif share theirs.

    Overlapping motifs join their groups, so that a whole chorus stands note by note with its
    return. Groups are numbered from 0; a note that never comes back is alone in its own.
    """
    leaders = list(range(len(notes)))

    def leader(index: int) -> int:
        while leaders[index] != index:
            leaders[index] = leaders[leaders[index]]
            index = leaders[index]
        return index

    first: dict[tuple[int, ...], int] = {}
    for start, key in enumerate(motif_keys(notes)):
        earlier = first.setdefault(key, start)
        if earlier == start:
            continue
        for offset in range(MOTIF_NOTES):
            one, other = leader(earlier + offset), leader(start + offset)
            leaders[max(one, other)] = min(one, other)
    numbers: dict[int, int] = {}
    return np.array(
        [numbers.setdefault(leader(index), len(numbers)) for index in range(len(notes))],
        dtype=np.int64,
    )
