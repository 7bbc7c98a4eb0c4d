"""The first start: which hand, and what to pinch with, by doing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import pygame

from game.charting.chart import Grip
from game.inputs.actions import Action, Phase, Pointer, Scroll
from game.inputs.bindings import Bindings, refusal
from game.inputs.contact import Contact
from game.inputs.controls import Control, Edge, Part, key_control
from game.inputs.labels import control_label
from game.inputs.steering import HOLD_S
from game.play.events import InputKind
from game.screens.page_screen import PageScreen
from game.screens.reach_steps import OfferReach
from game.screens.screen import Screen
from game.screens.steps import BindFirst, OpenFirstStart, SkipFirst, Step
from game.screens.ui.blocks import Block, Buttons, Space, Words, heading
from game.screens.ui.button import Button, ButtonGroup
from game.screens.ui.capture import SETTLE_S
from game.screens.ui.hand_stage import HandStage, draw_words
from game.screens.ui.layout import Align, Layout
from game.screens.ui.tabs import button, nowhere
from game.settings import Hand
from game.text import later, tr

ASKED = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE, Grip.KEY)
DONE_S = 1.6
"""So long the last answer is seen before the song is made ready."""
_HAND_HEIGHT = 132
_QUESTIONS = {
    Grip.INDEX: later("Press what you want for your index finger"),
    Grip.MIDDLE: later("Press what you want for your middle finger"),
    Grip.RING: later("Press what you want for your ring finger"),
    Grip.LITTLE: later("Press what you want for your little finger"),
    Grip.KEY: later("Press what you want for your side pinch"),
}
_TAKEN = {
    Grip.INDEX: later("{control} is for your index finger now."),
    Grip.MIDDLE: later("{control} is for your middle finger now."),
    Grip.RING: later("{control} is for your ring finger now."),
    Grip.LITTLE: later("{control} is for your little finger now."),
    Grip.KEY: later("{control} is for your side pinch now."),
}
_SKIP_BUTTON = Control(InputKind.GAMEPAD, Part.BUTTON, pygame.CONTROLLER_BUTTON_START)
_OK_KEYS = tuple(map(key_control, (pygame.KSCAN_RETURN, pygame.KSCAN_KP_ENTER)))
_MOVES = {
    key_control(pygame.KSCAN_UP): Action.UP,
    key_control(pygame.KSCAN_DOWN): Action.DOWN,
    key_control(pygame.KSCAN_LEFT): Action.UP,
    key_control(pygame.KSCAN_RIGHT): Action.DOWN,
}
_POINTING = (InputKind.MOUSE, InputKind.TOUCH)
_LEFT_BUTTON = Control(InputKind.MOUSE, Part.BUTTON, pygame.BUTTON_LEFT)
_BUTTON = pygame.Rect(0, 480, 272, 88)
_BUTTONS_LEFT = {Hand.RIGHT: 976, Hand.LEFT: 32}
_BUTTON_STEP = 108


class FirstDesk(Protocol):
    """Keeps what the first start finds out, and lets it be heard."""

    def keep(self, bindings: Bindings) -> None:
        """The fingers press this from now on."""
        ...

    def sound(self, grip: Grip) -> None:
        """A finger has touched: let it be heard."""
        ...

    def used(self, kind: InputKind) -> None:
        """Something of this kind was pressed."""
        ...


class FirstHandScreen(PageScreen):
    """Asks for the hand. Passing it over leads home."""

    def __init__(self) -> None:
        super().__init__()
        self.refresh()
        self.page.set_focus(Hand.RIGHT)

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        hands = (button(Hand.LEFT, tr("Left hand")), button(Hand.RIGHT, tr("Right hand")))
        hands[1].suggested = True
        return (
            Space(40),
            heading(tr("Welcome to Thumbtune")),
            Words(tr("Touch each finger to your thumb, in time with the music."), 32),
            Space(32),
            Words(tr("Which hand do you want to practise with?"), 36, bold=True),
            Buttons(hands, height=_HAND_HEIGHT),
        )

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        return (Button("skip", nowhere(), tr("Skip")),)

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        return SkipFirst() if name == "skip" else BindFirst(Hand(name))

    def back(self) -> Step | None:
        """See `PageScreen`."""
        return SkipFirst()


class FirstFingersScreen(Screen):
    """Asks for what to press, finger by finger; each one lights up and sounds when it is pressed.

    Touching a finger of the drawn hand is an answer, too. A control that has been used is held to
    pass over a finger, so that a device with few of them is enough.
    """

    def __init__(self, hand_used: Hand, bindings: Bindings, desk: FirstDesk) -> None:
        self.bindings = bindings
        self._hand = hand_used
        self._desk = desk
        self._place = 0
        self._answered: set[Grip] = set()
        self._used: dict[Control, Grip] = {}
        self._stage = HandStage(ASKED, hand_used)
        self._held_since_s: float | None = None
        self._message = ""
        self._now_s = 0.0
        self._from_s: float | None = None
        self._layout: Layout | None = None
        self._drawn: tuple[object, ...] | None = None
        left = _BUTTONS_LEFT[hand_used]
        self._buttons = ButtonGroup(
            (
                Button("skip", _BUTTON.move(left, 0), tr("Skip")),
                Button("back", _BUTTON.move(left, _BUTTON_STEP), tr("Back")),
            )
        )

    @property
    def takes_edges(self) -> bool:
        """Everything that is pressed is an answer."""
        return True

    @property
    def shows_hint(self) -> bool:
        """Pinches steer nothing here, so there is nothing to show."""
        return True

    @property
    def asked(self) -> Grip | None:
        """The finger that is asked for; None once all have been."""
        return ASKED[self._place] if self._place < len(ASKED) else None

    def act(self, action: Action) -> Step | None:
        """Back leads back to the question before: a finger, or the hand."""
        return self._go_back() if action is Action.BACK else None

    def edge(self, edge: Edge) -> Step | None:
        """What is pressed is bound to the finger that is asked for."""
        control = edge.control
        if control.kind is InputKind.TOUCH or control == _LEFT_BUTTON:
            return None  # see `pinch` and `point`
        if not edge.down:
            self._let_go(control)
            return None
        if control in _MOVES:
            self._buttons.act(_MOVES[control])
        elif control in _OK_KEYS:
            return self._choose(self._buttons.focused.name)
        elif control == _SKIP_BUTTON:
            self._go_on()
        elif control in self._used:
            self._touch(control, self._used[control])
            self._held_since_s = edge.stamp_s
            self._message = tr("This one is taken. Press another one, or hold it to skip.")
        elif refused := refusal(control):
            self._message = refused
        elif self.asked is not None and self._is_settled(edge.stamp_s):
            self._bind(control, self.asked)
        return None

    def pinch(self, contact: Contact) -> Step | None:
        """A finger of the drawn hand was touched."""
        source = (contact.kind, contact.grip)
        if not contact.down:
            self._let_go(source)
            return None
        self._touch(source, contact.grip)
        self._desk.used(contact.kind)
        if contact.grip is self.asked and self._is_settled(contact.stamp_s):
            self._answered.add(contact.grip)
            self._message = tr("Touch the fingers on the screen at any time.")
            self._go_on()
        return None

    def pad_at(self, x: float, y: float) -> Grip | None:
        """The finger of the drawn hand under a window pixel."""
        return self._stage.grip_at(x, y)

    def point(self, pointer: Pointer | Scroll) -> Step | None:
        """The buttons."""
        if isinstance(pointer, Scroll) or self._layout is None or self.asked is None:
            return None
        chosen = self._buttons.point(pointer, *self._layout.to_design(pointer.x, pointer.y))
        return self._choose(chosen.name) if chosen and pointer.phase is Phase.UP else None

    def focus_lost(self) -> None:
        """What is down then is never seen to come up."""
        self._stage.forget()
        self._held_since_s = None

    def tick(self, now_s: float) -> Step | None:
        """Passes over a finger when something is held, and goes on after the last one."""
        self._now_s = now_s
        if self._from_s is None:
            self._from_s = now_s + SETTLE_S
        if self._held_since_s is not None and now_s - self._held_since_s >= HOLD_S:
            self._held_since_s = None
            self._go_on()
        if self.asked is None and now_s - self._from_s >= DONE_S:
            return OfferReach(tuple(grip for grip in ASKED if grip in self._answered))
        return None

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw everything if anything has changed, else nothing."""
        layout = Layout(surface.get_size(), self.style)
        hand = self._stage.look(self._now_s, is_calm=self.style.is_calm)
        look = (layout, self._place, self._message, hand, *self._buttons.look())
        if look == self._drawn:
            return []
        self._drawn, self._layout = look, layout
        self._stage.draw(surface, layout, self.asked, self._now_s)
        draw_words(surface, layout, self._words())
        if self.asked is not None:
            self._buttons.draw(surface, layout)
        return [surface.get_rect()]

    def _words(self) -> list[Words]:
        """The question, how, and what was done last."""
        asked = self.asked
        question = tr(_QUESTIONS[asked]) if asked is not None else tr("Your fingers are ready")
        how = tr("A key, a button, a pad, or touch that finger here on the screen.")
        if asked is Grip.KEY:
            how = tr("Your thumb against the side of your index finger. Not everybody needs it.")
        texts = [Words(question, 44, bold=True, align=Align.MIDDLE)]
        if asked is not None:
            texts.append(Words(how, 28, ink="dim", align=Align.MIDDLE))
        if self._message:
            texts.append(Words(self._message, 30, align=Align.MIDDLE))
        return texts

    def _is_settled(self, stamp_s: float) -> bool:
        return self._from_s is not None and stamp_s >= self._from_s

    def _bind(self, control: Control, grip: Grip) -> None:
        self.bindings = self.bindings.bound(grip, control, instead=True)
        self._desk.keep(self.bindings)
        self._used[control] = grip
        self._answered.add(grip)
        self._message = tr(_TAKEN[grip]).format(control=control_label(control))
        self._name_fingers()
        self._desk.used(control.kind)
        self._touch(control, grip)
        self._go_on()

    def _touch(self, source: object, grip: Grip) -> None:
        """Light a finger up, and let it be heard."""
        self._stage.touch(source, grip)
        self._desk.sound(grip)

    def _let_go(self, source: object) -> None:
        self._stage.let_go(source)
        self._held_since_s = None

    def _go_on(self) -> None:
        """Ask for the next finger."""
        if self.asked is not None:
            self._place += 1
            self._from_s = self._now_s + SETTLE_S if self.asked is not None else self._now_s

    def _choose(self, name: str) -> Step | None:
        if name == "back":
            return self._go_back()
        self._message = ""
        self._go_on()
        return None

    def _go_back(self) -> Step | None:
        if self._place == 0:
            return OpenFirstStart()
        self._place -= 1
        self._message = ""
        self._from_s = self._now_s + SETTLE_S
        grip = ASKED[self._place]
        self._answered.discard(grip)
        self._used = {control: one for control, one in self._used.items() if one is not grip}
        self._name_fingers()
        return None

    def _name_fingers(self) -> None:
        """Write on each finger what it has been given."""
        self._stage.name({grip: control_label(one) for one, grip in self._used.items()})
