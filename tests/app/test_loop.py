"""The loop handles what came during a slow frame before it draws the next one."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pygame
import pytest

from game.app.loop import FRAME_S, run_loop

SLOW_FRAME_S = 1.5 * FRAME_S
MANY = 40


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    pygame.display.init()
    pygame.display.set_mode((64, 64))
    pygame.event.clear()
    yield
    pygame.display.quit()


@pytest.mark.usefixtures("window")
def test_slow_frames_never_let_input_pile_up() -> None:
    kind = pygame.event.custom_type()
    handled: list[int] = []
    handled_at_frame: list[int] = []

    def handle(event: pygame.Event, stamp_s: float) -> None:
        if event.type == kind:
            handled.append(event.number)

    def frame(now_s: float) -> None:
        handled_at_frame.append(len(handled))
        for number in range(MANY * (len(handled_at_frame) - 1), MANY * len(handled_at_frame)):
            pygame.event.post(pygame.Event(kind, number=number))
        time.sleep(SLOW_FRAME_S)

    run_loop(handle, frame, lambda: len(handled_at_frame) == 4)

    assert handled_at_frame == [0, MANY, 2 * MANY, 3 * MANY]
    assert handled == list(range(3 * MANY))


@pytest.mark.usefixtures("window")
def test_a_device_that_never_stops_sending_stops_no_frames_and_loses_nothing() -> None:
    kind = pygame.event.custom_type()
    handled: list[int] = []
    frames: list[float] = []

    def handle(event: pygame.Event, stamp_s: float) -> None:
        if event.type == kind:
            handled.append(event.number)
            time.sleep(FRAME_S / 10)
            for more in (1, 2):
                pygame.event.post(pygame.Event(kind, number=2 * event.number + more))

    pygame.event.post(pygame.Event(kind, number=0))
    run_loop(handle, frames.append, lambda: len(frames) == 5)

    assert handled == list(range(len(handled)))
    assert len(handled) < 12 * len(frames)


@pytest.mark.usefixtures("window")
def test_nothing_is_handled_once_it_is_over() -> None:
    kind = pygame.event.custom_type()
    handled: list[int] = []

    def handle(event: pygame.Event, stamp_s: float) -> None:
        if event.type == kind:
            handled.append(event.number)

    for number in range(3):
        pygame.event.post(pygame.Event(kind, number=number))
    run_loop(handle, lambda now_s: None, lambda: bool(handled))

    assert handled == [0]
