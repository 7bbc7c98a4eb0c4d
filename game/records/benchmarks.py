"""The weekly checks of players, as they were done."""

from __future__ import annotations

from datetime import date

from game.charting.chart import Grip
from game.coach.benchmark import Benchmark, BenchmarkError, decode_benchmark, encode_benchmark
from game.coach.benchmark_trend import Checked
from game.records.checks import Check, CheckKind
from game.records.keys import Moment
from game.records.store import Records
from game.settings import Hand


def benchmarks_of(records: Records, player_id: int) -> tuple[Checked, ...]:
    """A player's checks, the first one first; `trend_of` compares them.

    What can't be judged here, as of another version, is left out. Raises `RecordsError`.
    """
    found: list[Checked] = []
    for check in records.checks.all(player_id, CheckKind.BENCHMARK):
        try:
            benchmark = decode_benchmark(check.found)
        except BenchmarkError:
            continue
        found.append(Checked(check.started.at_ms, check.started.local.date(), benchmark))
    return tuple(found)


def last_check_day(records: Records, player_id: int) -> date | None:
    """The day of the last check, by the clock it was done by; None before the first.

    Raises `RecordsError`.
    """
    last = records.checks.last(player_id, CheckKind.BENCHMARK)
    return last.started.local.date() if last else None


def grips_before(checks: tuple[Checked, ...], hand: Hand) -> tuple[Grip, ...] | None:
    """The grips of the last check with this hand; None before the first."""
    setups = [one.benchmark.setup for one in checks if one.benchmark.setup.hand is hand]
    return setups[-1].grips if setups else None


def new_check(benchmark: Benchmark, player_id: int, started: Moment) -> Check:
    """What is to be stored of a check that is done."""
    return Check(player_id, CheckKind.BENCHMARK, encode_benchmark(benchmark), started)
