"""What reach is, before it begins: two minutes, left at any time without loss."""

from __future__ import annotations

from collections.abc import Sequence

from game.charting.chart import Grip
from game.screens.page_screen import PageScreen
from game.screens.reach_steps import BeginReach, LeaveReach, OpenReaches
from game.screens.steps import Step
from game.screens.ui.blocks import Block, Row, Words, heading
from game.screens.ui.button import Button
from game.screens.ui.tabs import button, nowhere
from game.screens.ui.toggle import Toggle
from game.text import tr

FINGERS = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)


class ReachIntroScreen(PageScreen):
    """Offers to ask for `fingers`, and for the side pinch if the player wants that: without any
    fingers, for that alone.

    `is_first` is whether it is the first start, with a song to come. `last_day` is when it was done
    before, in words; empty before the first time. `trouble` is a sentence to show.
    """

    def __init__(
        self,
        fingers: Sequence[Grip] = FINGERS,
        *,
        with_side: bool = False,
        is_first: bool = False,
        last_day: str = "",
        trouble: str = "",
    ) -> None:
        super().__init__()
        self.with_side = with_side or not fingers
        self._fingers = fingers
        self._is_first = is_first
        self._last_day = last_day
        self._trouble = trouble
        self.refresh()
        self.page.set_focus("begin")

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        side = Toggle("side", nowhere(), words=(tr("No"), tr("Yes")), chosen=int(self.with_side))
        with_side = Row(
            tr("Side pinch, too"),
            tr("Thumb to the side of the index finger. For many the easiest."),
            (side,),
        )
        blocks: list[Block] = [
            heading(tr("Two minutes to fit the game to your hand?")),
            Words(
                tr(
                    "Each finger does three pinches, then as many as are comfortable in "
                    "10 seconds. That tells which level, fingers and speed suit you."
                ),
                30,
            ),
            Words(tr("A finger that can't today simply rests: one press, and on to the next."), 30),
            Words(tr("Leave whenever you like. Then nothing is kept, and nothing changes."), 30),
            *((with_side,) if self._fingers else ()),
            Words(
                tr(
                    "With nothing but pinches: hold another finger for three seconds, and the one "
                    "asked for rests."
                ),
                26,
                ink="dim",
            ),
        ]
        if self._last_day:
            said = tr("Last time: {day}.").format(day=self._last_day)
            blocks.append(Words(said, 26, ink="dim"))
        if self._trouble:
            blocks.append(Words(self._trouble, 26))
        return blocks

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        begin = button("begin", tr("Begin"), suggested=True)
        leave = button("leave", tr("Later") if self._is_first else tr("Back"))
        earlier = (button("earlier", tr("Earlier days")),) if self._last_day else ()
        return (begin, *earlier, leave)

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        match name:
            case "begin":
                side = (Grip.KEY,) if self.with_side else ()
                return BeginReach((*side, *self._fingers) or FINGERS)
            case "earlier":
                return OpenReaches()
            case "side":
                self.with_side = not self.with_side
                self.refresh()
            case _:
                return LeaveReach()
        return None

    def back(self) -> Step | None:
        """See `PageScreen`."""
        return LeaveReach()
