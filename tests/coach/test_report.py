"""The facts of a report: like is compared with like, and every figure is of its days alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Grip
from game.coach.figures import DayFigures, GripFigures
from game.coach.individuation import CameFigures, ExtraFigures, FingerFigures
from game.coach.report import (
    MOST_STRETCHES,
    PractisedTime,
    Report,
    ReportFigures,
    Thirds,
    change_within,
    rate_band,
    report_of,
)

from .days import SETTING, TODAY, ago, day, day_figures, grip_day, grip_figures

HARDER = "3-challenging 100 index,middle,ring,little"
FIRST = ago(55)


def report(figures: ReportFigures, first: date = FIRST, last: date = TODAY) -> Report:
    return report_of(figures, first, last)


def of_fingers(*grips: GripFigures) -> ReportFigures:
    return ReportFigures(fingers=FingerFigures(grips))


@settings(max_examples=40)
@given(st.lists(day_figures(), max_size=30))
def test_days_outside_the_time_count_for_nothing(days: list[DayFigures]) -> None:
    inside = [one for one in days if FIRST <= one.day <= TODAY]
    facts = report(ReportFigures(days=tuple(days)))
    assert facts == report(ReportFigures(days=tuple(inside)))
    assert facts.hits == sum(one.hits for one in inside)
    assert sum(one.hits for one in facts.stretches) == facts.hits
    assert sum(one.days for one in facts.stretches) == facts.days


@settings(max_examples=40)
@given(st.lists(day_figures(), max_size=30), st.integers(0, 20_000))
def test_stretches_are_few_and_end_with_the_last_day(days: list[DayFigures], back: int) -> None:
    facts = report(ReportFigures(days=tuple(days)), first=ago(back))
    assert len(facts.stretches) <= MOST_STRETCHES
    if facts.stretches:
        assert facts.stretches[-1].last == TODAY
        gaps = {
            (later.first - one.last).days
            for one, later in zip(facts.stretches, facts.stretches[1:], strict=False)
        }
        assert gaps <= {1}


@settings(max_examples=40)
@given(st.lists(grip_figures(), max_size=20), st.integers(-200_000, 200_000))
def test_a_shift_of_every_hit_shifts_every_mean_by_just_that(
    figures: list[GripFigures], shift_us: int
) -> None:
    shifted = [
        replace(
            one,
            error_us=one.error_us + shift_us * one.hits,
            error_squares_us2=one.error_squares_us2
            + 2 * shift_us * one.error_us
            + shift_us**2 * one.hits,
        )
        for one in figures
    ]
    before, after = report(of_fingers(*figures)), report(of_fingers(*shifted))
    if before.together.mean_ms is None or after.together.mean_ms is None:
        assert before.together.mean_ms is after.together.mean_ms
        return
    moved = after.together.mean_ms - before.together.mean_ms
    assert moved == pytest.approx(shift_us / 1000, abs=1e-6)
    assert after.together.sd_ms == pytest.approx(before.together.sd_ms, abs=1e-3)
    assert after.change == before.change


def test_a_harder_setting_never_looks_like_a_fall() -> None:
    easy = [grip_day(back, hits=90) for back in range(30, 20, -1)]
    hard = [grip_day(back, hits=50, setting=HARDER) for back in range(10)]
    change = change_within([*easy, *hard])
    assert change is not None
    assert change.points == pytest.approx(0)


def test_the_later_half_of_each_setting_is_compared_with_the_earlier() -> None:
    change = change_within(
        [
            *(grip_day(back, hits=50) for back in (40, 38)),
            *(grip_day(back, hits=70) for back in (20, 18)),
            *(grip_day(back, hits=20, setting=HARDER) for back in (15, 14)),
            *(grip_day(back, hits=40, setting=HARDER) for back in (2, 1)),
        ]
    )
    assert change is not None
    assert change.points == pytest.approx(20)
    assert change.is_clear


def test_one_day_is_compared_with_nothing() -> None:
    assert change_within([grip_day(3, hits=50)]) is None


def test_a_change_within_chance_is_not_clear() -> None:
    change = change_within([grip_day(9, hits=60), grip_day(2, hits=66)])
    assert change is not None
    assert not change.is_clear


def test_the_end_of_songs_is_compared_with_their_beginning() -> None:
    tired = report(ReportFigures(thirds=Thirds(400, 320, 400, 220))).tiring
    assert tired is not None
    assert tired.points == pytest.approx(-25)
    assert tired.is_clear
    assert report(ReportFigures(thirds=Thirds(5, 5, 5, 0))).tiring is None


def test_a_stretch_names_the_level_most_notes_were_at() -> None:
    figures = ReportFigures(
        days=(day(3),),
        fingers=FingerFigures((grip_day(3, 10, 40), grip_day(3, 10, 60, setting=HARDER))),
    )
    assert [one.level_id for one in report(figures).stretches] == ["3-challenging"]


def test_who_came_instead_and_unasked_is_counted_per_finger() -> None:
    fingers = FingerFigures(
        grips=(grip_day(2, 50, 100), grip_day(2, 80, 100, grip=Grip.MIDDLE)),
        came=(CameFigures(SETTING, Grip.RING, Grip.MIDDLE, 12),),
        extra=(ExtraFigures(ago(2), SETTING, Grip.MIDDLE, 9),),
    )
    facts = report(ReportFigures(days=(day(2, 130, 200),), fingers=fingers))
    ring = next(one.finger for one in facts.fingers if one.finger.grip is Grip.RING)
    assert [(one.came, one.count) for one in ring.instead] == [(Grip.MIDDLE, 12)]
    assert facts.extra_per_100 == pytest.approx(4.5)


def test_nothing_at_all_is_empty_and_of_few_notes() -> None:
    facts = report(ReportFigures())
    assert facts.is_empty and facts.is_little
    assert facts.extra_per_100 is None and facts.change is None and facts.stretches == ()


def test_few_notes_are_said_to_be_few() -> None:
    assert report(ReportFigures(days=(day(1, 20, 59),))).is_little
    assert not report(ReportFigures(days=(day(1, 20, 60),))).is_little


def test_time_in_songs_adds_up() -> None:
    times = tuple(PractisedTime(ago(back), 60.0) for back in range(80))
    assert report(ReportFigures(times=times)).song_s == 56 * 60


def test_weeks_count_from_the_first_day_of_practice() -> None:
    assert report(ReportFigures(days=(day(13),))).weeks == 2


def test_the_first_day_comes_first() -> None:
    with pytest.raises(ValueError, match="comes after"):
        report(ReportFigures(), first=TODAY + timedelta(days=1))


@settings(max_examples=60)
@given(st.integers(0, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_band_of_a_rate_holds_the_rate_and_narrows_with_notes(counts: tuple[int, int]) -> None:
    hits, notes = counts
    low, high = rate_band(hits, notes)
    assert 0 <= low <= high <= 1
    if notes:
        assert low - 1e-9 <= hits / notes <= high + 1e-9
        more_low, more_high = rate_band(4 * hits, 4 * notes)
        assert more_high - more_low < high - low


def test_the_band_is_that_of_wilson() -> None:
    low, high = rate_band(81, 263)  # an example of Newcombe (1998), Statistics in Medicine 17
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    with pytest.raises(ValueError, match="no hit rate"):
        rate_band(3, 2)
