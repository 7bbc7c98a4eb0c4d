"""Where keys, pads and buttons are bound to fingers: shows the screens, keeps what they say."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from game.app.parts import Parts, chosen_bindings
from game.inputs.bindings import Bindings
from game.screens.binding import BindingScreen
from game.screens.screen import Screen
from game.screens.steps import InputStep, OpenTester
from game.screens.tester import InputTesterScreen
from game.settings import Hand, PlaySettings


class InputDesk:
    """The bindings of the player, for each hand."""

    def __init__(self, parts: Parts) -> None:
        self._choices = parts.choices
        self._wishes = parts.wishes
        self._known: dict[Hand, Bindings] = {}

    def bindings(self, hand: Hand) -> Bindings:
        """What is in force for that hand. Raises `BindingError` for wishes that can't be."""
        if hand not in self._known:
            bound = self._choices.inputs(hand)
            self._known[hand] = chosen_bindings(self._wishes, hand, bound)
        return self._known[hand]

    def open(self, step: InputStep, settings: PlaySettings) -> Screen:
        """The screen `step` leads to."""
        bindings = self.bindings(settings.hand)
        if isinstance(step, OpenTester):
            return InputTesterScreen(bindings)
        return BindingScreen(
            bindings, settings.hand, settings.grips, partial(self.keep, settings.hand)
        )

    def keep(self, hand: Hand, bindings: Bindings) -> str:
        """Keep `bindings` for that hand from now on; a sentence if they can't be stored."""
        self._wishes = replace(self._wishes, keys=None)
        self._known[hand] = bindings
        self._choices.set_inputs(hand, bindings.stored(hand))
        return self._choices.message
