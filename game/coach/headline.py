"""The one sentence that progress begins with: the best news that is true, and never a reproach."""

from __future__ import annotations

from game.charting.chart import Grip
from game.coach.progress import Progress
from game.text import later, tr, trn

_UP = {
    Grip.INDEX: later("Index finger is up {points} points since last week."),
    Grip.MIDDLE: later("Middle finger is up {points} points since last week."),
    Grip.RING: later("Ring finger is up {points} points since last week."),
    Grip.LITTLE: later("Little finger is up {points} points since last week."),
    Grip.KEY: later("The side pinch is up {points} points since last week."),
}


def headline(progress: Progress) -> str:
    """What to say first. A clear rise comes before the days; a fall is left to the plots.

    "Points" are percentage points of the notes hit under the same level, speed and fingers, and a
    rise is told only beyond what chance does (see `game.coach.change`).
    """
    if progress.runs == 0:
        return tr("This is where your practice will show.")
    if progress.runs == 1:
        return tr("Your first song is in the book.")
    if progress.week.days == 0:
        return tr("Good to see you. Everything you have practised is still here.")
    return _rise(progress) or _same(progress) or days_this_week(progress.week.days)


def days_this_week(days: int) -> str:
    """On how many of the last seven days there was practice."""
    return trn("{days} day this week.", "{days} days this week.", days).format(days=days)


def _rise(progress: Progress) -> str:
    risen = [
        (one.change.points, one.grip)
        for one in progress.grips
        if one.change and one.change.is_clear and one.change.points > 0
    ]
    if risen:
        points, grip = max(risen, key=lambda pair: (pair[0], -pair[1]))
        return tr(_UP[grip]).format(points=round(points))
    change = progress.change
    if change and change.is_clear and change.points > 0:
        text = tr("All fingers together are up {points} points since last week.")
        return text.format(points=round(change.points))
    return ""


def _same(progress: Progress) -> str:
    changes = (progress.change, *(one.change for one in progress.grips))
    if progress.change is None or any(change and change.is_clear for change in changes):
        return ""
    return tr("About the same as last week.")
