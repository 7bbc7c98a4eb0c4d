"""A rendered song being heard: the player and the clock that follows it, moved together."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path

from game.sound.asleep import slept_s
from game.sound.clock import ClockReading, SongClock
from game.sound.player import Player
from game.sound.waiting import FIRST_READ_S, volume_before
from game.text import later, tr

LONGEST_GAP_S = 1.5
"""Between two updates. What was heard meanwhile nobody could have played to."""
SOUND_STUCK = later("The sound got stuck for a moment, so the song waits for you.")
COMPUTER_AWAY = later("The computer was busy or asleep for a moment, so the song waits for you.")


class Playback:
    """Plays the file at `wav`, whose first sample is at song time -`lead_in_s`.

    Without a file (None) nothing is heard and the clock runs on `now_s` alone, a
    `time.perf_counter`. `offset_s` is what the player's own calibration adds to the latency;
    `asleep_s` tells for how long the computer has slept without `now_s` counting it.
    Raises `SoundError` when the file can't be played.
    """

    def __init__(
        self,
        player: Player,
        wav: Path | None,
        lead_in_s: float,
        now_s: Callable[[], float],
        offset_s: float = 0.0,
        asleep_s: Callable[[], float] = slept_s,
    ) -> None:
        self._player = player
        self._lead_in_s = lead_in_s
        self._now_s = now_s
        self._asleep_s = asleep_s
        self._is_heard = wav is not None
        self._updated_s = 0.0
        self._wav = wav
        self._limit_s = math.inf
        """Song time comes no further than this."""
        self._least_s = -math.inf
        """Song time was here when it last stood still."""
        self._held_at_s: float | None = None
        """Where the music has stopped; None while it plays."""
        self._volume = 1.0
        self._went_on_s = -math.inf
        self.take_back()
        self._clock = SongClock(
            now_s,
            self._position_ms,
            file_start_s=-lead_in_s,
            offset_s=offset_s,
        )

    @property
    def reading(self) -> ClockReading:
        """The clock's latest update, for traces."""
        return self._clock.reading

    @property
    def device(self) -> Mapping[str, object]:
        """What plays, for traces; empty when nothing does."""
        return self._player.device if self._is_heard else {}

    def interruption(self, now_s: float) -> str | None:
        """One sentence on why the song can't just go on at `now_s`; None while it can.

        The device has gone, it has taken no sound for some time, or nobody has asked for so long
        that the song would have gone on unseen. Pausing and starting again is the way on.
        """
        if self._is_heard and self._player.trouble:
            return self._player.trouble
        if now_s + self._asleep_s() - self._updated_s > LONGEST_GAP_S:
            return tr(COMPUTER_AWAY)
        return tr(SOUND_STUCK) if self._is_heard and self._player.is_stuck() else None

    def start(self, song_s: float) -> None:
        """Play from `song_s`, or up to a second before it where the file can't be entered later."""
        began_s = song_s
        self._limit_s, self._least_s, self._held_at_s = math.inf, -math.inf, None
        self._set_volume(1.0)
        if self._is_heard:
            began_s = self._player.play(song_s + self._lead_in_s) - self._lead_in_s
        self._clock.latency_s = self._player.latency_s if self._is_heard else 0.0
        self._clock.start(began_s)
        self._updated_s = self._now_s() + self._asleep_s()

    def pause(self) -> None:
        """Fall silent and stop the clock."""
        self._clock.pause()
        if self._is_heard:
            self._player.pause()

    def wait_at(self, song_s: float) -> None:
        """Let song time come no further than `song_s`, until another place is told or `start`.

        The music fades out before it and, when a later place is told, goes on where it stopped.
        """
        if song_s > self._limit_s and self._held_at_s is not None:
            self._go_on(self._held_at_s)
        self._limit_s = song_s

    def take_back(self) -> None:
        """Be what the player plays, again after another playback. Raises `SoundError`."""
        if self._wav is not None:
            self._player.load(self._wav)

    def close(self) -> None:
        """Let go of the file."""
        if self._is_heard:
            self._player.stop()

    def update(self, now_s: float) -> float:
        """The song time heard at `now_s`."""
        self._updated_s = now_s + self._asleep_s()
        line_s = self._clock.update(now_s)
        if self._held_at_s is None:
            self._near_the_limit(line_s + self._clock.latency_s + self._clock.offset_s)
        return self._within_limits(line_s)

    def song_time_at(self, stamp_s: float) -> float:
        """The song time heard at `stamp_s`, near the last update."""
        return self._within_limits(self._clock.song_time_at(stamp_s))

    def _within_limits(self, song_s: float) -> float:
        return max(min(song_s, self._limit_s), self._least_s)

    def _near_the_limit(self, taken_s: float) -> None:
        """Fade, and stop, when what the sound card takes now comes near the limit."""
        volume = volume_before(self._limit_s - taken_s, self._volume)
        if volume is not None:
            self._set_volume(volume)
            return
        self._held_at_s = taken_s
        if self._is_heard:
            self._player.pause()

    def _go_on(self, held_at_s: float) -> None:
        """Let the music go on; song time stands still until that is heard."""
        self._least_s = self._within_limits(self._clock.song_time_at(self._now_s()))
        self._held_at_s = None
        file_s = self._player.go_on() if self._is_heard else None
        self._went_on_s = self._now_s()
        self._clock.start(held_at_s if file_s is None else file_s - self._lead_in_s)

    def _position_ms(self) -> float | None:
        """Where the player is; right after it went on it can't tell yet to the millisecond."""
        if not self._is_heard or self._now_s() - self._went_on_s < FIRST_READ_S:
            return None
        return self._player.position_ms()

    def _set_volume(self, volume: float) -> None:
        if self._is_heard and volume != self._volume:
            self._volume = volume
            self._player.set_volume(volume)
