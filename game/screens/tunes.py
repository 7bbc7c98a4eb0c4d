"""Which of a few parts is the tune of a song? Listen to each, and take one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from game.screens.page_screen import PageScreen
from game.screens.steps import GoBack, Step, TakeTune
from game.screens.ui.blocks import Block, Row, Words, heading
from game.screens.ui.button import Button
from game.screens.ui.icons import Icon
from game.text import tr


@dataclass(frozen=True, slots=True)
class TuneRow:
    """A part of the song: a short name, a line that tells more, and whether it is the tune now."""

    name: str
    line: str
    is_tune: bool = False


class TunesScreen(PageScreen):
    """Choose among `rows`, those that seem likeliest first.

    `listen` is told which one to play; without it nothing can be heard. `title` is the song's.
    """

    def __init__(
        self, title: str, rows: Sequence[TuneRow], listen: Callable[[int], None] | None
    ) -> None:
        super().__init__()
        self._title = title
        self._rows = tuple(rows)
        self._listen = listen
        self._message = ""
        self.refresh()
        self.page.set_focus("listen 0" if listen else "take 0")

    def show_message(self, message: str) -> None:
        """One sentence at the top."""
        self._message = message
        self.page.scroll_to_top()
        self.refresh()

    def blocks(self) -> Sequence[Block]:
        """The question, and a row a part."""
        about = [Words(self._question(), 28, ink="dim")]
        said = [Words(self._message, 28, bold=True)] if self._message else []
        rows = [Row(row.name, row.line, self._buttons(n, row)) for n, row in enumerate(self._rows)]
        return [heading(tr("Which part is the tune?")), *about, *said, *rows]

    def footer(self) -> Sequence[Button]:
        """The way back."""
        return [Button("back", pygame.Rect(0, 0, 0, 0), tr("Back"))]

    def choose(self, name: str) -> Step | None:
        """Listen to a part, take it, or go back."""
        what, _, number = name.partition(" ")
        if what == "back":
            return GoBack()
        if what == "take":
            return TakeTune(int(number))
        if self._listen:
            self._listen(int(number))
        return None

    def back(self) -> Step | None:
        """To where the song was chosen."""
        return GoBack()

    def _question(self) -> str:
        if self._listen:
            said = tr("{title}: listen, and take the part you would sing.")
        else:
            said = tr("{title}: take the part you would sing.")
        return said.format(title=self._title)

    def _buttons(self, number: int, row: TuneRow) -> Sequence[Button]:
        nowhere = pygame.Rect(0, 0, 0, 0)
        label = tr("Keep this") if row.is_tune else tr("Take this")
        take = Button(f"take {number}", nowhere.copy(), label, suggested=row.is_tune)
        if self._listen is None:
            return [take]
        return [Button(f"listen {number}", nowhere.copy(), tr("Listen"), Icon.PLAY), take]
