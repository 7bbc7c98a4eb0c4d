"""All entries of the gallery. Importing the modules of its screens is what puts them there."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import game.screens
from game.screens.screen import Screen
from tests.gallery import (
    screens_along,
    screens_benchmark,
    screens_care,
    screens_playing,
    screens_progress,
    screens_reach,
    screens_report,
    screens_rooms,
    screens_settings,
    screens_songs,
    screens_warm_up,
)
from tests.gallery.registry import ENTRIES, Entry

_PARTS = (
    screens_rooms,
    screens_benchmark,
    screens_progress,
    screens_report,
    screens_reach,
    screens_warm_up,
    screens_care,
    screens_along,
    screens_songs,
    screens_playing,
    screens_settings,
)


def all_entries() -> tuple[Entry, ...]:
    """Everything, in the order of the page."""
    order = [part.__name__ for part in _PARTS]
    return tuple(sorted(ENTRIES, key=lambda entry: order.index(entry.show.__module__)))


def all_screens() -> frozenset[type[Screen]]:
    """Every screen that the game has; what others are only made of is none."""
    for module in pkgutil.walk_packages(game.screens.__path__, "game.screens."):
        import_module(module.name)
    return frozenset(_leaves(Screen))


def _leaves(kind: type[Screen]) -> list[type[Screen]]:
    below = [one for one in kind.__subclasses__() if one.__module__.startswith("game.")]
    return [leaf for one in below for leaf in _leaves(one)] or [kind]
