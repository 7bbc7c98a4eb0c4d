"""What a frame of the play screen costs without a window, one after the other, part by part.

    uv run python -m tests.benchmarks.drawing

The whole song of the other benchmarks, played by a simulated player on SDL's `dummy` driver, as
fast as it goes: what the code itself takes, without an X server, sound, or pauses that cool caches.
"""

from __future__ import annotations

import os
from time import perf_counter

import pygame

from game.inputs.bindings import default_bindings
from game.inputs.contact import Contact
from game.play.events import InputKind
from game.play.run import Run
from game.play.simulated import simulated_pinches
from game.screens.play import PlayScreen
from game.session import Session, SongFacts, Stage, beats_of
from game.settings import Hand, PlaySettings
from tests.benchmarks.figures import at_share, median, print_table
from tests.benchmarks.frames import SIZES
from tests.benchmarks.stage import benchmark_song, chart_and_best
from tests.screens.helpers import HandTurnedPlayback

SKILL = 0.9
STEP_S = 1 / 60
LEAD_IN_S = 3.0
HEADING = ("size", "frames", "tick", "draw", "update", "all", "all p99", "all max", "first picture")


def main() -> None:
    """Play the song at each size and print the parts' medians, in ms."""
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    pygame.display.init()
    rows = [_measured(size) for size in SIZES]
    pygame.quit()
    print_table("Frames without a window, medians unless told, in ms", HEADING, rows)


def _measured(size: tuple[int, int]) -> list[object]:
    surface = pygame.display.set_mode(size)
    session = _session()
    screen = PlayScreen(session, default_bindings(Hand.RIGHT).labels())
    screen.tick(0.0)
    begun = perf_counter()
    screen.draw(surface)
    first_ms = (perf_counter() - begun) * 1000
    screen.tick(0.0)
    frames = _play(screen, session, surface)
    whole = [sum(parts) for parts in frames]
    medians = [median(part) for part in zip(*frames, strict=True)]
    return [
        *(f"{size[0]}x{size[1]}", len(frames), *medians, median(whole)),
        *(at_share(whole, 0.99), max(whole), first_ms),
    ]


def _session() -> Session:
    song, level = benchmark_song()
    chart, best = chart_and_best()
    facts = SongFacts(
        title=song.title,
        beats_per_minute=song.tempo_map.tempo_at(0.0),
        end_s=song.duration_s,
        beats=beats_of(song.tempo_map, song.duration_s, 100, LEAD_IN_S),
        lead_in_s=LEAD_IN_S,
    )
    settings = PlaySettings(level, 100, Hand.RIGHT, chart.grips)
    return Session(Run(chart, level, best), facts, settings, HandTurnedPlayback())


def _play(
    screen: PlayScreen, session: Session, surface: pygame.Surface
) -> list[tuple[float, float, float]]:
    """Tick, draw and update of each frame, in ms."""
    chart, level = session.run.chart, session.settings.level
    pinches = list(reversed(simulated_pinches(chart, level, SKILL, seed=1)))
    frames: list[tuple[float, float, float]] = []
    now_s = 0.0
    while session.stage is not Stage.OVER:
        now_s += STEP_S
        while pinches and pinches[-1].time_s <= session.song_s:
            pinch = pinches.pop()
            screen.pinch(Contact(now_s, pinch.grip, pinch.down, InputKind.KEYBOARD))
        begun = perf_counter()
        screen.tick(now_s)
        ticked = perf_counter()
        changed = screen.draw(surface)
        drawn = perf_counter()
        pygame.display.update(changed)
        shown = perf_counter()
        steps = (ticked - begun, drawn - ticked, shown - drawn)
        frames.append((steps[0] * 1000, steps[1] * 1000, steps[2] * 1000))
    return frames


if __name__ == "__main__":
    main()
