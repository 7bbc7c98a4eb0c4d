"""What is said of how the fingers move by themselves, in whole sentences and without a reproach."""

from __future__ import annotations

from game.charting.chart import Grip
from game.coach.change import Change
from game.coach.individuation import CameFirst, Finger, Individuation
from game.screens.ui.progress_words import nothing_then
from game.screens.ui.theme import grip_looks
from game.text import later, tr, trc, trn

_MORE_OFTEN = {
    Grip.INDEX: later("The index finger comes by itself more often than before."),
    Grip.MIDDLE: later("The middle finger comes by itself more often than before."),
    Grip.RING: later("The ring finger comes by itself more often than before."),
    Grip.LITTLE: later("The little finger comes by itself more often than before."),
    Grip.KEY: later("The side pinch comes by itself more often than before."),
}


def first_sentence(found: Individuation, *, is_all: bool) -> str:
    """What to say first: the best news that is true. `is_all` if no longer time can be shown."""
    if not found.notes:
        if is_all:
            return tr("This is where your fingers will show.")
        return nothing_then()
    if not found.has_enough:
        return tr("A few more songs, and you see how each finger comes by itself.")
    freed = freed_most(found)
    if freed is not None:
        return tr(_MORE_OFTEN[freed.grip])
    return when_due(found.telling[0]) if found.telling else tr("Each finger comes by itself.")


def freed_most(found: Individuation) -> Finger | None:
    """The finger that comes by itself clearly more often than before, if any does."""
    freed = [
        (one.change.points, one)
        for one in found.fingers
        if one.change and one.change.is_clear and one.change.points < 0
    ]
    return min(freed, key=lambda pair: (pair[0], pair[1].grip))[1] if freed else None


def when_due(one: CameFirst) -> str:
    """ "When the ring finger is due, the middle finger came first on 12 of 100 notes." """
    return tr("When {due} is due, {came} came first on {count} of 100 notes.").format(
        due=_due(one.due), came=_came(one.came), count=a_hundred(one.share)
    )


def about(finger: Finger) -> str:
    """What there is to say of one finger, beside its name."""
    if not finger.has_enough:
        return trn(
            "{notes} note so far: too few to tell.",
            "{notes} notes so far: too few to tell.",
            finger.timing.notes,
        ).format(notes=finger.timing.notes)
    telling = [one for one in finger.instead if one.is_telling]
    said = [
        tr("{finger} came first on {count} of 100 notes.").format(
            finger=grip_looks((one.came,))[one.came].came, count=a_hundred(one.share)
        )
        for one in telling
    ]
    if not said:
        said = [tr("Another finger seldom came first.")]
    return " ".join((*said, compared(finger.change))).strip()


def compared(change: Change | None) -> str:
    """How often something happens now beside the time before; empty with too little to compare."""
    if change is None:
        return ""
    if not change.is_clear:
        return tr("About the same as before.")
    return tr("Less often than before.") if change.points < 0 else tr("More often than before.")


def extra(found: Individuation) -> str:
    """The pinches while nothing was due, of all fingers."""
    said = tr("Extra pinches while nothing was due: {count} in 100 notes.").format(
        count=round(found.a_hundred(found.extra))
    )
    return " ".join((said, compared(found.extra_change))).strip()


def comparison(days: int) -> str:
    """What "before" means."""
    return tr(
        "Before means the {days} days before these {days} days. Only notes under the same level, "
        "speed and fingers are compared."
    ).format(days=days)


def percent(share: float) -> str:
    """A share as "84%"."""
    return tr("{percent}%").format(percent=round(100 * share))


def plus(count: float) -> str:
    """Extra pinches as "+4"; empty for none."""
    return f"+{round(count)}" if round(count) else ""


def a_hundred(share: float) -> int:
    """A share of notes as so many of 100."""
    return round(100 * share)


def _due(grip: Grip) -> str:
    match grip:
        case Grip.INDEX:
            return trc("is due", "the index finger")
        case Grip.MIDDLE:
            return trc("is due", "the middle finger")
        case Grip.RING:
            return trc("is due", "the ring finger")
        case Grip.LITTLE:
            return trc("is due", "the little finger")
        case Grip.KEY:
            return trc("is due", "the side pinch")


def _came(grip: Grip) -> str:
    match grip:
        case Grip.INDEX:
            return trc("came first", "the index finger")
        case Grip.MIDDLE:
            return trc("came first", "the middle finger")
        case Grip.RING:
            return trc("came first", "the ring finger")
        case Grip.LITTLE:
            return trc("came first", "the little finger")
        case Grip.KEY:
            return trc("came first", "the side pinch")
