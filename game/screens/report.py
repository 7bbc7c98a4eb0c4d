"""The report for a therapist: which time, saving it, and where it is then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pygame

from game.coach.progress import Period
from game.screens.page_screen import PageScreen
from game.screens.steps import OpenProgress, Step
from game.screens.ui.bars import draw_bar
from game.screens.ui.blocks import Block, Buttons, Picture, Space, Words, heading
from game.screens.ui.button import Button
from game.screens.ui.layout import Layout
from game.screens.ui.progress_words import PERIODS
from game.screens.ui.tabs import button, options
from game.text import tr

_BAR_HEIGHT = 22


@dataclass(frozen=True, slots=True)
class Saved:
    """Where the report is: a folder, and the names of the page and the table in it.

    `is_empty` is whether nothing was played in the time.
    """

    folder: Path
    names: tuple[str, str]
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class Saving:
    """How far the saving is, 0 to 1; over once there is `saved`, or a sentence of `trouble`."""

    progress: float
    saved: Saved | None = None
    trouble: str = ""

    @property
    def is_over(self) -> bool:
        """Whether there is nothing more to be done."""
        return self.saved is not None or bool(self.trouble)


class ReportWork(Protocol):
    """Who saves the report and opens it."""

    def begin(self, period: Period) -> None:
        """Begin to save the report on a time that ends today."""
        ...

    def go_on(self) -> Saving:
        """Do a piece of the work, short enough for a frame."""
        ...

    def open_page(self) -> bool:
        """Show the page that was saved; whether there is something here to show it with."""
        ...

    def stop(self) -> None:
        """Leave off; what is only half saved goes away."""
        ...


class ReportScreen(PageScreen):
    """Lets the player choose a time and save the report on it."""

    def __init__(self, desk: ReportWork) -> None:
        super().__init__()
        self._desk = desk
        self.period = Period.THREE_MONTHS
        self._saving: Saving | None = None
        """Where the work is; None before it has begun."""
        self._said = ""
        self.refresh()
        self.page.set_focus("save")

    @property
    def is_saving(self) -> bool:
        """Whether it is being saved."""
        return self._saving is not None and not self._saving.is_over

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        title, saving = heading(tr("Report for your therapist")), self._saving
        if saving is None:
            about = tr(
                "A page to read and print, and a table of every note. Both stay on this computer "
                "until you pass them on."
            )
            return (title, Words(about), Space(8), *self._choice())
        if saving.saved:
            return (title, *self._saved(saving.saved), Space(8), *self._choice())
        if saving.trouble:
            return (title, Words(saving.trouble), Space(8), *self._choice())
        bar = Picture(_BAR_HEIGHT, self._draw_bar)
        return (title, Space(8), Words(tr("Saving ..."), bold=True), bar)

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        if self.is_saving:
            return (button("back", tr("Stop")),)
        back = button("back", tr("Back"))
        if self._saving and self._saving.saved:
            return (button("open", tr("Open the page"), suggested=True), back)
        return (button("save", tr("Save the report"), suggested=True), back)

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        if name == "back":
            return self.back()
        if name == "save":
            self._desk.begin(self.period)
            self._saving, self._said = Saving(0.0), ""
        elif name == "open":
            self._open()
        else:
            self.period = Period[name.removeprefix("period ")]
            self._saving, self._said = None, ""
        self.refresh()
        if name == "save":
            self.page.set_focus("back")
        return None

    def back(self) -> Step | None:
        """See `PageScreen`. While it is being saved, that is left off instead."""
        if not self.is_saving:
            return OpenProgress()
        self._desk.stop()
        self._saving = None
        self.refresh()
        return None

    def tick(self, now_s: float) -> Step | None:
        """Go on saving."""
        super().tick(now_s)
        if self.is_saving:
            self._saving = self._desk.go_on()
            self.refresh()
            if self._saving.saved:
                self.page.set_focus("open")
        return None

    def _choice(self) -> Sequence[Block]:
        labels = {period.name: tr(label) for period, label in PERIODS.items()}
        return (
            Words(tr("Which time is it about?"), bold=True),
            Buttons(options("period", labels, self.period.name)),
        )

    def _saved(self, saved: Saved) -> Sequence[Block]:
        said = [Words(self._said)] if self._said else []
        if saved.is_empty:
            said.append(Words(tr("Nothing was played in this time, and the report says so.")))
        where = tr("Saved in {folder}").format(folder=saved.folder)
        names = (Words(name) for name in saved.names)
        return (Words(where, bold=True, ink="glad"), *names, *said)

    def _open(self) -> None:
        if self._desk.open_page():
            self._said = tr("The page is open in your web browser.")
        else:
            self._said = tr(
                "There is no web browser to show it here. The page can be opened by hand."
            )

    def _draw_bar(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        share = self._saving.progress if self._saving else 0.0
        draw_bar(surface, layout, rect, share, layout.colours.accent)
