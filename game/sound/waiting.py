"""How the music stops before a place at which it waits, and goes on, without a click.

Music that stops amid a sound clicks, and volume changes only from one helping of sound to the next.
So it is turned down in a few steps, frame by frame, and stopped when it is silent.
"""

from __future__ import annotations

FADE_S = 0.096
SILENT_S = 0.025
"""So long before the place the music is silent: at least a frame before it is stopped."""
STOP_S = 0.008
"""Nearer than half a frame, this is the last chance to stop before the place."""
RISE = 0.25
"""How much louder it may become from one frame to the next."""
FIRST_READ_S = 0.016
"""Until a helping of sound (10.7 ms) has been taken, the position is up to one behind."""


def volume_before(ahead_s: float, volume: float) -> float | None:
    """The next volume (0 to 1) after `volume`, `ahead_s` before a place to wait at; None: stop."""
    if ahead_s <= STOP_S:
        return None
    wanted = min(1.0, max(0.0, (ahead_s - SILENT_S) / FADE_S))
    return min(wanted, volume + RISE)
