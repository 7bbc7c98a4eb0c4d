"""The menu over a paused run."""

from __future__ import annotations

from collections.abc import Hashable

import pygame

from game.inputs.actions import Action, Pointer
from game.screens.ui import shapes
from game.screens.ui.button import Button, ButtonGroup
from game.screens.ui.canvas import Sprite
from game.screens.ui.icons import Icon
from game.screens.ui.layout import Align, Layout

GO_ON, START_AGAIN, SONGS, SOUND = "go on", "start again", "songs", "sound"
PANEL_RECT = pygame.Rect(400, 78, 480, 574)
_BUTTONS = {GO_ON: "Go on", START_AGAIN: "Start again", SONGS: "Songs", SOUND: "Sound"}
_FIRST_Y, _STEP_Y, _BUTTON_HEIGHT = 270, 92, 80
TAKE_YOUR_TIME = "Take the time you need."
_LINE_HEIGHT = 34
_MOST_LINES = 3
_VEIL_OPACITY = 190


class PauseMenu:
    """Go on, start again, back to the songs, or set the sound."""

    def __init__(self) -> None:
        left, width = PANEL_RECT.left + 50, PANEL_RECT.w - 100
        self._buttons = ButtonGroup(
            tuple(
                Button(
                    name, pygame.Rect(left, _FIRST_Y + _STEP_Y * row, width, _BUTTON_HEIGHT), label
                )
                for row, (name, label) in enumerate(_BUTTONS.items())
            )
        )
        self._buttons.focused.picture, self._buttons.focused.suggested = Icon.PLAY, True
        self._sentence = TAKE_YOUR_TIME
        self._veil: pygame.Surface | None = None
        self._panel: pygame.Surface | None = None
        self._drawn_for: tuple[object, ...] = ()

    def open(self, sentence: str | None = None) -> None:
        """Begin with the focus on going on; `sentence` tells why the run stopped by itself."""
        self._buttons.set_focus(GO_ON)
        self._sentence = sentence or TAKE_YOUR_TIME

    def say(self, sentence: str) -> None:
        """Tell something else while the run waits."""
        self._sentence = sentence

    def act(self, action: Action) -> str | None:
        """The name of what was chosen. Back and pause lead back into the song."""
        if action in (Action.BACK, Action.PAUSE):
            return GO_ON
        chosen = self._buttons.act(action)
        return chosen.name if chosen else None

    def point(self, pointer: Pointer, x: float, y: float) -> str | None:
        """The name of what was chosen, for a pointer at a design point."""
        chosen = self._buttons.point(pointer, x, y)
        return chosen.name if chosen else None

    def sprites(self, layout: Layout) -> dict[Hashable, Sprite]:
        """A veil over everything, and the menu."""
        look = (layout, self._sentence, *self._buttons.look())
        if self._veil is None or self._panel is None or look != self._drawn_for:
            if self._veil is None or self._veil.get_size() != layout.size:
                self._veil = pygame.Surface(layout.size, pygame.SRCALPHA)
                self._veil.fill((*layout.colours.ground, _VEIL_OPACITY))
            self._panel = self._panel_picture(layout)
            self._drawn_for = look
        place = layout.rect(PANEL_RECT)
        return {
            "veil": Sprite(self._veil, 0, 0),
            "menu": Sprite(self._panel, place.x, place.y),
        }

    def _panel_picture(self, layout: Layout) -> pygame.Surface:
        whole = pygame.Surface(layout.size, pygame.SRCALPHA)
        place = layout.rect(PANEL_RECT)
        whole.blit(shapes.rounded_box(place.w, place.h, layout.px(28), layout.colours.panel), place)
        title = layout.text("Paused", 48, layout.colours.text, bold=True)
        layout.put(whole, title, PANEL_RECT.centerx, 120, Align.MIDDLE)
        lines = layout.lines(self._sentence, 26, PANEL_RECT.w - 40, _MOST_LINES, bold=False)
        for number, text in enumerate(lines):
            middle = 210 + _LINE_HEIGHT * (number - (len(lines) - 1) / 2)
            line = layout.text(text, 26, layout.colours.dim)
            layout.put(whole, line, PANEL_RECT.centerx, middle, Align.MIDDLE)
        self._buttons.draw(whole, layout)
        return whole.subsurface(place).copy()
