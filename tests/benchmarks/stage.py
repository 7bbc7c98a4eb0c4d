"""What the benchmarks of the running game share: its song, a data folder, a start with a trace.

The song is the densest of those that ship, at the densest level: up to 7 notes in the lanes at once
with the level's four grips. The data folder holds a best run to race, so every part of the play
screen is drawn, and the song's sound, so nothing is rendered meanwhile.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from game import __version__
from game.app.parts import DEFAULT_PLAYER
from game.charting.chart import Chart
from game.charting.charter import make_chart
from game.charting.level import Level, find_level, read_levels
from game.folders import data_folders, shipped_folder
from game.library import Library
from game.music.song import Song
from game.play.events import InputKind
from game.play.replay import Replay
from game.play.simulated import simulated_run
from game.records.keys import Moment
from game.records.opening import open_records
from game.records.plays import NewPlay
from tests.e2e.display import Display, running_display
from tests.e2e.playing import Game, TraceReader, thumbtune
from tests.e2e.pulse import running_pulse

SONG = "Turkish March"
LEVEL = "3"
GAME = "game.cli"
SIZE = (1280, 720)
_BEST_SKILL = 0.7
_NOW_MS = 1_750_000_000_000


@dataclass(frozen=True)
class Stage:
    """A screen with sound, and the data folder to play on it with."""

    display: Display
    environment: Mapping[str, str]
    home: Path


@contextmanager
def prepared_home() -> Iterator[Path]:
    """A data folder with the song's sound and a best run, removed afterwards."""
    with TemporaryDirectory(prefix="thumbtune-benchmark-") as folder:
        home = Path(folder)
        _store_best(home)
        with (
            open_stage(home) as stage,
            running(GAME, ["play", SONG, "--level", LEVEL], stage) as game,
        ):
            game.wait_for_song()
        yield home


@contextmanager
def open_stage(home: Path, size: tuple[int, int] = SIZE) -> Iterator[Stage]:
    """A screen of `size` and a sound server, both our own."""
    with running_display(size) as display, running_pulse() as pulse:
        yield Stage(display, {**display.environment, **pulse.environment}, home)


@contextmanager
def running(
    module: str, arguments: list[str], stage: Stage, environment: Mapping[str, str] | None = None
) -> Iterator[Game]:
    """Run the game, or a variant of it, as `python -m module`; end it afterwards.

    `play` comes with a trace; the list of songs has none.
    """
    with TemporaryDirectory(prefix="thumbtune-trace-") as folder:
        trace = Path(folder) / "trace.jsonl"
        traced = ["--trace", str(trace)] if "play" in arguments else []
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments, *traced],
            env={
                **os.environ,
                **stage.environment,
                **(environment or {}),
                "THUMBTUNE_HOME": str(stage.home),
            },
            stdout=subprocess.DEVNULL,
            text=True,
        )
        try:
            yield Game(process, TraceReader(trace))
        finally:
            process.kill()
            process.wait()


def benchmark_song() -> tuple[Song, Level]:
    """The song and the level of the benchmarks."""
    library = Library((shipped_folder("songs"),))
    song = library.song(library.find(SONG).path)
    return song, find_level(read_levels(shipped_folder("levels")), LEVEL)


def chart_and_best() -> tuple[Chart, Replay]:
    """Their chart with the level's own grips, and a run to race."""
    song, level = benchmark_song()
    chart = make_chart(song, level, level.default_grips)
    return chart, simulated_run(chart, level, _BEST_SKILL, seed=2).replay()


def chart_notes(home: Path) -> list[dict[str, object]]:
    """The notes of that chart as the program itself tells them."""
    path = shipped_folder("songs") / "turkish-march.mid"
    (line,) = thumbtune("chart", str(path), "--level", LEVEL, home=home)
    notes = line["notes"]
    assert isinstance(notes, list)
    return notes


def _store_best(home: Path) -> None:
    chart, replay = chart_and_best()
    folders = data_folders(str(home))
    with open_records(folders.records, _NOW_MS).records as records:
        records.plays.store(
            NewPlay(
                player_id=records.players.choose(DEFAULT_PLAYER).id,
                song_title=SONG,
                chart=chart,
                replay=replay,
                input_kind=InputKind.KEYBOARD,
                started=Moment(_NOW_MS, 0),
                program_version=__version__,
            )
        )
