"""Plays a rendered file and says how far the sound card has come. Silence when there is no card.

`pygame.mixer.music` has its traps, all measured; they are kept in here:

- `get_pos` counts from the last `play`, not from the file's start, and after `stop` or the end of
  the file it goes on counting something else: it is only asked while music is busy.
- Seeking in a WAV file goes, exactly, to the whole second at or before the place that was asked for
  (SDL_mixer 2.8.2). So `play` rounds down itself and answers where the sound really begins.
- `get_pos` goes on by itself when the sound card takes nothing more; see `standstill`.
- A device that was unplugged goes on "playing", at its own pace, into nothing; only an event tells.
- Opening the mixer on a PulseAudio server without any device never returns (SDL 2.32). So it stays
  open, on the lost device, until another is there; that also lets SDL tell when one comes.
- Closing the mixer unloads the music; Sounds live on and fit when it is opened the same way again.
- SDL's `dummy` and `disk` drivers run 5.1 % fast: they count as no sound card at all.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import Protocol

import pygame

from game.quiet import quiet_libraries
from game.sound.problem import SoundError
from game.sound.standstill import Standstill
from game.sound.tone import SAMPLE_RATE
from game.text import later, tr

DRIVERS_WITHOUT_SOUND = ("dummy", "disk")
BUFFER_FRAMES = 512
"""What the sound card is asked to take at a time: 10.7 ms."""
SEEK_FADE_MS = 60
"""Coming in amid a sound would click."""
LATENCY_BASE_S = 0.0041
LATENCY_PER_FRAME_S = 3.29e-5
"""Through 20.97 ms at 512 frames and 37.8 ms at 1024, measured with PulseAudio at 48 kHz."""

STUCK_S = 1.0
WAKING_S = 4.0
"""Headphones without a cable take a second or two to begin."""
PLAYERS_CHANNELS = 8
"""pygame's own number. The channel after them is for probes."""
_PROBE_BYTES = 64 * 4
NO_DEVICE = later("No speaker or headphones were found, so the songs play in silence.")
SWITCHED_OFF = later("Sound is switched off on this computer, so the songs play in silence.")
DEVICE_CHANGED = later("The speaker or headphones have changed, so the song waits for you.")
DEVICE_GONE = later("The speaker or headphones are gone. Plug them in, or go on in silence.")


class Player(Protocol):
    """What the game asks of its sound, whether or not there is any to hear."""

    @property
    def message(self) -> str | None:
        """One sentence for the player about the sound; None when there is nothing to say."""
        ...

    @property
    def trouble(self) -> str | None:
        """One sentence on why nothing can be heard any more since `play`; None if it can."""
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
        """Fall silent at once. To go on, `play` from a place of your choice, or `go_on`."""
        ...

    def go_on(self) -> float | None:
        """Play on from the very sample at which `pause` came; its second in the file is returned.

        None when there is nothing to go on with: nothing was playing, or not on this device.
        """
        ...

    def stop(self) -> None:
        """Fall silent and let go of the file."""
        ...

    def position_ms(self) -> float | None:
        """The place in the file that the sound card has taken; None while nothing plays."""
        ...

    @property
    def device(self) -> dict[str, object]:
        """What plays, for traces and for finding out what is amiss."""
        ...

    def is_stuck(self) -> bool:
        """Whether the sound card has taken nothing for so long that something must be amiss."""
        ...

    def hear_of(self, event: pygame.Event) -> None:
        """A sound device has come or gone, as pygame's AUDIODEVICE events tell."""
        ...

    def set_volume(self, volume: float) -> None:
        """From 0 (silent) to 1."""
        ...

    def close(self) -> None:
        """Give the sound card back."""
        ...


class MusicPlayer:
    """Plays through `pygame.mixer.music` on the device that the system uses, once it is `open`ed.

    When the device goes, whatever has come in its place is opened. While there is none all is
    silent, and each `load` and `play` looks for one again.
    """

    def __init__(self, buffer: int, now_s: Callable[[], float] = perf_counter) -> None:
        self._buffer = buffer
        self._now_s = now_s
        self._standstill = Standstill(_SilentSound())
        self._is_open = False
        self._path: Path | None = None
        self._is_loaded = False
        self._volume = 1.0
        self._began_ms = 0
        self._can_go_on = False
        self.trouble: str | None = None

    @property
    def message(self) -> str | None:
        """That there is nothing to hear, while there is no device."""
        return None if self._is_open else tr(NO_DEVICE)

    @property
    def latency_s(self) -> float:
        """How long after `position_ms` reports a place it is heard."""
        return latency_s_of(self._buffer) if self._is_open else 0.0

    @property
    def device(self) -> dict[str, object]:
        """SDL's driver, the names of all devices there are, and the buffer; empty without one."""
        if not self._is_open:
            return {}
        return {
            "driver": pygame.mixer.get_driver(),
            "devices": _device_names(),
            "buffer_frames": self._buffer,
        }

    def open(self) -> bool:
        """Open the device in use now, instead of any before; whether there is one."""
        self._is_loaded = self._can_go_on = False
        if pygame.mixer.get_init() and _device_names() == []:
            self._is_open = False
            return False
        channels = _channels_wanted()
        pygame.mixer.quit()
        with quiet_libraries():
            try:
                pygame.mixer.init(SAMPLE_RATE, -16, 2, self._buffer, allowedchanges=0)
            except pygame.error:
                self._is_open = False
                return False
        self._is_open = True
        pygame.mixer.set_num_channels(channels)
        pygame.mixer.music.set_volume(self._volume)
        return True

    def load(self, path: Path) -> None:
        """Make the file ready to play. Raises `SoundError` when it can't be."""
        self._path = path
        if not (self._is_open or self.open()):
            return
        try:
            pygame.mixer.music.load(path)
        except (pygame.error, OSError):
            self._path = None
            told = tr("This song's sound can't be opened, so it plays in silence.")
            raise SoundError(told) from None
        self._is_loaded = True

    def play(self, from_s: float = 0.0) -> float:
        """Play from the whole second at or before `from_s`; that second is returned.

        After the end of the file there is silence.
        """
        second = max(0, math.floor(from_s))
        self.trouble = None
        self._can_go_on = False
        self._load_again()
        if self._is_loaded:
            self._began_ms = second * 1000
            fade_ms = SEEK_FADE_MS if second else 0
            try:
                pygame.mixer.music.play(start=float(second), fade_ms=fade_ms)
            except pygame.error:
                pygame.mixer.music.stop()
        self._standstill.start(self._now_s())
        return float(second)

    def pause(self) -> None:
        """Fall silent at once."""
        if self._is_open:
            self._can_go_on = self._is_loaded and pygame.mixer.music.get_busy()
            pygame.mixer.music.pause()

    def go_on(self) -> float | None:
        """Play on from the very sample at which `pause` came; its second in the file is returned.

        None when there is nothing to go on with: nothing was playing, or not on this device.
        """
        if not self._can_go_on:
            return None
        self._can_go_on = False
        counted_ms = pygame.mixer.music.get_pos()
        self._standstill.start(self._now_s(), counted_ms)
        pygame.mixer.music.unpause()
        return (self._began_ms + counted_ms) / 1000

    def stop(self) -> None:
        """Fall silent and let go of the file."""
        self._path, self._is_loaded = None, False
        if self._is_open:
            pygame.mixer.music.stop()
            pygame.mixer.music.unload()

    def position_ms(self) -> float | None:
        """The place in the file that the sound card has taken; None while nothing plays."""
        if not self._is_loaded:
            return None
        asked_s, counted_ms, now_s = self._now_s(), pygame.mixer.music.get_pos(), self._now_s()
        if counted_ms < 0 or not pygame.mixer.music.get_busy():
            return None
        return self._began_ms + self._standstill.read(asked_s, now_s, counted_ms)

    def is_stuck(self) -> bool:
        """Whether it has taken nothing for a second; or for four after `play`: some wake slowly."""
        limit_s = STUCK_S if self._standstill.has_moved else WAKING_S
        return self._standstill.still_s(self._now_s()) > limit_s

    def hear_of(self, event: pygame.Event) -> None:
        """Open another device when ours goes, and any that comes while there is none."""
        if event.type == pygame.AUDIODEVICEREMOVED and not event.iscapture and event.which:
            self.trouble = tr(DEVICE_CHANGED if self.open() else DEVICE_GONE)
        elif event.type == pygame.AUDIODEVICEADDED and not event.iscapture and not self._is_open:
            self.open()

    def set_volume(self, volume: float) -> None:
        """From 0 (silent) to 1."""
        self._volume = min(1.0, max(0.0, volume))
        if self._is_open:
            pygame.mixer.music.set_volume(self._volume)

    def close(self) -> None:
        """Give the sound card back."""
        self._is_open = self._is_loaded = False
        pygame.mixer.quit()

    def _load_again(self) -> None:
        """After another device has been opened the file is to be loaded anew."""
        if self._path is not None and not self._is_loaded:
            with suppress(SoundError):
                self.load(self._path)


class _SilentSound:
    """A probe for `Standstill`: a moment of silence on the last channel."""

    def __init__(self) -> None:
        self._sound: pygame.mixer.Sound | None = None

    def send(self) -> None:
        """Let it be played once."""
        channel = pygame.mixer.Channel(pygame.mixer.get_num_channels() - 1)
        self._sound = pygame.mixer.Sound(buffer=bytes(_PROBE_BYTES))
        channel.play(self._sound)

    def is_taken(self) -> bool:
        """Whether it is no longer playing there."""
        channel = pygame.mixer.Channel(pygame.mixer.get_num_channels() - 1)
        return channel.get_sound() is not self._sound


def latency_s_of(buffer: int) -> float:
    """How long after it is reported a place is heard, with a buffer of so many frames."""
    return LATENCY_BASE_S + LATENCY_PER_FRAME_S * buffer


def _device_names() -> list[str] | None:
    """Of every device there is; None if that can't be told.

    Which of them the system uses, SDL does not tell.
    """
    try:
        from pygame._sdl2.audio import get_audio_device_names  # not a promised part of pygame
    except ImportError:
        return None
    return list(get_audio_device_names(False))


def _channels_wanted() -> int:
    """As many as there were, or pygame's eight and one for the probe."""
    if pygame.mixer.get_init():
        return pygame.mixer.get_num_channels()
    return PLAYERS_CHANNELS + 1


class SilentPlayer:
    """Takes every order and plays nothing, so the song clock runs on the computer's own time.

    `message` says why, marked with `later`; None where there is nothing to say.
    """

    latency_s = 0.0
    trouble: str | None = None

    def __init__(self, message: str | None) -> None:
        self._message = message

    @property
    def message(self) -> str | None:
        """Why nothing can be heard, if there is a reason to tell."""
        return tr(self._message) if self._message else None

    @property
    def device(self) -> dict[str, object]:
        """There is none."""
        return {}

    def load(self, path: Path) -> None:
        """Nothing to make ready."""

    def play(self, from_s: float = 0.0) -> float:
        """Answer as `MusicPlayer` would, so both begin at the same places."""
        return float(max(0, math.floor(from_s)))

    def pause(self) -> None:
        """Silent already."""

    def go_on(self) -> float | None:
        """Nothing was playing."""

    def stop(self) -> None:
        """Silent already."""

    def position_ms(self) -> float | None:
        """Always None: nothing plays."""
        return None

    def is_stuck(self) -> bool:
        """Silence flows."""
        return False

    def hear_of(self, event: pygame.Event) -> None:
        """Whatever comes, this stays silent."""

    def set_volume(self, volume: float) -> None:
        """Silence has one volume."""

    def close(self) -> None:
        """Nothing to give back."""


def open_music(buffer: int = BUFFER_FRAMES) -> MusicPlayer | SilentPlayer:
    """A player on the sound card, 48 kHz stereo, `buffer` frames; silence if SDL is told so.

    Where there is no card now, one that comes later is used.
    """
    player = MusicPlayer(buffer)
    if player.open() and pygame.mixer.get_driver() in DRIVERS_WITHOUT_SOUND:
        player.close()
        return SilentPlayer(SWITCHED_OFF)
    return player
