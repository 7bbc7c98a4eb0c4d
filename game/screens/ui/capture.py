"""Waiting for what a finger is to press: the picture, and what counts as an answer."""

from __future__ import annotations

import pygame

from game.charting.chart import Grip
from game.inputs.actions import Phase, Pointer
from game.inputs.controls import Control, Edge, Part
from game.play.events import InputKind
from game.screens.ui import shapes
from game.screens.ui.button import Button, ButtonGroup
from game.screens.ui.layout import Align, Layout
from game.screens.ui.theme import grip_looks

SETTLE_S = 0.35
"""What chose this may tremble on: nothing counts for so long."""
FINGERS = {
    Grip.INDEX: "Index finger",
    Grip.MIDDLE: "Middle finger",
    Grip.RING: "Ring finger",
    Grip.LITTLE: "Little finger",
    Grip.KEY: "Side pinch",
}
_SKIP = Control(InputKind.GAMEPAD, Part.BUTTON, pygame.CONTROLLER_BUTTON_START)
_POINTING = (InputKind.MOUSE, InputKind.TOUCH)
_EXAMPLES = "A key, a button, a pad, a pedal, a mouse click, or a place on a touch screen."
_WIDTH = 1120
_BUTTON = pygame.Rect(0, 560, 300, 88)


class Capture:
    """Asks for `grips` one after the other, from `now_s` on (`time.perf_counter`).

    `instead`: what is pressed takes the place of what the finger had of that kind of device.
    """

    def __init__(self, grips: tuple[Grip, ...], now_s: float, *, instead: bool) -> None:
        self.instead = instead
        self.message = ""
        self._grips = grips
        self._place = 0
        self._from_s = now_s + SETTLE_S
        self._used: set[Control] = set()
        self._is_on_button = False
        leave = Button("leave", _BUTTON.move(490, 0), "Leave it")
        self._buttons = ButtonGroup((leave,))
        if len(grips) > 1:
            leave.rect.x = 660
            leave.label = "Stop here"
            self._buttons = ButtonGroup((Button("skip", _BUTTON.move(320, 0), "Skip it"), leave))

    @property
    def grip(self) -> Grip:
        """The finger that is asked for."""
        return self._grips[self._place]

    def takes(self, edge: Edge) -> bool:
        """Whether `edge` is an answer: something that went down, and not on a button of this."""
        on_button = self._is_on_button and edge.control.kind in _POINTING
        return edge.down and edge.stamp_s >= self._from_s and not on_button

    def is_skip(self, control: Control) -> bool:
        """Start on a gamepad passes over the finger."""
        return control == _SKIP

    def is_used(self, control: Control) -> bool:
        """Whether another finger was given `control` just now."""
        return control in self._used

    def note(self, control: Control, said: str) -> None:
        """`control` was the answer; say so beside the next question."""
        self._used.add(control)
        self.message = said

    def go_on(self, now_s: float) -> bool:
        """Ask for the next finger; False if there is none."""
        self._place += 1
        self._from_s = now_s + SETTLE_S
        return self._place < len(self._grips)

    def point(self, pointer: Pointer, x: float, y: float) -> str | None:
        """The name of the button chosen, for a pointer at a design point."""
        chosen = self._buttons.point(pointer, x, y)
        if pointer.phase is Phase.DOWN:
            self._is_on_button = any(one.rect.collidepoint(x, y) for one in self._buttons.buttons)
        return chosen.name if chosen else None

    def look(self) -> tuple[object, ...]:
        """Everything the picture depends on."""
        return (self._place, self.message, *self._buttons.look())

    def draw(self, surface: pygame.Surface, layout: Layout) -> None:
        """The finger's shape, the question, and the buttons."""
        look = grip_looks(tuple(Grip), layout.colours)[self.grip]
        shape = shapes.hollow(look.shape, layout.px(64), look.colour, look.halo)
        x, y = layout.x(640) - shape.get_width() // 2, layout.y(156) - shape.get_height() // 2
        surface.blit(shape, (x, y))
        question = f"Press what you want for your {FINGERS[self.grip].lower()}"
        lines = (
            (question, 44, layout.colours.text, 286),
            (_EXAMPLES, 28, layout.colours.dim, 350),
            (self.message, 28, layout.colours.text, 470),
        )
        for text, size, ink, top in lines:
            size = layout.fitting_size(text, size, _WIDTH, bold=ink is layout.colours.text)
            label = layout.text(text, size, ink, bold=ink is layout.colours.text, most=_WIDTH)
            layout.put(surface, label, 640, top, Align.MIDDLE)
        if len(self._grips) > 1:
            place = layout.text(f"{self._place + 1} of {len(self._grips)}", 28, layout.colours.dim)
            layout.put(surface, place, 640, 404, Align.MIDDLE)
        self._buttons.draw(surface, layout, has_focus=False)
