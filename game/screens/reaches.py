"""What the fingers could do on earlier days: in a sentence each, as lines, and day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from game.charting.chart import Grip, lane_order
from game.coach.reach import Reach
from game.screens.page_screen import PageScreen
from game.screens.reach_steps import OpenReach
from game.screens.steps import Step
from game.screens.ui import reach_words, words
from game.screens.ui.blocks import Block, Space, Words, heading
from game.screens.ui.button import Button
from game.screens.ui.reach_plot import ReachLine, ReachPlot
from game.screens.ui.tabs import button
from game.screens.ui.tight import Tight
from game.text import tr

MOST_DAYS = 12
"""So many of the last ones are listed and drawn."""
_LEAST_POINTS = 3
"""Fewer make no line."""


@dataclass(frozen=True, slots=True)
class ReachDay:
    """A reach, and the day it was found out on."""

    day: date
    reach: Reach


class ReachesScreen(PageScreen):
    """Shows `days`, the first one first, all of one hand. `trouble` is a sentence to show."""

    def __init__(self, days: Sequence[ReachDay], today: date, trouble: str = "") -> None:
        super().__init__()
        self._days = days
        self._today = today
        self._trouble = trouble
        self.refresh()

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        title = heading(tr("Your fingers over time"))
        if self._trouble:
            return (title, Words(self._trouble))
        if not self._days:
            return (title, Words(tr("After the first time this page begins to fill.")))
        return (title, *self._since(), *self._plot(), *self._list(), *self._note())

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        return (button("back", tr("Back")),)

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        return self.back()

    def back(self) -> Step | None:
        """See `PageScreen`."""
        return OpenReach()

    def _since(self) -> Sequence[Block]:
        if len(self._days) == 1:
            return ()
        first, last = self._days[0], self._days[-1]
        lines = reach_words.since(first.reach, first.day, last.reach, self._today)
        return (Tight([Words(line, 28, bold=not place) for place, line in enumerate(lines)]),)

    def _plot(self) -> Sequence[Block]:
        shown = self._days[-MOST_DAYS:]
        if len(shown) < _LEAST_POINTS:
            return ()
        grips = lane_order(one.grip for day in shown for one in day.reach.grips if one.able)
        lines = [ReachLine(grip, [_presses(day.reach, grip) for day in shown]) for grip in grips]
        ends = (words.day(shown[0].day, self._today), words.day(shown[-1].day, self._today))
        title = Words(tr("Pinches in 10 seconds"), bold=True)
        return (Space(4), title, ReachPlot(lines, ends))

    def _list(self) -> Sequence[Block]:
        listed: list[Block] = [Space(4)]
        for one in reversed(self._days[-MOST_DAYS:]):
            day = Words(words.day(one.day, self._today), 28, bold=True)
            listed.append(Tight([day, Words(reach_words.day_line(one.reach), 26)]))
        return listed

    def _note(self) -> Sequence[Block]:
        if len(self._days) == 1:
            return ()
        text = tr(
            "A hand differs from day to day. A change is told only where it is larger than that."
        )
        return (Words(text, 24, ink="dim"),)


def _presses(reach: Reach, grip: Grip) -> int | None:
    """How often the grip came; None if it rested or was not asked for."""
    found = reach.of(grip)
    return found.presses if found is not None and found.able else None
