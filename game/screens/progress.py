"""Progress: one true sentence, this week, and plots of the weeks before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from game.coach.figures import GripFigures
from game.coach.headline import headline
from game.coach.progress import (
    WEEK_DAYS,
    Period,
    Progress,
    Trend,
    first_day,
    grip_trends,
    trend_of,
)
from game.screens.page_screen import PageScreen
from game.screens.screen import GoBack, OpenBenchmark, OpenSongs, Step
from game.screens.ui import progress_words, words
from game.screens.ui.blocks import Block, Columns, Row, Space, Words, heading
from game.screens.ui.button import Button
from game.screens.ui.plots import CountBars, EarlyLatePlot, GripLine, GripPlot, SharePlot
from game.screens.ui.tabs import button, options
from game.screens.ui.week import GripBars, GripFact, WeekMarks
from game.text import tr

_LEAST_WEEKS = 2
"""Fewer make no line."""
GripsSince = Callable[[date], Sequence[GripFigures]]


class ProgressScreen(PageScreen):
    """Shows `progress`; with None there are no figures, and `trouble` says why in a sentence.

    `grips_since` gives what each grip did on each day from one on; it is asked for the period on
    show only, since all of it may take a moment. `check` tells when the weekly check is due.
    """

    def __init__(
        self,
        progress: Progress | None,
        trouble: str = "",
        grips_since: GripsSince = lambda _: (),
        check: str = "",
    ) -> None:
        super().__init__()
        self._check = check
        self._grips_since = grips_since
        self._progress = progress
        self._trouble = trouble
        self.period = Period.FOUR_WEEKS
        self.refresh()

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        progress = self._progress
        if progress is None:
            return (heading(tr("Your progress")), Words(self._trouble))
        first = (
            heading(tr("Your progress")),
            Words(headline(progress), 32, ink="glad"),
        )
        if progress.runs == 0:
            return (*first, Space(24), *self._nothing_yet(), self._check_row())
        return (
            *first,
            Columns(self._over_time(progress), self._this_week(progress)),
            self._check_row(),
            *self._notes(progress),
        )

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        back = button("back", tr("Back"))
        if self._progress is None:
            return (back,)
        if self._progress.runs == 0:
            return (button("songs", tr("Choose a song"), suggested=True), back)
        return (*self._periods(), back)

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        if name == "back":
            return self.back()
        if name == "songs":
            return OpenSongs()
        if name == "check":
            return OpenBenchmark()
        self.period = Period[name.removeprefix("period ")]
        self.refresh()
        return None

    def back(self) -> Step | None:
        """See `PageScreen`."""
        return GoBack()

    def _check_row(self) -> Block:
        return Row(tr("Weekly check"), self._check, (button("check", tr("Open")),))

    def _nothing_yet(self) -> Sequence[Block]:
        return (
            Words(
                tr(
                    "Play a song, and this page begins to fill: how many pinches you made, on how "
                    "many days, and how each finger is doing."
                )
            ),
            Words(tr("A day without practice takes nothing away."), ink="dim"),
        )

    def _over_time(self, progress: Progress) -> Sequence[Block]:
        trend = trend_of(progress, self.period)
        ends = progress_words.ends(trend, progress)
        if not trend.points:
            return (Words(tr("No songs in this time. A longer one shows more."), ink="dim"),)
        hits = [point.hits for point in trend.points]
        return (
            Words(progress_words.hits_title(trend), bold=True),
            SharePlot([point.hit_rate for point in trend.points], ends),
            Words(progress_words.pinches_title(trend), bold=True),
            CountBars(hits, words.number(max(hits)), ends),
            *self._grips_over_time(progress, trend),
        )

    def _grips_over_time(self, progress: Progress, trend: Trend) -> Sequence[Block]:
        figures = self._grips_since(first_day(self.period, progress.today))
        trends = grip_trends(figures, progress.today, trend.stretch_days)
        lasts = sorted({point.last for one in trends for point in one.points})
        if len(lasts) < _LEAST_WEEKS:
            return ()
        lines: list[GripLine] = []
        for one in trends:
            rates = {point.last: point.hit_rate for point in one.points}
            lines.append(GripLine(one.grip, [rates.get(last) for last in lasts]))
        firsts = [point.first for one in trends for point in one.points]
        ends = (words.day(min(firsts), progress.today), words.day(lasts[-1], progress.today))
        title = progress_words.grips_title(max(trend.stretch_days, WEEK_DAYS))
        return (Space(8), Words(title, bold=True), GripPlot(lines, ends))

    def _periods(self) -> Sequence[Button]:
        labels = {period.name: tr(label) for period, label in progress_words.PERIODS.items()}
        return options("period", labels, self.period.name)

    def _this_week(self, progress: Progress) -> Sequence[Block]:
        week: list[Block] = [
            Words(progress_words.week_sentence(progress.week, headline(progress)), bold=True),
            WeekMarks(progress.week),
            Space(8),
        ]
        if progress.grips:
            lines = [
                GripFact(one.grip, one.timing.hit_rate, progress_words.timing_words(one.timing))
                for one in progress.grips
            ]
            week += (Words(tr("Each finger this week"), bold=True), GripBars(lines))
        if progress.timing.hits:
            counts, near = progress_words.early_late_bars(progress.early_late)
            ends = (tr("Early"), tr("On time"), tr("Late"))
            week += (
                Words(tr("Early or late"), bold=True),
                Words(progress_words.early_late_sentence(progress.timing)),
                EarlyLatePlot(counts, near, ends),
            )
        return week

    def _notes(self, progress: Progress) -> Sequence[Block]:
        return (
            Words(progress_words.totals(progress)),
            *([Words(said)] if (said := progress_words.to_come(progress)) else []),
            Words(
                tr(
                    "This week is today and the six days before it. Weeks are compared for notes "
                    "under the same level, speed and fingers."
                ),
                24,
                ink="dim",
            ),
        )
