"""A screen that is a page: its blocks say what is on it, the name of a button what it does."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.inputs.actions import Action, Phase, Pointer, Scroll
from game.screens.screen import Screen
from game.screens.steps import Step
from game.screens.ui.blocks import Block
from game.screens.ui.button import Button
from game.screens.ui.layout import Layout
from game.screens.ui.page import Page


class PageScreen(Screen):
    """What screens made of a page share. A subclass calls `refresh` when what it shows changes."""

    settle_s = 0.0
    """Nothing can be chosen for so long at first: the last pinch of a song must press nothing."""

    def __init__(self) -> None:
        self.page = Page()
        self._layout = Layout((1280, 720))
        self._drawn: tuple[object, ...] | None = None
        self._shown_s: float | None = None
        self._now_s = 0.0

    def blocks(self) -> Sequence[Block]:
        """What is on the page now."""
        raise NotImplementedError

    def footer(self) -> Sequence[Button]:
        """The buttons that are always in sight at the bottom."""
        return ()

    def choose(self, name: str) -> Step | None:
        """The button called `name` was chosen."""
        raise NotImplementedError

    def back(self) -> Step | None:
        """The player wants to go back."""

    def refresh(self) -> None:
        """Show what is to be shown now."""
        self.page.show(self.blocks(), self.footer())

    @property
    def is_settled(self) -> bool:
        """Whether something can be chosen."""
        if not self.settle_s:
            return True
        return self._shown_s is not None and self._now_s - self._shown_s >= self.settle_s

    def act(self, action: Action) -> Step | None:
        """Arrows move, OK chooses, back leads back."""
        if not self.is_settled:
            return None
        if action is Action.BACK:
            return self.back()
        return self._chosen(self.page.act(action))

    def point(self, pointer: Pointer | Scroll) -> Step | None:
        """The buttons; the wheel and dragging scroll."""
        if isinstance(pointer, Scroll):
            self.page.scroll(pointer.steps)
            return None
        if pointer.phase is Phase.DOWN and not self.is_settled:
            return None
        return self._chosen(self.page.point(pointer, *self._layout.to_design(pointer.x, pointer.y)))

    def tick(self, now_s: float) -> Step | None:
        """Counts the time until something can be chosen."""
        self._now_s = now_s
        if self._shown_s is None:
            self._shown_s = now_s

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw everything if anything has changed, else nothing."""
        look = (surface.get_size(), self.style, *self.page.look())
        if look == self._drawn:
            return []
        self._layout = Layout(surface.get_size(), self.style)
        surface.fill(self._layout.colours.ground)
        self.page.draw(surface, self._layout)
        self._drawn = (surface.get_size(), self.style, *self.page.look())
        return [surface.get_rect()]

    def _chosen(self, button: Button | None) -> Step | None:
        return self.choose(button.name) if button else None
