"""How well the song clock, pinches and sounds agree with what is really heard.

    uv run python -m tests.benchmarks.clock [--short]

All against a PulseAudio null sink recorded from its monitor: ten minutes of clicks beside the
clock; the interpreter held for 200 ms; the whole process stopped for 300 ms, an underrun; twenty
pauses; 300 keys through XTEST until they are heard, by buffer; and a robot that presses keys at the
beats it hears, in the real game. `--short` does a tenth of it. See `tests/e2e/listening.py` for
what counts: clicks in and right after gaps of the player's sound are left out and told of.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from tests.benchmarks.figures import print_table
from tests.e2e.display import running_display
from tests.e2e.following import Stretch
from tests.e2e.listening import Heard, listen
from tests.e2e.pulse import running_pulse
from tests.e2e.robot_player import judged_ms, keys_to_sounds_ms

TELLS_DRIFT_S = 50.0
BUFFERS = (256, 512, 1024)
CLOCK_HEADING = (
    *("what", "clicks", "left out", "not heard", "gaps", "longest gap", "middle", "SD", "farthest"),
    "drift, 10 min",
)
KEY_HEADING = ("buffer", "keys", "not heard", "mean", "median", "p95", "max")
ROBOT_HEADING = ("notes", "hits", "median", "SD", "SD without the latest 2 %", "farthest")


def main(*, short: bool) -> None:
    """Measure everything in turn and print tables, in ms."""
    share = 0.1 if short else 1.0
    with TemporaryDirectory(prefix="thumbtune-clock-") as folder:
        _clock(Path(folder), share)
        _keys(Path(folder), round(300 * share))
        _robot(Path(folder), max(16, round(120 * share)))


def _clock(folder: Path, share: float) -> None:
    long_s, some_s = 600 * share, max(12.0, 60 * share)
    turns = max(4, round(21 * share))
    with running_pulse() as pulse:
        (long,) = listen(pulse, folder, [Stretch(0.0, long_s)])
        (held,) = listen(pulse, folder, [Stretch(0.0, some_s, hold_at_s=some_s / 3)])
        (stopped,) = listen(pulse, folder, [Stretch(0.0, some_s)], _stop_for_a_while)
        pauses = listen(pulse, folder, [Stretch(turn * 0.7, 4.0) for turn in range(turns)])
    rows = [
        _row(f"{long_s:.0f} s", long),
        _row("held 200 ms", held),
        _row("stopped 300 ms", stopped),
        _row("before any pause", pauses[0]),
        _row(f"after {turns - 1} pauses", pauses[-1]),
    ]
    print_table("Heard minus told by the clock, in ms", CLOCK_HEADING, rows)
    middles = [one.middle_ms for one in pauses if len(one.late_ms)]
    print(f"\nMiddles of {len(middles)} starts: SD {np.std(middles):.2f} ms, ", end="")
    print(f"{max(middles) - min(middles):.2f} ms from the lowest to the highest.\n")


def _stop_for_a_while(process: subprocess.Popen[str]) -> None:
    time.sleep(4.0)
    os.kill(process.pid, signal.SIGSTOP)
    time.sleep(0.3)
    os.kill(process.pid, signal.SIGCONT)


def _row(what: str, heard: Heard) -> list[object]:
    gaps_ms = (heard.gaps_s[:, 1] - heard.gaps_s[:, 0]) * 1000
    counted = [what, len(heard.late_ms), heard.left_out, heard.missed, len(gaps_ms)]
    longest_ms = float(gaps_ms.max()) if len(gaps_ms) else 0.0
    if not len(heard.late_ms):
        return [*counted, longest_ms, *["-"] * 4]
    spans_s = float(np.ptp(heard.song_s))
    drift = heard.drift_ms_per_minute * 10 if spans_s > TELLS_DRIFT_S else "-"
    return [*counted, longest_ms, heard.middle_ms, heard.spread_ms, heard.most_ms, drift]


def _keys(folder: Path, keys: int) -> None:
    rows: list[Sequence[object]] = []
    with running_display() as screen, running_pulse() as pulse:
        for buffer in BUFFERS:
            late_ms = keys_to_sounds_ms(
                screen.robot, screen.environment, pulse, folder, keys, buffer
            )
            heard_ms = late_ms[np.isfinite(late_ms)]
            p95_ms = float(np.quantile(heard_ms, 0.95))
            facts = [float(heard_ms.mean()), float(np.median(heard_ms)), p95_ms]
            rows.append([buffer, keys, keys - len(heard_ms), *facts, float(heard_ms.max())])
    print_table("Key sent to sound heard, in ms", KEY_HEADING, rows)
    print()


def _robot(folder: Path, count: int) -> None:
    with running_display() as screen, running_pulse() as pulse:
        errors_ms = judged_ms(screen, pulse, folder, count)
    off_ms = np.abs(errors_ms - np.median(errors_ms))
    usual = off_ms <= np.quantile(off_ms, 0.98)
    facts = [float(np.median(errors_ms)), float(np.std(errors_ms))]
    facts += [float(np.std(errors_ms[usual])), float(off_ms.max())]
    row = [count, len(errors_ms), *facts]
    print_table("Judged, pressed at the heard beats, in ms", ROBOT_HEADING, [row])


if __name__ == "__main__":
    main(short="--short" in sys.argv[1:])
