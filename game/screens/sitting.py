"""A guided session: how long it is to be, or on with the one that was begun today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.coach.sitting import Plan, Sitting, minutes_left, share_done
from game.screens.page_screen import PageScreen
from game.screens.steps import BeginSitting, GoBack, OpenWarmUp, ResumeSitting, Step
from game.screens.ui.blocks import Block, Space, Words, heading
from game.screens.ui.button import Button
from game.screens.ui.layout import Align
from game.screens.ui.middle import Middle
from game.screens.ui.plan_blocks import PlanBar, PlanCard, PlanCards
from game.screens.ui.tabs import button, nowhere
from game.text import tr, trn


@dataclass(frozen=True, slots=True)
class SittingView:
    """The `plans` to choose from, the minutes the player has set, and what was `begun` today with
    its plan; `message` is a sentence about something that could not be kept."""

    plans: tuple[Plan, ...]
    minutes: int
    begun: tuple[Sitting, Plan] | None = None
    message: str = ""


class SittingScreen(PageScreen):
    """Offers to go on with what was begun; else, and after "Begin anew", the plans."""

    def __init__(self, view: SittingView) -> None:
        super().__init__()
        self._view = view
        self._offers_more = view.begun is not None
        self.refresh()
        self._focus()

    @property
    def view(self) -> SittingView:
        """What is shown."""
        return self._view

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        if self._offers_more and self._view.begun:
            return self._go_on(*self._view.begun)
        cards = [
            PlanCard(
                f"begin {plan.minutes}",
                nowhere(),
                minutes_in_words(plan.minutes),
                suggested=plan.minutes == self._view.minutes,
                plan=plan,
                about=_about(plan),
            )
            for plan in self._view.plans
        ]
        said = [Words(self._view.message, 26)] if self._view.message else []
        return [heading(tr("A guided session")), *said, PlanCards(cards)]

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        if self._offers_more:
            return (
                button("go on", tr("Go on"), suggested=True),
                button("anew", tr("Begin anew")),
                button("back", tr("Back")),
            )
        return (button("warm up", tr("Only a warm-up")), button("back", tr("Back")))

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        match name.split():
            case ["begin", minutes]:
                return BeginSitting(int(minutes))
            case ["go", "on"]:
                return ResumeSitting()
            case ["anew"]:
                self._offers_more = False
                self.refresh()
                self._focus()
            case ["warm", "up"]:
                return OpenWarmUp()
            case _:
                return self.back()
        return None

    def back(self) -> Step | None:
        """See `PageScreen`."""
        return GoBack()

    def _focus(self) -> None:
        chosen = "go on" if self._offers_more else f"begin {self._view.minutes}"
        self.page.set_focus(chosen)

    def _go_on(self, sitting: Sitting, plan: Plan) -> Sequence[Block]:
        left = time_left(minutes_left(sitting, plan))
        return [
            Middle(
                [
                    Words(tr("Go on with today's session?"), 44, bold=True, align=Align.MIDDLE),
                    Space(8),
                    PlanBar(plan, share_done(sitting, plan)),
                    Space(8),
                    Words(left, 32, align=Align.MIDDLE),
                ]
            )
        ]


def minutes_in_words(count: int) -> str:
    """ "15 minutes" """
    return trn("{count} minute", "{count} minutes", count).format(count=count)


def time_left(minutes: int) -> str:
    """How much of a session is still to come."""
    said = trn("About {count} minute is left.", "About {count} minutes are left.", minutes)
    return said.format(count=minutes)


def _about(plan: Plan) -> str:
    count = plan.warm_up + plan.cool_down
    if not count:
        return tr("Songs with rests")
    said = trn(
        "{count} exercise, and songs with rests",
        "{count} exercises, and songs with rests",
        count,
    )
    return said.format(count=count)
