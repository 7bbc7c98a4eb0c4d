"""What the warm-up says of exercises and of what was counted, in whole sentences."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

from game.coach.counting import Tally
from game.coach.exercises import Counted, Exercise
from game.screens.ui.theme import grip_looks
from game.text import decimal, later, tr, trn


class Pace(Enum):
    """How quick the beat is, in seconds from one to the next: people can follow 0.2 to 1.8 s."""

    OFF = 0.0
    SLOW = 1.8
    MEDIUM = 1.2
    FAST = 0.8


PACES = {
    Pace.OFF: later("Off"),
    Pace.SLOW: later("Slow"),
    Pace.MEDIUM: later("Medium"),
    Pace.FAST: later("Fast"),
}


@dataclass(frozen=True, slots=True)
class Beating:
    """What plays: so many beats, so far apart, of a song or of clicks; by default nothing."""

    interval_s: float = 0.0
    beats: int = 0
    is_music: bool = False


@dataclass(frozen=True, slots=True)
class Best:
    """The most repetitions, or the shortest time, there has ever been; None before the first."""

    repetitions: int | None = None
    quickest_ms: int | None = None


def goal(exercise: Exercise) -> str:
    """What there is to do: "10 times", "15 seconds"."""
    if exercise.seconds is not None:
        return trn("{count} second", "{count} seconds", exercise.seconds).format(
            count=exercise.seconds
        )
    count = exercise.repetitions or 1
    return trn("{count} time", "{count} times", count).format(count=count)


def beat_about(song_title: str) -> str:
    """What a beat is made of."""
    if song_title:
        return tr("The music of {title}, as quick as this.").format(title=song_title)
    return tr("Soft clicks to move to while you count.")


def about(exercise: Exercise, today: int) -> str:
    """A line for the list: the goal, what is needed, and what was done today."""
    parts = [goal(exercise)]
    if exercise.prop:
        parts.append(tr(exercise.prop))
    if today:
        parts.append(tr("today: {count}").format(count=today))
    return "   ·   ".join(parts)


def to_do(tally: Tally) -> str:
    """The line below the count while it goes on."""
    if tally.has_clock and tally.began_s is None:
        return tr("Press once to start the clock, then once each time.")
    if tally.due is not None:
        return grip_looks((tally.due,))[tally.due].to_do
    return tr(tally.exercise.counts)


def under_count(tally: Tally, now_s: float) -> str:
    """What the large number is out of."""
    left = tally.seconds_left(now_s)
    if left is not None:
        seconds = math.ceil(left)
        return trn("{count} second left", "{count} seconds left", seconds).format(count=seconds)
    return tr("of {count}").format(count=tally.exercise.repetitions)


def result(tally: Tally) -> str:
    """What it came to, kindly."""
    exercise = tally.exercise
    count = tally.count
    if not tally.is_done:
        return trn(
            "{count} time. Each one is practice.", "{count} times. Each one is practice.", count
        ).format(count=count)
    if exercise.counted is Counted.IN_TIME:
        return trn(
            "{count} time in {seconds} seconds.", "{count} times in {seconds} seconds.", count
        ).format(count=count, seconds=exercise.seconds)
    if exercise.counted is Counted.AGAINST_TIME:
        return tr("All {count} in {seconds} seconds.").format(
            count=count, seconds=_seconds(milliseconds(tally))
        )
    return trn("{count} time. Well done.", "{count} times. Well done.", count).format(count=count)


def beside_best(tally: Tally, best: Best, *, helped: bool) -> str:
    """How that compares with the best before it; empty where nothing is compared."""
    if not tally.is_done or helped:
        return ""
    if tally.exercise.counted is Counted.IN_TIME:
        if best.repetitions is None:
            return tr("Your first one: something to beat.")
        if tally.count > best.repetitions:
            return tr("A new best! Before it was {count}.").format(count=best.repetitions)
        return tr("Your best is {count}.").format(count=best.repetitions)
    if tally.exercise.counted is Counted.AGAINST_TIME:
        if best.quickest_ms is None:
            return tr("Your first one: something to beat.")
        before = _seconds(best.quickest_ms)
        if milliseconds(tally) < best.quickest_ms:
            return tr("A new best! Before it was {seconds} seconds.").format(seconds=before)
        return tr("Your best is {seconds} seconds.").format(seconds=before)
    return ""


def best_line(exercise: Exercise, best: Best) -> str:
    """The best there is, before beginning; empty without one."""
    if exercise.counted is Counted.IN_TIME and best.repetitions is not None:
        return tr("Your best is {count}.").format(count=best.repetitions)
    if exercise.counted is Counted.AGAINST_TIME and best.quickest_ms is not None:
        return tr("Your best is {seconds} seconds.").format(seconds=_seconds(best.quickest_ms))
    return ""


def milliseconds(tally: Tally) -> int:
    """How long a tally took, from the first press to the last one that meant something."""
    last_s = tally.last_s if tally.ended_s is None else tally.ended_s
    return round(1000 * tally.seconds(last_s or 0.0))


def _seconds(duration_ms: int) -> str:
    """19250 as "19.3"."""
    return decimal(duration_ms / 1000, 1)
