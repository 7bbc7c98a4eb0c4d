"""From the start of the process to the first picture, with everything on disk read before.

    uv run python -m tests.benchmarks.starting

The list of songs is first shown with what has been read by then and grows; it is complete when
nothing changes any more. `play` is measured up to the first frame of the song (its count-in), with
the song's sound in the cache. Python with nothing to do and `--version` are there for comparison.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from time import perf_counter

from tests.benchmarks.figures import median, print_table
from tests.benchmarks.marked import FILE_VARIABLE
from tests.benchmarks.stage import GAME, LEVEL, SONG, Stage, open_stage, prepared_home, running
from tests.e2e.display import wait_until

ROUNDS = 5
CALM_S = 1.0


def main() -> None:
    """Start everything `ROUNDS` times in turn and print the medians, in s."""
    with prepared_home() as home, open_stage(home) as stage:
        _list_of_songs(stage)
        rounds = [
            (
                _command("-c", "pass"),
                _command("-m", GAME, "--version"),
                *_list_of_songs(stage),
                _first_frame(stage),
            )
            for _ in range(ROUNDS)
        ]
    names = (
        "python with nothing to do",
        "thumbtune --version, to its end",
        "thumbtune, first picture of the list",
        "thumbtune, list complete",
        f"thumbtune play, first frame of {SONG}",
    )
    columns = zip(*rounds, strict=True)
    rows = [
        [name, median(taken), min(taken), max(taken)]
        for name, taken in zip(names, columns, strict=True)
    ]
    print_table(f"Start, {ROUNDS} times each, in s", ["what", "median", "min", "max"], rows)


def _command(*arguments: str) -> float:
    begun = perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - begun


def _list_of_songs(stage: Stage) -> tuple[float, float]:
    """How long until the list was first shown, and until it was complete."""
    path = Path(stage.home) / "marks"
    path.unlink(missing_ok=True)
    begun = perf_counter()
    with running("tests.benchmarks.marked", [], stage, {FILE_VARIABLE: str(path)}):
        wait_until(lambda: path.exists() and path.stat().st_size > 0, "the list of songs")
        wait_until(lambda: time.time() - path.stat().st_mtime > CALM_S, "the list to be complete")
        marks = [float(line) for line in path.read_text("utf-8").splitlines()]
    return marks[0] - begun, marks[-1] - begun


def _first_frame(stage: Stage) -> float:
    """How long until the first frame of the song was shown."""
    begun = perf_counter()
    with running(GAME, ["play", SONG, "--level", LEVEL], stage) as game:
        game.wait_for_song()
        first = game.trace.frames[0]
    return first["perf_ns"] / 1e9 + first["work_ms"] / 1e3 - begun


if __name__ == "__main__":
    main()
