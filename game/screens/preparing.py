"""The wait while a song is made ready to play."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.inputs.actions import Action
from game.screens.page_screen import PageScreen
from game.screens.steps import GoBack, Step
from game.screens.ui import shapes
from game.screens.ui.bars import draw_bar
from game.screens.ui.blocks import Block, Picture, Words
from game.screens.ui.button import Button
from game.screens.ui.layout import Align, Layout
from game.screens.ui.middle import WIDEST_BUTTON, Middle
from game.screens.ui.page import Page
from game.text import tr

DOTS_S = 0.6
"""How long each of the waiting dots is lit."""
SETTLE_S = 1.0
"""So long after it is first shown, OK does nothing: it was meant for the screen before."""
_DOTS = 3
_DOT_STEP = 52
_BAR_WIDTH, _BAR_HEIGHT = 500, 22


class PreparingScreen(PageScreen):
    """Shows that `title` is being made ready and asks `poll` at every tick whether it is.

    `progress` tells how much is done, 0 to 1; without it three dots light up in turn.
    `back` is where to go instead of waiting, by default the menu the song was chosen in.
    """

    def __init__(
        self,
        title: str,
        poll: Callable[[], Step | None],
        progress: Callable[[], float] | None = None,
        back: Step | None = None,
    ) -> None:
        super().__init__()
        self.page = Page(widest_footer=WIDEST_BUTTON)
        self._title = title
        self._poll = poll
        self._progress = progress
        self._back = back or GoBack()
        self._waits = 0
        """Which dot is lit, or how many percent are done."""
        self.refresh()

    def blocks(self) -> Sequence[Block]:
        """What is made ready, and that it goes on."""
        title = Words(self._title, 48, bold=True, align=Align.MIDDLE)
        line = Words(tr("Getting the music ready"), 32, ink="dim", align=Align.MIDDLE)
        picture = Picture(80, self._draw_bar if self._progress else self._draw_dots)
        return [Middle([title, line, picture])]

    def footer(self) -> Sequence[Button]:
        """The way back."""
        return [Button("back", pygame.Rect(0, 0, 0, 0), tr("Back"))]

    def choose(self, name: str) -> Step | None:
        """Back to where it was chosen."""
        return self._back

    def back(self) -> Step | None:
        """Back to where it was chosen."""
        return self._back

    def act(self, action: Action) -> Step | None:
        """Back, and after a moment OK (on the only button), lead to where it was chosen."""
        shown_s = self._now_s - self._shown_s if self._shown_s is not None else 0.0
        if action is Action.OK and shown_s < SETTLE_S:
            return None
        return super().act(action)

    def tick(self, now_s: float) -> Step | None:
        """Ask whether the song is ready."""
        super().tick(now_s)
        return self._poll()

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw everything if anything has changed, else nothing."""
        lit = int(self._now_s / DOTS_S) % _DOTS
        waits = round(100 * self._progress()) if self._progress else lit
        if waits != self._waits:
            self._waits = waits
            self.refresh()
        return super().draw(surface)

    def _draw_bar(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        bar = pygame.Rect(0, 0, _BAR_WIDTH, _BAR_HEIGHT)
        bar.center = rect.center
        draw_bar(surface, layout, bar, self._waits / 100, layout.colours.accent)

    def _draw_dots(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        for place in range(_DOTS):
            colour = layout.colours.accent if place == self._waits else layout.colours.raised
            dot = shapes.disc(layout.px(13), colour, colour, 0)
            x = layout.x(rect.centerx + (place - 1) * _DOT_STEP) - dot.get_width() // 2
            surface.blit(dot, (x, layout.y(rect.centery) - dot.get_height() // 2))
