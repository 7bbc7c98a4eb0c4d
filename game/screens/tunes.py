"""Which of a few parts is the tune of a song? Listen to each, and take one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from game.inputs.actions import Action, Pointer, Scroll
from game.screens.screen import OpenSongs, Screen, Step, TakeTune
from game.screens.ui.button import Button, ButtonGroup
from game.screens.ui.icons import Icon
from game.screens.ui.layout import Layout
from game.screens.ui.shapes import rounded_box

_LEFT, _RIGHT = 48, 1232
_ROW_TOP, _ROW_HEIGHT, _ROW_STEP = 172, 124, 140
_LISTEN_WIDTH, _TAKE_WIDTH, _BUTTON_HEIGHT = 196, 196, 84
_BACK = pygame.Rect(800, 608, 408, _BUTTON_HEIGHT)
_CORNER = 20


@dataclass(frozen=True, slots=True)
class TuneRow:
    """A part of the song: a short name, a line that tells more, and whether it is the tune now."""

    name: str
    line: str
    is_tune: bool = False


class TunesScreen(Screen):
    """Choose among `rows`, those that seem likeliest first.

    `listen` is told which one to play; without it nothing can be heard. `title` is the song's.
    """

    def __init__(
        self, title: str, rows: Sequence[TuneRow], listen: Callable[[int], None] | None
    ) -> None:
        self._title = title
        self._rows = tuple(rows)
        self._listen = listen
        self._message = ""
        self._layout = Layout((1280, 720))
        self._drawn: tuple[object, ...] | None = None
        self._buttons = ButtonGroup(tuple(_buttons(self._rows, can_listen=listen is not None)))
        self._buttons.set_focus("listen 0" if listen else "take 0")

    def show_message(self, message: str) -> None:
        """One sentence at the bottom."""
        self._message = message

    def act(self, action: Action) -> Step | None:
        """Arrows move, OK listens or takes, back leads to the songs."""
        if action is Action.BACK:
            return OpenSongs()
        return self._press(self._buttons.act(action))

    def point(self, pointer: Pointer | Scroll) -> Step | None:
        """The buttons."""
        if isinstance(pointer, Scroll):
            return None
        return self._press(
            self._buttons.point(pointer, *self._layout.to_design(pointer.x, pointer.y))
        )

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw everything if anything has changed, else nothing."""
        look = (surface.get_size(), self.style, self._message, *self._buttons.look())
        if look == self._drawn:
            return []
        self._drawn = look
        layout = self._layout = Layout(surface.get_size(), self.style)
        surface.fill(layout.colours.ground)
        heading = layout.text("Which part is the tune?", 40, layout.colours.text, bold=True)
        layout.put(surface, heading, _LEFT, 52)
        line = layout.text(self._question(), 28, layout.colours.dim, most=_RIGHT - _LEFT)
        layout.put(surface, line, _LEFT, 116)
        for number, row in enumerate(self._rows):
            self._draw_row(surface, number, row)
        self._buttons.draw(surface, layout)
        if self._message:
            label = layout.text(self._message, 26, layout.colours.dim, most=_BACK.left - _LEFT - 40)
            layout.put(surface, label, _LEFT + 28, _BACK.centery)
        return [surface.get_rect()]

    def _question(self) -> str:
        if self._listen:
            return f"{self._title}: listen, and take the part you would sing."
        return f"{self._title}: take the part you would sing."

    def _press(self, button: Button | None) -> Step | None:
        if button is None:
            return None
        if button.name == "back":
            return OpenSongs()
        what, number = button.name.split()
        if what == "take":
            return TakeTune(int(number))
        if self._listen:
            self._listen(int(number))
        return None

    def _draw_row(self, surface: pygame.Surface, number: int, row: TuneRow) -> None:
        layout = self._layout
        rect = _row_rect(number)
        place = layout.rect(rect)
        surface.blit(rounded_box(place.w, place.h, layout.px(_CORNER), layout.colours.panel), place)
        buttons = _TAKE_WIDTH + (_LISTEN_WIDTH + 16 if self._listen else 0)
        room = rect.w - buttons - 80
        name = layout.text(row.name, 34, layout.colours.text, bold=True, most=room)
        layout.put(surface, name, rect.left + 28, rect.top + 42)
        line = layout.text(row.line, 26, layout.colours.dim, most=room)
        layout.put(surface, line, rect.left + 28, rect.top + 86)


def _row_rect(number: int) -> pygame.Rect:
    return pygame.Rect(_LEFT, _ROW_TOP + number * _ROW_STEP, _RIGHT - _LEFT, _ROW_HEIGHT)


def _buttons(rows: Sequence[TuneRow], *, can_listen: bool) -> list[Button]:
    made: list[Button] = []
    for number, tune in enumerate(rows):
        row = _row_rect(number)
        take = pygame.Rect(0, 0, _TAKE_WIDTH, _BUTTON_HEIGHT)
        take.midright = (row.right - 24, row.centery)
        if can_listen:
            listen = pygame.Rect(0, 0, _LISTEN_WIDTH, _BUTTON_HEIGHT)
            listen.midright = (take.left - 16, row.centery)
            made.append(Button(f"listen {number}", listen, "Listen", Icon.PLAY))
        label = "Keep this" if tune.is_tune else "Take this"
        made.append(Button(f"take {number}", take, label, suggested=tune.is_tune))
    made.append(Button("back", _BACK, "Back"))
    return made
