"""Compares what a clock said with what a recorder heard.

The file that is played has a quiet noise from beginning to end and clicks over it. The noise makes
every piece that the player failed to deliver visible as a gap in the recording, so a busy machine
can be told from a clock that strays: clicks in a gap and up to `RECOVERY_S` after it are not
counted, all others are, and each of them must have been heard.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
import wave
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.e2e.following import Orders, Stretch
from tests.e2e.pulse import RATE, Pulse, Recording

RECOVERY_S = 1.0
"""The clock has jumped to its new place by then, or the gap was shorter than 3 ms."""
SETTLING_S = 1.0
NEAR_S = 0.07
"""Less than half of the shortest gap between two clicks."""
_NOISE, _CLICK, _CLICK_FRAMES = 655, 20000, 96


@dataclass(frozen=True)
class Heard:
    """One stretch of playing: for each click that counts, song time and how late the clock had it.

    `late_ms` is the moment it was heard minus the moment the clock said so. The way to the recorder
    takes a few milliseconds; they are in it as a constant, the same for every stretch.
    """

    song_s: NDArray[np.float64]
    late_ms: NDArray[np.float64]
    left_out: int
    """Clicks that don't count: near the begin, or in and after a gap."""
    missed: int
    """Clicks that should have been heard and were not."""
    gaps_s: NDArray[np.float64]
    """Rows of (begin, end), `perf_counter`."""

    @property
    def middle_ms(self) -> float:
        return float(np.median(self.late_ms))

    @property
    def spread_ms(self) -> float:
        """The standard deviation."""
        return float(np.std(self.late_ms))

    @property
    def most_ms(self) -> float:
        """The farthest from the middle."""
        return float(np.abs(self.late_ms - self.middle_ms).max())

    @property
    def drift_ms_per_minute(self) -> float:
        return float(np.polyfit(self.song_s / 60, self.late_ms, 1)[0])


def write_clicks(path: Path, length_s: float) -> NDArray[np.float64]:
    """Write the file and answer when its clicks are.

    Their distances never repeat, so that a few of them tell which place is playing.
    """
    chance, noise = random.Random(1), np.random.default_rng(1)
    sound = noise.integers(-_NOISE, _NOISE + 1, round(length_s * RATE)).astype("<i2")
    frames: list[int] = []
    at_s = 0.3
    while at_s < length_s - 0.1:
        frames.append(round(at_s * RATE))
        sound[frames[-1] : frames[-1] + _CLICK_FRAMES] = _CLICK
        at_s += chance.uniform(0.15, 0.35)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.repeat(sound, 2).tobytes())
    return np.array(frames) / RATE


def listen(
    pulse: Pulse,
    folder: Path,
    stretches: Sequence[Stretch],
    meanwhile: Callable[[subprocess.Popen[str]], None] = lambda _: None,
) -> list[Heard]:
    """Have each of `stretches` played by a process, record it, and compare the clock with it.

    `meanwhile` is called with the process when the first of them begins.
    """
    wav, orders, trace = folder / "clicks.wav", folder / "orders.json", folder / "trace.npz"
    clicks_s = write_clicks(wav, max(one.from_s + one.seconds for one in stretches) + 1)
    Orders(str(wav), tuple(stretches)).write(orders)
    with pulse.recording(folder / "heard.raw"):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.following", str(orders), str(trace)],
            env=pulse.whole_environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            _read_until(process, "playing")
            meanwhile(process)
            _read_until(process, "done")
            time.sleep(0.3)
        finally:
            process.terminate()
            process.communicate()
    recording = Recording(folder / "heard.raw")
    heard_s, gaps_s = recording.click_times_s(0.4), recording.gaps_s()
    with np.load(trace) as traces:
        played = [traces[name] for name in traces.files]
    return [compare(rows, heard_s, gaps_s, clicks_s) for rows in played]


def _read_until(process: subprocess.Popen[str], word: str) -> None:
    assert process.stdout
    for line in process.stdout:
        if line.strip() == word:
            return
    raise AssertionError(f"the player ended before it said {word!r}")


def compare(
    trace: NDArray[np.float64],
    heard_s: NDArray[np.float64],
    gaps_s: NDArray[np.float64],
    clicks_s: NDArray[np.float64],
) -> Heard:
    """Which clicks a stretch of recorded ones is, and when the clock had them."""
    first_s, last_s = trace[0, 1], trace[-1, 1] - NEAR_S
    due_s = clicks_s[(clicks_s > first_s) & (clicks_s < last_s)]
    expected_s = np.interp(due_s, trace[:, 1], trace[:, 0])
    late_s = np.array([heard_s[np.abs(heard_s - moment).argmin()] for moment in expected_s])
    late_s -= expected_s
    counts = due_s > first_s + SETTLING_S
    for begin_s, end_s in gaps_s:
        counts &= (expected_s < begin_s - NEAR_S) | (expected_s > end_s + RECOVERY_S)
    heard = np.abs(late_s) < NEAR_S
    within = (gaps_s[:, 0] > trace[0, 0]) & (gaps_s[:, 1] < trace[-1, 0])
    return Heard(
        song_s=due_s[counts & heard],
        late_ms=late_s[counts & heard] * 1000,
        left_out=int(np.count_nonzero(~counts)),
        missed=int(np.count_nonzero(counts & ~heard)),
        gaps_s=gaps_s[within],
    )
