"""See what every input sends: which finger it is, how often it touched or bounced, how long."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import pygame

from game.inputs.actions import Action
from game.inputs.bindings import DEFAULT_BOUNCE_MS, Bindings
from game.inputs.controls import Edge, Part, zone_place
from game.inputs.labels import control_label
from game.inputs.meter import Measured, Meter
from game.screens.page_screen import PageScreen
from game.screens.steps import OpenInputs, Step
from game.screens.ui.blocks import Block, Words, heading
from game.screens.ui.button import Button
from game.screens.ui.capture import FINGERS, PointedButton
from game.screens.ui.meter_rows import MeterHead, MeterRow
from game.screens.ui.tabs import nowhere
from game.screens.ui.tight import Tight
from game.text import decimal, tr

LEAVE_HOLD_S = 3.0
"""Whatever is held for so long leads back, so that each device alone can leave."""
ROWS = 4
EVENTS = 3
_HELD_STEPS = 10
"""Steps a second in which the time something is held is shown."""


class InputTesterScreen(PageScreen):
    """Shows what comes in under `bindings`: the latest controls, and the latest raw events."""

    def __init__(self, bindings: Bindings) -> None:
        super().__init__()
        self._bindings = bindings
        self._meter = Meter()
        self._events: deque[str] = deque(maxlen=EVENTS)
        self._begun_s: float | None = None
        self._rows: list[MeterRow] = []
        """As they are shown."""
        self._has_news = False
        self.refresh()

    @property
    def takes_edges(self) -> bool:
        """Everything is only looked at."""
        return True

    @property
    def rows(self) -> list[Measured]:
        """What was measured so far, the latest last."""
        return self._meter.rows

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        what = tr(
            "Press anything: here it does nothing else. Hold anything for 3 seconds to leave."
        )
        events = [Words(line, 24, ink="dim") for line in reversed(self._events)]
        blocks: list[Block] = [heading(tr("Try them out")), Words(what, 26, ink="dim")]
        if self._rows:
            blocks.append(Tight([MeterHead(), *self._rows], gap=8))
        if events:
            blocks.append(Tight([Words(tr("As it came in"), 26, bold=True), *events], gap=0))
        return blocks

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        return [PointedButton("back", nowhere(), tr("Back"))]

    def edge(self, edge: Edge) -> Step | None:
        """Count it and show it."""
        if self._begun_s is None:
            self._begun_s = edge.stamp_s
        finger = self._bindings.finger_of(edge.control)
        bounce_ms = finger.bounce_ms if finger else DEFAULT_BOUNCE_MS
        self._meter.take(edge, bounce_ms / 1000)
        line = (
            tr("{time} s   {device}   {control}   down")
            if edge.down
            else tr("{time} s   {device}   {control}   up")
        )
        since = decimal(edge.stamp_s - self._begun_s, 3)
        control = edge_label(edge)
        self._events.append(line.format(time=since, device=edge.device_name, control=control))
        self._has_news = True
        return None

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        return OpenInputs()

    def act(self, action: Action) -> Step | None:
        """The Escape key leads back."""
        return OpenInputs() if action is Action.BACK else None

    def focus_lost(self) -> None:
        """What is down then is never seen to come up."""
        self._meter.release()

    def tick(self, now_s: float) -> Step | None:
        """Leaves when something has been held for long."""
        super().tick(now_s)
        is_held = any(row.is_down and now_s - row.down_s >= LEAVE_HOLD_S for row in self.rows)
        return OpenInputs() if is_held else None

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw everything if anything has changed, else nothing."""
        rows = [MeterRow(self._cells(row), row.is_down) for row in self.rows[: -ROWS - 1 : -1]]
        if rows != self._rows or self._has_news:
            self._rows, self._has_news = rows, False
            self.refresh()
        return super().draw(surface)

    def _cells(self, row: Measured) -> tuple[str, ...]:
        grip = self._bindings.grip_of(row.control)
        held_s = row.held_now_s(self._now_s)
        if row.is_down and held_s is not None:
            held_s = int(held_s * _HELD_STEPS) / _HELD_STEPS
        return (
            row.device_name,
            control_label(row.control),
            tr(FINGERS[grip]) if grip is not None else tr("Not bound"),
            str(row.touches),
            str(row.bounces),
            "" if held_s is None else _seconds(held_s, 1 if row.is_down else 2),
        )


def edge_label(edge: Edge) -> str:
    """What an edge is called among raw events: a touch by its place."""
    if edge.control.part is not Part.ZONE:
        return f"{control_label(edge.control)} ({edge.control.part} {edge.control.number})"
    x, y = zone_place(edge.control)
    return tr("Touch at {across}% across, {down}% down").format(
        across=round(x * 100), down=round(y * 100)
    )


def _seconds(seconds: float, places: int) -> str:
    return tr("{number} s").format(number=decimal(seconds, places))
