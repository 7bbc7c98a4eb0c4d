"""The colours of the fingers differ for everybody, though nothing rests on them alone."""

from __future__ import annotations

from itertools import combinations

import pytest

from game.screens.ui.theme import PALETTES, Colour
from game.settings import Theme
from tests.gallery.colours import Eyes, Triple, ciede2000, distance, lab_of

LEAST_DISTANCE = 12.0
"""Five times the 2.3 that are just noticeable side by side (Mahy, Van Eycken and Oosterlinck, Color
Research and Application 19, 1994; measured in CIELAB, which says more than CIEDE2000 for vivid
colours): notes are seen one after another, in motion and from the corner of the eye."""
SHARMA: list[tuple[Triple, Triple, float]] = [
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, -1.0, 2.0), (50.0, 0.0, 0.0), 2.3669),
    ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
    ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
    ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
]
"""Some of the test data that Sharma, Wu and Dalal published with their notes on CIEDE2000."""


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("which", ["four", "five"])
@pytest.mark.parametrize("eyes", Eyes)
def test_fingers_differ_in_colour_for_all_eyes(theme: Theme, which: str, eyes: Eyes) -> None:
    colours: tuple[Colour, ...] = getattr(PALETTES[theme], which)
    for first, second in combinations(colours, 2):
        assert distance(first, second, eyes) >= LEAST_DISTANCE, (first, second)


@pytest.mark.parametrize(("first", "second", "expected"), SHARMA)
def test_distances_are_those_published(first: Triple, second: Triple, expected: float) -> None:
    assert ciede2000(first, second) == pytest.approx(expected, abs=1e-4)
    assert ciede2000(second, first) == pytest.approx(expected, abs=1e-4)


def test_white_is_white_to_all_eyes() -> None:
    for eyes in Eyes:
        assert lab_of((255, 255, 255), eyes) == pytest.approx((100, 0, 0), abs=0.2)


def test_red_and_green_are_nearer_without_red_cones() -> None:
    red, green = (200, 80, 60), (110, 130, 60)
    assert distance(red, green, Eyes.PROTANOPIA) < distance(red, green) / 2
