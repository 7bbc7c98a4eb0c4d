"""See what every input sends: which finger it is, how often it touched or bounced, how long."""

from __future__ import annotations

from collections import deque

import pygame

from game.inputs.actions import Action, Pointer, Scroll
from game.inputs.bindings import DEFAULT_BOUNCE_MS, Bindings
from game.inputs.controls import Edge, Part, zone_place
from game.inputs.labels import control_label
from game.inputs.meter import Measured, Meter
from game.screens.screen import OpenInputs, Screen, Step
from game.screens.ui.button import Button, ButtonGroup
from game.screens.ui.capture import FINGERS
from game.screens.ui.layout import Align, Layout
from game.screens.ui.shapes import rounded_box

LEAVE_HOLD_S = 3.0
"""Whatever is held for so long leads back, so that each device alone can leave."""
ROWS = 5
EVENTS = 4
_LEFT, _RIGHT = 48, 1232
_TOP, _ROW_STEP, _ROW_HEIGHT = 142, 62, 54
_EVENTS_TOP = 494
_BACK = pygame.Rect(932, 632, 300, 72)
_HELD_STEPS = 10
"""Steps a second in which the time something is held is shown."""
_COLUMNS = (
    ("Device", 92, Align.LEFT, 336),
    ("Input", 442, Align.LEFT, 176),
    ("Finger", 632, Align.LEFT, 190),
    ("Touches", 934, Align.RIGHT, 110),
    ("Bounces", 1066, Align.RIGHT, 120),
    ("Held", 1212, Align.RIGHT, 130),
)


class InputTesterScreen(Screen):
    """Shows what comes in under `bindings`: the latest controls, and the latest raw events."""

    def __init__(self, bindings: Bindings) -> None:
        self._bindings = bindings
        self._meter = Meter()
        self._events: deque[str] = deque(maxlen=EVENTS)
        self._begun_s: float | None = None
        self._now_s = 0.0
        self._layout = Layout((1280, 720))
        self._drawn: tuple[object, ...] | None = None
        self._buttons = ButtonGroup((Button("back", _BACK, "Back"),))

    @property
    def takes_edges(self) -> bool:
        """Everything is only looked at."""
        return True

    @property
    def rows(self) -> list[Measured]:
        """What was measured so far, the latest last."""
        return self._meter.rows

    def edge(self, edge: Edge) -> Step | None:
        """Count it and show it."""
        if self._begun_s is None:
            self._begun_s = edge.stamp_s
        finger = self._bindings.finger_of(edge.control)
        bounce_ms = finger.bounce_ms if finger else DEFAULT_BOUNCE_MS
        self._meter.take(edge, bounce_ms / 1000)
        since_s = edge.stamp_s - self._begun_s
        way = "down" if edge.down else "up"
        self._events.append(f"{since_s:.3f} s   {edge.device_name}   {edge_label(edge)}   {way}")
        return None

    def act(self, action: Action) -> Step | None:
        """The Escape key leads back."""
        return OpenInputs() if action is Action.BACK else None

    def point(self, pointer: Pointer | Scroll) -> Step | None:
        """The button."""
        if isinstance(pointer, Scroll):
            return None
        x, y = self._layout.to_design(pointer.x, pointer.y)
        return OpenInputs() if self._buttons.point(pointer, x, y) else None

    def focus_lost(self) -> None:
        """What is down then is never seen to come up."""
        self._meter.release()

    def tick(self, now_s: float) -> Step | None:
        """Leaves when something has been held for long."""
        self._now_s = now_s
        is_held = any(row.is_down and now_s - row.down_s >= LEAVE_HOLD_S for row in self.rows)
        return OpenInputs() if is_held else None

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw everything if anything has changed, else nothing."""
        rows = self.rows[: -ROWS - 1 : -1]
        cells = [self._cells(row) for row in rows]
        look = (surface.get_size(), self.style, tuple(self._events), *cells, *self._buttons.look())
        if look == self._drawn:
            return []
        self._drawn = look
        layout = self._layout = Layout(surface.get_size(), self.style)
        surface.fill(layout.colours.ground)
        layout.put(
            surface, layout.text("Try them out", 40, layout.colours.text, bold=True), _LEFT, 54
        )
        what = "Press anything: here it does nothing else."
        layout.put(surface, layout.text(what, 28, layout.colours.dim), _RIGHT, 56, Align.RIGHT)
        for name, x, align, _ in _COLUMNS:
            layout.put(surface, layout.text(name, 24, layout.colours.dim), x, _TOP - 26, align)
        for place, (row, texts) in enumerate(zip(rows, cells, strict=True)):
            self._draw_row(surface, place, row, texts)
        self._draw_events(surface)
        self._buttons.draw(surface, layout)
        return [surface.get_rect()]

    def _cells(self, row: Measured) -> tuple[str, ...]:
        grip = self._bindings.grip_of(row.control)
        held_s = row.held_now_s(self._now_s)
        if row.is_down and held_s is not None:
            held_s = int(held_s * _HELD_STEPS) / _HELD_STEPS
        return (
            row.device_name,
            control_label(row.control),
            FINGERS[grip] if grip is not None else "Not bound",
            str(row.touches),
            str(row.bounces),
            "" if held_s is None else f"{held_s:.{1 if row.is_down else 2}f} s",
        )

    def _draw_row(
        self, surface: pygame.Surface, place: int, row: Measured, texts: tuple[str, ...]
    ) -> None:
        layout = self._layout
        rect = pygame.Rect(_LEFT, _TOP + _ROW_STEP * place, _RIGHT - _LEFT, _ROW_HEIGHT)
        box = layout.rect(rect)
        ground = layout.colours.raised if row.is_down else layout.colours.panel
        surface.blit(rounded_box(box.w, box.h, layout.px(14), ground), box)
        light = layout.rect(pygame.Rect(rect.left + 14, rect.centery - 9, 18, 18))
        ink = layout.colours.glad if row.is_down else layout.colours.ground
        surface.blit(rounded_box(light.w, light.h, light.w // 2, ink), light)
        for text, (_, x, align, room) in zip(texts, _COLUMNS, strict=True):
            layout.put(
                surface,
                layout.text(text, 26, layout.colours.text, most=room),
                x,
                rect.centery,
                align,
            )

    def _draw_events(self, surface: pygame.Surface) -> None:
        layout = self._layout
        layout.put(
            surface,
            layout.text("As it came in", 26, layout.colours.text, bold=True),
            _LEFT,
            _EVENTS_TOP,
        )
        for place, line in enumerate(reversed(self._events)):
            label = layout.text(line, 24, layout.colours.dim, most=840)
            layout.put(surface, label, _LEFT, _EVENTS_TOP + 40 + 36 * place)
        leave = layout.text("Or hold anything for 3 seconds", 24, layout.colours.dim)
        layout.put(surface, leave, _BACK.right, _BACK.top - 26, Align.RIGHT)


def edge_label(edge: Edge) -> str:
    """What an edge is called among raw events: a touch by its place."""
    if edge.control.part is not Part.ZONE:
        return f"{control_label(edge.control)} ({edge.control.part} {edge.control.number})"
    x, y = zone_place(edge.control)
    return f"Touch at {x:.0%} across, {y:.0%} down"
