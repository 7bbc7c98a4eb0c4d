"""What could come after a run: one suggestion, for the player to take or leave.

Nothing is changed here, and nothing is remembered: the same runs always suggest the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from game.play.result import Result
from game.play.score import Score

EASIER_BELOW = 0.55
"""With a smaller share of the notes hit, something easier is suggested."""
MORE_FROM = 0.90
"""With at least this share, in `RUNS_FOR_MORE` runs one after the other, something more is."""
RUNS_FOR_MORE = 3
_ENOUGH_NOTES = 8
"""Fewer notes say nothing about a speed."""


class Next(Enum):
    """What is suggested."""

    AGAIN = auto()
    SLOWER = auto()
    FASTER = auto()
    EASIER_LEVEL = auto()
    HARDER_LEVEL = auto()
    OTHER_SONG = auto()


@dataclass(frozen=True, slots=True)
class Room:
    """In which directions something else than this run can be played at all.

    `usual_speed` tells whether the run was at least as fast as the song: faster is no suggestion
    then, only back up to it.
    """

    slower: bool = False
    usual_speed: bool = True
    easier_level: bool = False
    harder_level: bool = False
    other_song: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """Finished runs of the same notes by the same player in the same way, before a run.

    `best` is the best of all of them, `last` the latest ones, the last one first.
    """

    best: Score | None = None
    last: Sequence[Score] = ()


def next_step(result: Result, earlier: Earlier, room: Room) -> Next:
    """The one thing to suggest after a run.

    Something easier after few hits: first slower, then an easier level. Something more after three
    runs with nearly every note: first up to the song's own speed, then a harder level. Another song
    after two such runs of which the second was no best. Else the same again.
    """
    score = result.score
    judged = score.hits + score.passed
    if score.hit_rate < EASIER_BELOW and judged >= _ENOUGH_NOTES:
        return _easier(room)
    if not result.finished or score.hit_rate < MORE_FROM:
        return Next.AGAIN
    if _were_all_good(earlier.last, runs=RUNS_FOR_MORE):
        return _more(room)
    is_new_best = earlier.best is None or score.points > earlier.best.points
    if room.other_song and _were_all_good(earlier.last, runs=2) and not is_new_best:
        return Next.OTHER_SONG
    return Next.AGAIN


def _easier(room: Room) -> Next:
    if room.slower:
        return Next.SLOWER
    return Next.EASIER_LEVEL if room.easier_level else Next.AGAIN


def _more(room: Room) -> Next:
    if not room.usual_speed:
        return Next.FASTER
    if room.harder_level:
        return Next.HARDER_LEVEL
    return Next.OTHER_SONG if room.other_song else Next.AGAIN


def _were_all_good(last: Sequence[Score], *, runs: int) -> bool:
    """Whether the runs before this one, which was good, make `runs` good ones in a row with it."""
    needed = last[: runs - 1]
    return len(needed) == runs - 1 and all(one.hit_rate >= MORE_FROM for one in needed)
