"""One offer of each kind, for the screens that show them."""

from __future__ import annotations

from dataclasses import replace

from game.charting.chart import Grip
from game.coach.adapting import Offer, Reason
from game.coach.ladder import Lever
from tests.screens import helpers
from tests.screens.helpers import FOUR, LEVELS

NOW = helpers.settings()
LEVEL_UP = Offer(Reason.HARDER, 0.91, Lever.LEVEL, replace(NOW, level=LEVELS[4]))
_TWO = FOUR[2:]
REST_TWO = Offer(
    Reason.REST_FINGERS, 0.1, Lever.GRIPS, replace(NOW, grips=FOUR[:2]), _TWO, notes=120, hits=12
)


def _fingers(reason: Reason, grips: tuple[Grip, ...]) -> Offer:
    return Offer(reason, 0.9, Lever.GRIPS, replace(NOW, grips=FOUR), grips, notes=25, hits=2)


OFFERS = (
    LEVEL_UP,
    Offer(Reason.HARDER, 0.91, Lever.SPEED, replace(NOW, speed_percent=110)),
    Offer(Reason.HARDER, 0.91, Lever.WINDOW, replace(NOW, level=NOW.level.with_window(75))),
    Offer(Reason.EASIER, 0.4, Lever.LEVEL, replace(NOW, level=LEVELS[0])),
    Offer(Reason.EASIER, 0.4, Lever.SPEED, replace(NOW, speed_percent=80)),
    Offer(Reason.EASIER, 0.4, Lever.WINDOW, replace(NOW, level=NOW.level.with_window(125))),
    *(
        _fingers(reason, (grip,))
        for grip in (Grip.MIDDLE, Grip.KEY)
        for reason in (
            Reason.READY_FOR_FINGERS,
            Reason.FINGERS_BACK,
            Reason.REST_FINGERS,
            Reason.OTHER_FINGERS,
        )
    ),
    _fingers(Reason.READY_FOR_FINGERS, _TWO),
    _fingers(Reason.FINGERS_BACK, _TWO),
    REST_TWO,
    Offer(Reason.HARDEST, 0.97),
    Offer(Reason.EASIEST, 0.4),
)
