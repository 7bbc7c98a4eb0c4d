"""What care says of a day, in whole sentences."""

from __future__ import annotations

from game.coach.care import Today
from game.screens.ui.words import number
from game.text import tr, trn


def pinches(today: Today) -> str:
    """ "312 pinches today." """
    count = today.pinches
    said = trn("{count} pinch today.", "{count} pinches today.", count)
    return said.format(count=number(count))


def day(today: Today) -> list[str]:
    """What the day came to; nothing of what did not happen."""
    lines = [pinches(today)] if today.pinches else []
    if today.minutes:
        said = trn("{count} minute of practice.", "{count} minutes of practice.", today.minutes)
        lines.append(said.format(count=today.minutes))
    return lines


def beside_goal(today: Today) -> str:
    """For a quiet line: "212 of 300 pinches today"."""
    if today.is_reached:
        said = trn("{count} pinch today", "{count} pinches today", today.pinches)
        return said.format(count=number(today.pinches))
    said = trn("{count} of {goal} pinch today", "{count} of {goal} pinches today", today.goal)
    return said.format(count=number(today.pinches), goal=number(today.goal))


def talk() -> str:
    """After a second day on which it hurt."""
    return tr("It hurt on another day, too. Please tell your therapist or doctor.")
