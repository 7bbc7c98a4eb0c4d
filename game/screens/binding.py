"""Bind keys, pads and buttons to fingers, by pressing them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.charting.chart import Grip
from game.inputs.actions import Action, Phase, Pointer, Scroll
from game.inputs.bindings import (
    LONGEST_BOUNCE_MS,
    Bindings,
    bindings_from,
    default_bindings,
    refusal,
)
from game.inputs.contact import Contact
from game.inputs.controls import Control, Edge
from game.inputs.labels import control_label
from game.play.events import InputKind
from game.screens.screen import GoBack, OpenTester, Screen, Step
from game.screens.ui.button import Button, ButtonGroup
from game.screens.ui.capture import FINGERS, Capture
from game.screens.ui.finger_row import FingerRow
from game.screens.ui.layout import Align, Layout
from game.screens.ui.shapes import rounded_box
from game.screens.ui.stepper import stepper
from game.settings import Hand

BOUNCE_STEP_MS = 20
_LEFT, _RIGHT = 48, 1232
_ROWS_TOP, _ROW_STEP, _ROW_HEIGHT, _ROW_WIDTH = 104, 92, 84, 620
PANEL_RECT = pygame.Rect(700, _ROWS_TOP, _RIGHT - 700, 4 * _ROW_STEP + _ROW_HEIGHT)
_INSIDE = PANEL_RECT.left + 28
_BOTTOM_Y, _BOTTOM_HEIGHT = 636, 68
_MESSAGE_Y = 596
_BOUNCE = "Bounce: sooner touches don't count"
_KINDS = {
    InputKind.KEYBOARD: "Keyboard",
    InputKind.GAMEPAD: "Gamepad",
    InputKind.MIDI: "MIDI",
    InputKind.MOUSE: "Mouse",
    InputKind.TOUCH: "Touch screen",
}


class BindingScreen(Screen):
    """Choose a finger, and press what it is to press.

    `grips` are those in use, asked for one by one. `keep` is told of changed bindings, and answers
    with a sentence if they can't be stored.
    """

    def __init__(
        self, bindings: Bindings, hand: Hand, grips: Sequence[Grip], keep: Callable[[Bindings], str]
    ) -> None:
        self.bindings = bindings
        self._hand = hand
        self._grips = grips
        self._keep = keep
        self._capture: Capture | None = None
        self.message = ""
        """What was done last, or why it could not be stored."""
        self._lit: frozenset[Grip] = frozenset()
        self._now_s = 0.0
        self._layout = Layout((1280, 720))
        self._drawn: tuple[object, ...] | None = None
        self._rows = [
            FingerRow(f"finger {grip}", _row_rect(place), FINGERS[grip], grip=grip)
            for place, grip in enumerate(Grip)
        ]
        self._bounce = stepper("bounce", _BOUNCE, _INSIDE, PANEL_RECT.top + 322, 300)
        self._clear = Button(
            "clear", pygame.Rect(_INSIDE + 332, PANEL_RECT.top + 360, 144, 72), "Clear"
        )
        self._buttons = ButtonGroup(
            (
                *self._rows,
                Button("set", pygame.Rect(_INSIDE, PANEL_RECT.top + 232, 232, 72), "Press anew"),
                Button(
                    "add", pygame.Rect(_INSIDE + 244, PANEL_RECT.top + 232, 232, 72), "Add one more"
                ),
                *(self._bounce.less, self._bounce.more, self._clear),
                Button("all", _bottom_rect(0), "One by one", suggested=True),
                Button("try", _bottom_rect(1), "Try them out"),
                Button("usual", _bottom_rect(2), "The usual ones"),
                Button("back", _bottom_rect(3), "Back"),
            )
        )
        self._chosen = self._rows[0]
        self._update()

    @property
    def focused(self) -> str:
        """The name of the button that has the focus."""
        return self._buttons.focused.name

    @property
    def takes_edges(self) -> bool:
        """While it waits for something to be pressed."""
        return self._capture is not None

    def act(self, action: Action) -> Step | None:
        """Arrows move, OK chooses; back stops waiting, and then leaves."""
        if self._capture:
            if action is Action.BACK:
                self._capture = None
            return None
        if action in (Action.BACK, Action.INPUTS):
            return GoBack()
        chosen = self._buttons.act(action)
        self._choose(self._buttons.focused)
        return self._press(chosen)

    def edge(self, edge: Edge) -> Step | None:
        """Whatever is pressed while it waits is bound."""
        capture = self._capture
        if capture is None or not capture.takes(edge):
            return None
        if capture.is_skip(edge.control):
            self._go_on(capture)
            return None
        if capture.is_used(edge.control):
            capture.message = f"{control_label(edge.control)} is taken already. Press another one."
        elif refused := refusal(edge.control):
            capture.message = refused
        else:
            self._bind(capture, edge.control)
        return None

    def pinch(self, contact: Contact) -> Step | None:
        """A finger that touches is seen to."""
        self._lit = self._lit | {contact.grip} if contact.down else self._lit - {contact.grip}
        for row in self._rows:
            row.is_lit = row.grip in self._lit

    def point(self, pointer: Pointer | Scroll) -> Step | None:
        """The buttons; a finger is chosen by the first tap on it, and set by the next."""
        if isinstance(pointer, Scroll):
            return None
        x, y = self._layout.to_design(pointer.x, pointer.y)
        if self._capture:
            button = self._capture.point(pointer, x, y)
            if button == "skip":
                self._go_on(self._capture)
            elif button == "leave":
                self._capture = None
            return None
        before = self._chosen
        chosen = self._buttons.point(pointer, x, y)
        if isinstance(chosen, FingerRow):
            self._choose(chosen)
            return self._press(chosen) if chosen is before else None
        return self._press(chosen) if pointer.phase is Phase.UP else None

    def tick(self, now_s: float) -> Step | None:
        """Keeps the time."""
        self._now_s = now_s

    def focus_lost(self) -> None:
        """Nothing is waited for while another window has the keys."""
        self._capture = None

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw everything if anything has changed, else nothing."""
        capture = self._capture
        shown = capture.look() if capture else (self.message, self._lit, *self._buttons.look())
        look = (surface.get_size(), self.style, self._chosen.grip, id(self.bindings), *shown)
        if look == self._drawn:
            return []
        self._drawn = look
        layout = self._layout = Layout(surface.get_size(), self.style)
        surface.fill(layout.colours.ground)
        if capture:
            capture.draw(surface, layout)
            return [surface.get_rect()]
        layout.put(
            surface, layout.text("Keys and pads", 40, layout.colours.text, bold=True), _LEFT, 54
        )
        hand = layout.text(f"For your {self._hand} hand", 28, layout.colours.dim)
        layout.put(surface, hand, _RIGHT, 56, Align.RIGHT)
        self._draw_panel(surface)
        self._buttons.draw(surface, layout)
        self._bounce.draw(surface, layout, f"{self.bindings.bounce_ms(self._chosen.grip)} ms")
        message = layout.text(self.message, 26, layout.colours.text, most=_RIGHT - _LEFT)
        layout.put(surface, message, _LEFT, _MESSAGE_Y)
        return [surface.get_rect()]

    def _choose(self, button: Button) -> None:
        if isinstance(button, FingerRow):
            self._chosen = button
            self._update()

    def _press(self, button: Button | None) -> Step | None:
        grip = self._chosen.grip
        match button.name.split() if button else []:
            case ["finger", _] | ["set"]:
                self._start((grip,))
            case ["add"]:
                self._start((grip,), instead=False)
            case ["all"]:
                self._start(self._grips)
            case ["clear"]:
                self._change(self.bindings.without(grip), f"Nothing is bound to {_your(grip)} now.")
            case ["usual"]:
                self._change(default_bindings(self._hand), "Everything is as it usually is.")
            case ["bounce", way]:
                step = BOUNCE_STEP_MS if way == "more" else -BOUNCE_STEP_MS
                bounce_ms = self.bindings.bounce_ms(grip) + step
                self._change(self.bindings.with_bounce(grip, bounce_ms), "")
            case ["try"]:
                return OpenTester()
            case ["back"]:
                return GoBack()
            case _:
                pass
        return None

    def _start(self, grips: Sequence[Grip], *, instead: bool = True) -> None:
        self.message = ""
        self._capture = Capture(tuple(grips), self._now_s, instead=instead)

    def _bind(self, capture: Capture, control: Control) -> None:
        """Bind `control` to the finger that is asked for, and ask for the next one."""
        grip, label = capture.grip, control_label(control)
        before = self.bindings.grip_of(control)
        bound = self.bindings.bound(grip, control, instead=capture.instead)
        said = f"{label} is for {_your(grip)} now."
        if before is not None and before is not grip:
            said = f"{label} was for {_your(before)}; it is for {_your(grip)} now."
        self._change(bound, said)
        capture.note(control, said)
        self._go_on(capture)

    def _go_on(self, capture: Capture) -> None:
        if not capture.go_on(self._now_s):
            self._capture = None

    def _change(self, bindings: Bindings, said: str) -> None:
        """Take other bindings; a kind of device without any has the usual ones."""
        self.bindings = bindings_from(bindings.stored(self._hand), self._hand)
        if self.bindings != bindings:
            said = "Nothing was left, so the usual ones are back."
        self.message = self._keep(self.bindings) or said
        self._update()

    def _update(self) -> None:
        for row in self._rows:
            found = self.bindings.controls(row.grip)
            row.controls = "  ·  ".join(map(control_label, found)) or "Its lane on the screen"
            row.is_chosen = row is self._chosen
        bounce_ms = self.bindings.bounce_ms(self._chosen.grip)
        self._bounce.less.enabled = bounce_ms > 0
        self._bounce.more.enabled = bounce_ms < LONGEST_BOUNCE_MS
        self._clear.enabled = bool(self.bindings.controls(self._chosen.grip))

    def _draw_panel(self, surface: pygame.Surface) -> None:
        layout, grip = self._layout, self._chosen.grip
        place = layout.rect(PANEL_RECT)
        surface.blit(rounded_box(place.w, place.h, layout.px(24), layout.colours.panel), place)
        name = layout.text(FINGERS[grip], 34, layout.colours.text, bold=True)
        layout.put(surface, name, _INSIDE, PANEL_RECT.top + 38)
        lines = [
            f"{name}: {', '.join(map(control_label, found))}"
            for kind, name in _KINDS.items()
            if (found := self.bindings.controls(grip, kind))
        ]
        shown = lines or ["Touch or click its lane on the screen."]
        for number, line in enumerate(shown):
            label = layout.text(line, 26, layout.colours.dim, most=PANEL_RECT.w - 56)
            layout.put(surface, label, _INSIDE, PANEL_RECT.top + 82 + 32 * number)


def _your(grip: Grip) -> str:
    return f"your {FINGERS[grip].lower()}"


def _row_rect(place: int) -> pygame.Rect:
    return pygame.Rect(_LEFT, _ROWS_TOP + _ROW_STEP * place, _ROW_WIDTH, _ROW_HEIGHT)


def _bottom_rect(place: int) -> pygame.Rect:
    width, gap = 280, 21
    return pygame.Rect(_LEFT + place * (width + gap), _BOTTOM_Y, width, _BOTTOM_HEIGHT)
