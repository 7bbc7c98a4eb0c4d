"""A few words in the middle of the screen, and under them a picture: messages and questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.screens.ui.blocks import Block, Nest, stack
from game.screens.ui.button import Button
from game.screens.ui.layout import Layout
from game.screens.ui.page import AREA

WIDEST_BUTTON = 480
"""Below words in the middle no button is wider, unless its label is."""
ROOM = AREA.h - 160
"""What a page has above a footer of one line."""


@dataclass(slots=True)
class Middle(Nest):
    """Blocks below each other, no wider than `width`, in the middle of what is seen.

    Where they need more than that they begin at the top, and the page is scrolled.
    """

    blocks: Sequence[Block]
    width: int = 1000

    @property
    def buttons(self) -> Sequence[Button]:
        """See `Block`."""
        return [button for block in self.blocks for button in block.buttons]

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        wide = min(width, round(self.width * layout.text_scale))
        inset = (width - wide) // 2
        needed = max(rect.bottom for _, rect in stack(layout, self.blocks, 0, 0, wide))
        height = max(needed, ROOM)
        down = (height - needed) // 2
        placed = stack(layout, self.blocks, left + inset, top + down, wide)
        self._placed = [(block, rect.move(-left, -top)) for block, rect in placed]
        return height
