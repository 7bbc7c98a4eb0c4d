"""A short example of each kind of sound that has a volume, to set the volume by."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

import numpy as np
import pygame

from game.settings import gain_of
from game.sound import tone
from game.sound.tone import SAMPLE_RATE, Timbre, ToneShelf, Wave


class Kind(StrEnum):
    """What can be heard. Each has a volume of that name in `SoundSettings`."""

    MUSIC = "music"
    TUNE = "tune"
    HIT = "hit"
    VOICE = "voice"
    MENU = "menu"


_Notes = tuple[tuple[Timbre, float, int, float, float], ...]
"""Timbre, onset (s), pitch, how long it is held (s), gain."""
_TOUCH = 1
_NOTES: dict[Kind, _Notes] = {
    Kind.MUSIC: (
        (tone.BASS, 0.0, 43, 0.9, 0.2),
        (tone.STRINGS, 0.0, 55, 1.2, 0.16),
        (tone.STRINGS, 0.0, 59, 1.2, 0.16),
        (tone.STRINGS, 0.0, 62, 1.2, 0.16),
    ),
    Kind.TUNE: tuple(
        (tone.PIANO, 0.3 * number, pitch, 0.28, 0.28)
        for number, pitch in enumerate((67, 69, 71, 74))
    ),
    Kind.HIT: ((tone.PIANO, 0.0, 71, 0.5, 0.28),),
    Kind.MENU: ((tone.BELL, 0.0, 67, 0.2, 0.2), (tone.BELL, 0.16, 74, 0.3, 0.2)),
}
_CLICKS_S = (0.0, 0.5, 1.0, 1.5)


class Examples:
    """Plays one example at a time; silent while there is no sound card."""

    def __init__(self) -> None:
        self._playing: pygame.mixer.Sound | None = None

    def play(self, kind: Kind, volume_percent: int) -> None:
        """Play the example of that kind, as loud as it would be."""
        self.stop()
        if not pygame.mixer.get_init():
            return
        sound = self._playing = pygame.mixer.Sound(buffer=frames(kind))
        sound.set_volume(gain_of(volume_percent))
        sound.play()

    def stop(self) -> None:
        """Fall silent."""
        if self._playing and pygame.mixer.get_init():
            self._playing.fadeout(60)
        self._playing = None


@cache
def frames(kind: Kind) -> bytes:
    """The example at full volume: 16-bit stereo frames."""
    parts = _clicks() if kind is Kind.VOICE else _tones(_NOTES[kind])
    end = max(at + len(wave) for at, wave in parts)
    sound = np.zeros(end, np.float32)
    for at, wave in parts:
        sound[at : at + len(wave)] += wave
    samples = np.rint(np.clip(sound, -1, 1) * 32767).astype(np.int16)
    return np.repeat(samples, 2).tobytes()


def _tones(notes: _Notes) -> list[tuple[int, Wave]]:
    shelf = ToneShelf()
    return [
        (round(onset_s * SAMPLE_RATE), gain * shelf.tone(timbre, pitch, _TOUCH, held_s))
        for timbre, onset_s, pitch, held_s, gain in notes
    ]


def _clicks() -> list[tuple[int, Wave]]:
    return [
        (round(time_s * SAMPLE_RATE), 0.5 * tone.click(accented=time_s == 0))
        for time_s in _CLICKS_S
    ]
