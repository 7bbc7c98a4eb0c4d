"""What every device gives: a contact of thumb and finger, stamped when it was received."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from game.charting.chart import Grip
from game.play.events import InputKind


@dataclass(frozen=True, slots=True)
class Contact:
    """Thumb and finger met (`down`) or parted at `stamp_s`, a reading of `time.perf_counter`."""

    stamp_s: float
    grip: Grip
    down: bool
    kind: InputKind
    source: Hashable = field(default=None, compare=False)
    """What touched: tells the controls of a grip apart."""
