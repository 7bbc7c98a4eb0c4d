"""How a hand's reach is found out: for each grip three pinches, then as many as come in 10 s.

Everything here is a value: each press, and time passing, makes the next one. Times are seconds on
one clock, any clock. Nothing presses: three pinches may take as long as they take, the first pinch
starts the clock, and a finger can rest at any moment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from game.charting.chart import Grip
from game.coach.counting import BOUNCE_S
from game.coach.reach import COUNT_S, TRIES, GripReach, Reach
from game.settings import Hand

SETTLE_S = 1.2
"""After the pinches that were asked for none starts the clock for so long: a fourth in the same
breath is no start."""
REST_S = 6.0
"""Between two fingers."""
LAST_REST_S = 3.0
"""After the last one, to see what it came to."""
TOGETHER_S = 0.15
"""A finger that comes so near to the one that was asked for came along with it, not instead."""


class Phase(Enum):
    """What goes on."""

    ASKED = "asked"
    """Three pinches are asked for."""
    READY = "ready"
    """The next pinch starts the clock."""
    COUNTED = "counted"
    """The clock runs."""
    RESTING = "resting"
    """The finger is done; the hand rests."""
    OVER = "over"
    """Every grip has been asked for."""


@dataclass(frozen=True, slots=True)
class Reaching:
    """Where things stand: the `grips` to ask for, what was `found` of the first of them, and what
    has come of the one that is asked for.

    `since_s` is when the phase began. `own` are the presses of the grip that is asked for, `others`
    those of other grips, each with its moment; `counted` are those while the clock ran.
    """

    hand: Hand
    grips: tuple[Grip, ...]
    phase: Phase
    since_s: float
    found: tuple[GripReach, ...] = ()
    tries: int = 0
    own: tuple[float, ...] = ()
    counted: tuple[float, ...] = ()
    others: tuple[tuple[Grip, float], ...] = ()

    @property
    def asked(self) -> Grip | None:
        """The grip that is asked for; None while the hand rests and when all is over."""
        return None if self.phase in (Phase.RESTING, Phase.OVER) else self.following

    @property
    def following(self) -> Grip | None:
        """The grip that is asked for, or will be after the rest; None after the last one."""
        return self.grips[len(self.found)] if len(self.found) < len(self.grips) else None

    @property
    def came(self) -> Grip | None:
        """The other grip that came last, if the one that is asked for has not come since."""
        if not self.others or self.asked is None:
            return None
        grip, at_s = self.others[-1]
        return None if self.own and self.own[-1] > at_s - TOGETHER_S else grip

    @property
    def length_s(self) -> float | None:
        """How long the phase lasts; None where it takes the time it takes."""
        if self.phase is Phase.COUNTED:
            return COUNT_S
        if self.phase is Phase.RESTING:
            return LAST_REST_S if self.following is None else REST_S
        return None

    def left(self, now_s: float) -> float:
        """Which share of the phase is still to come, from 1 down to 0; 1 where it has no end."""
        if self.length_s is None:
            return 1.0
        return min(max(1 - (now_s - self.since_s) / self.length_s, 0.0), 1.0)


def begun(hand: Hand, grips: Sequence[Grip], now_s: float) -> Reaching:
    """The beginning, with the grips in the order in which to ask for them.

    Raises `ValueError` if there is none, or one twice.
    """
    if not grips or len(set(grips)) != len(grips):
        raise ValueError("at least one grip is asked for, and each once")
    return Reaching(hand, tuple(grips), Phase.ASKED, now_s)


def pressed(reaching: Reaching, grip: Grip, now_s: float) -> Reaching:
    """What a press of `grip` at `now_s` makes of it. Bounces count for nothing."""
    reaching = passed(reaching, now_s)
    if reaching.asked is None:
        return reaching
    if grip is not reaching.asked:
        before = [at_s for other, at_s in reaching.others if other is grip]
        if before and now_s - before[-1] < BOUNCE_S:
            return reaching
        return replace(reaching, others=(*reaching.others, (grip, now_s)))
    if reaching.own and now_s - reaching.own[-1] < BOUNCE_S:
        return reaching
    reaching = replace(reaching, own=(*reaching.own, now_s))
    if reaching.phase is Phase.ASKED:
        reaching = replace(reaching, tries=reaching.tries + 1)
        return _ready(reaching, now_s) if reaching.tries >= TRIES else reaching
    if reaching.phase is Phase.READY:
        if now_s - reaching.since_s < SETTLE_S:
            return reaching
        return replace(reaching, phase=Phase.COUNTED, since_s=now_s, counted=(now_s,))
    return replace(reaching, counted=(*reaching.counted, now_s))


def passed(reaching: Reaching, now_s: float) -> Reaching:
    """What it is when time has come to `now_s`."""
    length_s = reaching.length_s
    if length_s is None or now_s < reaching.since_s + length_s:
        return reaching
    if reaching.phase is Phase.RESTING:
        return gone_on(reaching, now_s)
    found = _found(reaching, able=True)
    return _next(reaching, found, Phase.RESTING, reaching.since_s + length_s)


def rested(reaching: Reaching, now_s: float) -> Reaching:
    """The finger that is asked for rests today: on to the next one at once."""
    if reaching.asked is None:
        return reaching
    is_last = len(reaching.found) + 1 == len(reaching.grips)
    phase = Phase.OVER if is_last else Phase.ASKED
    return _next(reaching, _found(reaching, able=False), phase, now_s)


def gone_on(reaching: Reaching, now_s: float) -> Reaching:
    """The hand has rested for long enough."""
    if reaching.phase is not Phase.RESTING:
        return reaching
    phase = Phase.OVER if reaching.following is None else Phase.ASKED
    return replace(reaching, phase=phase, since_s=now_s)


def once_more(reaching: Reaching, now_s: float) -> Reaching:
    """While the hand rests: count the last finger anew, and forget what it came to."""
    if reaching.phase is not Phase.RESTING:
        return reaching
    *before, last = reaching.found
    return replace(_ready(reaching, now_s), found=tuple(before), tries=last.tries)


def interrupted(reaching: Reaching, now_s: float) -> Reaching:
    """Nobody looks any more: a count that was on begins anew with the next pinch."""
    if reaching.phase is not Phase.COUNTED:
        return reaching
    return _ready(reaching, now_s)


def reach_of(reaching: Reaching) -> Reach:
    """What was found out, once it is over. Raises `ValueError` before."""
    if reaching.phase is not Phase.OVER:
        raise ValueError("not every grip has been asked for yet")
    return Reach(reaching.hand, reaching.found)


def _ready(reaching: Reaching, now_s: float) -> Reaching:
    return replace(reaching, phase=Phase.READY, since_s=now_s, counted=())


def _next(reaching: Reaching, found: GripReach, phase: Phase, now_s: float) -> Reaching:
    return Reaching(reaching.hand, reaching.grips, phase, now_s, found=(*reaching.found, found))


def _found(reaching: Reaching, *, able: bool) -> GripReach:
    """What has come of the grip that is asked for. Of one that rests nothing counts as its pace."""
    assert reaching.asked is not None
    counted = reaching.counted if able else ()
    return GripReach(
        grip=reaching.asked,
        able=able,
        tries=reaching.tries,
        presses=len(counted),
        intervals_ms=tuple(round(1000 * (b - a)) for a, b in pairwise(counted)),
        instead=_instead(reaching),
    )


def _instead(reaching: Reaching) -> dict[Grip, int]:
    """How often which other grip came without the one that was asked for."""
    alone = [
        grip
        for grip, at_s in reaching.others
        if all(abs(at_s - own_s) > TOGETHER_S for own_s in reaching.own)
    ]
    return dict(sorted(Counter(alone).items()))
