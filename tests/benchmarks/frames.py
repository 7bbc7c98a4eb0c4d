"""What a frame of the play screen costs in a real window, while a robot plays; by window size.

    uv run python -m tests.benchmarks.frames

`work` is the `work_ms` of the trace: input that is due, tick, draw and `display.update`. `late` are
frames that began more than half a frame after the moment the one before asked for. "textured" is
the same window with SDL's default way of showing a surface, which uploads all of it each time.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from tests.benchmarks.figures import at_share, median, print_table
from tests.benchmarks.stage import (
    GAME,
    LEVEL,
    SIZE,
    SONG,
    Stage,
    chart_notes,
    open_stage,
    prepared_home,
    running,
)
from tests.e2e.display import wait_until
from tests.e2e.playing import Game, play_notes

PLAYED_S = 25.0
FRAME_MS = 1000 / 60
SIZES = ((800, 480), SIZE, (1920, 1080))
TEXTURED = {"SDL_FRAMEBUFFER_ACCELERATION": "1"}
HEADING = ("window", "frames", "work median", "p95", "p99", "max", "interval p99", "late")


def main() -> None:
    """Play once at each size and print what the frames took, in ms."""
    with prepared_home() as home:
        rows = [_measured(home, size, {}) for size in SIZES]
        rows.append(_measured(home, SIZE, TEXTURED))
    print_table(f"Frames of {SONG}, level {LEVEL}, first {PLAYED_S:.0f} s, in ms", HEADING, rows)


def _measured(home: Path, size: tuple[int, int], environment: dict[str, str]) -> list[object]:
    notes = chart_notes(home)
    with (
        open_stage(home, size) as stage,
        running(GAME, ["play", SONG, "--level", LEVEL], stage, environment) as game,
    ):
        if size != SIZE:
            _resize(stage, size)
        game.wait_for_song()
        play_notes(game, stage.display.robot, notes, until_s=PLAYED_S, spread_s=0.03)
        game.trace.read()
    name = f"{size[0]}x{size[1]}{', textured' if environment else ''}"
    return [name, *_figures(_frames(game))]


def _frames(game: Game) -> list[dict[str, float]]:
    return [frame for frame in game.trace.frames if 0 <= frame["song_s"] < PLAYED_S]


def _figures(frames: Sequence[dict[str, float]]) -> list[object]:
    work = [frame["work_ms"] for frame in frames]
    begun = [frame["perf_ns"] / 1e6 for frame in frames]
    intervals = [later - earlier for earlier, later in pairwise(begun)]
    late = sum(interval > 1.5 * FRAME_MS for interval in intervals)
    shares = [at_share(work, share) for share in (0.95, 0.99)]
    return [
        *(len(work), median(work), *shares, max(work)),
        *(at_share(intervals, 0.99), f"{100 * late / len(intervals):.2f} %"),
    ]


def _resize(stage: Stage, size: tuple[int, int]) -> None:
    """Give the window this size once it is there; there is no window manager to argue with."""
    find = ["xdotool", "search", "--onlyvisible", "--class", "."]
    environment = {**os.environ, "DISPLAY": stage.display.name}
    found: list[str] = []

    def is_there() -> bool:
        done = subprocess.run(find, env=environment, capture_output=True, text=True, check=False)
        found[:] = done.stdout.split()
        return bool(found)

    wait_until(is_there, "the window")
    time.sleep(0.2)
    place = ["windowmove", found[0], "0", "0", "windowsize", found[0], *map(str, size)]
    subprocess.run(["xdotool", *place], env=environment, check=True)


if __name__ == "__main__":
    main()
