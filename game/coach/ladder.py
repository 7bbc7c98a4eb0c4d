"""The levers beside the fingers, in one order of difficulty: level, then speed, then window.

From the middle of the ladder a step up is the next level; at the last level the song is played
faster, and at its fastest the windows grow narrower. Down it is the same: the level before, at the
first level slower, and at its slowest the windows grow wider. A step moves one lever alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from game.charting.level import Level, level_called
from game.settings import FASTEST_PERCENT, SLOWEST_PERCENT, SPEED_STEP_PERCENT

USUAL_PERCENT = 100
SPEED_OF_A_LEVEL = 25
"""So many percent of speed are about as much harder as one level."""
WINDOW_OF_A_LEVEL = 25
MOST_SPEED_STEPS = 2
"""A song never sounds more than so many steps of speed slower or faster than before."""


class Lever(Enum):
    """What an offer changes."""

    GRIPS = auto()
    LEVEL = auto()
    SPEED = auto()
    WINDOW = auto()


@dataclass(frozen=True, slots=True)
class Rung:
    """The place of the level, the easiest being 0; speed, and window in percent of its own."""

    level: int
    speed_percent: int
    window_percent: int

    @property
    def difficulty(self) -> float:
        """In levels, about: rungs can be put in order by it."""
        faster = (self.speed_percent - USUAL_PERCENT) / SPEED_OF_A_LEVEL
        narrower = (USUAL_PERCENT - self.window_percent) / WINDOW_OF_A_LEVEL
        return self.level + faster + narrower


@dataclass(frozen=True, slots=True)
class Move:
    """A step on the ladder: the lever that is moved, and where that leads."""

    lever: Lever
    to: Rung


class Ladder:
    """The rungs that can be played at from `own`: those of `levels`, the easiest first.

    How hard levels are that somebody has written, nobody knows: no step leads there, and from there
    to no other level.
    """

    def __init__(self, levels: Sequence[Level], own: Level) -> None:
        shipped = tuple(level for level in levels if not level.is_own)
        self._levels = shipped if own.usual in shipped else (own.usual,)

    def rung(self, level_id: str, speed_percent: int) -> Rung | None:
        """Where a level, with whatever window, stands at that speed; None if it is nowhere."""
        level = level_called(self._levels, level_id)
        if level is None:
            return None
        return Rung(self._levels.index(level.usual), speed_percent, level.window_percent)

    def level(self, rung: Rung) -> Level:
        """The level of that rung, with its window."""
        return self._levels[rung.level].with_window(rung.window_percent)

    def harder(self, rung: Rung, jump: int) -> Iterator[Move]:
        """Harder rungs, the best one first: `jump` steps of the lever in turn, then fewer; then
        the speeds and windows that lie between two levels."""
        for step in range(jump, 0, -1):
            yield from self._in_turn(rung, step)
        for step in range(min(jump, MOST_SPEED_STEPS), 0, -1):
            yield from self._faster(rung, step)
        yield from self._window(rung, -1)

    def easier(self, rung: Rung, jump: int) -> Iterator[Move]:
        """Easier rungs, like `harder`."""
        for step in range(jump, 0, -1):
            yield from self._in_turn(rung, -step)
        for step in range(min(jump, MOST_SPEED_STEPS), 0, -1):
            yield from self._faster(rung, -step)
        yield from self._window(rung, 1)

    def _in_turn(self, rung: Rung, step: int) -> Iterator[Move]:
        """`step` steps (negative: down) of the lever whose turn it is."""
        sign = 1 if step > 0 else -1
        is_window_past = (rung.window_percent - USUAL_PERCENT) * sign > 0
        is_speed_past = (USUAL_PERCENT - rung.speed_percent) * sign > 0
        to_level = min(max(rung.level + step, 0), len(self._levels) - 1)
        if is_window_past:
            yield from self._window(rung, -step, back=True)
        elif is_speed_past:
            yield from self._faster(rung, step, back=True)
        elif to_level != rung.level:
            yield Move(Lever.LEVEL, replace(rung, level=to_level))
        elif self._speed(rung, step) != rung.speed_percent:
            yield from self._faster(rung, step)
        else:
            yield from self._window(rung, -step)

    def _faster(self, rung: Rung, steps: int, *, back: bool = False) -> Iterator[Move]:
        """So many steps of speed (negative: slower); `back`: not past the usual one."""
        speed = self._speed(rung, steps)
        if back:
            speed = _not_past(speed, rung.speed_percent)
        if speed != rung.speed_percent:
            yield Move(Lever.SPEED, replace(rung, speed_percent=speed))

    def _speed(self, rung: Rung, steps: int) -> int:
        steps = min(max(steps, -MOST_SPEED_STEPS), MOST_SPEED_STEPS)
        wanted = rung.speed_percent + steps * SPEED_STEP_PERCENT
        return min(max(wanted, SLOWEST_PERCENT), FASTEST_PERCENT)

    def _window(self, rung: Rung, steps: int, *, back: bool = False) -> Iterator[Move]:
        """So many steps of the window (positive: wider); `back`: not past the usual one."""
        now, there_are = rung.window_percent, self._levels[rung.level].windows
        wider = [percent for percent in there_are if percent > now]
        narrower = [percent for percent in reversed(there_are) if percent < now]
        towards = wider if steps > 0 else narrower
        if not towards:
            return
        percent = towards[min(abs(steps), len(towards)) - 1]
        if back:
            percent = _not_past(percent, now)
        yield Move(Lever.WINDOW, replace(rung, window_percent=percent))


def _not_past(wanted: int, now: int) -> int:
    """`wanted`, or the usual percent if that lies between it and `now`."""
    return sorted((wanted, USUAL_PERCENT, now))[1]
