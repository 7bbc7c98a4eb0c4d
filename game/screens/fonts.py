"""Choose the instruments that songs are played with: a file, or the built-in ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pygame

from game.inputs.actions import Action, Pointer, Scroll
from game.screens.screen import OpenSound, Screen, Step
from game.screens.ui.button import Button, ButtonGroup
from game.screens.ui.layout import Layout
from game.screens.ui.text_field import TextField

_LEFT, _WIDTH = 48, 1184
_FIELD = pygame.Rect(_LEFT, 264, _WIDTH, 84)
_BUTTONS_Y, _BUTTON_HEIGHT = 616, 80
_EXPLAINED = (
    "A sound font is a file of instruments: its name ends in .sf2 or .sf3. "
    "Drop one on this window, or type or paste here where it is."
)


class FontsScreen(Screen):
    """Choose a SoundFont.

    `take` is given the file, None for the built-in instruments, and answers with a sentence.
    `chosen` is the file in use.
    """

    def __init__(self, chosen: Path | None, take: Callable[[Path | None], str]) -> None:
        self._take = take
        self._message = f"In use now: {chosen}" if chosen else "The built-in ones are in use now."
        self._layout = Layout((1280, 720))
        self._drawn: tuple[object, ...] | None = None
        self._field = TextField(_FIELD, "Where the file is")
        self._use = Button("use", _button_rect(0), "Use this file", suggested=True, enabled=False)
        built_in = Button("built-in", _button_rect(1), "Use the built-in ones")
        self._buttons = ButtonGroup((self._use, built_in, Button("back", _button_rect(2), "Back")))

    @property
    def takes_text(self) -> bool:
        """Letters go into the field."""
        return True

    def act(self, action: Action) -> Step | None:
        """Arrows move, OK chooses, back leaves; erasing and the space bar are for the text."""
        match action:
            case Action.BACK:
                return OpenSound()
            case Action.ERASE:
                self._field.erase()
            case Action.PAUSE:
                self._field.type(" ")
            case _:
                return self._press(self._buttons.act(action))
        self._use.enabled = bool(self._field.text.strip())
        return None

    def type(self, text: str) -> Step | None:
        """Into the field."""
        self._field.type(text)
        self._use.enabled = bool(self._field.text.strip())

    def point(self, pointer: Pointer | Scroll) -> Step | None:
        """The buttons."""
        if isinstance(pointer, Scroll):
            return None
        x, y = self._layout.to_design(pointer.x, pointer.y)
        return self._press(self._buttons.point(pointer, x, y))

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw everything if anything has changed, else nothing."""
        look = (
            surface.get_size(),
            self.style,
            self._message,
            self._field.text,
            *self._buttons.look(),
        )
        if look == self._drawn:
            return []
        self._drawn = look
        layout = self._layout = Layout(surface.get_size(), self.style)
        surface.fill(layout.colours.ground)
        heading = layout.text("Choose another sound font", 40, layout.colours.text, bold=True)
        layout.put(surface, heading, _LEFT, 58)
        self._draw_lines(surface, _EXPLAINED, 140)
        self._field.draw(surface, layout)
        self._draw_lines(surface, self._message, 410)
        self._buttons.draw(surface, layout)
        return [surface.get_rect()]

    def _draw_lines(self, surface: pygame.Surface, text: str, top: int) -> None:
        layout = self._layout
        for number, line in enumerate(layout.lines(text, 28, _WIDTH, 3, bold=False)):
            layout.put(surface, layout.text(line, 28, layout.colours.dim), _LEFT, top + 44 * number)

    def _press(self, button: Button | None) -> Step | None:
        match button.name if button else None:
            case "use":
                path = self._field.text.strip().strip("\"'")
                self._message = self._take(Path(path))
            case "built-in":
                self._message = self._take(None)
            case "back":
                return OpenSound()
            case _:
                pass
        return None


def _button_rect(place: int) -> pygame.Rect:
    width, gap = (_WIDTH - 2 * 24) // 3, 24
    return pygame.Rect(_LEFT + place * (width + gap), _BUTTONS_Y, width, _BUTTON_HEIGHT)
