"""Plays a rendered file and says how far the sound card has come. Silence when there is no card.

`pygame.mixer.music` has its traps, all measured; they are kept in here:

- `get_pos` counts from the last `play`, not from the file's start, and after `stop` or the end of
  the file it goes on counting something else: it is only asked while music is busy.
- Seeking in a WAV file goes, exactly, to the whole second at or before the place that was asked for
  (SDL_mixer 2.8.2). So `play` rounds down itself and answers where the sound really begins.
- SDL's `dummy` and `disk` drivers run 5.1 % fast: they count as no sound card at all.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Protocol

import pygame

from game.sound.problem import SoundError
from game.sound.tone import SAMPLE_RATE

DRIVERS_WITHOUT_SOUND = ("dummy", "disk")
SEEK_FADE_MS = 60
"""Coming in amid a sound would click."""
LATENCY_BASE_S = 0.0041
LATENCY_PER_FRAME_S = 3.29e-5
"""Through 20.97 ms at 512 frames and 37.8 ms at 1024, measured with PulseAudio at 48 kHz."""


class Player(Protocol):
    """What the game asks of its sound, whether or not there is any to hear."""

    @property
    def message(self) -> str | None:
        """One sentence for the player about the sound; None when there is nothing to say."""
        ...

    @property
    def latency_s(self) -> float:
        """How long after `position_ms` reports a place it is heard."""
        ...

    def load(self, path: Path) -> None:
        """Make the file ready to play. Raises `SoundError` when it can't be."""
        ...

    def play(self, from_s: float = 0.0) -> float:
        """Play from the whole second of the file at or before `from_s`; that second is returned."""
        ...

    def pause(self) -> None:
        """Fall silent at once. To go on, `play` from a place of your choice."""
        ...

    def stop(self) -> None:
        """Fall silent and let go of the file."""
        ...

    def position_ms(self) -> int | None:
        """The place in the file that the sound card has taken; None while nothing plays."""
        ...

    def set_volume(self, volume: float) -> None:
        """From 0 (silent) to 1."""
        ...

    def close(self) -> None:
        """Give the sound card back."""
        ...


class MusicPlayer:
    """Plays through `pygame.mixer.music`; the mixer must be open, with `buffer` frames a buffer."""

    message: str | None = None

    def __init__(self, buffer: int) -> None:
        self.latency_s = LATENCY_BASE_S + LATENCY_PER_FRAME_S * buffer
        self._began_ms = 0

    def load(self, path: Path) -> None:
        """Make the file ready to play. Raises `SoundError` when it can't be."""
        try:
            pygame.mixer.music.load(path)
        except (pygame.error, OSError):
            raise SoundError("This song's sound can't be opened, so it plays in silence.") from None

    def play(self, from_s: float = 0.0) -> float:
        """Play from the whole second at or before `from_s`; that second is returned.

        After the end of the file there is silence.
        """
        second = max(0, math.floor(from_s))
        self._began_ms = second * 1000
        fade_ms = SEEK_FADE_MS if second else 0
        try:
            pygame.mixer.music.play(start=float(second), fade_ms=fade_ms)
        except pygame.error:
            pygame.mixer.music.stop()
        return float(second)

    def pause(self) -> None:
        """Fall silent at once."""
        pygame.mixer.music.pause()

    def stop(self) -> None:
        """Fall silent and let go of the file."""
        pygame.mixer.music.stop()
        pygame.mixer.music.unload()

    def position_ms(self) -> int | None:
        """The place in the file that the sound card has taken; None while nothing plays."""
        counted_ms = pygame.mixer.music.get_pos()
        if counted_ms < 0 or not pygame.mixer.music.get_busy():
            return None
        return self._began_ms + counted_ms

    def set_volume(self, volume: float) -> None:
        """From 0 (silent) to 1."""
        pygame.mixer.music.set_volume(min(1.0, max(0.0, volume)))

    def close(self) -> None:
        """Give the sound card back."""
        pygame.mixer.quit()


class SilentPlayer:
    """Takes every order and plays nothing, so the song clock runs on the computer's own time."""

    latency_s = 0.0

    def __init__(self, message: str | None) -> None:
        self.message = message

    def load(self, path: Path) -> None:
        """Nothing to make ready."""

    def play(self, from_s: float = 0.0) -> float:
        """Answer as `MusicPlayer` would, so both begin at the same places."""
        return float(max(0, math.floor(from_s)))

    def pause(self) -> None:
        """Silent already."""

    def stop(self) -> None:
        """Silent already."""

    def position_ms(self) -> int | None:
        """Always None: nothing plays."""
        return None

    def set_volume(self, volume: float) -> None:
        """Silence has one volume."""

    def close(self) -> None:
        """Nothing to give back."""


def open_music(buffer: int = 512) -> MusicPlayer | SilentPlayer:
    """Open the sound card, 48 kHz stereo, `buffer` frames; a `SilentPlayer` if there is none."""
    pygame.mixer.quit()
    try:
        pygame.mixer.init(SAMPLE_RATE, -16, 2, buffer, allowedchanges=0)
    except pygame.error:
        return SilentPlayer("No speaker or headphones were found, so the songs play in silence.")
    if pygame.mixer.get_driver() in DRIVERS_WITHOUT_SOUND:
        pygame.mixer.quit()
        return SilentPlayer("Sound is switched off on this computer, so the songs play in silence.")
    return MusicPlayer(buffer)
