"""A button, how it looks, and a group of buttons that arrows, mouse and touch can choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pygame

from game.inputs.actions import Action, Phase, Pointer
from game.screens.ui.icons import Icon, icon
from game.screens.ui.layout import Align, Layout
from game.screens.ui.shapes import rounded_box
from game.screens.ui.theme import Colour, Palette, mixed

CORNER = 16
TEXT_SIZE = 30
_RING = 4
_RING_GAP = 4


@dataclass(slots=True)
class Button:
    """A button at a design rectangle. `name` tells it from the others of its group."""

    name: str
    rect: pygame.Rect
    label: str = ""
    picture: Icon | None = None
    suggested: bool = False
    """Shown as the thing to do next."""
    enabled: bool = True

    def draw(
        self, surface: pygame.Surface, layout: Layout, *, focused: bool, pressed: bool
    ) -> None:
        """Draw it, with a ring round it while it is `focused`."""
        ground, ink = self._colours(layout.colours, pressed=pressed)
        place = layout.rect(self.rect)
        if focused:
            draw_focus_ring(surface, layout, self.rect, CORNER)
        box = rounded_box(place.w, place.h, layout.px(CORNER), ground)
        surface.blit(box, place)
        self._draw_inside(surface, layout, ink)

    def _colours(self, colours: Palette, *, pressed: bool) -> tuple[Colour, Colour]:
        ground, ink = (
            (colours.accent, colours.on_accent)
            if self.suggested
            else (colours.raised, colours.text)
        )
        if not self.enabled:
            return colours.panel, mixed(colours.dim, colours.panel, 0.5)
        return (mixed(colours.text, ground, 0.25) if pressed else ground), ink

    def _draw_inside(self, surface: pygame.Surface, layout: Layout, ink: Colour) -> None:
        x, y = self.rect.center
        if self.picture and not self.label:
            self._draw_icon(surface, layout, ink, x)
            return
        most = self.rect.w - 32 - (round(40 * layout.text_scale) if self.picture else 0)
        size = layout.fitting_size(self.label, TEXT_SIZE, most, bold=True)
        label = layout.text(self.label, size, ink, bold=True, most=most)
        if self.picture:
            self._draw_icon(surface, layout, ink, x - label.width / layout.scale / 2 - 4)
            x += round(20 * layout.text_scale)
        layout.put(surface, label, x, y, Align.MIDDLE)

    def _draw_icon(self, surface: pygame.Surface, layout: Layout, ink: Colour, x: float) -> None:
        assert self.picture is not None
        picture = icon(self.picture, layout.type_px(34), ink)
        half = picture.get_width() // 2
        surface.blit(picture, (layout.x(x) - half, layout.y(self.rect.centery) - half))


def draw_focus_ring(
    surface: pygame.Surface, layout: Layout, rect: pygame.Rect, corner: int
) -> None:
    """A white ring round a design rectangle, a little away from it."""
    outside = layout.rect(rect.inflate(2 * (_RING + _RING_GAP), 2 * (_RING + _RING_GAP)))
    inside = layout.rect(rect.inflate(2 * _RING_GAP, 2 * _RING_GAP))
    radius = layout.px(corner + _RING + _RING_GAP)
    surface.blit(rounded_box(outside.w, outside.h, radius, layout.colours.text), outside)
    surface.blit(
        rounded_box(inside.w, inside.h, layout.px(corner + _RING_GAP), layout.colours.panel), inside
    )


@dataclass(slots=True)
class ButtonGroup:
    """Buttons of which one has the focus. All points are design points."""

    buttons: Sequence[Button]
    focus: int = 0
    _pressed: dict[int, int] = field(default_factory=dict[int, int])
    """Which pointer holds which button down."""

    @property
    def focused(self) -> Button:
        """The button that OK chooses."""
        return self.buttons[self.focus]

    def set_focus(self, name: str) -> None:
        """Move the focus to the button called `name`."""
        self.focus = next(i for i, button in enumerate(self.buttons) if button.name == name)

    def replace(self, buttons: Sequence[Button]) -> None:
        """Have these buttons instead; focus and pressing go on where they have the same names."""
        places = {button.name: place for place, button in enumerate(buttons)}
        names = [button.name for button in self.buttons]
        self.focus = places.get(names[self.focus], 0) if names else 0
        held = {pointer: names[place] for pointer, place in self._pressed.items()}
        self._pressed = {pointer: places[n] for pointer, n in held.items() if n in places}
        self.buttons = buttons

    def act(self, action: Action) -> Button | None:
        """Move the focus, or choose: the result is the button chosen."""
        if action is Action.OK:
            return self.focused if self.focused.enabled else None
        if action is Action.NEXT:
            self._go_on()
            return None
        target = next_focus([button.rect for button in self.buttons], self.focus, action)
        if target is not None:
            self.focus = target
        return None

    def point(self, pointer: Pointer, x: float, y: float) -> Button | None:
        """A pointer at a design point; the result is the button chosen by letting go on it."""
        under = self._under(x, y)
        if pointer.phase is Phase.UP:
            held = self._pressed.pop(pointer.id, None)
            if held is None or held != under or not self.buttons[held].enabled:
                return None
            return self.buttons[held]
        if under is not None and (pointer.phase is Phase.DOWN or not self._pressed):
            self.focus = under
        if pointer.phase is Phase.DOWN and under is not None:
            self._pressed[pointer.id] = under
        return None

    def look(self) -> tuple[object, ...]:
        """Everything the picture of the group depends on; equal looks, equal pictures."""
        states = ((b.label, b.enabled, b.suggested) for b in self.buttons)
        return (self.focus, *sorted(self._pressed.values()), *states)

    def draw(self, surface: pygame.Surface, layout: Layout, *, has_focus: bool = True) -> None:
        """Draw all buttons; the ring only if the group has the focus of the screen."""
        for number, button in enumerate(self.buttons):
            pressed = number in self._pressed.values()
            button.draw(
                surface, layout, focused=has_focus and number == self.focus, pressed=pressed
            )

    def _go_on(self) -> None:
        """Move the focus to the next button that can be chosen, round and round."""
        count = len(self.buttons)
        following = ((self.focus + step) % count for step in range(1, count + 1))
        self.focus = next((i for i in following if self.buttons[i].enabled), self.focus)

    def _under(self, x: float, y: float) -> int | None:
        found = (i for i, button in enumerate(self.buttons) if button.rect.collidepoint(x, y))
        return next(found, None)


def next_focus(rects: Sequence[pygame.Rect], current: int, action: Action) -> int | None:
    """Which of `rects` lies next to the current one towards `action`; None: none does.

    Only what is at least partly at the same height (for up and down: above each other) counts.
    """
    step_x, step_y = _DIRECTIONS.get(action, (0, 0))
    here = rects[current]
    best: tuple[int, int] | None = None
    for number, rect in enumerate(rects):
        dx, dy = rect.centerx - here.centerx, rect.centery - here.centery
        ahead = dx * step_x + dy * step_y
        aside = abs(dx * step_y + dy * step_x)
        reach = (here.h + rect.h) // 2 if step_x else (here.w + rect.w) // 2
        if ahead > 0 and aside < reach and (best is None or ahead + 2 * aside < best[0]):
            best = (ahead + 2 * aside, number)
    return best[1] if best else None


_DIRECTIONS = {
    Action.UP: (0, -1),
    Action.DOWN: (0, 1),
    Action.LEFT: (-1, 0),
    Action.RIGHT: (1, 0),
}
