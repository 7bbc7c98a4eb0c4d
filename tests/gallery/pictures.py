"""Writes the pictures of the gallery, small ones, and the page that shows them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import pygame
from PIL import Image

from game.screens.ui.theme import PALETTES
from game.settings import Theme
from game.text import PSEUDO, languages
from tests.gallery import looks
from tests.gallery.colours import Eyes, distance
from tests.gallery.contrasts import contrasts
from tests.gallery.drawing import draw
from tests.gallery.registry import Entry

WIDTH = 640
"""Of a picture, in pixels."""
_COLOURS = 128
_IN_A_ROW = 3
_HEAD = """# The screens of Thumbtune

Every screen, drawn by the game itself over songs and runs made up for it: the same pictures on each
run of

    uv run python -m tests.gallery

All are scaled down to {width} pixels. German is only where there is a translation to show, the
pseudo-locale is English made two fifths longer, to find texts that need more room than they have.
`uv run python -m tests.gallery --check` goes through every screen in three sizes of text, three
languages and two sizes of the window, and tells every text that is cut off, overlaps another one
or is shortened, though nobody but Thumbtune wrote it. `--film` makes the moving picture at the top
of the README: a simulated player in the real play screen.
"""


def write_pictures(folder: Path, entries: Sequence[Entry]) -> list[Path]:
    """Write each entry in each of its looks to `folder`, in place of what was there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    written: list[Path] = []
    for entry in entries:
        for look in _looks(entry):
            with entry.in_look(look) as screen:
                picture = small(draw(screen, look.size))
            path = folder / _file_name(entry, look)
            reduced(picture).save(path, optimize=True)
            written.append(path)
    return written


def reduced(picture: Image.Image) -> Image.Image:
    """In few colours, the rare ones among them: an octree keeps those that a median cut mixes."""
    return picture.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def small(picture: pygame.Surface) -> Image.Image:
    """`picture` as wide as in the gallery."""
    height = round(picture.get_height() * WIDTH / picture.get_width())
    whole = Image.frombytes("RGB", picture.get_size(), pygame.image.tobytes(picture, "RGB"))
    return whole.resize((WIDTH, height), Image.Resampling.LANCZOS)


def write_page(path: Path, folder: str, entries: Sequence[Entry]) -> None:
    """Write the page at `path`; the pictures are in the folder of that name beside it."""
    shown = [f"## {one.heading}\n\n{one.words}\n\n{_table(one, folder)}" for one in entries]
    blocks = [_HEAD.format(width=WIDTH), *shown, _measured(entries)]
    path.write_text("\n".join(blocks), encoding="utf-8")


def _looks(entry: Entry) -> list[looks.Look]:
    """Those that there is a translation for."""
    return [one for one in entry.looks if one.language in (*languages(), PSEUDO)]


def _table(entry: Entry, folder: str) -> str:
    pictured = _looks(entry)
    across = min(_IN_A_ROW, len(pictured))
    lines: list[str] = []
    for start in range(0, len(pictured), across):
        some = pictured[start : start + across]
        missing = [""] * (across - len(some))
        pictures = [
            f"![{entry.heading}: {look.words}]({folder}/{_file_name(entry, look)})" for look in some
        ]
        lines.append(_row([look.words for look in some] + missing))
        if len(lines) == 1:
            lines.append(_row(["---"] * across))
        lines.append(_row(pictures + missing))
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _file_name(entry: Entry, look: looks.Look) -> str:
    return f"{entry.name}-{look.name}.png"


def _measured(entries: Sequence[Entry]) -> str:
    lines = [
        "## What was measured",
        "",
        "The contrast of every text on these screens with the pixels beneath it, as WCAG 2.2",
        "defines it. Buttons that can't be pressed now are exempt there and left out here.",
        "",
        *_contrast_table(entries),
        "",
        "How far apart the colours of the fingers are (CIEDE2000), seen with the usual eyes and",
        "as Machado, Oliveira and Fernandes (2009) simulate eyes without one kind of cone: the",
        "nearest two of each set. Shape, place, letter and name differ as well.",
        "",
        *_distance_table(),
        "",
    ]
    return "\n".join(lines)


def _contrast_table(entries: Sequence[Entry]) -> Iterator[str]:
    yield _row(["theme", "texts", "least contrast", "asked for"])
    yield _row(["---"] * 4)
    for look in looks.THEMES:
        ratios: list[float] = []
        for entry in entries:
            with entry.in_look(look) as screen:
                ratios += [one.ratio for one in contrasts(screen, looks.SMALL_SIZE)]
        asked = "7" if look is looks.HIGH_CONTRAST else "4.5"
        yield _row([look.words, str(len(ratios)), f"{min(ratios):.1f}", asked])


def _distance_table() -> Iterator[str]:
    yield _row(["theme", "fingers", *(eyes.name.lower() for eyes in Eyes)])
    yield _row(["---"] * (2 + len(Eyes)))
    for theme in Theme:
        for name in ("four", "five"):
            colours = getattr(PALETTES[theme], name)
            least = [
                min(distance(*pair, eyes) for pair in combinations(colours, 2)) for eyes in Eyes
            ]
            yield _row([theme.value, name, *(f"{one:.1f}" for one in least)])
