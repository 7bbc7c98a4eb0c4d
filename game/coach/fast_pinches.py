"""As many pinches as a finger makes in fifteen seconds, counted from stamps.

A value: each press makes the next one. The first press starts the clock, so that nobody has to be
quick to begin. Times are seconds on one clock, any clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.charting.chart import Grip

FAST_S = 15.0
"""How long a finger pinches."""
BOUNCE_S = 0.06
"""Presses nearer than this are one: switches bounce for 5 to 20 ms, and no finger taps more often
than about 10 times a second."""
MOST_PRESSES = 1 + int(FAST_S / BOUNCE_S)


@dataclass(frozen=True, slots=True)
class FastPinches:
    """The pinches of `grip`: `presses_s` are their stamps in seconds since the first one.

    Raises `ValueError` for stamps that no hand has made: not from 0 on, not rising by at least
    `BOUNCE_S`, or not within `FAST_S`.
    """

    grip: Grip
    presses_s: tuple[float, ...] = ()
    began_s: float | None = None
    """When the first press came, on the clock of whoever counts; None before, and of kept ones."""

    def __post_init__(self) -> None:
        last_s = -BOUNCE_S
        for press_s in self.presses_s:
            if not last_s + BOUNCE_S - 1e-9 <= press_s < FAST_S:
                raise ValueError("the stamps of fast pinches must rise from 0 on")
            last_s = press_s
        if self.presses_s and self.presses_s[0] != 0:
            raise ValueError("the stamps of fast pinches begin with the first")

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.presses_s)

    def left_s(self, now_s: float) -> float:
        """How much time there still is; all of it before the first press."""
        if self.began_s is None:
            return FAST_S
        return min(max(self.began_s + FAST_S - now_s, 0.0), FAST_S)

    def is_over(self, now_s: float) -> bool:
        """Whether the time is up."""
        return self.left_s(now_s) == 0


def pressed(pinches: FastPinches, stamp_s: float, grip: Grip) -> FastPinches:
    """`pinches` after a press of `grip`: another finger, a bounce and what comes too late are none.

    Stamps must not go backwards; one that does is a bounce.
    """
    if grip is not pinches.grip:
        return pinches
    if pinches.began_s is None:
        return replace(pinches, presses_s=(0.0,), began_s=stamp_s)
    press_s = stamp_s - pinches.began_s
    if press_s >= FAST_S or press_s - pinches.presses_s[-1] < BOUNCE_S:
        return pinches
    return replace(pinches, presses_s=(*pinches.presses_s, press_s))
