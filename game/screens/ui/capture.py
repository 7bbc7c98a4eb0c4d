"""Waiting for what a finger is to press: what is said, and what counts as an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.charting.chart import Grip
from game.inputs.actions import Phase, Pointer
from game.inputs.controls import Control, Edge, Part
from game.play.events import InputKind
from game.screens.ui import shapes
from game.screens.ui.blocks import Block, Words
from game.screens.ui.button import CORNER, Button
from game.screens.ui.layout import Align, Layout
from game.screens.ui.shapes import rounded_box
from game.screens.ui.theme import grip_looks
from game.text import later, tr

SETTLE_S = 0.35
"""What chose this may tremble on: nothing counts for so long."""
FINGERS = {
    Grip.INDEX: later("Index finger"),
    Grip.MIDDLE: later("Middle finger"),
    Grip.RING: later("Ring finger"),
    Grip.LITTLE: later("Little finger"),
    Grip.KEY: later("Side pinch"),
}
_YOUR = {
    Grip.INDEX: later("your index finger"),
    Grip.MIDDLE: later("your middle finger"),
    Grip.RING: later("your ring finger"),
    Grip.LITTLE: later("your little finger"),
    Grip.KEY: later("your side pinch"),
}
_SKIP = Control(InputKind.GAMEPAD, Part.BUTTON, pygame.CONTROLLER_BUTTON_START)
_POINTING = (InputKind.MOUSE, InputKind.TOUCH)
_SHAPE_HEIGHT = 240


class PointedButton(Button):
    """One that arrows don't lead to: here every key is an answer."""

    def draw(
        self, surface: pygame.Surface, layout: Layout, *, focused: bool, pressed: bool
    ) -> None:
        """Draw it, never with a ring."""
        ground, ink = self._colours(layout.colours, pressed=pressed)
        place = layout.rect(self.rect)
        surface.blit(rounded_box(place.w, place.h, layout.px(CORNER), ground), place)
        self._draw_inside(surface, layout, ink)


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
        self._buttons: tuple[Button, ...] = ()

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

    def point(self, pointer: Pointer, x: float, y: float) -> None:
        """Notice whether a pointer at a design point goes down on a button."""
        if pointer.phase is Phase.DOWN:
            self._is_on_button = any(one.rect.collidepoint(x, y) for one in self._buttons)

    def blocks(self) -> Sequence[Block]:
        """The finger's shape and the question."""
        question = tr("Press what you want for {finger}").format(finger=your(self.grip))
        examples = tr(
            "A key, a button, a pad, a pedal, a mouse click, or a place on a touch screen."
        )
        made: list[Block] = [
            _Shape(self.grip),
            Words(question, 44, bold=True, align=Align.MIDDLE),
            Words(examples, ink="dim", align=Align.MIDDLE),
        ]
        if len(self._grips) > 1:
            place = tr("{place} of {count}").format(place=self._place + 1, count=len(self._grips))
            made.append(Words(place, ink="dim", align=Align.MIDDLE))
        if self.message:
            made.insert(2, Words(self.message, align=Align.MIDDLE))
        return made

    def footer(self) -> Sequence[Button]:
        """What leads on without an answer."""
        nowhere = pygame.Rect(0, 0, 0, 0)
        if len(self._grips) > 1:
            self._buttons = (
                PointedButton("skip", nowhere.copy(), tr("Skip it")),
                PointedButton("leave", nowhere.copy(), tr("Stop here")),
            )
        else:
            self._buttons = (PointedButton("leave", nowhere.copy(), tr("Leave it")),)
        return self._buttons


@dataclass(slots=True)
class _Shape:
    """The shape of a finger, with less air round it where texts are large."""

    grip: Grip
    buttons: Sequence[Button] = ()

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return round(_SHAPE_HEIGHT / layout.text_scale)

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        look = grip_looks(tuple(Grip), layout.colours)[self.grip]
        shape = shapes.hollow(look.shape, layout.px(52), look.colour, look.halo)
        x, y = layout.x(rect.centerx), layout.y(rect.centery)
        surface.blit(shape, (x - shape.get_width() // 2, y - shape.get_height() // 2))


def your(grip: Grip) -> str:
    """The finger as it is called in a sentence, after "for"."""
    return tr(_YOUR[grip])
