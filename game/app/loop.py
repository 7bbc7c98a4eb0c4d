"""The loop: waits for events until the next frame is due, and stamps each one when it comes.

Reading events once a frame would stamp a pinch up to a whole frame late; waiting for them stamps it
as soon as drawing lets go.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import pygame

FRAME_S = 1 / 60
MOST_HANDLING_S = FRAME_S
"""However much a device sends, a frame is drawn after so long; what has not been handled waits."""
_SHORTEST_WAIT_MS = 1


def run_loop(
    handle: Callable[[pygame.Event, float], None],
    frame: Callable[[float], None],
    is_over: Callable[[], bool],
) -> None:
    """Call `handle` with each event and its stamp, and `frame` 60 times a second, until it's over.

    Stamps and the moment given to `frame` are `time.perf_counter` readings. A frame that took too
    long is not made up for, and whatever came meanwhile is handled before the next one: as much of
    it as a frame's time is enough for.
    """
    due_s = perf_counter()
    while not is_over():
        wait_ms = int((due_s - perf_counter()) * 1000)
        event = pygame.event.wait(wait_ms) if wait_ms >= _SHORTEST_WAIT_MS else pygame.event.poll()
        enough_s = perf_counter() + MOST_HANDLING_S
        while event.type != pygame.NOEVENT and not is_over():
            handle(event, perf_counter())
            if perf_counter() >= enough_s:
                break
            event = pygame.event.poll()
        now_s = perf_counter()
        if now_s >= due_s - _SHORTEST_WAIT_MS / 1000 and not is_over():
            frame(now_s)
            due_s = (due_s if now_s < due_s + FRAME_S else now_s) + FRAME_S
