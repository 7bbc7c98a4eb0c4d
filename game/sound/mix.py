"""Mixes the stems of a song with the count-in, as loud as the player likes each, into a WAV file.

The file is as long as the song from its beginning and filled block by block, so it can be played
while the rest is still being written. A place that was not written yet is silence.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from game.settings import SoundSettings, gain_of
from game.sound import tone
from game.sound.instrument import Frames, Samples, StemBlock
from game.sound.sampler.limiter import CELL, limited
from game.sound.sampler.units import Stereo
from game.sound.tone import SAMPLE_RATE

FRAME_BYTES = 4
_FULL_SCALE = np.float32(32767)
_CLICK_GAIN = 0.5


@dataclass(frozen=True, slots=True)
class Mixing:
    """How a song's stems become what is heard.

    The sound begins `lead_in_s` before song time 0, with clicks at `clicks_s` (song time as
    played); the first is accented, and one before the beginning is left out. Gains are factors.
    """

    lead_in_s: float
    clicks_s: tuple[float, ...]
    music_gain: float = 1.0
    tune_gain: float = 1.0
    voice_gain: float = 1.0

    @property
    def lead_in_frames(self) -> int:
        """How many frames there are before song time 0."""
        return round(self.lead_in_s * SAMPLE_RATE)


def mixing_of(settings: SoundSettings, lead_in_s: float, clicks_s: tuple[float, ...]) -> Mixing:
    """How the player has set it: the tune is at the music's level where it plays by itself."""
    music = gain_of(settings.music_volume)
    return Mixing(
        lead_in_s,
        clicks_s,
        music_gain=music,
        tune_gain=music if settings.tune_plays_itself else gain_of(settings.tune_volume),
        voice_gain=gain_of(settings.voice_volume),
    )


def mixed(stems: Iterable[StemBlock], mixing: Mixing) -> Iterator[Samples]:
    """What is heard, from the lead-in to the end of the stems, in consecutive blocks.

    Nothing is beyond full scale: it is turned down a little around what would be.
    """
    return as_heard(_added(stems, mixing))


def as_heard(blocks: Iterable[Frames]) -> Iterator[Samples]:
    """Sound brought below full scale, in 16 bits; its blocks are others, in all as long."""
    for block in limited(_in_cells(blocks)):
        if block.shape[1]:
            yield np.rint(block.T * _FULL_SCALE).astype(np.int16)


def _added(stems: Iterable[StemBlock], mixing: Mixing) -> Iterator[Frames]:
    clicks = _click_track(mixing)
    begin = mixing.lead_in_frames
    yield clicks[:begin]
    for backing, tune in stems:
        block: Frames = backing * np.float32(mixing.music_gain)
        block += tune * np.float32(mixing.tune_gain)
        late = clicks[begin : begin + len(block)]
        block[: len(late)] += late
        begin += len(block)
        yield block


def _in_cells(blocks: Iterable[Frames]) -> Iterator[Stereo]:
    """The same sound in blocks of shape (2, frames), all but the last of whole cells."""
    rest = np.zeros((0, 2), np.float32)
    for block in blocks:
        joined = np.concatenate((rest, block))
        whole = len(joined) // CELL * CELL
        rest = joined[whole:]
        yield joined[:whole].T
    yield rest.T


class GrowingWav:
    """A new WAV file of `frames` stereo frames, silent until they are appended.

    Raises `OSError`, also where there is no room for the file.
    """

    def __init__(self, path: Path, frames: int) -> None:
        header = _header(frames)
        self._file: BinaryIO = path.open("xb", buffering=0)
        self._file.truncate(len(header) + frames * FRAME_BYTES)
        self._file.write(header)

    def append(self, samples: Samples) -> None:
        """Write the next frames; they can be heard at once."""
        left = memoryview(samples.astype("<i2", copy=False).tobytes())
        while left:
            left = left[self._file.write(left) or 0 :]

    def close(self) -> None:
        """Nothing more will be written."""
        self._file.close()


def _header(frames: int) -> bytes:
    size = frames * FRAME_BYTES
    sound = 16, 1, 2, SAMPLE_RATE, SAMPLE_RATE * FRAME_BYTES, FRAME_BYTES, 16
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + size, b"WAVE", b"fmt ", *sound, b"data", size
    )


def _click_track(mixing: Mixing) -> Frames:
    """The count-in from the beginning of the sound until the last click has faded."""
    clicks = [
        (round((mixing.lead_in_s + time_s) * SAMPLE_RATE), tone.click(accented=index == 0))
        for index, time_s in enumerate(mixing.clicks_s)
    ]
    heard = [(frame, click) for frame, click in clicks if frame >= 0]
    ends = (frame + len(click) for frame, click in heard)
    track = np.zeros((max(mixing.lead_in_frames, *ends, 0), 2), np.float32)
    gain = np.float32(mixing.voice_gain * _CLICK_GAIN)
    for frame, click in heard:
        track[frame : frame + len(click)] += (click * gain)[:, None]
    return track
