"""How fast files become charts, and how fast the judge is: what `chart` and `demo` do.

    uv run python -m tests.benchmarks.charting

All shipped songs at all levels with the levels' own grips.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from time import perf_counter

from game.charting.charter import make_chart
from game.charting.level import Level, first_steps, read_levels
from game.folders import shipped_folder
from game.library import midi_files
from game.music.reading import read_song
from game.music.tune import find_tune
from game.play.simulated import simulated_pinches, simulated_run
from tests.benchmarks.figures import median, print_table

SKILL = 0.8
HEADING = ("step", "median ms", "longest ms")


def main() -> None:
    """Take every song through every step and print the medians."""
    levels = first_steps(read_levels(shipped_folder("levels")))
    songs = [_through(path, levels) for path in midi_files(shipped_folder("songs"))]
    steps = zip(*(steps for steps, _, _ in songs), strict=True)
    names = ("read a file", "find its tune", "chart it, 3 levels", "simulate a run, 3 levels")
    rows = [[name, median(taken), max(taken)] for name, taken in zip(names, steps, strict=True)]
    print_table(f"{len(songs)} songs", HEADING, rows)
    pinches = sum(pinches for _, pinches, _ in songs)
    played_s = sum(played_s for _, _, played_s in songs)
    run_s = sum(steps[3] for steps, _, _ in songs) / 1000
    print(f"\n{pinches / run_s:,.0f} pinches a second, {played_s / run_s:,.0f} times real time")


def _through(path: Path, levels: tuple[Level, ...]) -> tuple[list[float], int, float]:
    """What each step took in ms, and the pinches and song seconds of the runs."""
    moments = [perf_counter()]
    song = read_song(path)
    moments.append(perf_counter())
    tune = find_tune(song)
    moments.append(perf_counter())
    charts = [(make_chart(song, level, level.default_grips, tune=tune), level) for level in levels]
    moments.append(perf_counter())
    for chart, level in charts:
        simulated_run(chart, level, SKILL, seed=1)
    moments.append(perf_counter())
    pinches = sum(len(simulated_pinches(chart, level, SKILL, seed=1)) for chart, level in charts)
    steps = [(end - start) * 1000 for start, end in pairwise(moments)]
    return steps, pinches, song.duration_s * len(levels)


if __name__ == "__main__":
    main()
