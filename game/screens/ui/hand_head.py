"""The title of the pages about the player's hand: which one it is, and what it is meant to do."""

from __future__ import annotations

from game.screens.ui.tabs import Head, tabs
from game.text import tr


def hand_head(shown: str) -> Head:
    """With the pages "hand" and "care", of which `shown` is on show."""
    return Head(
        tr("Your hand"), controls=tabs({"hand": tr("Fingers"), "care": tr("Goals and care")}, shown)
    )
