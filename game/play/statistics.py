"""What a run tells about each grip: how often, how early or late, and who came instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median, stdev

from game.charting.chart import Chart, Grip
from game.play.events import Event, ExtraContact, Hit, OtherFinger, Passed

BIN_MS = 25
"""Hits are counted in bins so wide; bin 0 begins on time, bin -1 ends there."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Notes judged, notes hit, and the signed errors of the hits in seconds (negative: early).

    `mean_s` and `median_s` are None without a hit, `sd_s` (sample standard deviation) with fewer
    than two.
    """

    notes: int
    hits: int
    mean_s: float | None
    median_s: float | None
    sd_s: float | None

    @property
    def hit_rate(self) -> float:
        """Hits as a share of the notes judged; 0 without notes."""
        return self.hits / self.notes if self.notes else 0.0


@dataclass(frozen=True, slots=True)
class CameInstead:
    """While `due` was to come, `came` came first, on `count` notes."""

    due: Grip
    came: Grip
    count: int


@dataclass(frozen=True, slots=True)
class RunStatistics:
    """The statistics of one run; its thirds are thirds of the chart's notes by number."""

    overall: Timing
    by_grip: tuple[tuple[Grip, Timing], ...]
    first_third: Timing
    last_third: Timing
    came_instead: tuple[CameInstead, ...]
    extra_contacts: tuple[tuple[Grip, int], ...]
    early_late: tuple[tuple[int, int], ...] = ()
    """How many hits came in each bin of `BIN_MS`, earliest first; bins without any are left out."""

    @property
    def extra_contact_count(self) -> int:
        """Pinches while nothing was due, over all grips."""
        return sum(count for _, count in self.extra_contacts)


def run_statistics(chart: Chart, events: Sequence[Event]) -> RunStatistics:
    """The statistics of a run on `chart`, from its events; notes not yet judged don't count."""
    judged = [event for event in events if isinstance(event, Hit | Passed)]
    third = len(chart.notes) // 3
    return RunStatistics(
        overall=_timing(judged),
        by_grip=tuple(
            (grip, _timing(event for event in judged if event.grip is grip)) for grip in chart.grips
        ),
        first_third=_timing(event for event in judged if event.note < third),
        last_third=_timing(event for event in judged if event.note >= len(chart.notes) - third),
        came_instead=_came_instead(events),
        extra_contacts=_extra_contacts(events),
        early_late=_early_late(judged),
    )


def _timing(judged: Iterable[Hit | Passed]) -> Timing:
    all_judged = list(judged)
    errors = [event.error_s for event in all_judged if isinstance(event, Hit)]
    return Timing(
        notes=len(all_judged),
        hits=len(errors),
        mean_s=fmean(errors) if errors else None,
        median_s=median(errors) if errors else None,
        sd_s=stdev(errors) if len(errors) > 1 else None,
    )


def _came_instead(events: Sequence[Event]) -> tuple[CameInstead, ...]:
    first: dict[int, OtherFinger] = {}
    for event in events:
        if isinstance(event, OtherFinger):
            first.setdefault(event.note, event)
    counts = Counter((event.due, event.came) for event in first.values())
    return tuple(CameInstead(due, came, count) for (due, came), count in sorted(counts.items()))


def _extra_contacts(events: Sequence[Event]) -> tuple[tuple[Grip, int], ...]:
    counts = Counter(event.grip for event in events if isinstance(event, ExtraContact))
    return tuple(sorted(counts.items()))


def _early_late(judged: Iterable[Hit | Passed]) -> tuple[tuple[int, int], ...]:
    errors_us = (round(event.error_s * 1e6) for event in judged if isinstance(event, Hit))
    return tuple(sorted(Counter(error_us // (1000 * BIN_MS) for error_us in errors_us).items()))
