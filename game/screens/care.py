"""Between songs: does anything hurt, the day's goal, and the kind end of a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from game.coach.care import Asked, Pain, Today
from game.screens.page_screen import PageScreen
from game.screens.results import SETTLE_S
from game.screens.steps import AnswerPain, EndDay, GoBack, Leave, OpenHome, Step, TakeRest
from game.screens.ui import care_words
from game.screens.ui.blocks import Block, Space, Words
from game.screens.ui.button import Button
from game.screens.ui.care_blocks import Card, Cards, MarkBlock
from game.screens.ui.care_pictures import Mark
from game.screens.ui.layout import Align
from game.screens.ui.middle import WIDEST_BUTTON, Middle
from game.screens.ui.page import Page
from game.screens.ui.tabs import button, nowhere
from game.text import tr


class PainScreen(PageScreen):
    """Asks whether anything hurts, once, on the way to `then`. "No" is one key away."""

    settle_s = SETTLE_S

    def __init__(self, asked: Asked, then: Step) -> None:
        super().__init__()
        self.page = Page(widest_footer=WIDEST_BUTTON)
        self._asked = asked
        self._then = then
        self.refresh()
        self.page.set_focus(Pain.NONE)

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        answers = (
            Card(Pain.NONE, nowhere(), tr("No, nothing hurts"), suggested=True, mark=Mark.SMILE),
            Card(Pain.A_LITTLE, nowhere(), tr("A little"), mark=Mark.SO_SO),
            Card(Pain.STOP, nowhere(), tr("Yes, enough for today"), mark=Mark.MOON),
        )
        about = tr("In your hand, your arm or your shoulder.")
        return [
            Middle(
                [
                    Words(tr("Does anything hurt?"), 44, bold=True, align=Align.MIDDLE),
                    Space(4),
                    Cards(answers),
                    Words(about, 30, ink="dim", align=Align.MIDDLE),
                ],
                width=1180,
            )
        ]

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        if self._asked is Asked.BEFORE:
            return (button("back", tr("Back")),)
        return (button("rest", tr("A short rest first")),)

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        match name:
            case "back":
                return self.back()
            case "rest":
                return TakeRest(self._then)
            case _:
                return AnswerPain(self._asked, Pain(name), self._then)

    def back(self) -> Step | None:
        """Before a session back to the menu; after a song on, without an answer."""
        if self._asked is Asked.BEFORE:
            return GoBack()
        return AnswerPain(self._asked, None, self._then)


class GoalScreen(PageScreen):
    """Today's goal is reached: said once, on the way to `then`."""

    settle_s = SETTLE_S

    def __init__(self, today: Today, then: Step) -> None:
        super().__init__()
        self.page = Page(widest_footer=WIDEST_BUTTON)
        self._today = today
        self._then = then
        self.refresh()

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        return [
            Middle(
                [
                    MarkBlock(Mark.TICK),
                    Words(tr("You have reached today's goal."), 44, bold=True, align=Align.MIDDLE),
                    Words(care_words.pinches(self._today), 32, ink="glad", align=Align.MIDDLE),
                ]
            )
        ]

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        return (
            button("on", tr("Go on"), suggested=True),
            button("enough", tr("Enough for today")),
        )

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        return self._then if name == "on" else EndDay()

    def back(self) -> Step | None:
        """See `PageScreen`."""
        return self._then


class Ended(Enum):
    """Why practice ends."""

    HURTS = "hurts"
    ENOUGH = "enough"
    WHOLE_SESSION = "whole session"


@dataclass(frozen=True, slots=True)
class DayView:
    """What the day came to, why it ends, and whether a talk with the therapist is suggested."""

    today: Today
    ended: Ended
    talks: bool = False
    trouble: str = ""


class DayScreen(PageScreen):
    """The end of a day's practice: quiet, and nothing is lost."""

    settle_s = SETTLE_S

    def __init__(self, view: DayView) -> None:
        super().__init__()
        self.page = Page(widest_footer=WIDEST_BUTTON)
        self._view = view
        self.refresh()

    @property
    def view(self) -> DayView:
        """What is shown."""
        return self._view

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        view = self._view
        is_whole = view.ended is Ended.WHOLE_SESSION
        lines = [Words(text, 32, align=Align.MIDDLE) for text in care_words.day(view.today)]
        if view.today.is_reached:
            goal = tr("Today's goal is reached.")
            lines.append(Words(goal, 32, ink="glad", align=Align.MIDDLE))
        said = [
            Words(text, 30, ink="dim", align=Align.MIDDLE)
            for text in (self._kind_words(), view.trouble)
            if text
        ]
        if view.talks:
            lines.append(Words(care_words.talk(), 30, bold=True, align=Align.MIDDLE))
        title = tr("That was the whole session.") if is_whole else tr("Enough for today.")
        return [
            Middle(
                [
                    MarkBlock(Mark.MOON if not is_whole else Mark.TICK, is_glad=is_whole),
                    Words(title, 44, bold=True, align=Align.MIDDLE),
                    *said,
                    *lines,
                ]
            )
        ]

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        return (
            button("home", tr("Home"), suggested=True),
            button("leave", tr("Leave Thumbtune")),
        )

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        return OpenHome() if name == "home" else Leave()

    def back(self) -> Step | None:
        """See `PageScreen`."""
        return OpenHome()

    def _kind_words(self) -> str:
        match self._view.ended:
            case Ended.HURTS:
                return tr("Good that you listen to your hand. Everything is kept.")
            case Ended.ENOUGH:
                return tr("Everything is kept. See you next time.")
            case Ended.WHOLE_SESSION:
                return tr("Your hand has earned a rest.")
