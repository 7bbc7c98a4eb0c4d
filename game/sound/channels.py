"""Short sounds beside the music, on the mixer's channels: the notes of pinches, and previews.

The mixer mixes what sounds here with the music at its next buffer, so a sound is heard as soon as
it can be. Its traps are kept in here: a channel forgets its volume whenever it begins to play, so
volumes are those of the sounds; and what is cut off clicks, so everything fades.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import numpy as np
import pygame

from game.sound import tone
from game.sound.instrument import Samples

CHANNELS = 32
MOST_RINGING = 20
"""When more notes ring, the oldest fades; the channels beyond are for what is fading."""
STEAL_FADE_MS = 60
LET_GO_FADE_MS = 140
QUIET_FADE_MS = 40
PREVIEW_FADE_MS = 350
_PREVIEW, _SOFT, _NOTES = 0, range(1, 4), range(4, CHANNELS - 1)
"""The last one is left to others, who may want to find out whether the card still plays."""


def open_channels() -> bool:
    """See to it that there are enough channels; False where no sound card is open."""
    if pygame.mixer.get_init() is None:
        return False
    if pygame.mixer.get_num_channels() < CHANNELS:
        pygame.mixer.set_num_channels(CHANNELS)
    return True


class HitSounds:
    """The sounds of pinches, each at `volume` (0 to 1). Silent as long as no sound card is open.

    More `samples` may come later, at the end.
    """

    def __init__(self, samples: Sequence[Samples], volume: float) -> None:
        self._samples = samples
        self._volume = volume
        self._sounds: list[pygame.mixer.Sound] = []
        self._soft: list[pygame.mixer.Sound] = []
        self._ringing: list[int] = []
        self._fading: list[int] = []
        self._is_open()

    def play(self, number: int) -> int | None:
        """Sound `number` begins; the result is where it rings, for `let_go`.

        A sound that has not come yet is a tick.
        """
        if not self._is_open():
            return None
        if number >= len(self._sounds):
            self.tick()
            return None
        with suppress(pygame.error):
            channel = self._free_channel()
            pygame.mixer.Channel(channel).play(self._sounds[number])
            self._ringing.append(channel)
            return channel
        return None

    def let_go(self, channel: int) -> None:
        """A note that was held fades, unless it has ended or been replaced by itself."""
        if channel in self._ringing:
            self._fade(channel, LET_GO_FADE_MS)

    def tick(self) -> None:
        """A soft tick."""
        self._play_soft(0)

    def stray(self) -> None:
        """A soft sound of no pitch in particular."""
        self._play_soft(1)

    def quiet(self) -> None:
        """Everything fades at once."""
        for channel in tuple(self._ringing):
            self._fade(channel, QUIET_FADE_MS)

    def _is_open(self) -> bool:
        """Whether there is a card to play on; sounds that are new are made for it."""
        if not open_channels():
            return False
        if not self._soft:
            self._soft = [_sound(samples, self._volume) for samples in (tick(), stray())]
        for samples in self._samples[len(self._sounds) :]:
            self._sounds.append(_sound(samples, self._volume))
        return True

    def _play_soft(self, number: int) -> None:
        if not self._is_open():
            return
        with suppress(pygame.error):
            channels = [pygame.mixer.Channel(place) for place in _SOFT]
            free = next((channel for channel in channels if not channel.get_busy()), channels[0])
            free.play(self._soft[number])

    def _free_channel(self) -> int:
        """A channel that is silent; the oldest note fades if too many ring."""
        busy = {place for place in _NOTES if pygame.mixer.Channel(place).get_busy()}
        self._ringing = [place for place in self._ringing if place in busy]
        self._fading = [place for place in self._fading if place in busy]
        if len(self._ringing) >= MOST_RINGING:
            self._fade(self._ringing[0], STEAL_FADE_MS)
        free = (place for place in _NOTES if place not in busy)
        return next(free, self._fading[0] if self._fading else _NOTES[0])

    def _fade(self, channel: int, fade_ms: int) -> None:
        self._ringing.remove(channel)
        self._fading.append(channel)
        if open_channels():
            pygame.mixer.Channel(channel).fadeout(fade_ms)


class PreviewPlayer:
    """One piece of music at a time, outside a song. Without a sound card it is silent."""

    def play(self, samples: Samples, volume: float) -> None:
        """Play this instead of what plays; its own fades are in it."""
        if open_channels():
            with suppress(pygame.error):
                pygame.mixer.Channel(_PREVIEW).play(_sound(samples, volume))

    def fade(self) -> None:
        """What plays fades away."""
        if pygame.mixer.get_init() is not None:
            with suppress(pygame.error):
                pygame.mixer.Channel(_PREVIEW).fadeout(PREVIEW_FADE_MS)

    def stop(self) -> None:
        """Fall silent at once."""
        if pygame.mixer.get_init() is not None:
            with suppress(pygame.error):
                pygame.mixer.Channel(_PREVIEW).fadeout(QUIET_FADE_MS)


def tick() -> Samples:
    """A soft tick, as of a finger nail on wood."""
    return _stereo(tone.strike(1250.0, 0.006, 0.05, 0.22))


def stray() -> Samples:
    """A low, soft thump that belongs to no key."""
    return _stereo(tone.strike(165.0, 0.03, 0.16, 0.2) + tone.strike(241.0, 0.015, 0.16, 0.08))


def _stereo(wave: tone.Wave) -> Samples:
    return np.repeat(np.rint(wave[:, None] * 32767).astype(np.int16), 2, axis=1)


def _sound(samples: Samples, volume: float) -> pygame.mixer.Sound:
    sound = pygame.mixer.Sound(buffer=samples.tobytes())
    sound.set_volume(volume)
    return sound
