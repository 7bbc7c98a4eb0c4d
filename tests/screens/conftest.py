"""What every test of the screens can ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.screens.ui.canvas import Sprite
from game.screens.ui.fonts import Label
from game.screens.ui.layout import Align, Layout


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[pygame.Rect]]:
    """Where there is ink, for every text placed while the test runs."""
    placed: list[pygame.Rect] = []
    place = Layout.sprite

    def recording(
        self: Layout, label: Label, x: float, y: float, align: Align = Align.LEFT
    ) -> Sprite:
        sprite = place(self, label, x, y, align)
        ink = sprite.image.get_bounding_rect()
        if ink:
            placed.append(ink.move(sprite.x, sprite.y))
        return sprite

    monkeypatch.setattr(Layout, "sprite", recording)
    yield placed
