"""After a song whose hits were early or late on the whole: adjust the timing, or not?"""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.inputs.actions import Action, Phase, Pointer, Scroll
from game.play.calibration import Adjustment
from game.screens.results import SETTLE_S
from game.screens.screen import Screen, Step
from game.screens.ui import words
from game.screens.ui.button import Button, ButtonGroup
from game.screens.ui.layout import Align, Layout

_WIDTH = 1040
_BUTTON = pygame.Rect(0, 0, 400, 96)


class AdjustScreen(Screen):
    """Asks whether to adjust by `adjustment`, calls `accept` or `refuse`, and goes on to `then`.

    Going back refuses.
    """

    def __init__(
        self,
        adjustment: Adjustment,
        accept: Callable[[], None],
        refuse: Callable[[], None],
        then: Step,
    ) -> None:
        self._adjustment = adjustment
        self._accept = accept
        self._refuse = refuse
        self._then = then
        self._layout = Layout((1280, 720))
        self._shown_s: float | None = None
        self._now_s = 0.0
        self._drawn: tuple[object, ...] | None = None
        yes, no = _BUTTON.move(220, 500), _BUTTON.move(660, 500)
        self._no = Button("no", no, "Leave it as it is")
        self._buttons = ButtonGroup((Button("yes", yes, "Adjust", suggested=True), self._no))

    @property
    def _is_settled(self) -> bool:
        return self._shown_s is not None and self._now_s - self._shown_s >= SETTLE_S

    def act(self, action: Action) -> Step | None:
        """Left and right move, OK chooses, back leaves it as it is."""
        if not self._is_settled:
            return None
        if action is Action.BACK:
            return self._press(self._no)
        return self._press(self._buttons.act(action))

    def point(self, pointer: Pointer | Scroll) -> Step | None:
        """The buttons."""
        if isinstance(pointer, Scroll):
            return None
        if pointer.phase is Phase.DOWN and not self._is_settled:
            return None
        x, y = self._layout.to_design(pointer.x, pointer.y)
        return self._press(self._buttons.point(pointer, x, y))

    def tick(self, now_s: float) -> Step | None:
        """Counts the time until something can be chosen."""
        self._now_s = now_s
        if self._shown_s is None:
            self._shown_s = now_s

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw everything if anything has changed, else nothing."""
        look = (surface.get_size(), self.style, *self._buttons.look())
        if look == self._drawn:
            return []
        self._drawn = look
        layout = self._layout = Layout(surface.get_size(), self.style)
        surface.fill(layout.colours.ground)
        said = f"You were {words.aside(self._adjustment.mean_ms)} on the whole."
        layout.put(
            surface, layout.text(said, 44, layout.colours.text, bold=True), 640, 220, Align.MIDDLE
        )
        by = words.signed_ms(self._adjustment.change_ms)
        about = (
            f"Shall Thumbtune adjust the timing by {by}? Then such pinches are on time. "
            "Your score stays as it is."
        )
        for number, line in enumerate(layout.lines(about, 30, _WIDTH, 3, bold=False)):
            label = layout.text(line, 30, layout.colours.dim)
            layout.put(surface, label, 640, 310 + 50 * number, Align.MIDDLE)
        self._buttons.draw(surface, layout)
        return [surface.get_rect()]

    def _press(self, button: Button | None) -> Step | None:
        if button is None:
            return None
        if button is self._no:
            self._refuse()
        else:
            self._accept()
        return self._then
