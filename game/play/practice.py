"""Practice: what of a song is played, and how. Nothing of it is kept as a record.

Plain data, and the arithmetic from bars to seconds and notes; `game.session` plays it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from game.charting.chart import Chart

PHRASE_BARS = (2, 4, 8)
"""How many bars a phrase may have."""
EDGE_S = 0.05
"""A note so little before a bar line belongs to the bar that begins there: people play so."""


@dataclass(frozen=True, slots=True)
class Bars:
    """`count` bars of a song in a row. `first` is the number of the first, from 0."""

    first: int
    count: int

    @property
    def last(self) -> int:
        """The number of the last one, from 0."""
        return self.first + self.count - 1


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a song, in song seconds at the chart's speed."""

    begins_s: float
    ends_s: float


@dataclass(frozen=True, slots=True)
class Practice:
    """How a song is practised.

    With `waits`, song time stops at each note until its finger comes. `bars` are played round and
    round; None is the whole song, once. `speed_percent` is a speed of its own; None is the one
    that is set.
    """

    waits: bool = False
    bars: Bars | None = None
    speed_percent: int | None = None


def span_of(bars: Bars, bar_starts: Sequence[float], end_s: float) -> Span:
    """Where `bars` are in a song whose bars begin at `bar_starts` and which ends at `end_s`.

    Bars that the song does not have are left out; the result is never empty.
    """
    first = min(max(bars.first, 0), max(len(bar_starts) - 1, 0))
    after = min(max(bars.first, 0) + max(bars.count, 1), len(bar_starts))
    begins_s = bar_starts[first] if bar_starts else 0.0
    ends_s = bar_starts[after] if first < after < len(bar_starts) else end_s
    return Span(begins_s, max(ends_s, begins_s + 2 * EDGE_S))


def notes_in(chart: Chart, span: Span) -> range:
    """The numbers of the notes that belong to `span`. Spans that adjoin share none."""
    first = bisect_left(chart.notes, span.begins_s - EDGE_S, key=lambda note: note.time_s)
    after = bisect_left(chart.notes, span.ends_s - EDGE_S, key=lambda note: note.time_s)
    return range(first, after)


def part_of(chart: Chart, numbers: range) -> Chart:
    """`chart` with none but these notes."""
    return replace(chart, notes=chart.notes[numbers.start : numbers.stop])


def phrases(
    chart: Chart, bar_starts: Sequence[float], end_s: float, count: int
) -> tuple[Bars, ...]:
    """All phrases of `count` bars that have notes, in order; each begins half-way into the last.

    Empty for a song that has no more bars than that.
    """
    if len(bar_starts) <= count:
        return ()
    step = max(1, count // 2)
    firsts = {min(first, len(bar_starts) - count) for first in range(0, len(bar_starts), step)}
    found = (Bars(first, count) for first in sorted(firsts))
    return tuple(bars for bars in found if notes_in(chart, span_of(bars, bar_starts, end_s)))


def phrase_near(offered: Sequence[Bars], bar_starts: Sequence[float], song_s: float) -> int:
    """The number, in `offered`, of the phrase whose middle is nearest to `song_s`; 0 if none is."""
    bar = bisect_right(bar_starts, song_s) - 0.5
    distances = [abs(bars.first + bars.count / 2 - bar) for bars in offered]
    return distances.index(min(distances)) if distances else 0
