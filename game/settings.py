"""What a player has chosen for a run. Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from game.charting.chart import Grip
from game.charting.level import Level

SLOWEST_PERCENT = 40
FASTEST_PERCENT = 120
SPEED_STEP_PERCENT = 10


class Hand(StrEnum):
    """The hand that pinches. The screen is mirrored for the left one."""

    RIGHT = "right"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class PlaySettings:
    """Level, speed, hand and grips (lane order) of a run."""

    level: Level
    speed_percent: int
    hand: Hand
    grips: tuple[Grip, ...]
