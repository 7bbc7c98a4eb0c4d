"""Buttons for pages, which give them their place."""

from __future__ import annotations

import pygame

from game.screens.ui.button import Button


def labelled(name: str, label: str, *, suggested: bool = False, enabled: bool = True) -> Button:
    """A button with words on it, to be placed by a block."""
    return Button(name, pygame.Rect(0, 0, 0, 0), label, suggested=suggested, enabled=enabled)
