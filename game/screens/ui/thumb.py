"""Where the thumb is: at rest, or on its way to a finger and back. Moves in a few steps."""

from __future__ import annotations

from game.charting.chart import Grip

SHARES = (0.0, 0.5, 0.85, 1.0)
"""How much of the way each step is; the last one touches."""
REACH_S = 0.04
"""From the first step to the last."""
RETURN_S = 0.12


class Thumb:
    """Follows the grips that are pinched. Times are readings of one clock, in seconds."""

    def __init__(self) -> None:
        self._grip: Grip | None = None
        self._is_down = False
        self._since_s = 0.0

    def go_to(self, grip: Grip | None, now_s: float) -> None:
        """Touch the finger of `grip` from now on; None: go back to rest."""
        if grip is None:
            if self._is_down:
                self._is_down, self._since_s = False, now_s
        elif grip is not self._grip or not self._is_down:
            self._grip, self._is_down, self._since_s = grip, True, now_s

    def place(self, now_s: float, *, is_calm: bool) -> tuple[Grip | None, int]:
        """The grip it is near, if any, and which of the steps it is at.

        With `is_calm` it does not travel: it is there, or at rest.
        """
        last = len(SHARES) - 1
        if self._grip is None or (is_calm and not self._is_down):
            return None, 0
        if is_calm:
            return self._grip, last
        since_s = max(now_s - self._since_s, 0.0)
        if self._is_down:
            return self._grip, min(1 + int(since_s / REACH_S * (last - 1)), last)
        step = last - 1 - int(since_s / RETURN_S * (last - 1))
        return (self._grip, step) if step > 0 else (None, 0)
