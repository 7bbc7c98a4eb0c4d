"""What every screen can be asked."""

from __future__ import annotations

import pygame

from game.charting.chart import Grip
from game.inputs.actions import Action, Pointer, Scroll
from game.inputs.contact import Contact
from game.inputs.controls import Edge
from game.screens.steps import Step
from game.screens.ui.theme import USUAL, Style


class Screen:
    """A screen that ignores everything; each screen answers what it cares for.

    A returned `Step` asks the app to go somewhere; None stays.
    """

    @property
    def takes_pinches(self) -> bool:
        """Whether a key bound to a finger is a pinch now, and not what else it may mean."""
        return False

    @property
    def takes_taps(self) -> bool:
        """Whether every key but the one that goes back is a tap now."""
        return False

    @property
    def takes_text(self) -> bool:
        """Whether letters are text here, even those of keys bound to fingers."""
        return False

    @property
    def takes_edges(self) -> bool:
        """Whether everything but the Escape key goes to `edge` now, whatever else it may mean."""
        return False

    @property
    def shows_hint(self) -> bool:
        """Whether the screen itself shows what pinches do in its menu (see `hint`)."""
        return False

    style: Style = USUAL
    """How to draw; set before each picture."""

    hint: str = ""
    """What pinches do in menus; empty while they are not used there."""

    _drawn: tuple[object, ...] | None = None
    """What the picture that was drawn last depends on; None draws it anew."""

    def show_anew(self) -> None:
        """Another screen has been drawn meanwhile: nothing is left of the last picture."""
        self._drawn = None

    def act(self, action: Action) -> Step | None:
        """A menu action, from whatever device."""

    def edge(self, edge: Edge) -> Step | None:
        """A control went down or came up while the screen takes edges."""

    def tap(self, stamp_s: float) -> None:
        """A key went down at `stamp_s` while the screen takes taps."""

    def point(self, pointer: Pointer | Scroll) -> Step | None:
        """Mouse or touch, in window pixels."""

    def type(self, text: str) -> Step | None:
        """Text was typed (not a menu key), for screens that can jump to a name."""

    def pinch(self, contact: Contact) -> Step | None:
        """Thumb and finger met or parted."""

    def pad_at(self, x: float, y: float) -> Grip | None:
        """The lane pad under a window pixel: touching it is a pinch, not a pointer."""

    def is_open_at(self, x: float, y: float) -> bool:
        """Whether nothing but pinches can be meant at a window pixel now."""
        return False

    def focus_lost(self) -> None:
        """The window is no longer the one that gets keys."""

    def unplugged(self, sentence: str) -> None:
        """A device that the song on screen was played with is gone."""

    def plugged_in(self, sentence: str) -> None:
        """It is there again."""

    def tick(self, now_s: float) -> Step | None:
        """Time has come to `now_s`, a reading of `time.perf_counter`."""

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Draw what has changed since the last call; the result is the changed rectangles.

        The first call, and the first after the surface changed its size, draws everything.
        """
        raise NotImplementedError
