"""How honest and how sharp the trend of the weekly check is, over simulated players.

Run with `python -m tests.benchmarks.weekly_check [simulations]`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from random import Random

from game.coach.benchmark_trend import BenchmarkTrend, Sort, trend_of
from tests.coach.checks import Person, check_by, weekly

USUAL = Person()
IMPAIRED = Person(taps=20, hits=0.45, mean_ms=60, spread_ms=98)
CHECKS = (2, 3, 4, 6, 8)
Course = Callable[[float], Person]
"""What somebody can do at a share of the way from the first check to the last."""


def trends(course: Course, checks: int, simulations: int) -> list[BenchmarkTrend]:
    """The trends of so many players who went that way."""
    found: list[BenchmarkTrend] = []
    for seed in range(simulations):
        random = Random(f"{seed} {checks}")
        shares = [number / (checks - 1) for number in range(checks)]
        trend = trend_of(weekly([check_by(course(share), random) for share in shares]))
        assert trend is not None
        found.append(trend)
    return found


def steady(person: Person) -> Course:
    """Nothing changes."""
    return lambda _: person


def faster(percent: float) -> Course:
    """Every finger is so much faster in the end."""
    return lambda share: replace(USUAL, taps=USUAL.taps * (1 + share * percent / 100))


def surer(points: float) -> Course:
    """So many percent of the notes more are hit in the end."""
    person = replace(USUAL, hits=0.5)
    return lambda share: replace(person, hits=person.hits + share * points / 100)


def steadier(percent: float) -> Course:
    """The spread of timing is so much smaller in the end."""
    person = replace(USUAL, spread_ms=90)
    return lambda share: replace(person, spread_ms=person.spread_ms * (1 - share * percent / 100))


def later(shift_ms: float) -> Course:
    """The timing is later by so much in the end."""
    return lambda share: replace(USUAL, mean_ms=USUAL.mean_ms + share * shift_ms)


def _same(found: list[BenchmarkTrend]) -> float:
    return sum(not trend.changed for trend in found) / len(found)


def _told(found: list[BenchmarkTrend], sort: Sort) -> float:
    """In how many a change of that sort is told, of any finger."""
    return sum(any(one.measure.sort is sort for one in t.changed) for t in found) / len(found)


def _print_row(name: str, shares: list[float]) -> None:
    print(f"{name:<44}" + "".join(f"{100 * share:7.1f} %" for share in shares))


def main() -> None:
    simulations = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    print(f"{simulations} simulated players a cell, four fingers, by number of checks")
    print(f"{'':<44}" + "".join(f"{checks:9d}" for checks in CHECKS))
    print('nothing changes: called "about the same" in every measure')
    for name, person in (
        ("  days differ as usual", USUAL),
        ("  a very impaired hand", IMPAIRED),
        ("  days differ half as much", USUAL.noisier(0.5)),
        ("  days differ 1.5 times as much", USUAL.noisier(1.5)),
    ):
        _print_row(name, [_same(trends(steady(person), n, simulations)) for n in CHECKS])
    print("a real change from the first check to the last is found")
    cases: list[tuple[str, Course, Sort]] = [
        *((f"  every finger {p} % faster", faster(p), Sort.FAST) for p in (10, 20, 30, 50)),
        *((f"  {p} more of 100 notes hit", surer(p), Sort.HITS) for p in (10, 20, 30)),
        *((f"  spread of 90 ms {p} % smaller", steadier(p), Sort.SPREAD) for p in (20, 40, 60)),
        *((f"  {shift} ms later", later(shift), Sort.MEAN) for shift in (30, 60, 100)),
    ]
    for name, course, sort in cases:
        _print_row(name, [_told(trends(course, n, simulations), sort) for n in CHECKS])


if __name__ == "__main__":
    main()
