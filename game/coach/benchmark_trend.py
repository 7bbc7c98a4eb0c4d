"""What the weekly checks tell together: how fast, how many, how steady, and what is only chance.

A straight line is fitted to the checks of a row, by their number (the row is weekly). Its rise from
the first check to the last is the change; the run-to-run noise is what is left around it. A change
within the band is "about the same".

The band. With n checks of noise SD s, the rise of the fitted line has the standard error
s * sqrt(12 (n - 1) / (n (n + 1))). Half of what must be exceeded to be more than chance lies above
the mean and half below, so that the band can be drawn: the line leaves it at its ends exactly if
the change is real. s is estimated from the player's own checks, as far as there are any: the sum of
squares around the line has n - 2 degrees of freedom, and the usual noise of people (`_usual_*`) is
weighed in as `PRIOR_DF` more, so the quantile is that of Student's t with both together. All
measures of a check share one chance of `FALSE_ALARM` (Bonferroni), so that a hand that has not
changed is told so in at least 95 of 100 checks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from statistics import NormalDist, fmean

from game.charting.chart import Grip
from game.coach.benchmark import NOTES, Benchmark, Setup, benchmark_chart
from game.play.result import result_of

EVERY_DAYS = 7
"""How long after a check the next one is due."""
ROW = 8
"""The latest so many checks are looked at: about two months."""
FALSE_ALARM = 0.05
"""How often at most a check finds a change where there is none."""
PRIOR_DF = 8
"""The usual noise counts as much as what ten checks of the player's own tell."""
LEAST_HITS = 10
"""Fewer hits tell nothing about timing."""
FAST_CV = 0.075
"""Run-to-run SD of a count of fast taps, as a share of it. People of about 69 tap 48.8 (SD 11.7)
times in 10 s (NSHD); with a retest reliability of 0.9, assumed, 11.7 * sqrt(1 - 0.9) / 48.8."""
_LEAST_FAST_SD = 1.5
HITS_SD = 0.03
"""What days differ by in the share of notes hit, beside the chance of sixty draws; assumed."""
MEAN_SD_MS = 15.0
"""What days differ by in the mean, beside the chance of so many taps. Studies of healthy taps to
music have means of +4 and -16 ms; that is taken for the spread of a person's days, too."""
SPREAD_CV = 0.1
"""What days differ by in the SD of timing, beside the chance of so many taps; assumed. Healthy taps
have SDs of 26 to 42 ms, impaired players' accepted hits 98 ms: the noise grows with it."""


class Sort(Enum):
    """What is measured."""

    FAST = "fast"
    """Pinches of one finger in fifteen seconds."""
    HITS = "hits"
    """Share of the sixty notes that were hit, 0 to 1."""
    MEAN = "mean"
    """Mean signed error of the hits, in ms; negative is early."""
    SPREAD = "spread"
    """Sample standard deviation of those errors, in ms."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is measured; `grip` is the finger where there is one for each."""

    sort: Sort
    grip: Grip | None = None


@dataclass(frozen=True, slots=True)
class BenchmarkFigures:
    """What one check came to. Means and SDs are None with fewer than `LEAST_HITS` hits."""

    fast: tuple[tuple[Grip, int], ...]
    hits: int
    mean_ms: float | None
    spread_ms: float | None

    def value(self, measure: Measure) -> float | None:
        """The figure of a measure; None if it was not taken."""
        match measure.sort:
            case Sort.FAST:
                return next((float(n) for grip, n in self.fast if grip is measure.grip), None)
            case Sort.HITS:
                return self.hits / NOTES
            case Sort.MEAN:
                return self.mean_ms
            case Sort.SPREAD:
                return self.spread_ms


@dataclass(frozen=True, slots=True)
class Checked:
    """A check that was done: when, in UTC milliseconds since 1970, and on which day there."""

    at_ms: int
    day: date
    benchmark: Benchmark


class Change(Enum):
    """What became of a measure over a row of checks."""

    FIRST = "first"
    """There is nothing yet to compare it with."""
    SAME = "same"
    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class MeasureTrend:
    """A measure over a row of checks, the first one first.

    `change` is the rise of the fitted line from the first to the last; at most `band` is chance.
    """

    measure: Measure
    values: tuple[float, ...]
    days: tuple[date, ...]
    change: float = 0.0
    band: float = 0.0

    @property
    def last(self) -> float:
        """What the last check came to."""
        return self.values[-1]

    @property
    def mean(self) -> float:
        """The middle of the band and of the fitted line."""
        return fmean(self.values)

    @property
    def verdict(self) -> Change:
        """Whether it is more, less or about the same."""
        if len(self.values) < 2:
            return Change.FIRST
        if abs(self.change) <= self.band:
            return Change.SAME
        return Change.MORE if self.change > 0 else Change.LESS

    @property
    def is_better(self) -> bool:
        """Whether it is a change for the better: faster, more hits, steadier."""
        wanted = {Sort.FAST: Change.MORE, Sort.HITS: Change.MORE, Sort.SPREAD: Change.LESS}
        return self.verdict is wanted.get(self.measure.sort)


@dataclass(frozen=True, slots=True)
class BenchmarkTrend:
    """The checks that can be compared with the last one, and each of its measures over them.

    `earlier` is how many there are of other fingers, hands or inputs, and before the row.
    """

    setup: Setup
    days: tuple[date, ...]
    measures: tuple[MeasureTrend, ...]
    earlier: int

    @property
    def is_first(self) -> bool:
        """Whether there is nothing to compare the last check with."""
        return len(self.days) < 2

    @property
    def changed(self) -> tuple[MeasureTrend, ...]:
        """The measures that changed by more than chance."""
        return tuple(m for m in self.measures if m.verdict in (Change.MORE, Change.LESS))


def figures_of(benchmark: Benchmark) -> BenchmarkFigures:
    """Count and judge a check, under today's rules."""
    chart = benchmark_chart(benchmark.setup.grips)
    timing = result_of(chart, benchmark.replay).statistics.overall
    can_tell = timing.hits >= LEAST_HITS
    mean_s, sd_s = (timing.mean_s, timing.sd_s) if can_tell else (None, None)
    return BenchmarkFigures(
        fast=tuple((one.grip, one.count) for one in benchmark.fast),
        hits=timing.hits,
        mean_ms=None if mean_s is None else mean_s * 1000,
        spread_ms=None if sd_s is None else sd_s * 1000,
    )


def trend_of(checks: Iterable[Checked]) -> BenchmarkTrend | None:
    """The trend up to the last of a player's `checks`, in any order; None without any."""
    in_order = sorted(checks, key=lambda one: one.at_ms)
    if not in_order:
        return None
    setup = in_order[-1].benchmark.setup
    row = [one for one in in_order if one.benchmark.setup == setup][-ROW:]
    figures = [figures_of(one.benchmark) for one in row]
    days = [one.day for one in row]
    return BenchmarkTrend(
        setup=setup,
        days=tuple(days),
        measures=measure_trends(setup.grips, figures, days),
        earlier=len(in_order) - len(row),
    )


def measure_trends(
    grips: Sequence[Grip], figures: Sequence[BenchmarkFigures], days: Sequence[date]
) -> tuple[MeasureTrend, ...]:
    """Each measure that the last of these checks has, over all of them that have it."""
    measures = [Measure(Sort.FAST, grip) for grip in grips]
    measures += [Measure(Sort.HITS), Measure(Sort.MEAN), Measure(Sort.SPREAD)]
    raw: list[MeasureTrend] = []
    for measure in measures:
        taken = [(one.value(measure), day) for one, day in zip(figures, days, strict=True)]
        if taken and taken[-1][0] is not None:
            had = [(value, day) for value, day in taken if value is not None]
            raw.append(
                MeasureTrend(measure, tuple(v for v, _ in had), tuple(day for _, day in had))
            )
    compared = sum(len(one.values) > 1 for one in raw)
    return tuple(_judged(one, figures, compared) for one in raw)


def days_left(last: date | None, today: date) -> int:
    """In how many days the next check is due; 0 when it is, or when there was none.

    A clock that was set back does not make it later than `EVERY_DAYS` from today.
    """
    if last is None:
        return 0
    return min(max(EVERY_DAYS - (today - last).days, 0), EVERY_DAYS)


def _judged(
    trend: MeasureTrend, figures: Sequence[BenchmarkFigures], compared: int
) -> MeasureTrend:
    values = trend.values
    count = len(values)
    if count < 2:
        return trend
    middle, mean = (count - 1) / 2, fmean(values)
    squares = count * (count * count - 1) / 12
    slope = sum((x - middle) * (y - mean) for x, y in enumerate(values)) / squares
    around = sum((y - mean - slope * (x - middle)) ** 2 for x, y in enumerate(values))
    usual = _usual_sd(trend.measure.sort, values, figures)
    df = PRIOR_DF + count - 2
    sd = math.sqrt((PRIOR_DF * usual * usual + around) / df)
    band = student_t(1 - FALSE_ALARM / compared / 2, df) * sd * (count - 1) / math.sqrt(squares)
    return MeasureTrend(trend.measure, values, trend.days, slope * (count - 1), band)


def _usual_sd(sort: Sort, values: Sequence[float], figures: Sequence[BenchmarkFigures]) -> float:
    """The run-to-run SD that a measure of about these values usually has, in its unit."""
    mean, hits = fmean(values), max(fmean(one.hits for one in figures), LEAST_HITS)
    match sort:
        case Sort.FAST:
            return max(FAST_CV * mean, _LEAST_FAST_SD)
        case Sort.HITS:
            share = (mean * NOTES + 1) / (NOTES + 2)
            return math.hypot(math.sqrt(share * (1 - share) / NOTES), HITS_SD)
        case Sort.MEAN:
            spread = fmean([one.spread_ms for one in figures if one.spread_ms is not None])
            return math.hypot(spread / math.sqrt(hits), MEAN_SD_MS)
        case Sort.SPREAD:
            return mean * math.hypot(1 / math.sqrt(2 * (hits - 1)), SPREAD_CV)


def student_t(share: float, df: int) -> float:
    """The quantile of Student's t at `share` (above 0.5) with `df` degrees of freedom (4 or more).

    Cornish-Fisher expansion, Abramowitz and Stegun 26.7.5: right to 1 percent or better there.
    """
    z = NormalDist().inv_cdf(share)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / df**power for power, term in enumerate(terms, 1))
