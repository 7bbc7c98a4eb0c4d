"""The levers beside the fingers, in one order of difficulty: level, then speed, then window.

From the middle of the ladder a step up is the next level; at the last level the song is played
faster, and at its fastest the windows grow narrower. Down it is the same: the level before, at the
first level slower, and at its slowest the windows grow wider. A step moves one lever alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from game.charting.level import Level
from game.settings import FASTEST_PERCENT, SLOWEST_PERCENT, SPEED_STEP_PERCENT

USUAL_PERCENT = 100
WINDOW_PERCENTS = (70, 85, 100, 125, 150)
"""The hit windows that can be offered, in percent of the level's own."""
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
    """The rungs that `levels`, the easiest first, can be played at."""

    def __init__(self, levels: Sequence[Level]) -> None:
        self._levels = tuple(levels)
        self._places = {level.id: place for place, level in enumerate(self._levels)}

    def rung(self, level_id: str, speed_percent: int) -> Rung | None:
        """Where a level, with a window of its own or not, stands at that speed; None: nowhere."""
        base_id, window_percent = parted(level_id)
        place = self._places.get(base_id)
        return None if place is None else Rung(place, speed_percent, window_percent)

    def level(self, rung: Rung) -> Level:
        """The level of that rung, with its window."""
        level = self._levels[rung.level]
        if rung.window_percent == USUAL_PERCENT:
            return level
        return level.with_window(rung.window_percent)

    def harder(self, rung: Rung, jump: int) -> Iterator[Move]:
        """Harder rungs, the best one first: `jump` steps of the lever in turn, then fewer; then
        one step of speed and of window, which lie between two levels."""
        for step in range(jump, 0, -1):
            yield from self._in_turn(rung, step)
        yield from self._faster(rung, 1)
        yield from self._window(rung, -1)

    def easier(self, rung: Rung, jump: int) -> Iterator[Move]:
        """Easier rungs, like `harder`."""
        for step in range(jump, 0, -1):
            yield from self._in_turn(rung, -step)
        yield from self._faster(rung, -1)
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
        now = rung.window_percent
        wider = [percent for percent in WINDOW_PERCENTS if percent > now]
        narrower = [percent for percent in reversed(WINDOW_PERCENTS) if percent < now]
        there_are = wider if steps > 0 else narrower
        if not there_are:
            return
        percent = there_are[min(abs(steps), len(there_are)) - 1]
        if back:
            percent = _not_past(percent, now)
        moved = replace(rung, window_percent=percent)
        if self.level(moved).hit_window_ms != self.level(rung).hit_window_ms:
            yield Move(Lever.WINDOW, moved)


def _not_past(wanted: int, now: int) -> int:
    """`wanted`, or the usual percent if that lies between it and `now`."""
    return sorted((wanted, USUAL_PERCENT, now))[1]


def parted(level_id: str) -> tuple[str, int]:
    """The level that an id stands for, and its window in percent: "1-gentle~125"."""
    base_id, mark, percent = level_id.partition("~")
    return (base_id, int(percent)) if mark and percent.isdigit() else (level_id, USUAL_PERCENT)
