"""Progress, in four pages: each begins with one true sentence, and the plots come after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from game.coach.progress import Period, Progress
from game.coach.timing_weeks import TimingWeeks
from game.screens.page_screen import PageScreen
from game.screens.steps import GoBack, OpenBenchmark, OpenReport, OpenSongs, Step
from game.screens.ui import progress_words
from game.screens.ui.blocks import Block, Row, Words, heading
from game.screens.ui.button import Button
from game.screens.ui.fingers_page import FingersView, fingers
from game.screens.ui.overview_page import LEAST_GOAL, MOST_GOAL, nothing_yet, overview
from game.screens.ui.records_page import RecordsView, records
from game.screens.ui.tabs import Head, button, options, tabs
from game.screens.ui.timing_page import timing
from game.text import tr, trc

_LEAST_TITLE = 0.25
"""Of the width: the title is short, and its pages are many."""


@dataclass(frozen=True, slots=True)
class ProgressDesk:
    """What the pages ask for once they are opened, since it may take a moment. Each answers with a
    sentence instead where the records can't be read.

    `keep_goal` keeps how many days a week are meant to be practised on, and answers with a sentence
    for the player, or nothing.
    """

    fingers: Callable[[Period], FingersView | str]
    timing: Callable[[Period], TimingWeeks | str]
    records: Callable[[], RecordsView | str]
    keep_goal: Callable[[int], str]
    check: str = ""
    """When the weekly check is due."""


NOTHING = ProgressDesk(lambda _: "", lambda _: "", lambda: "", lambda _: "")
"""Knows nothing more, and keeps nothing."""


class ProgressScreen(PageScreen):
    """Shows `progress`; with None there are no figures, and `trouble` says why in a sentence."""

    def __init__(
        self,
        progress: Progress | None,
        trouble: str = "",
        desk: ProgressDesk = NOTHING,
    ) -> None:
        super().__init__()
        self._progress = progress
        self._desk = desk
        self._trouble = trouble
        self._said = ""
        self._known: dict[tuple[str, Period], FingersView | TimingWeeks | RecordsView | str] = {}
        """What the desk has answered by now, by page and period."""
        self.shown = "overview"
        self.period = Period.FOUR_WEEKS
        self.refresh()
        self.page.set_focus("songs")

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        progress = self._progress
        if progress is None:
            return (heading(tr("Your progress")), Words(self._trouble))
        if progress.runs == 0:
            told = Words(self._desk.check, ink="dim")
            return (heading(tr("Your progress")), *nothing_yet(progress), told)
        pages = tabs(_pages(), self.shown)
        head = Head(tr("Your progress"), controls=pages, least_words=_LEAST_TITLE)
        return (head, *self._page(progress))

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        back = button("back", tr("Back"))
        if self._progress is None:
            return (back,)
        if self._progress.runs == 0:
            songs = button("songs", tr("Choose a song"), suggested=True)
            return (songs, button("check", tr("Weekly check")), back)
        return (back,) if self.shown == "records" else (*self._periods(), back)

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        what, _, value = name.partition(" ")
        match what:
            case "back":
                return self.back()
            case "songs":
                return OpenSongs()
            case "check":
                return OpenBenchmark()
            case "report":
                return OpenReport()
            case "page":
                self.shown, self._said = value, ""
                self.page.scroll_to_top()
            case "period":
                self.period = Period[value]
            case "goal":
                self._set_goal(1 if value == "more" else -1)
            case _:
                pass
        self.refresh()
        return None

    def back(self) -> Step | None:
        """See `PageScreen`."""
        return GoBack()

    def _page(self, progress: Progress) -> Sequence[Block]:
        if self.shown == "overview":
            return overview(progress, self.period, self._said, self._ways())
        match self._answer():
            case FingersView() as view:
                return fingers(view)
            case TimingWeeks() as weeks:
                return timing(weeks, progress.today)
            case RecordsView() as view:
                return records(view)
            case trouble:
                return (Words(trouble),)

    def _ways(self) -> Sequence[Block]:
        """From here to the rooms that measure and report."""
        report = tr("A page to print, and a table of every note.")
        return (
            Row(tr("Weekly check"), self._desk.check, (button("check", tr("Open")),)),
            Row(tr("Report for your therapist"), report, (button("report", tr("Write one")),)),
        )

    def _answer(self) -> FingersView | TimingWeeks | RecordsView | str:
        """What there is for the page on show, asked for once."""
        key = (self.shown, self.period)
        if key not in self._known:
            if self.shown == "fingers":
                self._known[key] = self._desk.fingers(self.period)
            elif self.shown == "timing":
                self._known[key] = self._desk.timing(self.period)
            else:
                self._known[key] = self._desk.records()
        return self._known[key]

    def _periods(self) -> Sequence[Button]:
        labels = {period.name: tr(label) for period, label in progress_words.PERIODS.items()}
        return options("period", labels, self.period.name)

    def _set_goal(self, more: int) -> None:
        assert self._progress is not None
        week = self._progress.week
        goal = min(max(week.goal + more, LEAST_GOAL), MOST_GOAL)
        self._said = self._desk.keep_goal(goal)
        self._progress = replace(self._progress, week=replace(week, goal=goal))


def _pages() -> dict[str, str]:
    """The names of the pages, by what they are called here."""
    return {
        "overview": tr("Overview"),
        "fingers": tr("Fingers"),
        "timing": trc("early or late", "Timing"),
        "records": trc("best runs", "Records"),
    }
