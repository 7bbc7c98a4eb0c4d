"""How near the timing check comes to a lag, by how steady the hand is.

    uv run python -m tests.benchmarks.calibration

Simulated people with lags anywhere between -1 and +1 s tap along after listening to the first bar.
Some leave taps out and some add odd ones. "Wrong beat" are suggestions more than 300 ms away.
"""

from __future__ import annotations

from random import Random

from game.play.calibration import ENOUGH_TAPS, FEWEST_TAPS, RANGE_MS, clicks, suggested_ms, tapped
from tests.benchmarks.figures import at_share, median, print_table

PEOPLE = 400
SPREADS_MS = (10, 30, 60, 98, 130)
"""30 is a healthy hand's, 98 that of impaired players in published logs."""
HANDS = ((FEWEST_TAPS, 0, 0), (ENOUGH_TAPS, 0, 0), (ENOUGH_TAPS, 15, 10))
"""Taps, and how many of a hundred are left out and added."""
WRONG_BEAT_MS = 300
HEADING = ("spread ms", "taps", "left out", "odd", "median off ms", "95 % ms", "wrong beat %")
_CLICKS_S = [click.time_s for click in clicks(16)]
_LISTENED = 3


def main() -> None:
    """Print a line for each kind of hand and number of taps."""
    chance = Random(7)
    rows: list[list[object]] = []
    for spread_ms in SPREADS_MS:
        for count, left_out, odd in HANDS:
            off_ms = [_off_ms(chance, spread_ms, count, left_out, odd) for _ in range(PEOPLE)]
            told = [off for off in off_ms if off is not None]
            near = [off for off in told if off <= WRONG_BEAT_MS]
            wrong = 100 * (len(told) - len(near)) / PEOPLE
            row = [spread_ms, count, f"{left_out} %", f"{odd} %"]
            rows.append([*row, median(near), at_share(near, 0.95), wrong])
    print_table(f"{PEOPLE} people a line", HEADING, rows)


def _off_ms(chance: Random, spread_ms: int, count: int, left_out: int, odd: int) -> float | None:
    """How far a suggestion is from one person's lag; None where there was none."""
    lag_ms = chance.uniform(-RANGE_MS, RANGE_MS)
    taps: list[float] = []
    for click_s in _CLICKS_S[_LISTENED:]:
        if len(taps) >= count:
            break
        if chance.random() * 100 >= left_out:
            taps.append(click_s + chance.gauss(lag_ms, spread_ms) / 1000)
        if chance.random() * 100 < odd:
            taps.append(click_s + chance.uniform(-0.8, 0.8))
    suggested = suggested_ms(tapped(taps, _CLICKS_S), 0)
    return None if suggested is None else abs(suggested - lag_ms)


if __name__ == "__main__":
    main()
