"""A simulated player: pinches as somebody of a given skill would make them. For demos and tests."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from game.charting.chart import Chart, Grip
from game.play.engine import JudgedBy
from game.play.events import Pinch
from game.play.run import Run

NO_SKILL_HIT_SHARE = 0.35
"""How many notes a player of skill 0 goes for; one of skill 1 goes for all."""
NO_SKILL_SD_WINDOWS = 0.6
FULL_SKILL_SD_WINDOWS = 0.08
"""Spread of the timing in hit windows. SD 98 ms in 350 ms was seen of impaired players: .28."""
NO_SKILL_LATE_WINDOWS = 0.15
"""How late on the whole."""
NO_SKILL_OTHER_FINGER = 0.2
"""How often a note skill 0 goes for gets another finger first."""
PINCH_S = 0.12
"""How long a short pinch lasts."""


def simulated_pinches(chart: Chart, level: JudgedBy, skill: float, seed: int) -> tuple[Pinch, ...]:
    """The pinches of a player of `skill` (0 to 1) on `chart`, in order of time.

    The same arguments give the same pinches. Raises `ValueError` for a skill out of range.
    """
    if not 0 <= skill <= 1:
        raise ValueError("skill is between 0 and 1")
    random = Random(seed)
    unskilled = 1 - skill
    window_s = level.hit_window_s
    sd_s = window_s * (
        FULL_SKILL_SD_WINDOWS + unskilled * (NO_SKILL_SD_WINDOWS - FULL_SKILL_SD_WINDOWS)
    )
    late_s = window_s * NO_SKILL_LATE_WINDOWS * unskilled
    pinches: list[Pinch] = []
    for note in chart.notes:
        goes_for_it = random.random() < 1 - unskilled * (1 - NO_SKILL_HIT_SHARE)
        time_s = note.time_s + random.gauss(late_s, sd_s)
        other_first = random.random() < NO_SKILL_OTHER_FINGER * unskilled
        other = random.choice(chart.grips)
        if not goes_for_it:
            continue
        if other_first and other is not note.grip:
            pinches += _pinch(time_s - PINCH_S, PINCH_S, other)
        pinches += _pinch(time_s, max(PINCH_S, note.duration_s), note.grip)
    return tuple(sorted(pinches, key=lambda pinch: (pinch.time_s, pinch.down, pinch.grip)))


def simulated_run(chart: Chart, level: JudgedBy, skill: float, seed: int) -> Run:
    """A whole run of such a player, played to its end. Raises `ValueError` as above."""
    return pinched_through(chart, level, simulated_pinches(chart, level, skill, seed))


def pinched_through(chart: Chart, level: JudgedBy, pinches: Iterable[Pinch]) -> Run:
    """A whole run of these pinches, in order of time, judged as `level` has it."""
    run = Run(chart, level)
    for pinch in pinches:
        act = run.press if pinch.down else run.release
        act(pinch.time_s, pinch.grip)
    run.finish()
    return run


def _pinch(time_s: float, length_s: float, grip: Grip) -> list[Pinch]:
    return [Pinch(time_s, grip, down=True), Pinch(time_s + length_s, grip, down=False)]
