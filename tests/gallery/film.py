"""A short piece of real play as an animated picture: the play screen, and a simulated player."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
from PIL import Image

from game.charting.chart import Grip
from game.play.simulated import simulated_pinches
from tests.gallery import looks
from tests.gallery.world import Scene, scene

TITLE = "Ode to Joy"
GRIPS = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
FROM_S, LENGTH_S = 25.6, 7.0
"""Song time of the first picture, and how long they go on."""
PICTURES_A_SECOND = 20
SIZE = (800, 450)
_SKILL, _SEED = 0.95, 3
_QUALITY = 72


def write_film(path: Path) -> int:
    """Write the film as an animated WebP that goes on and on; how many pictures it has."""
    with scene(looks.DARK) as made:
        pygame.display.set_mode(looks.USUAL_SIZE)
        made.start(level=3, grips=GRIPS)
        made.stage.open(TITLE)
        pictures = list(_pictures(made))
        pygame.display.set_mode(looks.SMALL_SIZE)
    first, *others = pictures
    first.save(
        path,
        save_all=True,
        append_images=others,
        duration=round(1000 / PICTURES_A_SECOND),
        loop=0,
        quality=_QUALITY,
        method=4,
    )
    return len(pictures)


def _pictures(made: Scene) -> Iterator[Image.Image]:
    session = made.stage.session
    level = session.settings.level
    pinches = list(simulated_pinches(session.run.chart, level, _SKILL, _SEED))
    for number in range(round(LENGTH_S * PICTURES_A_SECOND)):
        until_s = FROM_S + number / PICTURES_A_SECOND
        while pinches and pinches[0].time_s < until_s:
            made.pinch(pinches.pop(0))
        made.stage.until_song(until_s)
        yield _window()


def _window() -> Image.Image:
    surface = pygame.display.get_surface()
    assert surface is not None
    whole = Image.frombytes("RGB", surface.get_size(), pygame.image.tobytes(surface, "RGB"))
    return whole.resize(SIZE, Image.Resampling.LANCZOS)
