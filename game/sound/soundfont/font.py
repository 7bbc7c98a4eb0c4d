"""A SoundFont that is ready to be played from."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from game.sound.soundfont.presets import Region, regions_of
from game.sound.soundfont.problem import FontError
from game.sound.soundfont.records import Records, read_records
from game.sound.soundfont.riff import read_layout
from game.sound.soundfont.samples import Sample, SampleShelf
from game.text import Sentence, later, sentence

DRUM_BANK = 128
BUILT_IN = Path(__file__).parent.parent / "font" / "FluidR3Mono_GM.sf3"
MAX_FILE_BYTES = 4_000_000_000
"""A SoundFont counts its bytes with 32 bits."""
MAX_LAYERS = 16
"""Regions that sound together for one key; real fonts layer two to eight."""


class SoundFont:
    """The presets and samples of one font. Made by `open_font` and `parse_font`.

    Holds its file open; samples are read from it as they are needed.
    """

    def __init__(self, file: BinaryIO, records: Records, samples: SampleShelf) -> None:
        self._file = file
        self._records = records
        self._samples = samples
        heads = records.presets.heads[:-1]
        numbers = zip(heads["bank"].tolist(), heads["program"].tolist(), strict=True)
        self._presets: dict[tuple[int, int], int] = {}
        for place, number in enumerate(numbers):
            self._presets.setdefault(number, place)
        self._regions: dict[int, list[Region]] = {}

    def close(self) -> None:
        """Let go of the file; samples not read yet are silent."""
        self._file.close()

    @property
    def presets(self) -> frozenset[tuple[int, int]]:
        """The `(bank, program)` pairs there are."""
        return frozenset(self._presets)

    def preset_for(self, bank: int, program: int) -> tuple[int, int] | None:
        """The preset that stands in for `(bank, program)`; None if there is nothing like it.

        Another kit's place is taken by the standard kit, another variation's by the plain
        instrument of that program, and that of an instrument the font lacks by its first.
        """
        plain = DRUM_BANK if bank == DRUM_BANK else 0
        for choice in ((bank, program), (plain, program), (plain, 0)):
            if choice in self._presets:
                return choice
        if plain == DRUM_BANK:
            return None
        return min(self._presets, default=None)

    def regions(self, preset: tuple[int, int], key: int, velocity: int) -> list[Region]:
        """The regions of `preset` that play `key` at `velocity` (both 0-127)."""
        place = self._presets[preset]
        found = self._regions.get(place)
        if found is None:
            records = self._records
            samples = len(records.samples) - 1
            found = regions_of(records.presets, records.instruments, place, samples)
            self._regions[place] = found
        fitting = [r for r in found if key in r.keys and velocity in r.velocities]
        return fitting[:MAX_LAYERS]

    def sample(self, index: int) -> Sample:
        """The sample of a region."""
        return self._samples.sample(index)


def open_font(path: Path) -> SoundFont:
    """The SoundFont at `path`. Raises `FontError`."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise FontError(sentence("This SoundFont is too big to be read."))
        file = path.open("rb")
    except FileNotFoundError:
        raise FontError(sentence("There is no such SoundFont file.")) from None
    except OSError:
        raise FontError(sentence("This SoundFont can't be opened.")) from None
    return _read(file)


def parse_font(data: bytes) -> SoundFont:
    """The SoundFont whose bytes are `data`. Raises `FontError`."""
    return _read(BytesIO(data))


def built_in_font() -> SoundFont:
    """The font that comes with the game. Raises `FontError` if it isn't there."""
    return open_font(BUILT_IN)


def chosen_font(path: Path | None, on_trouble: Callable[[Sentence], None]) -> SoundFont:
    """The font at `path`, or the built-in one; `on_trouble` hears why a chosen one can't be used.

    Raises `FontError` if the built-in one isn't there.
    """
    if path is not None:
        try:
            return open_font(path)
        except FontError as problem:
            told = later("{problem} The built-in sounds play instead.")
            on_trouble(sentence(told, problem=problem.sentence))
    return built_in_font()


def _read(file: BinaryIO) -> SoundFont:
    try:
        layout = read_layout(file)
        records = read_records(layout.tables)
    except (OSError, struct.error):
        file.close()
        raise FontError(sentence("This SoundFont can't be read to its end.")) from None
    except FontError:
        file.close()
        raise
    samples = SampleShelf(file, layout.samples_at, layout.samples_bytes, records.samples)
    return SoundFont(file, records, samples)
