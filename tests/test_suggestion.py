"""A suggestion comes with settings that are one step away from those of the run, and can be had."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec.structs
import pytest

from game.charting.chart import Grip
from game.charting.level import first_steps, read_levels
from game.play.next_step import Earlier, Next
from game.play.result import Result, result_of
from game.play.run import Run
from game.play.score import Score
from game.settings import SLOWEST_PERCENT, Hand, PlaySettings
from game.suggestion import suggestion_after
from tests.play.timelines import chart_at

LEVELS = first_steps(read_levels(Path(__file__).parents[1] / "levels"))
NOTES = 20
GOOD = Score(2000, 2000, NOTES, 0, NOTES, NOTES)
THREE_GOOD = Earlier(GOOD, (GOOD, GOOD))


def run(hits: int) -> Result:
    chart = chart_at(*(number + 1.0 for number in range(NOTES)))
    done = Run(chart, LEVELS[1])
    for note in chart.notes[:hits]:
        done.press(note.time_s, note.grip)
    done.finish()
    return result_of(chart, done.replay())


def settings(level: int = 1, speed: int = 100) -> PlaySettings:
    chosen = LEVELS[level]
    return PlaySettings(chosen, speed, Hand.RIGHT, chosen.default_grips)


@pytest.mark.parametrize(
    ("hits", "earlier", "level", "speed", "step", "new_level", "new_speed"),
    [
        (5, Earlier(), 1, 100, Next.SLOWER, 1, 90),
        (5, Earlier(), 1, SLOWEST_PERCENT, Next.EASIER_LEVEL, 0, SLOWEST_PERCENT),
        (5, Earlier(), 0, SLOWEST_PERCENT, Next.AGAIN, 0, SLOWEST_PERCENT),
        (15, Earlier(), 1, 100, Next.AGAIN, 1, 100),
        (20, THREE_GOOD, 1, 70, Next.FASTER, 1, 80),
        (20, THREE_GOOD, 1, 95, Next.FASTER, 1, 100),
        (20, THREE_GOOD, 1, 100, Next.HARDER_LEVEL, 2, 100),
        (20, THREE_GOOD, 2, 120, Next.OTHER_SONG, 2, 120),
    ],
)
def test_one_step_at_a_time(
    hits: int,
    earlier: Earlier,
    level: int,
    speed: int,
    step: Next,
    new_level: int,
    new_speed: int,
) -> None:
    found = suggestion_after(run(hits), earlier, settings(level, speed), LEVELS, has_next=True)
    assert found.step is step
    assert found.settings == settings(new_level, new_speed)


def test_fingers_that_were_chosen_stay_at_another_level() -> None:
    chosen = replace(settings(), grips=(Grip.INDEX, Grip.KEY))
    found = suggestion_after(run(20), THREE_GOOD, chosen, LEVELS, has_next=True)
    assert found.settings.level == LEVELS[2]
    assert found.settings.grips == (Grip.INDEX, Grip.KEY)


def test_a_level_of_somebodys_own_leads_to_no_other() -> None:
    own = replace(settings(), level=msgspec.structs.replace(LEVELS[1], id="mine"))
    found = suggestion_after(run(20), THREE_GOOD, own, LEVELS, has_next=False)
    assert (found.step, found.settings) == (Next.AGAIN, own)
