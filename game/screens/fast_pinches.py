"""Each finger's fastest pinches: what to do, fifteen seconds of it, a rest, and the next finger.

Nothing of a finger is counted before its first pinch, so there is all the time in the world. Going
back while one pinches lets that finger begin anew.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from game.charting.chart import Grip
from game.coach.fast_pinches import FAST_S, FastPinches, pressed
from game.inputs.contact import Contact
from game.play.events import InputKind
from game.screens.page_screen import PageScreen
from game.screens.steps import LeaveBenchmark, PlayBenchmark, Step
from game.screens.ui.benchmark_words import REST_S
from game.screens.ui.blocks import Block, Words
from game.screens.ui.button import Button
from game.screens.ui.pinch_clock import Aside, PinchClock, PinchPicture
from game.screens.ui.tabs import button
from game.screens.ui.theme import GripLook, grip_looks
from game.settings import Hand
from game.text import tr, trn

STILL_S = 0.6
"""A pinch this soon after a finger was asked for was meant for the screen before."""
CALM_DOWN_S = 1.5
"""So long after the time is up, pinches still come and mean nothing."""
_STEPS = 60
"""The ring empties in so many steps."""
_HIGH = 440


class Phase(Enum):
    """What goes on."""

    READY = "ready"
    """A finger is asked for; its first pinch begins."""
    RUNNING = "running"
    REST = "rest"
    DONE = "done"
    """Every finger had its turn; the tune comes next."""


class FastPinchesScreen(PageScreen):
    """Asks each of `grips` (lane order, at least one) of `hand`, one after the other."""

    def __init__(self, grips: Sequence[Grip], hand: Hand) -> None:
        super().__init__()
        self._grips = tuple(grips)
        self._hand = hand
        self._number = 0
        """Whose turn it is."""
        self._done: list[FastPinches] = []
        self._kinds: set[InputKind] = set()
        self._said = ""
        """What came in between."""
        self._since_s = 0.0
        """When the phase began."""
        self._ask(0)

    @property
    def phase(self) -> Phase:
        """What goes on now."""
        return self._phase

    @property
    def pinches(self) -> FastPinches:
        """Those of the finger whose turn it is, or was."""
        return self._pinches

    @property
    def takes_pinches(self) -> bool:
        """See `Screen`; a moment longer than they count."""
        if self._phase in (Phase.READY, Phase.RUNNING):
            return True
        return self._now_s - self._since_s < CALM_DOWN_S and self._pinches.count > 0

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        number = tr("Fast pinches  \u00b7  {number} of {count}").format(
            number=self._number + 1, count=len(self._grips)
        )
        top = Words(number, 26, ink="dim")
        match self._phase:
            case Phase.READY:
                return (top, self._beside(self._to_do(), self._picture()))
            case Phase.RUNNING:
                return (top, self._beside(self._while_running(), self._clock()))
            case Phase.REST:
                return (top, self._beside(self._while_resting(), self._clock()))
            case Phase.DONE:
                return (top, self._beside(self._before_tune(), self._clock()))

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        match self._phase:
            case Phase.READY:
                return (button("skip", tr("Leave it out")), button("leave", tr("Stop")))
            case Phase.RUNNING:
                return (button("anew", tr("Start again")),)
            case Phase.REST:
                return (button("on", tr("Go on"), suggested=True), button("leave", tr("Stop")))
            case Phase.DONE:
                play = button("tune", tr("Play the tune"), suggested=True)
                return (play, button("leave", tr("Stop")))

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        match name:
            case "skip":
                self._go_on()
            case "anew":
                self._ask(self._number)
            case "on":
                self._go_on()
            case "tune":
                return PlayBenchmark(tuple(self._done), frozenset(self._kinds))
            case _:
                return LeaveBenchmark()
        return None

    def back(self) -> Step | None:
        """Let this finger begin anew, or leave."""
        if self._phase is not Phase.RUNNING:
            return LeaveBenchmark()
        self._ask(self._number)
        return None

    def pinch(self, contact: Contact) -> Step | None:
        """Count it, if it is the finger that was asked for."""
        is_early = self._phase is Phase.READY and contact.stamp_s - self._since_s < STILL_S
        if not contact.down or is_early or self._phase not in (Phase.READY, Phase.RUNNING):
            return None
        before = self._pinches
        self._pinches = pressed(before, contact.stamp_s, contact.grip)
        if self._pinches is not before:
            self._kinds.add(contact.kind)
            if self._phase is Phase.READY:
                self._enter(Phase.RUNNING)
            self.refresh()
        return None

    def pad_at(self, x: float, y: float) -> Grip | None:
        """Everywhere but on the buttons a touch is a pinch of the finger that was asked for."""
        if self._phase not in (Phase.READY, Phase.RUNNING):
            return None
        at = self._layout.to_design(x, y)
        is_on_button = any(one.rect.inflate(24, 24).collidepoint(at) for one in self.page.buttons)
        return None if is_on_button else self._grips[self._number]

    def focus_lost(self) -> None:
        """Whoever looks away begins this finger anew."""
        self._interrupt(tr("That was interrupted. Begin again when you like."))

    def unplugged(self, sentence: str) -> None:
        """So does who loses a device, and is told."""
        self._interrupt(sentence)

    def tick(self, now_s: float) -> Step | None:
        """The time is up, a rest is over, and the ring empties."""
        if self._shown_s is None:
            self._since_s = now_s
        super().tick(now_s)
        if self._phase is Phase.RUNNING and self._pinches.is_over(now_s):
            self._end()
        elif self._phase is Phase.REST and now_s - self._since_s >= REST_S:
            self._go_on()
        elif self._look() != self._shown_look:
            self.refresh()
        return None

    def refresh(self) -> None:
        """See `PageScreen`."""
        self._shown_look = self._look()
        super().refresh()

    def _look(self) -> tuple[object, ...]:
        return (self._phase, self._share, self._pinches.count)

    @property
    def _share(self) -> float:
        """How much of the ring is left, in steps."""
        left = 0.0
        if self._phase is Phase.RUNNING:
            left = self._pinches.left_s(self._now_s) / FAST_S
        elif self._phase is Phase.REST:
            left = max(1 - (self._now_s - self._since_s) / REST_S, 0.0)
        return math.ceil(left * _STEPS) / _STEPS

    def _ask(self, number: int) -> None:
        self._number = number
        self._pinches = FastPinches(self._grips[number])
        self._enter(Phase.READY)

    def _end(self) -> None:
        """The time is up."""
        self._done.append(replace(self._pinches, began_s=None))
        is_last = self._number == len(self._grips) - 1
        self._enter(Phase.DONE if is_last else Phase.REST)

    def _go_on(self) -> None:
        if self._number == len(self._grips) - 1:
            self._enter(Phase.DONE)
        else:
            self._ask(self._number + 1)

    def _interrupt(self, sentence: str) -> None:
        if self._phase is Phase.RUNNING:
            self._ask(self._number)
            self._said = sentence
            self.refresh()

    def _enter(self, phase: Phase) -> None:
        self._phase, self._since_s, self._said = phase, self._now_s, ""
        self.refresh()
        first = {Phase.READY: "skip", Phase.RUNNING: "anew", Phase.REST: "on", Phase.DONE: "tune"}
        self.page.set_focus(first[phase])

    def _finger(self) -> GripLook:
        return grip_looks(self._grips)[self._grips[self._number]]

    def _to_do(self) -> Sequence[Block]:
        seconds = round(FAST_S)
        how = tr(
            "As fast as is comfortable, for {seconds} seconds. Your first pinch starts the clock."
        ).format(seconds=seconds)
        first = [Words(self._said, 28, ink="glad")] if self._said else []
        return (*first, Words(self._finger().to_do, 40, bold=True), Words(how, 28))

    def _while_running(self) -> Sequence[Block]:
        left = math.ceil(self._pinches.left_s(self._now_s))
        said = trn("{count} second left", "{count} seconds left", left).format(count=left)
        return (Words(self._finger().to_do, 40, bold=True), Words(said, 32))

    def _while_resting(self) -> Sequence[Block]:
        following = grip_looks(self._grips)[self._grips[self._number + 1]]
        coming = tr("Next: {finger}").format(finger=following.came)
        return (Words(tr("Let the hand rest."), 40, bold=True), Words(coming, 32))

    def _before_tune(self) -> Sequence[Block]:
        said = tr("A minute and a half. Pinch whenever a note comes to the line.")
        return (Words(tr("Now the tune"), 40, bold=True), Words(said, 32))

    def _clock(self) -> Block:
        if not self._pinches.count:
            return self._picture()
        is_finger = self._phase is Phase.RUNNING
        grip = self._grips[self._number] if is_finger else None
        return PinchClock(self._share, self._pinches.count, grip, self._grips)

    def _picture(self) -> Block:
        return PinchPicture(self._grips[self._number], self._grips, self._hand)

    def _beside(self, words: Sequence[Block], picture: Block) -> Block:
        return Aside(words, picture, _HIGH)
