"""How the loop spends its time, on a clock and a queue of events that the test turns by hand."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import pairwise

import pygame
import pytest

from game.app import loop
from game.app.loop import FRAME_S, run_loop

KEY = pygame.KEYDOWN
NOTHING = pygame.Event(pygame.NOEVENT)


@dataclass
class World:
    """A clock that only moves while somebody waits or works, and events that come at set times."""

    arrivals: deque[float] = field(default_factory=deque[float])
    frame_work_s: float = 0.002
    slow_frames: dict[int, float] = field(default_factory=dict[int, float])
    runs_for_s: float = 1.0
    now_s: float = 100.0
    frames: list[float] = field(default_factory=list[float])
    stamps: list[float] = field(default_factory=list[float])
    polls: int = 0
    over_after_events: int | None = None

    def perf_counter(self) -> float:
        self.now_s += 1e-6
        return self.now_s

    def poll(self) -> pygame.Event:
        self.polls += 1
        if self.arrivals and self.arrivals[0] <= self.now_s:
            self.arrivals.popleft()
            return pygame.Event(KEY)
        self.now_s += 1e-5
        return NOTHING

    def wait(self, timeout_ms: int) -> pygame.Event:
        until_s = self.now_s + timeout_ms / 1000
        if self.arrivals and self.arrivals[0] <= until_s:
            self.now_s = max(self.now_s, self.arrivals[0])
        else:
            self.now_s = until_s
        return self.poll()

    def handle(self, event: pygame.Event, stamp_s: float) -> None:
        self.stamps.append(stamp_s)

    def frame(self, now_s: float) -> None:
        self.frames.append(now_s)
        self.now_s += self.slow_frames.get(len(self.frames), self.frame_work_s)

    def is_over(self) -> bool:
        if self.over_after_events is not None:
            return len(self.stamps) >= self.over_after_events
        return self.now_s >= 100.0 + self.runs_for_s

    def run(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(loop, "perf_counter", self.perf_counter)
        monkeypatch.setattr(pygame.event, "wait", self.wait)
        monkeypatch.setattr(pygame.event, "poll", self.poll)
        run_loop(self.handle, self.frame, self.is_over)


def gaps(moments: list[float]) -> list[float]:
    return [later - earlier for earlier, later in pairwise(moments)]


def test_there_are_sixty_frames_a_second_at_even_distances(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(runs_for_s=5.0)
    world.run(monkeypatch)
    assert len(world.frames) == pytest.approx(300, abs=1)
    assert all(gap == pytest.approx(FRAME_S, abs=0.0011) for gap in gaps(world.frames))


def test_the_time_between_frames_is_slept_not_spent_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    world.run(monkeypatch)
    assert world.polls <= 4 * len(world.frames)


def test_an_event_is_handled_and_stamped_when_it_comes_not_at_the_next_frame(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    arrivals = [100.05 + 0.0173 * number for number in range(50)]
    world = World(deque(arrivals), frame_work_s=0.0)
    world.run(monkeypatch)
    assert world.stamps == pytest.approx(arrivals, abs=1e-4)


def test_an_event_is_at_most_as_late_as_a_frame_takes_to_draw(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    arrivals = [100.05 + 0.0173 * number for number in range(50)]
    world = World(deque(arrivals), frame_work_s=0.004)
    world.run(monkeypatch)
    lateness = [stamp - came for stamp, came in zip(world.stamps, arrivals, strict=True)]
    assert max(lateness) <= 0.0041
    assert sum(late < 1e-4 for late in lateness) > 25


def test_events_that_come_together_are_handled_together_in_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World(deque([100.0301] * 20))
    world.run(monkeypatch)
    assert len(world.stamps) == 20
    assert world.stamps == sorted(world.stamps)
    assert world.stamps[-1] - world.stamps[0] < 1e-3


def test_a_slow_frame_is_not_made_up_for(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(slow_frames={20: 0.1})
    world.run(monkeypatch)
    after = world.frames[19:]
    assert gaps(after)[0] == pytest.approx(0.1, abs=0.001)
    assert all(gap == pytest.approx(FRAME_S, abs=0.0011) for gap in gaps(after)[1:])


def test_frames_that_are_all_too_slow_follow_each_other_without_a_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = World(frame_work_s=0.025)
    world.run(monkeypatch)
    assert all(gap == pytest.approx(0.025, abs=0.001) for gap in gaps(world.frames))


def test_no_frame_is_drawn_once_it_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(deque([100.0995]), slow_frames={1: 0.1}, over_after_events=1)
    world.run(monkeypatch)
    assert len(world.stamps) == 1
    assert len(world.frames) == 1
