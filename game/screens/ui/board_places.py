"""Where the figures and the race are, beside the lanes. Draws nothing."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.screens.ui.playfield import BESIDE_THUMB, Playfield
from game.settings import Place

TOP, BOTTOM = 112, 596
LOW_BOTTOM = 634
"""Of words that have no thumb below them."""
_LEFT, _RIGHT = 48, 1232
_MOST_WORDS, _MOST_RACE = 300, 256
_PANEL_OUT = 16
"""The race's panel is so much nearer to the edge of the screen than words are."""
_GAP = 28
_RACE_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class BoardPlaces:
    """Design rectangles: of score, row and judgement, and of the race."""

    words: pygame.Rect
    race: pygame.Rect


def board_places(field: Playfield, place: Place) -> BoardPlaces:
    """Beside lanes in the middle, one on each side; beside lanes at a side, both on the other.

    The words are next to the lanes then.
    """
    tips = [x + side * field.tip_radius for x in field.tips.values() for side in (-1, 1)]
    left = round(min(field.left, *tips)) - _GAP
    right = round(max(field.right, *tips)) + _GAP
    if place is Place.LEFT:
        room = _RIGHT + _PANEL_OUT - right - _GAP
        race = min(_MOST_RACE, round(room * _RACE_SHARE))
        return _places(right, room - race, _RIGHT + _PANEL_OUT - race, race, field.thumb[0])
    if place is Place.RIGHT:
        room = left - (_LEFT - _PANEL_OUT) - _GAP
        race = min(_MOST_RACE, round(room * _RACE_SHARE))
        words = min(_MOST_WORDS, room - race)
        return _places(left - words, words, _LEFT - _PANEL_OUT, race, field.thumb[0])
    race = min(_MOST_RACE, _RIGHT + _PANEL_OUT - right)
    return _places(_LEFT, left - _LEFT, _RIGHT + _PANEL_OUT - race, race, field.thumb[0])


def _places(
    words_x: int, words_width: int, race_x: int, race_width: int, thumb_x: float
) -> BoardPlaces:
    words = pygame.Rect(words_x, TOP, min(words_width, _MOST_WORDS), LOW_BOTTOM - TOP)
    if words.left < thumb_x + BESIDE_THUMB and words.right > thumb_x - BESIDE_THUMB:
        words.h = BOTTOM - TOP
    return BoardPlaces(
        words=words,
        race=pygame.Rect(race_x, TOP, race_width, BOTTOM - TOP),
    )
