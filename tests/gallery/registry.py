"""What is in the gallery: every entry has a heading, a line of words, and how to come there.

To add a screen, write a function in `screens_*.py`:

    @shown("Songs", "The list, with what belongs to the chosen song beside it.")
    def songs(scene: Scene) -> Screen:
        return scene.start().screen
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from game.screens.screen import Screen
from tests.gallery import looks
from tests.gallery.looks import Look
from tests.gallery.world import Scene, scene

Show = Callable[[Scene], Screen]


@dataclass(frozen=True, slots=True)
class Entry:
    """A screen in a certain state. `name` is part of file names."""

    name: str
    heading: str
    words: str
    show: Show
    looks: tuple[Look, ...]
    """The looks it is pictured in; those of the checks are the same for all."""

    @contextmanager
    def in_look(self, look: Look) -> Iterator[Screen]:
        """The screen, there for as long as the block."""
        with scene(look) as made:
            screen = self.show(made)
            screen.style = made.stage.flow.style
            yield screen


ENTRIES: list[Entry] = []


def shown(heading: str, words: str, pictured: Sequence[Look] = looks.ALL) -> Callable[[Show], Show]:
    """Put what is decorated into the gallery."""

    def put(show: Show) -> Show:
        name = show.__name__.replace("_", "-")
        assert all(entry.name != name for entry in ENTRIES), name
        ENTRIES.append(Entry(name, heading, words, show, tuple(pictured)))
        return show

    return put
