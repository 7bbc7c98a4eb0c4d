"""A short rest between songs: a calm countdown, and "Go on now" always there."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from game.screens.page_screen import PageScreen
from game.screens.results import SETTLE_S
from game.screens.steps import EndDay, EndRest, Step
from game.screens.ui.blocks import Block, Words
from game.screens.ui.button import Button
from game.screens.ui.care_blocks import BesideRest, RestPicture
from game.screens.ui.layout import Layout
from game.screens.ui.tabs import button
from game.text import later, tr

_FRAMES_A_SECOND = 20
"""So often the rings are drawn anew."""
HINTS = (
    later("Let your hand lie loose on your lap."),
    later("Shake your hand out, as if it were wet."),
    later("Let your shoulders sink, and breathe slowly."),
    later("Look out of the window for a moment."),
)


@dataclass(frozen=True, slots=True)
class RestView:
    """`seconds` of rest, and what to say beside them.

    `why` is a sentence about the reason, `following` what comes next; both may be empty. `gently`
    is the label of a button that goes on more gently; without it there is none. `number` chooses
    the hint.
    """

    seconds: int
    why: str = ""
    following: str = ""
    gently: str = ""
    number: int = 0


class RestScreen(PageScreen):
    """Counts `view.seconds` down on the way to `then`, and tells `over` when it is over.

    Then it waits for the player.
    """

    settle_s = SETTLE_S

    def __init__(self, view: RestView, then: Step, over: Callable[[], None]) -> None:
        super().__init__()
        self._view = view
        self._then = then
        self._over = over
        self._begun_s: float | None = None
        self._picture = RestPicture(view.seconds)
        self._shown: object = None
        self.refresh()
        self.page.set_focus("gently" if view.gently else "on")

    @property
    def view(self) -> RestView:
        """What is shown."""
        return self._view

    @property
    def seconds_left(self) -> int:
        """Whole seconds until it is over."""
        return self._picture.seconds_left

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        view = self._view
        is_over = not self._picture.seconds_left
        title = tr("Rested. Go on when you like.") if is_over else tr("A short rest")
        said: list[Block] = [Words(title, 44, bold=True)]
        if view.why:
            said.append(Words(view.why, 30))
        said.append(Words(tr(HINTS[view.number % len(HINTS)]), 30, ink="dim"))
        if view.following:
            said.append(Words(view.following, 30))
        return [BesideRest(self._picture, said)]

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        gently = self._view.gently
        offered = [button("gently", gently, suggested=True)] if gently else []
        return (
            *offered,
            button("on", tr("Go on now"), suggested=not gently),
            button("enough", tr("Enough for today")),
        )

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        if name == "enough":
            return EndDay()
        return EndRest(self._then, gently=name == "gently")

    def back(self) -> Step | None:
        """See `PageScreen`."""
        return EndRest(self._then)

    def tick(self, now_s: float) -> Step | None:
        """The seconds go by."""
        super().tick(now_s)
        if self._begun_s is None:
            self._begun_s = now_s
        since_s = now_s - self._begun_s
        was_left = self._picture.seconds_left
        self._picture.seconds_left = max(0, math.ceil(self._view.seconds - since_s))
        self._picture.share = min(since_s / self._view.seconds, 1.0)
        self._picture.since_s = math.floor(since_s * _FRAMES_A_SECOND) / _FRAMES_A_SECOND
        if was_left and not self._picture.seconds_left:
            self._over()
            self.refresh()
        return None

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw everything if a word has changed, else only the picture."""
        seen, self._picture.seen = self._picture.seen, None
        changed = super().draw(surface)
        look = (self._picture.seconds_left, self._moved)
        if changed:
            self._shown = look
            return changed
        self._picture.seen = seen
        if look == self._shown:
            return []
        self._shown = look
        area = self._picture.draw_again(surface, Layout(surface.get_size(), self.style))
        return [area] if area else []

    @property
    def _moved(self) -> float:
        """What moves, where things may."""
        return 0.0 if self.style.is_calm else self._picture.since_s
