"""A page of blocks at any size of text: laid out from top to bottom, scrolled where it is long.

What has the focus is always in sight. Buttons of the footer stay at the bottom.
"""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.inputs.actions import Action, Phase, Pointer
from game.screens.ui.blocks import GAP, Block, Buttons, stack
from game.screens.ui.button import Button, next_focus
from game.screens.ui.layout import Layout
from game.screens.ui.list import DRAG_FROM
from game.screens.ui.shapes import rounded_box

AREA = pygame.Rect(48, 28, 1184, 664)
_WHEEL = 80
_STEP = 0.6
"""A step without anything to choose scrolls by so much of what is seen."""
_BAR_WIDTH = 10
_ROOM_FOR_RING = 12


class Page:
    """Blocks in a design rectangle. All points are design points.

    Buttons of the footer fill its width unless they are not to be wider than `widest_footer`.
    """

    def __init__(self, area: pygame.Rect = AREA, widest_footer: int = 0) -> None:
        self._area = area
        self._widest_footer = widest_footer
        self._blocks: Sequence[Block] = ()
        self._footer: Block = Buttons(())
        self._buttons: list[Button] = []
        self._block_of: list[int] = []
        """Which block each button is in; the footer is the last one."""
        self._count_body = 0
        self._focus = 0
        self._has_focus = True
        self._version = 0
        self._layout = Layout((1280, 720))
        self._placed: list[tuple[Block, pygame.Rect]] | None = None
        self._places: list[pygame.Rect] = []
        """Of the buttons, in the unscrolled body; the footer's below all others."""
        self._footer_places: list[pygame.Rect] = []
        self._footer_height = 0
        self._height = 0
        self._scroll = 0.0
        self._pressed: dict[int, tuple[str, float, float]] = {}
        """Which pointer went down where, and on which button ("" for none)."""

    @property
    def focused(self) -> Button | None:
        """The button that OK chooses."""
        return self._buttons[self._focus] if self._buttons else None

    @property
    def buttons(self) -> Sequence[Button]:
        """All there are, at the rectangles at which they are seen now."""
        self._arrange(self._layout)
        self._move_buttons()
        return self._buttons

    @property
    def area(self) -> pygame.Rect:
        """Where it is."""
        return self._area

    @area.setter
    def area(self, area: pygame.Rect) -> None:
        if area != self._area:
            self._area, self._placed = area, None

    def show(self, blocks: Sequence[Block], footer: Sequence[Button] | Block = ()) -> None:
        """Show these instead; the focus stays on the button of the same name."""
        name = self.focused.name if self.focused else None
        self._blocks = blocks
        self._footer = self._row(footer) if isinstance(footer, Sequence) else footer
        body = [button for block in blocks for button in block.buttons]
        self._buttons, self._count_body = [*body, *self._footer.buttons], len(body)
        whole = [*blocks, self._footer]
        self._block_of = [place for place, one in enumerate(whole) for _ in one.buttons]
        names = [button.name for button in self._buttons]
        self._focus = names.index(name) if name in names else 0
        self._placed = None
        self._version += 1

    def set_focus(self, name: str) -> None:
        """Move the focus to the button called `name`, if it is there."""
        for number, button in enumerate(self._buttons):
            if button.name == name:
                self._focus_on(number)

    def scroll_to_top(self) -> None:
        """Show the page from its beginning."""
        self._scroll = 0.0

    def scroll(self, steps: float) -> None:
        """Scroll down by so many steps of a wheel (negative: up)."""
        self._scroll_to(self._scroll + steps * _WHEEL)

    def act(self, action: Action) -> Button | None:
        """Move the focus, or choose: the result is the button chosen."""
        self._arrange(self._layout)
        if action is Action.OK:
            return self.focused if self.focused and self.focused.enabled else None
        target = self._target(action)
        is_down = action in (Action.DOWN, Action.NEXT)
        leaves_body = target is None or target >= self._count_body
        was_in_body = self._focus < self._count_body or not self._count_body
        if is_down and leaves_body and was_in_body and not self._is_at_end():
            self._scroll_to(self._scroll + self._view().h * _STEP)
        elif target is not None and (way := self._way_to(target, action)):
            self._scroll_to(self._scroll + way * self._view().h * _STEP)
        elif target is not None:
            self._focus_on(target)
        elif action is Action.UP:
            self._scroll_to(self._scroll - self._view().h * _STEP)
        return None

    def point(self, pointer: Pointer, x: float, y: float) -> Button | None:
        """A pointer; the result is the button chosen by letting go on it."""
        self._arrange(self._layout)
        under = self._under(x, y)
        if pointer.phase is Phase.DOWN:
            self._pressed[pointer.id] = (under.name if under else "", x, y)
        elif pointer.phase is Phase.UP:
            name, _, _ = self._pressed.pop(pointer.id, ("", x, y))
            is_same = under is not None and under.name == name
            return under if is_same and under is not None and under.enabled else None
        elif pointer.id in self._pressed:
            self._drag(pointer.id, x, y)
            return None
        if under is not None:
            self._focus = self._buttons.index(under)
        return None

    def look(self) -> tuple[object, ...]:
        """Everything the picture depends on; equal looks, equal pictures."""
        pressed = sorted(name for name, _, _ in self._pressed.values())
        return (self._version, self._focus, self._scroll, *pressed)

    def draw(self, surface: pygame.Surface, layout: Layout, *, has_focus: bool = True) -> None:
        """Draw what is seen of it now; the ground is there already.

        No button has a ring round it while it is something else that `has_focus`.
        """
        self._arrange(layout)
        self._has_focus = has_focus
        view = self._view()
        clip = view.inflate(2 * _ROOM_FOR_RING, 0)
        if not self._is_scrollable():
            clip = clip.inflate(0, 2 * _ROOM_FOR_RING)
        elif not self._scroll:
            clip.top, clip.h = clip.top - _ROOM_FOR_RING, clip.h + _ROOM_FOR_RING
        elif self._scroll >= self._height - view.h:
            clip.h += _ROOM_FOR_RING
        surface.set_clip(layout.rect(clip).clip(surface.get_rect()))
        offset = view.top - round(self._scroll)
        for block, rect in self._placed or ():
            place = rect.move(0, offset)
            if place.colliderect(clip):
                block.draw(surface, layout, place)
        self._draw_buttons(surface, layout, range(self._count_body))
        surface.set_clip(None)
        self._draw_buttons(surface, layout, range(self._count_body, len(self._buttons)))
        if self._is_scrollable():
            self._draw_bar(surface, layout, view)

    def _draw_buttons(self, surface: pygame.Surface, layout: Layout, numbers: range) -> None:
        pressed = {name for name, _, _ in self._pressed.values()}
        self._move_buttons()
        for number in numbers:
            button = self._buttons[number]
            is_focused = self._has_focus and number == self._focus
            button.draw(surface, layout, focused=is_focused, pressed=button.name in pressed)

    def _draw_bar(self, surface: pygame.Surface, layout: Layout, view: pygame.Rect) -> None:
        track = layout.rect(pygame.Rect(view.right + 18, view.top, _BAR_WIDTH, view.h))
        surface.blit(rounded_box(track.w, track.h, track.w // 2, layout.colours.raised), track)
        high = max(track.w, round(track.h * view.h / self._height))
        top = track.top + round((track.h - high) * self._scroll / (self._height - view.h))
        bar = rounded_box(track.w, high, track.w // 2, layout.colours.dim)
        surface.blit(bar, (track.left, top))

    def _arrange(self, layout: Layout) -> None:
        if self._placed is not None and layout == self._layout:
            return
        self._layout = layout
        area = self._area
        self._placed = stack(layout, self._blocks, area.left, 0, area.w)
        self._height = max((rect.bottom for _, rect in self._placed), default=0)
        body = [button.rect.copy() for button in self._buttons[: self._count_body]]
        high = self._footer.place(layout, area.left, 0, area.w)
        below = max(self._height, area.h) + GAP
        self._footer_places = [
            button.rect.move(0, area.bottom - high) for button in self._footer.buttons
        ]
        self._places = [*body, *(button.rect.move(0, below) for button in self._footer.buttons)]
        self._footer_height = high
        self._focus_on(self._focus)

    def _view(self) -> pygame.Rect:
        """The part of the area in which the body is seen."""
        kept = self._footer_height + 2 * GAP if self._footer.buttons else 0
        return pygame.Rect(self._area.left, self._area.top, self._area.w, self._area.h - kept)

    def _is_scrollable(self) -> bool:
        return self._height > self._view().h

    def _is_at_end(self) -> bool:
        return self._scroll >= self._height - self._view().h

    def _way_to(self, target: int, action: Action) -> int:
        """1 or -1 if the way down or up to a button of the body is more than a step from what is
        seen: so nothing between is passed over. 0 if it is near, or asked for in another way."""
        if target >= self._count_body:
            return 0
        view, place = self._view(), self._places[target]
        step, top = view.h * _STEP, place.top - self._scroll
        if action is Action.UP:
            return -1 if top - GAP < -step else 0
        is_far_down = top + place.h + GAP - view.h > step
        return 1 if is_far_down and action in (Action.DOWN, Action.NEXT) else 0

    def _scroll_to(self, scroll: float) -> None:
        most = max(0.0, self._height - self._view().h)
        self._scroll = min(max(scroll, 0.0), most)

    def _focus_on(self, number: int) -> None:
        """Give the focus to a button and bring it into sight, with the block it belongs to."""
        self._focus = number
        if self._placed is None:
            return
        self._scroll_to(self._scroll)
        if number >= self._count_body:
            return
        view, place = self._view(), self._places[number]
        block = next((r for _, r in self._placed if r.contains(place)), place)
        shown = block if block.h <= view.h else place
        top = 0 if number == 0 and shown.bottom <= view.h else shown.top - GAP
        least = shown.bottom + GAP - view.h
        if least > self._scroll:
            beginnings = (rect.top for _, rect in self._placed)
            least = min((one for one in beginnings if least <= one <= top), default=least)
        self._scroll_to(min(max(self._scroll, least), top))

    def _target(self, action: Action) -> int | None:
        if not self._buttons:
            return None
        if action in (Action.UP, Action.DOWN):
            return self._next_line(is_down=action is Action.DOWN)
        if action is not Action.NEXT:
            return next_focus(self._places, self._focus, action)
        count = len(self._buttons)
        following = ((self._focus + step) % count for step in range(1, count + 1))
        return next((i for i in following if self._buttons[i].enabled), None)

    def _row(self, footer: Sequence[Button]) -> Block:
        return Buttons(footer, may_be_uneven=True, widest=self._widest_footer)

    def _next_line(self, *, is_down: bool) -> int | None:
        """The nearest button below or above the focus: in the same block, there rather in line with
        it, and else in the next block that has any."""
        here, block = self._places[self._focus], self._block_of[self._focus]
        sign = 1 if is_down else -1

        def away(number: int) -> int:
            place = self._places[number]
            return place.top - here.bottom if is_down else here.top - place.bottom

        def aside(number: int) -> int:
            return abs(self._places[number].centerx - here.centerx)

        ahead = [
            number
            for number, its_block in enumerate(self._block_of)
            if sign * (its_block - block) > 0 or (its_block == block and away(number) >= 0)
        ]
        if not ahead:
            return None
        nearest = min((self._block_of[number] for number in ahead), key=lambda one: sign * one)
        ahead = [number for number in ahead if self._block_of[number] == nearest]
        in_line = [n for n in ahead if aside(n) < (here.w + self._places[n].w) // 2]
        if nearest == block and in_line:
            ahead = in_line
        return min(ahead, key=lambda number: (away(number), aside(number)))

    def _move_buttons(self) -> None:
        """Give every button the rectangle at which it is seen now."""
        offset = self._view().top - round(self._scroll)
        for number, button in enumerate(self._buttons):
            if number < self._count_body:
                button.rect = self._places[number].move(0, offset)
            else:
                button.rect = self._footer_places[number - self._count_body]

    def _under(self, x: float, y: float) -> Button | None:
        self._move_buttons()
        is_in_view = self._view().collidepoint(x, y)
        seen = self._buttons if is_in_view else self._buttons[self._count_body :]
        return next((button for button in seen if button.rect.collidepoint(x, y)), None)

    def _drag(self, pointer: int, x: float, y: float) -> None:
        name, from_x, from_y = self._pressed[pointer]
        if name and abs(y - from_y) < DRAG_FROM:
            return
        self._scroll_to(self._scroll + from_y - y)
        self._pressed[pointer] = ("", x, y) if self._is_scrollable() else (name, from_x, from_y)
