"""The game in a process of its own, and a player who presses its keys at the chart's times."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.e2e.display import Robot, wait_until

KEYS = {"index": "j", "middle": "k", "ring": "l", "little": "semicolon", "key": "h"}
"""X names of the right hand's keys."""
HELD_S = 0.12


class TraceReader:
    """Follows the trace that a running game writes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read_to = 0
        self.frames: list[dict[str, float]] = []
        self.pinches: list[dict[str, object]] = []
        self.runs: list[dict[str, object]] = []
        self.songs: list[dict[str, object]] = []

    def read(self) -> None:
        """Take in the lines written since the last call."""
        if not self._path.exists():
            return
        with self._path.open("rb") as file:
            file.seek(self._read_to)
            new = file.read()
        whole = new[: new.rfind(b"\n") + 1]
        self._read_to += len(whole)
        places = {
            **{"frame": self.frames, "pinch": self.pinches},
            **{"run": self.runs, "song": self.songs},
        }
        for line in whole.splitlines():
            fact = json.loads(line)
            places[fact["kind"]].append(fact)

    def when_s(self, song_s: float) -> float:
        """The `perf_counter` reading at which song time will be `song_s`, by the last frame."""
        last = self.frames[-1]
        return last["perf_ns"] / 1e9 + song_s - last["song_s"]


@dataclass(frozen=True)
class Game:
    """A running game and its trace."""

    process: subprocess.Popen[str]
    trace: TraceReader

    def wait_for_song(self) -> None:
        """Wait until a song is being played."""
        wait_until(lambda: bool(self._frames()), "the song to begin", limit_s=30.0)

    def wait_for_run(self, number: int = 1) -> dict[str, object]:
        """Wait until that many runs have been stored; the last of them."""
        wait_until(lambda: len(self._runs()) >= number, f"run {number} to be stored", limit_s=30.0)
        return self.trace.runs[number - 1]

    def hit_errors_ms(self) -> dict[int, float]:
        """How late the hit of each note, by its number, was judged to be."""
        self.trace.read()
        errors: dict[int, float] = {}
        for pinch in self.trace.pinches:
            events = pinch["events"]
            assert isinstance(events, list)
            hits = [event for event in events if event["event"] == "Hit"]
            errors |= {hit["note"]: hit["error_s"] * 1000 for hit in hits}
        return errors

    def _frames(self) -> list[dict[str, float]]:
        self.trace.read()
        return self.trace.frames

    def _runs(self) -> list[dict[str, object]]:
        self.trace.read()
        return self.trace.runs


@contextmanager
def running_game(
    arguments: list[str], environment: Mapping[str, str], home: Path, trace: Path | None = None
) -> Iterator[Game]:
    """Start `thumbtune` with these arguments and data folder; end it afterwards."""
    command = [sys.executable, "-m", "game.cli", *arguments]
    if trace is not None:
        command += ["--trace", str(trace)]
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment, "THUMBTUNE_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield Game(process, TraceReader(trace or home / "no trace"))
    finally:
        process.kill()
        process.communicate()


def thumbtune(*arguments: str, home: Path) -> list[dict[str, object]]:
    """What a command prints as JSON lines."""
    done = subprocess.run(
        [sys.executable, "-m", "game.cli", *arguments, "--json"],
        env={**os.environ, "THUMBTUNE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def play_notes(
    game: Game,
    robot: Robot,
    notes: list[dict[str, object]],
    *,
    until_s: float = 1e9,
    late_s: float = 0.0,
    spread_s: float = 0.0,
    seed: int = 1,
) -> list[tuple[float, float]]:
    """Press the key of each note due before `until_s`, `late_s` ± `spread_s` (SD) off its time.

    The result is a pair a note: the song time aimed at and when its key was sent (`perf_counter`).
    """
    random = Random(seed)
    sent: list[tuple[float, float]] = []
    for note in notes:
        song_s = float(str(note["time_s"]))
        if song_s >= until_s:
            break
        aimed_s = song_s + random.gauss(late_s, spread_s)
        key = KEYS[str(note["grip"])]
        sleep_until(game, aimed_s)
        sent.append((aimed_s, robot.key(key, down=True)))
        time.sleep(max(HELD_S, float(str(note["duration_s"]))))
        robot.key(key, down=False)
    return sent


def sleep_until(game: Game, song_s: float) -> None:
    """Sleep until song time is `song_s`, by the latest frame of the trace."""
    while True:
        game.trace.read()
        left_s = game.trace.when_s(song_s) - time.perf_counter()
        if left_s <= 0:
            return
        time.sleep(min(left_s, 0.01) if left_s > 0.02 else left_s)
