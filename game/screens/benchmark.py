"""The weekly check: what it is and when it is due, and what the checks tell so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from game.charting.chart import Grip
from game.coach.benchmark_trend import BenchmarkTrend, Change, MeasureTrend, Sort
from game.screens.page_screen import PageScreen
from game.screens.steps import BeginBenchmark, LeaveBenchmark, OpenBenchmark, Step
from game.screens.ui import benchmark_words as said
from game.screens.ui import words
from game.screens.ui.band_plot import BandPlot
from game.screens.ui.blocks import Block, Columns, Space, Words, heading
from game.screens.ui.button import Button
from game.screens.ui.finger_names import FingerNames
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
        trouble = [Words(self._trouble)] if self._trouble else []
        return (
            heading(tr("Weekly check")),
            *trouble,
            Words(said.due(view.last, view.today), 32, ink="glad"),
            Space(8),
            Columns(self._what(), self._with(), 0.55),
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

    def _what(self) -> Sequence[Block]:
        return (
            Words(tr("1. Each finger pinches as often as it can for 15 seconds.")),
            Words(tr("2. A slow tune, the same one every time.")),
            Words(tr("Nothing about it ever changes, so that you can see what does.")),
            Words(
                tr("Any finger may be left out. Your songs and records stay as they are."),
                26,
                ink="dim",
            ),
        )

    def _with(self) -> Sequence[Block]:
        view = self._view
        shown: list[Block] = [
            Words(said.about(len(view.grips)), bold=True),
            FingerNames(view.grips),
        ]
        if view.more:
            told = tr("With more fingers a new row of checks begins. The earlier ones stay.")
            more = [grip for grip in view.more if grip not in view.grips]
            shown += (Space(8), Words(told, 26, ink="dim"), FingerNames(more))
        return shown


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
        """In words, and below them as dots over its band."""
        title = Words(said.title(trend))
        if trend.verdict is Change.FIRST:
            return title
        plot = BandPlot(
            values=trend.values,
            marks=[said.mark(trend, value) for value in trend.values],
            low=trend.mean - trend.band / 2,
            high=trend.mean + trend.band / 2,
            is_glad=trend.is_better,
        )
        beside = Words(said.beside(trend), 26, ink="glad" if trend.is_better else "dim")
        return Tight([title, beside, plot])

    def _legend(self, trend: BenchmarkTrend) -> Sequence[Block]:
        if trend.is_first:
            return ()
        told = tr(
            "From {first} to {last}. The band is what days differ by anyway: a change within it is "
            "about the same."
        ).format(
            first=words.day(trend.days[0], self._today), last=words.day(trend.days[-1], self._today)
        )
        return (Words(told, 24, ink="dim"),)
