"""What the steps of the levels come to: `uv run python -m tests.benchmarks.level_steps`.

For each level the pinches a minute over all shipped songs, with the level's own grips and with one
finger alone, how many times the notes of the level before, and how many of its notes are also in
the chart of the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from game.charting.chart import Chart, Grip
from game.charting.charter import make_chart
from game.charting.level import Level, read_levels
from game.folders import shipped_folder
from game.library import midi_files
from game.music.reading import read_song
from game.music.tune import find_tune


def main() -> None:
    """Print one line a level."""
    levels = read_levels(shipped_folder("levels"))
    songs = [read_song(path) for path in midi_files(shipped_folder("songs"))]
    known = [(song, find_tune(song)) for song in songs]

    def charts(level: Level, grips: Sequence[Grip]) -> list[Chart]:
        return [make_chart(song, level, grips, tune=tune) for song, tune in known]

    print(f"{len(songs)} songs       a minute  (from - to)  a step  next has  one finger")
    own = [charts(level, level.default_grips) for level in levels]
    alone = [median(map(_rate, charts(level, (Grip.INDEX,)))) for level in levels]
    before: float | None = None
    for place, level in enumerate(levels):
        rates = sorted(map(_rate, own[place]))
        middle = median(rates)
        step = "" if before is None else f"{middle / before:.2f}"
        kept = "" if level is levels[-1] else f"{_kept(own[place], own[place + 1]):.3f}"
        spread = f"({rates[0]:.0f} - {rates[-1]:.0f})"
        print(f"{level.name:16}{middle:8.1f}{spread:>14}{step:>8}{kept:>10}{alone[place]:>12.1f}")
        before = middle


def _rate(chart: Chart) -> float:
    """Notes a minute from the first to the last."""
    return 60 * (len(chart.notes) - 1) / (chart.notes[-1].time_s - chart.notes[0].time_s)


def _kept(easier: Sequence[Chart], harder: Sequence[Chart]) -> float:
    """The share of notes that are also there a step further."""
    notes = kept = 0
    for few, many in zip(easier, harder, strict=True):
        known = {(note.time_s, note.pitch) for note in many.notes}
        notes += len(few.notes)
        kept += sum((note.time_s, note.pitch) in known for note in few.notes)
    return kept / notes


if __name__ == "__main__":
    main()
