"""Draws the spectrograms of `docs/sound.md`: our sampler above, FluidSynth below, the same font.

    uv run python -m tests.benchmarks.sound_pictures

Needs the program `fluidsynth`.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pygame
from numpy.typing import NDArray

from game.music.reading import read_song
from game.sound.sampler.render import Mixing, Rendition
from game.sound.soundfont.font import BUILT_IN, built_in_font
from tests.benchmarks.fluidsynth import fluidsynth, sound_of
from tests.benchmarks.spectra import BANDS, HOP, RANGE_DB, RATE, band_levels, likeness

ROOT = Path(__file__).parents[2]
SONGS = ("fuer-elise", "the-entertainer", "new-world-largo")
LENGTH_S = 20.0
WIDTH, BAND_HEIGHT = 900, 2
LEFT, GAP, HEAD = 70, 14, 30
INK, PAPER = (34, 48, 60), (255, 255, 255)
COLOURS = np.array([(12, 16, 40), (58, 40, 110), (160, 50, 110), (240, 120, 60), (255, 240, 170)])
OCTAVES = ((0, "27 Hz"), (24, "110"), (48, "440"), (72, "1.8 kHz"), (96, "7"))


def main() -> None:
    """Draws a picture for each of the songs."""
    pygame.font.init()
    for name in SONGS:
        midi = ROOT / "songs" / f"{name}.mid"
        rendition = Rendition(read_song(midi), built_in_font(), mixing=Mixing(reverb=0.0))
        ours = np.concatenate(list(rendition.blocks())) / 32768
        with tempfile.TemporaryDirectory() as folder:
            wav = Path(folder) / "other.wav"
            fluidsynth(midi, BUILT_IN, wav, reverb=False)
            theirs = sound_of(wav)
        alike = likeness(ours, theirs)
        picture = drawn(title_of(name, alike), ours, theirs)
        pygame.image.save(picture, ROOT / "docs" / f"sound-{name}.png")
        print(f"{name}: {alike:.3f}")


def title_of(name: str, alike: float) -> str:
    """The line above the picture."""
    words = name.replace("-", " ").replace("fuer", "für").capitalize()
    return f"{words}, the first {LENGTH_S:.0f} seconds, without reverb; likeness {alike:.3f}"


def drawn(title: str, ours: NDArray[Any], theirs: NDArray[Any]) -> pygame.Surface:
    """Both spectrograms, one above the other."""
    font = pygame.font.Font(None, 20)
    height = BANDS * BAND_HEIGHT
    surface = pygame.Surface((LEFT + WIDTH + GAP, HEAD + 2 * (height + GAP) + 16))
    surface.fill(PAPER)
    surface.blit(font.render(title, True, INK), (LEFT, 8))
    for row, (label, sound) in enumerate((("Thumbtune", ours), ("FluidSynth", theirs))):
        top = HEAD + row * (height + GAP)
        surface.blit(spectrogram(sound), (LEFT, top))
        surface.blit(font.render(label, True, PAPER), (LEFT + 8, top + 6))
        for band, words in OCTAVES:
            written = font.render(words, True, INK)
            y = top + height - band * BAND_HEIGHT - written.get_height() // 2
            surface.blit(written, (LEFT - 8 - written.get_width(), y))
    for second in range(0, int(LENGTH_S) + 1, 5):
        written = font.render(f"{second} s", True, INK)
        x = LEFT + second / LENGTH_S * WIDTH - (second > 0) * written.get_width()
        surface.blit(written, (x, surface.get_height() - 18))
    return surface


def spectrogram(sound: NDArray[Any]) -> pygame.Surface:
    """The levels of the first seconds: time to the right, pitch upwards, loud is bright."""
    mono = sound[: int(LENGTH_S * RATE)].mean(axis=1)
    levels = band_levels(mono)
    shares = np.clip((levels - levels.max() + RANGE_DB) / RANGE_DB, 0, 1)
    columns = np.minimum(np.arange(WIDTH) * LENGTH_S / WIDTH * RATE / HOP, len(shares) - 1)
    rows = np.repeat(np.arange(BANDS)[::-1], BAND_HEIGHT)
    grid = shares[columns.astype(int)][:, rows]
    steps = np.linspace(0, 1, len(COLOURS))
    colours = np.stack([np.interp(grid, steps, COLOURS[:, part]) for part in range(3)], axis=2)
    return pygame.surfarray.make_surface(colours.astype(np.uint8))


if __name__ == "__main__":
    main()
