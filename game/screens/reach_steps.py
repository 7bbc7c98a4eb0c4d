"""Where the screens of reach lead."""

from __future__ import annotations

from dataclasses import dataclass

from game.charting.chart import Grip
from game.coach.reach import Reach


@dataclass(frozen=True, slots=True)
class OpenReach:
    """Find out what each finger can do today, and fit the game to it."""


@dataclass(frozen=True, slots=True)
class OfferReach:
    """The same at the first start, before the first song; `answered` are the grips that something
    is pressed for."""

    answered: tuple[Grip, ...]


@dataclass(frozen=True, slots=True)
class BeginReach:
    """Ask for these grips, in this order."""

    grips: tuple[Grip, ...]


@dataclass(frozen=True, slots=True)
class ReachEnded:
    """Every grip has been asked for, and this came of it."""

    reach: Reach


@dataclass(frozen=True, slots=True)
class TakeReach:
    """Play as was proposed from now on."""


@dataclass(frozen=True, slots=True)
class LeaveReach:
    """Away from it, with everything set as it was."""


@dataclass(frozen=True, slots=True)
class OpenReaches:
    """See what the fingers could do on earlier days."""


ReachStep = OpenReach | OfferReach | BeginReach | ReachEnded | TakeReach | LeaveReach | OpenReaches
"""To reach, through it, and away from it."""
