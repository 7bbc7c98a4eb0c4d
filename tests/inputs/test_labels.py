"""What controls are called in another language, and that what is stored of them stays the same."""

from __future__ import annotations

import pytest

from game.inputs.bindings import BindingError, bindings_from_names, refusal
from game.inputs.controls import Control, Part, control_from
from game.inputs.labels import control_label
from game.play.events import InputKind
from game.text import use_language


@pytest.mark.parametrize(
    ("control", "english", "german"),
    [
        (Control(InputKind.MIDI, Part.NOTE, 71), "B4", "H4"),
        (Control(InputKind.MIDI, Part.PEDAL, 7), "Knob 7", "Regler 7"),
        (Control(InputKind.GAMEPAD, Part.BUTTON, 1), "B", "B"),
        (Control(InputKind.GAMEPAD, Part.BUTTON, 4), "Back", "Back"),
        (Control(InputKind.GAMEPAD, Part.BUTTON, 7), "Left stick", "Linker Stick"),
        (Control(InputKind.GAMEPAD, Part.BUTTON, 10), "RB", "RB"),
        (Control(InputKind.GAMEPAD, Part.BUTTON, 20), "Touchpad", "Touchpad"),
        (Control(InputKind.GAMEPAD, Part.BUTTON, 21), "Button 22", "Knopf 22"),
        (Control(InputKind.GAMEPAD, Part.BUTTON, 11), "Up", "Hoch"),
        (Control(InputKind.GAMEPAD, Part.AXIS_UP, 2), "Right stick right", "Rechter Stick rechts"),
        (Control(InputKind.GAMEPAD, Part.AXIS_UP, 5), "RT", "RT"),
        (Control(InputKind.GAMEPAD, Part.BUTTON, 3, "pad"), "Button 4", "Knopf 4"),
        (Control(InputKind.MOUSE, Part.BUTTON, 3), "Right click", "Rechtsklick"),
        (Control(InputKind.MOUSE, Part.BUTTON, 8), "Click 8", "Klick 8"),
    ],
)
def test_a_label_is_in_the_language_in_use(control: Control, english: str, german: str) -> None:
    stored = str(control)
    assert control_label(control) == english
    use_language("de")
    assert control_label(control) == german
    assert str(control) == stored
    assert control_from(stored) == control


def test_why_a_key_cannot_be_a_finger_is_told_in_the_language_in_use() -> None:
    start = Control(InputKind.GAMEPAD, Part.BUTTON, 6)
    use_language("de")
    assert refusal(start) == "Start macht Pause, also kann es kein Finger sein."
    with pytest.raises(BindingError, match=r"^Die Leertaste macht Pause"):
        bindings_from_names(["space"])
