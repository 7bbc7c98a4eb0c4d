"""How long an update takes that changes the rules: all stored plays are judged again.

    uv run python -m tests.benchmarks.rescoring

1,000 plays of the shipped songs by simulated players, level by level, finished ones and such that
were left early. Their results are deleted from a copy of the database, which is what a change of
rules amounts to, and made again. Also what storing one play takes, and opening the records when
there is nothing to do.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from game import __version__
from game.charting.chart import Chart
from game.charting.charter import make_chart
from game.charting.level import first_steps, read_levels
from game.folders import shipped_folder
from game.library import Library
from game.play.events import InputKind
from game.play.replay import Replay
from game.play.simulated import simulated_run
from game.records.keys import Moment
from game.records.opening import open_records
from game.records.plays import NewPlay
from game.records.store import Records
from tests.benchmarks.figures import median, print_table

PLAYS = 1000
LEFT_EARLY_EVERY = 10
ROUNDS = 5
NOW_MS = 1_750_000_000_000


def main() -> None:
    """Store the plays once, judge them again `ROUNDS` times, print the medians."""
    with TemporaryDirectory(prefix="thumbtune-benchmark-") as folder:
        path = Path(folder) / "thumbtune.db"
        stored_ms, notes = _fill(path)
        rounds = [_rescored(path, Path(folder) / f"copy {number}.db") for number in range(ROUNDS)]
        size_mb = path.stat().st_size / 1e6
    opening_ms, rescoring_ms, nothing_ms = (median(column) for column in zip(*rounds, strict=True))
    rows = [
        [f"judge {PLAYS} plays again ({notes} notes)", rescoring_ms],
        ["the same, a play", rescoring_ms / PLAYS],
        ["store a play (median)", median(stored_ms)],
        ["store a play (longest)", max(stored_ms)],
        [f"open the records ({size_mb:.1f} MB)", opening_ms],
        ["find nothing to judge again", nothing_ms],
    ]
    print_table(f"Records, median of {ROUNDS} rounds", ["what", "ms"], rows)


def _fill(path: Path) -> tuple[list[float], int]:
    """Store the plays; what each took in ms, and how many notes they have together."""
    stored_ms: list[float] = []
    notes = 0
    with open_records(path, NOW_MS).records as records:
        player = records.players.choose("Anna")
        for number, (title, chart, replay) in enumerate(simulated_plays(PLAYS)):
            play = NewPlay(
                player_id=player.id,
                song_title=title,
                chart=chart,
                replay=replay,
                input_kind=InputKind.KEYBOARD,
                started=Moment(NOW_MS + number, 120),
                program_version=__version__,
            )
            stored_ms.append(_timed_ms(lambda play=play: records.plays.store(play)))
            notes += len(chart.notes)
    return stored_ms, notes


def simulated_plays(count: int) -> list[tuple[str, Chart, Replay]]:
    """So many runs of the shipped songs: title, chart and replay."""
    levels = first_steps(read_levels(shipped_folder("levels")))
    library = Library((shipped_folder("songs"),))
    songs = [library.song(entry.path) for entry in library.entries()]
    courses = [
        (song.title, make_chart(song, level, level.default_grips), level)
        for song in songs
        for level in levels
    ]
    runs: list[tuple[str, Chart, Replay]] = []
    for number, (title, chart, level) in enumerate(islice(cycle(courses), count)):
        replay = simulated_run(chart, level, skill=0.5 + number % 6 / 10, seed=number).replay()
        if number % LEFT_EARLY_EVERY == 0:
            half = replay.pinches[: len(replay.pinches) // 2]
            ended_s = half[-1].time_s if half else 0.0
            replay = Replay(chart.hash, level.hit_window_s, half, ended_s, finished=False)
        runs.append((title, chart, replay))
    return runs


def _rescored(path: Path, copy: Path) -> tuple[float, float, float]:
    """In ms: opening a copy without results, judging everything again, and once more."""
    shutil.copy(path, copy)
    connection = sqlite3.connect(copy, isolation_level=None)
    connection.execute("DELETE FROM results")
    connection.close()
    opened: list[Records] = []
    opening_ms = _timed_ms(lambda: opened.append(open_records(copy, NOW_MS).records))
    with opened[0] as records:
        rescoring_ms = _timed_ms(lambda: _check(records, PLAYS))
        nothing_ms = _timed_ms(lambda: _check(records, 0))
    return opening_ms, rescoring_ms, nothing_ms


def _check(records: Records, judged: int) -> None:
    rescored = records.rescore()
    assert (rescored.judged, rescored.skipped) == (judged, ())


def _timed_ms(act: Callable[[], object]) -> float:
    begun = perf_counter()
    act()
    return (perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
