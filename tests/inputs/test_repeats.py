"""What is held down steers on, and stops at once when it is let go."""

from __future__ import annotations

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.inputs.actions import Action
from game.inputs.controls import Edge, key_control
from game.inputs.repeats import AFTER_S, EVERY_S, REPEATED, Repeats

FRAME_S = 1 / 60


def edge(key: int, *, down: bool = True, stamp_s: float = 0.0) -> Edge:
    return Edge(stamp_s, key_control(key), down, "keyboard", "Keyboard")


def repeated(repeats: Repeats, from_s: float, until_s: float) -> list[Action]:
    """What a frame every sixtieth of a second is told."""
    frames = range(int(from_s / FRAME_S), int(until_s / FRAME_S))
    told = (repeats.due(frame * FRAME_S) for frame in frames)
    return [action for action in told if action is not None]


@pytest.mark.parametrize("action", [one for one in Action if one in REPEATED])
def test_a_key_that_is_held_repeats_after_a_while_until_it_is_let_go(action: Action) -> None:
    repeats = Repeats()
    repeats.hold(edge(pygame.KSCAN_DOWN), action)
    assert repeated(repeats, 0, AFTER_S) == []
    many = repeated(repeats, AFTER_S, AFTER_S + 1)
    assert set(many) == {action}
    assert 1 / EVERY_S - 2 <= len(many) <= 1 / EVERY_S + 1
    repeats.let_go([edge(pygame.KSCAN_DOWN, down=False)])
    assert repeated(repeats, 2, 4) == []


@pytest.mark.parametrize("action", [one for one in Action if one not in REPEATED])
def test_what_chooses_or_leads_elsewhere_happens_once(action: Action) -> None:
    repeats = Repeats()
    repeats.hold(edge(pygame.KSCAN_DOWN), Action.DOWN)
    repeats.hold(edge(pygame.KSCAN_RETURN), action)
    assert repeated(repeats, 0, 3) == []


def test_the_key_that_went_down_last_counts_and_another_one_coming_up_does_not() -> None:
    repeats = Repeats()
    repeats.hold(edge(pygame.KSCAN_DOWN), Action.DOWN)
    repeats.hold(edge(pygame.KSCAN_UP), Action.UP)
    repeats.let_go([edge(pygame.KSCAN_DOWN, down=False)])
    assert repeats.due(AFTER_S) is Action.UP


def test_a_frame_that_took_long_is_not_made_up_for() -> None:
    repeats = Repeats()
    repeats.hold(edge(pygame.KSCAN_DOWN), Action.DOWN)
    assert repeats.due(5.0) is Action.DOWN
    assert repeats.due(5.0 + FRAME_S / 2) in (None, Action.DOWN)
    assert len(repeated(repeats, 5.1, 6.1)) <= 1 / EVERY_S + 1


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 4)), max_size=20))
def test_nothing_repeats_once_everything_is_up(turns: list[tuple[bool, int]]) -> None:
    repeats = Repeats()
    for is_down, key in [*turns, *((False, key) for key in range(1, 5))]:
        if is_down:
            repeats.hold(edge(key), Action.DOWN)
        else:
            repeats.let_go([edge(key, down=False)])
    assert repeats.due(100.0) is None
