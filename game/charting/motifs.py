"""Where a tune comes back: five notes with the same pitches in the same rhythm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    return joined(range(len(notes)), _returns(notes))


def _returns(notes: Sequence[Note]) -> Iterator[tuple[int, int]]:
    """Each note of a motif heard before, with the same note of the first time."""
    first: dict[tuple[int, ...], int] = {}
    for start, key in enumerate(motif_keys(notes)):
        earlier = first.setdefault(key, start)
        if earlier != start:
            yield from ((earlier + offset, start + offset) for offset in range(MOTIF_NOTES))


def joined(groups: Sequence[int], pairs: Iterable[tuple[int, int]]) -> npt.NDArray[np.int64]:
    """`groups` (a number from 0 for each note) with those of each of `pairs` of notes made one.

    They are numbered anew, from 0, in the order they come.
    """
    leaders = list(range(max(groups, default=-1) + 1))

    def leader(group: int) -> int:
        while leaders[group] != group:
            leaders[group] = leaders[leaders[group]]
            group = leaders[group]
        return group

    for note, other_note in pairs:
        one, other = leader(groups[note]), leader(groups[other_note])
        leaders[max(one, other)] = min(one, other)
    numbers: dict[int, int] = {}
    return np.array(
        [numbers.setdefault(leader(group), len(numbers)) for group in groups], dtype=np.int64
    )
