"""The game as it is, but with the loop most games have: all events read once a 60 Hz frame.

Only to be compared with (see `lateness`): same window, same frame work, same trace.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import perf_counter

import pygame

import game.app.start
from game.cli import main


def run_loop(
    handle: Callable[[pygame.Event, float], None],
    frame: Callable[[float], None],
    is_over: Callable[[], bool],
) -> None:
    """As `game.app.loop.run_loop`, but a stamp is the moment at which its frame read events."""
    clock = pygame.time.Clock()
    while not is_over():
        for event in pygame.event.get():
            handle(event, perf_counter())
        frame(perf_counter())
        clock.tick(60)


if __name__ == "__main__":
    game.app.start.run_loop = run_loop
    sys.exit(main())
