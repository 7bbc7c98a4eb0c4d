"""The menu over a paused run, or paused practice."""

from __future__ import annotations

from collections.abc import Hashable
from enum import Enum

import pygame

from game.inputs.actions import Action, Pointer
from game.screens.ui import shapes
from game.screens.ui.blocks import line_height
from game.screens.ui.button import Button, ButtonGroup
from game.screens.ui.canvas import Sprite
from game.screens.ui.icons import Icon
from game.screens.ui.layout import DESIGN_WIDTH, Align, Layout
from game.text import later, tr

GO_ON, START_AGAIN, PRACTISE, SONGS, SOUND = "go on", "start again", "practise", "songs", "sound"
LEAVE = "leave"


class Waiting(Enum):
    """What it is that waits."""

    RUN = "run"
    PRACTICE = "practice"
    CHECK = "check"


_RUN = {
    GO_ON: later("Go on"),
    START_AGAIN: later("Start again"),
    PRACTISE: later("Practise"),
    SONGS: later("Songs"),
    SOUND: later("Sound"),
}
_PRACTICE = {
    GO_ON: later("Go on"),
    PRACTISE: later("Another part"),
    SOUND: later("Sound"),
    LEAVE: later("Leave practice"),
}
_CHECK = {
    GO_ON: later("Go on"),
    START_AGAIN: later("Start again"),
    SOUND: later("Sound"),
    LEAVE: later("Leave the check"),
}
_LABELS = {Waiting.RUN: _RUN, Waiting.PRACTICE: _PRACTICE, Waiting.CHECK: _CHECK}
_WHAT_IT_IS = {
    Waiting.PRACTICE: later("Practice: nothing is counted as a record."),
    Waiting.CHECK: later("Whoever leaves the check can begin it again another time."),
}
TAKE_YOUR_TIME = later("Take the time you need.")
_TOP, _BOTTOM = 66, 644
_HIGHER, _SHORTER = 42, 54
"""So much nearer to the top, and farther from the hint at the bottom, where texts are twice as
large."""
_HEIGHT, _STEP = 84, 100
_WIDTH, _MOST_WIDTH = 940, 1232
_MARGIN, _GAP = 44, 40
_SIZES = (48, 28, 28)
"""Of the title, and of what stands below it."""
_SHARES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
_BETWEEN = 20
_MOST_LINES = 12
_VEIL_OPACITY = 190


class PauseMenu:
    """Go on, or what else can be done while the run waits."""

    def __init__(self, waiting: Waiting = Waiting.RUN) -> None:
        self._waiting = waiting
        labels = _LABELS[waiting]
        self._buttons = ButtonGroup(tuple(Button(name, pygame.Rect(0, 0, 0, 0)) for name in labels))
        self._buttons.focused.picture, self._buttons.focused.suggested = Icon.PLAY, True
        self._sentence = ""
        self._veil: pygame.Surface | None = None
        self._panel: pygame.Surface | None = None
        self._drawn_for: tuple[object, ...] = ()
        self._arrange(Layout((1280, 720)))

    @property
    def panel(self) -> pygame.Rect:
        """The design rectangle it was last drawn in."""
        return self._rect

    def open(self, sentence: str | None = None) -> None:
        """Begin with the focus on going on; `sentence` tells why the run stopped by itself."""
        self._buttons.set_focus(GO_ON)
        self._sentence = sentence or tr(TAKE_YOUR_TIME)

    def say(self, sentence: str) -> None:
        """Tell something else while the run waits."""
        self._sentence = sentence

    def act(self, action: Action) -> str | None:
        """The name of what was chosen. Back and pause lead back into the song."""
        if action in (Action.BACK, Action.PAUSE):
            return GO_ON
        chosen = self._buttons.act(action)
        return chosen.name if chosen else None

    def point(self, pointer: Pointer, x: float, y: float) -> str | None:
        """The name of what was chosen, for a pointer at a design point."""
        chosen = self._buttons.point(pointer, x, y)
        return chosen.name if chosen else None

    def sprites(self, layout: Layout) -> dict[Hashable, Sprite]:
        """A veil over everything, and the menu."""
        look = (layout, self._sentence, *self._buttons.look())
        if self._veil is None or self._panel is None or look != self._drawn_for:
            self._arrange(layout)
            self._veil = pygame.Surface(layout.size, pygame.SRCALPHA)
            self._veil.fill((*layout.colours.ground, _VEIL_OPACITY))
            self._panel = self._panel_picture(layout)
            self._drawn_for = (layout, self._sentence, *self._buttons.look())
        place = layout.rect(self._rect)
        return {
            "veil": Sprite(self._veil, 0, 0),
            "menu": Sprite(self._panel, place.x, place.y),
        }

    def _arrange(self, layout: Layout) -> None:
        """Words at the left, buttons at the right; wider where texts are larger."""
        grown = layout.text_scale - 1
        width = min(_MOST_WIDTH, round(_WIDTH + (_MOST_WIDTH - _WIDTH) * grown))
        top, bottom = round(_TOP - _HIGHER * grown), round(_BOTTOM - _SHORTER * grown)
        self._rect = pygame.Rect((DESIGN_WIDTH - width) // 2, top, width, bottom - top)
        column = (width - 2 * _MARGIN - _GAP) // 2
        self._words = pygame.Rect(self._rect.left + _MARGIN, top, column, bottom - top)
        labels = _LABELS[self._waiting]
        high = _STEP * (len(labels) - 1) + _HEIGHT
        left, first = self._words.right + _GAP, self._rect.centery - high // 2
        for row, button in enumerate(self._buttons.buttons):
            button.rect = pygame.Rect(left, first + _STEP * row, column, _HEIGHT)
            button.label = tr(labels[button.name])

    def _panel_picture(self, layout: Layout) -> pygame.Surface:
        whole = pygame.Surface(layout.size, pygame.SRCALPHA)
        place, ink = layout.rect(self._rect), layout.colours
        whole.blit(shapes.rounded_box(place.w, place.h, layout.px(28), ink.panel), place)
        y = self._words.centery - self._words_height(layout, size := self._words_size(layout)) / 2
        for number, lines in enumerate(self._wrapped(layout, size)):
            for line in lines:
                step = line_height(layout, _SIZES[number] * size)
                colour, bold = (ink.dim, False) if number else (ink.text, True)
                label = layout.text(line, _SIZES[number] * size, colour, bold=bold)
                layout.put(whole, label, self._words.centerx, y + step / 2, Align.MIDDLE)
                y += step
            y += _BETWEEN
        self._buttons.draw(whole, layout)
        return whole.subsurface(place).copy()

    def _words_size(self, layout: Layout) -> float:
        """How much smaller than usual the words are to have room; 1 where they have."""
        for share in _SHARES:
            lines = [line for lines in self._wrapped(layout, share) for line in lines]
            is_whole = not any(line.endswith("…") for line in lines)
            if is_whole and self._words_height(layout, share) <= self._words.h - 2 * _BETWEEN:
                return share
        return _SHARES[-1]

    def _words_height(self, layout: Layout, share: float) -> float:
        paragraphs = self._wrapped(layout, share)
        heights = (
            len(lines) * line_height(layout, size * share)
            for size, lines in zip(_SIZES, paragraphs, strict=False)
        )
        return sum(heights) + _BETWEEN * (len(paragraphs) - 1)

    def _wrapped(self, layout: Layout, share: float) -> list[list[str]]:
        """The lines of each paragraph: the title, why it paused, and what it was."""
        texts = [tr("Paused"), self._sentence]
        if self._waiting in _WHAT_IT_IS:
            texts.append(tr(_WHAT_IT_IS[self._waiting]))
        return [
            layout.lines(text, _SIZES[number] * share, self._words.w, _MOST_LINES, bold=number == 0)
            for number, text in enumerate(texts)
        ]
