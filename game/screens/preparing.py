"""The wait while a song is made ready to play."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.inputs.actions import Action, Pointer, Scroll
from game.screens.screen import GoBack, Screen, Step
from game.screens.ui import shapes
from game.screens.ui.bars import draw_bar
from game.screens.ui.button import Button, ButtonGroup
from game.screens.ui.layout import Align, Layout

DOTS_S = 0.6
"""How long each of the waiting dots is lit."""
SETTLE_S = 1.0
"""So long after it is first shown, OK does nothing: it was meant for the screen before."""
_DOTS = 3
_BAR = pygame.Rect(390, 420, 500, 22)


class PreparingScreen(Screen):
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
        self._back = back or GoBack()
        self._title = title
        self._poll = poll
        self._progress = progress
        self._now_s = 0.0
        self._shown_s: float | None = None
        self._layout = Layout((1280, 720))
        self._drawn: tuple[object, ...] | None = None
        self._buttons = ButtonGroup((Button("back", pygame.Rect(520, 520, 240, 88), "Back"),))

    def act(self, action: Action) -> Step | None:
        """Back, and after a moment OK (on the only button), lead to where it was chosen."""
        is_settled = self._shown_s is not None and self._now_s - self._shown_s >= SETTLE_S
        if action is Action.BACK or (is_settled and self._buttons.act(action)):
            return self._back
        return None

    def point(self, pointer: Pointer | Scroll) -> Step | None:
        """The button."""
        if isinstance(pointer, Scroll):
            return None
        x, y = self._layout.to_design(pointer.x, pointer.y)
        return self._back if self._buttons.point(pointer, x, y) else None

    def tick(self, now_s: float) -> Step | None:
        """Ask whether the song is ready."""
        if self._shown_s is None:
            self._shown_s = now_s
        self._now_s = now_s
        return self._poll()

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw everything if anything has changed, else nothing."""
        lit = int(self._now_s / DOTS_S) % _DOTS
        percent = round(100 * self._progress()) if self._progress else None
        waits = lit if percent is None else percent
        look = (surface.get_size(), self.style, waits, *self._buttons.look())
        if look == self._drawn:
            return []
        self._drawn = look
        layout = self._layout = Layout(surface.get_size(), self.style)
        surface.fill(layout.colours.ground)
        title = layout.text(self._title, 48, layout.colours.text, bold=True, most=1100)
        layout.put(surface, title, 640, 260, Align.MIDDLE)
        line = layout.text("Getting the music ready", 32, layout.colours.dim)
        layout.put(surface, line, 640, 336, Align.MIDDLE)
        if percent is None:
            self._draw_dots(surface, lit)
        else:
            draw_bar(surface, layout, _BAR, percent / 100, layout.colours.accent)
        self._buttons.draw(surface, layout)
        return [surface.get_rect()]

    def _draw_dots(self, surface: pygame.Surface, lit: int) -> None:
        layout = self._layout
        for place in range(_DOTS):
            colour = layout.colours.accent if place == lit else layout.colours.raised
            dot = shapes.disc(layout.px(13), colour, colour, 0)
            x = layout.x(640 + (place - 1) * 52) - dot.get_width() // 2
            surface.blit(dot, (x, layout.y(_BAR.centery) - dot.get_height() // 2))
