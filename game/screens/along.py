"""Data to take along: made into a file here, or taken over from one that was brought."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Protocol

from game.screens.page_screen import PageScreen
from game.screens.steps import GoBack, OpenPlayers, Step, TakenOver
from game.screens.ui.blocks import Block, Words
from game.screens.ui.button import Button
from game.screens.ui.layout import Align
from game.screens.ui.middle import WIDEST_BUTTON, Middle
from game.screens.ui.page import Page
from game.screens.ui.tabs import button
from game.text import tr

_SAID = 34


class Work(Protocol):
    """Something that takes a while, done beside the window."""

    @property
    def said(self) -> str | None:
        """What came of it, in a sentence, and more below it in lines of their own; None while it is
        under way."""
        ...


class AlongDesk(Protocol):
    """Makes the file, and takes one over."""

    def make(self, *, everybody: bool) -> Work:
        """Write the file: with everybody here, or with whoever plays now."""
        ...

    def take_over(self) -> Work:
        """Take over what is in the file that was brought."""
        ...


class _Page(Enum):
    ASK = "ask"
    WAIT = "wait"
    DONE = "done"


class _AlongScreen(PageScreen):
    """Asks, waits for the work, and says what came of it; or says `told` and asks nothing."""

    def __init__(self, told: str = "") -> None:
        super().__init__()
        self._work: Work | None = None
        self._said = told
        self._page = _Page.DONE if told else _Page.ASK

    def ask(self) -> Sequence[Block]:
        """What is asked."""
        raise NotImplementedError

    def answers(self) -> Sequence[Button]:
        """The buttons below the question."""
        raise NotImplementedError

    def leave(self) -> Step:
        """Where it goes on, once something was done or not."""
        raise NotImplementedError

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        match self._page:
            case _Page.ASK:
                return self.ask()
            case _Page.WAIT:
                return [Middle([Words(tr("One moment, please."), _SAID, align=Align.MIDDLE)])]
            case _Page.DONE:
                first, *more = self._said.split("\n")
                lines = [Words(line, 28, ink="dim", align=Align.MIDDLE) for line in more]
                return [Middle([Words(first, _SAID, align=Align.MIDDLE), *lines])]

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        match self._page:
            case _Page.ASK:
                return self.answers()
            case _Page.WAIT:
                return ()
            case _Page.DONE:
                return (button("ok", tr("OK"), suggested=True),)

    def back(self) -> Step | None:
        """Not while something is under way: it will soon be over."""
        return None if self._page is _Page.WAIT else self.leave()

    def tick(self, now_s: float) -> Step | None:
        """Looks whether the work is over."""
        super().tick(now_s)
        said = self._work.said if self._work else None
        if self._page is _Page.WAIT and said is not None:
            self._page, self._said = _Page.DONE, said
            self.show()

    def begin(self, work: Work) -> None:
        """Wait for this."""
        self._work, self._page = work, _Page.WAIT
        self.show()

    def show(self) -> None:
        """Show what is asked or said now."""
        self.page = Page() if self._page is _Page.ASK else Page(widest_footer=WIDEST_BUTTON)
        self.refresh()
        self.show_anew()


class TakeAlongScreen(_AlongScreen):
    """Makes a file of what everybody here has played, or only whoever plays now."""

    def __init__(self, desk: AlongDesk, *, has_others: bool) -> None:
        super().__init__()
        self._desk = desk
        self._has_others = has_others
        self.show()

    def ask(self) -> Sequence[Block]:
        """See `_AlongScreen`."""
        lead = tr("All runs, exercises and settings go into one file.")
        how = tr("On the other computer, drop it on Thumbtune's window.")
        twice = tr("Nothing is lost or counted twice.")
        return [
            Middle(
                [
                    Words(tr("Take your data along"), 44, bold=True, align=Align.MIDDLE),
                    Words(lead, 30, align=Align.MIDDLE),
                    Words(how, 30, align=Align.MIDDLE),
                    Words(twice, 30, ink="dim", align=Align.MIDDLE),
                ]
            )
        ]

    def answers(self) -> Sequence[Button]:
        """See `_AlongScreen`."""
        back = button("back", tr("Back"))
        if not self._has_others:
            return (button("me", tr("Make the file"), suggested=True), back)
        everybody = button("all", tr("Everybody here"), suggested=True)
        return (everybody, button("me", tr("Only me")), back)

    def leave(self) -> Step:
        """See `_AlongScreen`."""
        return OpenPlayers()

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        if name in ("all", "me"):
            self.begin(self._desk.make(everybody=name == "all"))
            return None
        return self.back()


class TakeOverScreen(_AlongScreen):
    """Asks whether to take over what is in a file: `names` and their `runs`, in words.

    With `told` it says that instead, because there is nothing to ask.
    """

    def __init__(self, desk: AlongDesk, names: str = "", runs: str = "", *, told: str = "") -> None:
        super().__init__(told)
        self._desk = desk
        self._names = names
        self._runs = runs
        self.show()

    def ask(self) -> Sequence[Block]:
        """See `_AlongScreen`."""
        stays = tr("All that is here stays here.")
        return [
            Middle(
                [
                    Words(tr("Take over what is in this file?"), 44, bold=True, align=Align.MIDDLE),
                    Words(self._names, 34, align=Align.MIDDLE),
                    Words(self._runs, 34, align=Align.MIDDLE),
                    Words(stays, 30, ink="dim", align=Align.MIDDLE),
                ]
            )
        ]

    def answers(self) -> Sequence[Button]:
        """See `_AlongScreen`."""
        return (
            button("take", tr("Take over"), suggested=True),
            button("back", tr("Not now")),
        )

    def leave(self) -> Step:
        """See `_AlongScreen`."""
        return TakenOver() if self._page is _Page.DONE else GoBack()

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        if name == "take":
            self.begin(self._desk.take_over())
            return None
        return self.back()
