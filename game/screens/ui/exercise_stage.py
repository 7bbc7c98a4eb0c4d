"""The picture of an exercise on a page, alone or beside a large count."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import pygame

from game.charting.chart import Grip
from game.coach.exercises import Motion
from game.screens.ui import fonts
from game.screens.ui.button import Button
from game.screens.ui.exercise_pictures import KEY_POSES, motion_picture
from game.screens.ui.layout import Layout
from game.screens.ui.shapes import disc
from game.screens.ui.theme import Style

FRAMES = 60
"""So many pictures a repetition."""
BEATS: dict[Motion, int] = {
    Motion.GRIP_AND_RELEASE: 4,
    Motion.COIN_DROP: 3,
    Motion.FINGER_CURL: 4,
}
"""How many beats a repetition takes; 2 for there and back."""
_COUNT = 170
_LEAST_COUNT = 60
_ABREAST = 2
"""So many key poses stand side by side, more in another row."""
_COUNT_SHARE = 0.34
_GAP = 20
_DOT, _SMALL_DOT, _DOT_STEP = 16, 9, 52


@dataclass(slots=True)
class Stage:
    """A motion at a moment (`frame` of `FRAMES`); with a `count` that stands large beside it.

    Where motion is to be `calm`, its key poses stand side by side. The count is as large at every
    size of text: nothing could be missed in it.
    """

    motion: Motion
    is_left: bool
    height: int = 300
    count: int | None = None
    frame: int = 0
    due: Grip | None = None
    beats: int = 0
    """So many dots below the picture show the beat; 0 for none."""
    beat: int = 0
    """Which of them it is now."""
    buttons: Sequence[Button] = ()
    seen: tuple[pygame.Rect, pygame.Rect] | None = field(init=False, default=None)
    """Where the picture was drawn last, and what could be drawn on; None if it is out of sight."""

    def place(self, layout: Layout, left: int, top: int, width: int) -> int:
        """See `Block`."""
        return self.height

    def draw(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """See `Block`."""
        area = rect.copy()
        if self.count is not None:
            wide = round(rect.w * _COUNT_SHARE)
            self._draw_count(surface, layout, pygame.Rect(rect.left, rect.top, wide, rect.h))
            area.left, area.w = rect.left + wide, rect.w - wide
        self.seen = (area, surface.get_clip())
        self._draw_picture(surface, layout, area)

    def draw_again(self, surface: pygame.Surface, layout: Layout) -> pygame.Rect | None:
        """Draw the picture where it was drawn last; the result is what has changed, if anything."""
        if self.seen is None:
            return None
        area, clip = self.seen
        changed = layout.rect(area).clip(clip)
        if not changed:
            return None
        surface.set_clip(changed)
        surface.fill(layout.colours.ground)
        self._draw_picture(surface, layout, area)
        surface.set_clip(None)
        return changed

    def look(self, style: Style) -> tuple[object, ...]:
        """What moves in it: where motion is to be calm, only the beat does."""
        moved = (0, None) if style.is_calm else (self.frame, self.due)
        return (*moved, self.beats, self.beat if self.beats else 0)

    def _draw_beats(self, surface: pygame.Surface, layout: Layout, area: pygame.Rect) -> None:
        """A dot for each beat of a repetition, in the middle; the one it is now is lit."""
        left = area.centerx - _DOT_STEP * (self.beats - 1) / 2
        for number in range(self.beats):
            is_now = number == self.beat
            colour = layout.colours.accent if is_now else layout.colours.raised
            picture = disc(layout.px(_DOT if is_now else _SMALL_DOT), colour, colour, 0)
            x, y = layout.x(left + _DOT_STEP * number), layout.y(area.centery)
            surface.blit(picture, picture.get_rect(center=(x, y)))

    def _draw_count(self, surface: pygame.Surface, layout: Layout, area: pygame.Rect) -> None:
        text, room = str(self.count), layout.px(area.w - _GAP)
        size = float(_COUNT)
        while fonts.width(text, layout.px(size), bold=True) > room and size > _LEAST_COUNT:
            size -= 10
        label = fonts.render(text, layout.px(size), layout.colours.text, bold=True)
        layout.put(surface, label, area.left, area.centery + 20)

    def _draw_picture(self, surface: pygame.Surface, layout: Layout, area: pygame.Rect) -> None:
        if self.beats:
            dots = pygame.Rect(area.left, area.bottom - 2 * _DOT, area.w, 2 * _DOT)
            self._draw_beats(surface, layout, dots)
            area = pygame.Rect(area.left, area.top, area.w, area.h - 2 * _DOT)
        poses = KEY_POSES[self.motion] if layout.style.is_calm else (self.frame / FRAMES,)
        across = min(len(poses), _ABREAST)
        down = math.ceil(len(poses) / across)
        wide = (area.w - _GAP * (across - 1)) / across
        high = (area.h - _GAP * (down - 1)) / down
        for number, phase in enumerate(poses):
            row, column = divmod(number, across)
            left, top = column * (wide + _GAP), row * (high + _GAP)
            box = pygame.Rect(round(left), round(top), round(wide), round(high))
            box.move_ip(area.topleft)
            place = layout.rect(box)
            due = None if layout.style.is_calm else self.due
            picture = motion_picture(
                self.motion, phase, place.size, layout.colours, is_left=self.is_left, due=due
            )
            surface.blit(picture, picture.get_rect(center=place.center))
