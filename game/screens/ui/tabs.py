"""Buttons of which one is chosen: the pages of a screen, and the values of a setting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pygame

from game.screens.ui.blocks import GAP, Control, Row, Words
from game.screens.ui.button import CORNER, Button, draw_focus_ring
from game.screens.ui.icons import Icon
from game.screens.ui.layout import Align, Layout
from game.screens.ui.shapes import rounded_box
from game.screens.ui.theme import mixed

_BAR = 6


def nowhere() -> pygame.Rect:
    """A rectangle for a button whose place the page finds."""
    return pygame.Rect(0, 0, 0, 0)


def button(name: str, label: str, *, suggested: bool = False, enabled: bool = True) -> Button:
    """A button whose place the page finds."""
    return Button(name, nowhere(), label, suggested=suggested, enabled=enabled)


def options(setting: str, labels: Mapping[str, str], chosen: str) -> tuple[Button, ...]:
    """One button for each value of a setting, called `<setting> <value>`; `chosen` is in force."""
    return tuple(
        Button(
            f"{setting} {value}",
            nowhere(),
            label,
            picture=Icon.TAKEN if value == chosen else Icon.OPEN,
        )
        for value, label in labels.items()
    )


@dataclass(slots=True)
class Tab(Button):
    """Leads to a page of the screen; the one on show has a bar below its word."""

    is_open: bool = False

    def draw(
        self, surface: pygame.Surface, layout: Layout, *, focused: bool, pressed: bool
    ) -> None:
        """Draw it."""
        colours, place = layout.colours, layout.rect(self.rect)
        if focused:
            draw_focus_ring(surface, layout, self.rect, CORNER)
        ground = colours.raised if self.is_open else colours.panel
        if pressed:
            ground = mixed(colours.text, ground, 0.25)
        surface.blit(rounded_box(place.w, place.h, layout.px(CORNER), ground), place)
        if self.is_open:
            bar = self.rect.inflate(-2 * CORNER, 0)
            bar.h, bar.bottom = _BAR, self.rect.bottom - 4
            surface.fill(colours.accent, layout.rect(bar))
        most = self.rect.w - 32
        size = layout.fitting_size(self.label, 30, most, bold=True)
        ink = colours.text if self.is_open else colours.dim
        label = layout.text(self.label, size, ink, bold=True)
        layout.put(surface, label, self.rect.centerx, self.rect.centery, Align.MIDDLE)


def tabs(labels: Mapping[str, str], shown: str) -> tuple[Tab, ...]:
    """One for each page, called `page <key>`; the page `shown` is on show."""
    return tuple(
        Tab(f"page {key}", nowhere(), label, is_open=key == shown) for key, label in labels.items()
    )


@dataclass(slots=True)
class Head(Row):
    """The title of a screen, with its pages beside or below it."""

    gap: int = 0

    def _texts(self) -> list[Words]:
        return [Words(self.name, 40, bold=True)]

    def _draw_edge(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """It has none."""


def setting(name: str, about: str, *controls: Control) -> Row:
    """A row of a page of settings, close to its neighbours."""
    return Row(name, about, controls, gap=GAP // 2)
