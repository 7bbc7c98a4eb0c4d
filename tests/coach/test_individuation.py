"""Which finger came instead, and which came unasked: counted truly, compared honestly."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Grip, lane_order
from game.coach.change import LEAST_NOTES
from game.coach.individuation import (
    MOST_LINES,
    WORTH_TELLING,
    CameFigures,
    ExtraFigures,
    FingerFigures,
    individuation_of,
)
from tests.coach.days import SETTING, ago, grip_day

FOUR = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
T = TypeVar("T")
SETTINGS = (SETTING, "2-moderate 100 index,middle,ring")


@st.composite
def finger_figures(draw: st.DrawFn) -> FingerFigures:
    """What a player may have done in a week, under two settings."""
    grips = [
        grip_day(
            draw(st.integers(0, 6)),
            hits := draw(st.integers(0, 90)),
            hits + draw(st.integers(0, 60)),
            grip=draw(st.sampled_from(Grip)),
            setting=draw(st.sampled_from(SETTINGS)),
        )
        for _ in range(draw(st.integers(0, 6)))
    ]
    came = [
        CameFigures(one.setting, one.grip, other, draw(st.integers(1, 20)))
        for one in grips
        if (other := draw(st.sampled_from(Grip))) is not one.grip
    ]
    extra = [
        ExtraFigures(one.day, one.setting, draw(st.sampled_from(Grip)), draw(st.integers(1, 30)))
        for one in grips
    ]
    return FingerFigures(tuple(grips), tuple(came), tuple(extra))


def week(others: int, notes: int = 200, extra: int = 0) -> FingerFigures:
    """The ring finger's notes, on some of which the middle finger came first."""
    return FingerFigures(
        (grip_day(1, notes - others, notes),),
        (CameFigures(SETTING, Grip.RING, Grip.MIDDLE, others),) if others else (),
        (ExtraFigures(ago(1), SETTING, Grip.INDEX, extra),) if extra else (),
    )


@given(finger_figures())
def test_nothing_is_lost_and_nothing_is_counted_twice(figures: FingerFigures) -> None:
    found = individuation_of(figures)
    assert found.notes == sum(one.notes for one in figures.grips)
    assert found.extra == sum(one.contacts for one in figures.extra)
    due = {one.grip for one in figures.grips if one.notes}
    assert tuple(one.grip for one in found.fingers) == lane_order(due)
    for finger in found.fingers:
        came = [one for one in figures.came if one.due is finger.grip]
        assert finger.others == sum(one.notes for one in came)
        assert len({one.came for one in finger.instead}) == len(finger.instead)
        assert [one.count for one in finger.instead] == sorted(
            (one.count for one in finger.instead), reverse=True
        )


@given(finger_figures(), st.randoms(use_true_random=False))
def test_the_order_of_figures_does_not_matter(
    figures: FingerFigures, chance: random.Random
) -> None:
    def mixed(rows: Sequence[T]) -> list[T]:
        return chance.sample(rows, len(rows))

    other = FingerFigures(mixed(figures.grips), mixed(figures.came), mixed(figures.extra))
    assert individuation_of(other) == individuation_of(figures)


@given(finger_figures())
def test_shares_are_shares(figures: FingerFigures) -> None:
    for finger in individuation_of(figures).fingers:
        assert finger.by_itself is None or 0 <= finger.by_itself <= 1
        assert all(0 <= one.share <= 1 for one in finger.instead)


@given(finger_figures())
def test_only_what_matters_is_told(figures: FingerFigures) -> None:
    found = individuation_of(figures)
    assert len(found.telling) <= MOST_LINES
    for one in found.telling:
        assert one.share >= WORTH_TELLING and one.notes >= LEAST_NOTES and one.count > 1
    if not found.has_enough:
        assert not found.telling


@settings(max_examples=50)
@given(finger_figures(), finger_figures())
def test_two_stretches_the_other_way_round_change_the_other_way(
    first: FingerFigures, second: FingerFigures
) -> None:
    there, back = individuation_of(first, second), individuation_of(second, first)
    pairs = [(there.extra_change, back.extra_change)]
    changes = {one.grip: one.change for one in back.fingers}
    pairs += [(one.change, changes[one.grip]) for one in there.fingers if one.grip in changes]
    for one, other in pairs:
        assert (one is None) == (other is None)
        if one and other:
            assert one.points == pytest.approx(-other.points)
            assert one.band == pytest.approx(other.band)


@given(finger_figures(), finger_figures())
def test_a_shift_in_time_changes_nothing(figures: FingerFigures, before: FingerFigures) -> None:
    def moved(one: FingerFigures, days: int) -> FingerFigures:
        by = timedelta(days=days)
        return FingerFigures(
            tuple(replace(row, day=row.day + by) for row in one.grips),
            one.came,
            tuple(replace(row, day=row.day + by) for row in one.extra),
        )

    assert individuation_of(moved(figures, 500), moved(before, -40)) == individuation_of(
        figures, before
    )


def test_by_itself_leaves_out_notes_that_nothing_came_for() -> None:
    figures = FingerFigures(
        (grip_day(0, 30, 100),), (CameFigures(SETTING, Grip.RING, Grip.LITTLE, 10),)
    )
    (ring,) = individuation_of(figures).fingers
    assert ring.by_itself == 0.75
    (still,) = individuation_of(FingerFigures((grip_day(0, 0, 100),))).fingers
    assert still.by_itself is None


def test_other_settings_are_not_compared() -> None:
    harder = FingerFigures(
        (grip_day(0, 100, 200, setting=SETTINGS[1]),),
        (CameFigures(SETTINGS[1], Grip.RING, Grip.MIDDLE, 80),),
        (ExtraFigures(ago(0), SETTINGS[1], Grip.RING, 50),),
    )
    found = individuation_of(harder, week(10, extra=5))
    assert found.fingers[0].change is None
    assert found.extra_change is None


def test_a_finger_that_comes_by_itself_more_often_is_seen() -> None:
    found = individuation_of(week(16), week(60))
    change = found.fingers[0].change
    assert change is not None and change.is_clear
    assert change.points == pytest.approx(-22)


def test_a_hand_that_stays_the_same_is_seldom_told_of_a_change() -> None:
    """Extra pinches come in bursts: the days differ more than counts do by chance."""
    chance = random.Random(5)

    def stretch(first: int) -> FingerFigures:
        days = [first + 2 * number for number in range(12)]
        grips = tuple(grip_day(back, 70, 100, grip=grip) for back in days for grip in FOUR)
        came = tuple(
            CameFigures(SETTING, grip, FOUR[number - 1], sum(chance.random() < 0.1 for _ in days))
            for number, grip in enumerate(FOUR)
            for _ in range(100)
        )
        extra = tuple(
            ExtraFigures(ago(back), SETTING, Grip.INDEX, chance.choice((2, 5, 30))) for back in days
        )
        return FingerFigures(grips, came, extra)

    told = [individuation_of(stretch(0), stretch(40)) for _ in range(60)]
    of_fingers = [one.change for found in told for one in found.fingers]
    of_extra = [found.extra_change for found in told]
    assert all(change is not None for change in (*of_fingers, *of_extra))
    assert sum(change.is_clear for change in of_fingers if change) <= 0.03 * len(of_fingers)
    assert sum(change.is_clear for change in of_extra if change) <= 0.05 * len(of_extra)


def test_fewer_extra_pinches_are_seen() -> None:
    def stretch(contacts: int) -> FingerFigures:
        days = range(10)
        return FingerFigures(
            tuple(grip_day(back, 70, 100) for back in days),
            (),
            tuple(ExtraFigures(ago(back), SETTING, Grip.RING, contacts) for back in days),
        )

    change = individuation_of(stretch(4), stretch(15)).extra_change
    assert change is not None and change.is_clear
    assert change.points == pytest.approx(-11)


def test_nothing_is_no_trouble() -> None:
    found = individuation_of(FingerFigures(), FingerFigures())
    assert found.fingers == () and found.telling == () and not found.has_enough
    assert found.extra_change is None and found.a_hundred(found.extra) == 0
