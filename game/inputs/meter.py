"""Measures what each control does, for the input tester: touches, bounces, how long it was held."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from game.inputs.controls import Control, Edge

MOST_ROWS = 64
"""A device that sends everything it has costs no more than this."""


@dataclass(slots=True)
class Measured:
    """One control of one device.

    `touches` are those a song would be told of; `bounces` those that came too soon after a parting
    and were passed over. `held_s` is the last touch from its beginning to its end.
    """

    control: Control
    device_name: str
    touches: int = 0
    bounces: int = 0
    held_s: float | None = None
    is_down: bool = False
    down_s: float = 0.0
    up_s: float | None = None

    def held_now_s(self, now_s: float) -> float | None:
        """How long the present touch has lasted, or the last one did."""
        return now_s - self.down_s if self.is_down else self.held_s


class Meter:
    """Everything that was touched, the latest last."""

    def __init__(self) -> None:
        self._rows: dict[tuple[Control, Hashable], Measured] = {}

    @property
    def rows(self) -> list[Measured]:
        """What was measured."""
        return list(self._rows.values())

    def take(self, edge: Edge, bounce_s: float) -> None:
        """Count an edge of a control whose touches `bounce_s` after a parting are bounces."""
        place = (edge.control, edge.source)
        row = self._rows.pop(place, None) or Measured(edge.control, edge.device_name)
        self._rows[place] = row
        if len(self._rows) > MOST_ROWS:
            del self._rows[next(iter(self._rows))]
        if edge.down:
            is_bounce = row.up_s is not None and edge.stamp_s - row.up_s < bounce_s
            if is_bounce:
                row.bounces += 1
            else:
                row.touches += 1
                row.down_s = edge.stamp_s
        elif row.is_down:
            row.held_s = edge.stamp_s - row.down_s
            row.up_s = edge.stamp_s
        row.is_down = edge.down

    def release(self) -> None:
        """Take everything as up: another window has the devices."""
        for row in self._rows.values():
            row.is_down = False
