"""What events cost, and how punctual MIDI is by the way it is read.

    python -m tests.benchmarks.inputs

The first table: microseconds from an event to the contacts it brings. The second: messages fall due
at random moments while a main thread draws for some milliseconds of each frame; how long after that
moment they are read, which is the error of a stamp taken on receipt, and what the reading costs.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from random import Random
from statistics import median, quantiles

import pygame

from game.inputs.bindings import default_bindings
from game.inputs.controls import Edge
from game.inputs.devices import Devices
from game.inputs.receiver import MIDI_EVENT, Receiver
from game.settings import Hand
from tests.e2e.game_with_devices import VirtualGamepad
from tests.inputs.events import note

EVENTS = 20_000
SECONDS = 4.0
FRAME_S, DRAWING_S = 1 / 60, 0.004
MESSAGES_A_SECOND = 40


def cost_us(events: list[pygame.Event]) -> float:
    """Microseconds an event, from the window's event to contacts."""
    receiver, devices = Receiver(None), Devices(default_bindings(Hand.RIGHT))
    for event in pygame.event.get():
        receiver.plug(event)
    begun_s = time.perf_counter()
    for number, event in enumerate(events):
        for edge in receiver.edges(event, number / 1000):
            devices.edge(edge)
    return (time.perf_counter() - begun_s) / len(events) * 1e6


def flood(kind: str) -> list[pygame.Event]:
    """Events as a device sends them that never rests."""
    made: list[pygame.Event] = []
    for number in range(EVENTS):
        down = number % 2 == 0
        if kind == "key":
            event = pygame.KEYDOWN if down else pygame.KEYUP
            made.append(pygame.Event(event, scancode=pygame.KSCAN_J))
        elif kind == "axis":
            values = {"axis": 5, "value": 16_000 + number % 900, "instance_id": 0}
            event = pygame.CONTROLLERAXISMOTION if down else pygame.JOYAXISMOTION
            made.append(pygame.Event(event, values))
        else:
            edge = Edge(number / 1000, note(36 + number % 4, "LPD8"), down, "midi")
            made.append(pygame.Event(MIDI_EVENT, told=edge))
    return made


class Due:
    """Messages that fall due at random moments, and how late each of them is read."""

    def __init__(self, seed: int) -> None:
        random, at_s = Random(seed), time.perf_counter() + 0.1
        self.moments_s: list[float] = []
        while at_s < self.end_s(seconds=SECONDS):
            self.moments_s.append(at_s)
            at_s += random.expovariate(MESSAGES_A_SECOND)
        self.late_ms: list[float] = []

    @staticmethod
    def end_s(seconds: float) -> float:
        return time.perf_counter() + seconds

    def read(self) -> None:
        now_s = time.perf_counter()
        while self.moments_s and self.moments_s[0] <= now_s:
            self.late_ms.append((now_s - self.moments_s.pop(0)) * 1000)


def draw_frames(each_frame: Callable[[], None], *, drawing_s: float) -> None:
    """A main loop that draws for a while and rests for the remainder of each frame."""
    end_s, due_s = time.perf_counter() + SECONDS, time.perf_counter()
    while time.perf_counter() < end_s:
        each_frame()
        busy_until_s = time.perf_counter() + drawing_s
        while time.perf_counter() < busy_until_s:
            pass
        due_s += FRAME_S
        time.sleep(max(0.0, due_s - time.perf_counter()))


def read_in_thread(interval_s: float, *, drawing_s: float) -> tuple[Due, float]:
    """Read every `interval_s` beside the main loop; the lateness, and the share of a processor."""
    due, stop = Due(seed=1), threading.Event()

    def run() -> None:
        while not stop.wait(interval_s):
            due.read()

    thread = threading.Thread(target=run)
    before_s = time.process_time()
    thread.start()
    draw_frames(lambda: None, drawing_s=drawing_s)
    stop.set()
    thread.join()
    return due, (time.process_time() - before_s) / SECONDS


def main() -> None:
    """Measure and print both tables."""
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    pygame.display.init()
    pygame.display.set_mode((64, 64))
    print(f"{'event':8} {'us each':>8}")
    pygame.joystick.init()
    gamepad = VirtualGamepad()
    for kind in ("key", "axis", "midi"):
        if kind == "axis":
            gamepad.plug()
        print(f"{kind:8} {cost_us(flood(kind)):8.1f}")
    print(f"\n{'reading':20} {'median ms':>10} {'95 %':>6} {'idle CPU':>9}")
    once = Due(seed=1)
    draw_frames(once.read, drawing_s=DRAWING_S)
    print_row("once a frame", once, None)
    for interval_ms in (1, 3, 5, 10):
        due, _ = read_in_thread(interval_ms / 1000, drawing_s=DRAWING_S)
        _, idle = read_in_thread(interval_ms / 1000, drawing_s=0.0)
        print_row(f"thread, {interval_ms} ms", due, idle)
    pygame.quit()


def print_row(name: str, due: Due, cpu: float | None) -> None:
    ninety_five = quantiles(due.late_ms, n=20)[-1]
    share = "" if cpu is None else f"{cpu:8.1%}"
    print(f"{name:20} {median(due.late_ms):10.1f} {ninety_five:6.1f} {share:>9}")


if __name__ == "__main__":
    main()
