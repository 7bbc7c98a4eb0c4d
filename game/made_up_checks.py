"""Made-up checks of a simulated hand: its reach, and the weekly check."""

from __future__ import annotations

from random import Random

from game.charting.chart import Grip
from game.coach.benchmark import LEVEL, Benchmark, Setup, benchmark_chart
from game.coach.fast_pinches import BOUNCE_S, FAST_S, FastPinches
from game.coach.reach import COUNT_S, TRIES, GripReach, Reach
from game.play.simulated_hand import HandModel, played
from game.settings import Hand

_FINGERS = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
_HURRY = 1.5
"""As fast as a hand can is so much faster than its easy pace; an assumption."""
_MOST_PER_S = 6.5
"""Nobody taps faster for long."""
_UNEVEN = 0.12


def made_up_reach(hand: HandModel, side: Hand, random: Random) -> Reach:
    """What looking at every finger would find."""
    able = hand.able()
    found: list[GripReach] = []
    for grip in _FINGERS:
        if grip not in able:
            found.append(GripReach(grip, able=False))
            continue
        gaps_s = _gaps(hand.of(grip).pace_per_s, COUNT_S, random)
        intervals_ms = tuple(round(1000 * gap_s) for gap_s in gaps_s)
        found.append(GripReach(grip, True, TRIES, len(intervals_ms) + 1, intervals_ms))
    return Reach(side, tuple(found))


def made_up_benchmark(hand: HandModel, setup: Setup, random: Random) -> Benchmark:
    """The weekly check as `hand` would do it."""
    fast = tuple(
        FastPinches(grip, _stamps(_gaps(_HURRY * hand.of(grip).pace_per_s, FAST_S, random)))
        for grip in setup.grips
    )
    run = played(benchmark_chart(setup.grips), LEVEL, hand, random.getrandbits(32))
    return Benchmark(setup, fast, run.replay())


def _gaps(pace_per_s: float, length_s: float, random: Random) -> list[float]:
    """Times between pinches at about a pace, in all shorter than `length_s`."""
    usual_s = 1 / min(pace_per_s, _MOST_PER_S)
    gaps: list[float] = []
    left_s = length_s
    while True:
        gap_s = max(random.gauss(usual_s, _UNEVEN * usual_s), BOUNCE_S + 0.001)
        left_s -= gap_s
        if left_s <= 0:
            return gaps
        gaps.append(gap_s)


def _stamps(gaps_s: list[float]) -> tuple[float, ...]:
    stamps = [0.0]
    for gap_s in gaps_s:
        stamps.append(stamps[-1] + gap_s)
    return tuple(stamps)
