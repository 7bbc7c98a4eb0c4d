"""One finger alone comes to every button of a group."""

from __future__ import annotations

import pygame

from game.inputs.actions import Action
from game.screens.ui.button import Button, ButtonGroup


def group(*enabled: bool) -> ButtonGroup:
    """Buttons side by side, some of which can be chosen."""
    return ButtonGroup(
        tuple(
            Button(str(place), pygame.Rect(100 * place, 0, 80, 80), enabled=is_on)
            for place, is_on in enumerate(enabled)
        )
    )


def visited(buttons: ButtonGroup, steps: int) -> list[int]:
    """Where the focus is after each step on."""
    places: list[int] = []
    for _ in range(steps):
        assert buttons.act(Action.NEXT) is None
        places.append(buttons.focus)
    return places


def test_next_goes_round_and_passes_over_what_cannot_be_chosen() -> None:
    assert visited(group(True, False, True, True), 4) == [2, 3, 0, 2]


def test_next_stays_where_there_is_nothing_else() -> None:
    assert visited(group(True), 2) == [0, 0]
    assert visited(group(False, False), 2) == [0, 0]
