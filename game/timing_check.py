"""Clicks being tapped along to: brings stamps, song time and taps together. Like a session, but
nothing is judged and nothing is kept.

Knows no device, no window and no sound card; it is handed the playback and asked by the screen.
"""

from __future__ import annotations

from collections.abc import Sequence

from game.play.calibration import ENOUGH_TAPS, Click, Tapped, tapped
from game.session import Playback

LEAD_IN_S = 2.4
"""Long enough to find the finger, and for the first notes to be seen falling."""
SHORTEST_GAP_S = 0.15
"""A tap sooner after another one is a bounce of a key or a trembling hand."""
_OUTRO_S = 1.5
"""The last tap may be so late."""


class TimingCheck:
    """Taps along to `clicks`, whose first sounds `LEAD_IN_S` after the start.

    `playback` runs without any offset of the player's. Stamps and `now_s` are `time.perf_counter`
    readings.
    """

    def __init__(self, playback: Playback, clicks: Sequence[Click]) -> None:
        self.clicks = tuple(clicks)
        self.song_s = -LEAD_IN_S
        """Song time at the last tick."""
        self.is_running = False
        self._playback = playback
        self._times_s = [click.time_s for click in self.clicks]
        self._taps_s: list[float] = []
        self._last_stamp_s: float | None = None
        self._tapped: Tapped | None = None

    @property
    def tapped(self) -> Tapped | None:
        """What the taps so far amount to; None before the first."""
        return self._tapped

    @property
    def count(self) -> int:
        """How many taps count."""
        return self._tapped.count if self._tapped else 0

    def start(self) -> None:
        """Begin from the beginning, without any taps."""
        self._taps_s.clear()
        self._tapped = self._last_stamp_s = None
        self.song_s = -LEAD_IN_S
        self._playback.start(-LEAD_IN_S)
        self.is_running = True

    def stop(self) -> None:
        """Fall silent; the taps stay."""
        if self.is_running:
            self._playback.pause()
            self.is_running = False

    def tick(self, now_s: float) -> None:
        """Let time pass. With enough taps, or at the end of the clicks, it stops by itself."""
        if not self.is_running:
            return
        self.song_s = self._playback.update(now_s)
        if self.count >= ENOUGH_TAPS or self.song_s > self._times_s[-1] + _OUTRO_S:
            self.stop()

    def tap(self, stamp_s: float) -> bool:
        """A tap at that stamp; whether it was one, and no bounce."""
        last_s, self._last_stamp_s = self._last_stamp_s, stamp_s
        is_bounce = last_s is not None and stamp_s - last_s < SHORTEST_GAP_S
        if not self.is_running or is_bounce:
            return False
        self._taps_s.append(self._playback.song_time_at(stamp_s))
        self._tapped = tapped(self._taps_s, self._times_s)
        return True
