"""Weekly checks as somebody would do them: what they can do, and how much their days differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from game.charting.chart import Grip
from game.coach.benchmark import LEVEL, Benchmark, Setup, benchmark_chart
from game.coach.benchmark_trend import Checked
from game.coach.fast_pinches import BOUNCE_S, FAST_S, FastPinches
from game.play.events import InputKind, Pinch
from game.play.run import Run
from game.settings import Hand

FOUR = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
MONDAY = date(2026, 1, 5)
_DAY_MS = 86_400_000
_PINCH_S = 0.12


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody can do, on the whole, and the SDs by which their days differ."""

    taps: float = 45.0
    """With every finger, in fifteen seconds."""
    hits: float = 0.75
    mean_ms: float = -20.0
    spread_ms: float = 60.0
    taps_cv: float = 0.075
    hits_sd: float = 0.03
    mean_sd_ms: float = 15.0
    spread_cv: float = 0.1

    def noisier(self, times: float) -> Person:
        """Whose days differ so many times as much."""
        return replace(
            self,
            taps_cv=self.taps_cv * times,
            hits_sd=self.hits_sd * times,
            mean_sd_ms=self.mean_sd_ms * times,
            spread_cv=self.spread_cv * times,
        )


def check_by(person: Person, random: Random, grips: Sequence[Grip] = FOUR) -> Benchmark:
    """The check of one day of theirs."""
    setup = Setup(tuple(grips), Hand.RIGHT, InputKind.KEYBOARD)
    fast = tuple(
        taps(grip, round(person.taps * (1 + random.gauss(0, person.taps_cv)))) for grip in grips
    )
    hits = min(max(person.hits + random.gauss(0, person.hits_sd), 0.0), 1.0)
    mean_ms = random.gauss(person.mean_ms, person.mean_sd_ms)
    spread_ms = person.spread_ms * max(1 + random.gauss(0, person.spread_cv), 0.1)
    pinches: list[Pinch] = []
    for note in benchmark_chart(setup.grips).notes:
        if random.random() < hits:
            error_s = min(max(random.gauss(mean_ms, spread_ms), -340), 340) / 1000
            pinches += pinch(note.time_s + error_s, note.grip)
    return Benchmark(setup, fast, played(setup.grips, pinches).replay())


def taps(grip: Grip, count: int) -> FastPinches:
    """So many pinches, evenly over the time."""
    count = min(max(count, 0), int(FAST_S / BOUNCE_S))
    return FastPinches(grip, tuple(number * FAST_S / count for number in range(count)))


def pinch(time_s: float, grip: Grip) -> list[Pinch]:
    """A short pinch."""
    return [Pinch(time_s, grip, down=True), Pinch(time_s + _PINCH_S, grip, down=False)]


def played(grips: tuple[Grip, ...], pinches: Sequence[Pinch]) -> Run:
    """The sixty notes played with these pinches, to the end."""
    run = Run(benchmark_chart(grips), LEVEL)
    for one in sorted(pinches, key=lambda each: each.time_s):
        act = run.press if one.down else run.release
        act(one.time_s, one.grip)
    run.finish()
    return run


def weekly(benchmarks: Sequence[Benchmark]) -> list[Checked]:
    """One a week, from a Monday on."""
    return [
        Checked(7 * week * _DAY_MS, MONDAY + timedelta(weeks=week), benchmark)
        for week, benchmark in enumerate(benchmarks)
    ]
