"""A private PulseAudio with a null sink, and a recorder of what it plays: what is really heard.

The null sink takes its time from the monotonic clock, which is also `time.perf_counter` on Linux:
recorded samples and the game's stamps can be compared without drift between them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
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


def missing_tools() -> str | None:
    """Which of the programs needed here is not installed; None when all are there."""
    return next((name for name in ("pulseaudio", "parec", "pactl") if not shutil.which(name)), None)


class Pulse:
    """A running server. `environment` is what a process needs to play through it."""

    def __init__(self, runtime: Path) -> None:
        self.environment = {
            "XDG_RUNTIME_DIR": str(runtime),
            "PULSE_SERVER": f"unix:{runtime}/pulse/native",
            "SDL_AUDIODRIVER": "pulseaudio",
        }
        self._whole_environment = {**os.environ, **self.environment, "HOME": str(runtime)}

    @contextmanager
    def recording(self, path: Path) -> Iterator[None]:
        """Record what the sink plays to `path` (raw 16-bit stereo) while the block lasts."""
        command = ["parec", "-d", f"{SINK}.monitor", "--raw", "--format=s16le", f"--rate={RATE}"]
        command += ["--channels=2", "--latency-msec=10"]
        with path.open("wb") as sound:
            process = subprocess.Popen(command, stdout=sound, env=self._whole_environment)
            try:
                wait_until(lambda: path.stat().st_size > 0, "the recorder to hear something")
                yield
            finally:
                process.terminate()
                process.wait(timeout=STARTUP_S)

    def answers(self) -> bool:
        """Whether the server is up and has its sink."""
        asked = subprocess.run(
            ["pactl", "list", "short", "sinks"],
            env=self._whole_environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return asked.returncode == 0 and SINK in asked.stdout


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


def heard(path: Path) -> NDArray[np.float32]:
    """The left channel of a recording, -1 to 1."""
    samples = np.fromfile(path, dtype="<i2")
    return samples[: len(samples) // 2 * 2 : 2].astype(np.float32) * np.float32(1 / 32768)


def click_times_s(sound: NDArray[np.float32], level: float = 0.2) -> NDArray[np.float64]:
    """When each click in `sound` begins, in seconds from its start.

    A click begins where |sound| first exceeds `level` after at least 50 ms below it.
    """
    loud = np.flatnonzero(np.abs(sound) > level)
    if not len(loud):
        return np.zeros(0)
    first = np.concatenate(([True], np.diff(loud) > RATE // 20))
    return loud[first] / RATE
