"""The gallery shows every screen there is, the same each time."""

from __future__ import annotations

from itertools import pairwise

import pygame
import pytest

from tests.gallery import looks
from tests.gallery.drawing import draw, stencil
from tests.gallery.entries import all_entries, all_screens

pytestmark = pytest.mark.usefixtures("unseen")


def test_every_screen_is_in_the_gallery() -> None:
    seen: set[type] = set()
    for entry in all_entries():
        with entry.in_look(looks.SMALL) as screen:
            seen.add(type(screen))
    assert {one.__name__ for one in all_screens() - seen} == set()


def test_a_picture_is_the_same_each_time() -> None:
    entries = {entry.name: entry for entry in all_entries()}
    for name in ("songs", "play", "results"):
        pictures: list[bytes] = []
        for _ in range(2):
            with entries[name].in_look(looks.SMALL) as screen:
                picture = draw(screen, looks.SMALL.size)
                pictures.append(pygame.image.tobytes(picture, "RGB"))
        assert all(first == second for first, second in pairwise(pictures)), name


def test_drawing_a_stencil_leaves_no_trace() -> None:
    entry = next(one for one in all_entries() if one.name == "paused-by-itself")
    with entry.in_look(looks.SMALL) as screen:
        screen.hint = "Index finger: on"
        before = pygame.image.tobytes(draw(screen, looks.SMALL.size), "RGB")
        stencil(screen, looks.SMALL.size)
        assert pygame.image.tobytes(draw(screen, looks.SMALL.size), "RGB") == before
