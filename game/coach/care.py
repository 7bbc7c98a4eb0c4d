"""Kind limits: when to ask whether anything hurts, when to offer a rest, and the day's goal.

Rules over facts. Two clocks are meant to be handed in: the computer's, for days and long breaks,
and one that never goes back, for what the hand has done since its last rest. The computer's clock
may be set at any time. So a moment that has not come yet tells nothing, no time is ever negative,
and whoever has just answered is not asked again because of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from game.charting.chart import lane_order
from game.settings import SLOWEST_PERCENT, PlaySettings

BREAK_MS = 30 * 60_000
"""After so long without practice the next song or exercise begins a session."""
REST_AFTER_S = 10 * 60.0
REST_AFTER_PINCHES = 250
"""A rest is called for when the hand has worked for so long, or so much, without one."""
RESTED_S = 90.0
"""A pause between songs that is so long was a rest, whatever it was for."""
REST_S = 30
PAIN_REST_S = 60
"""How long a rest is that is offered as a reminder, and because something hurts a little."""
TALK_DAYS = 7
"""Two days with a "stop" among so many make a talk with the therapist worth it."""
GENTLER_BY_PERCENT = 20


class Pain(StrEnum):
    """The answer to "does anything hurt?"."""

    NONE = "none"
    A_LITTLE = "a little"
    STOP = "stop"


class Asked(StrEnum):
    """When it was asked."""

    BEFORE = "before"
    """A session."""
    AFTER = "after"
    """A song."""


@dataclass(frozen=True, slots=True)
class When:
    """A moment by the computer's clock: milliseconds since 1970, and the player's own day."""

    at_ms: int
    day: date


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, and when."""

    pain: Pain
    when: When


@dataclass(frozen=True, slots=True)
class Effort:
    """What the hand has done since its last rest: seconds at work, and pinches.

    `until_s` is when it was last at work, on a clock that never goes back; None before the first.
    """

    seconds: float = 0.0
    pinches: int = 0
    until_s: float | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """What has come together today: pinches, seconds at it, and the goal in pinches."""

    pinches: int
    goal: int
    seconds: float = 0.0

    @property
    def is_reached(self) -> bool:
        """Whether the goal is."""
        return self.pinches >= self.goal

    @property
    def share(self) -> float:
        """How much of the goal is done, 0 to 1."""
        return min(self.pinches / self.goal, 1.0) if self.goal > 0 else 1.0

    @property
    def minutes(self) -> int:
        """Whole minutes at it; the first one counts from its beginning."""
        return max(1, round(self.seconds / 60)) if self.seconds > 0 else 0


def latest_by(now: When, moments: Iterable[When]) -> When | None:
    """The last of `moments` that has come by now; None if there is none."""
    past = (one for one in moments if one.at_ms <= now.at_ms)
    return max(past, key=lambda one: one.at_ms, default=None)


def begins_session(now: When, last: When | None) -> bool:
    """Whether what comes next begins a session: after a break, or on another day.

    `last` is when the hand was last at work, or the player last answered; None before the first. On
    a clock that was set back within the day no break has passed.
    """
    return last is None or last.day != now.day or now.at_ms - last.at_ms >= BREAK_MS


def asks_before(now: When, last: When | None, answer: Answer | None) -> bool:
    """Whether to ask before what comes next; `answer` is the last one there is.

    After a "stop" always: somebody who goes on nevertheless may feel better, or may not.
    """
    return begins_session(now, last) or (answer is not None and answer.pain is Pain.STOP)


def worked(effort: Effort, begun_s: float, ended_s: float, pinches: int) -> Effort:
    """The effort after a song or an exercise; after a pause that was a rest it begins anew."""
    paused_s = 0.0 if effort.until_s is None else begun_s - effort.until_s
    before = Effort() if paused_s >= RESTED_S else effort
    return Effort(
        before.seconds + max(ended_s - begun_s, 0.0),
        before.pinches + max(pinches, 0),
        ended_s,
    )


def needs_rest(effort: Effort, now_s: float) -> bool:
    """Whether to offer a rest now."""
    if effort.until_s is not None and now_s - effort.until_s >= RESTED_S:
        return False
    return effort.seconds >= REST_AFTER_S or effort.pinches >= REST_AFTER_PINCHES


def suggests_talking(answers: Iterable[Answer], today: date) -> bool:
    """Whether it is time to suggest a talk with the therapist.

    That is when a "stop" was answered today, and on another of the last `TALK_DAYS` days.
    """
    first = today - timedelta(days=TALK_DAYS)
    days = {one.when.day for one in answers if one.pain is Pain.STOP}
    return today in days and any(first <= day < today for day in days)


def reaches_goal(before: int, after: int, goal: int) -> bool:
    """Whether the day's goal was reached between these counts: that happens once a day."""
    return before < goal <= after


def gentler(settings: PlaySettings) -> PlaySettings | None:
    """Something gentler: slower, and where that is slow already, a finger less; None if it is the
    gentlest there is."""
    slower = max(settings.speed_percent - GENTLER_BY_PERCENT, SLOWEST_PERCENT)
    if slower < settings.speed_percent:
        return replace(settings, speed_percent=slower)
    if len(settings.grips) > 1:
        outermost = lane_order(settings.grips)[-1]
        grips = tuple(grip for grip in settings.grips if grip is not outermost)
        return replace(settings, grips=grips)
    return None
