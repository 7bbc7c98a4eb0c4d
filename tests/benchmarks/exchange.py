"""How long it takes to take many runs along and to take them over, and how large the file is.

    uv run python -m tests.benchmarks.exchange [RUNS]

Times are those of the processor, so that other programs don't count. Each run has some 190
pinches and releases on a chart of 120 notes; there are 100 charts.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import TypeVar

from game.charting.chart import Chart
from game.play.events import InputKind, Pinch
from game.play.replay import Replay
from game.records.database import connect
from game.records.exchange.part import read_export
from game.records.keys import Moment
from game.records.plays import NewPlay
from tests.records.making import NOW_MS, WINDOW_S, behind, chart_of, opened, records_on

_T = TypeVar("_T")
_NOTES = 120
_CHARTS = 100


def main(runs: int) -> None:
    """Print a table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        here, there, file = folder / "here.db", folder / "there.db", folder / "export.zip"
        _play(here, runs)
        print(f"| {runs} runs | s |\n| --- | --- |")
        with opened(here) as records:
            _timed("export", lambda: records.exchange.write(file, "0.1.0"))
            contents = _timed("read and check", lambda: read_export(file))
            with opened(there) as other:
                _timed("take over", lambda: other.exchange.take(contents))
                _timed("judge", other.rescore)
                _timed("take over once more", lambda: other.exchange.take(contents))
                _timed("export again", lambda: other.exchange.write(file, "0.1.0"))
            _timed("forget", lambda: records.forgetting.forget([1]))
            _timed("write the database anew", records.forgetting.scrub)
        behind(there, "PRAGMA wal_checkpoint(TRUNCATE)")
        print(
            f"\nfile {file.stat().st_size / 1e6:.1f} MB, records {there.stat().st_size / 1e6:.1f}"
        )


def _play(path: Path, runs: int) -> None:
    chance = random.Random(1)
    charts = [chart_of(_NOTES, song=f"{number:064x}", gap_s=0.8) for number in range(_CHARTS)]
    opened(path).close()
    connection = connect(path)
    connection.execute("PRAGMA synchronous = OFF")  # made-up runs may be lost
    with records_on(connection, path) as records:
        player_id = records.players.choose("Anna").id
        for number in range(runs):
            chart = charts[number % _CHARTS]
            play = NewPlay(
                player_id=player_id,
                song_title=f"Song {number % _CHARTS}",
                chart=chart,
                replay=_run(chart, chance),
                input_kind=InputKind.KEYBOARD,
                started=Moment(NOW_MS + number * 300_000, 60),
                program_version="0.1.0",
                settings={"hand": "right", "hit_window_ms": 200, "approach_s": 2.5},
            )
            records.plays.store(play)


def _run(chart: Chart, chance: random.Random) -> Replay:
    pinches: list[Pinch] = []
    for note in chart.notes:
        if chance.random() < 0.8:
            time_s = note.time_s + chance.gauss(0.0, 0.06)
            pinches.append(Pinch(time_s, note.grip, down=True))
            pinches.append(Pinch(time_s + 0.15, note.grip, down=False))
    pinches.sort(key=lambda one: one.time_s)
    return Replay(chart.hash, WINDOW_S, tuple(pinches), chart.end_s + 1, finished=True)


def _timed(what: str, work: Callable[[], _T]) -> _T:
    begun_s = process_time()
    done = work()
    print(f"| {what} | {process_time() - begun_s:.1f} |", flush=True)
    return done


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
