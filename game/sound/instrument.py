"""What the game asks of whatever plays the notes, and the SoundFont that does.

A song is rendered as two stems: the backing, which is everything but the tune, and the tune alone.
How loud each is heard, and what is heard beside them, is decided when they are mixed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from game.music.song import Note, Song
from game.sound.problem import SoundError
from game.sound.sampler.render import SAMPLER_VERSION, Mixing, Rendition
from game.sound.soundfont.font import BUILT_IN, SoundFont, chosen_font
from game.sound.soundfont.problem import FontError
from game.text import Sentence, tr

Frames = NDArray[np.float32]
"""Stereo sound, shape (frames, 2), at `SAMPLE_RATE`; 1 is full scale and may be exceeded."""

Samples = NDArray[np.int16]
"""Stereo sound, shape (frames, 2), as the sound card takes it."""

LONGEST_S = 2 * 3600.0
"""At 192 kB a second, two hours are 1.4 GB of sound."""
RING_S = 1.5
"""How long a pinched note may ring when it is let go, even where the song holds the pedal."""
_PIECE_BYTES = 1 << 20


class StemBlock(NamedTuple):
    """A stretch of both stems, equally long. They add up to the song."""

    backing: Frames
    tune: Frames


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What is to be rendered: a song, its `tune` (some of its notes) and the speed."""

    song: Song
    tune: tuple[Note, ...]
    speed_percent: int = 100

    def at_speed(self, written_s: float) -> float:
        """A time as written in the file, at the speed it is played."""
        return written_s * 100 / self.speed_percent


class Rendering(Protocol):
    """An arrangement that is ready to be made sound."""

    @property
    def frames(self) -> int:
        """How many frames each stem has."""
        ...

    def stems(self) -> Iterator[StemBlock]:
        """Both stems from song time 0, in consecutive blocks of a few seconds at most."""
        ...

    def note(self, note: Note, held_s: float) -> Samples:
        """One note of the tune as it sounds in its stem when it is held for `held_s`."""
        ...


class Instrument(Protocol):
    """Renders arrangements: the same one to the same sound as long as `identity` is the same."""

    @property
    def identity(self) -> str:
        """The renderer, its version and its font, in a line of text."""
        ...

    @property
    def message(self) -> str | None:
        """A sentence for the player on why it is not the one that was asked for, or None."""
        ...

    def rendering(self, arrangement: Arrangement) -> Rendering:
        """Make ready to render. Raises `SoundError` for what can't be."""
        ...


class SampledInstrument:
    """Plays from a SoundFont."""

    def __init__(self, font: SoundFont, identity: str, message: Sentence | None) -> None:
        self.identity = identity
        self._message = message
        self._font = font

    @property
    def message(self) -> str | None:
        """Why another font than the chosen one plays; None if that plays."""
        return str(self._message) if self._message else None

    def rendering(self, arrangement: Arrangement) -> Rendering:
        """Make ready to render. Raises `SoundError` for more than two hours."""
        if arrangement.at_speed(arrangement.song.duration_s) > LONGEST_S:
            raise SoundError(
                tr("At this speed the song is longer than two hours, so it is silent.")
            )
        return SampledRendering(arrangement, self._font)


class SampledRendering:
    """An arrangement played from a SoundFont."""

    def __init__(self, arrangement: Arrangement, font: SoundFont) -> None:
        self._rendition = Rendition(
            arrangement.song,
            font,
            speed_percent=float(arrangement.speed_percent),
            mixing=Mixing(arrangement.tune, backing_gain=0.0),
        )

    @property
    def frames(self) -> int:
        """How many frames each stem has."""
        return self._rendition.frames

    def stems(self) -> Iterator[StemBlock]:
        """Both stems, in blocks of about a second."""
        for tune, backing in self._rendition.halves():
            yield StemBlock(backing.T, tune.T)

    def note(self, note: Note, held_s: float) -> Samples:
        """One note of the tune as it sounds in its stem when it is held for `held_s`.

        But without the room around it: that takes three times as long as the note itself, and what
        plays with it has enough of it.
        """
        return self._rendition.note_sound(note, held_s, RING_S, reverb=0.0)


def open_instrument(font: Path | None) -> Instrument:
    """The instrument that plays with this font; None, or what can't be opened, is the shipped one.

    Raises `SoundError` if not even that can be opened.
    """
    try:
        facts = (font or BUILT_IN).stat()
    except OSError:
        return _opened(font, None)
    return _opened(font, (facts.st_mtime_ns, facts.st_size))


@lru_cache(maxsize=1)
def _opened(font: Path | None, version: tuple[int, int] | None) -> Instrument:
    """The instrument with a font file of this version; the last one stays open."""
    del version
    troubles: list[Sentence] = []
    try:
        opened = chosen_font(font, troubles.append)
        used = BUILT_IN if font is None or troubles else font
        identity = f"sampler {SAMPLER_VERSION} {_identity(used)}"
    except (FontError, OSError):
        told = tr("Thumbtune's instruments are missing, so songs play in silence.")
        raise SoundError(told) from None
    return SampledInstrument(opened, identity, troubles[0] if troubles else None)


def _identity(font: Path) -> str:
    """What tells a font file from others: its size, its beginning and its end."""
    size = font.stat().st_size
    with font.open("rb") as file:
        digest = hashlib.sha256(file.read(_PIECE_BYTES))
        file.seek(max(0, size - _PIECE_BYTES))
        digest.update(file.read(_PIECE_BYTES))
    return f"{size} {digest.hexdigest()}"
