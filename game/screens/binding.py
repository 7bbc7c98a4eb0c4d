"""Bind keys, pads and buttons to fingers, by pressing them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.charting.chart import Grip
from game.inputs.actions import Action, Pointer, Scroll
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
from game.screens.page_screen import PageScreen
from game.screens.steps import GoBack, OpenTester, Step
from game.screens.ui.blocks import Block, Buttons, Dial, Words, heading
from game.screens.ui.button import Button
from game.screens.ui.capture import FINGERS, Capture, your
from game.screens.ui.finger_row import FingerBlock, FingerRow
from game.screens.ui.tabs import button, nowhere, setting
from game.screens.ui.tight import Tight
from game.settings import Hand
from game.text import later, tr

BOUNCE_STEP_MS = 20
_TITLES = {
    Hand.RIGHT: later("Keys and pads for your right hand"),
    Hand.LEFT: later("Keys and pads for your left hand"),
}
_KINDS = {
    InputKind.KEYBOARD: later("Keyboard"),
    InputKind.GAMEPAD: later("Gamepad"),
    InputKind.MIDI: later("MIDI"),
    InputKind.MOUSE: later("Mouse"),
    InputKind.TOUCH: later("Touch screen"),
}


class BindingScreen(PageScreen):
    """Choose a finger, and press what it is to press.

    All fingers are on one page, and each has one of its own. `grips` are those in use, asked for
    one by one. `keep` is told of changed bindings, and answers with a sentence if they can't be
    stored.
    """

    def __init__(
        self, bindings: Bindings, hand: Hand, grips: Sequence[Grip], keep: Callable[[Bindings], str]
    ) -> None:
        super().__init__()
        self.bindings = bindings
        self._hand = hand
        self._grips = grips
        self._keep = keep
        self._capture: Capture | None = None
        self._finger: Grip | None = None
        """Whose page is on show; None for that of all fingers."""
        self.message = ""
        """What was done last, or why it could not be stored."""
        self._lit: frozenset[Grip] = frozenset()
        self.refresh()

    @property
    def takes_edges(self) -> bool:
        """While it waits for something to be pressed."""
        return self._capture is not None

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        if self._capture:
            return self._capture.blocks()
        said = [Words(self.message, 26)] if self.message else []
        if self._finger is not None:
            return [*self._finger_blocks(self._finger), *said]
        rows = [
            FingerBlock(
                FingerRow(
                    f"finger {grip}",
                    nowhere(),
                    tr(FINGERS[grip]),
                    grip=grip,
                    controls=self._controls_of(grip),
                    is_lit=grip in self._lit,
                )
            )
            for grip in Grip
        ]
        leads = (
            button("all", tr("One by one"), suggested=True),
            button("try", tr("Try them out")),
            button("usual", tr("The usual ones")),
        )
        return [heading(tr(_TITLES[self._hand])), *said, *rows, Buttons(leads)]

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        if self._capture:
            return self._capture.footer()
        return [button("back" if self._finger is None else "fingers", tr("Back"))]

    def act(self, action: Action) -> Step | None:
        """Arrows move, OK chooses; back stops waiting, and then leaves."""
        if self._capture:
            if action is Action.BACK:
                self._end_capture()
            return None
        return super().act(Action.BACK if action is Action.INPUTS else action)

    def edge(self, edge: Edge) -> Step | None:
        """Whatever is pressed while it waits is bound."""
        capture = self._capture
        if capture is None or not capture.takes(edge):
            return None
        if capture.is_skip(edge.control):
            self._go_on(capture)
            return None
        if capture.is_used(edge.control):
            taken = tr("{control} is taken already. Press another one.")
            capture.message = taken.format(control=control_label(edge.control))
        elif refused := refusal(edge.control):
            capture.message = refused
        else:
            self._bind(capture, edge.control)
        self.refresh()
        return None

    def pinch(self, contact: Contact) -> Step | None:
        """A finger that touches is seen to."""
        self._lit = self._lit | {contact.grip} if contact.down else self._lit - {contact.grip}
        self.refresh()

    def point(self, pointer: Pointer | Scroll) -> Step | None:
        """The buttons."""
        if self._capture and isinstance(pointer, Pointer):
            self._capture.point(pointer, *self._layout.to_design(pointer.x, pointer.y))
        return super().point(pointer)

    def focus_lost(self) -> None:
        """Nothing is waited for while another window has the keys."""
        if self._capture:
            self._end_capture()

    def back(self) -> Step | None:
        """From a finger to all of them, and then where this was opened from."""
        if self._finger is None:
            return GoBack()
        self._show(None)
        return None

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        match name.split():
            case ["skip"] if self._capture:
                self._go_on(self._capture)
            case ["leave"]:
                self._end_capture()
            case ["finger", grip]:
                self._show(Grip(int(grip)))
            case ["fingers"]:
                self._show(None)
            case ["all"]:
                self._start(self._grips)
            case ["usual"]:
                said = tr("Everything is as it usually is.")
                self._change(default_bindings(self._hand), said)
            case ["try"]:
                return OpenTester()
            case ["back"]:
                return GoBack()
            case _:
                if self._finger is not None:
                    self._set(self._finger, name)
        return None

    def _set(self, grip: Grip, name: str) -> None:
        """A button of the page of a finger was chosen."""
        match name.split():
            case ["set"]:
                self._start((grip,))
            case ["add"]:
                self._start((grip,), instead=False)
            case ["clear"]:
                said = tr("Nothing is bound to {finger} now.").format(finger=your(grip))
                self._change(self.bindings.without(grip), said)
            case ["bounce", way]:
                step = BOUNCE_STEP_MS if way == "more" else -BOUNCE_STEP_MS
                bounce_ms = self.bindings.bounce_ms(grip) + step
                self._change(self.bindings.with_bounce(grip, bounce_ms), "")
            case _:
                pass

    def _show(self, finger: Grip | None) -> None:
        """Show the page of a finger, or that of all, with the focus where it was."""
        before, self._finger = self._finger, finger
        self.message = ""
        self.refresh()
        self.page.scroll_to_top()
        self.page.set_focus(f"finger {before}" if finger is None else "set")

    def _start(self, grips: Sequence[Grip], *, instead: bool = True) -> None:
        self.message = ""
        self._capture = Capture(tuple(grips), self._now_s, instead=instead)
        self.refresh()

    def _bind(self, capture: Capture, control: Control) -> None:
        """Bind `control` to the finger that is asked for, and ask for the next one."""
        grip, label = capture.grip, control_label(control)
        before = self.bindings.grip_of(control)
        bound = self.bindings.bound(grip, control, instead=capture.instead)
        said = tr("{control} is for {finger} now.").format(control=label, finger=your(grip))
        if before is not None and before is not grip:
            moved = tr("{control} was for {before}; it is for {finger} now.")
            said = moved.format(control=label, before=your(before), finger=your(grip))
        self._change(bound, said)
        capture.note(control, said)
        self._go_on(capture)

    def _go_on(self, capture: Capture) -> None:
        if capture.go_on(self._now_s):
            self.refresh()
        else:
            self._end_capture()

    def _end_capture(self) -> None:
        self._capture = None
        self.refresh()
        self.page.scroll_to_top()
        self.page.set_focus("set" if self._finger is not None else "all")

    def _change(self, bindings: Bindings, said: str) -> None:
        """Take other bindings; a kind of device without any has the usual ones."""
        self.bindings = bindings_from(bindings.stored(self._hand), self._hand)
        if self.bindings != bindings:
            said = tr("Nothing was left, so the usual ones are back.")
        self.message = self._keep(self.bindings) or said
        self.refresh()

    def _controls_of(self, grip: Grip) -> str:
        found = self.bindings.controls(grip)
        return "  ·  ".join(map(control_label, found)) or tr("Its lane on the screen")

    def _finger_blocks(self, grip: Grip) -> list[Block]:
        """The page of a finger: what it presses, and what can be done about it."""
        bounce_ms = self.bindings.bounce_ms(grip)
        bounce = Dial(
            "bounce",
            tr("{number} ms").format(number=bounce_ms),
            can_less=bounce_ms > 0,
            can_more=bounce_ms < LONGEST_BOUNCE_MS,
        )
        can_clear = bool(self.bindings.controls(grip))
        change = (
            button("set", tr("Press anew"), suggested=True),
            button("add", tr("Add one more")),
            button("clear", tr("Clear"), enabled=can_clear),
        )
        return [
            heading(tr(FINGERS[grip])),
            Tight(self._kind_lines(grip)),
            setting(
                tr("What it presses"),
                tr("Press something else instead, or as well."),
                *change,
            ),
            setting(tr("Bounce"), tr("Touches that come sooner don't count."), bounce),
        ]

    def _kind_lines(self, grip: Grip) -> list[Words]:
        """What the finger has of each kind of device."""
        line = tr("{device}: {controls}")
        lines = [
            line.format(device=tr(name), controls=", ".join(map(control_label, found)))
            for kind, name in _KINDS.items()
            if (found := self.bindings.controls(grip, kind))
        ]
        shown = lines or [tr("Touch or click its lane on the screen.")]
        return [Words(one, 26, ink="dim") for one in shown]
