"""Lets pinches steer whatever menu is on show, and tells what they do there."""

from __future__ import annotations

from game.app.flow import Flow
from game.inputs.actions import Action
from game.inputs.contact import Contact
from game.inputs.steering import Steering
from game.screens.ui.theme import grip_looks
from game.text import tr


class PinchMenus:
    """Hands the actions that pinches and gamepads mean to the flow's screen."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._steering = Steering()
        self._place: tuple[object, bool] = (flow.screen, flow.screen.takes_pinches)
        self._is_used = False

    @property
    def hint(self) -> str:
        """What pinches do in menus; empty unless the last thing that steered one was a pinch."""
        if not self._is_used:
            return ""
        names = {grip: look.name for grip, look in grip_looks(tuple(self._steering.order)).items()}
        first, second = (names[grip] for grip in self._steering.order[:2])
        hints = [
            tr("{finger}: next").format(finger=first),
            tr("{finger}, held: choose").format(finger=first),
        ]
        if len(self._flow.grips) > 1:
            hints.append(tr("{finger}: back").format(finger=second))
        return "   ·   ".join(hints)

    def notice(self, now_s: float) -> None:
        """Another screen, or a song that has paused: a pinch that is held means nothing here."""
        place = (self._flow.screen, self._flow.screen.takes_pinches)
        if place != self._place:
            self._steering.reset(now_s, after_song=self._place[1])
            self._place = place

    def contact(self, contact: Contact, *, steers: bool) -> None:
        """A contact has come; `steers` if it may mean something in a menu."""
        screen = self._flow.screen
        if screen.takes_pinches or screen.takes_taps or screen.takes_edges:
            return
        if contact.down and not steers:
            return
        if contact.down:
            self._is_used = True
            self._steering.use(self._flow.grips)
            self._flow.pinched_with(contact.kind)
        self.act(self._steering.contact(contact))

    def tick(self, now_s: float) -> None:
        """Let time pass: a pinch that is held long enough chooses."""
        self.act(self._steering.tick(now_s))

    def stand_back(self) -> None:
        """Something else steers."""
        self._is_used = False

    def act(self, action: Action | None) -> None:
        """An action from something other than a keyboard."""
        if action is not None:
            self._flow.follow(self._flow.screen.act(action))
