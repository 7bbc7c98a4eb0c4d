"""What the very first song says while it is played: what to do, and that it was done well."""

from __future__ import annotations

from game.charting.chart import Grip
from game.text import later, tr

_PRAISED_HITS = 3
"""After so many hits more there is nothing left to say."""
_TO_DO = {
    Grip.INDEX: later("Touch index finger and thumb when the circle meets the line"),
    Grip.MIDDLE: later("Touch middle finger and thumb when the square meets the line"),
    Grip.RING: later("Touch ring finger and thumb when the triangle meets the line"),
    Grip.LITTLE: later("Touch little finger and thumb when the diamond meets the line"),
    Grip.KEY: later("Thumb to the side of your index finger when the hexagon meets the line"),
}


def first_hint(due: Grip | None, hits: int) -> str:
    """The line to show while `due` comes next, after so many hits; empty if there is none."""
    if due is None or hits > _PRAISED_HITS:
        return ""
    if hits == 0:
        return tr(_TO_DO[due])
    return tr("Just like that! Every shape has its finger.")
