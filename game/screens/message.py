"""One sentence for the player, and a button to go on."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.screens.page_screen import PageScreen
from game.screens.steps import GoOn, Step
from game.screens.ui.blocks import Block, Words
from game.screens.ui.button import Button
from game.screens.ui.layout import Align
from game.screens.ui.middle import WIDEST_BUTTON, Middle
from game.screens.ui.page import Page
from game.text import tr


class MessageScreen(PageScreen):
    """Shows `sentence` until the player goes on."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.page = Page(widest_footer=WIDEST_BUTTON)
        self._sentence = sentence
        self.refresh()

    def blocks(self) -> Sequence[Block]:
        """The sentence."""
        return [Middle([Words(self._sentence, 34, align=Align.MIDDLE)])]

    def footer(self) -> Sequence[Button]:
        """The way on."""
        return [Button("ok", pygame.Rect(0, 0, 0, 0), tr("OK"), suggested=True)]

    def choose(self, name: str) -> Step | None:
        """On to what comes next."""
        return GoOn()

    def back(self) -> Step | None:
        """Back goes on as well."""
        return GoOn()
