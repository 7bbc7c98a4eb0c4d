"""A rendered song being heard: the player and the clock that follows it, moved together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from game.sound.clock import SongClock
from game.sound.player import Player


class Playback:
    """Plays the file at `wav`, whose first sample is at song time -`lead_in_s`.

    Without a file (None) nothing is heard and the clock runs on `now_s` alone, a
    `time.perf_counter`. `offset_s` is what the player's own calibration adds to the latency.
    Raises `SoundError` when the file can't be played.
    """

    def __init__(
        self,
        player: Player,
        wav: Path | None,
        lead_in_s: float,
        now_s: Callable[[], float],
        offset_s: float = 0.0,
    ) -> None:
        self._player = player
        self._lead_in_s = lead_in_s
        self._is_heard = wav is not None
        if wav is not None:
            player.load(wav)
        self._clock = SongClock(
            now_s,
            player.position_ms if self._is_heard else _no_position,
            file_start_s=-lead_in_s,
            latency_s=player.latency_s if self._is_heard else 0.0,
            offset_s=offset_s,
        )

    @property
    def raw_position_ms(self) -> float | None:
        """What the sound card said last, in milliseconds of the file; None without one."""
        return self._clock.raw_position_ms

    def start(self, song_s: float) -> None:
        """Play from `song_s`, or up to a second before it where the file can't be entered later."""
        began_s = song_s
        if self._is_heard:
            began_s = self._player.play(song_s + self._lead_in_s) - self._lead_in_s
        self._clock.start(began_s)

    def pause(self) -> None:
        """Fall silent and stop the clock."""
        self._clock.pause()
        if self._is_heard:
            self._player.pause()

    def close(self) -> None:
        """Let go of the file."""
        if self._is_heard:
            self._player.stop()

    def update(self, now_s: float) -> float:
        """The song time heard at `now_s`."""
        return self._clock.update(now_s)

    def song_time_at(self, stamp_s: float) -> float:
        """The song time heard at `stamp_s`, near the last update."""
        return self._clock.song_time_at(stamp_s)


def _no_position() -> None:
    """There is no sound card to ask."""
