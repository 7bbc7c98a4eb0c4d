"""What the player means to do, and what they want to be asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from game.screens.page_screen import PageScreen
from game.screens.steps import GoBack, OpenHand, Step
from game.screens.ui.blocks import Block, Dial
from game.screens.ui.button import Button
from game.screens.ui.hand_head import hand_head
from game.screens.ui.tabs import button, nowhere, options, setting
from game.screens.ui.toggle import Toggle
from game.screens.ui.words import number
from game.settings import SESSION_MINUTES, CareSettings
from game.text import tr

GOALS = (
    *range(25, 100, 25),
    *range(100, 500, 50),
    *range(500, 1000, 100),
    *range(1000, 5001, 500),
)
"""The goals in pinches that the dial goes through."""
_DAYS = range(1, 8)


class CareSettingsScreen(PageScreen):
    """Set it. `keep` is told of changed settings, and answers with a sentence, or nothing."""

    def __init__(self, settings: CareSettings, keep: Callable[[CareSettings], str]) -> None:
        super().__init__()
        self.settings = settings
        self._keep = keep
        self._message = ("", "")
        self.refresh()
        self.page.set_focus("goal more")

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        return [hand_head("care"), *self._goals(), *self._switches()]

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        return [button("back", tr("Back"))]

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        what, _, value = name.partition(" ")
        settings, is_more = self.settings, value == "more"
        match what:
            case "back":
                return GoBack()
            case "page" if value == "hand":
                return OpenHand()
            case "goal":
                goal = next_goal(settings.daily_pinches, is_more=is_more)
                self._change(what, replace(settings, daily_pinches=goal))
            case "days":
                days = settings.days_a_week + (1 if is_more else -1)
                days = min(max(days, _DAYS[0]), _DAYS[-1])
                self._change(what, replace(settings, days_a_week=days))
            case "minutes":
                self._change(what, replace(settings, session_minutes=int(value)))
            case "pain":
                self._change(what, replace(settings, asks_pain=not settings.asks_pain))
            case "offers":
                self._change(what, replace(settings, offers_changes=not settings.offers_changes))
            case _:
                pass
        return None

    def back(self) -> Step | None:
        """See `PageScreen`."""
        return GoBack()

    def _goals(self) -> Sequence[Block]:
        settings = self.settings
        goal = Dial(
            "goal",
            number(settings.daily_pinches),
            can_less=settings.daily_pinches > GOALS[0],
            can_more=settings.daily_pinches < GOALS[-1],
        )
        days = Dial(
            "days",
            str(settings.days_a_week),
            can_less=settings.days_a_week > _DAYS[0],
            can_more=settings.days_a_week < _DAYS[-1],
        )
        lengths = options(
            "minutes",
            {str(one): str(one) for one in SESSION_MINUTES},
            str(settings.session_minutes),
        )
        about_goal = self._said("goal", tr("A goal. No day is lost without it."))
        about_days = self._said("days", tr("Four or more make a habit that lasts."))
        about_minutes = self._said("minutes", tr("How many minutes at a time."))
        return (
            setting(tr("Pinches a day"), about_goal, goal),
            setting(tr("Days a week"), about_days, days),
            setting(tr("A guided session"), about_minutes, *lengths),
        )

    def _switches(self) -> Sequence[Block]:
        ask, offer = (tr("Don't ask"), tr("Ask")), (tr("Don't offer"), tr("Offer"))
        asks, offers = self.settings.asks_pain, self.settings.offers_changes
        pain = Toggle("pain", nowhere(), words=ask, chosen=int(asks))
        changes = Toggle("offers", nowhere(), words=offer, chosen=int(offers))
        about_pain = self._said("pain", tr("Before you begin, and after each song."))
        about_changes = self._said("offers", tr("Asked after a song when it would suit you."))
        return (
            setting(tr("Does anything hurt?"), about_pain, pain),
            setting(tr("Harder or easier"), about_changes, changes),
        )

    def _change(self, what: str, settings: CareSettings) -> None:
        self.settings = settings
        self._message = (what, self._keep(settings))
        self.refresh()

    def _said(self, what: str, about: str) -> str:
        """What there is to say about the last change, where it was made."""
        changed, said = self._message
        return said if said and changed == what else about


def next_goal(pinches: int, *, is_more: bool) -> int:
    """The next goal above or below, of those the dial goes through; at the ends the last one."""
    if is_more:
        return next((one for one in GOALS if one > pinches), GOALS[-1])
    return next((one for one in reversed(GOALS) if one < pinches), GOALS[0])
