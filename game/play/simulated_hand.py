"""A simulated hand: pinches as a hand with weak, late, slow or tiring fingers would make them.

Where `game.play.simulated` has one number for skill, a `HandModel` says what each finger can do, so
that adapting, figures and reports can be tried on hands as they are seen in practice. The same
arguments always give the same pinches.

The ready-made hands lean on published logs of impaired players: hits at -360 to +210 ms with an SD
of 98 ms; in a very impaired group 60-67 % of the notes hit with the side pinch, 20-27 % with the
index, 10-20 % with the middle, 2-4 % with the ring and 0-1 % with the little finger; songs of 22 to
61 notes a minute. Healthy taps to music have an SD of 26-42 ms. What those logs don't tell (how
chances fall with pace, how fatigue grows) is a plain assumption, stated where it is made.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from statistics import NormalDist

from game.charting.chart import Chart, Grip
from game.play.engine import JudgedBy
from game.play.events import Pinch
from game.play.run import Run
from game.play.simulated import PINCH_S, pinched_through

PACE_OF_NOTES = 4
"""The pace at a note is that of so many gaps before it."""
_APART_S = 0.02
"""A finger parts from the thumb so long before it can come again."""
_ORDER = (Grip.KEY, Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
"""Neighbours stand side by side."""


@dataclass(frozen=True, slots=True)
class GripModel:
    """What one grip can do.

    `chance` is the share (0 to 1) of its notes it comes to at an easy pace; 0: it can't move. Above
    `pace_per_s` (notes a second, of all fingers together) the chance falls by the factor
    exp(-`fall_per_s`) for each further note a second.
    """

    chance: float
    pace_per_s: float = 1.0
    fall_per_s: float = 0.5


_STILL = GripModel(0.0)


@dataclass(frozen=True, slots=True)
class HandModel:
    """What a hand can do.

    Pinches come `late_ms` after their notes on the whole (negative: early), spread normally with
    `sd_ms`. On a share `other_first` of the notes another finger comes first, neighbours more
    likely, and on `other_instead` it comes and the right one does not. `extra_per_100` contacts
    come in a hundred notes for no note. `tiring` is the share of its chances that the hand has lost
    at the end of a song, growing from the start. A finger that is due again sooner than `repeat_s`
    after its last note comes less often, in proportion. `gain_a_week` is the share of what is
    missing that a week of practice brings (see `improved`).
    """

    index: GripModel
    middle: GripModel
    ring: GripModel
    little: GripModel
    key: GripModel
    late_ms: float = 0.0
    sd_ms: float = 60.0
    other_first: float = 0.02
    other_instead: float = 0.0
    extra_per_100: float = 2.0
    tiring: float = 0.0
    repeat_s: float = 0.3
    gain_a_week: float = 0.03

    def of(self, grip: Grip) -> GripModel:
        """What that grip can do."""
        return (self.index, self.middle, self.ring, self.little, self.key)[grip]

    def able(self, least: float = 0.1) -> tuple[Grip, ...]:
        """The grips that come to at least that share of their notes, in lane order."""
        return tuple(grip for grip in _ORDER if self.of(grip).chance >= least)


def pinches(chart: Chart, hand: HandModel, seed: int) -> tuple[Pinch, ...]:
    """What `hand` does on `chart`, in order of time. Every `seed` is another try."""
    random = Random(f"{chart.hash} {seed}")
    touches: list[_Touch] = []
    last_due: dict[Grip, float] = {}
    for number, note in enumerate(chart.notes):
        chance = _chance(chart, number, hand, last_due.get(note.grip))
        last_due[note.grip] = note.time_s
        time_s = note.time_s + random.gauss(hand.late_ms, hand.sd_ms) / 1000
        comes, slips, strays = random.random(), random.random(), random.random()
        other, stray = _neighbour(chart, hand, note.grip, random), random.choice(chart.grips)
        stray_s = note.time_s + (0.4 + 0.2 * random.random()) * _gap_after(chart, number)
        is_instead = slips < hand.other_instead
        if other is not None and slips < hand.other_instead + hand.other_first:
            touches.append(_Touch(time_s - (0 if is_instead else PINCH_S), PINCH_S, other))
        if comes < chance and not is_instead:
            touches.append(_Touch(time_s, max(PINCH_S, note.duration_s), note.grip))
        if strays < hand.extra_per_100 / 100 and hand.of(stray).chance > 0:
            touches.append(_Touch(stray_s, PINCH_S, stray))
    return _pinched(touches)


def played(chart: Chart, level: JudgedBy, hand: HandModel, seed: int) -> Run:
    """A whole run of `hand` on `chart`, judged as `level` has it, played to its end."""
    return pinched_through(chart, level, pinches(chart, hand, seed))


def expected_rate(chart: Chart, level: JudgedBy, hand: HandModel) -> float:
    """The share of its notes that `hand` hits in the long run, but for hits by accident."""
    window_ms = level.hit_window_s * 1000
    timing = NormalDist(hand.late_ms, max(hand.sd_ms, 0.001))
    inside = timing.cdf(window_ms) - timing.cdf(-window_ms)
    last_due: dict[Grip, float] = {}
    total = 0.0
    for number, note in enumerate(chart.notes):
        total += _chance(chart, number, hand, last_due.get(note.grip))
        last_due[note.grip] = note.time_s
    return inside * (1 - hand.other_instead) * total / max(len(chart.notes), 1)


def improved(hand: HandModel, weeks: float) -> HandModel:
    """`hand` after so many weeks of practice.

    Each week brings the share `gain_a_week` of what is missing to a chance of 1, for fingers that
    move at all; pace grows by that share, and lateness, spread, slips, extra contacts and fatigue
    shrink by it. That is an assumption, made so that a hand changes slowly and never past healthy.
    """
    left = (1 - hand.gain_a_week) ** weeks
    grips = [_improved_grip(hand.of(grip), left) for grip in Grip]
    index, middle, ring, little, key = grips
    return replace(
        hand,
        index=index,
        middle=middle,
        ring=ring,
        little=little,
        key=key,
        late_ms=hand.late_ms * left,
        sd_ms=min(hand.sd_ms, HEALTHY_SD_MS) + max(hand.sd_ms - HEALTHY_SD_MS, 0) * left,
        other_first=hand.other_first * left,
        other_instead=hand.other_instead * left,
        extra_per_100=hand.extra_per_100 * left,
        tiring=hand.tiring * left,
    )


def _improved_grip(grip: GripModel, left: float) -> GripModel:
    if grip.chance <= 0:
        return grip
    chance = grip.chance + (1 - grip.chance) * (1 - left)
    return replace(grip, chance=chance, pace_per_s=grip.pace_per_s / left)


@dataclass(frozen=True, slots=True)
class _Touch:
    time_s: float
    length_s: float
    grip: Grip


def _chance(chart: Chart, number: int, hand: HandModel, last_due_s: float | None) -> float:
    """How likely the finger that is due comes."""
    note, model = chart.notes[number], hand.of(chart.notes[number].grip)
    excess = max(0.0, _pace(chart, number) - model.pace_per_s)
    chance = model.chance * math.exp(-model.fall_per_s * excess)
    if last_due_s is not None and hand.repeat_s > 0:
        chance *= min(1.0, (note.time_s - last_due_s) / hand.repeat_s)
    return chance * (1 - hand.tiring * number / max(len(chart.notes) - 1, 1))


def _pace(chart: Chart, number: int) -> float:
    """Notes a second, over the gaps before this note; 0 at the first."""
    first = max(0, number - PACE_OF_NOTES)
    span_s = chart.notes[number].time_s - chart.notes[first].time_s
    return (number - first) / span_s if span_s > 0 else 0.0


def _gap_after(chart: Chart, number: int) -> float:
    if number + 1 == len(chart.notes):
        return 2 * PINCH_S
    return chart.notes[number + 1].time_s - chart.notes[number].time_s


def _neighbour(chart: Chart, hand: HandModel, due: Grip, random: Random) -> Grip | None:
    """Another finger that can move; one beside is four times as likely as the one after it."""
    turn = random.random()
    others = [grip for grip in chart.grips if grip is not due and hand.of(grip).chance > 0]
    weights = [1 / (_ORDER.index(grip) - _ORDER.index(due)) ** 2 for grip in others]
    reached = 0.0
    for grip, weight in zip(others, weights, strict=True):
        reached += weight
        if turn * sum(weights) < reached:
            return grip
    return others[-1] if others else None


def _pinched(touches: Sequence[_Touch]) -> tuple[Pinch, ...]:
    """Touches as pinches: a finger parts before it comes again."""
    found: list[Pinch] = []
    next_s: dict[Grip, float] = {}
    for touch in sorted(touches, key=lambda one: (one.time_s, one.grip), reverse=True):
        ends_s = touch.time_s + touch.length_s
        if touch.grip in next_s:
            ends_s = max(touch.time_s, min(ends_s, next_s[touch.grip] - _APART_S))
        next_s[touch.grip] = touch.time_s
        found.append(Pinch(ends_s, touch.grip, down=False))
        found.append(Pinch(touch.time_s, touch.grip, down=True))
    found.reverse()
    return tuple(sorted(found, key=lambda pinch: pinch.time_s))


HEALTHY_SD_MS = 34.0
"""The middle of the 26 to 42 ms of healthy taps to music."""

_SURE = GripModel(0.95, 1.6, 0.5)
_FAIR = GripModel(0.9, 1.2, 0.5)

WEAK_RING_AND_LITTLE = HandModel(
    index=_SURE,
    middle=_FAIR,
    ring=GripModel(0.4, 0.9, 0.7),
    little=GripModel(0.25, 0.7, 0.7),
    key=_SURE,
    sd_ms=80,
    other_first=0.08,
    other_instead=0.02,
)
"""Index and middle finger work well, ring and little finger come seldom."""

LATE = HandModel(
    index=_SURE,
    middle=_SURE,
    ring=_FAIR,
    little=GripModel(0.8, 1.0, 0.5),
    key=_SURE,
    late_ms=80,
    sd_ms=100,
)
"""Every pinch comes 80 ms late on the whole, give or take 100."""

EXTRA_CONTACTS = HandModel(
    index=_SURE,
    middle=_FAIR,
    ring=GripModel(0.8, 1.0, 0.5),
    little=GripModel(0.7, 0.9, 0.5),
    key=_SURE,
    sd_ms=90,
    other_first=0.2,
    other_instead=0.05,
    extra_per_100=30,
)
"""Fingers that come along: other ones first, and contacts for no note."""

TIRING = HandModel(
    index=_SURE,
    middle=_FAIR,
    ring=GripModel(0.8, 1.0, 0.5),
    little=GripModel(0.7, 0.9, 0.5),
    key=_SURE,
    sd_ms=90,
    tiring=0.45,
)
"""Begins well and has lost nearly half of it at the end of a song."""

ONE_FINGER = HandModel(
    index=GripModel(0.85, 0.9, 0.6),
    middle=_STILL,
    ring=_STILL,
    little=_STILL,
    key=_STILL,
    sd_ms=98,
    other_first=0.0,
    repeat_s=0.8,
)
"""The index finger is all that moves."""

IMPROVING = HandModel(
    index=GripModel(0.75, 0.8, 0.6),
    middle=GripModel(0.65, 0.7, 0.6),
    ring=GripModel(0.45, 0.6, 0.6),
    little=GripModel(0.3, 0.5, 0.6),
    key=GripModel(0.8, 0.8, 0.6),
    late_ms=40,
    sd_ms=98,
    other_first=0.1,
    other_instead=0.05,
    extra_per_100=15,
    tiring=0.15,
    repeat_s=0.6,
    gain_a_week=0.1,
)
"""Not much at first, and clearly more every few weeks (see `improved`)."""

_QUICK = GripModel(0.995, 4.0, 0.3)

VERY_GOOD = HandModel(
    index=_QUICK,
    middle=_QUICK,
    ring=_QUICK,
    little=_QUICK,
    key=_QUICK,
    sd_ms=HEALTHY_SD_MS,
    other_first=0.0,
    extra_per_100=0.5,
    repeat_s=0.2,
)
"""A healthy hand that plays music."""

SEVERE = HandModel(
    index=GripModel(0.24, 0.4, 0.5),
    middle=GripModel(0.15, 0.4, 0.5),
    ring=GripModel(0.03, 0.4, 0.5),
    little=_STILL,
    key=GripModel(0.72, 0.5, 0.5),
    late_ms=-20,
    sd_ms=98,
    other_first=0.1,
    extra_per_100=20,
    tiring=0.05,
    repeat_s=0.8,
)
"""The rates by grip of the very impaired group."""

READY_MADE = {
    "weak ring and little finger": WEAK_RING_AND_LITTLE,
    "80 ms late, SD 100 ms": LATE,
    "extra contacts": EXTRA_CONTACTS,
    "tiring": TIRING,
    "one finger": ONE_FINGER,
    "improving": IMPROVING,
    "very good": VERY_GOOD,
    "severely impaired": SEVERE,
}
"""All of them by name."""
