"""What came of reach: the hand with a bar on each finger, what suits it, and why."""

from __future__ import annotations

from collections.abc import Sequence

from game.charting.chart import Grip
from game.coach.proposal import Proposal
from game.coach.reach import Reach
from game.screens.page_screen import PageScreen
from game.screens.reach_steps import BeginReach, LeaveReach, TakeReach
from game.screens.steps import OpenWarmUp, Step
from game.screens.ui import reach_words
from game.screens.ui.blocks import Block, Columns, Space, Words, heading
from game.screens.ui.button import Button
from game.screens.ui.reach_hand import ReachHand
from game.screens.ui.tabs import button
from game.screens.ui.tight import Tight
from game.text import tr


class ReachResultScreen(PageScreen):
    """Shows `reach` and what is proposed; None if no finger can be played with today.

    `before` is the one before it, to compare with; None before the second.
    `is_first` is whether a first song comes next. `trouble` is a sentence to show, for instance
    that it could not be stored.
    """

    settle_s = 0.7

    def __init__(
        self,
        reach: Reach,
        proposal: Proposal | None,
        before: Reach | None = None,
        *,
        is_first: bool = False,
        trouble: str = "",
    ) -> None:
        super().__init__()
        self.reach = reach
        self.proposal = proposal
        self._before = before
        self._is_first = is_first
        self._trouble = trouble
        self.refresh()
        self.page.set_focus("take" if proposal else "warm up")

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        said = [Words(self._trouble, 26)] if self._trouble else []
        if self.proposal is None:
            return [heading(tr("Your hand today")), *said, *self._resting()]
        lines = [Words(line, 26) for line in reach_words.finger_lines(self.reach, self._before)]
        proposed = [
            Words(tr("This suits your hand"), 30, bold=True),
            Words(reach_words.proposed(self.proposal), 30, ink="glad"),
            Words(reach_words.reason(self.proposal), 26),
        ]
        if one := reach_words.one_is_enough(self.proposal):
            proposed.append(Words(one, 26))
        return [
            heading(tr("Your hand today")),
            *said,
            Columns((Tight(proposed), Space(4), Tight(lines)), (ReachHand(self.reach),)),
        ]

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        keep = button("keep", tr("On to the first song") if self._is_first else tr("Back"))
        if self.proposal is not None:
            keep = button("keep", tr("Keep my settings"))
            return (button("take", tr("Play like this"), suggested=True), keep)
        warm_up = button("warm up", tr("Warm-up"), suggested=True)
        if self.reach.of(Grip.KEY) is None:
            return (warm_up, button("side", tr("Try the side pinch")), keep)
        return (warm_up, keep)

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        match name:
            case "take":
                return TakeReach()
            case "warm up":
                return OpenWarmUp()
            case "side":
                return BeginReach((Grip.KEY,))
            case _:
                return LeaveReach()

    def back(self) -> Step | None:
        """See `PageScreen`."""
        return LeaveReach()

    def _resting(self) -> Sequence[Block]:
        return (
            Words(
                tr("Your fingers rest today, and that is fine. Hands differ from day to day."), 32
            ),
            Words(
                tr(
                    "Your other hand can do the moving: in the gentle warm-up it helps, and every "
                    "movement counts."
                )
            ),
            Words(
                tr(
                    "For many the side pinch comes first: the thumb against the side of the index "
                    "finger. One pinch is enough for a whole game."
                )
            ),
        )
