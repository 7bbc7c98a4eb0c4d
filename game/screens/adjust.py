"""After a song whose hits were early or late on the whole: adjust the timing, or not?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.play.calibration import Adjustment
from game.screens.page_screen import PageScreen
from game.screens.results import SETTLE_S
from game.screens.steps import Step
from game.screens.ui import words
from game.screens.ui.blocks import Block, Words
from game.screens.ui.button import Button
from game.screens.ui.layout import Align
from game.screens.ui.middle import WIDEST_BUTTON, Middle
from game.screens.ui.page import Page
from game.text import tr


class AdjustScreen(PageScreen):
    """Asks whether to adjust by `adjustment`, calls `accept` or `refuse`, and goes on to `then`.

    Going back refuses.
    """

    settle_s = SETTLE_S

    def __init__(
        self,
        adjustment: Adjustment,
        accept: Callable[[], None],
        refuse: Callable[[], None],
        then: Step,
    ) -> None:
        super().__init__()
        self.page = Page(widest_footer=WIDEST_BUTTON)
        self._adjustment = adjustment
        self._accept = accept
        self._refuse = refuse
        self._then = then
        self.refresh()

    def blocks(self) -> Sequence[Block]:
        """What was noticed, and what would change."""
        by = words.signed_ms(self._adjustment.change_ms)
        about = tr(
            "Shall Thumbtune adjust the timing by {ms}? Then such pinches are on time. "
            "Your score stays as it is."
        ).format(ms=by)
        noticed = Words(self._noticed(), 44, bold=True, align=Align.MIDDLE)
        return [Middle([noticed, Words(about, 30, ink="dim", align=Align.MIDDLE)])]

    def footer(self) -> Sequence[Button]:
        """Yes and no."""
        nowhere = pygame.Rect(0, 0, 0, 0)
        return [
            Button("yes", nowhere.copy(), tr("Adjust"), suggested=True),
            Button("no", nowhere.copy(), tr("Leave it as it is")),
        ]

    def choose(self, name: str) -> Step | None:
        """Heed the answer and go on."""
        if name == "yes":
            self._accept()
        else:
            self._refuse()
        return self._then

    def back(self) -> Step | None:
        """Leave it as it is."""
        return self.choose("no")

    def _noticed(self) -> str:
        mean_ms = self._adjustment.mean_ms
        late = tr("You were {number} ms late on the whole.")
        said = late if mean_ms > 0 else tr("You were {number} ms early on the whole.")
        return said.format(number=abs(mean_ms))
