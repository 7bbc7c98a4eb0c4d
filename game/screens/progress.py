"""Progress: one true sentence, this week, and plots of the weeks before."""

from __future__ import annotations

from collections.abc import Sequence

from game.coach.headline import headline
from game.coach.progress import Period, Progress, trend_of
from game.screens.page_screen import PageScreen
from game.screens.screen import GoBack, OpenSongs, Step
from game.screens.ui import progress_words, words
from game.screens.ui.blocks import Block, Columns, Space, Words, heading
from game.screens.ui.button import Button
from game.screens.ui.plots import CountBars, EarlyLatePlot, SharePlot
from game.screens.ui.tabs import button, options
from game.screens.ui.week import GripBars, GripLine, WeekMarks
from game.text import tr


class ProgressScreen(PageScreen):
    """Shows `progress`; with None there are no figures, and `trouble` says why in a sentence."""

    def __init__(self, progress: Progress | None, trouble: str = "") -> None:
        super().__init__()
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
            return (*first, Space(24), *self._nothing_yet())
        return (
            *first,
            Columns(self._over_time(progress), self._this_week(progress)),
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
        self.period = Period[name.removeprefix("period ")]
        self.refresh()
        return None

    def back(self) -> Step | None:
        """See `PageScreen`."""
        return GoBack()

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
        )

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
                GripLine(one.grip, one.timing.hit_rate, progress_words.timing_words(one.timing))
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
