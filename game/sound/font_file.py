"""Whether a file that the player names can be the instruments: a look at how it begins."""

from __future__ import annotations

from pathlib import Path

from game.sound.problem import SoundError
from game.text import tr

SUFFIXES = (".sf2", ".sf3")
_HEAD = 12
"""Bytes: "RIFF", a length, "sfbk"."""


def is_soundfont_name(path: Path) -> bool:
    """Whether the name of the file is that of a SoundFont."""
    return path.suffix.casefold() in SUFFIXES


def checked_soundfont(path: Path) -> Path:
    """The whole path of the SoundFont at `path`.

    Raises `SoundError` if there is none: by its name, or by how the file begins. What is further
    inside is only known when its sounds are asked for.
    """
    whole = path.expanduser().absolute()
    if not is_soundfont_name(whole):
        told = tr("{file} is no sound font: those end in .sf2 or .sf3.")
        raise SoundError(told.format(file=whole.name))
    try:
        str(whole).encode()
        with whole.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        told = tr("There is no file {path} that can be read.")
        raise SoundError(told.format(path=whole)) from None
    if head[:4] != b"RIFF" or head[8:] != b"sfbk":
        told = tr("{file} is no sound font inside, so it can't be played.")
        raise SoundError(told.format(file=whole.name))
    return whole
