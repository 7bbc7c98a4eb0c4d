"""The weekly check: what it is and when it is due, and what the checks tell so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from game.charting.chart import Grip
from game.coach.benchmark_trend import BenchmarkTrend, Change, MeasureTrend, Sort
from game.screens.page_screen import PageScreen
from game.screens.screen import BeginBenchmark, LeaveBenchmark, OpenBenchmark, Step
from game.screens.ui import benchmark_words as said
from game.screens.ui import words
from game.screens.ui.band_plot import BandPlot
from game.screens.ui.blocks import Block, Columns, Space, Words, heading
from game.screens.ui.button import Button
from game.screens.ui.tabs import button
from game.screens.ui.tight import Tight
from game.text import tr


@dataclass(frozen=True, slots=True)
class BenchmarkView:
    """What is known before a check: the last one's day (None before the first), today, and the
    grips it would be with. `more` are those it could be with, if that is more of them."""

    last: date | None
    today: date
    grips: tuple[Grip, ...]
    more: tuple[Grip, ...] = ()


class BenchmarkScreen(PageScreen):
    """The way into a check. `trouble` is a sentence to show."""

    def __init__(self, view: BenchmarkView, trouble: str = "") -> None:
        super().__init__()
        self._view = view
        self._trouble = trouble
        self.refresh()
        self.page.set_focus("begin")

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        view = self._view
        count = len(view.grips)
        trouble = [Words(self._trouble)] if self._trouble else []
        return (
            heading(tr("Weekly check")),
            *trouble,
            Words(said.due(view.last, view.today), 32, ink="glad"),
            Space(4),
            Words(tr("First, each finger pinches as often as it can for 15 seconds.")),
            Words(tr("Then comes a slow tune, the same one every time.")),
            Words(tr("Since nothing about it changes, a change is yours.")),
            Space(4),
            Words(said.fingers(view.grips), bold=True),
            Words(said.about(count)),
            Words(
                tr("Any finger may be left out. Your songs and records stay as they are."),
                26,
                ink="dim",
            ),
            *self._more(),
        )

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        view = self._view
        buttons = [button("begin", tr("Begin"), suggested=True)]
        if view.more:
            buttons.append(button("more", tr("Begin with more fingers")))
        if view.last is not None:
            buttons.append(button("earlier", tr("Earlier checks")))
        return (*buttons, button("back", tr("Back")))

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        match name:
            case "begin":
                return BeginBenchmark()
            case "more":
                return BeginBenchmark(wants_more=True)
            case "earlier":
                return OpenBenchmark(shows_earlier=True)
            case _:
                return self.back()

    def back(self) -> Step | None:
        """See `PageScreen`."""
        return LeaveBenchmark()

    def _more(self) -> Sequence[Block]:
        if not self._view.more:
            return ()
        names = said.fingers(self._view.more)
        told = tr("More fingers begin a new row of checks; the earlier ones stay.")
        return (Words(f"{names}. {told}", 26, ink="dim"),)


class BenchmarkTrendScreen(PageScreen):
    """What the checks tell. `trouble` is a sentence to show; without a trend there is only that."""

    settle_s = 0.7

    def __init__(self, trend: BenchmarkTrend | None, today: date, trouble: str = "") -> None:
        super().__init__()
        self._trend = trend
        self._today = today
        self._trouble = trouble
        self.refresh()

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        trouble = [Words(self._trouble)] if self._trouble else []
        trend = self._trend
        if trend is None:
            return (heading(tr("Weekly check")), *trouble)
        fast = [one for one in trend.measures if one.measure.sort is Sort.FAST]
        tune = [one for one in trend.measures if one.measure.sort is not Sort.FAST]
        return (
            heading(tr("Weekly check")),
            *trouble,
            Words(said.headline(trend), 32, ink="glad"),
            Columns(
                (Words(tr("Pinches in 15 seconds"), bold=True), *map(self._measure, fast)),
                (Words(tr("The tune"), bold=True), *map(self._measure, tune)),
            ),
            *self._legend(trend),
        )

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        return (button("back", tr("Done"), suggested=True),)

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        return self.back()

    def back(self) -> Step | None:
        """See `PageScreen`."""
        return LeaveBenchmark()

    def _measure(self, trend: MeasureTrend) -> Block:
        lines: list[Block] = [Words(said.title(trend))]
        if trend.verdict is Change.FIRST:
            return Tight(lines)
        ends = (words.day(trend.days[0], self._today), words.day(trend.days[-1], self._today))
        plot = BandPlot(
            values=trend.values,
            marks=[said.mark(trend, value) for value in trend.values],
            low=trend.mean - trend.band / 2,
            high=trend.mean + trend.band / 2,
            ends=ends,
            is_glad=trend.is_better,
        )
        ink = "glad" if trend.is_better else "dim"
        return Tight([*lines, Words(said.beside(trend), 26, ink=ink), plot])

    def _legend(self, trend: BenchmarkTrend) -> Sequence[Block]:
        if trend.is_first:
            return ()
        told = tr(
            "The band shows what days differ by anyway: a change within it is about the same."
        )
        return (Words(told, 24, ink="dim"),)
