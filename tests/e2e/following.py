"""A process that plays a file as the game does and writes down what its clock says.

    python -m tests.e2e.following ORDERS.json TRACE.npz

`ORDERS.json` is an `Orders`. At the begin of each stretch a line is printed, so that whoever
started this can do something to the sound meanwhile. It is a process of its own so that nothing
else holds it up, and so that it can be stopped.
"""

from __future__ import annotations

import ctypes
import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from game.sound.playback import Playback
from game.sound.player import MusicPlayer, open_music

FRAME_S = 1 / 60
PAUSE_S = 0.3
HELD_S = 0.2
SINK_WAKES_S = 2.5
"""A fresh null sink has already played two seconds of silence ahead."""


@dataclass(frozen=True)
class Stretch:
    """Play from `from_s` for `seconds`; hold the interpreter for 200 ms at `hold_at_s` of them."""

    from_s: float
    seconds: float
    hold_at_s: float | None = None


@dataclass(frozen=True)
class Orders:
    """What to play, and how."""

    wav: str
    stretches: tuple[Stretch, ...]

    def write(self, path: Path) -> None:
        """To a file."""
        path.write_text(json.dumps(asdict(self)))

    @staticmethod
    def read(path: Path) -> Orders:
        """From a file."""
        facts = json.loads(path.read_text())
        return Orders(facts["wav"], tuple(Stretch(**one) for one in facts["stretches"]))


def main(orders_path: str, trace_path: str) -> None:
    """Play all stretches; write rows of (perf_counter, song time) for each, in order."""
    orders = Orders.read(Path(orders_path))
    player = open_music()
    assert isinstance(player, MusicPlayer)
    assert player.message is None
    time.sleep(SINK_WAKES_S)
    playback = Playback(player, Path(orders.wav), 0.0, time.perf_counter)
    traces = [_play(playback, stretch) for stretch in orders.stretches]
    playback.close()
    np.savez(trace_path, *traces)
    print("done", flush=True)
    sys.stdin.readline()
    player.close()


def _play(playback: Playback, stretch: Stretch) -> np.ndarray:
    playback.start(stretch.from_s)
    print("playing", flush=True)
    hold_at_s = stretch.hold_at_s
    rows: list[tuple[float, float]] = []
    begun_s = time.perf_counter()
    while (now_s := time.perf_counter()) < begun_s + stretch.seconds:
        rows.append((now_s, playback.update(now_s)))
        if hold_at_s is not None and now_s > begun_s + hold_at_s:
            hold_interpreter(HELD_S)
            hold_at_s = None
        time.sleep(FRAME_S)
    playback.pause()
    time.sleep(PAUSE_S)
    return np.array(rows)


def hold_interpreter(seconds: float) -> None:
    """Let no Python code run in this process for so long."""
    ctypes.PyDLL(None).usleep(round(seconds * 1e6))


if __name__ == "__main__":
    main(*sys.argv[1:])
