"""Figures as the report writes them, and the names of what is in it."""

from __future__ import annotations

from collections.abc import Iterable

from game.charting.chart import Grip
from game.coach.change import Change
from game.text import later, tr, whole

NOTHING = "\N{EN DASH}"
"""Stands where there is no figure."""
_MINUS = "\N{MINUS SIGN}"
_FINGERS = {
    Grip.INDEX: later("Index finger"),
    Grip.MIDDLE: later("Middle finger"),
    Grip.RING: later("Ring finger"),
    Grip.LITTLE: later("Little finger"),
    Grip.KEY: later("Side pinch"),
}
_SHORT = {
    Grip.INDEX: later("Index"),
    Grip.MIDDLE: later("Middle"),
    Grip.RING: later("Ring"),
    Grip.LITTLE: later("Little"),
    Grip.KEY: later("Side"),
}
_INPUTS = {
    "keyboard": later("Keyboard"),
    "touch": later("Touch screen"),
    "mouse": later("Mouse"),
    "gamepad": later("Gamepad"),
    "midi": later("MIDI pads"),
    "mixed": later("Several inputs"),
}
_HANDS = {"right": later("Right hand"), "left": later("Left hand")}


def finger(grip: Grip) -> str:
    """A grip as it begins a line."""
    return tr(_FINGERS[grip])


def short_finger(grip: Grip) -> str:
    """A grip where there is little room."""
    return tr(_SHORT[grip])


def fingers(grips: Iterable[Grip]) -> str:
    """Several grips in a list."""
    return ", ".join(short_finger(grip) for grip in grips)


def input_name(kind: str) -> str:
    """What pinches were made with; a kind that is not known is called what it is called."""
    return tr(_INPUTS[kind]) if kind in _INPUTS else kind


def hand_name(hand: str) -> str:
    """Which hand; a dash for one nobody has told."""
    return tr(_HANDS[hand]) if hand in _HANDS else NOTHING


def percent(share: float) -> str:
    """A share of 1: "64 %"."""
    return _whole_words(tr("{number} %").format(number=round(100 * share)))


def small_percent(share: float) -> str:
    """A share that may be small: "4 %", "<1 %"."""
    return f"<{percent(0.01)}" if 0 < share < 0.005 else percent(share)


def milliseconds(value: float) -> str:
    """A spread in milliseconds: "95 ms"."""
    return _whole_words(tr("{number} ms").format(number=round(value)))


def signed(value: float) -> str:
    """A whole number with its sign: "+38", "\N{MINUS SIGN}35", "0"."""
    rounded = round(value)
    sign = "+" if rounded > 0 else _MINUS if rounded < 0 else ""
    return f"{sign}{whole(abs(rounded))}"


def signed_ms(value: float) -> str:
    """How late (+) or early: "+38 ms"."""
    return _whole_words(tr("{number} ms").format(number=signed(value)))


def minutes(seconds: float) -> str:
    """A length of time: "8 h 5 min", "45 min"."""
    hours, rest = divmod(round(seconds / 60), 60)
    if hours:
        return tr("{hours} h {minutes} min").format(hours=whole(hours), minutes=rest)
    return tr("{minutes} min").format(minutes=rest)


def change_cell(change: Change | None) -> str:
    """A change in a table, with what chance alone would explain."""
    if change is None:
        return NOTHING
    if not change.is_clear:
        return tr("about the same")
    told = tr("{points} points (\N{PLUS-MINUS SIGN}{band})")
    return told.format(points=signed(change.points), band=round(change.band))


def _whole_words(figure: str) -> str:
    """A figure with its unit, which stay on one line."""
    return figure.replace(" ", "\N{NO-BREAK SPACE}")
