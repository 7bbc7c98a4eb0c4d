"""What is said when something harder or easier is offered: why, and whether it is wanted.

Pure functions from an offer to words, in the language in use.
"""

from __future__ import annotations

from game.charting.chart import Grip
from game.charting.level import level_name
from game.coach.adapting import Offer, Reason
from game.coach.ladder import Lever
from game.screens.ui.theme import grip_looks
from game.screens.ui.words import number
from game.settings import PlaySettings
from game.text import later, tr

_READY = {
    Grip.INDEX: later("Lately you hit {percent}%. Ready for the index finger?"),
    Grip.MIDDLE: later("Lately you hit {percent}%. Ready for the middle finger?"),
    Grip.RING: later("Lately you hit {percent}%. Ready for the ring finger?"),
    Grip.LITTLE: later("Lately you hit {percent}%. Ready for the little finger?"),
    Grip.KEY: later("Lately you hit {percent}%. Ready for the side pinch?"),
}
_BACK = {
    Grip.INDEX: later("It goes well. Try the index finger again?"),
    Grip.MIDDLE: later("It goes well. Try the middle finger again?"),
    Grip.RING: later("It goes well. Try the ring finger again?"),
    Grip.LITTLE: later("It goes well. Try the little finger again?"),
    Grip.KEY: later("It goes well. Try the side pinch again?"),
}
_REST = {
    Grip.INDEX: later("The index finger came for {hits} of {notes} notes. Rest it for now?"),
    Grip.MIDDLE: later("The middle finger came for {hits} of {notes} notes. Rest it for now?"),
    Grip.RING: later("The ring finger came for {hits} of {notes} notes. Rest it for now?"),
    Grip.LITTLE: later("The little finger came for {hits} of {notes} notes. Rest it for now?"),
    Grip.KEY: later("The side pinch came for {hits} of {notes} notes. Rest it for now?"),
}
_INSTEAD = {
    Grip.INDEX: later("Would the index finger come more easily? Try it?"),
    Grip.MIDDLE: later("Would the middle finger come more easily? Try it?"),
    Grip.RING: later("Would the ring finger come more easily? Try it?"),
    Grip.LITTLE: later("Would the little finger come more easily? Try it?"),
    Grip.KEY: later("Would the side pinch come more easily? Try it?"),
}
_ONE_FINGER = {
    Reason.FINGERS_BACK: _BACK,
    Reason.REST_FINGERS: _REST,
    Reason.OTHER_FINGERS: _INSTEAD,
}
_HARDER = {
    Lever.LEVEL: later("Lately you hit {percent}%. Ready for the level {level}?"),
    Lever.SPEED: later("Lately you hit {percent}%. Ready for {speed}% speed?"),
    Lever.WINDOW: later("Lately you hit {percent}%. Ready to be more exact?"),
}
_EASIER = {
    Lever.LEVEL: later("The level {level} may feel easier. Try it?"),
    Lever.SPEED: later("A little slower may feel easier: {speed}% speed?"),
    Lever.WINDOW: later("More time for each pinch may feel easier. Try it?"),
}
_TRY = {
    Grip.INDEX: later("Try index finger"),
    Grip.MIDDLE: later("Try middle finger"),
    Grip.RING: later("Try ring finger"),
    Grip.LITTLE: later("Try little finger"),
    Grip.KEY: later("Try side pinch"),
}
_LET_REST = {
    Grip.INDEX: later("Rest index finger"),
    Grip.MIDDLE: later("Rest middle finger"),
    Grip.RING: later("Rest ring finger"),
    Grip.LITTLE: later("Rest little finger"),
    Grip.KEY: later("Rest side pinch"),
}
_MOVE = {
    (Reason.HARDER, Lever.LEVEL): later("Try {level}"),
    (Reason.EASIER, Lever.LEVEL): later("Try {level}"),
    (Reason.HARDER, Lever.SPEED): later("Again, faster"),
    (Reason.EASIER, Lever.SPEED): later("Again, slower"),
    (Reason.HARDER, Lever.WINDOW): later("More exactly"),
    (Reason.EASIER, Lever.WINDOW): later("With more time"),
}
_KINDER = (Reason.REST_FINGERS, Reason.OTHER_FINGERS, Reason.EASIER)
_STAYS = {
    Reason.HARDEST: later("You are at the very top: nothing here is harder. Race your best?"),
    Reason.EASIEST: later("This is as gentle as it gets. Every pinch is practice. Once more?"),
}


def yes(offer: Offer, settings: PlaySettings) -> str:
    """What is written on the button that takes `offer` and leads to `settings`."""
    if offer.lever is not None and offer.lever is not Lever.GRIPS:
        return tr(_MOVE[offer.reason, offer.lever]).format(level=level_name(settings.level))
    is_rest = offer.reason is Reason.REST_FINGERS
    if len(offer.grips) != 1:
        return tr("Rest them") if is_rest else tr("Try them")
    (grip,) = offer.grips
    return tr((_LET_REST if is_rest else _TRY)[grip])


def no(offer: Offer) -> str:
    """What is written on the button that refuses `offer`."""
    return tr("Not now") if offer.reason in _KINDER else tr("Not yet")


def question(offer: Offer, settings: PlaySettings) -> str:
    """Why something is offered, and whether it is wanted; `settings` are what it leads to."""
    return _template(offer).format(
        percent=round(100 * offer.rate),
        hits=number(offer.hits),
        notes=number(offer.notes),
        fingers=", ".join(look.name for look in grip_looks(offer.grips).values()),
        level=level_name(settings.level),
        speed=settings.speed_percent,
    )


def end_of_levers(offer: Offer) -> str:
    """What is said where nothing is left to make harder, or easier; empty elsewhere."""
    return tr(_STAYS[offer.reason]) if offer.reason in _STAYS else ""


def _template(offer: Offer) -> str:
    lever = offer.lever or Lever.GRIPS
    if lever is not Lever.GRIPS:
        return tr((_HARDER if offer.reason is Reason.HARDER else _EASIER)[lever])
    if len(offer.grips) != 1:
        return _of_several(offer.reason)
    (grip,) = offer.grips
    return tr(_ONE_FINGER.get(offer.reason, _READY)[grip])


def _of_several(reason: Reason) -> str:
    if reason is Reason.REST_FINGERS:
        return tr("{fingers}: {hits} of {notes} notes. Rest them for now?")
    if reason is Reason.FINGERS_BACK:
        return tr("It goes well. Try these fingers again: {fingers}?")
    return tr("Lately you hit {percent}%. Ready for more fingers: {fingers}?")
