"""How long the computer has slept. `time.perf_counter` does not count that everywhere."""

from __future__ import annotations

import sys
import time


def slept_s() -> float:
    """Seconds of sleep since the computer began that `time.perf_counter` has not counted.

    Always 0 where that clock goes on through sleep, as on Windows.
    """
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC) - time.clock_gettime(time.CLOCK_UPTIME_RAW)
    return 0.0
