"""A private PulseAudio with a null sink, and a recorder of what it plays: what is really heard.

A sink counts its own seconds: this null sink runs some 250 parts in a million off the monotonic
clock. So the recorder, a process of its own (this file, run as a program), notes on that clock,
which on Linux is `time.perf_counter` in every process, when each piece of sound came in.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SINK = "out"
RATE = 48_000
STARTUP_S = 10.0
_SILENCE = 1e-4
_STRETCH_S = 0.25
_USUAL_S = 0.0003


def missing_tools() -> str | None:
    """Which of the programs needed here is not installed; None when all are there."""
    return next((name for name in ("pulseaudio", "parec", "pactl") if not shutil.which(name)), None)


class Pulse:
    """A running server.

    `environment` is what a process needs to play through it, `whole_environment` that and all else.
    """

    def __init__(self, runtime: Path) -> None:
        self.environment = {
            "XDG_RUNTIME_DIR": str(runtime),
            "PULSE_SERVER": f"unix:{runtime}/pulse/native",
            "SDL_AUDIODRIVER": "pulseaudio",
        }
        self.whole_environment = {**os.environ, **self.environment, "HOME": str(runtime)}

    @contextmanager
    def recording(self, path: Path) -> Iterator[None]:
        """Record what the sink plays to `path` while the block lasts; `Recording` reads it."""
        command = ["parec", "-d", f"{SINK}.monitor", "--raw", "--format=s16le", f"--rate={RATE}"]
        command += ["--channels=2", "--latency-msec=10"]
        listener = subprocess.Popen(command, stdout=subprocess.PIPE, env=self.whole_environment)
        writer = subprocess.Popen([sys.executable, __file__, path], stdin=listener.stdout)
        try:
            wait_until(lambda: path.exists() and path.stat().st_size > 0, "the recorder to hear")
            yield
        finally:
            listener.terminate()
            listener.wait(timeout=STARTUP_S)
            writer.wait(timeout=STARTUP_S)

    def control(self, *arguments: str) -> str:
        """What `pactl` answers to these arguments."""
        return self._asked(*arguments, check=True).stdout

    def answers(self) -> bool:
        """Whether the server is up and has its sink."""
        asked = self._asked("list", "short", "sinks", check=False)
        return asked.returncode == 0 and SINK in asked.stdout

    def _asked(self, *arguments: str, check: bool) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["pactl", *arguments],
            env=self.whole_environment,
            capture_output=True,
            text=True,
            check=check,
        )


@contextmanager
def running_pulse() -> Iterator[Pulse]:
    """Start a server of our own in a private folder; stop it and remove the folder afterwards."""
    with tempfile.TemporaryDirectory(prefix="thumbtune-pulse-") as folder:
        pulse = Pulse(Path(folder))
        command = ["pulseaudio", "--daemonize=no", "-n", "--exit-idle-time=-1"]
        command += [f"--load=module-null-sink sink_name={SINK} rate={RATE}"]
        command += ["--load=module-native-protocol-unix auth-anonymous=1"]
        environment = {**os.environ, **pulse.environment, "HOME": folder}
        server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        try:
            wait_until(pulse.answers, "the sound server")
            yield pulse
        finally:
            server.terminate()
            server.wait(timeout=STARTUP_S)


def wait_until(condition: Callable[[], bool], what: str, patience_s: float = STARTUP_S) -> None:
    """Ask `condition()` until it is true; `TimeoutError` naming `what` after `patience_s`."""
    give_up_at = time.perf_counter() + patience_s
    while not condition():
        if time.perf_counter() > give_up_at:
            raise TimeoutError(f"waited {patience_s:g} s for {what}")
        time.sleep(0.02)


class Recording:
    """What was recorded to `path`: `sound` is the left channel, -1 to 1.

    A recording can be read while it is still being made; it then is what there is so far.
    """

    def __init__(self, path: Path) -> None:
        samples = np.fromfile(path, dtype="<i2")
        self.sound = samples[: len(samples) // 2 * 2 : 2].astype(np.float32) * np.float32(2**-15)
        stamps = np.fromfile(_stamps_of(path), dtype=np.float64)
        counted, stamped_s = stamps[: len(stamps) // 2 * 2].reshape(-1, 2).T
        self._slope, self._start_s = _line_of_the_punctual(counted, stamped_s)

    def click_times_s(self, level: float = 0.2) -> NDArray[np.float64]:
        """When each click was heard, in `perf_counter` seconds.

        A click begins where the sound first exceeds `level` after at least 50 ms below it.
        """
        loud = np.flatnonzero(np.abs(self.sound) > level)
        if not len(loud):
            return np.zeros(0)
        first = np.concatenate(([True], np.diff(loud) > RATE // 20))
        return self._heard_at_s(loud[first])

    def between(self, begin_s: float, end_s: float) -> NDArray[np.float32]:
        """What was heard from `begin_s` to `end_s`, in `perf_counter` seconds."""
        heard_at_s = self._heard_at_s(np.arange(0, len(self.sound), dtype=np.int64))
        begin, end = np.searchsorted(heard_at_s, (begin_s, end_s))
        return self.sound[begin:end]

    def gaps_s(self, at_least_s: float = 0.001) -> NDArray[np.float64]:
        """Rows of (begin, end) of each silence amid sound: pieces that the player did not deliver.

        Only a recording of something that is never silent by itself says anything here.
        """
        sounding = np.flatnonzero(np.abs(self.sound) > _SILENCE)
        before = np.flatnonzero(np.diff(sounding) > at_least_s * RATE)
        edges = np.stack((sounding[before], sounding[before + 1]), axis=1)
        return self._heard_at_s(edges) if len(edges) else np.zeros((0, 2))

    def _heard_at_s(self, frames: NDArray[np.int64]) -> NDArray[np.float64]:
        return (self._start_s + self._slope * frames).astype(np.float64)


def _line_of_the_punctual(
    counted: NDArray[np.float64], stamped_s: NDArray[np.float64]
) -> tuple[float, float]:
    """Slope and start of the line from frames counted to the moment they came in.

    Pieces come late by chance, so each stretch of time is stood for by its earliest piece. Before
    the first player and after the last one the sink works ahead, which makes some stretches early:
    what lies off the line of most is left out.
    """
    stretch = ((stamped_s - stamped_s[0]) / _STRETCH_S).astype(int)
    lag_s = stamped_s - counted / RATE
    order = np.lexsort((lag_s, stretch))
    earliest = order[np.unique(stretch[order], return_index=True)[1]]
    x, y = counted[earliest], lag_s[earliest]
    half = len(x) // 2
    slope = float(np.median((y[half:] - y[: len(y) - half]) / (x[half:] - x[: len(x) - half])))
    off_s = y - slope * x
    away_s = np.abs(off_s - np.median(off_s))
    usual = away_s < max(_USUAL_S, 2 * float(np.median(away_s)))
    slope, start_s = np.polyfit(x[usual], y[usual], 1)
    return float(slope) + 1 / RATE, float(start_s)


def _stamps_of(path: Path) -> Path:
    return path.with_suffix(".stamps")


def _write_with_stamps(path: Path) -> None:
    """Copy standard input to `path`; note the frames so far and the time after every piece."""
    frame_bytes, total = 4, 0
    with path.open("wb", buffering=0) as sound, _stamps_of(path).open("wb", buffering=0) as stamps:
        while piece := os.read(sys.stdin.fileno(), 65536):
            total += len(piece)
            stamps.write(np.array([total / frame_bytes, time.perf_counter()]).tobytes())
            sound.write(piece)


if __name__ == "__main__":
    _write_with_stamps(Path(sys.argv[1]))
