"""Whether a file that the player names can be the instruments: a look at how it begins."""

from __future__ import annotations

from pathlib import Path

from game.sound.problem import SoundError

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
        raise SoundError(f"{whole.name} is no sound font: those end in .sf2 or .sf3.")
    try:
        str(whole).encode()
        with whole.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        raise SoundError(f"There is no file {whole} that can be read.") from None
    if head[:4] != b"RIFF" or head[8:] != b"sfbk":
        raise SoundError(f"{whole.name} is no sound font inside, so it can't be played.")
    return whole
