"""One sentence for the player, and a button to go on."""

from __future__ import annotations

import pygame

from game.inputs.actions import Action, Pointer, Scroll
from game.screens.screen import GoOn, Screen, Step
from game.screens.ui.button import Button, ButtonGroup
from game.screens.ui.layout import Align, Layout

_TEXT_SIZE = 34
_LINE_HEIGHT = 52
_MOST_LINES = 6
_WIDTH = 960


class MessageScreen(Screen):
    """Shows `sentence` until the player goes on."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence
        self._layout = Layout((1280, 720))
        self._drawn: tuple[object, ...] | None = None
        self._buttons = ButtonGroup(
            (Button("ok", pygame.Rect(490, 520, 300, 88), "OK", suggested=True),)
        )

    def act(self, action: Action) -> Step | None:
        """OK and back both go on."""
        return GoOn() if action is Action.BACK or self._buttons.act(action) else None

    def point(self, pointer: Pointer | Scroll) -> Step | None:
        """The button."""
        if isinstance(pointer, Scroll):
            return None
        x, y = self._layout.to_design(pointer.x, pointer.y)
        return GoOn() if self._buttons.point(pointer, x, y) else None

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw everything if anything has changed, else nothing."""
        look = (surface.get_size(), self.style, *self._buttons.look())
        if look == self._drawn:
            return []
        self._drawn = look
        layout = self._layout = Layout(surface.get_size(), self.style)
        surface.fill(layout.colours.ground)
        lines = layout.lines(self._sentence, _TEXT_SIZE, _WIDTH, _MOST_LINES, bold=False)
        top = 300 - _LINE_HEIGHT * (len(lines) - 1) / 2
        for number, line in enumerate(lines):
            label = layout.text(line, _TEXT_SIZE, layout.colours.text)
            layout.put(surface, label, 640, top + _LINE_HEIGHT * number, Align.MIDDLE)
        self._buttons.draw(surface, layout)
        return [surface.get_rect()]
