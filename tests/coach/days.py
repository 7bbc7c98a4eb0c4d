"""Figures for the tests of the coach, drawn or made by hand."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from game.charting.chart import Grip
from game.coach.figures import DayFigures, GripFigures

TODAY = date(2026, 6, 10)
SETTING = "1-gentle 100 index,middle"


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def day(back: int, hits: int = 30, notes: int = 40, runs: int = 1) -> DayFigures:
    return DayFigures(ago(back), runs, notes, hits)


def grip_day(
    back: int,
    hits: int,
    notes: int = 100,
    *,
    grip: Grip = Grip.RING,
    setting: str = SETTING,
    mean_ms: int = 0,
) -> GripFigures:
    """Every hit comes `mean_ms` late."""
    error_us = 1000 * mean_ms
    return GripFigures(ago(back), grip, setting, notes, hits, hits * error_us, hits * error_us**2)


@st.composite
def day_figures(draw: st.DrawFn) -> DayFigures:
    """A day of any clock: long ago, near today, or not yet."""
    near = st.integers(-40, 120).map(ago)
    when = draw(st.one_of(near, st.dates()))
    notes = draw(st.integers(0, 400))
    return DayFigures(when, draw(st.integers(1, 6)), notes, draw(st.integers(0, notes)))


@st.composite
def grip_figures(draw: st.DrawFn) -> GripFigures:
    notes = draw(st.integers(0, 200))
    return GripFigures(
        day=ago(draw(st.integers(-3, 20))),
        grip=draw(st.sampled_from(Grip)),
        setting=draw(st.sampled_from((SETTING, "2-moderate 100 index,middle,ring"))),
        notes=notes,
        hits=(hits := draw(st.integers(0, notes))),
        error_us=hits * (error_us := draw(st.integers(-350_000, 350_000))),
        error_squares_us2=hits * error_us**2,
    )
