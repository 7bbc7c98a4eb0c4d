"""Menus by pinches: one finger is enough, and a tune in hand presses nothing."""

from __future__ import annotations

from game.charting.chart import Grip
from game.inputs.actions import Action
from game.inputs.contact import Contact
from game.inputs.steering import HOLD_S, QUIET_S, Steering
from game.play.events import InputKind


def pinch(steering: Steering, grip: Grip, at_s: float, held_s: float = 0.2) -> list[Action | None]:
    """A pinch in a menu, with time passing meanwhile: what it means."""
    down = Contact(at_s, grip, True, InputKind.MIDI)
    meant = [steering.contact(down)]
    meant.append(steering.tick(at_s + held_s))
    meant.append(steering.contact(Contact(at_s + held_s, grip, False, InputKind.MIDI)))
    return [action for action in meant if action]


def test_a_short_pinch_of_the_index_finger_goes_on_and_a_long_one_chooses() -> None:
    steering = Steering()
    assert pinch(steering, Grip.INDEX, 1.0) == [Action.NEXT]
    assert pinch(steering, Grip.INDEX, 2.0, held_s=HOLD_S + 0.1) == [Action.OK]
    assert pinch(steering, Grip.INDEX, 4.0) == [Action.NEXT]


def test_the_other_fingers_mean_something_at_once() -> None:
    steering = Steering()
    meant = [pinch(steering, grip, 1.0 + grip) for grip in Grip if grip is not Grip.INDEX]
    assert meant == [[Action.BACK], [Action.RIGHT], [Action.UP], [Action.OK]]


def test_whichever_finger_is_in_use_leads() -> None:
    steering = Steering()
    steering.use((Grip.RING,))
    assert pinch(steering, Grip.RING, 1.0) == [Action.NEXT]
    assert pinch(steering, Grip.RING, 2.0, held_s=2.0) == [Action.OK]
    steering.use((Grip.MIDDLE, Grip.LITTLE))
    assert pinch(steering, Grip.LITTLE, 9.0) == [Action.BACK]


def test_a_pinch_that_began_on_another_screen_means_nothing() -> None:
    steering = Steering()
    steering.contact(Contact(1.0, Grip.INDEX, True, InputKind.MIDI))
    steering.reset(1.5)
    assert steering.tick(5.0) is None
    assert steering.contact(Contact(5.0, Grip.INDEX, False, InputKind.MIDI)) is None


def test_after_a_song_the_hand_has_to_rest_first() -> None:
    steering = Steering()
    steering.reset(10.0, after_song=True)
    for beat in range(6):
        assert pinch(steering, Grip.MIDDLE, 10.5 + beat) == []
    assert pinch(steering, Grip.MIDDLE, 15.7 + QUIET_S + 0.1) == [Action.BACK]
